"""`explain` as JSON: the same steps, with exact numbers, formulas that a program can compute, and places in files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctrack.assess.results import NotComputed
from ctrack.model.indicator import Measurement, Target
from ctrack.render.formulas import fraction_digits, shown_number
from ctrack.render.json import measurement_json, row_json
from ctrack.render.origins import owners_of, source_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.assess.formulas import Recorded, Step
    from ctrack.assess.results import Goal
    from ctrack.assess.roles import Considered
    from ctrack.assess.verdict import Condition
    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer
    from ctrack.render.json import Json
    from ctrack.render.origins import ExplanationView
    from ctrack.values.commits import Entered
    from ctrack.values.numbers import Number


def explanation_json(dataset: Dataset, view: ExplanationView) -> dict[str, Json]:
    """Give a row and how it came about; `facts` are numbered from 0, and the terms of formulas name them."""
    explanation = view.explanation
    result, chosen = explanation.result, explanation.chosen
    numbers = {id(record): number for number, record in enumerate(explanation.records)}
    return {
        "program": result.entry.programme.code,
        "code": result.code,
        "scope": result.scope,
        "indicator": row_json(dataset, result, view.place),
        "targets": [
            _goal_json(view, goal, str(chosen.why) if chosen and goal is chosen.goal else None)
            for goal in explanation.goals
        ],
        "unscored_targets": [
            {"reason": reason, "location": _location(view, target.pointer)} for target, reason in explanation.unscored
        ],
        "figures": [_figure_json(dataset, view, one) for one in explanation.figures],
        "districts": [row_json(dataset, row, view.place) for row in explanation.districts],
        "steps": [_step_json(step, numbers) for step in explanation.steps],
        "questions": [
            {
                "question": str(answer.question),
                "conditions": [_condition_json(condition) for condition in answer.conditions],
                "answer": answer.holds,
                "status": str(answer.status),
            }
            for answer in explanation.answers
        ],
        "facts": [fact_json(dataset, view, record) for record in explanation.records],
        "history": None if view.unknown is None else str(view.unknown),
    }


def _goal_json(view: ExplanationView, goal: Goal, why: str | None) -> Json:
    return {
        "from": goal.window.first.isoformat() if goal.has_own_window else None,
        "by": goal.window.last.isoformat(),
        "deadline": goal.deadline.isoformat(),
        "min": goal.low,
        "max": goal.high,
        "of": goal.of,
        "judged": why is not None,
        "why": why,
        "location": _location(view, goal.target.pointer),
    }


def _figure_json(dataset: Dataset, view: ExplanationView, one: Considered) -> Json:
    then: Json = None
    value = one.then.value if one.then else None
    if one.then and value and any(entry.measurement is one.measurement for entry in value.inputs):
        ratio = one.then.attainment
        then = {
            "attainment": None if isinstance(ratio, NotComputed) else ratio,
            "attainment_reason": str(ratio.reason) if isinstance(ratio, NotComputed) else None,
            "status": str(one.then.status),
        }
    return {**measurement_json(dataset, one.measurement, view.place), "role": str(one.role), "then": then}


def _step_json(step: Step, facts: Mapping[int, int]) -> Json:
    """Give a step: the formula in the notation of Python, its terms, the exact result as a fraction."""
    formula = step.formula
    return {
        "quantity": str(step.quantity),
        "formula": formula.template.replace("{", "").replace("}", "") if formula else None,
        "terms": [
            {
                "name": term.name,
                "value": term.number,
                "exact": fraction_digits(term.number),
                "day": term.day.isoformat() if term.day else None,
                "fact": facts[id(term.record)] if term.record is not None else None,
            }
            for term in (formula.terms if formula else ())
        ],
        "value": None if isinstance(step.computed, NotComputed) else step.computed,
        "exact": None if isinstance(step.computed, NotComputed) else fraction_digits(step.computed),
        "shown": shown_number(step),
        "reason": str(step.computed.reason) if isinstance(step.computed, NotComputed) else None,
    }


def _condition_json(condition: Condition) -> Json:
    return {
        "name": condition.name or None,
        "left": _side(condition.left),
        "sign": condition.sign,
        "right": _side(condition.right),
        "holds": condition.holds,
    }


def _side(side: Number | date | None) -> Json:
    return side.isoformat() if isinstance(side, date) else side


def fact_json(dataset: Dataset, view: ExplanationView, record: Recorded) -> dict[str, Json]:
    """Give a fact: what it says, where it stands, what it is from, and who entered it."""
    owners = owners_of(view.explanation)
    row = owners.get(id(record), view.explanation.result)
    ident = source_of(owners, view.explanation.result, record)
    source = dataset.source(ident)
    return {
        "code": row.code,
        "scope": row.entry.programme.scope if isinstance(record, Target) else row.scope,
        **_said(record),
        "note": record.note,
        "location": _location(view, record.pointer),
        "source": ident,
        "source_title": source.title if source else None,
        "source_publisher": source.publisher if source else None,
        "source_published": str(source.published) if source and source.published else None,
        "url": source.url if source else None,
        "entered": [_entered_json(entered) for entered in view.entered.get(record.pointer, ())],
    }


def _said(record: Recorded) -> dict[str, Json]:
    if isinstance(record, Target):
        by = record.by or record.every
        edges: dict[str, Json] = {"min": record.low, "max": record.high, "of": record.of}
        relation = str(record.from_baseline) if record.from_baseline else None
        return {"kind": "target", "date": str(by) if by else None, **edges, "from_baseline": relation}
    is_figure = isinstance(record, Measurement)
    said: dict[str, Json] = {
        "kind": "measurement" if is_figure else "baseline",
        "date": str(record.date),
        "value": record.value,
    }
    if isinstance(record, Measurement):
        said |= {"count": record.count, "of_target": record.of_target}
    return said | {"of": record.of, "status": str(record.status), "bound": str(record.bound) if record.bound else None}


def _entered_json(entered: Entered) -> Json:
    return {
        "commit": entered.commit,
        "author": entered.author if entered.commit else None,
        "date": entered.day.isoformat() if entered.day else None,
        "may_be_older": entered.may_be_older,
    }


def _location(view: ExplanationView, pointer: Pointer) -> Json:
    file, line = view.place(pointer)
    return {"file": file, "line": line}


FACT_HEADER = (
    *(
        "program",
        "code",
        "scope",
        "kind",
        "date",
        "value",
        "count",
        "of_target",
        "min",
        "max",
        "of",
        "from_baseline",
        "status",
        "bound",
    ),
    *("file", "line", "source", "source_title", "source_publisher", "source_published", "url", "note"),
    *("commit", "author", "entered"),
)


def fact_rows(dataset: Dataset, view: ExplanationView) -> list[Mapping[str, object]]:
    """Give the facts as flat rows; of several commits the last stands for the fact."""
    result = view.explanation.result
    rows: list[Mapping[str, object]] = []
    for record in view.explanation.records:
        file, line = view.place(record.pointer)
        entered = max(view.entered.get(record.pointer, ()), key=lambda one: one.day or date.max, default=None)
        rows.append(
            {"program": result.entry.programme.code}
            | dict(fact_json(dataset, view, record))
            | {"file": file, "line": line}
            | {
                "commit": entered.commit if entered else None,
                "author": entered.author if entered and entered.commit else None,
                "entered": entered.day.isoformat() if entered and entered.day else None,
            }
        )
    return rows
