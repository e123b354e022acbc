"""`report`, `export`: arguments in, files for others out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ctrack.cli.common import Common, Format
from ctrack.cli.options import AsOfOption, ColorOption, DataOption, LanguageOption, RevisionOption
from ctrack.i18n import gettext as _


class ReportFormat(StrEnum):
    """How a report is written."""

    HTML = "html"
    DOCX = "docx"
    XLSX = "xlsx"
    MARKDOWN = "markdown"


class ExportFormat(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSON = "json"
    SQLITE = "sqlite"
    PARQUET = "parquet"
    DATAPACKAGE = "datapackage"


def report(
    context: typer.Context,
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar=_("FILE"), help=_("The file to write."))],
    form: Annotated[
        ReportFormat | None,
        typer.Option("--format", help=_("How to write it; without it, as the file's name ends.")),
    ] = None,
    program: Annotated[
        list[str] | None,
        typer.Option("--program", metavar=_("CODE"), help=_("Report on this programme; repeatable.")),
    ] = None,
    district: Annotated[
        str | None, typer.Option("--district", metavar=_("NAME"), help=_("Report on this district, in any spelling."))
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar=_("DATE|REV"), help=_("Tell what moved since this day or period, or git revision.")
        ),
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001 - read before
    color: ColorOption = None,
) -> None:
    """Write the periodic report."""
    from ctrack.cli.reporting import Request, run  # noqa: PLC0415 - only what the command needs is imported
    from ctrack.cli.session import open_session  # noqa: PLC0415

    common: Common = context.obj
    request = Request(
        programmes=tuple(program or ()),
        district=district,
        since=since,
        form=form.value if form else None,
        output=output,
    )
    request.check()
    run(open_session(common.given(data=data, as_of=as_of, color=color), Format.TABLE, rev), request)


def export(
    context: typer.Context,
    *,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar=_("FILE|FOLDER"), help=_("The file or folder to write."))
    ],
    form: Annotated[ExportFormat, typer.Option("--format", help=_("How to write it."))],
    data: DataOption = None,
    as_of: AsOfOption = None,
    rev: RevisionOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
    color: ColorOption = None,
) -> None:
    """Write all facts and computed results as tidy tables."""
    from ctrack.cli.exporting import run  # noqa: PLC0415
    from ctrack.cli.session import open_session  # noqa: PLC0415

    common: Common = context.obj
    run(open_session(common.given(data=data, as_of=as_of, color=color), Format.TABLE, rev), form.value, output)
