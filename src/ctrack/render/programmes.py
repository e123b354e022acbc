"""`status`: all programmes, a row each; or the indicators of some, a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import Result
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
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
from ctrack.render.rows import WIDE, RowWriter, depths
from ctrack.render.words import STATUS_NAMES, TONES

if TYPE_CHECKING:
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.dataset import Dataset
    from ctrack.model.programme import Assessment
    from ctrack.render.text import Glyphs

ROOMY = 100
"""From this many columns on the overview puts bars beside counts."""

SortKey = Callable[[Result], tuple[object, ...]]


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
            blocks.append(Table(columns=_overview_columns(), rows=rows).without_empty_columns())
    if dataset.unread.programmes:
        lost = tuple((f"{code}!", _("cannot be read: see the messages")) for code in dataset.unread.programmes)
        blocks.append(Listing(lost))
    legend = (
        (glyphs.full, _("attained")),
        (glyphs.half, _("recorded, not attained")),
        (glyphs.empty, _("declared, not recorded")),
    )
    return Page((*blocks, Listing(legend, Tone.MUTED), notes.bibliography()))


def _overview_columns() -> tuple[Column, ...]:
    return (
        Column(_("Programme"), wrap=True),
        Column(_("Recorded"), "right"),
        Column(_("How they stand"), wrap=True),
        Column(_("Authority's own count"), wrap=True),
    )


def _overview_row(result: ProgrammeResult, notes: Notes, glyphs: Glyphs, *, is_wide: bool) -> tuple[Cell, ...]:
    programme = result.entry.programme
    declared = programme.declared.indicators
    recorded = _("{recorded} of {declared}").format(
        recorded=result.recorded, declared="?" if declared is None else declared
    )
    bar = cell(
        counts_bar(result.attained, result.recorded, declared, glyphs), Tone.GOOD if result.attained else Tone.PLAIN
    )
    own = cell(assessment_text(result.assessment, notes)) if result.assessment else ()
    return (
        cell(f"{programme.code} {text.title_text(programme)}"),
        cell(recorded),
        (beside if is_wide else stacked)(*_standing(result, bar, ", " if is_wide else "\n", notes)),
        own,
    )


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
        return cell(_tracked_text(result) if has_figures else _("no data"), Tone.MUTED)
    counted = [(status, count) for status, count in result.counts.items() if count]
    return tuple(
        piece
        for number, (status, count) in enumerate(counted)
        for piece in (*cell(separator if number else ""), *cell(f"{count} {_(STATUS_NAMES[status])}", TONES[status]))
    )


def assessment_text(assessment: Assessment, notes: Notes) -> str:
    """Write what the authority reported of the whole programme."""
    words = (
        (assessment.attained, _("{count} attained")),
        (assessment.exceeded, _("{count} of them exceeded")),
        (assessment.expected, _("{count} expected")),
        (assessment.on_schedule, _("{count} on schedule")),
        (assessment.difficult, _("{count} difficult")),
    )
    counts = ", ".join(template.format(count=count) for count, template in words if count is not None)
    said = _("of {of}: {counts}") if counts else _("of {of}")
    return f"{said.format(of=assessment.of, counts=counts)} ({assessment.date}) {notes.cite(assessment.source)}".strip()


def programmes_page(
    dataset: Dataset,
    results: Sequence[ProgrammeResult],
    day: date,
    width: int | None,
    glyphs: Glyphs,
    keep: Callable[[Result], bool],
    sort: SortKey | None,
    *,
    is_filtered: bool,
) -> Page:
    """Show the indicators of programmes, those that `keep` keeps, in the order of their file or by `sort`."""
    notes = Notes(dataset)
    writer = RowWriter(dataset, glyphs, notes, wide=width is None or width >= WIDE)
    blocks: list[Block] = []
    for result in results:
        blocks += _programme_blocks(result, day, writer, keep, sort, is_filtered=is_filtered)
    if not blocks:
        blocks.append(Paragraph(_("No indicator fits.")))
    return Page((*blocks, notes.legend(glyphs), notes.bibliography()))


def _programme_blocks(
    result: ProgrammeResult,
    day: date,
    writer: RowWriter,
    keep: Callable[[Result], bool],
    sort: SortKey | None,
    *,
    is_filtered: bool,
) -> list[Block]:
    rows = [row for row in result.rows if keep(row)]
    districts = [*_district_lines(result, writer, keep)]
    if is_filtered and not rows and not districts:
        return []
    programme = result.entry.programme
    blocks: list[Block] = [
        Heading(text.programme_text(programme), 2),
        Paragraph(summary_text(result, day), Tone.MUTED),
    ]
    if result.assessment:
        blocks.append(
            Paragraph(
                _("The authority itself reported {said}").format(said=assessment_text(result.assessment, writer.notes))
            )
        )
    if rows:
        in_order = sorted(rows, key=sort) if sort else rows
        blocks.append(_indicator_table(result, in_order, writer, is_sorted=sort is not None))
    lines = (*districts, *_unread_lines(writer.dataset, programme.code))
    if lines:
        blocks.append(Listing(lines))
    elif not rows:
        blocks.append(Paragraph(_("No indicator is recorded: no data.")))
    return blocks


def summary_text(result: ProgrammeResult, day: date) -> str:
    """Write the programme's counts: attained of recorded of declared, never an average of percentages."""
    declared = result.entry.programme.declared.indicators
    template = _("As known on {day}: {attained} attained of {recorded} recorded, {declared} declared")
    if declared is None:
        template = _(
            "As known on {day}: {attained} attained of {recorded} recorded; how many were declared is not known"
        )
    counts = template.format(
        day=text.date_text(day), attained=result.attained, recorded=result.recorded, declared=declared
    )
    return f"{counts}; {_tracked_text(result)}." if result.tracked else f"{counts}."


def _tracked_text(result: ProgrammeResult) -> str:
    return ngettext("{count} tracked along", "{count} tracked along", result.tracked).format(count=result.tracked)


def _indicator_table(result: ProgrammeResult, rows: Sequence[Result], writer: RowWriter, *, is_sorted: bool) -> Table:
    indents = {} if is_sorted else depths(result.rows)
    lines = tuple(writer.row(row, indents.get(row.code, 0)) for row in rows)
    return Table(columns=writer.columns(_("Indicator")), rows=lines).without_empty_columns()


def _district_lines(
    result: ProgrammeResult, writer: RowWriter, keep: Callable[[Result], bool]
) -> Iterator[tuple[str, str]]:
    """Name the indicators that only districts have values of, and where to look."""
    for code, results in result.by_district.items():
        found = [row for row in results if keep(row)]
        if found:
            mark = max(map(writer.damage, found))
            yield code + mark, _district_line(found)


def _unread_lines(dataset: Dataset, code: str) -> Iterator[tuple[str, str]]:
    """Name the indicators that the file holds and nobody could read."""
    for lost in dataset.unread.indicators.get(code, ()):
        yield f"{lost}!", _("cannot be read: see the messages")


def _district_line(found: Sequence[Result]) -> str:
    entry = found[0].entry
    reported = [row for row in found if row.value]
    attained = sum(row.status.is_attained for row in found)
    counts = ngettext(
        "{reported} of {count} district reported, {attained} attained",
        "{reported} of {count} districts reported, {attained} attained",
        len(found),
    ).format(reported=len(reported), count=len(found), attained=attained)
    see = _("see")
    return f"{text.name_text(entry.indicator)}: {counts} ({see} ctrack show {entry.code})"


def _attainment_key(result: Result) -> tuple[object, ...]:
    is_missing = not isinstance(result.attainment, Fraction)
    return is_missing, result.attainment if isinstance(result.attainment, Fraction) else 0, result.code


def _deadline_key(result: Result) -> tuple[object, ...]:
    return result.goal is None, result.goal.deadline if result.goal else date.max, result.code


SORT_KEYS: Mapping[str, SortKey] = {
    "code": lambda result: (result.code,),
    "attainment": _attainment_key,
    "deadline": _deadline_key,
}
"""How rows may be sorted: by code, the least attained first, the soonest deadline first; what has none comes last."""
