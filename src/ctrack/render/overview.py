"""`status` without a programme: all programmes, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.authority import assessment_text
from ctrack.render.drawing import counts_bar
from ctrack.render.notes import Notes
from ctrack.render.page import (
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Page,
    Paragraph,
    Table,
    Tone,
    beside,
    cell,
    stacked,
)
from ctrack.render.programmes import tracked_text
from ctrack.render.words import STATUS_NAMES, TONES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.dataset import Dataset
    from ctrack.model.programme import Programme
    from ctrack.render.text import Glyphs

ROOMY = 100
"""From this many columns on, counts have columns of their own, and bars stand beside them."""


def overview_page(
    dataset: Dataset, results: Sequence[ProgrammeResult], day: date, width: int | None, glyphs: Glyphs
) -> Page:
    """Show every programme: recorded of declared, how the recorded ones stand, the authority's own word."""
    is_wide = width is None or width >= ROOMY
    notes = Notes(dataset)
    programmes = [result for result in results if result.entry.programme.kind == "program"]
    others = [result for result in results if result.entry.programme.kind != "program"]
    blocks: list[Block] = [
        Heading(text.title_text(dataset.tracker)),
        Paragraph(
            _("As known on {day}. Counts are of official indicators, by status.").format(day=text.date_text(day)),
            Tone.MUTED,
        ),
    ]
    for heading, group in ((None, programmes), (_("Resolutions, directives and plans"), others)):
        if group:
            blocks += [Heading(heading, 2)] if heading else []
            rows = tuple(_overview_row(result, notes, glyphs, is_wide=is_wide) for result in group)
            columns = _overview_columns(is_wide=is_wide)
            blocks.append(Table(columns=columns, rows=rows).without_empty_columns())
    if not results:
        blocks.append(Paragraph(_("No programme is recorded yet.")))
        return Page(tuple(blocks))
    if dataset.unread.programmes:
        lost = tuple((f"{code}!", _("cannot be read: see the messages")) for code in dataset.unread.programmes)
        blocks.append(Listing(lost))
    return Page((*blocks, _legend(results, glyphs), notes.bibliography()))


def _legend(results: Sequence[ProgrammeResult], glyphs: Glyphs) -> Listing:
    declared = [result.entry.programme.declared for result in results]
    is_unknown = any(None in {counts.indicators, counts.tasks} for counts in declared)
    items = (
        (glyphs.full, _("attained")),
        (glyphs.half, _("recorded, not attained")),
        (glyphs.empty, _("declared, not recorded")),
        *([("?", _("how many were declared is not known"))] if is_unknown else []),
    )
    return Listing(items, Tone.MUTED)


def _overview_columns(*, is_wide: bool) -> tuple[Column, ...]:
    counts = (_("Declared"), _("Recorded"), _("With data"), _("Attained"), _("Tasks"))
    return (
        Column(_("Programme"), wrap=True),
        *([Column(heading, "right") for heading in counts] if is_wide else [Column(_("Indicators"))]),
        Column(_("How they stand"), wrap=True),
        Column(_("Authority's own count"), wrap=True),
    )


def _overview_row(result: ProgrammeResult, notes: Notes, glyphs: Glyphs, *, is_wide: bool) -> tuple[Cell, ...]:
    programme = result.entry.programme
    bar = cell(
        counts_bar(result.attained, result.recorded, programme.declared.indicators, glyphs),
        Tone.GOOD if result.attained else Tone.PLAIN,
    )
    own = cell(assessment_text(result.assessment, notes)) if result.assessment else ()
    return (
        cell(f"{programme.code} {text.title_text(programme)}"),
        *(_count_cells(result, glyphs) if is_wide else [_counts_cell(result)]),
        (beside if is_wide else stacked)(*_standing(result, bar, ", " if is_wide else "\n", notes)),
        own,
    )


def _count_cells(result: ProgrammeResult, glyphs: Glyphs) -> tuple[Cell, ...]:
    """Count in columns: declared, recorded, with data, attained; tasks."""
    programme = result.entry.programme
    missing = cell(glyphs.missing, Tone.MUTED)
    details = (result.with_data, result.attained)
    return (
        cell(_declared(programme.declared.indicators)),
        cell(str(result.recorded)),
        *(cell(str(count)) if result.recorded else missing for count in details),
        cell(_tasks_text(programme)),
    )


def _counts_cell(result: ProgrammeResult) -> Cell:
    """Count in lines, for a narrow screen."""
    programme = result.entry.programme
    recorded = _("{recorded} of {declared} recorded").format(
        recorded=result.recorded, declared=_declared(programme.declared.indicators)
    )
    details = (
        _("{count} with data").format(count=result.with_data),
        _("{count} attained").format(count=result.attained),
    )
    tasks = _tasks_text(programme)
    return stacked(
        cell(recorded),
        *(cell(detail) for detail in details if result.recorded),
        cell(_("tasks: {count}").format(count=tasks)) if tasks else (),
    )


def _tasks_text(programme: Programme) -> str:
    """Count tasks: recorded of declared."""
    recorded, declared = len(programme.tasks), programme.declared.tasks
    if not recorded and declared is None:
        return ""
    return _("{recorded} of {declared}").format(recorded=recorded, declared=_declared(declared))


def _declared(count: int | None) -> str:
    return "?" if count is None else str(count)


def _standing(result: ProgrammeResult, bar: Cell, separator: str, notes: Notes) -> tuple[Cell, ...]:
    """Count by status, draw the counts, and say how many indicators could not be read."""
    lost = len(notes.dataset.unread.indicators.get(result.entry.code, ()))
    unread = cell(_("! {count} cannot be read").format(count=lost), Tone.BAD) if lost else ()
    marked = sum(notes.dataset.errors_in(row.entry, row.scope) > 0 for row in result.rows)
    unread = stacked(unread, cell(_("! {count} with errors").format(count=marked), Tone.BAD) if marked else ())
    counts = counts_cell(result, separator)
    return (bar, counts, unread) if separator == ", " else (counts, bar, unread)


def counts_cell(result: ProgrammeResult, separator: str) -> Cell:
    """Count by status, in words; a programme without recorded indicators has no data, which is not zero."""
    if not result.recorded:
        has_figures = any(row.value for row in result.rows)
        return cell(tracked_text(result) if has_figures else _("no data"), Tone.MUTED)
    counted = [(status, count) for status, count in result.counts.items() if count]
    return tuple(
        piece
        for number, (status, count) in enumerate(counted)
        for piece in (*cell(separator if number else ""), *cell(f"{count} {_(STATUS_NAMES[status])}", TONES[status]))
    )
