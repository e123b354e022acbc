"""The options that commands share, as typer takes them."""

from __future__ import annotations

from typing import Annotated

import typer

from ctrack.cli.common import Color, Format, Language
from ctrack.i18n import gettext as _

DataOption = Annotated[str | None, typer.Option("--data", metavar=_("DIR"), help=_("The tracker's folder."))]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar=_("PERIOD"), help=_("Show what was known on the last day of PERIOD; default today.")
    ),
]
RevisionOption = Annotated[
    str | None,
    typer.Option("--rev", metavar=_("REV"), help=_("Read the tracker as it stood at this git revision.")),
]
LanguageOption = Annotated[Language | None, typer.Option("--lang", help=_("The language of the output."))]
ColorOption = Annotated[Color | None, typer.Option("--color", help=_("When to use colour; NO_COLOR turns it off."))]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help=_("Compute the answer anew, and do not keep it."))]
FormatOption = Annotated[Format, typer.Option("--format", help=_("How to write the result."))]
