"""How an indicator stands as one, whoever has facts of it: it counts once, by its status for its programme's scope."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from ctrack.assess.assess import assess
from ctrack.assess.horizon import TERM
from ctrack.assess.rows import district_scopes, has_city_row
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from ctrack.assess.results import Result, Status
    from ctrack.dataset import Dataset, IndicatorEntry


@frozen(slots=False)
class Standing:
    """An indicator's status for its programme's scope, and its rows: one for that scope, or one for each district."""

    entry: IndicatorEntry
    status: Status
    own_row: Result | None
    """Its row for the programme's scope; none where only districts have facts of it."""

    districts: tuple[str, ...]
    """The districts that have, if only they have facts of it."""

    judge: Callable[[str], Result]
    """Judges it for a district: only for those that somebody asks for, as there may be hundreds."""

    @cached_property
    def rows(self) -> tuple[Result, ...]:
        """Its row, or those of the districts."""
        return tuple(self._each_row())

    @property
    def has_data(self) -> bool:
        """Whether anybody has reported a value."""
        return any(row.value for row in self._each_row())

    def _each_row(self) -> Iterator[Result]:
        return iter((self.own_row,)) if self.own_row else map(self.judge, self.districts)


def standing(dataset: Dataset, entry: IndicatorEntry, day: date, horizon: str = TERM) -> Standing:
    """Judge an indicator as known on `day`, by the target that `horizon` chooses."""
    own = assess(dataset, entry, entry.programme.scope, day, horizon)
    is_own = has_city_row(dataset, entry)
    return Standing(
        entry=entry,
        status=own.status,
        own_row=own if is_own else None,
        districts=() if is_own else district_scopes(dataset, entry),
        judge=partial(assess, dataset, entry, day=day, horizon=horizon),
    )


def own_rows(standings: Iterable[Standing]) -> tuple[Result, ...]:
    """Give the rows for the programmes' own scopes."""
    return tuple(one.own_row for one in standings if one.own_row)


def only_of_districts(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Give those that only districts have facts of."""
    return tuple(one for one in standings if one.districts)
