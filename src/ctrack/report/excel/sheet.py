"""A sheet: the parts of a section below each other, set for reading on a screen and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter

from ctrack.render.page import Tone
from ctrack.report.excel.cells import BLACK, Look
from ctrack.report.excel.flat import points_of, with_notes
from ctrack.report.excel.measures import height, measures
from ctrack.report.excel.paper import set_paper
from ctrack.report.excel.tables import put_table
from ctrack.report.excel.tiles import columns_of, put_map
from ctrack.report.model import Bars, Line, Paragraph, Table, Terms, TileMap
from ctrack.report.office import INKS, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.report.excel.cells import Pen
    from ctrack.report.excel.tables import Placed
    from ctrack.report.model import Block, Report, Section
    from ctrack.report.office import Captions

_TITLE, _SIZES = 16.0, (14.0, 13.0, 12.0)


class Sheet:
    """Writes a section from the top to the bottom of a sheet."""

    def __init__(self, pen: Pen, section: Section | None, captions: Captions) -> None:
        self.pen, self.sheet, self.captions = pen, pen.sheet, captions
        self.parts = list(section.walk()) if section else []
        blocks = [block for _level, part in self.parts for block in part.blocks]
        tables = [with_notes(block) for block in blocks if isinstance(block, Table)]
        charts = [points_of(block) for block in blocks if isinstance(block, Line | Bars)]
        tiles = max((columns_of(block) for block in blocks if isinstance(block, TileMap)), default=0)
        self.measures = measures(tables, charts, tiles)
        self.row, self.titles = 1, 0
        self.placed: list[Placed] = []

    def write_title(self, report: Report) -> None:
        """Write what the report is, and what it is of."""
        self._put_over(report.title, size=_TITLE, is_bold=True)
        self.titles = 1
        if report.subtitle:
            self._put_over(report.subtitle, size=_SIZES[1])
        self._put_pairs(report.about)
        self.row += 1

    def write(self) -> None:
        """Write the section."""
        for level, part in self.parts:
            self._put_over(part.title, size=_SIZES[min(level, len(_SIZES)) - 1], is_bold=True)
            self.titles = self.titles or 1
            for block in part.blocks:
                self._put(block)
            self.row += 1
        for number, width in enumerate(self.measures.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        set_paper(self.sheet, self.placed, self.titles, self.measures.span)

    def _put(self, block: Block) -> None:
        match block:
            case Paragraph():
                color = INKS.get(block.tone, BLACK)
                self._put_over(block.text, is_bold=block.tone is Tone.STRONG, color=color)
            case Terms():
                self._put_pairs(block.items)
            case Table():
                self._put_caption(block)
                self.placed.append(self._put_table(with_notes(block)))
            case Line() | Bars():
                self._put_caption(block)
                self._put_table(points_of(block))
            case TileMap():
                self._put_caption(block)
                self.row = put_map(self.pen, self.row, block, self.measures) + 1

    def _put_caption(self, block: Table | Line | Bars | TileMap) -> None:
        self.row += 1
        template, number = self.captions.next(block)
        self._put_over(template.format(number=number, caption=block.caption), is_bold=True)

    def _put_table(self, table: Table) -> Placed:
        placed = put_table(self.pen, self.row, table, self.measures)
        self.row = placed.last + 2
        return placed

    def _put_over(self, text: str, *, size: float = 11, is_bold: bool = False, color: str = BLACK) -> None:
        """Write a text over the whole width."""
        self.pen.text(self.row, 1, text, Look(size=size, is_bold=is_bold, color=color))
        self._merge(1)
        lines = self.measures.lines(plain(text), 1, self.measures.span)
        self.sheet.row_dimensions[self.row].height = height(lines, size) + 3
        self.row += 1

    def _put_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write words, and beside them what they stand for."""
        for word, meaning in pairs:
            self.pen.text(self.row, 1, word, Look(is_bold=True))
            self.pen.text(self.row, 2, meaning)
            self._merge(2)
            lines = self.measures.lines(plain(meaning), 2, self.measures.span)
            self.sheet.row_dimensions[self.row].height = height(max(lines, self.measures.lines(plain(word)))) + 1
            self.row += 1

    def _merge(self, first: int) -> None:
        if self.measures.span > first:
            self.sheet.merge_cells(
                start_row=self.row, end_row=self.row, start_column=first, end_column=self.measures.span
            )
