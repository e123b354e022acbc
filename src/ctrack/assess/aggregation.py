"""The current value: how the observations of several periods make one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import CurrentValue, Observation
from ctrack.values.numbers import exact
from ctrack.values.periods import year_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.model.indicator import Indicator
    from ctrack.values.periods import Period


def current_value(
    meaning: Indicator, observations: Sequence[Observation], window: Period, *, has_own_window: bool
) -> CurrentValue | None:
    """Give the value in `window`; none when nothing counts there."""
    match meaning.aggregation:
        case "sum":
            return _sum(observations, window)
        case "average":
            return _average(observations, window)
    return _last(_whole_ones(meaning, observations), window if has_own_window else None)


def _whole_ones(meaning: Indicator, observations: Sequence[Observation]) -> list[Observation]:
    """Keep what describes a whole year, quarter or month, where the indicator asks for that."""
    return [entry for entry in observations if meaning.per is None or entry.period.is_whole(meaning.per)]


def _last(observations: Sequence[Observation], window: Period | None) -> CurrentValue | None:
    counted = [entry for entry in observations if window is None or window.first <= entry.last <= window.last]
    if not counted:
        return None
    latest = counted[-1]
    begin = max((number for number, entry in enumerate(counted) if entry.measurement.break_), default=0)
    return CurrentValue(
        amount=latest.amount,
        first=latest.period.first,
        last=latest.last,
        inputs=(latest,),
        series=tuple(counted[begin:]),
        breaks=tuple(entry.last for entry in observations if entry.measurement.break_),
        counted=tuple(counted),
        is_single=True,
    )


def _sum(observations: Sequence[Observation], window: Period) -> CurrentValue | None:
    inside = [entry for entry in observations if window.contains(entry.period)]
    used = _without_overlaps(inside)
    if not used:
        return None
    last = used[-1].last
    covered = sum(entry.period.days for entry in used)
    return CurrentValue(
        amount=sum((exact(entry.amount) for entry in used), Fraction(0)),
        first=used[0].period.first,
        last=last,
        inputs=used,
        is_incomplete=covered < (last - window.first).days + 1,
    )


def _without_overlaps(observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Keep the longest of periods one inside the other, in the order of their ends."""
    kept: list[Observation] = []
    for entry in sorted(observations, key=lambda entry: (-entry.period.days, entry.period.first)):
        if not any(entry.period.overlaps(other.period) for other in kept):
            kept.append(entry)
    return tuple(sorted(kept, key=lambda entry: entry.last))


def _average(observations: Sequence[Observation], window: Period) -> CurrentValue | None:
    inside = [entry for entry in observations if window.contains(entry.period)]
    whole = next((entry for entry in inside if entry.period == window), None)
    if whole:
        return _mean((whole,))
    years = tuple(entry for entry in inside if entry.period.is_whole("year"))
    if years:
        return _mean(years, window)
    beginning = [entry for entry in inside if entry.period.first == window.first]
    return _mean((max(beginning, key=lambda entry: entry.period.days),), is_partial=True) if beginning else None


def _mean(used: tuple[Observation, ...], window: Period | None = None, *, is_partial: bool = False) -> CurrentValue:
    last = used[-1].last
    return CurrentValue(
        amount=sum((exact(entry.amount) for entry in used), Fraction(0)) / len(used),
        first=used[0].period.first,
        last=last,
        inputs=used,
        is_incomplete=window is not None and len(used) < _years_until(window, last.year),
        is_partial=is_partial,
    )


def _years_until(window: Period, last_year: int) -> int:
    """Count the calendar years that lie inside `window` and end by `last_year`."""
    return sum(window.contains(year_period(year)) for year in range(window.first.year, last_year + 1))
