"""Growth: what further measurements cost, in time and memory, from one size to the next."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from measure import EMPTY
from tables import short, table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from figures import Figures


def growth(found: Sequence[Figures]) -> str:
    """Show what further measurements cost from size to size: the same number again is linear growth."""
    time = "### Growth: 1,000 further measurements, × `python -c pass`"
    memory = "### Growth: a further measurement, bytes of peak memory"
    return f"{time}\n\n{_steps(found, _time)}\n\n{memory}\n\n{_steps(found, _memory)}"


def _time(figures: Figures, name: str) -> float:
    return 1000 * figures.measured[name].times(EMPTY)


def _memory(figures: Figures, name: str) -> float:
    return figures.measured[name].peak


def _steps(found: Sequence[Figures], cost: Callable[[Figures, str], float]) -> str:
    """Write a table with a column for each step from a size to the next."""
    names = dict.fromkeys(name for each in found for name in each.measured if name != EMPTY.name)
    steps = [f"{a.tracker.measurements:,} to {b.tracker.measurements:,}" for a, b in pairwise(found)]
    rows = [[name, *(_further(name, a, b, cost) for a, b in pairwise(found))] for name in names]
    return table(["program", *steps], rows)


def _further(name: str, smaller: Figures, larger: Figures, cost: Callable[[Figures, str], float]) -> str:
    if name not in smaller.measured or name not in larger.measured:
        return ""
    more = larger.tracker.measurements - smaller.tracker.measurements
    return short((cost(larger, name) - cost(smaller, name)) / more)
