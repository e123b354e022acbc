"""What an authority reported of its own programme, and what the recorded facts say of the same part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.standing import standing
from ctrack.assess.tasks import assess_task
from ctrack.frozen import frozen
from ctrack.model.words import TaskStatus

if TYPE_CHECKING:
    from datetime import date

    from ctrack.dataset import Dataset, ProgrammeEntry
    from ctrack.model.programme import Assessment


@frozen
class Tally:
    """Official indicators (or tasks): how many are recorded, of how many anything is known, how many are attained."""

    recorded: int
    with_data: int
    attained: int


@frozen
class AuthorityReport:
    """One report, and our own count of the same part, from what was known on the day the report became known."""

    assessment: Assessment
    known: date
    own: Tally

    @property
    def is_of_whole(self) -> bool:
        """Whether it speaks of all the programme's indicators: not of tasks, not of one agency's part."""
        return self.assessment.owner is None and not self.assessment.tasks


def authority_reports(dataset: Dataset, entry: ProgrammeEntry, day: date) -> tuple[AuthorityReport, ...]:
    """Give the reports known on `day`, the earliest first: of the whole programme, of agencies' parts, of tasks."""
    found = [
        AuthorityReport(assessment=assessment, known=known, own=_own_count(dataset, entry, assessment, known))
        for assessment in entry.programme.assessments
        if (known := dataset.reported_on(assessment)) <= day
    ]
    return tuple(sorted(found, key=lambda report: (report.assessment.date.last, report.known)))


def _own_count(dataset: Dataset, entry: ProgrammeEntry, assessment: Assessment, day: date) -> Tally:
    return (_count_tasks if assessment.tasks else _count_indicators)(dataset, entry, assessment.owner, day)


def _count_indicators(dataset: Dataset, entry: ProgrammeEntry, owner: str | None, day: date) -> Tally:
    found = [
        standing(dataset, indicator, day)
        for indicator in dataset.of_programme(entry.code)
        if indicator.indicator.is_official and (owner is None or dataset.owner(indicator) == owner)
    ]
    return Tally(
        recorded=len(found),
        with_data=sum(one.has_data for one in found),
        attained=sum(one.status.is_attained for one in found),
    )


def _count_tasks(dataset: Dataset, entry: ProgrammeEntry, owner: str | None, day: date) -> Tally:
    results = [assess_task(dataset, entry, task, day) for task in entry.programme.tasks]
    found = [result for result in results if owner is None or result.owner == owner]
    return Tally(
        recorded=len(found),
        with_data=sum(result.status is not None for result in found),
        attained=sum(result.status is TaskStatus.DONE for result in found),
    )
