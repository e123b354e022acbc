"""A line of a file with carets below the place that a finding is about."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from ctrack.render.findings.cells import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST_ROOM = 20
_CUT = ("…", 1)
_BEFORE_CARET = 3
"""One part in so many of a line that is cut stands before the caret."""

_REACH = 4
"""Characters looked at on either side of the caret, for each cell: a line may be as long as a file."""


class Excerpt(NamedTuple):
    """What is printed of a line, and the carets to print below it."""

    line: str
    carets: str


class _Cells(NamedTuple):
    """A stretch of a line, in cells of the terminal."""

    first: int
    last: int


def excerpt(line: str, start: int, end: int, room: int) -> Excerpt:
    """Show `line` in at most `room` cells, with carets from character `start` (from 0) to before `end`."""
    room, start = max(room, LEAST_ROOM), min(start, len(line))
    low, high = max(0, start - _REACH * room), min(len(line), start + _REACH * room)
    before, behind = [_CUT] * (low > 0), [_CUT] * (high < len(line))
    pieces = [*before, *shown(line[low:high]), *behind]
    edges = list(accumulate((cells for _, cells in pieces), initial=0))
    skipped = low - len(before)
    first = edges[_base(pieces, start - skipped)]
    carets = _Cells(first, max(edges[min(end, high) - skipped], first + 1))
    return _cut(pieces, edges, carets, _window(first, max(edges[-1], carets.last), room))


def _base(pieces: Sequence[tuple[str, int]], index: int) -> int:
    """Find the character that a combining one stands on: the caret goes below it."""
    while 0 < index < len(pieces) and not pieces[index][1]:
        index -= 1
    return index


def _window(caret: int, total: int, room: int) -> _Cells:
    """Choose the cells that are shown of so many."""
    first = max(0, min(caret - room // _BEFORE_CARET, total - room))
    return _Cells(first, min(total, first + room))


def _cut(pieces: Sequence[tuple[str, int]], edges: Sequence[int], carets: _Cells, window: _Cells) -> Excerpt:
    is_cut_before, is_cut_behind = window.first > 0, window.last < edges[-1]
    begin = bisect_left(edges, window.first + is_cut_before)
    while begin < len(pieces) and not pieces[begin][1]:
        begin += 1
    stop = bisect_right(edges, window.last - is_cut_behind) - 1
    text = "".join(text for text, _ in pieces[begin:stop])
    offset = edges[begin] - is_cut_before
    visible = _Cells(carets.first - offset, min(carets.last, max(edges[stop], carets.first + 1)) - offset)
    line = _CUT[0] * is_cut_before + text + _CUT[0] * is_cut_behind
    return Excerpt(line, " " * visible.first + "^" * (visible.last - visible.first))
