"""Figures: charts as pictures, and the map of districts as a grid of coloured cells."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from ctrack.report.office import FILLS, RULE, plain
from ctrack.report.word.fields import element
from ctrack.report.word.styles import TABLE_TEXT, set_style
from ctrack.report.word.tables import add_grid, describe, keep_whole, shade
from ctrack.report.word.texts import add_toned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from ctrack.render.page import Tone
    from ctrack.report.model import Bars, Line, Tile, TileMap

_DOTS_PER_INCH = 150
_WIDEST, _TALLEST = 165, 110
_TILE_HEIGHT, _WIDEST_TILE, _TILE_SIZE, _LEGEND_SIZE = 12, 24, 8.5, 10.5


def add_chart(document: Document, chart: Line | Bars, room: float) -> None:
    """Add a chart, no larger than there is room for, in millimetres."""
    from ctrack.report.charts import png  # noqa: PLC0415 - draws with a library that is slow to import

    paragraph = _centred(document)
    picture = paragraph.add_run().add_picture(BytesIO(png(chart, dpi=_DOTS_PER_INCH)))
    scale = min(1.0, Mm(min(room, _WIDEST)) / picture.width, Mm(_TALLEST) / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)  # type: ignore[assignment]
    properties = picture._inline.docPr
    properties.set("title", plain(chart.caption))
    properties.set("descr", plain(chart.description))


def _centred(document: Document) -> Paragraph:
    """Add a paragraph for a figure, which stays with the caption below it."""
    paragraph = document.add_paragraph(style="Normal")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(6)
    return paragraph


def add_map(document: Document, tiles: TileMap, room: float) -> None:
    """Add a map: a cell for each district, none where there is none, and what the colours mean."""
    rows, columns = (max((getattr(tile, axis) for tile in tiles.tiles), default=-1) + 1 for axis in ("row", "column"))
    if not tiles.tiles:
        return
    made = add_grid(document, rows, [min(room / columns, _WIDEST_TILE)] * columns, "Normal Table")
    describe(made, tiles.caption, tiles.description)
    by_place = {(tile.row, tile.column): tile for tile in tiles.tiles}
    for number, row in enumerate(made.rows):
        keep_whole(row)
        row.height, row.height_rule = Mm(_TILE_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
        for column, cell in enumerate(row.cells):
            _fill(cell, by_place.get((number, column)))
    if tiles.legend:
        _add_legend(document, tiles.legend)


def _fill(cell: _Cell, tile: Tile | None) -> None:
    paragraph = cell.paragraphs[0]
    set_style(paragraph, TABLE_TEXT)
    paragraph.paragraph_format.keep_with_next = True
    if tile is None:
        return
    properties = cell._tc.get_or_add_tcPr()
    edges = element("tcBorders")
    edges.extend(
        element(edge, val="single", sz="6", space="0", color=RULE) for edge in ("top", "left", "bottom", "right")
    )
    properties.append(edges)
    if tile.tone in FILLS:
        shade(cell, FILLS[tile.tone])
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, is_bold in ((tile.name, True), (f"\n{tile.label}" if tile.label else "", False)):
        run = paragraph.add_run(plain(text))
        run.bold, run.font.size = is_bold, Pt(_TILE_SIZE)


def _add_legend(document: Document, legend: Sequence[tuple[str, Tone]]) -> None:
    """Add the words for the colours, each on its colour."""
    paragraph = _centred(document)
    for number, (text, tone) in enumerate(legend):
        if number:
            paragraph.add_run("   ")
        add_toned(paragraph, f" {text} ", tone)
        run = paragraph.runs[-1]
        run.font.size = Pt(_LEGEND_SIZE)
        if tone in FILLS:
            run._r.get_or_add_rPr().append(element("shd", val="clear", color="auto", fill=FILLS[tone]))
