"""Where the labels of points stand: above or below, where they cover least of the lines and of each other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.report.figures.paper import LETTER, LINE_HEIGHT, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.report.figures.paper import Side, Spot

GAP = 10.0
"""So far from its point the middle of a label is."""

NUDGE = 4.0
"""So far a label that is held at an end reaches over its point."""

_SAMPLES = 12
_OVERLAP = 1000


@frozen(kw_only=False)
class Label:
    """A text, where it is held, and by which end."""

    text: str
    spot: Spot
    side: Side

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Its left, right, lower and upper edge."""
        across, up = self.spot
        width = len(self.text) * LETTER
        left = across - {"left": 0.0, "center": width / 2, "right": width}[self.side]
        return left, left + width, up - LINE_HEIGHT / 2, up + LINE_HEIGHT / 2

    def covers(self, spot: Spot) -> bool:
        """Tell whether a place lies under it."""
        left, right, low, high = self.box
        return left <= spot[0] <= right and low <= spot[1] <= high

    def meets(self, other: Label) -> bool:
        """Tell whether another label lies over it."""
        left, right, low, high = self.box
        left_there, right_there, low_there, high_there = other.box
        return left < right_there and left_there < right and low < high_there and low_there < high


def place(texts: Sequence[tuple[str, Spot]], edges: tuple[float, float], taken: Sequence[Spot]) -> tuple[Label, ...]:
    """Place labels between two edges, the most important first; `taken` are places that are better left free."""
    placed: list[Label] = []
    for text, spot in texts:
        placed.append(min(_candidates(text, spot, edges), key=lambda label: _cost(label, placed, taken)))
    return tuple(placed)


def _candidates(text: str, spot: Spot, edges: tuple[float, float]) -> tuple[Label, ...]:
    side = side_of(spot[0], *edges)
    start = spot[0] + {"left": -NUDGE, "center": 0.0, "right": NUDGE}[side]
    return tuple(Label(text, (start, spot[1] + gap), side) for gap in (GAP, -GAP))


def _cost(label: Label, placed: Sequence[Label], taken: Sequence[Spot]) -> int:
    return sum(map(label.covers, taken)) + _OVERLAP * sum(map(label.meets, placed))


def along(spots: Sequence[Spot]) -> Iterator[Spot]:
    """Give places all along a line."""
    yield from spots
    for (left, low), (right, high) in pairwise(spots):
        for number in range(1, _SAMPLES):
            part = number / _SAMPLES
            yield left + (right - left) * part, low + (high - low) * part
