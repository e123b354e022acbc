"""The lines of a form: one for each indicator and scope that figures are asked for, with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess
from ctrack.assess.rows import district_scopes, has_city_row
from ctrack.dataset import CITY
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ctrack.assess.results import Goal
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Measurement
    from ctrack.values.periods import Period


@frozen
class Line:
    """An indicator and a scope, with the goal in force and the latest figure."""

    entry: IndicatorEntry
    scope: str
    goal: Goal | None
    latest: Measurement | None


def is_asked_for(dataset: Dataset, entry: IndicatorEntry) -> bool:
    """Tell whether an indicator has figures of its own to ask for: not those of another, nor made from districts'."""
    is_made = entry.indicator.rollup is not None and not dataset.values(entry, entry.programme.scope)
    return entry.indicator.same_as is None and not is_made


def programme_lines(dataset: Dataset, code: str, scope: str | None, period: Period, day: date) -> Iterator[Line]:
    """Give the lines of a programme for a period, all or those of one scope, in the order of its file."""
    for entry in filter(lambda one: is_asked_for(dataset, one), dataset.of_programme(code)):
        for one in _scopes(dataset, entry, period):
            if scope in {None, one}:
                yield _line(dataset, entry, one, day)


def district_lines(dataset: Dataset, scope: str, period: Period, day: date) -> Iterator[Line]:
    """Give the lines of a district: the city's indicators that concern it, and those of its own programmes."""
    own = [code for code, programme in dataset.programmes.items() if programme.scope == scope]
    of_city = [code for code, programme in dataset.programmes.items() if programme.scope == CITY]
    for code in (*of_city, *own):
        yield from programme_lines(dataset, code, scope, period, day)


def _scopes(dataset: Dataset, entry: IndicatorEntry, period: Period) -> Iterable[str]:
    """Give the scopes that report an indicator for a period: a district that is no more by then is not asked."""
    if has_city_row(dataset, entry):
        yield entry.programme.scope
    for scope in district_scopes(dataset, entry):
        until = dataset.districts[scope].until
        if until is None or until.last >= period.first:
            yield scope


def _line(dataset: Dataset, entry: IndicatorEntry, scope: str, day: date) -> Line:
    result = assess(dataset, entry, scope, day)
    latest = result.history[-1].measurement if result.history else None
    return Line(entry=entry, scope=scope, goal=result.goal, latest=latest)
