"""Rows: items of a list that stand on a line each, `- {date: 2024, value: 25, source: bao-cao}`, read in bulk.

Nearly all of a tracker's text is such lines. One pattern finds them. Where rows stand right below each other, the
parser of YAML gets a word of the same length in the place of the first and comments of the same length in the places
of the others, so that it gives one event for all of them and all marks stay. They are taken only where the parser
then gives just that word as an item of a list; if it does not for any, the whole file is read without this. What the
pattern does not know for sure is left to the parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ctrack.checks.text import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HIDDEN = INVISIBLE.pattern[1:-1]
_QUOTED = rf'"[^"\\\t\r\n{_HIDDEN}]*+"'
_PLAIN = r"[+-]?\w[\w.%/()+-]*+(?: (?=[\w(])[\w.%/()+-]++)*+"
_VALUE = rf"(?:{_QUOTED}|{_PLAIN})"
_PAIR = rf"[a-z_]++: {_VALUE}"
_TAIL = r" *+(?:(?<= )#[^\r\n]*+)?+\r?+$"
_ROW = rf"\{{{_PAIR}(?:, {_PAIR})*+\}}(?={_TAIL})"
_RUN = re.compile(rf"^( *- )({_ROW})(?:[^\n]*+\n\1{_ROW})*+", re.MULTILINE)
_NEXT = re.compile(rf"^ *- ({_ROW})", re.MULTILINE)
_PAIRS = re.compile(rf"([a-z_]+): ({_VALUE})")
MANY = 200
"""From so many rows in a file on it pays to put them into columns, and to compile a pattern for their keys."""

_AT_ONCE = 2**16
"""So many characters are taken apart at once: more would only take more room."""


class Run(NamedTuple):
    """Rows right below each other, from the first bracket to the last, with the end of the first row."""

    start: int
    first_end: int
    end: int
    rows: int


def masked(text: str) -> tuple[str, dict[int, Run]]:
    """Put a word in the place of each run of rows; gives the runs by where they begin."""
    runs: dict[int, Run] = {}
    parts: list[str] = []
    end = 0
    for match in _RUN.finditer(text):
        start, first_end = match.span(2)
        runs[start] = Run(start, first_end, match.end(), text.count("\n", start, match.end()) + 1)
        comment = " " + "#" * (match.end() - first_end - 1) if match.end() > first_end else ""
        parts += (text[end:start], "x" * (first_end - start), comment)
        end = match.end()
    parts.append(text[end:])
    return "".join(parts), runs


def line_of(text: str, run: Run) -> int:
    """Tell where the line of the first row begins."""
    return text.rfind("\n", 0, run.start) + 1


def is_sound(keys: tuple[str, ...]) -> bool:
    """Tell whether no key stands twice in a row."""
    return len(keys) == len(set(keys))


def columns_in(text: str, run: Run) -> Iterator[tuple[tuple[str, ...], Sequence[Sequence[str]]]]:
    """Take a run apart: rows with the same keys, and what stands at each key, as it is written."""
    start = line_of(text, run)
    while start < run.end:
        end = text.find("\n", start + _AT_ONCE, run.end)
        end = run.end if end < 0 else end
        keys = _keys(text, start, end)
        values = _like(keys).findall(text, start, end)
        if len(values) == text.count("\n", start, end) + 1:
            yield keys, [values] if len(keys) == 1 else list(zip(*values, strict=True))
        else:
            yield from _mixed_columns(text, start, end)
        start = end + 1


def _mixed_columns(text: str, start: int, end: int) -> Iterator[tuple[tuple[str, ...], Sequence[Sequence[str]]]]:
    """Take rows apart one by one."""
    while start < end:
        keys = _keys(text, start, end)
        like, values = _like(keys), []
        while start < end and (match := like.match(text, start, end)):
            values.append(match.groups())
            start = text.find("\n", match.end(), end) + 1 or end
        yield keys, list(zip(*values, strict=True))


def _keys(text: str, start: int, end: int) -> tuple[str, ...]:
    row = _NEXT.match(text, start, end)
    return tuple([key for key, _value in _PAIRS.findall(text, *row.span(1))]) if row else ()


@lru_cache(maxsize=256)
def _like(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of rows with these keys, with a group for each value."""
    pairs = ", ".join(f"{key}: ({_VALUE})" for key in keys)
    return re.compile(rf"^ *- \{{{pairs}\}}(?={_TAIL})", re.MULTILINE)


def rows_from(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find rows one by one, each from bracket to bracket in the first group."""
    return _NEXT.finditer(text, start, end)


def pairs_in(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """Give the keys and values of a row."""
    return _PAIRS.findall(text, start, end)


def matched_pairs(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Find the pairs of a row: key and value are the groups."""
    return _PAIRS.finditer(text, start, end)
