"""CT403, CT406, CT407 and CT408: who answers, how many are declared, what is due, what stands twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.checks.series import at, the_other
from ctrack.dataset import all_tasks, default_owner
from ctrack.findings import Finding, Place
from ctrack.i18n import N_, Message
from ctrack.values.names import accented_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.dataset import Dataset
    from ctrack.model.programme import Task


def owners(dataset: Dataset) -> Iterator[Finding]:
    """CT403: find indicators and tasks that nobody answers for, even by default."""
    hint = Message(N_("add owner, or lead for the whole programme"))
    for entry in dataset.indicators.values():
        if dataset.owner(entry) is None:
            message = Message(N_("nobody answers for the indicator {code}"), {"code": entry.code})
            yield Finding(rule="CT403", place=Place(pointer=entry.indicator.pointer), message=message, hint=hint)
    for programme, task in all_tasks(dataset):
        if (task.owner or default_owner(programme)) is None:
            message = Message(N_("nobody answers for the task {code}"), {"code": task.code})
            yield Finding(rule="CT403", place=Place(pointer=task.pointer), message=message, hint=hint)


def declared(dataset: Dataset) -> Iterator[Finding]:
    """CT406: find programmes with more official indicators than their document declares."""
    for entry in dataset.programmes.values():
        limit = entry.programme.declared.indicators
        official = sum(indicator.is_official for indicator in entry.programme.indicators)
        if limit is not None and official > limit:
            yield Finding(
                rule="CT406",
                place=at(entry.programme.declared.pointer, "indicators"),
                message=Message(
                    N_("{official} official indicators are recorded, {declared} are declared"),
                    {"official": official, "declared": limit},
                ),
                hint=Message(N_("mark those that only go along with official: false or parent")),
            )


def due_dates(dataset: Dataset) -> Iterator[Finding]:
    """CT407: find tasks without a due date."""
    for _, task in all_tasks(dataset):
        if task.due is None and all(update.due is None for update in task.updates):
            message = Message(N_("the task {code} has no due date"), {"code": task.code})
            hint = Message(N_("add due; if the document names no day, accept it with allow and the reason"))
            yield Finding(rule="CT407", place=Place(pointer=task.pointer), message=message, hint=hint)


def tasks_twice(dataset: Dataset) -> Iterator[Finding]:
    """CT408: find tasks of one programme with equal names and due dates."""
    seen: dict[tuple[object, ...], Task] = {}
    for programme, task in all_tasks(dataset):
        key = (programme.code, accented_key(task.name), task.due)
        first = seen.setdefault(key, task)
        if first is not task:
            yield Finding(
                rule="CT408",
                place=at(task.pointer, "name"),
                message=Message(
                    N_("the tasks {code} and {first} are the same"), {"code": task.code, "first": first.code}
                ),
                hint=Message(N_("remove one, or name what makes them two")),
                related=the_other(at(first.pointer, "name")),
            )
