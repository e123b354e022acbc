"""`diff` as JSON and as flat rows: each change with what it was, what it is and where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctrack.changes.compare import Section
from ctrack.model.indicator import Baseline, Measurement, Target
from ctrack.render.json import row_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.changes.compare import Change
    from ctrack.changes.effects import Effect
    from ctrack.changes.facts import Fact
    from ctrack.render.changes import DiffView
    from ctrack.render.json import Json


def diff_json(view: DiffView) -> dict[str, Json]:
    """Give the changes, numbered in the order of the list, and the rows that are judged otherwise because of them."""
    changes = view.comparison.changes
    numbers = {id(change): number for number, change in enumerate(changes)}
    return {
        "base": view.base_name,
        "head": view.head_name,
        "summary": {
            **{str(section): len(view.comparison.of(section)) for section in Section},
            "moved": len(view.moved),
            "recomputed": len(view.effects) - len(view.moved),
        },
        "changes": [_change_json(view, change) for change in changes],
        "effects": [_effect_json(view, effect, numbers) for effect in view.effects],
        "not_compared": dict(view.comparison.uncompared),
        "maybe_not_new": list(view.comparison.doubtful),
    }


def _change_json(view: DiffView, change: Change) -> dict[str, Json]:
    fact = change.after or change.before
    assert fact is not None  # noqa: S101 - one of the two is there
    identity = change.identity
    place, pointer = (view.place, fact.pointer) if change.after else (view.place_in_base, fact.pointer)
    file, line = place(pointer)
    return {
        "section": str(change.section),
        "how": str(change.how),
        "kind": identity.kind,
        "code": identity.owner,
        "scope": identity.scope,
        "date": _date(fact),
        "before": _said(change.before),
        "after": _said(change.after),
        "earlier": _said(change.earlier),
        "keys": [key for key, _before, _after in change.keys],
        "location": {"file": file, "line": line, "in_base": change.after is None},
    }


def _date(fact: Fact) -> str | None:
    record = fact.record
    if isinstance(record, Target):
        return str(record.by or record.every) if record.by or record.every else None
    return str(record.date) if isinstance(record, (Measurement, Baseline)) else None


def _said(fact: Fact | None) -> Json:
    return None if fact is None else {key: _plain(value) for key, value in (*fact.says, *fact.details)}


def _plain(value: object) -> Json:
    return value if value is None or isinstance(value, bool | int | Decimal) else str(value)


def _effect_json(view: DiffView, effect: Effect, numbers: Mapping[int, int]) -> dict[str, Json]:
    return {
        "code": effect.after.code,
        "scope": effect.after.scope,
        "moved": effect.has_moved,
        "damaged": effect.is_damaged,
        "status_before": str(effect.before.status),
        "status_after": str(effect.after.status),
        "before": row_json(view.base, effect.before, view.place_in_base),
        "after": row_json(view.head, effect.after, view.place),
        "because": [numbers[id(change)] for change in effect.because],
    }


CHANGE_HEADER = (
    *("section", "how", "kind", "code", "scope", "date", "key", "before", "after", "file", "line", "in_base"),
)


def change_rows(view: DiffView) -> list[Mapping[str, object]]:
    """Give a row for each key that says something else, and one for each status that moved."""
    rows: list[Mapping[str, object]] = []
    for change in view.comparison.changes:
        told = _change_json(view, change)
        place = told.pop("location")
        about = {key: told[key] for key in ("section", "how", "kind", "code", "scope", "date")}
        where = place if isinstance(place, dict) else {}
        rows += [
            {**about, **where, "key": key, "before": _plain(before), "after": _plain(after)}
            for key, before, after in change.keys
        ]
    for effect in view.moved:
        row = effect.after
        about = {"section": "moved", "how": "moved", "kind": "status", "code": row.code, "scope": row.scope}
        rows.append({**about, "key": "status", "before": str(effect.before.status), "after": str(row.status)})
    return rows
