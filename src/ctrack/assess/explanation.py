"""How a row's status came about: the target, the figures, each number as a formula, and the questions that decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import Facts, assess, district_results, listed_targets
from ctrack.assess.case import Case
from ctrack.assess.horizon import TERM
from ctrack.assess.observations import goal_for
from ctrack.assess.pace import milestones
from ctrack.assess.path_steps import pace_steps
from ctrack.assess.results import Result, Status
from ctrack.assess.roles import Considered, considered
from ctrack.assess.steps import attainment_step, edges, progress_step, rollup_step, value_step
from ctrack.assess.verdict import Answer, Question, answers
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctrack.assess.formulas import Recorded, Step
    from ctrack.assess.results import Goal
    from ctrack.assess.targets import Chosen
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Target


@frozen
class Explanation:
    """A result and how it came about.

    `goals` are the targets in force, `unscored` those that are not judged at all, with why. `answers` end with the yes
    that gave the status. `plans` are further targets that matter: those on the way to the judged one, and those that
    percentages of a plan are of. `districts` are the rows that a roll-up is made of.
    """

    result: Result
    chosen: Chosen | None
    goals: tuple[Goal, ...]
    unscored: tuple[tuple[Target, str], ...]
    figures: tuple[Considered, ...]
    steps: tuple[Step, ...]
    answers: tuple[Answer, ...]
    plans: tuple[Target, ...]
    districts: tuple[Result, ...]

    @property
    def records(self) -> tuple[Recorded, ...]:
        """The facts that went into the result, each once, in the order in which the steps need them."""
        found: dict[int, Recorded] = {}
        for record in self._records():
            found.setdefault(id(record), record)
        return tuple(found.values())

    def _records(self) -> Iterator[Recorded]:
        terms = (term for step in self.steps if step.formula for term in step.formula.terms)
        yield from (term.record for term in terms if term.record is not None)
        if self.chosen:
            yield self.chosen.goal.target
        if self.result.value:
            yield from (entry.measurement for entry in self.result.value.inputs)
        yield from self.plans
        yield from (row.goal.target for row in self.districts if row.goal)

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """The rows that it speaks of: its own, and those that a roll-up is made of, each as code and scope."""
        return tuple((row.code, row.scope) for row in (self.result, *self.districts))

    @property
    def known_facts(self) -> tuple[Recorded, ...]:
        """Every figure of its rows, whatever became of it, and the facts that went into the result."""
        others = (entry.measurement for row in self.districts for entry in row.history)
        return (*(one.measurement for one in self.figures), *others, *self.records)


def explain(dataset: Dataset, entry: IndicatorEntry, scope: str, day: date, horizon: str = TERM) -> Explanation:
    """Judge an indicator for the city or a district, and say how; the result is that of `assess`."""
    facts = Facts(dataset, entry, scope, day, horizon)
    chosen = facts.chosen
    result = facts.result(chosen.goal if chosen else None)
    is_rolled_up = result.value is not None and result.value.rollup is not None
    rollup = entry.meaning.rollup if is_rolled_up else None
    districts = district_results(dataset, dataset.indicators[rollup.from_], day, horizon) if rollup else ()
    return Explanation(
        result=result,
        chosen=chosen,
        goals=facts.goals,
        unscored=listed_targets(dataset, entry, scope, day),
        figures=considered(
            dataset, facts.row, facts.goals, result, lambda then: assess(dataset, entry, scope, then, horizon)
        ),
        steps=tuple(_steps(facts, result, districts)),
        answers=tuple(_answers(facts, result)),
        plans=tuple(_plans(facts, result)),
        districts=districts,
    )


def _case(facts: Facts, result: Result) -> Case | None:
    if result.value is None or result.goal is None:
        return None
    return Case(
        row=facts.row,
        day=facts.day,
        value=result.value,
        goal=result.goal,
        goals=facts.goals,
        tracker=facts.dataset.tracker,
    )


def _plans(facts: Facts, result: Result) -> Iterator[Target]:
    case = _case(facts, result)
    if case is not None:
        yield from (stop.target for stop in milestones(case.row, case.goals, case.goal, result.pace.start))
    for entry in result.value.inputs if result.value and not result.value.rollup else ():
        plan = goal_for(entry.measurement, facts.goals) if entry.is_derived else None
        if plan:
            yield plan.target


def _steps(facts: Facts, result: Result, districts: tuple[Result, ...]) -> Iterator[Step]:
    value, goal, rollup = result.value, result.goal, facts.row.entry.meaning.rollup
    if goal:
        yield from edges(goal, facts.row.baseline)
    if value and value.rollup and rollup:
        yield rollup_step(value, rollup, districts)
    elif value:
        yield value_step(value, facts.row.aggregation, goal_for(value.latest.measurement, facts.goals))
    yield attainment_step(result)
    case = _case(facts, result)
    if case is None:
        return
    yield progress_step(case, result.progress)
    stops = (*milestones(case.row, case.goals, case.goal, result.pace.start), case.goal)
    yield from pace_steps(case, result.pace, stops)


def _answers(facts: Facts, result: Result) -> Iterator[Answer]:
    """Give the questions up to the first yes."""
    yield Answer(Question.HAS_TARGET, result.goal is None, Status.NO_TARGET)
    if result.goal is None:
        return
    yield Answer(Question.HAS_DATA, result.value is None, Status.NO_DATA)
    case = _case(facts, result)
    if case is None:
        return
    for answer in answers(case, result.attainment, result.pace):
        yield answer
        if answer.holds:
            return
