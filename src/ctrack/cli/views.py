"""`status`, `district`, `show`, `explain`, `rank`, `due`, `owner`, `tasks`: arguments in, a view out."""

from __future__ import annotations

from typing import Annotated

import typer

from ctrack.assess.horizon import TERM
from ctrack.cli import viewing
from ctrack.cli.common import Color, Common, Format
from ctrack.cli.options import (
    AsOfOption,
    ColorOption,
    DataOption,
    FormatOption,
    LanguageOption,
    NoCacheOption,
    RevisionOption,
)
from ctrack.i18n import gettext as _

HorizonOption = Annotated[
    str,
    typer.Option(
        "--horizon", metavar=_("term|next|YEAR"), help=_("Which target is judged: the term's, the next, a year's.")
    ),
]


def _common(context: typer.Context, *, data: str | None, as_of: str | None, color: Color | None) -> Common:
    common: Common = context.obj
    return common.given(data=data, as_of=as_of, color=color)


def status(
    context: typer.Context,
    *,
    program: Annotated[
        list[str] | None,
        typer.Option("--program", metavar=_("CODE"), help=_("Show the indicators of this programme; repeatable.")),
    ] = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            "--status",
            metavar=_("STATUS"),
            help=_("Only indicators with this status; repeatable, or a list with commas."),
        ),
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner",
            metavar=_("NAME"),
            help=_("Only indicators that this agency or district answers for; repeatable."),
        ),
    ] = None,
    horizon: HorizonOption = TERM,
    sort: Annotated[
        str | None, typer.Option("--sort", metavar="code|attainment|deadline", help=_("Sort the indicators."))
    ] = None,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001 - read before
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show how the programmes stand, or the indicators of some."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.status(
        common,
        program=program or (),
        status=status or (),
        owner=owner or (),
        horizon=horizon,
        sort=sort,
        form=form,
        rev=rev,
    )


def district(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar=_("[NAME]"), help=_("The district, in any spelling; without it, all of them.")),
    ] = None,
    *,
    horizon: HorizonOption = TERM,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show one district, or all of them."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.district(common, name, horizon=horizon, form=form, rev=rev)


def show(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar=_("CODE"), help=_("The indicator's code, such as 03.01."))],
    *,
    horizon: HorizonOption = TERM,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show one indicator whole."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.show(common, code, horizon=horizon, form=form, rev=rev)


def explain(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar=_("CODE"), help=_("The indicator's code, such as 03.01."))],
    *,
    district: Annotated[
        str | None,
        typer.Option("--district", metavar=_("NAME"), help=_("Explain the row of this district, in any spelling.")),
    ] = None,
    horizon: HorizonOption = TERM,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show how a number and a status came about, and who entered what they rest on."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.explain(
        common,
        code,
        district=district,
        horizon=horizon,
        form=form,
        rev=rev,
    )


def rank(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar=_("CODE"), help=_("The indicator's code, such as 03.01."))],
    *,
    horizon: HorizonOption = TERM,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show the districts in order on one indicator."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.rank(common, code, horizon=horizon, form=form, rev=rev)


def due(
    context: typer.Context,
    *,
    within: Annotated[
        str, typer.Option("--within", metavar="90d|12w", help=_("How many days or weeks to look ahead."))
    ] = "90d",
    owner: Annotated[
        list[str] | None,
        typer.Option(
            "--owner", metavar=_("NAME"), help=_("Only what this agency or district answers for; repeatable.")
        ),
    ] = None,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show targets and tasks that are overdue or due soon, and figures that are stale."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.due(common, within=within, owner=owner or (), form=form, rev=rev)


def owner(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[NAME]"), help=_("The agency or district, in any spelling; without it, all of them.")
        ),
    ] = None,
    *,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show what each agency answers for, and how it stands."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.owner(common, name, form=form, rev=rev)


def tasks(
    context: typer.Context,
    *,
    program: Annotated[
        list[str] | None,
        typer.Option("--program", metavar=_("CODE"), help=_("Only the tasks of this programme; repeatable.")),
    ] = None,
    owner: Annotated[
        list[str] | None,
        typer.Option("--owner", metavar=_("NAME"), help=_("Only tasks of this agency or district; repeatable.")),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("Only what is overdue."))] = False,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Show tasks with owner, due date and status."""
    common = _common(context, data=data, as_of=as_of, color=color)
    viewing.tasks(
        common,
        program=program or (),
        owner=owner or (),
        overdue=overdue,
        form=form,
        rev=rev,
    )
