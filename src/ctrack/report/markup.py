"""What the page's template asks for: everything that is counted, chosen or written for machines."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.render.text import visible
from ctrack.report.model import Bars, Line
from ctrack.values.numbers import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.report.model import Block, Field, Table, Tile, TileMap, Value

DEEPEST = 4
LOWEST_HEADING = 6
MANY_COLUMNS = 7
"""A table of more columns is set closer, and can be moved where it does not fit."""

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_BEHIND_ADDRESSES = ".,;:!?\u201d\u2019\u00bb"


@frozen(kw_only=False)
class Piece:
    """A run of text, or an address of the web."""

    text: str
    is_link: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """Tell the addresses in a text from what is around them."""
    shown, done = visible(text), 0
    for match in _ADDRESS.finditer(shown):
        address = match[0].rstrip(_BEHIND_ADDRESSES)
        if "(" not in address:
            address = address.rstrip(")" + _BEHIND_ADDRESSES)
        yield Piece(shown[done : match.start()])
        yield Piece(address, is_link=True)
        done = match.start() + len(address)
    yield Piece(shown[done:])


def machine(value: Value) -> str:
    """Write a value for machines."""
    if isinstance(value, date):
        return value.isoformat()
    return plain_text(Fraction(value) if isinstance(value, int) else value)


def depth(field: Field) -> str:
    """Name the class that indents a field."""
    return f" depth-{min(field.depth, DEEPEST)}" if field.depth else ""


def density(table: Table) -> str:
    """Name the class of a table with many columns."""
    return " is-dense" if len(table.columns) > MANY_COLUMNS else ""


def heading(level: int) -> str:
    """Name the element that heads a section of some level; the first is the page's."""
    return f"h{min(level + 1, LOWEST_HEADING)}"


def runs(blocks: Sequence[Block]) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Part blocks into runs of charts, which may stand beside each other, and of all else."""
    for are_charts, run in groupby(blocks, lambda block: isinstance(block, Line | Bars)):
        yield are_charts, tuple(run)


def signs(block: Line | Bars) -> tuple[tuple[str, str], ...]:
    """Tell what the signs of a chart over time mean, those that are in it."""
    if isinstance(block, Bars):
        return ()
    meanings = (
        (block.values, "value", _("value")),
        (block.shown, "shown", _("value that is shown, not judged")),
        (block.targets, "target", _("target")),
        (block.path, "path", _("required path")),
    )
    return tuple((sign, meaning) for points, sign, meaning in meanings if points)


def placed(block: TileMap) -> tuple[tuple[Tile, str], ...]:
    """Give the tiles with the classes of their places; a map begins at its first row and column."""
    top = min((tile.row for tile in block.tiles), default=0)
    left = min((tile.column for tile in block.tiles), default=0)
    return tuple((tile, f"row-{tile.row - top + 1} column-{tile.column - left + 1}") for tile in block.tiles)


def places(maps: Sequence[TileMap]) -> str:
    """Write the style of the classes that `placed` names."""
    names = {name for block in maps for _tile, classes in placed(block) for name in classes.split()}
    numbered = sorted((kind, int(number)) for kind, number in (name.split("-") for name in names))
    return "".join(f".{kind}-{number} {{ grid-{kind}: {number}; }}\n" for kind, number in numbered)
