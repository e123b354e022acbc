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
from typing import TYPE_CHECKING

from ctrack.checks.text import INVISIBLE
from ctrack.findings import Span
from ctrack.store.nodes import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.store.nodes import Node

_HIDDEN = INVISIBLE.pattern[1:-1]
_QUOTED = rf'"[^"\\\t\r\n{_HIDDEN}]*+"'
_PLAIN = r"[+-]?\w[\w.%/()+-]*+(?: (?=[\w(])[\w.%/()+-]++)*+"
_VALUE = rf"(?:{_QUOTED}|{_PLAIN})"
_PAIR = rf"[a-z_]++: {_VALUE}"
_ROW = re.compile(rf"^( *- )(\{{{_PAIR}(?:, {_PAIR})*+\}})(?= *(?: #[^\r\n]*)?\r?$)", re.MULTILINE)
_PAIRS = re.compile(rf"([a-z_]+): ({_VALUE})")
_LINE_ENDS = frozenset({"\n", "\r\n"})
MANY = 200
"""From so many rows on it pays to compile a pattern for their keys."""


def masked(text: str) -> tuple[str, dict[int, list[Span]]]:
    """Put a word in the place of each run of rows; gives the rows of each by where it begins."""
    runs: dict[int, list[Span]] = {}
    run: list[Span] = []
    parts: list[str] = []
    end, indent = 0, ""
    for match in _ROW.finditer(text):
        line, start = match.span(1)
        between = text[end:line]
        if run and between in _LINE_ENDS and match[1] == indent:
            parts += (between, "#" * (match.end() - line))
        else:
            run, indent = [], match[1]
            runs[start] = run
            parts += (between, indent, "x" * (match.end() - start))
        end = match.end()
        run.append(Span(start, end))
    parts.append(text[end:])
    return "".join(parts), runs


def rows_of(text: str, spans: list[Span]) -> list[Row] | None:
    """Make the rows of a run; nothing where a key stands twice in one of them."""
    rows = _alike(text, spans) if len(spans) >= MANY else None
    rows = rows or [_row(text, span) for span in spans]
    return rows if all(map(_is_sound, {row.keys for row in rows})) else None


def _alike(text: str, spans: list[Span]) -> list[Row] | None:
    """Make the rows of a run in which all have the keys of the first; nothing for another."""
    keys = _row(text, spans[0]).keys
    values = _like(keys).findall(text, text.rfind("\n", 0, spans[0].start) + 1, spans[-1].end)
    if len(values) < len(spans):
        return None
    return [Row(text, span, keys, given[1:]) for span, given in zip(spans, values, strict=True)]


def _row(text: str, span: Span) -> Row:
    pairs = _PAIRS.findall(text, *span)
    return Row(text, span, tuple(key for key, _value in pairs), tuple(value for _key, value in pairs))


def _is_sound(keys: tuple[str, ...]) -> bool:
    return len(keys) == len(set(keys))


@lru_cache(maxsize=256)
def _like(keys: tuple[str, ...]) -> re.Pattern[str]:
    """Give the pattern of rows with these keys, with a group for each value behind one for the indentation."""
    pairs = ", ".join(f"{key}: ({_VALUE})" for key in keys)
    return re.compile(rf"^( *)- \{{{pairs}\}}(?= *(?: #[^\r\n]*)?\r?$)", re.MULTILINE)


class Row(Mapping):
    """A row, which knows its text; nodes are made of its keys and values only when they are asked for."""

    __slots__ = ("_entries", "_text", "_values", "keys")

    def __init__(self, text: str, span: Span, keys: tuple[str, ...], values: tuple[str, ...] | None = None) -> None:
        """Keep the file's text, and where in it the row stands; `values` as they are written, until they are used."""
        self.span = span
        self.broken = False
        self.twice = _NONE_TWICE
        self.keys = keys
        self._text = text
        self._values = values
        self._entries: dict[str, tuple[Scalar, Scalar]] | None = None

    @property
    def entries(self) -> dict[str, tuple[Scalar, Scalar]]:  # type: ignore[override]
        """Its keys and values as nodes."""
        if self._entries is None:
            pairs = _PAIRS.finditer(self._text, *self.span)
            self._entries = {match[1]: (_scalar(match, 1), _scalar(match, 2)) for match in pairs}
        return self._entries

    def values(self) -> Sequence[str]:
        """Give its values as they are written; they are not kept."""
        values, self._values = self._values, None
        return [value for _, value in _PAIRS.findall(self._text, *self.span)] if values is None else values


_NONE_TWICE: dict[str, list[tuple[Scalar, Node]]] = {}
"""No key of a row stands twice; one object for all of them."""


def _scalar(match: re.Match[str], group: int) -> Scalar:
    text, span = match[group], Span(*match.span(group))
    return Scalar(text, span, plain=True) if text[0] != '"' else Scalar(text[1:-1], span, plain=False)
