"""How wide columns and how high rows must be: spreadsheets do not make room for wrapped texts by themselves."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.report.excel.values import can_hold, shown
from ctrack.report.model import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.report.model import Column, Field, Table

LINE_HEIGHT = 15.0
_HIGHEST = 409.0
_LEAST, _LEAST_FIRST, _TILE, _EMPTY = 12, 16, 13, 12
_MOST: Mapping[Kind, int] = {Kind.TEXT: 34, Kind.STATUS: 26, Kind.NUMBER: 40, Kind.PERCENT: 40, Kind.DATE: 24}
_MOST_WIDE, _MOST_OF_GUESTS = 60, 18
_MARGIN = 3
_LETTERS = 1.25
"""So many letters of a text take the room of a digit, by which widths are counted."""

_READABLE = 120
"""Texts go over so many letters, even where the tables are narrower."""


@frozen(kw_only=False)
class Measures:
    """The widths of a sheet's columns, in letters."""

    widths: tuple[int, ...]

    @property
    def span(self) -> int:
        """How many columns the sheet has."""
        return len(self.widths)

    def lines(self, text: str, first: int = 1, last: int | None = None) -> int:
        """Tell how many lines a text takes in a column, or in all from the first to the last."""
        width = max(int(sum(self.widths[first - 1 : last or first]) * _LETTERS) - 1, 1)
        return sum(max(len(textwrap.wrap(line, width)), 1) for line in text.split("\n"))


def height(lines: int, size: float = 11) -> float:
    """Give the height of a row of so many lines."""
    return min(lines * LINE_HEIGHT * size / 11, _HIGHEST)


def measures(tables: Sequence[Table], charts: Sequence[Table], tiles: int) -> Measures:
    """Measure the columns that tables share with those of charts and with a map of so many tiles."""
    widths = [_LEAST_FIRST, _LEAST]
    largest = max(tables or charts, key=lambda table: len(table.rows), default=None)
    for table in (*tables, *charts):
        for number, column in enumerate(table.columns):
            needed = _needed(column, [row[number] for row in table.rows], is_guest=table is not largest)
            widths += [_LEAST] * (number + 1 - len(widths))
            widths[number] = max(widths[number], needed)
    widths += [_TILE] * (tiles - len(widths))
    widths = [max(width, _TILE) if number < tiles else width for number, width in enumerate(widths)]
    while sum(widths) < _READABLE:
        widths.append(_EMPTY)
    return Measures(tuple(widths))


def _needed(column: Column, fields: Sequence[Field], *, is_guest: bool) -> int:
    """Give the width that a column would like: its longest field, its heading on two lines, its longest word.

    Texts of a table that is not the largest take what room they find.
    """
    most = _MOST_WIDE if column.is_wide else _MOST[column.kind]
    if is_guest and column.kind in {Kind.TEXT, Kind.STATUS}:
        most = _MOST_OF_GUESTS
    longest = max((_length(field, column.kind) for field in fields), default=0)
    heading = max(len(column.heading) // 2 + 1, *map(len, column.heading.split() or [""]))
    return max(min(longest, most), min(heading, most), _LEAST - _MARGIN) + _MARGIN


def _length(field: Field, kind: Kind) -> int:
    if field.value is not None and can_hold(field.value):
        return max(len(shown(field.value, kind)), len(field.text))
    return max(map(len, field.text.split("\n"))) + 2 * field.depth
