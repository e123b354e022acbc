"""CT401: the edges of a target fit together and fit the indicator's direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.findings import Finding, Place
from ctrack.i18n import N_, Message
from ctrack.model.indicator import NEEDED_EDGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.dataset import Dataset
    from ctrack.model.indicator import Target
    from ctrack.model.words import Direction


def check(dataset: Dataset) -> Iterator[Finding]:
    """Find targets that cannot be judged."""
    for entry in dataset.indicators.values():
        for target in entry.indicator.targets:
            if not target.suits(entry.meaning.direction):
                yield _finding(target, entry.meaning.direction)


def _finding(target: Target, direction: Direction) -> Finding:
    place = Place(pointer=target.pointer)
    if target.value is not None and (target.min is not None or target.max is not None):
        message = Message(N_("value stands beside min or max"))
        return Finding(rule="CT401", place=place, message=message, hint=Message(N_("keep value, or min and max")))
    if target.low is not None and target.high is not None and target.low > target.high:
        message = Message(N_("min {min} is above max {max}"), {"min": target.low, "max": target.high})
        return Finding(rule="CT401", place=place, message=message)
    needed = " and ".join(NEEDED_EDGES[direction])
    message = Message(N_("the direction {direction} needs value or {edges}"), {"direction": direction, "edges": needed})
    return Finding(rule="CT401", place=place, message=message)
