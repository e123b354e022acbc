"""The numbers at the side of a chart: round ones, from the lowest up in equal steps, written exactly."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.render.text import number_text
from ctrack.values.numbers import as_decimal

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_INTERVALS = 6


@frozen(kw_only=False)
class Scale:
    """Numbers from `low` up, `count` steps of them."""

    low: Fraction
    step: Fraction
    count: int

    @property
    def marks(self) -> tuple[Fraction, ...]:
        """The numbers."""
        return tuple(self.low + number * self.step for number in range(self.count + 1))

    @property
    def labels(self) -> tuple[str, ...]:
        """The numbers as a reader writes them, with all digits that tell them apart."""
        return tuple(number_text(as_decimal(mark) or mark) for mark in self.marks)

    def share(self, height: Fraction) -> Fraction:
        """Tell how much of the way up `height` is: 0 at the lowest number, 1 at the highest."""
        return (height - self.low) / (self.step * self.count)


def scale_of(heights: Sequence[Fraction], most: int = MOST_INTERVALS) -> Scale:
    """Choose round numbers that hold all heights: steps of 1, 2 or 5 times a power of ten, about `most` of them."""
    low, high = min(heights), max(heights)
    span = (high - low) or abs(high) or Fraction(1)
    power = Fraction(10) ** (len(str(int(span))) - 1 if span >= 1 else -len(str(int(1 / span))))
    step = next(power * factor / 10 for factor in (1, 2, 5, 10, 20, 50, 100) if span / (power * factor / 10) <= most)
    first, last = floor(low / step), ceil(high / step)
    return Scale(first * step, step, max(last - first, 1))
