"""A value before a goal: what the steps of a judgement look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.values.periods import months_before

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.results import CurrentValue, Goal
    from ctrack.assess.rows import Row
    from ctrack.model.codelists import Tracker


@frozen
class Case:
    """A value before a goal: what the steps of a judgement look at."""

    row: Row
    day: date
    value: CurrentValue
    goal: Goal
    goals: Sequence[Goal]
    tracker: Tracker

    @property
    def is_comparable(self) -> bool:
        """Whether value and goal are of the same denominator, where both have one."""
        return not self.goal.is_of_another_total(self.value.of)

    @property
    def is_met(self) -> bool:
        """Whether the value attains the goal."""
        return self.is_comparable and self.goal.is_met_by(self.value.amount)

    @property
    def is_in(self) -> bool:
        """Whether the result is in: the value covers the deadline, and the deadline has come."""
        return self.value.last >= self.goal.deadline and self.day >= self.goal.deadline and not self.value.is_incomplete

    @property
    def stale_limit(self) -> date:
        """The day before which a value is too old."""
        return months_before(self.day, self.tracker.stale_after)

    @property
    def is_stale(self) -> bool:
        """Whether the value is too old to be judged before the deadline."""
        return self.day <= self.goal.deadline and self.value.last < self.stale_limit
