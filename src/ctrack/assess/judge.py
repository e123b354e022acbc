"""One row judged: attainment, progress, pace, status and flags of a value against a goal on a day."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.case import Case
from ctrack.assess.pace import assess_pace, breaks_after
from ctrack.assess.results import (
    Computed,
    CurrentValue,
    Flag,
    Goal,
    NotComputed,
    Observation,
    Pace,
    Reason,
    Result,
    Status,
)
from ctrack.assess.verdict import verdict
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from ctrack.assess.rows import Row
    from ctrack.model.codelists import Tracker


def judge(
    row: Row, day: date, value: CurrentValue | None, goal: Goal | None, goals: Sequence[Goal], tracker: Tracker
) -> Result:
    """Judge `value` against `goal`; whatever is missing is said instead of computed."""
    if goal is None or value is None:
        return _unjudged(row, day, value, goal)
    case = Case(row=row, day=day, value=value, goal=goal, goals=goals, tracker=tracker)
    ratio, reached = attainment(case), reached_on(case)
    pace = assess_pace(row, value, goal, goals, ratio) if case.is_comparable else Pace(percent=_DIFFERENT)
    return Result(
        entry=row.entry,
        scope=row.scope,
        day=day,
        value=value,
        goal=goal,
        attainment=ratio,
        progress=progress(case),
        pace=pace,
        status=verdict(case, ratio, pace),
        flags=_in_order(_flags(case, reached)),
        reached_on=reached,
    )


_DIFFERENT = NotComputed(Reason.DIFFERENT_OF)


def _in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Give each flag once, in the order in which they are shown."""
    given = set(flags)
    return tuple(flag for flag in Flag if flag in given)


def _unjudged(row: Row, day: date, value: CurrentValue | None, goal: Goal | None) -> Result:
    missing = NotComputed(_missing_target(row) if goal is None else Reason.NO_DATA)
    return Result(
        entry=row.entry,
        scope=row.scope,
        day=day,
        value=value,
        goal=goal,
        attainment=missing,
        progress=missing,
        pace=Pace(percent=missing),
        status=Status.NO_TARGET if goal is None else Status.NO_DATA,
        flags=_in_order(_value_flags(row, value)) if value else (),
        reached_on=None,
    )


def _missing_target(row: Row) -> Reason:
    """Say why no target is scored: there is none, or all count from a baseline that is not recorded."""
    is_relative = [target.from_baseline is not None for target in row.targets if target.status is None]
    return Reason.NO_BASELINE if is_relative and all(is_relative) and row.baseline is None else Reason.NO_TARGET


def attainment(case: Case) -> Computed:
    """Give the value in percent of the target."""
    goal, amount = case.goal, exact(case.value.amount)
    if not case.is_comparable:
        return _DIFFERENT
    if goal.direction == "range" and goal.is_met_by(amount):
        return Fraction(100)
    if case.row.is_rank:
        return NotComputed(Reason.NO_RATIO)
    is_floor = goal.direction == "increase" or (
        goal.direction == "range" and goal.low is not None and amount < goal.low
    )
    edge = goal.low if is_floor else goal.high
    if edge is None or edge == 0:
        return NotComputed(Reason.ZERO_TARGET)
    if edge < 0:
        return NotComputed(Reason.NEGATIVE_TARGET)
    if is_floor:
        return 100 * amount / edge
    return 100 * edge / amount if amount > 0 else NotComputed(Reason.NO_RATIO)


def progress(case: Case) -> Computed:
    """Give the way gone from the baseline, in percent of the whole way."""
    row, goal, baseline = case.row, case.goal, case.row.baseline
    reason = _no_progress(case)
    if reason or baseline is None:
        return NotComputed(reason or Reason.NO_BASELINE)
    begin, amount = exact(baseline.value), exact(case.value.amount)
    if row.direction == "range":
        return 100 * (1 - goal.distance(amount) / goal.distance(begin))
    return 100 * (amount - begin) / (goal.edge(begin) - begin)


def _no_progress(case: Case) -> Reason | None:
    baseline = case.row.baseline
    if case.row.aggregation != "last":
        return Reason.NOT_A_LEVEL
    if baseline is None or baseline.date.last >= case.value.last:
        return Reason.NO_BASELINE
    if breaks_after(case.row, case.value):
        return Reason.BREAK
    if not case.is_comparable or case.goal.is_of_another_total(baseline.of):
        return Reason.DIFFERENT_OF
    return Reason.BASELINE_MEETS_TARGET if case.goal.is_met_by(baseline.value) else None


def reached_on(case: Case) -> date | None:
    """Give the day on which the goal was first reached in this series."""
    if case.row.aggregation == "sum" and case.row.direction == "increase":
        return _sum_reached_on(case)
    return next((entry.last for entry in case.value.series if _meets(case.goal, entry)), None)


def _sum_reached_on(case: Case) -> date | None:
    """Follow the running sum: the period that brought it to the goal counts while it stays there."""
    total, reached = Fraction(0), None
    for entry in () if case.value.rollup else case.value.inputs:
        total += exact(entry.amount)
        reached = (reached or entry.last) if case.goal.is_met_by(total) else None
    return reached


def _meets(goal: Goal, entry: Observation) -> bool:
    return not goal.is_of_another_total(entry.measurement.of) and goal.is_met_by(entry.amount)


def _flags(case: Case, reached: date | None) -> Iterator[Flag]:
    yield from _value_flags(case.row, case.value)
    if case.is_stale:
        yield Flag.STALE
    if reached and reached > case.goal.deadline:
        yield Flag.LATE
    if not case.is_met and any(_meets(case.goal, entry) for entry in case.value.series[:-1]):
        yield Flag.LOST


def _value_flags(row: Row, value: CurrentValue) -> Iterator[Flag]:
    for entry in value.inputs:
        if entry.measurement.status in {"estimated", "provisional", "doubtful"}:
            yield Flag(entry.measurement.status)
        if entry.is_derived:
            yield Flag.DERIVED
        if entry.disputed and not value.rollup:
            yield Flag.DISPUTED
    if value.is_incomplete:
        yield Flag.INCOMPLETE
    if value.is_partial:
        yield Flag.PARTIAL
    if value.has_break(row.baseline.date.last if row.baseline else None):
        yield Flag.BREAK
