"""Who answers for what: each agency's indicators and tasks, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.assess.authority import AuthorityReport, authority_reports
from ctrack.assess.official import OfficialResult, official_result, rows_of
from ctrack.assess.targets import TERM
from ctrack.assess.tasks import TaskResult, assess_tasks

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerResult:
    """What an agency or a district answers for; without an id, what nobody is named for."""

    ident: str | None
    indicators: Mapping[str, tuple[OfficialResult, tuple[Result, ...]]]
    """By code: how the indicator stands for its programme's scope, and its rows; declared or tracked along."""
    tasks: tuple[TaskResult, ...]
    reports: tuple[AuthorityReport, ...]
    """What was reported of its own part."""

    @property
    def with_data(self) -> int:
        """How many of its indicators have a value."""
        return sum(stands.has_data for stands, _ in self.indicators.values())

    @property
    def attained(self) -> int:
        """How many are attained or exceeded."""
        return sum(stands.status.is_attained for stands, _ in self.indicators.values())

    @property
    def behind(self) -> int:
        """How many are at risk, off track, overdue or missed."""
        return sum(stands.status.is_behind for stands, _ in self.indicators.values())

    @property
    def overdue(self) -> int:
        """How many of its tasks are overdue."""
        return sum(task.is_overdue for task in self.tasks)


def owner_result(dataset: Dataset, ident: str | None, day: date, horizon: str = TERM) -> OwnerResult:
    """Gather what `ident` answers for, as known on `day`."""
    judged = {
        code: (entry, rows_of(dataset, entry, day, horizon))
        for code, entry in dataset.indicators.items()
        if dataset.owner(entry) == ident
    }
    reported_on = (
        entry
        for entry in dataset.programmes.values()
        if ident is not None and any(assessment.owner == ident for assessment in entry.programme.assessments)
    )
    return OwnerResult(
        ident=ident,
        indicators={
            code: (official_result(dataset, entry, rows, day, horizon), rows) for code, (entry, rows) in judged.items()
        },
        tasks=tuple(task for task in assess_tasks(dataset, day) if task.owner == ident),
        reports=tuple(
            report
            for entry in reported_on
            for report in authority_reports(dataset, entry, day)
            if report.assessment.owner == ident
        ),
    )


def owners(dataset: Dataset, day: date) -> frozenset[str | None]:
    """Give everybody who answers for an indicator or a task; none stands for those that name nobody."""
    of_indicators = {dataset.owner(entry) for entry in dataset.indicators.values()}
    return frozenset(of_indicators | {task.owner for task in assess_tasks(dataset, day)})
