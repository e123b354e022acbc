"""`validate`, `diff`, `rule`, `fmt`, `schema`: arguments in, text and an exit code out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ctrack.cli import viewing
from ctrack.cli.common import Color, Common, Format
from ctrack.cli.options import AsOfOption, ColorOption, DataOption, FormatOption, LanguageOption, NoCacheOption
from ctrack.i18n import gettext as _

PathsArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar=_("[PATH]..."), help=_("Files or folders of the tracker; default all of it.")),
]


def _common(context: typer.Context, data: str | None, as_of: str | None = None, color: Color | None = None) -> Common:
    common: Common = context.obj
    return common.given(data=data, as_of=as_of, color=color)


def validate(
    context: typer.Context,
    paths: PathsArgument = None,
    *,
    form: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="text|concise|github|gitlab|sarif|junit|json",
            help=_("How to write the findings; default text on a terminal, concise in a pipe."),
        ),
    ] = None,
    output: Annotated[
        list[str] | None,
        typer.Option("--output", metavar=_("FORMAT:FILE"), help=_("Write them to a file as well; repeatable.")),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Let warnings fail, too."))] = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base", metavar=_("REV"), help=_("Compare with a git revision: no figure may be removed or overwritten.")
        ),
    ] = None,
    freshness: Annotated[
        bool, typer.Option("--freshness", help=_("Also find what is too old or missing on the day."))
    ] = False,
    data: DataOption = None,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,  # noqa: ARG001 - read before
    color: ColorOption = None,
    no_cache: NoCacheOption = False,  # noqa: ARG001
) -> None:
    """Find what is wrong in the tracker's files."""
    code = viewing.validate(
        _common(context, data, as_of, color),
        *(paths or ()),
        form=form,
        output=output or (),
        strict=strict,
        base=base,
        freshness=freshness,
    )
    raise typer.Exit(code)


def diff(
    context: typer.Context,
    base: Annotated[str, typer.Argument(metavar="BASE", help=_("The git revision to compare with."))],
    head: Annotated[
        str | None, typer.Argument(metavar="[HEAD]", help=_("The revision that is compared; default the work tree."))
    ] = None,
    *,
    merge_base: Annotated[
        bool,
        typer.Option("--merge-base", help=_("Compare with the commit where HEAD left BASE, as a pull request does.")),
    ] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help=_("Exit 1 when anything changed."))] = False,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
) -> None:
    """Tell what changed between two revisions, and which statuses moved because of it."""
    from ctrack.cli.differing import Asked, diff_view  # noqa: PLC0415
    from ctrack.cli.session import show_view  # noqa: PLC0415

    common = _common(context, data, as_of, color)
    view, has_changes = diff_view(common, Asked(base=base, head=head, is_merge_base=merge_base))
    show_view(view, form, has_color=common.has_color)
    raise typer.Exit(int(exit_code and has_changes))


def rule(
    context: typer.Context,
    codes: Annotated[list[str] | None, typer.Argument(metavar=_("[CODE]..."), help=_("Rules such as CT305."))] = None,
    *,
    all_rules: Annotated[bool, typer.Option("--all", help=_("Show every rule whole."))] = False,
    form: FormatOption = Format.TABLE,
    data: DataOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
) -> None:
    """Explain a rule, or list all of them."""
    from ctrack.checks.registry import RULES  # noqa: PLC0415
    from ctrack.cli.asked import find_rule  # noqa: PLC0415
    from ctrack.cli.session import View, show_view  # noqa: PLC0415
    from ctrack.render import rules as pages  # noqa: PLC0415

    chosen = [find_rule(code) for code in codes or ()]
    listed = chosen or list(RULES.values())
    page = pages.rules_page(listed) if chosen or all_rules else pages.list_page(listed)
    view = View(
        page=lambda _width, _glyphs: page,
        data=lambda: pages.rules_json(listed),
        rows=lambda: pages.rules_rows(listed),
    )
    show_view(view, form, has_color=_common(context, data, None, color).has_color)


def fmt(
    context: typer.Context,
    paths: PathsArgument = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help=_("Change nothing; exit 1 when a file is not in canonical layout."))
    ] = False,
    data: DataOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
) -> None:
    """Bring the tracker's files into canonical layout; comments stay."""
    from ctrack.cli.formatting import run  # noqa: PLC0415

    raise typer.Exit(run(_common(context, data), tuple(paths or ()), is_check=check))


def schema(
    context: typer.Context,
    *,
    write: Annotated[
        Path | None, typer.Option("--write", metavar=_("DIR"), help=_("Write one file a kind into this folder."))
    ] = None,
    data: DataOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
) -> None:
    """Give the JSON Schema of every file kind, for editors."""
    from ctrack.cli.schemas import run  # noqa: PLC0415

    run(_common(context, data), write)
