"""Rows of a tracker on a day: each indicator for its own scope and for the districts, roll-ups included."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.aggregation import current_value
from ctrack.assess.horizon import TERM
from ctrack.assess.judge import judge
from ctrack.assess.observations import counted_observations
from ctrack.assess.results import CurrentValue, Goal, Reported, Result
from ctrack.assess.rows import Row, district_scopes, make_row
from ctrack.assess.targets import Chosen, goals_in_force, goals_of, is_decided, is_draft, judged_goal
from ctrack.dataset import CITY
from ctrack.frozen import replace
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Rollup, Target


def assess(dataset: Dataset, entry: IndicatorEntry, scope: str, day: date, horizon: str = TERM) -> Result:
    """Judge an indicator for the city or a district as known on `day`, by the target that `horizon` chooses."""
    facts = Facts(dataset, entry, scope, day, horizon)
    return facts.result(facts.judged)


def measured_and_rolled_up(
    dataset: Dataset, entry: IndicatorEntry, day: date
) -> tuple[CurrentValue | None, CurrentValue | None]:
    """Give a city indicator's value as measured for the city itself, and as the districts' values make it."""
    facts = Facts(dataset, entry, CITY, day, TERM)
    return facts.both_values(facts.judged)


def assess_targets(
    dataset: Dataset, entry: IndicatorEntry, scope: str, day: date
) -> tuple[tuple[Target, Goal, Result], ...]:
    """Give every target in force its own verdict, in the order of the deadlines."""
    facts = Facts(dataset, entry, scope, day, TERM)
    goals = sorted(facts.goals, key=lambda goal: (goal.window.last, goal.window.first))
    return tuple((goal.target, goal, facts.result(goal)) for goal in goals)


def listed_targets(dataset: Dataset, entry: IndicatorEntry, scope: str, day: date) -> tuple[tuple[Target, str], ...]:
    """List the targets decided by `day` that are not scored, each with why: replaced, a draft, withdrawn."""
    row = make_row(dataset, entry, scope)
    scored = {id(goal.target) for goal in goals_in_force(row, day)}
    decided = (target for target in row.targets if is_decided(entry, target, day))
    return tuple((target, _why_unscored(row, target, day)) for target in decided if id(target) not in scored)


def _why_unscored(row: Row, target: Target, day: date) -> str:
    if is_draft(row, target):
        return "draft"
    if target.withdrawn and target.withdrawn.last <= day:
        return "withdrawn"
    if target.from_baseline and row.baseline is None:
        return "no_baseline"
    return "replaced" if any(True for _ in goals_of(row, target)) else "unfit_edges"


class Facts:
    """What is known of a row on a day: its goals in force, its observations, its values."""

    def __init__(self, dataset: Dataset, entry: IndicatorEntry, scope: str, day: date, horizon: str) -> None:
        """Gather what is in force and what counts on `day`."""
        self.dataset = dataset
        self.day = day
        self.horizon = horizon
        self.row = make_row(dataset, entry, scope)
        self.goals = goals_in_force(self.row, day)
        self.observations = counted_observations(dataset, self.row, self.goals, day)

    def value(self, goal: Goal | None) -> CurrentValue | None:
        """Give the value before `goal`; of a measured one and a roll-up that which reaches later."""
        measured, rolled = self.both_values(goal)
        if rolled is None:
            return measured
        return measured if measured and measured.last >= rolled.last else rolled

    def both_values(self, goal: Goal | None) -> tuple[CurrentValue | None, CurrentValue | None]:
        """Give the measured value before `goal` and the districts' roll-up, as far as there are such."""
        window = goal.window if goal else self.row.entry.programme.period
        is_windowed = goal is not None and goal.has_own_window
        measured = current_value(self.row.entry.meaning, self.observations, window, has_own_window=is_windowed)
        rolled = self._rolled_up()
        is_outside = rolled is not None and is_windowed and not window.first <= rolled.last <= window.last
        return measured, None if is_outside else rolled

    @property
    def chosen(self) -> Chosen | None:
        """The goal that the horizon chooses, and why."""
        return judged_goal(self.row, self.goals, self.day, self.horizon, lambda goal: self.value(goal) is not None)

    @property
    def judged(self) -> Goal | None:
        """The goal that the horizon chooses."""
        chosen = self.chosen
        return chosen.goal if chosen else None

    def _rolled_up(self) -> CurrentValue | None:
        rollup = self.row.entry.meaning.rollup
        if rollup is None or self.row.scope != CITY or rollup.from_ not in self.dataset.indicators:
            return None
        return roll_up(self.dataset, rollup, self.day, self.horizon)

    def result(self, goal: Goal | None) -> Result:
        """Judge the row by `goal`."""
        judged = judge(self.row, self.day, self.value(goal), goal, self.goals, self.dataset.tracker)
        return replace(judged, history=self.observations)


def roll_up(dataset: Dataset, rollup: Rollup, day: date, horizon: str) -> CurrentValue | None:
    """Make a city value from the districts' values of an indicator; none while no district has reported."""
    results = district_results(dataset, dataset.indicators[rollup.from_], day, horizon)
    counts_targets = rollup.by.endswith("_attained")
    asked = [result for result in results if result.goal or (result.value and not counts_targets)]
    values = [result.value for result in asked if result.value]
    if not values:
        return None
    return CurrentValue(
        amount=_rolled_amount(rollup, asked, values),
        first=min(value.first for value in values),
        last=max(value.last for value in values),
        inputs=tuple(entry for value in values for entry in value.inputs),
        is_incomplete=any(result.value is None for result in asked),
        rollup=Reported(len(values), len(asked)),
    )


def _rolled_amount(rollup: Rollup, asked: Sequence[Result], values: Sequence[CurrentValue]) -> Fraction:
    attained = sum(result.status.is_attained for result in asked)
    total = sum((exact(value.amount) for value in values), Fraction(0))
    match rollup.by:
        case "count_attained":
            return Fraction(attained)
        case "share_attained":
            return Fraction(100 * attained, len(asked))
        case "sum":
            return total
    return total / len(values)


def district_results(dataset: Dataset, entry: IndicatorEntry, day: date, horizon: str = TERM) -> tuple[Result, ...]:
    """Judge an indicator for every district that has a target or a value of it."""
    return tuple(assess(dataset, entry, scope, day, horizon) for scope in district_scopes(dataset, entry))
