"""A report put together: from a tracker and a day to the sections that every format writes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from ctrack.assess.districts import assess_district, assess_districts
from ctrack.assess.due import Due, DueList, due_list
from ctrack.assess.programmes import assess_programme
from ctrack.assess.tasks import assess_tasks
from ctrack.dataset import CITY
from ctrack.frozen import frozen, replace
from ctrack.i18n import gettext as _
from ctrack.i18n import language
from ctrack.render import text
from ctrack.render.notes import Notes
from ctrack.render.words import DISTRICT_KINDS
from ctrack.report.behind import behind_section, due_section
from ctrack.report.district import district_sections
from ctrack.report.fields import Fields
from ctrack.report.method import method_section, sources_section
from ctrack.report.model import Paragraph, Report, Section
from ctrack.report.moved import moved_section
from ctrack.report.overview import districts_section, overview_section, quality_text
from ctrack.report.programme import programme_section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.dataset import Dataset
    from ctrack.report.drawn import Grid
    from ctrack.report.moved import Since

WITHIN = timedelta(days=90)
"""How far a report looks ahead."""


@frozen
class Asked:
    """What a report is asked of: some programmes or all, one district or none, since when."""

    day: date
    programmes: tuple[str, ...] = ()
    district: str | None = None
    since: Since | None = None


@frozen
class Origin:
    """Where a report comes from: the data, how many errors they hold, the commit they are of, where districts stand."""

    dataset: Dataset
    errors: int
    version: str
    commit: str | None
    grid: Grid


def compose(origin: Origin, asked: Asked) -> Report:
    """Make a report, in the language in force."""
    dataset = origin.dataset
    fields = Fields(dataset, Notes(dataset))
    sections = tuple(_sections(fields, origin, asked))
    return Report(
        title=_title(dataset, asked),
        subtitle=_("Report as known on {day}").format(day=text.date_text(asked.day)),
        language=language(),
        contents=_("Contents"),
        about=tuple(_about(origin, asked)),
        sections=(*sections, *_ending(fields, origin)),
    )


def _title(dataset: Dataset, asked: Asked) -> str:
    if asked.district is None:
        return text.title_text(dataset.tracker)
    district = dataset.districts[asked.district]
    return f"{text.name_text(district)} ({_(DISTRICT_KINDS[district.kind])})"


def _about(origin: Origin, asked: Asked) -> Iterator[tuple[str, str]]:
    if asked.district is not None:
        yield _("Tracker"), text.title_text(origin.dataset.tracker)
    yield _("As known on"), text.date_text(asked.day)
    if asked.since:
        yield _("Compared with"), text.visible(asked.since.name)
    if origin.commit:
        yield _("Commit"), origin.commit
    yield _("Written by"), f"ctrack {origin.version}"


def _sections(fields: Fields, origin: Origin, asked: Asked) -> Iterator[Section]:
    """Give the sections in which sources are cited for the first time."""
    dataset, day = origin.dataset, asked.day
    results = _results(dataset, asked)
    if asked.district is not None:
        yield from district_sections(fields, assess_district(dataset, asked.district, day))
    else:
        yield overview_section(fields, results, day)
    if asked.since:
        yield moved_section(fields, asked.since)
    if asked.district is None:
        yield behind_section(fields, results)
    yield due_section(fields, _due(dataset, results, asked))
    for result in results:
        tasks = [task for task in assess_tasks(dataset, day) if task.programme.code == result.entry.code]
        yield programme_section(fields, result, tasks, day, origin.grid)
    if asked.district is None and not asked.programmes and dataset.districts:
        yield districts_section(fields, assess_districts(dataset, day), day)


def _results(dataset: Dataset, asked: Asked) -> list[ProgrammeResult]:
    """Judge the programmes that are asked for: all of the city's, or a district's own."""
    scope = asked.district or CITY
    codes = asked.programmes or [code for code, entry in dataset.programmes.items() if entry.scope == scope]
    return [assess_programme(dataset, code, asked.day) for code in codes]


def _due(dataset: Dataset, results: Sequence[ProgrammeResult], asked: Asked) -> DueList:
    """Keep of what is due that which the report is of."""
    codes = {result.entry.code for result in results}

    def keep(span: Due) -> Due:
        return Due(
            targets=tuple(one for one in span.targets if _concerns(one.result.entry.programme.code, one.result.scope)),
            tasks=tuple(one for one in span.tasks if _concerns(one.result.programme.code, one.result.owner or CITY)),
        )

    def _concerns(code: str, scope: str) -> bool:
        return code in codes if asked.district is None else asked.district == scope or code in codes

    due = due_list(dataset, asked.day, WITHIN)
    stale = tuple(row for row in due.stale if _concerns(row.entry.programme.code, row.scope))
    return replace(due, overdue=keep(due.overdue), soon=keep(due.soon), stale=stale)


def _ending(fields: Fields, origin: Origin) -> Iterator[Section]:
    if fields.notes.sources:
        yield sources_section(fields.notes)
    method = method_section(fields.notes)
    if origin.errors:
        method = replace(method, blocks=(Paragraph(text=quality_text(origin.errors)), *method.blocks))
    yield method
