"""What a sheet holds, whatever kind of file it stands in: cells with their places, and what makes one unreadable."""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from typing import NamedTuple

from ctrack.checks.text import INVISIBLE
from ctrack.i18n import N_, Message

_LINE_ENDS = ("_x000D_\n", "_x000D_", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c")
"""Line ends as programs write them; the first two are Excel's own."""


class Kind(Enum):
    """What a cell holds; `REFUSED`: something that has no one meaning as a fact, such as a formula."""

    EMPTY = auto()
    TEXT = auto()
    NUMBER = auto()
    PERCENTAGE = auto()
    PERIOD = auto()
    TRUTH = auto()
    REFUSED = auto()


class Cell(NamedTuple):
    """A cell: its text as the files would write it (of a percentage the number before the sign), and its place.

    `beside` is a word that its format shows beside a number. `problem` tells why a refused one is, `hint` the remedy;
    `area` is the cells that it is merged with.
    """

    place: str
    kind: Kind = Kind.EMPTY
    text: str = ""
    beside: str = ""
    problem: Message | None = None
    hint: Message | None = None
    area: str = ""


class Table(NamedTuple):
    """A sheet: its name, its rows from the first on, whether it is hidden, and which rows (from 0) are."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()


class Problem(NamedTuple):
    """Why something of a sheet cannot be taken over, and where it stands."""

    place: str
    message: Message
    hint: Message | None = None


def text_cell(place: str, raw: str) -> Cell:
    """Make a cell of text: spaces and line ends of any kind become the plain ones, other invisible characters not."""
    text = raw
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    text = "".join(" " if char == "\t" or unicodedata.category(char) == "Zs" else char for char in text).strip()
    if not text:
        return Cell(place)
    if match := INVISIBLE.search(text):
        message = Message(N_("holds the invisible character U+{code}"), {"code": f"{ord(match[0]):04X}"})
        return Cell(place, Kind.REFUSED, text, problem=message, hint=Message(N_("type the text again")))
    return Cell(place, Kind.TEXT, text)


def letters_of(place: int) -> str:
    """Name a column, counted from 0, as spreadsheets do: A to Z, AA, AB.

    >>> letters_of(27)
    'AB'
    """
    more, last = divmod(place, 26)
    return (letters_of(more - 1) if more else "") + chr(ord("A") + last)
