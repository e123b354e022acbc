"""Results as JSON: stable keys, exact numbers, ISO dates, the same whatever the language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

from ctrack.assess.observations import is_known, known_comparisons, known_day
from ctrack.assess.results import Computed, NotComputed, Result, Status
from ctrack.values.numbers import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from ctrack.assess.authority import AuthorityReport
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.assess.tasks import TaskResult
    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer
    from ctrack.model.indicator import Measurement, Target
    from ctrack.model.programme import Assessment
    from ctrack.render.figures import IndicatorView

    Locate = Callable[[Pointer], tuple[str, int]]

SCHEMA = 1
Json = None | bool | int | str | Decimal | Fraction | list["Json"] | dict[str, "Json"]


def to_json(data: Json, indent: str = "") -> str:
    """Write JSON by hand, because every digit of a number counts: numbers are never binary floats."""
    inner = f"{indent}  "
    match data:
        case None:
            return "null"
        case bool():
            return "true" if data else "false"
        case str():
            return encode_basestring(data)
        case int():
            return str(data)
        case list():
            return _block("[", [to_json(item, inner) for item in data], "]", indent)
        case dict():
            return _block(
                "{", [f"{encode_basestring(key)}: {to_json(item, inner)}" for key, item in data.items()], "}", indent
            )
    return plain_text(data)


def _block(opening: str, items: list[str], closing: str, indent: str) -> str:
    if not items:
        return opening + closing
    inner = f"\n{indent}  "
    return f"{opening}{inner}{f',{inner}'.join(items)}\n{indent}{closing}"


def _reason(computed: Computed) -> str | None:
    return str(computed.reason) if isinstance(computed, NotComputed) else None


def _number(computed: Computed) -> Json:
    return None if isinstance(computed, NotComputed) else computed


def row_json(dataset: Dataset, result: Result, locate: Locate) -> dict[str, Json]:
    """Give a row: an indicator for the city or a district."""
    entry, pace = result.entry, result.pace
    return {
        "code": result.code,
        "scope": result.scope,
        "name": entry.indicator.name,
        "name_en": entry.indicator.name_en,
        "unit": entry.meaning.unit,
        "direction": str(entry.meaning.direction),
        "aggregation": str(entry.meaning.aggregation),
        "official": entry.indicator.is_official,
        "parent": entry.indicator.parent,
        "owner": dataset.owner(entry),
        **_value_json(result),
        "target": _target_json(result),
        "deadline": result.goal.deadline.isoformat() if result.goal else None,
        "attainment": _number(result.attainment),
        "attainment_reason": _reason(result.attainment),
        "progress": _number(result.progress),
        "progress_reason": _reason(result.progress),
        "pace": _number(pace.percent),
        "pace_reason": _reason(pace.percent),
        "pace_basis": str(pace.basis) if pace.basis else None,
        "expected": pace.expected,
        "projected": pace.projected,
        "per_year": pace.per_year,
        "per_year_needed": pace.per_year_needed,
        "status": str(result.status),
        "flags": [str(flag) for flag in result.flags],
        "reached_on": result.reached_on.isoformat() if result.reached_on else None,
        "findings": dataset.errors_in(entry, result.scope),
        "location": _location_json(result, locate),
    }


def _value_json(result: Result) -> dict[str, Json]:
    value = result.value
    if value is None:
        keys = ("value", "of", "date", "date_end", "value_status", "bound", "source")
        return dict.fromkeys(keys) | {"inputs": 0, "reported": None}
    reported: Json = {"reported": value.rollup.reported, "expected": value.rollup.expected} if value.rollup else None
    return {
        "value": value.amount,
        "of": value.of,
        "date": value.period_text,
        "date_end": value.last.isoformat(),
        "value_status": str(value.status),
        "bound": str(value.bound) if value.bound else None,
        "source": value.latest.measurement.source,
        "inputs": len(value.inputs),
        "reported": reported,
    }


def _target_json(result: Result) -> Json:
    goal = result.goal
    if goal is None:
        return None
    target = goal.target
    is_typed = target.from_baseline is None
    return {
        "by": goal.window.last.isoformat(),
        "from": goal.window.first.isoformat() if goal.has_own_window else None,
        "min": target.low if is_typed else goal.low,
        "max": target.high if is_typed else goal.high,
        "of": target.of,
        "bound": str(target.bound) if target.bound else None,
        "decided": target.decided.last.isoformat() if target.decided else None,
        "source": target.source or result.entry.programme.programme.source,
    }


def _location_json(result: Result, locate: Locate) -> Json:
    """Say where the latest input stands; without a value, where the indicator does."""
    pointer = result.value.latest.measurement.pointer if result.value else result.entry.indicator.pointer
    file, line = locate(pointer)
    return {"file": file, "line": line}


def programme_json(
    dataset: Dataset, result: ProgrammeResult, rows: Sequence[Result], locate: Locate
) -> dict[str, Json]:
    """Give a programme with its rows."""
    programme = result.entry.programme
    return {
        "code": programme.code,
        "number": programme.number,
        "kind": str(programme.kind),
        "scope": result.entry.scope,
        "title": programme.title,
        "title_en": programme.title_en,
        "draft": programme.draft,
        "declared": programme.declared.indicators,
        "declared_tasks": programme.declared.tasks,
        "recorded": result.recorded,
        "recorded_tasks": len(programme.tasks),
        "with_data": result.with_data,
        "counts": counts_json(result.counts),
        "unread": list(dataset.unread.indicators.get(programme.code, ())),
        "assessment": assessment_json(result.assessment),
        "assessments": [report_json(report) for report in result.reports],
        "indicators": [row_json(dataset, row, locate) for row in rows],
    }


def counts_json(counts: Mapping[Status, int]) -> dict[str, Json]:
    """Give the counts of all ten statuses."""
    return {str(status): counts.get(status, 0) for status in Status}


_REPORTED = ("of", "attained", "exceeded", "expected", "on_schedule", "difficult", "source")


def assessment_json(assessment: Assessment | None) -> Json:
    """Give what the authority itself reported."""
    if assessment is None:
        return None
    return {"date": str(assessment.date)} | {key: getattr(assessment, key) for key in _REPORTED}


def report_json(report: AuthorityReport) -> dict[str, Json]:
    """Give a report of the authority with our own count of the same part on the day that it became known."""
    assessment, own = report.assessment, report.own
    said: dict[str, Json] = {"date": str(assessment.date)} | {key: getattr(assessment, key) for key in _REPORTED}
    return said | {
        "owner": assessment.owner,
        "tasks": assessment.tasks,
        "note": assessment.note,
        "known": report.known.isoformat(),
        "own": {"recorded": own.recorded, "with_data": own.with_data, "attained": own.attained},
    }


def task_json(result: TaskResult) -> dict[str, Json]:
    """Give a task."""
    return {
        "program": result.programme.code,
        "code": result.task.code,
        "name": result.task.name,
        "name_en": result.task.name_en,
        "kind": str(result.task.kind),
        "owner": result.owner,
        "due": result.due.isoformat() if result.due else None,
        "status": str(result.status) if result.status else None,
        "updated": str(result.update.date) if result.update else None,
        "overdue": result.is_overdue,
        "source": result.task.source,
    }


def envelope(day: date, content: dict[str, Json]) -> dict[str, Json]:
    """Put what every answer says around the content: the schema's version and the day."""
    return {"schema": SCHEMA, "as_of": day.isoformat(), **content}


def indicator_json(dataset: Dataset, view: IndicatorView, locate: Locate) -> dict[str, Json]:
    """Give an indicator whole: its row, its targets with a verdict each, every figure, its districts."""
    entry = view.entry
    return {
        "program": entry.programme.code,
        "code": entry.code,
        "name": entry.indicator.name,
        "name_en": entry.indicator.name_en,
        "definition": entry.indicator.definition,
        "unit": entry.meaning.unit,
        "owner": dataset.owner(entry),
        "partners": list(entry.indicator.partners),
        "parent": entry.indicator.parent,
        "same_as": entry.indicator.same_as,
        "indicator": row_json(dataset, view.result, locate) if view.result else None,
        "targets": [
            {"target": _target_json(result), "attainment": _number(result.attainment), "status": str(result.status)}
            for _, _, result in view.targets
        ],
        "unscored_targets": [_unscored_json(target, reason, locate) for target, reason in view.unscored],
        "measurements": [
            measurement_json(dataset, value, locate)
            for value in dataset.values(entry, entry.programme.scope)
            if is_known(dataset, value, view.day)
        ],
        "comparisons": [
            {"with": other.with_, **measurement_json(dataset, other, locate)}
            for other in known_comparisons(dataset, entry, view.day)
        ],
        "districts": [row_json(dataset, row.result, locate) | {"rank": row.rank} for row in view.districts],
        "tasks": [task_json(task) for task in view.tasks],
    }


def _unscored_json(target: Target, reason: str, locate: Locate) -> Json:
    file, line = locate(target.pointer)
    return {
        "by": target.by.last.isoformat() if target.by else None,
        "min": target.low,
        "max": target.high,
        "of": target.of,
        "from_baseline": str(target.from_baseline) if target.from_baseline else None,
        "reason": reason,
        "source": target.source,
        "location": {"file": file, "line": line},
    }


def measurement_json(dataset: Dataset, value: Measurement, locate: Locate) -> dict[str, Json]:
    """Give a measurement as it was entered."""
    file, line = locate(value.pointer)
    return {
        "date": str(value.date),
        "date_end": value.date.last.isoformat(),
        "value": value.value,
        "count": value.count,
        "of_target": value.of_target,
        "of": value.of,
        "stated": value.stated,
        "status": str(value.status),
        "bound": str(value.bound) if value.bound else None,
        "break": value.break_,
        "known": known_day(dataset, value).isoformat(),
        "source": value.source,
        "note": value.note,
        "location": {"file": file, "line": line},
    }
