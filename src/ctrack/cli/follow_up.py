"""What is to be done, by whom, and by when: `tasks`, `due` and `owner` as views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.due import Due, due_list
from ctrack.assess.owners import OwnerResult, owner_result, owners
from ctrack.assess.tasks import assess_tasks
from ctrack.cli.session import Session, View
from ctrack.lookup import find_owner, find_programme
from ctrack.render import json as to
from ctrack.render.due import due_page
from ctrack.render.flat import ROW_HEADER
from ctrack.render.owners import owner_page, owners_page
from ctrack.render.tasks import owner_text, tasks_page
from ctrack.values.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from ctrack.dataset import Dataset
    from ctrack.render.json import Json


def tasks_view(session: Session, *, programmes: Sequence[str], owners: Sequence[str], overdue_only: bool) -> View:
    """Make `tasks`: in the order of the programmes, the overdue ones alone if that is asked for."""
    dataset, day = session.dataset, session.day
    codes = frozenset(find_programme(session.dataset, code) for code in programmes)
    owner_ids = frozenset(find_owner(dataset, name) for name in owners)
    tasks = [
        task
        for task in assess_tasks(dataset, day)
        if (not codes or task.programme.code in codes)
        and (not owner_ids or task.owner in owner_ids)
        and (task.is_overdue or not overdue_only)
    ]
    rows = [to.task_json(task) for task in tasks]
    return View(
        page=lambda width, glyphs: tasks_page(dataset, tasks, day, width, glyphs),
        data=lambda: {"tasks": [*rows]},
        rows=lambda: (TASK_HEADER, rows),
    )


TASK_HEADER = ("program", "code", "name", "name_en", "kind", "owner", "due", "status", "updated", "overdue", "source")


def due_view(session: Session, *, within: timedelta, owners: Sequence[str]) -> View:
    """Make `due`."""
    dataset = session.dataset
    due = due_list(dataset, session.day, within, frozenset(find_owner(dataset, name) for name in owners))
    spans = (("overdue", due.overdue), ("due", due.soon))
    return View(
        page=lambda width, glyphs: due_page(dataset, due, width, glyphs),
        data=lambda: {
            "until": due.until.isoformat(),
            **{name: _due_json(session, span) for name, span in spans},
            "stale": [to.row_json(dataset, result, session.locate) for result in due.stale],
        },
        rows=lambda: (
            ["due", *ROW_HEADER],
            [
                *({"due": name, **session.flat(target.result)} for name, span in spans for target in span.targets),
                *({"due": "stale", **session.flat(result)} for result in due.stale),
                *(
                    {**to.task_json(task.result), "due": name, "deadline": task.deadline.isoformat()}
                    for name, span in spans
                    for task in span.tasks
                ),
            ],
        ),
    )


def _due_json(session: Session, span: Due) -> dict[str, Json]:
    return {
        "targets": [
            to.row_json(session.dataset, target.result, session.locate) | {"due": target.deadline.isoformat()}
            for target in span.targets
        ],
        "tasks": [to.task_json(task.result) for task in span.tasks],
    }


def owner_view(session: Session, name: str) -> View:
    """Make `owner NAME`."""
    dataset, day = session.dataset, session.day
    result = owner_result(dataset, find_owner(dataset, name), day)
    rows = [row for one in result.standings for row in one.rows]
    return View(
        page=lambda width, glyphs: owner_page(dataset, result, day, width, glyphs),
        data=lambda: {
            "owner": _owner_json(dataset, result),
            "assessments": [to.report_json(report) for report in result.reports],
            "indicators": [to.row_json(dataset, row, session.locate) for row in rows],
            "tasks": [to.task_json(task) for task in result.tasks],
        },
        rows=lambda: (
            ROW_HEADER,
            [
                *(session.flat(row) for row in rows),
                *(to.task_json(task) for task in result.tasks),
            ],
        ),
    )


def all_owners_view(session: Session) -> View:
    """Make `owner` without a name: all who answer for anything by name, at the end what nobody is named for."""
    dataset, day = session.dataset, session.day
    idents = sorted(owners(dataset, day), key=lambda ident: (ident is None, sort_key(owner_text(dataset, ident))))
    results = [owner_result(dataset, ident, day) for ident in idents]
    rows = [_owner_json(dataset, result) for result in results]
    return View(
        page=lambda _, glyphs: owners_page(dataset, results, day, glyphs),
        data=lambda: {"owners": [*rows]},
        rows=lambda: (OWNER_HEADER, rows),
    )


OWNER_HEADER = ("id", "name", "name_en", "indicators", "with_data", "attained", "behind", "tasks", "overdue")


def _owner_json(dataset: Dataset, result: OwnerResult) -> dict[str, Json]:
    record = dataset.files.agencies.get(result.ident or "") or dataset.districts.get(result.ident or "")
    return {
        "id": result.ident,
        "name": record.name if record else result.ident,
        "name_en": record.name_en if record else None,
        "indicators": len(result.standings),
        "with_data": result.with_data,
        "attained": result.attained,
        "behind": result.behind,
        "tasks": len(result.tasks),
        "overdue": result.overdue,
    }
