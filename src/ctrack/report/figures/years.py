"""The years below a chart: each is marked where it ends, as a value of a year stands at its last day."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.values.periods import tau

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

MOST_YEARS = 7
_STEPS = (1, 2, 5, 10, 20, 50, 100)


@frozen(kw_only=False)
class Years:
    """A stretch of time, with the years that are named in it."""

    begin: Fraction
    end: Fraction

    def share(self, day: date) -> Fraction:
        """Tell how much of the stretch has gone by at the end of a day."""
        return (tau(day) - self.begin) / (self.end - self.begin)

    @property
    def marks(self) -> tuple[tuple[Fraction, str], ...]:
        """The ends of years, as shares of the stretch, with their names."""
        ends = range(ceil(self.begin), floor(self.end) + 1)
        step = next((step for step in _STEPS if len(ends) <= step * MOST_YEARS), _STEPS[-1])
        span = self.end - self.begin
        return tuple(((end - self.begin) / span, str(end - 1)) for end in ends if (end - 1) % step == 0)


def years(days: Sequence[date]) -> Years:
    """Give the stretch from the first day to the last; at least the whole year around them."""
    begin, end = tau(min(days)), tau(max(days))
    if ceil(begin) > floor(end):
        begin, end = Fraction(floor(begin)), Fraction(ceil(end))
    if begin == end:
        begin, end = begin - Fraction(1, 2), end + Fraction(1, 2)
    return Years(begin, end)
