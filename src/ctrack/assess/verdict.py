"""The status of a row: questions in a fixed order, of which the first yes decides. `explain` shows the same ones."""

from __future__ import annotations

import operator
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from ctrack.assess.pace import is_met_at_start, milestones, start_of
from ctrack.assess.results import NotComputed, Status
from ctrack.values.numbers import Number, exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from ctrack.assess.case import Case
    from ctrack.assess.results import Computed, Goal, Pace
    from ctrack.assess.rows import Row


class Question(StrEnum):
    """What is asked of a row."""

    HAS_TARGET = "no_target"
    HAS_DATA = "no_data"
    OTHER_TOTAL = "different_of"
    MET = "target_met"
    RESULT_IN = "result_in"
    PAST_DEADLINE = "past_deadline"
    BEYOND_HELP = "beyond_help"
    STALE = "stale"
    ON_PACE = "pace_on_track"
    NEAR_PACE = "pace_at_risk"
    BEHIND_PACE = "pace_off_track"
    SAFE_WITHOUT_PACE = "safe_without_pace"
    MILESTONE_MISSED = "milestone_missed"
    NO_PACE = "no_pace"


class Condition(NamedTuple):
    """A comparison that a question rests on; `complete` compares nothing, it says whether all periods are covered.

    `name` is what the method calls the left side, where days could be taken for each other: `t`, the end of the value's
    period, or `D`, the day that is asked for.
    """

    left: Number | date | None
    sign: str
    right: Number | date | None
    holds: bool
    name: str = ""


class Answer(NamedTuple):
    """A question answered: yes when all its conditions hold; a yes that is the first gives `status`."""

    question: Question
    holds: bool
    status: Status
    conditions: tuple[Condition, ...] = ()


def answers(case: Case, ratio: Computed, pace: Pace) -> Iterator[Answer]:
    """Ask one question after the other; the caller stops at the first yes, and the last is always one."""
    if not case.is_comparable:
        late = case.day > case.goal.deadline
        of = (_compare(case.value.of, "!=", case.goal.of),)
        yield Answer(Question.OTHER_TOTAL, True, Status.OVERDUE if late else Status.IN_PROGRESS, of)  # noqa: FBT003
    yield _met(case)
    yield _answer(Question.RESULT_IN, Status.MISSED, _result_in(case))
    yield _answer(Question.PAST_DEADLINE, Status.OVERDUE, (_compare(case.day, ">", case.goal.deadline, "D"),))
    yield _answer(Question.BEYOND_HELP, Status.OFF_TRACK, _beyond_help(case))
    stale = (_compare(case.value.last, "<", case.stale_limit, "t"), _compare(case.day, "<=", case.goal.deadline, "D"))
    yield _answer(Question.STALE, Status.IN_PROGRESS, stale)
    if isinstance(pace.percent, Fraction):
        yield from _by_pace(case, pace.percent)
    else:
        yield from _without_pace(case, ratio, pace)


def verdict(case: Case, ratio: Computed, pace: Pace) -> Status:
    """Give the status."""
    return next(answer.status for answer in answers(case, ratio, pace) if answer.holds)


def _answer(question: Question, status: Status, conditions: tuple[Condition, ...]) -> Answer:
    holds = bool(conditions) and all(condition.holds for condition in conditions)
    return Answer(question, holds, status, conditions)


_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "!=": operator.ne,
}


def _compare(left: Number | date | None, sign: str, right: Number | date | None, name: str = "") -> Condition:
    """Compare two numbers or two days."""
    is_told = left is not None and right is not None
    return Condition(left, sign, right, is_told and bool(_SIGNS[sign](left, right)), name)


def meets(goal: Goal, amount: Number) -> tuple[Condition, ...]:
    """Say what an amount must be to attain a goal."""
    above = () if goal.direction == "decrease" or goal.low is None else (_compare(amount, ">=", goal.low),)
    below = () if goal.direction == "increase" or goal.high is None else (_compare(amount, "<=", goal.high),)
    return above + below


def _fails(goal: Goal, amount: Number) -> Condition:
    """Say by which edge an amount does not attain a goal."""
    is_above = goal.direction != "increase" and goal.high is not None and amount > goal.high
    return _compare(amount, ">", goal.high) if is_above else _compare(amount, "<", goal.edge(amount))


def _met(case: Case) -> Answer:
    conditions = meets(case.goal, case.value.amount)
    if not counts_early(case.row):
        conditions += _result_in(case)
    status = Status.EXCEEDED if case.goal.is_exceeded_by(case.value.amount) else Status.ATTAINED
    return _answer(Question.MET, status, conditions)


def _result_in(case: Case) -> tuple[Condition, ...]:
    """Say what must hold for a value to be the final one; one figure alone covers its period."""
    reaches = (
        _compare(case.value.last, ">=", case.goal.deadline, "t"),
        _compare(case.day, ">=", case.goal.deadline, "D"),
    )
    complete = Condition(None, "complete", None, not case.value.is_incomplete)
    return reaches if case.value.is_single else (*reaches, complete)


def counts_early(row: Row) -> bool:
    """Tell whether a target can be attained before its deadline: what may still change at the end cannot."""
    return row.aggregation == "last" or (row.aggregation == "sum" and row.direction == "increase")


def _beyond_help(case: Case) -> tuple[Condition, ...]:
    """Say whether what was reached at the start is lost, or a sum is already above its ceiling."""
    if case.row.aggregation == "sum":
        return (_compare(case.value.amount, ">", case.goal.high),) if case.goal.high is not None else ()
    start = start_of(case.row, case.value, case.goal)
    if start is None or case.goal.is_of_another_total(start.of) or not is_met_at_start(case.row, start, case.goal):
        return ()
    return (*meets(case.goal, start.amount), _fails(case.goal, case.value.amount))


def _by_pace(case: Case, percent: Fraction) -> Iterator[Answer]:
    limits = case.tracker.pace
    enough = (_compare(percent, ">=", exact(limits.on_track)),)
    nearly = (_compare(percent, ">=", exact(limits.at_risk)),)
    behind = (_compare(percent, "<", exact(limits.at_risk)),)
    yield _answer(Question.ON_PACE, Status.ON_TRACK, enough)
    yield _answer(Question.NEAR_PACE, Status.AT_RISK, nearly)
    yield _answer(Question.BEHIND_PACE, Status.OFF_TRACK, behind)


def _without_pace(case: Case, ratio: Computed, pace: Pace) -> Iterator[Answer]:
    yield _answer(Question.SAFE_WITHOUT_PACE, Status.ON_TRACK, _safe_without_pace(case, ratio))
    if case.row.aggregation != "average":
        yield _answer(Question.MILESTONE_MISSED, Status.OFF_TRACK, _missed_milestone(case, pace))
    yield Answer(Question.NO_PACE, True, Status.IN_PROGRESS)  # noqa: FBT003


def _safe_without_pace(case: Case, ratio: Computed) -> tuple[Condition, ...]:
    """Say whether all is well without a ratio: nothing used under a ceiling, or an average that is met."""
    if case.row.aggregation == "sum" and case.row.direction == "decrease":
        return (_compare(case.value.amount, "<=", Fraction(0)),)
    is_average = case.row.aggregation == "average" and isinstance(ratio, NotComputed)
    return meets(case.goal, case.value.amount) if is_average else ()


def _missed_milestone(case: Case, pace: Pace) -> tuple[Condition, ...]:
    """Say which target on the way, whose deadline the value has passed, was not met."""
    passed = (
        goal for goal in milestones(case.row, case.goals, case.goal, pace.start) if goal.deadline <= case.value.last
    )
    missed = (goal for goal in passed if not goal.is_met_by(case.value.amount))
    return next(((_fails(goal, case.value.amount),) for goal in missed), ())
