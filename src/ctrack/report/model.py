"""What a report says, before it is known in which format: sections with texts, tables, charts and maps.

Everything is written out in the reader's language already; a writer sets it and computes nothing. Texts are data and
mean nothing but themselves in every format.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.render.page import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

Value = Decimal | Fraction | int | date
"""An exact number or a day."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    STATUS = "status"


@frozen
class Column:
    """A column: its heading, what it holds, and whether it takes the room that others leave."""

    heading: str
    kind: Kind = Kind.TEXT
    is_wide: bool = False


@frozen
class Field:
    """What stands in a field of a table.

    `text` says all of it to a reader; `value` is what a spreadsheet holds in its place (percentages as 92.6, not
    0.926); `note` is a small second line; `depth` indents it under the row above; `key` is a name by which machines
    know what the words say, such as a status. No text: nothing is known, or nothing is to be said.
    """

    text: str = ""
    value: Value | None = None
    tone: Tone = Tone.PLAIN
    note: str = ""
    depth: int = 0
    key: str = ""


@frozen
class Table:
    """A table, with its name in the report and a caption. A row's first field names it."""

    ident: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]

    def without_empty_columns(self) -> Table:
        """Leave out the columns in which no row says anything."""
        used = [number for number in range(len(self.columns)) if any(row[number].text for row in self.rows)]
        return Table(
            ident=self.ident,
            caption=self.caption,
            columns=tuple(self.columns[number] for number in used),
            rows=tuple(tuple(row[number] for number in used) for row in self.rows),
        )


@frozen
class Point:
    """A spot of a chart: the day that it stands at, its exact height, and both as a reader writes them."""

    day: date
    value: Decimal | Fraction
    label: str


@frozen
class Line:
    """Values over time: those that count, those that are only shown, the corners of the required path, the targets."""

    ident: str
    caption: str
    unit: str
    description: str
    """The whole in words: every value with its period, the target."""

    values: tuple[Point, ...]
    shown: tuple[Point, ...] = ()
    path: tuple[Point, ...] = ()
    targets: tuple[Point, ...] = ()


@frozen
class Bar:
    """A bar: whose it is, how long, the same in words, and what it means."""

    name: str
    value: Decimal | Fraction
    label: str
    tone: Tone = Tone.PLAIN


@frozen
class Bars:
    """Values beside each other, in order, with the target that they share, if they share one."""

    ident: str
    caption: str
    unit: str
    description: str
    bars: tuple[Bar, ...]
    target: Decimal | Fraction | None = None
    target_label: str = ""


@frozen
class Tile:
    """A district on a map of tiles: row and column from the top left, its name, its value, and what that means."""

    row: int
    column: int
    name: str
    label: str
    tone: Tone = Tone.PLAIN


@frozen
class TileMap:
    """A map with a tile for each district."""

    ident: str
    caption: str
    description: str
    tiles: tuple[Tile, ...]
    legend: tuple[tuple[str, Tone], ...] = ()


@frozen
class Paragraph:
    """A sentence or more."""

    text: str
    tone: Tone = Tone.PLAIN


@frozen
class Terms:
    """Words and what they stand for."""

    items: tuple[tuple[str, str], ...]


Block = Paragraph | Terms | Table | Line | Bars | TileMap


@frozen
class Section:
    """A part with a heading; `ident` is its name in the report, `short` one of at most 31 letters, for a sheet."""

    ident: str
    title: str
    short: str
    blocks: tuple[Block, ...] = ()
    parts: tuple[Section, ...] = ()

    def walk(self, level: int = 1) -> Iterator[tuple[int, Section]]:
        """Give the section and its parts, each with its level."""
        yield level, self
        for part in self.parts:
            yield from part.walk(level + 1)


@frozen
class Report:
    """A report: what it is of, on which day, in which language, and its sections."""

    title: str
    subtitle: str
    language: str
    """`vi` or `en`."""

    contents: str
    """The heading of the table of contents."""

    about: tuple[tuple[str, str], ...]
    """What stands on the first page: the day, the files' commit, the program's version."""

    sections: tuple[Section, ...]

    def walk(self) -> Iterator[tuple[int, Section]]:
        """Give all sections in order, each with its level from 1 on."""
        for section in self.sections:
            yield from section.walk()

    @property
    def tables(self) -> tuple[Table, ...]:
        """All tables, in order."""
        return tuple(block for _, section in self.walk() for block in section.blocks if isinstance(block, Table))
