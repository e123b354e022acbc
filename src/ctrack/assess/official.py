"""Official indicators: each counts once in its programme, by its status for the programme's own scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, district_results
from ctrack.assess.rows import has_city_row
from ctrack.assess.targets import TERM

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.results import Result, Status
    from ctrack.dataset import Dataset, IndicatorEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialResult:
    """How an official indicator stands, and whether anybody has reported a value of it."""

    entry: IndicatorEntry
    status: Status
    has_data: bool


def rows_of(dataset: Dataset, entry: IndicatorEntry, day: date, horizon: str = TERM) -> tuple[Result, ...]:
    """Judge an indicator for its programme's scope; one that only districts have facts of, for these."""
    if has_city_row(dataset, entry):
        return (assess(dataset, entry, entry.programme.scope, day, horizon),)
    return district_results(dataset, entry, day, horizon)


def official_result(
    dataset: Dataset, entry: IndicatorEntry, rows: Sequence[Result], day: date, horizon: str = TERM
) -> OfficialResult:
    """Say how an official indicator stands whose rows are `rows`."""
    own = rows[0] if has_city_row(dataset, entry) else assess(dataset, entry, entry.programme.scope, day, horizon)
    return OfficialResult(entry=entry, status=own.status, has_data=any(row.value for row in rows))


def official_results(dataset: Dataset, code: str, day: date) -> tuple[OfficialResult, ...]:
    """Judge the official indicators of a programme, in file order."""
    return tuple(
        official_result(dataset, entry, rows_of(dataset, entry, day), day)
        for entry in dataset.of_programme(code)
        if entry.indicator.is_official
    )
