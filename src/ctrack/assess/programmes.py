"""Programmes: counts by status, never an average of percentages, next to what the authority itself reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.assess.authority import AuthorityReport, authority_reports
from ctrack.assess.official import OfficialResult, official_result, rows_of
from ctrack.assess.results import Result, Status
from ctrack.assess.rows import has_city_row
from ctrack.assess.targets import TERM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctrack.dataset import Dataset, ProgrammeEntry
    from ctrack.model.programme import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeResult:
    """A programme on a day: how its official indicators stand, its rows, and the authority's own reports."""

    entry: ProgrammeEntry
    official: tuple[OfficialResult, ...]
    rows: tuple[Result, ...]
    by_district: Mapping[str, tuple[Result, ...]]
    """For the indicators that only districts have facts of: the districts' rows."""
    reports: tuple[AuthorityReport, ...]

    @property
    def recorded(self) -> int:
        """How many official indicators are recorded."""
        return len(self.official)

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many of them have each status."""
        statuses = [result.status for result in self.official]
        return {status: statuses.count(status) for status in Status}

    @property
    def attained(self) -> int:
        """How many of them are attained, the exceeded ones included."""
        return sum(result.status.is_attained for result in self.official)

    @property
    def with_data(self) -> int:
        """How many of them have a value."""
        return sum(result.has_data for result in self.official)

    @property
    def tracked(self) -> int:
        """How many further indicators are tracked along, sub-items left out."""
        rows = (row.entry.indicator for row in self.rows)
        return sum(not indicator.is_official and indicator.parent is None for indicator in rows)

    @property
    def assessment(self) -> Assessment | None:
        """The authority's own last word on the whole programme."""
        whole = [report.assessment for report in self.reports if report.is_of_whole]
        return whole[-1] if whole else None


def assess_programme(dataset: Dataset, code: str, day: date, horizon: str = TERM) -> ProgrammeResult:
    """Judge a programme as known on `day`, by the targets that `horizon` chooses."""
    judged = {entry.code: (entry, rows_of(dataset, entry, day, horizon)) for entry in dataset.of_programme(code)}
    return ProgrammeResult(
        entry=dataset.programmes[code],
        official=tuple(
            official_result(dataset, entry, rows, day, horizon)
            for entry, rows in judged.values()
            if entry.indicator.is_official
        ),
        rows=tuple(row for entry, rows in judged.values() if has_city_row(dataset, entry) for row in rows),
        by_district={code: rows for code, (entry, rows) in judged.items() if rows and not has_city_row(dataset, entry)},
        reports=authority_reports(dataset, dataset.programmes[code], day),
    )
