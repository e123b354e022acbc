"""Programmes: counts by status, never an average of percentages, next to what the authority itself reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.authority import AuthorityReport, authority_reports
from ctrack.assess.horizon import TERM
from ctrack.assess.results import Result, Status
from ctrack.assess.standing import Standing, only_of_districts, own_rows, standing
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctrack.dataset import Dataset, ProgrammeEntry
    from ctrack.model.programme import Assessment


@frozen
class ProgrammeResult:
    """A programme on a day: how its indicators stand, in file order, and the authority's own reports."""

    entry: ProgrammeEntry
    standings: tuple[Standing, ...]
    reports: tuple[AuthorityReport, ...]

    @property
    def rows(self) -> tuple[Result, ...]:
        """Its rows for its own scope."""
        return own_rows(self.standings)

    @property
    def by_district(self) -> tuple[Standing, ...]:
        """The indicators that only districts have facts of."""
        return only_of_districts(self.standings)

    @property
    def official(self) -> tuple[Standing, ...]:
        """Its official indicators."""
        return tuple(one for one in self.standings if one.entry.indicator.is_official)

    @property
    def recorded(self) -> int:
        """How many official indicators are recorded."""
        return len(self.official)

    @property
    def counts(self) -> Mapping[Status, int]:
        """How many of them have each status."""
        statuses = [one.status for one in self.official]
        return {status: statuses.count(status) for status in Status}

    @property
    def attained(self) -> int:
        """How many of them are attained, the exceeded ones included."""
        return sum(one.status.is_attained for one in self.official)

    @property
    def with_data(self) -> int:
        """How many of them have a value."""
        return sum(one.has_data for one in self.official)

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
    return ProgrammeResult(
        entry=dataset.programmes[code],
        standings=tuple(standing(dataset, entry, day, horizon) for entry in dataset.of_programme(code)),
        reports=authority_reports(dataset, dataset.programmes[code], day),
    )
