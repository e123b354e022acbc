"""`form`, `import`: arguments in, a workbook or changed files out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ctrack.cli.common import Common, Format, Language
from ctrack.cli.edits import DryRunOption
from ctrack.cli.options import AsOfOption, ColorOption, DataOption, LanguageOption
from ctrack.i18n import gettext as _


def form(
    context: typer.Context,
    *,
    period: Annotated[
        str, typer.Option("--period", metavar=_("PERIOD"), help=_("The period that figures are asked for."))
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar=_("FILE.xlsx"), help=_("The workbook to write."))],
    program: Annotated[
        list[str] | None,
        typer.Option("--program", metavar=_("CODE"), help=_("Ask for the indicators of this programme; repeatable.")),
    ] = None,
    district: Annotated[
        str | None, typer.Option("--district", metavar=_("NAME"), help=_("Ask for the figures of this district only."))
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,  # noqa: ARG001 - read before
    color: ColorOption = None,
) -> None:
    """Write a workbook for an office to fill: a row for each indicator and district."""
    from ctrack.cli.forming import Request, run  # noqa: PLC0415 - only what the command needs is imported
    from ctrack.cli.session import open_session  # noqa: PLC0415

    common: Common = context.obj
    session = open_session(common.given(data=data, as_of=as_of, color=color), Format.TABLE)
    run(session, Request(programmes=tuple(program or ()), district=district, period=period, output=output))


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar=_("FILE"), help=_("A filled form, or another sheet: .xlsx or .csv."))],
    *,
    numbers: Annotated[
        Language | None,
        typer.Option("--numbers", help=_("How numbers typed as text are written, where a column does not say it.")),
    ] = None,
    district: Annotated[
        str | None,
        typer.Option("--district", metavar=_("NAME"), help=_("Whose figures they are, where the sheet has no name.")),
    ] = None,
    date: Annotated[
        str | None,
        typer.Option("--date", metavar=_("PERIOD"), help=_("The period that they describe, where a row has none.")),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="ID", help=_("The document that they come from, where a row has none.")),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Confirm how texts are read, without being asked."))] = False,
    dry_run: DryRunOption = False,
    data: DataOption = None,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
) -> None:
    """Put the figures of a sheet into the files they belong to, all of them or none."""
    from ctrack.cli.importing import Request, run  # noqa: PLC0415

    common: Common = context.obj
    run(
        Request(
            common=common.given(data=data, as_of=as_of, color=color),
            file=file,
            language=numbers.value if numbers else None,
            district=district,
            source=source,
            date=date,
            is_dry_run=dry_run,
            is_confirmed=yes,
        )
    )
