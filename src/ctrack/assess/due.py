"""What is due: targets and tasks that are overdue or will be due soon, and figures that grew old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, assess_targets
from ctrack.assess.results import Flag, Result, Status
from ctrack.assess.rows import followed_rows
from ctrack.assess.tasks import TaskResult, assess_tasks
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date, timedelta

    from ctrack.dataset import Dataset, IndicatorEntry


@frozen
class DueTarget:
    """A target that is not reached, the row judged against it, and its deadline."""

    result: Result
    deadline: date


@frozen
class DueTask:
    """A task that is neither done nor cancelled, and its deadline."""

    result: TaskResult
    deadline: date


@frozen
class Due:
    """What has its deadline in a span of days, the earliest first."""

    targets: tuple[DueTarget, ...]
    tasks: tuple[DueTask, ...]


@frozen
class DueList:
    """What is overdue on a day, what is due from then `until` another, and which figures are stale."""

    day: date
    until: date
    overdue: Due
    soon: Due
    stale: tuple[Result, ...]


def due_list(dataset: Dataset, day: date, within: timedelta, owners: frozenset[str] = frozenset()) -> DueList:
    """List what is due on `day` and `within` so many days after it, of all agencies or of `owners`."""
    until = day + within
    rows = [(entry, scope) for entry, scope in followed_rows(dataset) if not owners or dataset.owner(entry) in owners]
    targets = sorted(_targets(dataset, rows, day), key=lambda due: due.deadline)
    tasks = sorted(_tasks(dataset, owners, day), key=lambda due: due.deadline)
    stale = [result for result in (assess(dataset, *row, day) for row in rows) if Flag.STALE in result.flags]
    return DueList(
        day=day,
        until=until,
        overdue=Due(
            targets=tuple(due for due in targets if due.deadline < day),
            tasks=tuple(due for due in tasks if due.deadline < day),
        ),
        soon=Due(
            targets=tuple(due for due in targets if day <= due.deadline <= until),
            tasks=tuple(due for due in tasks if day <= due.deadline <= until),
        ),
        stale=tuple(sorted(stale, key=lambda result: result.value.last if result.value else day)),
    )


def _targets(dataset: Dataset, rows: Iterable[tuple[IndicatorEntry, str]], day: date) -> Iterator[DueTarget]:
    """Give the targets that still wait for a figure: neither reached, nor missed by the final one."""
    for entry, scope in rows:
        for _, goal, result in assess_targets(dataset, entry, scope, day):
            if not result.status.is_attained and result.status is not Status.MISSED:
                yield DueTarget(result=result, deadline=goal.deadline)


def _tasks(dataset: Dataset, owners: frozenset[str], day: date) -> Iterator[DueTask]:
    for result in assess_tasks(dataset, day):
        is_asked = not result.programme.programme.draft and (not owners or result.owner in owners)
        if is_asked and result.due and result.is_open:
            yield DueTask(result=result, deadline=result.due)
