"""Tasks as a table, and `tasks`: those of every programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.model.words import TaskStatus
from ctrack.render import text
from ctrack.render.notes import Notes
from ctrack.render.page import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone, beside, cell, stacked
from ctrack.render.rows import WIDE
from ctrack.render.words import TASK_STATUS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ctrack.assess.tasks import TaskResult
    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs

_TONES: Mapping[str, Tone] = {"done": Tone.GOOD, "postponed": Tone.FAIR, "cancelled": Tone.MUTED}


def owner_text(dataset: Dataset, ident: str | None) -> str:
    """Name an agency or a district; an unknown one by its id."""
    if ident is None:
        return ""
    agency = dataset.files.agencies.get(ident)
    if agency:
        return text.name_text(agency)
    district = dataset.districts.get(ident)
    return text.visible(district.name if district else ident)


def tasks_page(dataset: Dataset, tasks: Sequence[TaskResult], day: date, width: int | None, glyphs: Glyphs) -> Page:
    """Show tasks, a table for each programme."""
    notes = Notes(dataset)
    blocks: list[Block] = []
    for code in dict.fromkeys(task.programme.code for task in tasks):
        mine = [task for task in tasks if task.programme.code == code]
        blocks += [
            Heading(text.programme_text(mine[0].programme.programme), 2),
            Paragraph(_summary(mine, day), Tone.MUTED),
            tasks_table(notes, mine, day, wide=width is None or width >= WIDE),
        ]
    if not blocks:
        return Page((Paragraph(_("No task fits.")),))
    return Page((*blocks, notes.legend(glyphs), notes.bibliography()))


def _summary(tasks: Sequence[TaskResult], day: date) -> str:
    """Count tasks by status; of a task without one nothing was reported, which is not “not started”."""
    statuses = [task.status for task in tasks]
    counts = [
        f"{statuses.count(status)} {_(TASK_STATUS[status]).lower()}" for status in TaskStatus if status in statuses
    ]
    if None in statuses:
        counts.append(_("{count} without a report").format(count=statuses.count(None)))
    overdue = sum(task.is_overdue for task in tasks)
    if overdue:
        counts.append(_("{count} overdue").format(count=overdue))
    known = ngettext("As known on {day}: {count} task", "As known on {day}: {count} tasks", len(tasks))
    return f"{known.format(day=text.date_text(day), count=len(tasks))}; {', '.join(counts)}."


def tasks_table(notes: Notes, tasks: Sequence[TaskResult], day: date, *, wide: bool) -> Table:
    """Give tasks with owner, due date and status."""
    columns = (Column(_("Task"), wrap=True), Column(_("Owner"), wrap=True), Column(_("Due")), Column(_("Status")))
    rows = tuple(
        (
            cell(f"{task.task.code}{_marks(notes, task)} {text.name_text(task.task)}"),
            cell(owner_text(notes.dataset, task.owner)),
            _due_cell(task, day, wide=wide),
            _status_cell(notes, task),
        )
        for task in tasks
    )
    return Table(columns=columns, rows=rows).without_empty_columns()


def _due_cell(task: TaskResult, day: date, *, wide: bool) -> Cell:
    if task.due is None:
        return ()
    due = cell(text.deadline_text(task.due))
    if not task.is_overdue:
        return due
    late = cell(_("{days} days overdue").format(days=text.count_text((day - task.due).days)), Tone.BAD)
    return (*due, *cell(", "), *late) if wide else stacked(due, late)


def _marks(notes: Notes, task: TaskResult) -> str:
    """Mark a task in whose facts there are errors."""
    has_errors = any(code == task.task.code for code, _ in notes.dataset.damage)
    notes.has_damage = notes.has_damage or has_errors
    return "!" if has_errors else ""


def _status_cell(notes: Notes, task: TaskResult) -> Cell:
    if task.status is None or task.update is None:
        return cell(_("nothing reported"), Tone.MUTED)
    words = cell(
        f"{_(TASK_STATUS[task.status])} ({text.period_text(task.update.date)})", _TONES.get(task.status, Tone.PLAIN)
    )
    return beside(words, cell(notes.cite(task.update.source), Tone.MUTED))
