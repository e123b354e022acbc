"""Measurements on a day: which are known, and which one of several for the same period counts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import STRENGTH, Goal, Observation
from ctrack.frozen import replace
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from ctrack.assess.rows import Row
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Comparison, Measurement
    from ctrack.values.numbers import Number
    from ctrack.values.periods import Period


def known_day(dataset: Dataset, measurement: Measurement) -> date:
    """Give the day from which a measurement is known: its own, its source's, else the end of its period."""
    return (published_in(dataset, measurement) or measurement.date).last


def published_in(dataset: Dataset, measurement: Measurement) -> Period | None:
    """Give when a measurement was published: as it says itself, else its source; nothing when neither says."""
    return measurement.published or published_by(dataset, measurement.source)


def published_by(dataset: Dataset, ident: str | None) -> Period | None:
    """Give when a source was published; nothing where it does not say."""
    source = dataset.source(ident)
    return source.published if source else None


def is_known(dataset: Dataset, measurement: Measurement, day: date) -> bool:
    """Tell whether a measurement is known and not withdrawn on `day`."""
    return not _is_withdrawn(measurement, day) and known_day(dataset, measurement) <= day


def _is_withdrawn(measurement: Measurement, day: date) -> bool:
    return measurement.withdrawn is not None and measurement.withdrawn.last <= day


def known_comparisons(dataset: Dataset, entry: IndicatorEntry, day: date) -> tuple[Comparison, ...]:
    """Give the figures of others that are known on `day`."""
    return tuple(other for other in entry.indicator.comparisons if is_known(dataset, other, day))


def counted_observations(dataset: Dataset, row: Row, goals: Sequence[Goal], day: date) -> tuple[Observation, ...]:
    """Give what counts on `day`, one for each period, in the order of the periods' ends, the longest last."""
    candidates: dict[Period, list[Observation]] = {}
    for measurement in row.measurements:
        known = known_day(dataset, measurement)
        if measurement.status != "forecast" and known <= day and not _is_withdrawn(measurement, day):
            amount = amount_of(measurement, goals)
            if amount is not None:
                observation = Observation(measurement=measurement, amount=amount, known=known)
                candidates.setdefault(measurement.date, []).append(observation)
    counted = (_choose(group) for group in candidates.values())
    return tuple(sorted(counted, key=lambda entry: (entry.last, entry.period.days)))


def _choose(candidates: list[Observation]) -> Observation:
    """Choose among several for one period: the strongest status, then the one known last, then the later in file."""
    best = candidates[0]
    if len(candidates) == 1:
        return best
    for candidate in candidates[1:]:
        if _weight(candidate) >= _weight(best):
            best = candidate
    return replace(best, disputed=any(_disputes(other, best) for other in candidates))


def _weight(entry: Observation) -> tuple[int, date]:
    return -STRENGTH[entry.measurement.status], entry.known


def _disputes(other: Observation, best: Observation) -> bool:
    return (
        other.measurement.source != best.measurement.source
        and other.amount != best.amount
        and other.known == best.known
    )


def amount_of(measurement: Measurement, goals: Iterable[Goal]) -> Number | None:
    """Give a measurement's value; none where it is a percentage of a goal that is not in force."""
    if measurement.value is not None:
        return measurement.value
    if measurement.count is not None and measurement.of:
        return 100 * exact(measurement.count) / exact(measurement.of)
    goal = goal_for(measurement, goals)
    if goal is None or measurement.of_target is None:
        return None
    return goal.edge(Fraction(0)) * exact(measurement.of_target) / 100


def goal_for(measurement: Measurement, goals: Iterable[Goal]) -> Goal | None:
    """Find the goal whose plan a percentage is of: of the shortest window around the period, else of the nearest."""
    period = measurement.date

    def distance(goal: Goal) -> tuple[bool, int, int, date]:
        away = abs((goal.window.last - period.last).days)
        is_around = goal.window.contains(period)
        return not is_around, 0 if is_around else away, goal.window.days, goal.window.last

    return min(goals, key=distance, default=None)
