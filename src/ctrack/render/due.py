"""`due`: targets and tasks by deadline, and figures that grew old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.notes import Notes
from ctrack.render.page import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone, beside, cell, stacked
from ctrack.render.rows import WIDE, RowWriter
from ctrack.render.tasks import owner_text, tasks_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.due import Due, DueList, DueTarget
    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs


def due_page(dataset: Dataset, due: DueList, width: int | None, glyphs: Glyphs) -> Page:
    """Show what is overdue, what is due soon, and which figures are stale."""
    writer = RowWriter(dataset, glyphs, Notes(dataset), wide=width is None or width >= WIDE)
    counts = _("As known on {day}. Overdue targets: {targets}; overdue tasks: {tasks}.").format(
        day=text.date_text(due.day), targets=len(due.overdue.targets), tasks=len(due.overdue.tasks)
    )
    blocks: list[Block] = [Paragraph(counts, Tone.MUTED)]
    soon = _("until {day}").format(day=text.date_text(due.until))
    blocks += _sections(writer, due.overdue, due.day, _("Targets overdue"), _("Tasks overdue"))
    blocks += _sections(
        writer,
        due.soon,
        due.day,
        _("Targets due {until}").format(until=soon),
        _("Tasks due {until}").format(until=soon),
    )
    if due.stale:
        months = dataset.tracker.stale_after
        title = ngettext("Figures older than {months} month", "Figures older than {months} months", months)
        blocks += [Heading(title.format(months=months), 2), _stale_table(writer, due.stale)]
    if len(blocks) == 1:
        blocks.append(Paragraph(_("Nothing is due {until}.").format(until=soon)))
    return Page((*blocks, writer.notes.legend(glyphs), writer.notes.bibliography()))


def _sections(writer: RowWriter, due: Due, day: date, targets: str, tasks: str) -> list[Block]:
    blocks: list[Block] = []
    if due.targets:
        blocks += [Heading(targets, 2), _targets_table(writer, due.targets, day)]
    if due.tasks:
        results = [task.result for task in due.tasks]
        blocks += [Heading(tasks, 2), tasks_table(writer.notes, results, day, wide=writer.wide)]
    return blocks


def _targets_table(writer: RowWriter, targets: Sequence[DueTarget], day: date) -> Table:
    columns = (
        Column(_("Due")),
        Column(_("Indicator"), wrap=True),
        Column(_("Owner"), wrap=True),
        Column(_("Latest value"), "right"),
        Column(_("Target"), "right"),
    )
    rows = tuple(
        (
            stacked(cell(text.deadline_text(due.deadline)), _distance(due.deadline, day)),
            _name(writer, due.result),
            _owner(writer, due.result),
            _value(writer, due.result),
            stacked(writer.target(due.result), cell(writer.target_source(due.result), Tone.MUTED)),
        )
        for due in targets
    )
    return Table(columns=columns, rows=rows).without_empty_columns()


def _stale_table(writer: RowWriter, results: Sequence[Result]) -> Table:
    columns = (
        Column(_("Indicator"), wrap=True),
        Column(_("Owner"), wrap=True),
        Column(_("Latest value"), "right"),
    )
    rows = tuple((_name(writer, result), _owner(writer, result), _value(writer, result)) for result in results)
    return Table(columns=columns, rows=rows).without_empty_columns()


def _distance(deadline: date, day: date) -> Cell:
    days = (deadline - day).days
    if days < 0:
        return cell(
            ngettext("{days} day overdue", "{days} days overdue", -days).format(days=text.count_text(-days)), Tone.BAD
        )
    if days == 0:
        return cell(_("today"), Tone.FAIR)
    return cell(ngettext("in {days} day", "in {days} days", days).format(days=text.count_text(days)), Tone.FAIR)


def _name(writer: RowWriter, result: Result) -> Cell:
    """Name an indicator and, where the row is one of its districts', the district."""
    name = f"{result.code}{writer.marks(result)} {text.name_text(result.entry.indicator)}"
    is_home = result.scope == result.entry.programme.scope
    district = None if is_home else writer.dataset.districts.get(result.scope)
    return stacked(cell(name), cell(text.visible(district.name), Tone.MUTED) if district else ())


def _owner(writer: RowWriter, result: Result) -> Cell:
    return cell(owner_text(writer.dataset, writer.dataset.owner(result.entry)))


def _value(writer: RowWriter, result: Result) -> Cell:
    place = beside(writer.period(result), cell(writer.source(result), Tone.MUTED))
    return stacked(writer.value(result), place)
