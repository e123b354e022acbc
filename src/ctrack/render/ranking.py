"""Districts in the order of their ranks on one indicator: `rank`, and a part of `show`."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.drawing import value_bar
from ctrack.render.notes import Notes
from ctrack.render.page import Cell, Column, Heading, Page, Paragraph, Table, Tone, beside, cell, stacked, text_of
from ctrack.render.rows import WIDE, RowWriter, status_cell
from ctrack.render.words import FLAG_NAMES
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.districts import DistrictRow
    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.render.text import Glyphs


MAX_PERIOD = len("2022-04..")
"""Behind a longer period its source stands on a line of its own."""


@frozen
class RankView:
    """Everything that `rank CODE` shows: the districts that have a target or a value of the indicator."""

    entry: IndicatorEntry
    day: date
    rows: tuple[DistrictRow, ...]


def rank_page(dataset: Dataset, view: RankView, width: int | None, glyphs: Glyphs) -> Page:
    """Show districts in the order of their ranks, and say how many of them reported."""
    notes = Notes(dataset)
    rows = RowWriter(dataset, glyphs, notes, wide=width is None or width >= WIDE)
    unit = text.unit_text(dataset.unit(view.entry))
    name = f"{view.entry.code} {text.name_text(view.entry.indicator)}"
    reported = sum(row.result.value is not None for row in view.rows)
    heading = Heading(f"{name} ({unit})" if unit else name)
    if not view.rows:
        return Page((heading, Paragraph(_("No district has a target or a value of it."))))
    known = ngettext(
        "As known on {day}: {reported} of {count} district reported.",
        "As known on {day}: {reported} of {count} districts reported.",
        len(view.rows),
    ).format(day=text.date_text(view.day), reported=reported, count=len(view.rows))
    table = ranking_table(rows, view.rows)
    return Page((heading, Paragraph(known, Tone.MUTED), table, notes.legend(glyphs), notes.bibliography()))


def ranking_table(rows: RowWriter, districts: Sequence[DistrictRow]) -> Table:
    """List the districts in the order of their ranks; those without a rank come last."""
    columns = (
        Column(_("Rank"), "right"),
        Column(_("District"), wrap=True),
        Column(_("Value"), "right"),
        Column(_("Target"), "right"),
        Column(_("Attained"), "right"),
        Column(""),
        Column(_("Status"), wrap=True),
    )
    greatest = _greatest(districts)
    rows.notes.has_value_bars = rows.notes.has_value_bars or greatest is not None
    lines = tuple(_line(rows, row, greatest) for row in in_order(districts))
    return Table(columns=columns, rows=lines).without_empty_columns()


def in_order(districts: Sequence[DistrictRow]) -> list[DistrictRow]:
    """Sort districts by rank; those without a rank come last."""
    return sorted(districts, key=lambda row: (row.rank is None, row.rank or 0))


def _greatest(districts: Sequence[DistrictRow]) -> Fraction | None:
    """Give the length of a whole bar where values are drawn: nowhere, if any attainment is, or a value below zero."""
    if any(isinstance(row.result.attainment, Fraction) for row in districts):
        return None
    amounts = [exact(row.result.value.amount) for row in districts if row.result.value and row.rank]
    return max(amounts) if amounts and min(amounts) >= 0 and max(amounts) > 0 else None


def _line(rows: RowWriter, row: DistrictRow, greatest: Fraction | None) -> tuple[Cell, ...]:
    result = row.result
    rows.notes.see(result)
    join = beside if rows.wide else stacked
    return (
        cell(str(row.rank)) if row.rank else rows.missing(),
        cell(text.visible(rows.dataset.districts[result.scope].name) + rows.damage(result)),
        join(rows.value(result), _dated(rows, result)),
        join(rows.target(result), rows.deadline(result)),
        rows.attained(result),
        _bar(rows, row, greatest),
        join(status_cell(result.status), cell(", ".join(_(FLAG_NAMES[flag]) for flag in result.flags), Tone.MUTED)),
    )


def _dated(rows: RowWriter, result: Result) -> Cell:
    """Write a value's period and source, one below the other where they would take too much room."""
    period, source = rows.period(result), cell(rows.source(result), Tone.MUTED)
    return stacked(period, source) if not rows.wide and len(text_of(period)) > MAX_PERIOD else beside(period, source)


def _bar(rows: RowWriter, row: DistrictRow, greatest: Fraction | None) -> Cell:
    value = row.result.value
    if greatest is None or value is None or row.rank is None:
        return rows.bar(row.result)
    return cell(value_bar(exact(value.amount) / greatest, rows.glyphs))
