"""How wide the columns of a table are, in millimetres: as it takes for its rows to be low."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.report.model import Kind
from ctrack.report.word.letters import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.report.model import Column, Field, Table

TEXT_SIZE, NOTE_SIZE = 10.5, 9.0
"""Points: what stands in tables, and the notes in them."""

PADDING = 1.4
"""Between a letter and the edge of its cell."""

INDENT = 4.0
"""For each step of depth."""

_BOLD, _LOOSE, _SPARE = 1.1, 1.06, 1.0
"""Bold letters, and lines that end before the edge, take so much more; estimates err by so much."""

_FRAME = 2 * PADDING + _SPARE
_LONGEST_WORD, _LONGEST_NUMBER, _WIDE_LEAST = 45.0, 26.0, 40.0
_STEP = 1.0
_WEIGHT = 3
"""One cell of many lines makes a row as high as all of them: it counts for more than many cells of two."""


@frozen(kw_only=False)
class _Cell:
    """What stands in a cell: the lengths of its lines, and how far it is indented."""

    lengths: tuple[float, ...]
    indent: float = 0.0

    def cost(self, width: float) -> float:
        """Tell how bad it is for a cell to be so wide; nothing where no line is broken."""
        inner = max(width - _FRAME - self.indent, 1.0)
        lines = sum(max(length * _LOOSE / inner, 1.0) for length in self.lengths)
        return float(lines**_WEIGHT - len(self.lengths) ** _WEIGHT)


def _cell(field: Field) -> _Cell:
    texts = [width_of(line, TEXT_SIZE) for line in field.text.splitlines()]
    notes = [width_of(line, NOTE_SIZE) for line in field.note.splitlines()]
    return _Cell((*texts, *notes), field.depth * INDENT)


def _least(column: Column, fields: Sequence[Field]) -> float:
    """Give the width below which words would be broken, or numbers, unless they are long."""
    words = [width_of(word, TEXT_SIZE) * _BOLD for word in column.heading.split()]
    for field in fields:
        texts = (width_of(word, TEXT_SIZE) for word in field.text.split())
        notes = (width_of(word, NOTE_SIZE) for word in field.note.split())
        words += (min(word, _LONGEST_WORD) + field.depth * INDENT for word in (*texts, *notes))
    whole = max((width_of(field.text, TEXT_SIZE) + field.depth * INDENT for field in fields), default=0.0)
    least = max(words, default=0.0)
    if column.kind in {Kind.NUMBER, Kind.PERCENT, Kind.DATE}:
        least = max(least, min(whole, _LONGEST_NUMBER))
    return (max(least, min(whole, _WIDE_LEAST)) if column.is_wide else least) + _FRAME


def _leasts(table: Table) -> list[float]:
    return [_least(column, [row[number] for row in table.rows]) for number, column in enumerate(table.columns)]


def fits(table: Table, available: float) -> bool:
    """Tell whether a table can be set that wide without breaking words and numbers."""
    return sum(_leasts(table)) <= available


def widths(table: Table, available: float) -> list[float]:
    """Share out all the room there is, step by step, each to the column that needs it most."""
    shares = _leasts(table)
    if sum(shares) >= available:
        return [share * available / sum(shares) for share in shares]
    cells = [_cells(column, [row[number] for row in table.rows]) for number, column in enumerate(table.columns)]
    gains = [_gain(column, share) for column, share in zip(cells, shares, strict=True)]
    while sum(shares) + _STEP <= available and max(gains) > 0:
        neediest = gains.index(max(gains))
        shares[neediest] += _STEP
        gains[neediest] = _gain(cells[neediest], shares[neediest])
    return _with_rest(table, shares, available - sum(shares))


def _cells(column: Column, fields: Sequence[Field]) -> list[_Cell]:
    heading = _Cell((width_of(column.heading, TEXT_SIZE) * _BOLD,))
    return [heading, *(_cell(field) for field in fields)]


def _gain(cells: Sequence[_Cell], width: float) -> float:
    return sum(cell.cost(width) - cell.cost(width + _STEP) for cell in cells)


def _with_rest(table: Table, shares: Sequence[float], rest: float) -> list[float]:
    """Give what is left to the wide columns, or else to those of text, or else to all."""
    takes = [column.is_wide for column in table.columns]
    if not any(takes):
        takes = [column.kind is Kind.TEXT for column in table.columns]
    if not any(takes):
        takes = [True] * len(shares)
    return [share + is_taker * rest / sum(takes) for share, is_taker in zip(shares, takes, strict=True)]
