"""The figures of a tracker as the rules look at them: those of one indicator for the city or one district."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from ctrack.findings import Place, Related
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.model.figures import Listed, Question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Pointer
    from ctrack.model.figures import Figures
    from ctrack.model.indicator import Measurement, Target


@frozen
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
    latest: dict[frozenset[date], date] = {}
    for entry in dataset.indicators.values():
        if entry.meaning is not entry.indicator:
            continue
        own = entry.programme.scope
        for scope, figures in ((own, entry.indicator.measurements), *dataset.of_districts(entry).items()):
            if standing := _standing(figures):
                ends = standing.derived("date", _LAST)
                yield Series(
                    entry=entry,
                    scope=scope,
                    measurements=standing,
                    last=latest.get(ends) or latest.setdefault(ends, max(ends)),
                    has_ends_twice=len(ends) < len(standing),
                )


class FiguresWhere:
    """The standing figures of which a question is true; files that plainly hold none are not gone through."""

    def __init__(self, dataset: Dataset, question: Question) -> None:
        """Ask each district's file."""
        self._dataset = dataset
        self._question = question
        self._districts = {
            ident for ident, one in dataset.districts.items() if not one.measurements.rules_out(question)
        }

    def of(self, entry: IndicatorEntry) -> Iterator[Measurement]:
        """Give an indicator's measurements and comparisons, its districts' too, without those that were withdrawn."""
        yield from self._true_of(entry.indicator.measurements)
        if entry.indicator.comparisons:
            yield from self._true_of(Listed(entry.indicator.comparisons))
        if self._districts and entry.meaning is entry.indicator:
            for ident, figures in self._dataset.of_districts(entry).items():
                if ident in self._districts:
                    yield from self._true_of(figures)

    def _true_of(self, figures: Figures[Measurement]) -> Figures[Measurement]:
        return _standing(figures.where(self._question))


def _standing(figures: Figures[Measurement]) -> Figures[Measurement]:
    return figures.where(_STANDING)


_LAST = attrgetter("last")
_STANDING = Question(("withdrawn",), lambda withdrawn: withdrawn is None, is_general=True)


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
