"""Tasks on a day: where each stands, and when it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.dataset import ProgrammeEntry, all_tasks, default_owner
from ctrack.frozen import frozen
from ctrack.model.words import TaskStatus

if TYPE_CHECKING:
    from datetime import date

    from ctrack.dataset import Dataset
    from ctrack.model.programme import Task, TaskUpdate

FINISHED = frozenset({TaskStatus.DONE, TaskStatus.CANCELLED})


@frozen
class TaskResult:
    """A task as known on a day. No status: nothing has been reported of it."""

    task: Task
    programme: ProgrammeEntry
    owner: str | None
    status: TaskStatus | None
    due: date | None
    update: TaskUpdate | None
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether it is neither done nor cancelled."""
        return self.status not in FINISHED


def assess_task(dataset: Dataset, programme: ProgrammeEntry, task: Task, day: date) -> TaskResult:
    """Tell where a task stands on `day`: the last update known by then counts, and so does the due date it set."""
    known = sorted(
        (update for update in task.updates if dataset.reported_on(update) <= day), key=lambda update: update.date.last
    )
    last = known[-1] if known else None
    dues = [update.due for update in known if update.due]
    due = (dues[-1] if dues else task.due) if (dues or task.due) else None
    is_open = last is None or last.status not in FINISHED
    return TaskResult(
        task=task,
        programme=programme,
        owner=task.owner or default_owner(programme),
        status=last.status if last else None,
        due=due.last if due else None,
        update=last,
        is_overdue=is_open and due is not None and due.last < day,
    )


def assess_tasks(dataset: Dataset, day: date) -> tuple[TaskResult, ...]:
    """Tell where every task stands on `day`, in the order of the programmes."""
    return tuple(assess_task(dataset, programme, task, day) for programme, task in all_tasks(dataset))
