"""The map of districts as a grid of coloured cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.report.excel.cells import BLACK, Look
from ctrack.report.excel.measures import height
from ctrack.report.office import FILLS, INKS, plain

if TYPE_CHECKING:
    from ctrack.render.page import Tone
    from ctrack.report.excel.cells import Pen
    from ctrack.report.excel.measures import Measures
    from ctrack.report.model import TileMap


def columns_of(tiles: TileMap) -> int:
    """Tell how many columns a map takes."""
    return max((tile.column + 1 for tile in tiles.tiles), default=0)


def put_map(pen: Pen, top: int, tiles: TileMap, measures: Measures) -> int:
    """Write a map from a row on, and what its colours mean below; gives the row after it."""
    heights: dict[int, float] = {}
    for tile in tiles.tiles:
        row, column = top + tile.row, tile.column + 1
        text = f"{tile.name}\n{tile.label}" if tile.label else tile.name
        pen.text(row, column, text, _look(tile.tone))
        heights[row] = max(heights.get(row, 0), height(max(measures.lines(plain(text), column), 2)) + 4)
    below = max(heights, default=top - 1) + 2
    for number, (text, tone) in enumerate(tiles.legend, below):
        pen.text(number, 1, text, _look(tone))
        heights[number] = height(measures.lines(plain(text)))
    for row, needed in heights.items():
        pen.sheet.row_dimensions[row].height = needed
    return below + len(tiles.legend)


def _look(tone: Tone) -> Look:
    color, fill = INKS.get(tone, BLACK), FILLS.get(tone, "")
    return Look(color=color, fill=fill, is_framed=True, horizontal="center", vertical="center")
