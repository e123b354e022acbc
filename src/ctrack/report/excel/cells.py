"""Cells: texts that stay texts, numbers and days as spreadsheets hold them."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from ctrack.frozen import frozen, replace
from ctrack.render.csv import defuse
from ctrack.report.excel.values import format_of, held
from ctrack.report.office import RULE, plain

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

    from ctrack.report.model import Kind, Value

FONT = "Times New Roman"
BLACK = "000000"

_LONGEST_TEXT = 32_767
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook takes for the code of a letter."""

_SIDE = Side(style="thin", color=RULE)
_FRAME = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


@frozen
class Look:
    """What a cell looks like."""

    size: float = 11
    is_bold: bool = False
    color: str = BLACK
    fill: str = ""
    is_framed: bool = False
    horizontal: Literal["left", "center", "right"] = "left"
    vertical: Literal["top", "center"] = "top"
    indent: int = 0
    number_format: str = "General"
    is_quoted: bool = False
    """Whether it stays a text when somebody edits it."""


PLAIN = Look()


class Pen:
    """Writes the cells of a sheet; a look is made once for a workbook, which takes most of the time."""

    def __init__(self, sheet: Worksheet, language: str, known: dict[Look, StyleArray]) -> None:
        self.sheet, self.language, self._known = sheet, language, known

    def text(self, row: int, column: int, text: str, look: Look = PLAIN) -> None:
        """Write a text, wrapped; it is one even where it looks like a formula."""
        cell: Any = self.sheet.cell(row, column)
        found = plain(text)
        if found:
            cell.value = _ESCAPE.sub("_x005F_", found)[:_LONGEST_TEXT]
            cell.data_type = "s"
        self._dress(cell, replace(look, is_quoted=defuse(found) != found))

    def value(self, row: int, column: int, value: Value, kind: Kind, look: Look = PLAIN, text: str = "") -> None:
        """Write a number or a day with the format that shows it as the report does, in `text`."""
        cell: Any = self.sheet.cell(row, column)
        cell.value = held(value)
        is_day = isinstance(value, date)
        shown_as = format_of(value, kind, self.language, plain(text))
        place: Literal["center", "right"] = "center" if is_day else "right"
        self._dress(cell, replace(look, number_format=shown_as, horizontal=place, indent=0 if is_day else 1))

    def _dress(self, cell: Any, look: Look) -> None:  # noqa: ANN401 - openpyxl's stubs cannot tell a cell from a merged one
        if look in self._known:
            cell._style = copy(self._known[look])  # noqa: SLF001 - a style is looked up anew each time it is set
            return
        cell.font = Font(name=FONT, size=look.size, bold=look.is_bold, color=look.color)
        cell.alignment = Alignment(
            horizontal=look.horizontal, vertical=look.vertical, wrap_text=True, indent=look.indent
        )
        if look.fill:
            cell.fill = PatternFill("solid", start_color=look.fill, end_color=look.fill)
        if look.is_framed:
            cell.border = _FRAME
        cell.number_format, cell.quotePrefix = look.number_format, look.is_quoted
        self._known[look] = copy(cell._style)  # noqa: SLF001
