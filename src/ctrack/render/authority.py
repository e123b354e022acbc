"""What an authority itself reported, as words, and beside what the facts recorded here say of the same part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.page import Cell, Column, Table, Tone, cell, stacked
from ctrack.render.tasks import owner_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.assess.authority import AuthorityReport
    from ctrack.model.programme import Assessment
    from ctrack.render.notes import Notes


def assessment_text(assessment: Assessment, notes: Notes) -> str:
    """Write what the authority reported: of how many, and how they stand."""
    words = (
        (assessment.attained, _("{count} attained")),
        (assessment.exceeded, _("{count} of them exceeded")),
        (assessment.expected, _("{count} expected")),
        (assessment.on_schedule, _("{count} on schedule")),
        (assessment.difficult, _("{count} difficult")),
    )
    counts = ", ".join(template.format(count=count) for count, template in words if count is not None)
    said = _("of {of}: {counts}") if counts else _("of {of}")
    when = text.period_text(assessment.date)
    return f"{said.format(of=assessment.of, counts=counts)} ({when}) {notes.cite(assessment.source)}".strip()


def reports_table(reports: Sequence[AuthorityReport], notes: Notes) -> Table:
    """Put each report beside our own count of the same part on the day that it became known."""
    columns = (
        Column(_("The authority itself reported"), wrap=True),
        Column(_("The facts recorded here say"), wrap=True),
    )
    return Table(columns=columns, rows=tuple(_report_row(report, notes) for report in reports))


def _report_row(report: AuthorityReport, notes: Notes) -> tuple[Cell, Cell]:
    assessment, own = report.assessment, report.own
    part = [_("tasks")] if assessment.tasks else []
    part += [owner_text(notes.dataset, assessment.owner)] if assessment.owner else []
    said = " ".join([", ".join(part), assessment_text(assessment, notes)]).strip()
    own_text = _("{attained} attained of {recorded} recorded, {with_data} with data, as known on {day}").format(
        attained=own.attained, recorded=own.recorded, with_data=own.with_data, day=text.date_text(report.known)
    )
    return stacked(cell(said), cell(text.visible(assessment.note or ""), Tone.MUTED)), cell(own_text)
