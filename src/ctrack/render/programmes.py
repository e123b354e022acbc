"""`status --program`: the indicators of programmes, a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import Result
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.authority import reports_table
from ctrack.render.notes import Notes
from ctrack.render.page import Block, Heading, Listing, Page, Paragraph, Table, Tone
from ctrack.render.rows import WIDE, RowWriter, depths

if TYPE_CHECKING:
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs

SortKey = Callable[[Result], tuple[object, ...]]


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
    blocks = programme_header(result, day, writer.notes)
    if rows:
        in_order = sorted(rows, key=sort) if sort else rows
        blocks.append(_indicator_table(result, in_order, writer, is_sorted=sort is not None))
    lines = (*districts, *_unread_lines(writer.dataset, result.entry.code))
    if lines:
        blocks.append(Listing(lines))
    elif not rows:
        blocks.append(Paragraph(_("No indicator is recorded: no data.")))
    return blocks


def programme_header(result: ProgrammeResult, day: date, notes: Notes) -> list[Block]:
    """Name a programme, count its indicators, and put what the authority itself reported beside that."""
    blocks: list[Block] = [
        Heading(text.programme_text(result.entry.programme), 2),
        Paragraph(summary_text(result, day), Tone.MUTED),
    ]
    return [*blocks, reports_table(result.reports, notes)] if result.reports else blocks


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
    return f"{counts}; {tracked_text(result)}." if result.tracked else f"{counts}."


def tracked_text(result: ProgrammeResult) -> str:
    """Count what is tracked along."""
    return ngettext("{count} tracked along", "{count} tracked along", result.tracked).format(count=result.tracked)


def _indicator_table(result: ProgrammeResult, rows: Sequence[Result], writer: RowWriter, *, is_sorted: bool) -> Table:
    indents = {} if is_sorted else depths(row.entry for row in result.rows)
    lines = tuple(writer.row(row, indents.get(row.code, 0)) for row in rows)
    return Table(columns=writer.columns(_("Indicator")), rows=lines).without_empty_columns()


def _district_lines(
    result: ProgrammeResult, writer: RowWriter, keep: Callable[[Result], bool]
) -> Iterator[tuple[str, str]]:
    """Name the indicators that only districts have values of, and where to look."""
    for one in result.by_district:
        found = [row for row in one.rows if keep(row)]
        if found:
            mark = max(map(writer.damage, found))
            yield one.entry.code + mark, district_line(found)


def _unread_lines(dataset: Dataset, code: str) -> Iterator[tuple[str, str]]:
    """Name the indicators that the file holds and nobody could read."""
    for lost in dataset.unread.indicators.get(code, ()):
        yield f"{lost}!", _("cannot be read: see the messages")


def district_line(found: Sequence[Result]) -> str:
    """Say of an indicator that only districts have facts of how many reported, and where to look."""
    see = _("see")
    return f"{district_counts(found)} ({see} ctrack show {found[0].code})"


def district_counts(found: Sequence[Result]) -> str:
    """Say of an indicator that only districts have facts of how many reported, and how many attained."""
    entry = found[0].entry
    reported = sum(row.value is not None for row in found)
    counts = ngettext(
        "{reported} of {count} district reported", "{reported} of {count} districts reported", len(found)
    ).format(reported=reported, count=len(found))
    if any(row.goal for row in found):
        attained = sum(row.status.is_attained for row in found)
        counts += _(", {attained} attained").format(attained=attained)
    return f"{text.name_text(entry.indicator)}: {counts}"


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
