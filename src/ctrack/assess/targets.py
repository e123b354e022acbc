"""Targets on a day: which are in force, what they ask, which one is judged."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ctrack.assess.horizon import NEXT, TERM
from ctrack.assess.results import Goal
from ctrack.values.numbers import exact
from ctrack.values.periods import Period, year_period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from ctrack.assess.rows import Row
    from ctrack.dataset import IndicatorEntry
    from ctrack.model.indicator import Target


def is_decided(entry: IndicatorEntry, target: Target, day: date) -> bool:
    """Tell whether `target` has been decided by `day`."""
    decided = target.decided or entry.programme.programme.issued
    return decided is None or decided.last <= day


def is_in_force(row: Row, target: Target, day: date) -> bool:
    """Tell whether `target` is decided and not withdrawn on `day`."""
    return is_decided(row.entry, target, day) and (target.withdrawn is None or day < target.withdrawn.last)


def is_draft(row: Row, target: Target) -> bool:
    """Tell whether `target` is listed and not scored."""
    return target.status is not None or row.entry.programme.programme.draft


def goals_in_force(row: Row, day: date) -> tuple[Goal, ...]:
    """Give what is scored on `day`: of targets with equal deadline and window the one decided last, in file order."""
    chosen: dict[tuple[date, date], tuple[date, Goal]] = {}
    for target in row.targets:
        if not is_in_force(row, target, day) or is_draft(row, target):
            continue
        decided = target.decided or row.entry.programme.programme.issued
        since = decided.last if decided else row.entry.programme.period.first.min
        for goal in goals_of(row, target):
            key = (goal.window.last, goal.window.first)
            if key not in chosen or chosen[key][0] <= since:
                chosen[key] = (since, goal)
    return tuple(goal for _, goal in chosen.values())


def goals_of(row: Row, target: Target) -> Iterator[Goal]:
    """Give the goals that a target sets: one, or one for each year; none where its interval cannot be told."""
    bounds = _bounds(row, target)
    if bounds is None or not target.suits(row.direction):
        return
    low, high = bounds
    for window in _windows(row, target):
        deadline = min(window.last, row.until) if row.until else window.last
        yield Goal(
            target=target,
            direction=row.direction,
            low=low,
            high=high,
            window=window,
            has_own_window=target.from_ is not None or target.every is not None,
            deadline=deadline,
        )


def _windows(row: Row, target: Target) -> tuple[Period, ...]:
    period = row.entry.programme.period
    if target.every:
        years = range(period.first.year, period.last.year + 1)
        return tuple(year_period(year) for year in years)
    first = target.from_.first if target.from_ else period.first
    last = target.by.last if target.by else period.last
    return (Period(min(first, last), last),)


def _bounds(row: Row, target: Target) -> tuple[Fraction | None, Fraction | None] | None:
    """Give the interval; nothing where it counts from a baseline that does not exist."""
    if target.from_baseline is None:
        return _fraction(target.low), _fraction(target.high)
    if row.baseline is None:
        return None
    base = exact(row.baseline.value)
    count: Callable[[Fraction], Fraction] = (
        (lambda bound: base + bound) if target.from_baseline == "add" else (lambda bound: base * (1 + bound / 100))
    )
    edges = [count(exact(bound)) if bound is not None else None for bound in (target.low, target.high)]
    if edges[0] is not None and edges[1] is not None and edges[0] > edges[1]:
        edges.reverse()  # a percentage of a negative baseline turns the interval round
    return edges[0], edges[1]


def _fraction(bound: Decimal | None) -> Fraction | None:
    return None if bound is None else exact(bound)


class Choice(StrEnum):
    """Why a goal is the one that is judged."""

    ONLY = "only"
    LAST_IN_PERIOD = "last_in_period"
    FIRST_AFTER_PERIOD = "first_after_period"
    LAST = "last"
    LATEST_WITH_VALUE = "latest_window_with_value"
    LATEST_BEGUN = "latest_window_begun"
    FIRST_WINDOW = "first_window"
    NEXT = "next"
    OF_YEAR = "last_of_year"


class Chosen(NamedTuple):
    """The goal that is judged, and why it is this one."""

    goal: Goal
    why: Choice


def judged_goal(
    row: Row, goals: Sequence[Goal], day: date, horizon: str, has_value: Callable[[Goal], bool]
) -> Chosen | None:
    """Choose the goal that is judged: `term`, `next`, or a year such as `2024`."""
    if not goals:
        return None
    if horizon == NEXT:
        coming = [goal for goal in goals if goal.window.last >= day]
        return Chosen(min(coming, key=_soonest), Choice.NEXT) if coming else _last(goals, Choice.LAST)
    if horizon != TERM:
        inside = [goal for goal in goals if goal.window.last.year == int(horizon)]
        return _last(inside, Choice.OF_YEAR) if inside else None
    plain = [goal for goal in goals if not goal.has_own_window]
    chosen = _term_goal(plain, row.entry.programme.period) if plain else _begun_goal(goals, day, has_value)
    return chosen if len(goals) > 1 else Chosen(chosen.goal, Choice.ONLY)


def _soonest(goal: Goal) -> tuple[date, int]:
    return goal.window.last, goal.window.days


def _last_shortest(goal: Goal) -> tuple[date, int]:
    return goal.window.last, -goal.window.days


def _last(goals: Sequence[Goal], why: Choice) -> Chosen:
    return Chosen(max(goals, key=_last_shortest), why)


def _term_goal(goals: Sequence[Goal], period: Period) -> Chosen:
    inside = [goal for goal in goals if period.first <= goal.window.last <= period.last]
    if inside:
        return _last(inside, Choice.LAST_IN_PERIOD)
    after = [goal for goal in goals if goal.window.last > period.last]
    return Chosen(min(after, key=_soonest), Choice.FIRST_AFTER_PERIOD) if after else _last(goals, Choice.LAST)


def _begun_goal(goals: Sequence[Goal], day: date, has_value: Callable[[Goal], bool]) -> Chosen:
    begun = sorted((goal for goal in goals if goal.window.first <= day), key=_last_shortest, reverse=True)
    with_value = next((goal for goal in begun if has_value(goal)), None)
    if with_value:
        return Chosen(with_value, Choice.LATEST_WITH_VALUE)
    if begun:
        return Chosen(begun[0], Choice.LATEST_BEGUN)
    return Chosen(min(goals, key=_soonest), Choice.FIRST_WINDOW)
