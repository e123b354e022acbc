"""A report's first section: how all programmes stand, in counts; and its section on the districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.authority import assessment_text
from ctrack.render.page import Tone
from ctrack.render.words import DISTRICT_KINDS
from ctrack.report.fields import count_field, text_field
from ctrack.report.model import Column, Kind, Paragraph, Section, Table, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ctrack.assess.districts import DistrictSummary
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.assess.results import Status
    from ctrack.report.fields import Fields
    from ctrack.report.model import Block, Field


def overview_section(fields: Fields, results: Sequence[ProgrammeResult], day: date) -> Section:
    """Count the official indicators of each programme by how they stand."""
    return Section(
        ident="summary", title=_("Summary"), short=_("Summary"), blocks=tuple(_overview(fields, results, day))
    )


def _overview(fields: Fields, results: Sequence[ProgrammeResult], day: date) -> Iterator[Block]:
    told = _(
        "As known on {day}. Counts are of official indicators. Behind: at risk, off track, overdue or missed. "
        "What is recorded here may be less than was declared."
    )
    yield Paragraph(text=told.format(day=text.date_text(day)), tone=Tone.MUTED)
    kinds = ((True, "summary-programmes", _("Programmes")), (False, "summary-others", _("Resolutions and plans")))
    for is_programme, ident, caption in kinds:
        group = [one for one in results if (one.entry.programme.kind == "program") is is_programme]
        if group:
            yield _table(fields, group, ident, caption)
    lost = fields.dataset.unread.programmes
    if lost:
        yield Terms(items=tuple((f"{code}!", _("cannot be read: see the messages")) for code in lost))
    if not results:
        yield Paragraph(text=_("No programme is recorded yet."))


def _table(fields: Fields, results: Sequence[ProgrammeResult], ident: str, caption: str) -> Table:
    counts = (
        *(_("Declared"), _("Recorded"), _("With data"), _("Attained")),
        *(_("On track"), _("In progress"), _("Behind")),
    )
    columns = (
        Column(heading=_("Programme"), is_wide=True),
        *(Column(heading=heading, kind=Kind.NUMBER) for heading in counts),
        Column(heading=_("Authority's own count"), is_wide=True),
    )
    rows = tuple(_row(fields, result) for result in results)
    return Table(ident=ident, caption=caption, columns=columns, rows=rows)


def _row(fields: Fields, result: ProgrammeResult) -> tuple[Field, ...]:
    programme = result.entry.programme
    own = assessment_text(result.assessment, fields.notes) if result.assessment else ""
    marked = sum(fields.dataset.errors_in(row.entry, row.scope) > 0 for row in result.rows)
    note = _("! {count} with errors").format(count=marked) if marked else ""
    behind = sum(count for status, count in result.counts.items() if status.is_behind)

    def known(count: int, tone: Tone = Tone.PLAIN) -> Field:
        return count_field(count, tone if count else Tone.PLAIN) if result.recorded else text_field("")

    return (
        text_field(f"{programme.code} {text.title_text(programme)}", note=note),
        count_field(programme.declared.indicators),
        count_field(result.recorded),
        known(result.with_data),
        known(result.attained, Tone.GOOD),
        known(_count(result, "on_track"), Tone.GOOD),
        known(_count(result, "in_progress")),
        known(behind, Tone.BAD),
        text_field(own),
    )


def _count(result: ProgrammeResult, status: str) -> int:
    counts: dict[Status, int] = dict(result.counts)
    return sum(count for one, count in counts.items() if one == status)


def districts_section(fields: Fields, summaries: Sequence[DistrictSummary], day: date) -> Section:
    """Count for each district the city indicators that concern it."""
    told = _("City indicators with a target or a value of the district, as known on {day}.")
    columns = (
        Column(heading=_("District"), is_wide=True),
        Column(heading=_("Kind")),
        *(
            Column(heading=heading, kind=Kind.NUMBER)
            for heading in (_("Indicators"), _("Reported"), _("Attained"), _("Behind"))
        ),
    )
    rows = tuple(_district_row(fields, summary) for summary in summaries)
    table = Table(ident="districts-summary", caption=_("Districts"), columns=columns, rows=rows)
    blocks = (Paragraph(text=told.format(day=text.date_text(day)), tone=Tone.MUTED), table)
    return Section(ident="districts", title=_("Districts"), short=_("Districts"), blocks=blocks)


def _district_row(fields: Fields, summary: DistrictSummary) -> tuple[Field, ...]:
    district, has_data = fields.dataset.districts[summary.ident], summary.reported > 0
    nothing = text_field("")
    return (
        text_field(text.name_text(district)),
        text_field(_(DISTRICT_KINDS[district.kind])),
        count_field(len(summary.results)) if summary.results else nothing,
        count_field(summary.reported) if has_data else text_field(_("no data"), tone=Tone.MUTED),
        count_field(summary.attained) if has_data else nothing,
        count_field(summary.behind, Tone.BAD if summary.behind else Tone.PLAIN) if has_data else nothing,
    )


def quality_text(errors: int) -> str:
    """Say how many errors the data holds: figures may be missing because of them."""
    told = ngettext(
        "The data holds {count} error: figures may be missing because of it.",
        "The data holds {count} errors: figures may be missing because of them.",
        errors,
    )
    return told.format(count=text.count_text(errors))
