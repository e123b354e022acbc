"""How an indicator stands as one, whoever has facts of it: it counts once, by its status for its programme's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, district_results
from ctrack.assess.horizon import TERM
from ctrack.assess.rows import has_city_row
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ctrack.assess.results import Result, Status
    from ctrack.dataset import Dataset, IndicatorEntry


@frozen
class Standing:
    """An indicator's status for its programme's scope, and its rows: one for that scope, or one for each district."""

    entry: IndicatorEntry
    status: Status
    rows: tuple[Result, ...]

    @property
    def own_row(self) -> Result | None:
        """Its row for the programme's scope; none where only districts have facts of it."""
        return next((row for row in self.rows if row.scope == self.entry.programme.scope), None)

    @property
    def has_data(self) -> bool:
        """Whether anybody has reported a value."""
        return any(row.value for row in self.rows)


def standing(dataset: Dataset, entry: IndicatorEntry, day: date, horizon: str = TERM) -> Standing:
    """Judge an indicator as known on `day`, by the target that `horizon` chooses."""
    own = assess(dataset, entry, entry.programme.scope, day, horizon)
    rows = (own,) if has_city_row(dataset, entry) else district_results(dataset, entry, day, horizon)
    return Standing(entry=entry, status=own.status, rows=rows)


def own_rows(standings: Iterable[Standing]) -> tuple[Result, ...]:
    """Give the rows for the programmes' own scopes."""
    return tuple(row for one in standings if (row := one.own_row))


def only_of_districts(standings: Iterable[Standing]) -> tuple[Standing, ...]:
    """Give those that only districts have facts of."""
    return tuple(one for one in standings if one.rows and not one.own_row)
