"""`record`, `new`, `init`: arguments in, changed files out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ctrack.cli.common import Common
from ctrack.cli.options import AsOfOption, ColorOption, DataOption, LanguageOption
from ctrack.i18n import gettext as _

DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=_("Write nothing; show what would change, line by line."))
]


class Bound(StrEnum):
    """The hedges that may stand beside a figure."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


def record(
    context: typer.Context,
    code: Annotated[str, typer.Argument(metavar=_("CODE"), help=_("The indicator's code, such as 03.01."))],
    value: Annotated[
        str | None,
        typer.Argument(metavar=_("[VALUE]"), help=_("The figure, such as 25 or 8.8; behind -- if negative.")),
    ] = None,
    *,
    date: Annotated[str, typer.Option("--date", metavar=_("PERIOD"), help=_("The period that it describes."))],
    of: Annotated[
        str | None, typer.Option("--of", metavar=_("NUMBER"), help=_("What it is of: 27 in “25 of 27 criteria”."))
    ] = None,
    count: Annotated[
        bool, typer.Option("--count", help=_("The figure counts things of --of; the unit is percent."))
    ] = False,
    of_target: Annotated[
        bool, typer.Option("--of-target", help=_("The figure is a percentage of the target."))
    ] = False,
    stated: Annotated[
        str | None, typer.Option("--stated", metavar=_("NUMBER"), help=_("The percentage that is printed beside it."))
    ] = None,
    district: Annotated[
        str | None, typer.Option("--district", metavar=_("NAME"), help=_("Whose figure it is, in any spelling."))
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="ID", help=_("The document that it comes from; required for a figure.")),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option("--published", metavar=_("PERIOD"), help=_("When it became known, if not with its source.")),
    ] = None,
    provisional: Annotated[bool, typer.Option("--provisional", help=_("The figure is provisional."))] = False,
    estimated: Annotated[bool, typer.Option("--estimated", help=_("The figure is an estimate."))] = False,
    doubtful: Annotated[bool, typer.Option("--doubtful", help=_("The figure is doubtful."))] = False,
    forecast: Annotated[bool, typer.Option("--forecast", help=_("The figure is a forecast, and no result."))] = False,
    bound: Annotated[Bound | None, typer.Option("--bound", help=_("The hedge that is printed beside it."))] = None,
    breaks: Annotated[bool, typer.Option("--break", help=_("The definition changed with it."))] = False,
    note: Annotated[str | None, typer.Option("--note", metavar=_("TEXT"), help=_("Anything worth knowing."))] = None,
    withdraw: Annotated[
        str | None,
        typer.Option(
            "--withdraw", metavar=_("PERIOD"), help=_("Mark the figure as entered wrongly, from this day on.")
        ),
    ] = None,
    dry_run: DryRunOption = False,
    data: DataOption = None,
    as_of: AsOfOption = None,
    lang: LanguageOption = None,  # noqa: ARG001 - read before
    color: ColorOption = None,
) -> None:
    """Put a figure into the right file, or mark one that was entered wrongly."""
    from ctrack.cli.recording import Request, only_one, run  # noqa: PLC0415 - only what the command needs is imported

    common: Common = context.obj
    statuses = {"provisional": provisional, "estimated": estimated, "doubtful": doubtful, "forecast": forecast}
    run(
        Request(
            common=common.given(data=data, as_of=as_of, color=color),
            code=code,
            value=value,
            date=date,
            district=district,
            source=source,
            numbers={"of": of, "stated": stated},
            kind=only_one({"count": count, "of_target": of_target}) or "value",
            published=published,
            status=only_one(statuses),
            bound=bound.value if bound else None,
            is_break=breaks,
            note=note,
            withdraw=withdraw,
            is_dry_run=dry_run,
        )
    )


class Kind(StrEnum):
    """What can be made anew."""

    PROGRAM = "program"
    INDICATOR = "indicator"
    DISTRICT = "district"
    SOURCE = "source"
    AGENCY = "agency"


def new(
    context: typer.Context,
    kind: Annotated[Kind, typer.Argument(metavar=_("KIND"), help=_("program, indicator, district, source or agency."))],
    ident: Annotated[
        str,
        typer.Argument(metavar=_("CODE"), help=_("Its code or id; for an indicator the code of its programme.")),
    ],
    *,
    name: Annotated[str | None, typer.Option("--name", metavar=_("TEXT"), help=_("The official name."))] = None,
    name_en: Annotated[str | None, typer.Option("--name-en", metavar=_("TEXT"), help=_("The English name."))] = None,
    title: Annotated[str | None, typer.Option("--title", metavar=_("TEXT"), help=_("The official title."))] = None,
    title_en: Annotated[str | None, typer.Option("--title-en", metavar=_("TEXT"), help=_("The English title."))] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="ID", help=_("The unit of an indicator, from units.yaml."))
    ] = None,
    district_kind: Annotated[
        str | None, typer.Option("--kind", metavar="urban|rural|town|ward|commune", help=_("What a district is."))
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar=_("TEXT"), help=_("Who published a source."))
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar=_("PERIOD"), help=_("When a source was published."))
    ] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help=_("Where a source is found."))] = None,
    quality: Annotated[
        str | None,
        typer.Option(
            "--quality", metavar="original|translated|secondary", help=_("How near a source is to the original.")
        ),
    ] = None,
    short: Annotated[
        str | None, typer.Option("--short", metavar=_("TEXT"), help=_("The abbreviation of an agency."))
    ] = None,
    dry_run: DryRunOption = False,
    data: DataOption = None,
    lang: LanguageOption = None,  # noqa: ARG001
) -> None:
    """Put a new programme, indicator, district, source or agency where it belongs."""
    from ctrack.cli.creating import Request  # noqa: PLC0415
    from ctrack.cli.creating import new as create  # noqa: PLC0415

    common: Common = context.obj
    given = {
        "name": name,
        "name_en": name_en,
        "title": title,
        "title_en": title_en,
        "unit": unit,
        "kind": district_kind,
        "publisher": publisher,
        "published": published,
        "url": url,
        "quality": quality,
        "short": short,
    }
    create(
        Request(
            common=common.given(data=data, as_of=None, color=None),
            kind=kind.value,
            ident=ident,
            keys={key: text for key, text in given.items() if text is not None},
            is_dry_run=dry_run,
        )
    )


def init(
    folder: Annotated[
        Path, typer.Argument(metavar=_("DIR"), help=_("The folder of the new tracker; it may be missing."))
    ],
    *,
    lang: LanguageOption = None,  # noqa: ARG001
) -> None:
    """Make a new tracker with a worked example."""
    from ctrack.cli.creating import init as create  # noqa: PLC0415

    create(folder)
