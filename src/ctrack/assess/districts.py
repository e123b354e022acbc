"""Districts on a day: one whole with its ranks, all of them in counts, and in order on one indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, district_results
from ctrack.assess.horizon import TERM
from ctrack.assess.programmes import assess_programme
from ctrack.assess.ranking import ranks
from ctrack.assess.rows import district_scopes, has_city_row
from ctrack.assess.tasks import assess_tasks
from ctrack.dataset import CITY
from ctrack.frozen import frozen, replace
from ctrack.values.names import sort_key

if TYPE_CHECKING:
    from datetime import date

    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.assess.results import Result
    from ctrack.assess.tasks import TaskResult
    from ctrack.dataset import Dataset, IndicatorEntry


@frozen
class DistrictRow:
    """A district's value of a city indicator, with its rank and the city's own value."""

    result: Result
    rank: int | None
    reported: int
    city: Result | None


@frozen
class DistrictView:
    """A district whole: its values of the city's indicators, its own programmes, its tasks."""

    ident: str
    day: date
    rows: tuple[DistrictRow, ...]
    programmes: tuple[ProgrammeResult, ...]
    tasks: tuple[TaskResult, ...]


@frozen
class DistrictSummary:
    """A district in a row of its own: how many city indicators concern it, and how they stand."""

    ident: str
    results: tuple[Result, ...]

    @property
    def reported(self) -> int:
        """How many have a value."""
        return sum(result.value is not None for result in self.results)

    @property
    def attained(self) -> int:
        """How many are attained or exceeded."""
        return sum(result.status.is_attained for result in self.results)

    @property
    def behind(self) -> int:
        """How many are at risk, off track, overdue or missed."""
        return sum(result.status.is_behind for result in self.results)


def ranked(dataset: Dataset, entry: IndicatorEntry, day: date, horizon: str = TERM) -> tuple[DistrictRow, ...]:
    """Judge an indicator for every district that has a target or a value of it, with their ranks."""
    results = district_results(dataset, entry, day, horizon)
    order = ranks(results)
    return tuple(
        DistrictRow(result=result, rank=order.get(result.scope), reported=len(order), city=None) for result in results
    )


def assess_district(dataset: Dataset, ident: str, day: date, horizon: str = TERM) -> DistrictView:
    """Judge all that concerns a district, as known on `day`."""
    own = [code for code, entry in dataset.programmes.items() if entry.scope == ident]
    return DistrictView(
        ident=ident,
        day=day,
        rows=tuple(_row(dataset, entry, ident, day, horizon) for entry in _entries_of(dataset, ident)),
        programmes=tuple(assess_programme(dataset, code, day, horizon) for code in own),
        tasks=tuple(task for task in assess_tasks(dataset, day) if ident in {task.owner, task.programme.scope}),
    )


def _row(dataset: Dataset, entry: IndicatorEntry, ident: str, day: date, horizon: str) -> DistrictRow:
    city = assess(dataset, entry, CITY, day, horizon) if has_city_row(dataset, entry) else None
    mine = next(row for row in ranked(dataset, entry, day, horizon) if row.result.scope == ident)
    return replace(mine, city=city)


def _entries_of(dataset: Dataset, ident: str) -> list[IndicatorEntry]:
    return [entry for entry in dataset.indicators.values() if ident in district_scopes(dataset, entry)]


def assess_districts(dataset: Dataset, day: date, horizon: str = TERM) -> tuple[DistrictSummary, ...]:
    """Judge the city indicators of every district, in the order of their names."""
    idents = sorted(dataset.districts, key=lambda ident: sort_key(dataset.districts[ident].name))
    return tuple(
        DistrictSummary(
            ident=ident,
            results=tuple(assess(dataset, entry, ident, day, horizon) for entry in _entries_of(dataset, ident)),
        )
        for ident in idents
    )
