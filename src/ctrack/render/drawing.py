"""Bars and sparklines: what a figure looks like in a field of a table."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from ctrack.assess.results import Result
    from ctrack.render.text import Glyphs

BAR_WIDTH = 10
SPARK_WIDTH = 8
LEAST_POINTS = 3


def attainment_bar(result: Result, glyphs: Glyphs) -> str:
    """Draw how much of the target is reached; a mark shows where the required path should be by now."""
    if not isinstance(result.attainment, Fraction):
        return ""
    filled = min(int(result.attainment * BAR_WIDTH / 100), BAR_WIDTH) if result.attainment > 0 else 0
    bar = glyphs.full * filled + glyphs.empty * (BAR_WIDTH - filled)
    place = _expected_place(result)
    return bar if place is None else bar[:place] + glyphs.mark + bar[place + 1 :]


def value_bar(share: Fraction, glyphs: Glyphs) -> str:
    """Draw a value as a share, from 0 to 1, of the greatest."""
    return glyphs.full * int(share * BAR_WIDTH)


def _expected_place(result: Result) -> int | None:
    """Find the field of the bar in which the expected value lies; only a floor above zero has a place for it."""
    goal, expected = result.goal, result.pace.expected
    if goal is None or expected is None or goal.direction != "increase" or not goal.low or goal.low <= 0:
        return None
    share = expected / goal.low
    return min(int(share * BAR_WIDTH), BAR_WIDTH - 1) if 0 <= share < 1 else None


def counts_bar(attained: int, recorded: int, declared: int | None, glyphs: Glyphs) -> str:
    """Draw a programme: attained, recorded, declared but not recorded."""
    whole = max(declared or 0, recorded)
    if not whole:
        return ""
    first, second = _share(attained, whole), _share(recorded, whole)
    return glyphs.full * first + glyphs.half * (second - first) + glyphs.empty * (BAR_WIDTH - second)


def _share(part: int, whole: int) -> int:
    """Give the width of a part; never nothing for something, never all for less than all."""
    width = part * BAR_WIDTH // whole
    return max(width, 1) if part else 0


def sparkline(result: Result, glyphs: Glyphs) -> str:
    """Draw the last values from zero, in the order of their periods; nothing below three that can be compared.

    Sums and averages of periods of different length are not drawn beside each other.
    """
    history = result.history
    if result.entry.meaning.aggregation != "last":
        grains = {entry.period.days // 28 for entry in history}
        history = history if len(grains) == 1 else ()
    amounts = [exact(entry.amount) for entry in history][-SPARK_WIDTH:]
    if len(amounts) < LEAST_POINTS or not glyphs.levels:
        return ""
    low, high = min(Fraction(0), *amounts), max(Fraction(0), *amounts)
    top = len(glyphs.levels) - 1
    return "".join(glyphs.levels[int((amount - low) / (high - low) * top) if high > low else 0] for amount in amounts)
