"""Tables on a sheet: heading, rows of values, and rules that colour a status by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from ctrack.frozen import frozen
from ctrack.render.page import Tone
from ctrack.report.excel.cells import BLACK, Look
from ctrack.report.excel.measures import height
from ctrack.report.excel.values import can_hold
from ctrack.report.model import Kind
from ctrack.report.office import FILLS, HEAD_FILL, INKS, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from ctrack.report.excel.cells import Pen
    from ctrack.report.excel.measures import Measures
    from ctrack.report.model import Column, Field, Table

_HEAD = Look(is_bold=True, fill=HEAD_FILL, is_framed=True, horizontal="center", vertical="center")
_LONGEST_IN_RULE = 250
"""No rule can compare with a longer text."""


@frozen(kw_only=False)
class Placed:
    """Where a table stands: the row of its heading, its last row, its last column."""

    head: int
    last: int
    columns: int

    @property
    def area(self) -> str:
        """The cells, heading included."""
        return f"A{self.head}:{get_column_letter(self.columns)}{self.last}"


def put_table(pen: Pen, top: int, table: Table, measures: Measures) -> Placed:
    """Write a table from a row on."""
    _put_head(pen, top, table.columns, measures)
    for number, fields in enumerate(table.rows, top + 1):
        _put_row(pen, number, fields, table.columns, measures)
    placed = Placed(top, top + len(table.rows), len(table.columns))
    for number, column in enumerate(table.columns, 1):
        if column.kind is Kind.STATUS:
            _colour(pen.sheet, placed, number, [row[number - 1] for row in table.rows])
    return placed


def _put_head(pen: Pen, top: int, columns: Sequence[Column], measures: Measures) -> None:
    for number, column in enumerate(columns, 1):
        pen.text(top, number, column.heading, _HEAD)
    lines = (measures.lines(plain(column.heading), number) for number, column in enumerate(columns, 1))
    pen.sheet.row_dimensions[top].height = height(max(lines, default=1)) + 4


def _put_row(pen: Pen, row: int, fields: Sequence[Field], columns: Sequence[Column], measures: Measures) -> None:
    lines = 1
    for number, (field, column) in enumerate(zip(fields, columns, strict=True), 1):
        look = _look(field, column.kind)
        if field.value is not None and can_hold(field.value):
            pen.value(row, number, field.value, column.kind, look, field.text)
        else:
            pen.text(row, number, field.text, look)
            lines = max(lines, measures.lines("  " * field.depth + plain(field.text), number))
    pen.sheet.row_dimensions[row].height = height(lines)


def _look(field: Field, kind: Kind) -> Look:
    """Give the look of a field; the colour of a status is left to the rules."""
    color = BLACK if kind is Kind.STATUS else INKS.get(field.tone, BLACK)
    is_bold = field.tone is Tone.STRONG
    if kind in {Kind.NUMBER, Kind.PERCENT}:
        return Look(is_bold=is_bold, color=color, is_framed=True, horizontal="right", indent=1)
    if kind is Kind.DATE:
        return Look(is_bold=is_bold, color=color, is_framed=True, horizontal="center")
    return Look(is_bold=is_bold, color=color, is_framed=True, indent=field.depth)


def _colour(sheet: Worksheet, placed: Placed, column: int, fields: Sequence[Field]) -> None:
    """Let each status have the colour of its words, also when somebody types another one later."""
    letter = get_column_letter(column)
    tones = {plain(field.text): field.tone for field in fields if field.text and field.tone in FILLS}
    for words, tone in tones.items():
        if len(words) <= _LONGEST_IN_RULE:
            look = DifferentialStyle(fill=PatternFill(bgColor=FILLS[tone]), font=Font(color=INKS[tone]))
            quoted = words.replace('"', '""')
            rule = Rule(type="cellIs", operator="equal", formula=[f'"{quoted}"'], dxf=look)
            sheet.conditional_formatting.add(f"{letter}{placed.head + 1}:{letter}{placed.last}", rule)
