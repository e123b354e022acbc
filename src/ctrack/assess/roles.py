"""What became of each figure of a row: which count, and why the others do not."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ctrack.assess.observations import amount_of, is_known, known_day

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from ctrack.assess.results import CurrentValue, Goal, Result
    from ctrack.assess.rows import Row
    from ctrack.dataset import Dataset
    from ctrack.model.indicator import Measurement
    from ctrack.values.periods import Period


class Role(StrEnum):
    """Why a figure counts, or why it does not."""

    COUNTS = "counts"
    STARTS_PATH = "starts_path"
    EARLIER = "earlier"
    REPLACED = "replaced"
    PART_PERIOD = "part_period"
    INSIDE_LONGER = "inside_longer"
    OUTSIDE_WINDOW = "outside_window"
    ROLLED_UP = "rolled_up"
    FORECAST = "forecast"
    NOT_KNOWN_YET = "not_known_yet"
    WITHDRAWN = "withdrawn"
    NO_PLAN = "no_plan"


class Considered(NamedTuple):
    """A figure, since when it is known, and what became of it.

    `then` is the row as it was judged on the day on which the figure became known; of what is no result there is none.
    """

    measurement: Measurement
    known: date
    role: Role
    then: Result | None


def considered(
    dataset: Dataset, row: Row, goals: Sequence[Goal], result: Result, judged_on: Callable[[date], Result]
) -> tuple[Considered, ...]:
    """Tell of every figure of a row what became of it on the day, in the order of the periods."""
    ordered = sorted(row.measurements, key=lambda one: (one.date.last, one.date.days, known_day(dataset, one)))
    roles = [(one, known_day(dataset, one), _role(dataset, row, goals, result, one)) for one in ordered]
    silent = {Role.NOT_KNOWN_YET, Role.FORECAST}
    return tuple(
        Considered(one, known, role, None if role in silent else judged_on(known)) for one, known, role in roles
    )


def _role(dataset: Dataset, row: Row, goals: Sequence[Goal], result: Result, one: Measurement) -> Role:
    if not is_known(dataset, one, result.day):
        return Role.NOT_KNOWN_YET if known_day(dataset, one) > result.day else Role.WITHDRAWN
    if one.status == "forecast":
        return Role.FORECAST
    if amount_of(one, goals) is None:
        return Role.NO_PLAN
    if all(entry.measurement is not one for entry in result.history):
        return Role.REPLACED
    value, start = result.value, result.pace.start
    if value and any(entry.measurement is one for entry in value.inputs):
        return Role.COUNTS
    if start and start.record is one:
        return Role.STARTS_PATH
    return _unused(row, value, result.goal, one)


def _unused(row: Row, value: CurrentValue | None, goal: Goal | None, one: Measurement) -> Role:
    window = goal.window if goal else row.entry.programme.period
    if value and value.rollup:
        return Role.ROLLED_UP
    match row.aggregation:
        case "sum":
            return Role.INSIDE_LONGER if window.contains(one.date) else Role.OUTSIDE_WINDOW
        case "average":
            return Role.PART_PERIOD if window.contains(one.date) else Role.OUTSIDE_WINDOW
    grain = row.entry.meaning.per
    if grain and not one.date.is_whole(grain):
        return Role.PART_PERIOD
    is_outside = goal is not None and goal.has_own_window and not _ends_in(window, one.date)
    return Role.OUTSIDE_WINDOW if is_outside else Role.EARLIER


def _ends_in(window: Period, period: Period) -> bool:
    return window.first <= period.last <= window.last
