"""The figures of a tracker as the rules look at them: those of one indicator for the city or one district."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.dataset import CITY
from ctrack.findings import Place, Related
from ctrack.i18n import N_, Message
from ctrack.model.figures import Listed, Question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Pointer
    from ctrack.model.figures import Figures
    from ctrack.model.indicator import Measurement, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The measurements of an indicator in a scope, in the order of the file, without those that were withdrawn."""

    entry: IndicatorEntry
    scope: str
    measurements: Figures[Measurement]
    last: date
    """The last day of their periods."""

    has_ends_twice: bool
    """Whether two of the periods end on the same day; where none do, none of them are equal."""

    @property
    def results(self) -> tuple[Measurement, ...]:
        """Those that are no forecast."""
        return tuple([entry for entry in self.measurements if entry.status != "forecast"])


def all_series(dataset: Dataset) -> Iterator[Series]:
    """Give the figures of every indicator that has its own, for each scope that reports."""
    for entry in dataset.indicators.values():
        if entry.meaning is not entry.indicator:
            continue
        scopes = [entry.programme.scope]
        scopes += dataset.reporting_districts(entry) if entry.programme.scope == CITY else ()
        for scope in scopes:
            standing = _standing(dataset.values(entry, scope))
            if standing:
                ends = {period.last for period in standing.different("date")}
                yield Series(
                    entry=entry,
                    scope=scope,
                    measurements=standing,
                    last=max(ends),
                    has_ends_twice=len(ends) < len(standing),
                )


def standing_figures(dataset: Dataset, entry: IndicatorEntry) -> Iterator[Figures[Measurement]]:
    """Give an indicator's measurements and comparisons, its districts' too, without those that were withdrawn."""
    yield _standing(entry.indicator.measurements)
    yield _standing(Listed(entry.indicator.comparisons))
    if entry.programme.scope == CITY and entry.meaning is entry.indicator:
        for ident in dataset.reporting_districts(entry):
            yield _standing(dataset.values(entry, ident))


def _standing(figures: Figures[Measurement]) -> Figures[Measurement]:
    return figures.where(_STANDING)


_STANDING = Question(("withdrawn",), lambda withdrawn: withdrawn is None)


def standing_targets(entry: IndicatorEntry) -> tuple[Target, ...]:
    """Give an indicator's targets without those that were withdrawn."""
    return tuple(target for target in entry.indicator.targets if target.withdrawn is None)


def value_key(measurement: Measurement) -> str:
    """Tell which key holds a measurement's value."""
    given = (key for key in ("value", "count", "of_target") if getattr(measurement, key) is not None)
    return next(given)


def value_place(measurement: Measurement) -> Place:
    """Point to a measurement's value."""
    return at(measurement.pointer, value_key(measurement))


def at(pointer: Pointer, key: str) -> Place:
    """Point to what stands at `key` of a record."""
    return Place(pointer=(*pointer, key))


def the_other(place: Place) -> tuple[Related, ...]:
    """Relate a finding to the other of two places."""
    return (Related(place=place, message=Message(N_("the other stands here"))),)
