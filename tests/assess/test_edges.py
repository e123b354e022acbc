"""Corners of the arithmetic that the worked cases leave out."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ctrack.assess.assess import assess_targets, district_results, listed_targets
from ctrack.assess.ranking import ranks
from ctrack.assess.results import NotComputed
from ctrack.assess.tasks import assess_task
from ctrack.dataset import CITY, all_tasks
from tests.support import judged, programme, sound

RANGE = "unit: number\ndirection: range\nbaseline: {{date: 2020, value: {b}}}\ntargets: [{{by: 2025, min: 10, max: 20}}]\nmeasurements: [{{date: 2022, value: {v}}}]\n"


@pytest.mark.parametrize(
    ("b", "v", "attainment", "progress", "pace", "status"),
    [
        (0, 5, 50, 50, 125, "on_track"),
        (40, 30, Fraction(200, 3), 50, 125, "on_track"),
        (40, 45, Fraction(400, 9), -25, Fraction(-125, 2), "off_track"),
        (0, 15, 100, 100, 250, "attained"),
        (15, 25, 80, "baseline_meets_target", "baseline_meets_target", "off_track"),
    ],
)
def test_ranges(b: int, v: int, attainment: object, progress: object, pace: object, status: str) -> None:
    result = judged(RANGE.format(b=b, v=v), "2023-01-31")

    given = [
        item.reason if isinstance(item, NotComputed) else item
        for item in (result.attainment, result.progress, result.pace.percent)
    ]
    assert (*given, result.status) == (attainment, progress, pace, status)


@pytest.mark.parametrize(
    ("indicator", "reason"),
    [
        ("targets: [{by: 2025, min: 0}]\nmeasurements: [{date: 2022, value: -1}]\n", "zero_target"),
        ("targets: [{by: 2025, min: -5}]\nmeasurements: [{date: 2022, value: -7}]\n", "negative_target"),
        ("direction: decrease\ntargets: [{by: 2025, max: 5}]\nmeasurements: [{date: 2022, value: 0}]\n", "no_ratio"),
        (
            "direction: decrease\ntargets: [{by: 2025, max: -5}]\nmeasurements: [{date: 2022, value: 1}]\n",
            "negative_target",
        ),
        ("measurements: [{date: 2022, value: 0}]\n", "no_target"),
        ("targets: [{by: 2025, min: 1}]\n", "no_data"),
    ],
)
def test_reasons_for_no_attainment(indicator: str, reason: str) -> None:
    result = judged("unit: number\n" + indicator, "2023-01-31")

    assert result.attainment == NotComputed(reason)  # type: ignore[arg-type]


def test_a_negative_value_against_a_floor_is_a_negative_percentage() -> None:
    assert (
        judged("unit: number\ntargets: [{min: 10}]\nmeasurements: [{date: 2022, value: -5}]\n", "2023-01-31").attainment
        == -50
    )


def test_a_start_after_the_deadline_gives_no_pace() -> None:
    indicator = "unit: number\nbaseline: {date: 2022, value: 1}\ntargets: [{by: 2022, min: 10}]\nmeasurements: [{date: 2023, value: 5}]\n"

    assert judged(indicator, "2024-01-31").pace.percent == NotComputed("after_deadline")  # type: ignore[arg-type]


def test_a_baseline_of_another_total_gives_no_pace() -> None:
    indicator = "unit: criterion\nbaseline: {date: 2020, value: 1, of: 31}\ntargets: [{value: 27, of: 27}]\nmeasurements: [{date: 2023, value: 5, of: 27}]\n"

    result = judged(indicator, "2024-01-31")

    assert (result.pace.percent, result.progress) == (NotComputed("different_of"), NotComputed("different_of"))  # type: ignore[arg-type]


def test_past_the_deadline_the_path_is_flat_and_the_projection_is_the_value() -> None:
    for path in ("linear", "exponential"):
        indicator = f"unit: number\npath: {path}\nbaseline: {{date: 2020, value: 5}}\ntargets: [{{by: 2022, min: 10}}]\nmeasurements: [{{date: 2023, value: 8}}]\n"
        pace = judged(indicator, "2024-01-31").pace
        assert (pace.expected, pace.projected, pace.per_year_needed) == (10, 8, None)


def test_a_roll_up_has_no_history() -> None:
    text = 'code: "03"\ntitle: T\nindicators:\n  - {code: "03.01", name: A, unit: number, rollup: {from: "03.01", by: sum}, targets: [{value: 9}]}\n'
    files = {
        "programs/03.yaml": text,
        "districts/a.yaml": 'name: A\nkind: rural\nmeasurements:\n  - {indicator: "03.01", date: 2021, value: 2}\n  - {indicator: "03.01", date: 2023, value: 9, status: estimated}\n',
    }
    dataset = sound(files).dataset
    from ctrack.assess.assess import assess

    result = assess(dataset, dataset.indicators["03.01"], CITY, date(2024, 1, 31))

    assert result.pace.percent == NotComputed("no_start")  # type: ignore[arg-type]
    assert (result.status, result.reached_on, result.flags) == ("attained", None, ("estimated",))


def test_every_target_has_a_verdict_and_the_others_a_reason() -> None:
    text = """\
unit: number
targets:
  - {by: 2022, min: 1}
  - {by: 2025, min: 5}
  - {by: 2025, min: 6, decided: 2022-06}
  - {by: 2030, min: 9, decided: 2024-06}
  - {by: 2025, min: 7, status: draft}
  - {by: 2024, min: 7, withdrawn: 2022}
  - {by: 2024, min: 7, from_baseline: add}
measurements: [{date: 2022, value: 4}]
"""
    dataset = sound({"programs/03.yaml": programme(text)}).dataset
    entry, day = dataset.indicators["03.01"], date(2023, 1, 31)

    verdicts = [
        (str(goal.deadline.year), goal.low, result.status)
        for _, goal, result in assess_targets(dataset, entry, CITY, day)
    ]
    others = [(str(target.low), reason) for target, reason in listed_targets(dataset, entry, CITY, day)]

    assert verdicts == [("2022", 1, "exceeded"), ("2025", 6, "in_progress")]
    assert others == [
        ("5", "replaced"),
        ("7", "draft"),
        ("7", "withdrawn"),
        ("7", "no_baseline"),
    ]


@pytest.mark.parametrize(
    ("direction", "bounds", "values", "order"),
    [
        ("decrease", "max: 0", {"a": 3, "b": 1, "c": 3}, {"a": 2, "b": 1, "c": 2}),
        ("range", "min: 10, max: 20", {"a": 5, "b": 15, "c": 40}, {"a": 2, "b": 1, "c": 2}),
    ],
)
def test_ranks_in_the_good_direction(
    direction: str, bounds: str, values: dict[str, int], order: dict[str, int]
) -> None:
    text = f"unit: number\ndirection: {direction}\ntargets: [{{{bounds}, districts: all}}]\n"
    files = {
        f"districts/{ident}.yaml": f'name: {ident}\nkind: rural\nmeasurements: [{{indicator: "03.01", date: 2022, value: {value}}}]\n'
        for ident, value in values.items()
    }
    dataset = sound({"programs/03.yaml": programme(text), **files}).dataset

    assert ranks(district_results(dataset, dataset.indicators["03.01"], date(2023, 1, 31))) == order


def test_tasks_stand_where_the_last_known_update_says() -> None:
    text = """\
code: "03"
title: T
lead: office
indicators: []
tasks:
  - {code: 03.T01, name: A, due: 2022-06, updates: [{date: 2022-05, status: postponed, due: 2023-06}, {date: 2023-05, status: done, source: late}]}
  - {code: 03.T02, name: B}
"""
    files = {
        "programs/03.yaml": text,
        "agencies.yaml": "office: {name: Office}\n",
        "sources.yaml": "late: {title: L, published: 2023-09-01}\n",
    }
    dataset = sound(files).dataset

    def seen(day: date) -> list[tuple[object, ...]]:
        results = [assess_task(dataset, entry, task, day) for entry, task in all_tasks(dataset)]
        return [(result.status, result.due, result.is_overdue, result.owner) for result in results]

    none = (None, None, False, "office")
    assert seen(date(2022, 5, 1)) == [(None, date(2022, 6, 30), False, "office"), none]
    assert seen(date(2022, 7, 1)) == [("postponed", date(2023, 6, 30), False, "office"), none]
    assert seen(date(2023, 7, 1)) == [("postponed", date(2023, 6, 30), True, "office"), none]
    assert seen(date(2023, 9, 1)) == [("done", date(2023, 6, 30), False, "office"), none]
