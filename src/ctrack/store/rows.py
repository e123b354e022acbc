"""Rows: items of a list that stand on a line each, `- {date: 2024, value: 25, source: bao-cao}`, read in bulk.

Nearly all of a tracker's text is such lines. Where rows stand right below each other, the parser of YAML gets one
letter in the place of all of them, so that it gives one event, and its marks are moved back to where the rest stands.
They are taken only where the parser then gives just that letter as an item of a list; if it does not for any, the
whole file is read without this. What the pattern does not know for sure is left to the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ctrack.checks.text import INVISIBLE, is_clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ctrack.model.table_writer import TableWriter

_HIDDEN = INVISIBLE.pattern[1:-1]
_QUOTED = rf'"[^"\\\t\r\n{_HIDDEN}]*+"'
_PLAIN = r"[+-]?\w[\w.%/()+-]*+(?: (?=[\w(])[\w.%/()+-]++)*+"
_VALUE = rf"(?:{_QUOTED}|{_PLAIN})"
_PAIR = rf"[a-z_]++: {_VALUE}"
_TAIL = r" *+(?:(?<= )#[^\r\n]*+)?+\r?+$"
_ROW = rf"\{{{_PAIR}(?:, {_PAIR})*+\}}(?={_TAIL})"
_RUN = rf"^( *- )({_ROW})(?:[^\n]*+\n\1{_ROW})*+"
_NEXT = rf"^ *- ({_ROW})"
_PAIRS = rf"([a-z_]+): ({_VALUE})"
_VALUES = rf"{_VALUE}(?:\n{_VALUE})*+"


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern when it is needed, which takes longer than all else that is imported here."""
    return re.compile(text, re.MULTILINE)


class Run(NamedTuple):
    """Rows right below each other, from the first bracket to the last."""

    start: int
    end: int
    rows: int


class Mask:
    """A text in which a letter stands for each run of rows. `rest` are the characters that nobody has looked at."""

    __slots__ = ("_ends", "_moved", "columns", "rest", "runs", "text")

    def __init__(self, text: str, rest: str, runs: Mapping[int, Run], columns: Mapping[Run, TableWriter]) -> None:
        """Keep the runs by where their letters stand, and what was taken apart of them."""
        self.text = text
        self.rest = rest
        self.runs = dict(runs)
        self.columns = columns
        self._ends = [index + 1 for index in runs]
        self._moved = [0]
        for index, run in runs.items():
            self._moved.append(run.end - index - 1)

    def at(self, index: int) -> int:
        """Tell where in the file a place stands."""
        return index + self._moved[bisect_right(self._ends, index)]


def mask_of_few(text: str) -> Mask:
    """Find the runs of a text."""
    runs: dict[int, Run] = {}
    parts: list[str] = []
    length = end = 0
    for match in _pattern(_RUN).finditer(text):
        start = match.start(2)
        parts += (text[end:start], "x")
        length += start - end + 1
        end = match.end()
        runs[length - 1] = Run(start, end, text.count("\n", start, end) + 1)
    parts.append(text[end:])
    return Mask("".join(parts), text, runs, {})


def line_of(text: str, run: Run) -> int:
    """Tell where the line of the first row begins."""
    return text.rfind("\n", 0, run.start) + 1


def is_sound(keys: tuple[str, ...]) -> bool:
    """Tell whether no key stands twice in a row."""
    return len(keys) == len(set(keys))


def not_values(texts: Sequence[str]) -> Sequence[str]:
    """Give those of some texts, none of several lines, that rows may not hold."""
    lines = "\n".join(texts)
    if not lines.isascii() and not is_clean(lines):
        return [text for text in texts if not is_clean(text) or not _pattern(_VALUE).fullmatch(text)]
    found: list[str] = []
    start = 0 if texts else 1
    while start <= len(lines):
        match = _pattern(_VALUES).match(lines, start)
        stop = match.end() if match else start
        if stop == len(lines) > start:
            break
        begin = stop + 1 if stop > start and lines[stop] == "\n" else lines.rfind("\n", start, stop) + 1 or start
        end = lines.find("\n", begin)
        end = len(lines) if end < 0 else end
        found.append(lines[begin:end])
        start = end + 1
    return found


def sound_keys_of(text: str, start: int = 0) -> tuple[str, ...]:
    """Give the keys of the row on the line that begins at `start`; none where it is no row, or one stands twice."""
    row = _pattern(_NEXT).match(text, start)
    keys = tuple([key for key, _value in _pattern(_PAIRS).findall(text, *row.span(1))]) if row else ()
    return keys if is_sound(keys) else ()


@lru_cache(maxsize=256)
def like(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of lines that are rows with these keys, with a group for each value."""
    pairs = ", ".join(f"{key}: ({_VALUE})" for key in keys)
    return re.compile(rf"^ *- \{{{pairs}\}}(?={_TAIL})", re.MULTILINE)


@lru_cache(maxsize=256)
def all_like(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of as many lines below each other as are rows with these keys."""
    pairs = ", ".join(f"{key}: {_VALUE}" for key in keys)
    return re.compile(rf"(?: *- \{{{pairs}\}}{_TAIL}(?:\n|\Z))++", re.MULTILINE)


def rows_from(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find rows one by one, each from bracket to bracket in the first group."""
    return _pattern(_NEXT).finditer(text, start, end)


def pairs_in(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """Give the keys and values of a row."""
    return _pattern(_PAIRS).findall(text, start, end)


def matched_pairs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the pairs of a row: key and value are the groups."""
    return _pattern(_PAIRS).finditer(text, start, end)
