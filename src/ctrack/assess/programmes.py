"""Programmes: counts by status, never an average of percentages, next to what the authority itself reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, district_results, programme_results
from ctrack.assess.results import Result, Status
from ctrack.assess.targets import TERM

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctrack.dataset import Dataset, ProgrammeEntry
    from ctrack.model.programme import Assessment


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeResult:
    """A programme on a day: how many indicators are recorded and how they stand."""

    entry: ProgrammeEntry
    recorded: int
    counts: Mapping[Status, int]
    assessment: Assessment | None
    rows: tuple[Result, ...]
    by_district: Mapping[str, tuple[Result, ...]]
    """For the indicators that only districts have facts of: the districts' rows."""

    @property
    def attained(self) -> int:
        """How many are attained, the exceeded ones included."""
        return self.counts[Status.ATTAINED] + self.counts[Status.EXCEEDED]

    @property
    def tracked(self) -> int:
        """How many further indicators are tracked along, sub-items left out."""
        rows = (row.entry.indicator for row in self.rows)
        return sum(not indicator.is_official and indicator.parent is None for indicator in rows)

    @property
    def with_data(self) -> int:
        """How many have a value."""
        return sum(row.value is not None for row in self.rows if row.entry.indicator.is_official)


def assess_programme(dataset: Dataset, code: str, day: date, horizon: str = TERM) -> ProgrammeResult:
    """Judge a programme: every official indicator counts once, by its status for the programme's own scope."""
    entry = dataset.programmes[code]
    rows = programme_results(dataset, code, day, horizon)
    judged = {row.code: row.status for row in rows}
    by_district = {
        entry.code: results
        for entry in dataset.of_programme(code)
        if entry.code not in judged and (results := district_results(dataset, entry, day, horizon))
    }
    official = [entry for entry in dataset.of_programme(code) if entry.indicator.is_official]
    statuses = [
        judged.get(entry.code) or assess(dataset, entry, entry.programme.scope, day, horizon).status
        for entry in official
    ]
    return ProgrammeResult(
        entry=entry,
        recorded=len(official),
        counts={status: statuses.count(status) for status in Status},
        assessment=last_assessment(dataset, entry, day),
        rows=rows,
        by_district=by_district,
    )


def last_assessment(dataset: Dataset, entry: ProgrammeEntry, day: date) -> Assessment | None:
    """Give the authority's own last word on the whole programme that is known on `day`."""
    known = [
        assessment
        for assessment in entry.programme.assessments
        if assessment.owner is None and not assessment.tasks and _known_day(dataset, assessment) <= day
    ]
    return max(known, key=lambda assessment: assessment.date.last, default=None)


def _known_day(dataset: Dataset, assessment: Assessment) -> date:
    source = dataset.source(assessment.source)
    return (source.published if source and source.published else assessment.date).last
