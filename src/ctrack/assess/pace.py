"""Pace: where the required path starts, where it should be by now, and where the rate so far leads."""

from __future__ import annotations

from datetime import timedelta
from decimal import Context, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from ctrack.assess.results import Computed, CurrentValue, Goal, NotComputed, Pace, PaceBasis, Reason, Start
from ctrack.values.numbers import exact
from ctrack.values.periods import tau, tau_before

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.assess.rows import Row

FIRST_MEASUREMENT_DAYS = 180
SENSIBLE_POWERS = range(-300, 16)
"""Growth beyond these powers of ten says nothing but that the start is too near."""

_PRECISE = Context(prec=50, traps=[])
Path = tuple[tuple[Fraction, Fraction], ...]


def start_of(row: Row, value: CurrentValue, goal: Goal) -> Start | None:
    """Give what the path of `value` to `goal` starts from; none where nothing can be its start."""
    if row.aggregation == "average":
        return None
    if row.aggregation == "sum":
        first = goal.window.first
        return Start(
            amount=Fraction(0),
            tau=tau_before(first),
            day=first - timedelta(days=1),
            of=None,
            basis=PaceBasis.ZERO_START,
        )
    baseline = row.baseline
    if baseline and baseline.date.last < value.last and not breaks_after(row, value):
        day = baseline.date.last
        return Start(
            amount=baseline.value,
            tau=tau(day),
            day=day,
            of=baseline.of,
            basis=PaceBasis.BASELINE,
            record=baseline,
        )
    if not value.series or (value.last - value.series[0].last).days < FIRST_MEASUREMENT_DAYS:
        return None
    first_value = max(
        (entry for entry in value.series if entry.last == value.series[0].last), key=lambda entry: entry.period.days
    )
    return Start(
        amount=first_value.amount,
        tau=tau(first_value.last),
        day=first_value.last,
        of=first_value.measurement.of,
        basis=PaceBasis.FIRST_MEASUREMENT,
        record=first_value.measurement,
    )


def breaks_after(row: Row, value: CurrentValue) -> bool:
    """Tell whether a break lies between the baseline and the value."""
    return row.baseline is not None and any(row.baseline.date.last < day <= value.last for day in value.breaks)


def is_met_at_start(row: Row, start: Start, goal: Goal) -> bool:
    """Tell whether the start already meets the target; a sum, which starts from nothing, never does."""
    return row.aggregation != "sum" and goal.is_met_by(start.amount)


def milestones(row: Row, goals: Sequence[Goal], goal: Goal, start: Start | None) -> tuple[Goal, ...]:
    """Give the earlier goals on the way to `goal`, soonest first."""
    on_the_way = (
        other
        for other in goals
        if other.window.first == goal.window.first and other.of == goal.of and other.deadline < goal.deadline
    )
    if start:
        on_the_way = (
            other for other in on_the_way if start.day < other.deadline and not is_met_at_start(row, start, other)
        )
    return tuple(sorted(on_the_way, key=lambda other: other.deadline))


def assess_pace(row: Row, value: CurrentValue, goal: Goal, goals: Sequence[Goal], attainment: Computed) -> Pace:
    """Judge whether it goes fast enough."""
    if row.aggregation in {"sum", "average"} and value.is_incomplete:
        return _none(Reason.INCOMPLETE)
    if row.aggregation == "average":
        return _average_pace(value, attainment)
    start = start_of(row, value, goal)
    if start is None:
        return _none(Reason.NO_START)
    obstacle = _obstacle(row, start, goal)
    if obstacle:
        return Pace(percent=NotComputed(obstacle), start=start)
    if row.entry.meaning.path == "exponential" and row.aggregation == "last" and row.direction != "range":
        return _exponential_pace(row, value, goal, start)
    return _linear_pace(row, value, goal, goals, start)


def _none(reason: Reason) -> Pace:
    return Pace(percent=NotComputed(reason))


def _average_pace(value: CurrentValue, attainment: Computed) -> Pace:
    basis = PaceBasis.AVERAGE_SO_FAR if isinstance(attainment, Fraction) else None
    return Pace(percent=attainment, basis=basis, projected=exact(value.amount) if basis else None)


def _obstacle(row: Row, start: Start, goal: Goal) -> Reason | None:
    """Say why there is no way to go."""
    if goal.is_of_another_total(start.of):
        return Reason.DIFFERENT_OF
    if is_met_at_start(row, start, goal):
        return Reason.BASELINE_MEETS_TARGET
    if start.day >= goal.deadline:
        return Reason.AFTER_DEADLINE
    return None


def _rates(value: CurrentValue, goal: Goal, start: Start) -> tuple[Fraction, Fraction | None]:
    """Give the change per year so far, and the one needed from now to the deadline."""
    now, amount = tau(value.last), exact(value.amount)
    per_year = (amount - exact(start.amount)) / (now - start.tau)
    left = tau(goal.deadline) - now
    return per_year, (goal.edge(start.amount) - amount) / left if left > 0 else None


def _linear_pace(row: Row, value: CurrentValue, goal: Goal, goals: Sequence[Goal], start: Start) -> Pace:
    amount, begin = exact(value.amount), exact(start.amount)
    path = required_path(row, goal, goals, start)
    expected = on_path(path, tau(min(value.last, goal.deadline)))
    per_year, needed = _rates(value, goal, start)
    projected = begin + per_year * (tau(goal.deadline) - start.tau) if value.last < goal.deadline else amount
    percent = _linear_percent(row, goal, begin, amount, expected)
    return Pace(
        percent=percent,
        basis=start.basis if isinstance(percent, Fraction) else None,
        start=start,
        path=path,
        expected=expected,
        projected=projected,
        per_year=per_year,
        per_year_needed=needed,
    )


def _linear_percent(row: Row, goal: Goal, begin: Fraction, amount: Fraction, expected: Fraction) -> Computed:
    if row.aggregation == "sum" and row.direction == "decrease":
        return 100 * expected / amount if amount > 0 else NotComputed(Reason.NO_RATIO)
    if expected == begin:
        return NotComputed(Reason.NO_RATIO)
    if row.direction == "range":
        return 100 * (goal.distance(begin) - goal.distance(amount)) / abs(expected - begin)
    return 100 * (amount - begin) / (expected - begin)


def required_path(row: Row, goal: Goal, goals: Sequence[Goal], start: Start) -> Path:
    """Give the corners of the required path: straight lines from the start through the milestones to the goal."""
    stops = (*milestones(row, goals, goal, start), goal)
    corners = ((tau(stop.deadline), stop.edge(start.amount)) for stop in stops)
    return ((start.tau, exact(start.amount)), *corners)


def on_path(path: Path, moment: Fraction) -> Fraction:
    """Give the height of the path at `moment`."""
    for (left, low), (right, high) in pairwise(path):
        if moment <= right:
            return low + (high - low) * (moment - left) / (right - left)
    return path[-1][1]


def _exponential_pace(row: Row, value: CurrentValue, goal: Goal, start: Start) -> Pace:
    """Compare yearly growth factors; positive numbers only, and earlier targets play no part."""
    amount, begin, end = exact(value.amount), exact(start.amount), goal.edge(start.amount)
    if min(amount, begin, end) <= 0:
        return Pace(percent=NotComputed(Reason.NEGATIVE_VALUE), start=start)
    gone, whole = tau(value.last) - start.tau, tau(goal.deadline) - start.tau
    actual, required = _power(amount / begin, 1 / gone), _power(end / begin, 1 / whole)
    expected, projected = _power(end / begin, gone / whole), _power(amount / begin, whole / gone)
    if actual is None or required is None or expected is None or projected is None:
        return Pace(percent=NotComputed(Reason.NO_RATIO), start=start)
    sign = 1 if row.direction == "increase" else -1
    per_year, needed = _rates(value, goal, start)
    is_over = value.last >= goal.deadline
    return Pace(
        percent=sign * 100 * (actual - 1) / abs(required - 1),
        basis=start.basis,
        start=start,
        path=((start.tau, begin), (tau(goal.deadline), end)),
        expected=end if is_over else begin * expected,
        projected=amount if is_over else begin * projected,
        per_year=per_year,
        per_year_needed=needed,
    )


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """Raise to a fractional power, to 50 digits; nothing where a few days are stretched to an absurd growth."""
    power = _PRECISE.power(_decimal(base), _decimal(exponent))
    is_sensible = power.is_finite() and power > 0 and power.adjusted() in SENSIBLE_POWERS
    return Fraction(power) if is_sensible else None


def _decimal(number: Fraction) -> Decimal:
    return _PRECISE.divide(Decimal(number.numerator), Decimal(number.denominator))
