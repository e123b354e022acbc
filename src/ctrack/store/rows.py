"""Rows: items of a list that stand on a line each, `- {date: 2024, value: 25, source: bao-cao}`, read in bulk.

Nearly all of a tracker's text is such lines. One pattern finds them, and the parser of YAML gets a word of the same
length in the place of each, so that it gives one event for a row in place of a dozen, and all marks stay. A row is
taken only where the parser then gives just that word as an item of a list; if it does not for any, the whole file is
read without this. What the pattern does not know for sure is left to the parser.
"""

from __future__ import annotations

import re

from ctrack.checks.text import INVISIBLE
from ctrack.findings import Span
from ctrack.store.nodes import Mapping, Scalar

_HIDDEN = INVISIBLE.pattern[1:-1]
_QUOTED = rf'"[^"\\\t\r\n{_HIDDEN}]*"'
_PLAIN = r"[+-]?\w(?:[\w.%/()+-]| (?=[\w(]))*"
_PAIR = rf"[a-z_]+: (?:{_QUOTED}|{_PLAIN})"
_ROW = re.compile(rf"^( *- )(\{{{_PAIR}(?:, {_PAIR})*\}})(?= *(?: #[^\r\n]*)?\r?$)", re.MULTILINE)
_PAIRS = re.compile(rf"([a-z_]+): ({_QUOTED}|{_PLAIN})")
_MASK = "x"


def masked(text: str) -> tuple[str, dict[int, int]]:
    """Put a word in the place of each row; gives where each row begins and ends."""
    rows: dict[int, int] = {}

    def mask(match: re.Match[str]) -> str:
        start, end = match.span(2)
        rows[start] = end
        return match[1] + _MASK * (end - start)

    return _ROW.sub(mask, text), rows


class Row(Mapping):
    """A row, which knows its text; nodes are made of its keys and values only when they are asked for."""

    __slots__ = ("_entries", "_pairs", "_text")

    def __init__(self, text: str, span: Span) -> None:
        """Keep the file's text, and where in it the row stands."""
        self.span = span
        self.broken = False
        self.twice = {}
        self._text = text
        self._entries: dict[str, tuple[Scalar, Scalar]] | None = None
        self._pairs: list[tuple[str, str]] | None = _PAIRS.findall(text, *span)

    @property
    def entries(self) -> dict[str, tuple[Scalar, Scalar]]:  # type: ignore[override]
        """Its keys and values as nodes."""
        if self._entries is None:
            pairs = _PAIRS.finditer(self._text, *self.span)
            self._entries = {match[1]: (_scalar(match, 1), _scalar(match, 2)) for match in pairs}
        return self._entries

    def pairs(self) -> list[tuple[str, str]]:
        """Give its keys with their values as they are written; they are not kept."""
        pairs, self._pairs = self._pairs, None
        return _PAIRS.findall(self._text, *self.span) if pairs is None else pairs

    @property
    def is_sound(self) -> bool:
        """Whether no key stands twice."""
        keys = [key for key, _ in self._pairs or ()]
        return len(keys) == len(set(keys))


def _scalar(match: re.Match[str], group: int) -> Scalar:
    text, span = match[group], Span(*match.span(group))
    return Scalar(text, span, plain=True) if text[0] != '"' else Scalar(text[1:-1], span, plain=False)
