"""The steps to a row's value, attainment and progress, each written out as a formula."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.formulas import Formula, Quantity, Step, Term
from ctrack.assess.results import NotComputed
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ctrack.assess.case import Case
    from ctrack.assess.results import Computed, CurrentValue, Goal, Observation, Result
    from ctrack.model.indicator import Baseline, Measurement, Rollup
    from ctrack.values.numbers import Number


def edges(goal: Goal, baseline: Baseline | None) -> Iterator[Step]:
    """Write how a target that counts from the baseline gets its edges; what is written as it stands needs no step."""
    relation = goal.target.from_baseline
    if relation is None or baseline is None:
        return
    template = "{b} + {bound}" if relation == "add" else "{b} * (1 + {bound} / 100)"
    bounds = (goal.target.low, goal.target.high)
    written = ((Quantity.LOWER_EDGE, goal.low), (Quantity.UPPER_EDGE, goal.high))
    is_turned = relation == "percent" and baseline.value < 0 and None not in bounds
    for (quantity, edge), bound in zip(written, reversed(bounds) if is_turned else bounds, strict=True):
        if edge is not None and bound is not None:
            terms = (
                Term(name="b", number=baseline.value, record=baseline),
                Term(name="bound", number=bound, record=goal.target),
            )
            yield Step(quantity=quantity, computed=edge, formula=Formula(template=template, terms=terms))


def value_step(value: CurrentValue, aggregation: str, goal: Goal | None) -> Step:
    """Write how a measured value is made of its figures; `goal` is the plan that a percentage is of."""
    if value.is_single:
        formula = _figure(value.latest, goal)
    else:
        terms = _addends((entry.amount, entry.measurement) for entry in value.inputs)
        total = " + ".join(f"{{{term.name}}}" for term in terms)
        if aggregation == "average" and len(terms) > 1:
            total = f"({total}) / {len(terms)}"
        formula = Formula(template=total, terms=terms)
    return Step(quantity=Quantity.VALUE, computed=exact(value.amount), formula=formula)


def _addends(numbers: Iterable[tuple[Number, Measurement | None]]) -> tuple[Term, ...]:
    told = list(numbers)
    names = [f"v{position}" for position in range(1, len(told) + 1)] if len(told) > 1 else ["v"]
    return tuple(
        Term(name=name, number=number, record=record) for name, (number, record) in zip(names, told, strict=True)
    )


def _figure(entry: Observation, goal: Goal | None) -> Formula:
    """Write how one figure was given: as it is, as a share of a number, as a percentage of the plan."""
    measurement = entry.measurement
    if measurement.count is not None and measurement.of is not None:
        terms = (
            Term(name="count", number=measurement.count, record=measurement),
            Term(name="of", number=measurement.of, record=measurement),
        )
        return Formula(template="100 * {count} / {of}", terms=terms)
    if measurement.of_target is not None and goal is not None:
        terms = (
            Term(name="g", number=goal.edge(Fraction(0)), record=goal.target),
            Term(name="percent", number=measurement.of_target, record=measurement),
        )
        return Formula(template="{g} * {percent} / 100", terms=terms)
    return Formula(template="{v}", terms=(Term(name="v", number=entry.amount, record=measurement),))


def rollup_step(value: CurrentValue, rollup: Rollup, districts: Sequence[Result]) -> Step:
    """Write how the districts' values make the city's."""
    asked = [row for row in districts if row.goal or (row.value and not rollup.by.endswith("_attained"))]
    reported = [
        (row.value.amount, row.value.latest.measurement if row.value.is_single else None) for row in asked if row.value
    ]
    attained = Term(name="attained", number=Fraction(sum(row.status.is_attained for row in asked)))
    match rollup.by:
        case "count_attained":
            formula = Formula(template="{attained}", terms=(attained,))
        case "share_attained":
            count = Term(name="districts", number=Fraction(len(asked)))
            formula = Formula(template="100 * {attained} / {districts}", terms=(attained, count))
        case by:
            terms = _addends(reported)
            total = " + ".join(f"{{{term.name}}}" for term in terms)
            is_mean = by == "average" and len(terms) > 1
            formula = Formula(template=f"({total}) / {len(terms)}" if is_mean else total, terms=terms)
    return Step(quantity=Quantity.VALUE, computed=exact(value.amount), formula=formula)


def attainment_step(result: Result) -> Step:
    """Write the attainment."""
    return Step(quantity=Quantity.ATTAINMENT, computed=result.attainment, formula=_attainment(result))


def _attainment(result: Result) -> Formula | None:
    value, goal = result.value, result.goal
    if value is None or goal is None or isinstance(result.attainment, NotComputed):
        return None
    amount = Term(name="v", number=value.amount)
    if goal.direction == "range" and goal.is_met_by(value.amount):
        return Formula(template="100")
    is_floor = goal.low is not None and (goal.direction == "increase" or value.amount < goal.low)
    if is_floor and goal.low is not None and goal.direction != "decrease":
        edge = Term(name="lo", number=goal.low, record=goal.target)
        return Formula(template="100 * {v} / {lo}", terms=(amount, edge))
    edge = Term(name="hi", number=goal.high or Fraction(0), record=goal.target)
    return Formula(template="100 * {hi} / {v}", terms=(edge, amount))


def progress_step(case: Case, progress: Computed) -> Step:
    """Write the way gone from the baseline."""
    baseline, goal = case.row.baseline, case.goal
    if baseline is None or isinstance(progress, NotComputed):
        return Step(quantity=Quantity.PROGRESS, computed=progress)
    terms: tuple[Term, ...]
    if goal.direction == "range":
        terms = (
            Term(name="dist_v", number=goal.distance(case.value.amount), record=goal.target),
            Term(name="dist_b", number=goal.distance(baseline.value), record=baseline),
        )
        formula = Formula(template="100 * (1 - {dist_v} / {dist_b})", terms=terms)
    else:
        terms = (
            Term(name="v", number=case.value.amount),
            Term(name="b", number=baseline.value, record=baseline),
            Term(name="g", number=goal.edge(baseline.value), record=goal.target),
        )
        formula = Formula(template="100 * ({v} - {b}) / ({g} - {b})", terms=terms)
    return Step(quantity=Quantity.PROGRESS, computed=progress, formula=formula)
