"""Who answers for what: each agency's indicators and tasks, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.authority import AuthorityReport, authority_reports
from ctrack.assess.standing import Standing, standing
from ctrack.assess.tasks import TaskResult, assess_tasks
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from datetime import date

    from ctrack.dataset import Dataset


@frozen
class OwnerResult:
    """What an agency or a district answers for; without an id, what nobody is named for."""

    ident: str | None
    standings: tuple[Standing, ...]
    """Its indicators, declared or tracked along."""
    tasks: tuple[TaskResult, ...]
    reports: tuple[AuthorityReport, ...]
    """What was reported of its own part."""

    @property
    def with_data(self) -> int:
        """How many of its indicators have a value."""
        return sum(one.has_data for one in self.standings)

    @property
    def attained(self) -> int:
        """How many are attained or exceeded."""
        return sum(one.status.is_attained for one in self.standings)

    @property
    def behind(self) -> int:
        """How many are at risk, off track, overdue or missed."""
        return sum(one.status.is_behind for one in self.standings)

    @property
    def overdue(self) -> int:
        """How many of its tasks are overdue."""
        return sum(task.is_overdue for task in self.tasks)


def owner_result(dataset: Dataset, ident: str | None, day: date) -> OwnerResult:
    """Gather what `ident` answers for, as known on `day`."""
    mine = (entry for entry in dataset.indicators.values() if dataset.owner(entry) == ident)
    return OwnerResult(
        ident=ident,
        standings=tuple(standing(dataset, entry, day) for entry in mine),
        tasks=tuple(task for task in assess_tasks(dataset, day) if task.owner == ident),
        reports=_reports_on(dataset, ident, day) if ident else (),
    )


def _reports_on(dataset: Dataset, ident: str, day: date) -> tuple[AuthorityReport, ...]:
    """Give what was reported of an agency's part; counting beside a report is dear, so only where there is one."""
    programmes = (
        entry
        for entry in dataset.programmes.values()
        if any(assessment.owner == ident for assessment in entry.programme.assessments)
    )
    reports = (report for entry in programmes for report in authority_reports(dataset, entry, day))
    return tuple(report for report in reports if report.assessment.owner == ident)


def owners(dataset: Dataset, day: date) -> frozenset[str | None]:
    """Give everybody who answers for an indicator or a task; none stands for those that name nobody."""
    of_indicators = {dataset.owner(entry) for entry in dataset.indicators.values()}
    return frozenset(of_indicators | {task.owner for task in assess_tasks(dataset, day)})
