"""An explanation is the result told step by step: its formulas give its numbers, its last question its status."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from ctrack.assess.assess import assess
from ctrack.assess.explanation import Explanation, explain
from ctrack.assess.results import NotComputed
from ctrack.assess.rows import followed_rows
from ctrack.dataset import CITY
from ctrack.store.load import load
from tests.assess.test_laws import DAYS, indicators
from tests.assess.test_worked_cases import CASES
from tests.support import loaded, programme, sound

if TYPE_CHECKING:
    from ctrack.assess.formulas import Step
    from ctrack.dataset import Dataset

DATA = Path(__file__).parents[2] / "data"
FLOAT = Fraction(1, 10**9)


def computed_again(step: Step) -> Fraction:
    """Do the sum that a formula writes; a power is a float in Python."""
    assert step.formula is not None
    terms = {term.name: Fraction(term.number) for term in step.formula.terms}
    template = step.formula.template.replace("{", "").replace("}", "")
    return Fraction(eval(template, {"__builtins__": {}, "abs": abs}, terms))  # noqa: S307 - our own templates


def check(explanation: Explanation) -> None:
    result = explanation.result
    numbers: dict[str, object] = {}
    for step in explanation.steps:
        numbers[step.quantity] = step.computed
        if isinstance(step.computed, NotComputed):
            assert step.formula is None
            continue
        again = computed_again(step)
        assert step.formula is not None
        is_power = "**" in step.formula.template
        assert abs(again - step.computed) <= (FLOAT * (1 + abs(step.computed)) if is_power else 0), step
    assert numbers["attainment"] == result.attainment
    if result.value:
        assert numbers["value"] == result.value.amount
    if result.value and result.goal:
        assert (numbers["progress"], numbers["pace"]) == (result.progress, result.pace.percent)
        for name in ("expected", "projected", "per_year", "per_year_needed"):
            known = getattr(result.pace, name) if result.pace.start else None
            assert numbers.get(name) == known, name
    *before, last = explanation.answers
    assert [answer.holds for answer in before] == [False] * len(before)
    assert (last.holds, last.status) == (True, result.status)
    for answer in explanation.answers:
        assert answer.holds == all(condition.holds for condition in answer.conditions) or not answer.conditions
    used = [one.measurement for one in explanation.figures if one.role == "counts"]
    if result.value and not result.value.rollup:
        assert {id(one) for one in used} == {id(entry.measurement) for entry in result.value.inputs}


def rows(dataset: Dataset, day: date) -> list[Explanation]:
    return [explain(dataset, entry, scope, day) for entry, scope in followed_rows(dataset)]


@given(indicators(), DAYS)
def test_the_formulas_give_the_numbers_and_the_questions_the_status(drawn: tuple[str, list[str]], day: date) -> None:
    head, lines = drawn
    text = head + ("measurements:\n" + "\n".join(lines) + "\n" if lines else "")
    dataset = loaded({"programs/03.yaml": programme(text, "period: 2016..2025\n")}).dataset

    explanation = explain(dataset, dataset.indicators["03.01"], CITY, day)

    check(explanation)
    assert explanation.result == assess(dataset, dataset.indicators["03.01"], CITY, day)


@pytest.mark.parametrize("day", ["2022-04-30", "2024-10-12", "2026-02-01"])
def test_every_row_of_the_repositorys_own_data_can_be_explained(day: str) -> None:
    explained = rows(load(DATA).dataset, date.fromisoformat(day))

    assert len(explained) > 500
    for explanation in explained:
        check(explanation)
        places = [record.pointer for record in explanation.records]
        assert len(set(places)) == len(places)


@pytest.mark.parametrize("name", CASES)
def test_every_worked_case_can_be_explained(name: str) -> None:
    indicator, header, day, horizon, _attainment, status, _pace = CASES[name]
    dataset = sound({"programs/03.yaml": programme(indicator, header)}).dataset

    explanation = explain(dataset, dataset.indicators["03.01"], CITY, date.fromisoformat(day), horizon)

    check(explanation)
    assert explanation.answers[-1].status == status


PLAN = """\
unit: number
aggregation: sum
targets: [{by: 2024, value: 100}]
measurements:
  - {date: 2023, value: 1, published: 2024-01}
  - {date: 2023, value: 2, status: estimated}
  - {date: 2024-Q1, value: 3}
  - {date: 2024-01..2024-06, value: 5}
  - {date: 2019, value: 5}
  - {date: 2024-07..2024-09, value: 9, status: forecast}
  - {date: 2024-07..2024-10, value: 9, published: 2025-01}
  - {date: 2022, value: 8, withdrawn: 2023-05-01, note: wrong}
"""


def test_every_figure_says_what_became_of_it() -> None:
    dataset = sound({"programs/03.yaml": programme(PLAN)}).dataset

    explanation = explain(dataset, dataset.indicators["03.01"], CITY, date(2024, 12, 1))

    assert {(str(one.measurement.date), str(one.role)) for one in explanation.figures} == {
        ("2019", "outside_window"),
        ("2022", "withdrawn"),
        ("2023", "replaced"),
        ("2023", "counts"),
        ("2024-Q1", "inside_longer"),
        ("2024-01..2024-06", "counts"),
        ("2024-07..2024-09", "forecast"),
        ("2024-07..2024-10", "not_known_yet"),
    }


@pytest.mark.parametrize(
    ("targets", "horizon", "why"),
    [
        ("[{by: 2025, value: 9}]", "term", "only"),
        ("[{by: 2023, value: 5}, {by: 2025, value: 9}]", "term", "last_in_period"),
        ("[{by: 2030, value: 5}, {by: 2035, value: 9}]", "term", "first_after_period"),
        ("[{by: 2019, value: 5}, {by: 2020, value: 9}]", "term", "last"),
        ("[{from: 2023, by: 2023, value: 5}, {from: 2022, by: 2022, value: 9}]", "term", "latest_window_with_value"),
        ("[{from: 2021, by: 2021, value: 5}, {from: 2023, by: 2023, value: 9}]", "term", "latest_window_begun"),
        ("[{from: 2025, by: 2025, value: 5}, {from: 2026, by: 2026, value: 9}]", "term", "first_window"),
        ("[{by: 2023, value: 5}, {by: 2025, value: 9}]", "next", "next"),
        ("[{by: 2022, value: 5}, {by: 2023, value: 9}]", "next", "last"),
        ("[{by: 2023, value: 5}, {by: 2025, value: 9}]", "2023", "last_of_year"),
    ],
)
def test_the_judged_target_says_why_it_was_chosen(targets: str, horizon: str, why: str) -> None:
    indicator = f"unit: number\ntargets: {targets}\nmeasurements: [{{date: 2022, value: 4}}]\n"
    dataset = sound({"programs/03.yaml": programme(indicator)}).dataset

    explanation = explain(dataset, dataset.indicators["03.01"], CITY, date(2024, 6, 1), horizon)

    assert explanation.chosen is not None
    assert (explanation.chosen.goal, str(explanation.chosen.why)) == (explanation.result.goal, why)
