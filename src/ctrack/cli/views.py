"""`status`, `district`, `show`, `explain`, `rank`, `due`, `owner`, `tasks`: arguments in, a view out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from ctrack.assess.results import Status
from ctrack.assess.targets import TERM
from ctrack.cli.options import (
    AsOfOption,
    Color,
    ColorOption,
    Common,
    DataOption,
    Format,
    FormatOption,
    LanguageOption,
    NoCacheOption,
    RevisionOption,
)
from ctrack.errors import UsageError
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from ctrack.cli.session import Session

MAX_SPAN = 3660
"""The most days that `due` looks ahead."""

HorizonOption = Annotated[
    str,
    typer.Option(
        "--horizon", metavar=_("term|next|YEAR"), help=_("Which target is judged: the term's, the next, a year's.")
    ),
]


def _session(
    context: typer.Context, form: Format, *, data: str | None, as_of: str | None, rev: str | None, color: Color | None
) -> Session:
    from ctrack.cli.session import open_session  # noqa: PLC0415 - pydantic is imported only once the options are right

    common: Common = context.obj
    return open_session(common.given(data=data, as_of=as_of, color=color), form, rev)


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
    statuses, key = read_statuses(status or []), _read_sort(sort)
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.compose import status_view  # noqa: PLC0415

    view = status_view(
        session, programmes=program or [], statuses=statuses, owners=owner or [], horizon=horizon, sort=key
    )
    session.show(view)


def read_statuses(given: list[str]) -> frozenset[Status]:
    """Read `--status`, which may be repeated and may list several with commas."""
    words = [word.strip() for part in given for word in part.split(",")]
    for word in words:
        if word not in set(Status):
            near = nearest(word, Status)
            message = Message(
                N_('--status: "{word}" is not one of: {allowed}'), {"word": word, "allowed": ", ".join(Status)}
            )
            raise UsageError(message, Message(N_("did you mean: {names}?"), {"names": near[0]}) if near else None)
    return frozenset(map(Status, words))


def _read_sort(given: str | None) -> str | None:
    allowed = ("code", "attainment", "deadline")
    if given is not None and given not in allowed:
        raise UsageError(
            Message(N_('--sort: "{word}" is not one of: {allowed}'), {"word": given, "allowed": ", ".join(allowed)})
        )
    return given


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
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.compose import all_districts_view, district_view  # noqa: PLC0415

    session.show(all_districts_view(session, horizon) if name is None else district_view(session, name, horizon))


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
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.compose import indicator_view  # noqa: PLC0415

    session.show(indicator_view(session, code, horizon))


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
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.explaining import explain_view  # noqa: PLC0415

    session.show(explain_view(session, code, district, horizon))


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
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.compose import rank_view  # noqa: PLC0415

    session.show(rank_view(session, code, horizon))


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
    span = read_span(within)
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.follow_up import due_view  # noqa: PLC0415

    session.show(due_view(session, within=span, owners=owner or []))


def read_span(given: str) -> timedelta:
    """Read `--within`: a number of days or weeks, at most ten years."""
    found = re.fullmatch(r"([0-9]{1,5})([dw])", given)
    days = int(found[1]) * (7 if found[2] == "w" else 1) if found else MAX_SPAN + 1
    if days > MAX_SPAN:
        message = Message(N_('--within: "{word}" is not a number of days or weeks up to ten years'), {"word": given})
        raise UsageError(message, Message(N_("write 90d or 12w")))
    return timedelta(days=days)


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
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.follow_up import all_owners_view, owner_view  # noqa: PLC0415

    session.show(all_owners_view(session) if name is None else owner_view(session, name))


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
    session = _session(context, form, data=data, as_of=as_of, rev=rev, color=color)
    from ctrack.cli.follow_up import tasks_view  # noqa: PLC0415

    session.show(tasks_view(session, programmes=program or [], owners=owner or [], overdue_only=overdue))
