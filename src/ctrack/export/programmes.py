"""The tables of programmes: themselves, what the authority reported of them, how they stand, their tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.programmes import ProgrammeResult, assess_programme
from ctrack.assess.results import Status
from ctrack.assess.tasks import TaskResult, assess_tasks
from ctrack.dataset import all_tasks
from ctrack.export.lists import joined, last_day, written
from ctrack.export.model import Of, Table, Type, make

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from ctrack.dataset import Dataset, ProgrammeEntry
    from ctrack.model.programme import Assessment, Task, TaskUpdate

PROGRAMME = ("programmes", "code")
SOURCE = ("sources", "id")


def programmes(dataset: Dataset) -> Table:
    """List the programmes."""
    columns: list[Of[ProgrammeEntry]] = [
        Of("code", Type.TEXT, "The programme's code", lambda one: one.code),
        Of("scope", Type.TEXT, "`city`, or the id of the district whose own it is", lambda one: one.scope),
        Of("number", Type.TEXT, "Its official number", lambda one: one.programme.number),
        Of("kind", Type.TEXT, "What kind of document it is", lambda one: str(one.programme.kind)),
        Of("title", Type.TEXT, "Its title", lambda one: one.programme.title),
        Of("title_en", Type.TEXT, "Its English title", lambda one: one.programme.title_en),
        Of("first", Type.DATE, "The first day of its period", lambda one: one.period.first),
        Of("last", Type.DATE, "The last day of its period", lambda one: one.period.last),
        Of("issued", Type.DATE, "When it was issued", lambda one: last_day(one.programme.issued)),
        Of("draft", Type.BOOLEAN, "Whether it is a draft", lambda one: one.programme.draft),
        Of("lead", Type.TEXT, "Who leads it: an agency's or district's id", lambda one: one.programme.lead),
        Of(
            "declared_indicators",
            Type.INTEGER,
            "How many indicators the document has",
            lambda one: one.programme.declared.indicators,
        ),
        Of("declared_tasks", Type.INTEGER, "How many tasks it has", lambda one: one.programme.declared.tasks),
        Of("source", Type.TEXT, "Where it is published", lambda one: one.programme.source, SOURCE),
        Of("note", Type.TEXT, "A remark", lambda one: one.programme.note),
    ]
    return make("programmes", "Programmes, resolutions and plans", columns, dataset.programmes.values(), ("code",))


def programme_results(dataset: Dataset, day: date) -> Table:
    """Count for each programme how its official indicators stand."""

    def count(status: Status) -> Callable[[ProgrammeResult], int]:
        return lambda one: one.counts[status]

    columns: list[Of[ProgrammeResult]] = [
        Of("program", Type.TEXT, "The programme's code", lambda one: one.entry.code, PROGRAMME),
        Of("as_of", Type.DATE, "The day as known on which", lambda _: day),
        Of("recorded", Type.INTEGER, "How many official indicators are recorded", lambda one: one.recorded),
        Of("with_data", Type.INTEGER, "Of how many anything is known", lambda one: one.with_data),
        *(Of(str(status), Type.INTEGER, f"How many have the status {status}", count(status)) for status in Status),
    ]
    results = (assess_programme(dataset, code, day) for code in dataset.programmes)
    return make("programme_results", "How programmes stand, in counts", columns, results, ("program",))


def assessments(dataset: Dataset) -> Table:
    """List what the authorities reported of their own programmes."""
    columns: list[Of[tuple[str, Assessment]]] = [
        Of("program", Type.TEXT, "The programme's code", lambda one: one[0], PROGRAMME),
        Of("date", Type.TEXT, "The period that the report is of", lambda one: written(one[1].date)),
        Of("date_end", Type.DATE, "Its last day", lambda one: one[1].date.last),
        Of("known", Type.DATE, "Since when it is known", lambda one: dataset.reported_on(one[1])),
        Of("owner", Type.TEXT, "Whose part it is of; empty for the whole", lambda one: one[1].owner),
        Of("tasks", Type.BOOLEAN, "Whether it counts tasks, not indicators", lambda one: one[1].tasks),
        Of("of", Type.INTEGER, "Of how many", lambda one: one[1].of),
        Of("attained", Type.INTEGER, "How many it calls attained", lambda one: one[1].attained),
        Of("exceeded", Type.INTEGER, "How many of these exceeded", lambda one: one[1].exceeded),
        Of("expected", Type.INTEGER, "How many it expects to be attained", lambda one: one[1].expected),
        Of("on_schedule", Type.INTEGER, "How many it calls on schedule", lambda one: one[1].on_schedule),
        Of("difficult", Type.INTEGER, "How many it calls difficult", lambda one: one[1].difficult),
        Of("source", Type.TEXT, "Where it is from", lambda one: one[1].source, SOURCE),
        Of("note", Type.TEXT, "A remark", lambda one: one[1].note),
    ]
    found = ((code, one) for code, entry in dataset.programmes.items() for one in entry.programme.assessments)
    return make("assessments", "What the authorities themselves reported", columns, found)


def tasks(dataset: Dataset, day: date) -> Table:
    """List the tasks, and where each stands."""
    columns: list[Of[TaskResult]] = [
        Of("code", Type.TEXT, "The task's code", lambda one: one.task.code),
        Of("program", Type.TEXT, "The programme's code", lambda one: one.programme.code, PROGRAMME),
        Of("name", Type.TEXT, "Its name", lambda one: one.task.name),
        Of("name_en", Type.TEXT, "Its English name", lambda one: one.task.name_en),
        Of("kind", Type.TEXT, "What is to be delivered", lambda one: str(one.task.kind)),
        Of("owner", Type.TEXT, "Who answers for it", lambda one: one.owner),
        Of("partners", Type.TEXT, "Who takes part, ids with spaces between", lambda one: joined(one.task.partners)),
        Of("serves", Type.TEXT, "The indicators that it serves, codes", lambda one: joined(one.task.serves)),
        Of("due", Type.DATE, "When it is due, as last set", lambda one: one.due),
        Of("status", Type.TEXT, "Where it stands; empty if nothing was reported", lambda one: one.status),
        Of(
            "updated", Type.DATE, "The day of the last report", lambda one: one.update.date.last if one.update else None
        ),
        Of("overdue", Type.BOOLEAN, "Whether it is overdue", lambda one: one.is_overdue),
        Of("source", Type.TEXT, "Where it is from", lambda one: one.task.source, SOURCE),
        Of("note", Type.TEXT, "A remark", lambda one: one.task.note),
    ]
    seen: dict[str, TaskResult] = {}
    for one in assess_tasks(dataset, day):
        seen.setdefault(one.task.code, one)
    return make("tasks", "Tasks, as known on the day", columns, seen.values(), ("code",))


def task_updates(dataset: Dataset) -> Table:
    """List what was reported of tasks."""
    columns: list[Of[tuple[Task, TaskUpdate]]] = [
        Of("task", Type.TEXT, "The task's code", lambda one: one[0].code, ("tasks", "code")),
        Of("date", Type.TEXT, "The period of the report", lambda one: written(one[1].date)),
        Of("date_end", Type.DATE, "Its last day", lambda one: one[1].date.last),
        Of("status", Type.TEXT, "Where the task stood", lambda one: str(one[1].status)),
        Of("due", Type.DATE, "A new due date", lambda one: last_day(one[1].due)),
        Of("source", Type.TEXT, "Where it is from", lambda one: one[1].source, SOURCE),
        Of("note", Type.TEXT, "A remark", lambda one: one[1].note),
    ]
    found = ((task, update) for _entry, task in all_tasks(dataset) for update in task.updates)
    return make("task_updates", "What was reported of tasks", columns, found)
