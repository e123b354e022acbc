"""What an assessment says: values, reasons where there are none, statuses, flags."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from ctrack.frozen import frozen
from ctrack.model.words import Bound
from ctrack.values.periods import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from ctrack.dataset import IndicatorEntry
    from ctrack.model.indicator import Baseline, Measurement, Target
    from ctrack.model.words import Direction, ObservationStatus
    from ctrack.values.numbers import Number


class Reason(StrEnum):
    """Why something is not computed."""

    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    ZERO_TARGET = "zero_target"
    NEGATIVE_TARGET = "negative_target"
    NO_RATIO = "no_ratio"
    DIFFERENT_OF = "different_of"
    NO_BASELINE = "no_baseline"
    BASELINE_MEETS_TARGET = "baseline_meets_target"
    BREAK = "break"
    NOT_A_LEVEL = "not_a_level"
    NO_START = "no_start"
    NEGATIVE_VALUE = "negative_value"
    AFTER_DEADLINE = "after_deadline"
    INCOMPLETE = "incomplete"


@frozen(kw_only=False)
class NotComputed:
    """Stands where a number would, and says why there is none."""

    reason: Reason


Computed = Fraction | NotComputed


class Status(StrEnum):
    """How an indicator stands: exactly one of ten."""

    EXCEEDED = "exceeded"
    ATTAINED = "attained"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    IN_PROGRESS = "in_progress"
    OVERDUE = "overdue"
    MISSED = "missed"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"

    @property
    def is_attained(self) -> bool:
        """Whether the target is reached; exceeded is a part of attained."""
        return self in {Status.ATTAINED, Status.EXCEEDED}

    @property
    def is_behind(self) -> bool:
        """Whether it is at risk, off track, overdue or missed."""
        return self in {Status.AT_RISK, Status.OFF_TRACK, Status.OVERDUE, Status.MISSED}


class Flag(StrEnum):
    """What a reader must know beside the status."""

    ESTIMATED = "estimated"
    PROVISIONAL = "provisional"
    DOUBTFUL = "doubtful"
    DERIVED = "derived"
    STALE = "stale"
    LATE = "late"
    LOST = "lost"
    BREAK = "break"
    INCOMPLETE = "incomplete"
    PARTIAL = "partial"
    DISPUTED = "disputed"


class PaceBasis(StrEnum):
    """What the required path starts from."""

    BASELINE = "baseline"
    FIRST_MEASUREMENT = "first_measurement"
    ZERO_START = "zero_start"
    AVERAGE_SO_FAR = "average_so_far"


@frozen
class Observation:
    """A measurement that counts on the day: its value, and since when it is known."""

    measurement: Measurement
    amount: Number
    known: date
    disputed: bool = False

    @property
    def period(self) -> Period:
        """The period that it describes."""
        return self.measurement.date

    @property
    def last(self) -> date:
        """The last day of that period."""
        return self.measurement.date.last

    @property
    def is_derived(self) -> bool:
        """Whether only the percentage of the plan was known."""
        return self.measurement.of_target is not None


@frozen
class Goal:
    """A target in force for one row: its interval, its window, its deadline."""

    target: Target
    direction: Direction
    low: Fraction | None
    high: Fraction | None
    window: Period
    has_own_window: bool
    deadline: date

    @property
    def of(self) -> Number | None:
        """The denominator that values must share."""
        return self.target.of

    def is_of_another_total(self, of: Number | None) -> bool:
        """Tell whether a value `of` that many cannot be compared with it: both have a denominator, and they differ."""
        return self.of is not None and of is not None and self.of != of

    def is_met_by(self, amount: Number) -> bool:
        """Tell whether `amount` attains it."""
        if self.direction != "decrease" and self.low is not None and amount < self.low:
            return False
        return self.direction == "increase" or self.high is None or amount <= self.high

    def is_exceeded_by(self, amount: Number) -> bool:
        """Tell whether `amount` more than attains it; a range cannot be exceeded."""
        match self.direction:
            case "increase":
                edge = self.low if self.high is None else self.high
                return edge is not None and amount > edge
            case "decrease":
                edge = self.high if self.low is None else self.low
                return edge is not None and amount < edge
        return False

    def edge(self, reference: Number) -> Fraction:
        """Give the goal: the floor, the ceiling, or the edge of a range that is nearer to `reference`."""
        low, high = self.low, self.high
        if low is None or self.direction == "decrease":
            return high if high is not None else Fraction(low or 0)
        if high is None or self.direction == "increase":
            return low
        return low if abs(Fraction(reference) - low) <= abs(Fraction(reference) - high) else high

    def distance(self, amount: Number) -> Fraction:
        """Give how far `amount` lies outside the interval."""
        if self.low is not None and amount < self.low:
            return self.low - Fraction(amount)
        if self.high is not None and amount > self.high:
            return Fraction(amount) - self.high
        return Fraction(0)


class Reported(NamedTuple):
    """How complete a roll-up is."""

    reported: int
    expected: int


@frozen
class CurrentValue:
    """The value on the day, and what went into it.

    Under `last`: `counted` are the measurements that count, `series` those since the last break, `breaks` the ends of
    all measurements that say `break`, in the target's window or not.
    """

    amount: Number
    first: date
    last: date
    inputs: tuple[Observation, ...]
    series: tuple[Observation, ...] = ()
    counted: tuple[Observation, ...] = ()
    breaks: tuple[date, ...] = ()
    is_single: bool = False
    is_incomplete: bool = False
    is_partial: bool = False
    rollup: Reported | None = None

    def has_break(self, baseline_end: date | None) -> bool:
        """Tell whether a counted measurement other than the first, or one after the baseline, says `break`."""
        return any(
            entry.measurement.break_ and (number > 0 or (baseline_end is not None and baseline_end < entry.last))
            for number, entry in enumerate(self.counted)
        )

    @property
    def latest(self) -> Observation:
        """The input whose period ends last."""
        return max(self.inputs, key=lambda entry: (entry.last, entry.period.days))

    @property
    def of(self) -> Number | None:
        """What the value is of, where it is one measurement's."""
        return self.latest.measurement.of if self.is_single else None

    @property
    def bound(self) -> Bound | None:
        """The hedge that stands beside it; of a sum or an average the one that its inputs' hedges make."""
        return None if self.rollup else _joint_bound(entry.measurement.bound for entry in self.inputs)

    @property
    def status(self) -> ObservationStatus:
        """The weakest status of the inputs."""
        return max((entry.measurement.status for entry in self.inputs), key=STRENGTH.__getitem__)

    @property
    def period(self) -> Period:
        """The period: as typed for one measurement, else from its first to its last day."""
        return self.latest.period if self.is_single else Period(self.first, self.last)

    @property
    def period_text(self) -> str:
        """The period, for machines."""
        return str(self.period) if self.is_single else f"{self.first}..{self.last}"


def _joint_bound(bounds: Iterable[Bound | None]) -> Bound | None:
    """Give the hedge of a sum: at least where all parts are exact or at least, likewise at most, else about."""
    hedges = {bound for bound in bounds if bound}
    return hedges.pop() if len(hedges) == 1 else Bound.ABOUT if hedges else None


STRENGTH: Mapping[str, int] = {"final": 0, "provisional": 1, "estimated": 2, "doubtful": 3, "forecast": 4}
"""The order in which statuses win: the smaller the stronger."""


@frozen
class Start:
    """Where the required path begins; `record` is the fact that says so, a sum begins from nothing."""

    amount: Number
    tau: Fraction
    day: date
    of: Number | None
    basis: PaceBasis
    record: Baseline | Measurement | None = None


@frozen
class Pace:
    """Whether it goes fast enough: percent of the required change so far, and what follows from it."""

    percent: Computed
    basis: PaceBasis | None = None
    start: Start | None = None
    path: tuple[tuple[Fraction, Fraction], ...] = ()
    expected: Fraction | None = None
    projected: Fraction | None = None
    per_year: Fraction | None = None
    per_year_needed: Fraction | None = None


@frozen
class Result:
    """One row: an indicator for the city or a district, judged on a day."""

    entry: IndicatorEntry
    scope: str
    day: date
    value: CurrentValue | None
    goal: Goal | None
    attainment: Computed
    progress: Computed
    pace: Pace
    status: Status
    flags: tuple[Flag, ...]
    reached_on: date | None
    history: tuple[Observation, ...] = ()

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.entry.code
