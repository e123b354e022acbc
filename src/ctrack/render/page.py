"""What a view says, before it is known where: headings, paragraphs, lists and tables of text with a meaning."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from ctrack.frozen import frozen


class Tone(StrEnum):
    """What a piece of text means; a terminal may colour it, nothing else depends on it."""

    PLAIN = "plain"
    GOOD = "good"
    FAIR = "fair"
    BAD = "bad"
    MUTED = "muted"
    STRONG = "strong"


@frozen(kw_only=False)
class Piece:
    """A run of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


Cell = tuple[Piece, ...]
"""What stands in one field of a table; line breaks separate stacked lines."""


def cell(text: str, tone: Tone = Tone.PLAIN) -> Cell:
    """Make a cell of one piece."""
    return (Piece(text, tone),) if text else ()


def stacked(*lines: Cell) -> Cell:
    """Put cells one under the other, leaving out the empty ones."""
    pieces: list[Piece] = []
    for line in lines:
        if line and pieces:
            pieces.append(Piece("\n"))
        pieces += line
    return tuple(pieces)


def beside(*parts: Cell) -> Cell:
    """Put cells next to each other with a space between, leaving out the empty ones."""
    pieces: list[Piece] = []
    for part in parts:
        if part and pieces:
            pieces.append(Piece(" "))
        pieces += part
    return tuple(pieces)


def text_of(content: Cell) -> str:
    """Give a cell's text."""
    return "".join(piece.text for piece in content)


@frozen(kw_only=False)
class Column:
    """A column: its heading, how its fields are set, and whether they may be wrapped."""

    heading: str
    align: Literal["left", "right"] = "left"
    wrap: bool = False


@frozen
class Table:
    """A table; columns without any content are left out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def without_empty_columns(self) -> Table:
        """Leave out the columns in which no row says anything."""
        used = [number for number in range(len(self.columns)) if any(row[number] for row in self.rows)]
        return Table(
            columns=tuple(self.columns[number] for number in used),
            rows=tuple(tuple(row[number] for number in used) for row in self.rows),
        )


@frozen(kw_only=False)
class Heading:
    """A heading; level 1 is the page's."""

    text: str
    level: int = 1


@frozen(kw_only=False)
class Paragraph:
    """A sentence or two."""

    text: str
    tone: Tone = Tone.PLAIN


@frozen(kw_only=False)
class Listing:
    """Lines that belong together: a mark or name, and what it stands for."""

    items: tuple[tuple[str, str], ...]
    tone: Tone = Tone.PLAIN


CODE_INDENT = 4
"""So many columns a terminal sets lines of code in."""


@frozen(kw_only=False)
class Code:
    """Lines of a file, shown as they stand."""

    text: str
    language: str = "yaml"


Block = Heading | Paragraph | Listing | Table | Code


@frozen(kw_only=False)
class Page:
    """A whole view."""

    blocks: tuple[Block, ...]
