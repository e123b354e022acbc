"""Districts, roll-ups, ranks, programme counts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from ctrack.assess.assess import assess, district_results
from ctrack.assess.programmes import assess_programme
from ctrack.assess.ranking import ranks
from ctrack.dataset import CITY, Dataset
from tests.support import programme, sound

DAY = date(2024, 6, 30)
CRITERIA = """\
code: "03"
title: A programme
declared: {indicators: 19}
indicators:
  - code: "03.01"
    name: Districts that are through
    unit: number
    rollup: {from: "03.01a", by: %s}
    targets: [{by: 2025, value: 3}]
  - code: "03.01a"
    name: Criteria met
    unit: criterion
    parent: "03.01"
    targets: [{by: 2025, value: 27, of: 27, districts: [a, b, c]}]
"""


def district(*values: tuple[str, int], extra: str = "", kind: str = "rural") -> str:
    lines = "".join(f'  - {{indicator: "03.01a", date: {day}, value: {value}, of: 27}}\n' for day, value in values)
    return f"name: D\nkind: {kind}\n{extra}" + (f"measurements:\n{lines}" if lines else "")


def tracker(by: str = "count_attained", **districts: str) -> Dataset:
    files = {f"districts/{ident}.yaml": text for ident, text in districts.items()}
    return sound({"programs/03.yaml": CRITERIA % by, **files}).dataset


REPORTED = {"a": district(("2023", 27)), "b": district(("2024-03", 26)), "c": district()}


@pytest.mark.parametrize(
    ("by", "value"),
    [("count_attained", 1), ("share_attained", Fraction(100, 3)), ("sum", 53), ("average", Fraction(53, 2))],
)
def test_a_roll_up_says_how_complete_it_is(by: str, value: Fraction | int) -> None:
    dataset = tracker(by, **REPORTED)

    result = assess(dataset, dataset.indicators["03.01"], CITY, DAY)

    assert result.value is not None
    assert (result.value.amount, result.value.rollup, str(result.value.last)) == (value, (2, 3), "2024-03-31")
    assert (result.value.period_text, len(result.value.inputs), result.flags) == (
        "2023-01-01..2024-03-31",
        2,
        ("incomplete",),
    )


def test_a_roll_up_of_nothing_is_no_data_and_not_zero() -> None:
    dataset = tracker(a=district(), b=district(), c=district())

    assert assess(dataset, dataset.indicators["03.01"], CITY, DAY).status == "no_data"


@pytest.mark.parametrize(
    ("measured", "value", "is_rollup"), [("2024-03", 2, False), ("2024-04", 2, False), ("2024-02", 1, True)]
)
def test_the_later_of_measured_and_rolled_up_wins_and_the_measured_at_a_tie(
    measured: str, value: int, is_rollup: bool
) -> None:
    text = CRITERIA.replace(
        "    targets: [{by: 2025, value: 3}]\n",
        f"    targets: [{{by: 2025, value: 3}}]\n    measurements: [{{date: {measured}, value: 2}}]\n",
    )
    files = {f"districts/{ident}.yaml": content for ident, content in REPORTED.items()}
    dataset = sound({"programs/03.yaml": text % "count_attained", **files}).dataset

    result = assess(dataset, dataset.indicators["03.01"], CITY, DAY)

    assert result.value is not None
    assert (result.value.amount, result.value.rollup is not None) == (value, is_rollup)


def test_an_indicator_of_districts_only_has_no_city_row_but_counts() -> None:
    dataset = tracker(**REPORTED)

    assert [row.code for row in assess_programme(dataset, "03", DAY).rows] == ["03.01"]
    assert [row.scope for row in district_results(dataset, dataset.indicators["03.01a"], DAY)] == ["a", "b", "c"]
    result = assess_programme(dataset, "03", DAY)
    assert (result.recorded, sum(result.counts.values()), result.attained) == (1, 1, 0)


def test_districts_are_ranked_and_equals_share_a_rank() -> None:
    dataset = tracker(
        a=district(("2023", 20)), b=district(("2023", 27)), c=district(("2023", 20)), d=district(("2023", 1))
    )

    order = ranks(district_results(dataset, dataset.indicators["03.01a"], DAY))

    assert order == {"a": 2, "b": 1, "c": 2, "d": 4}


def test_a_district_without_a_target_is_ranked_by_value_with_the_others() -> None:
    dataset = tracker(a=district(("2023", 20)), b=district(), c=district(), d=district(("2023", 21)))

    assert ranks(district_results(dataset, dataset.indicators["03.01a"], DAY)) == {"a": 2, "d": 1}


def test_a_district_measured_on_another_total_has_no_rank() -> None:
    other = "name: D\nkind: rural\nmeasurements:\n  - {indicator: 03.01a, date: 2023, value: 31, of: 33}\n"
    dataset = tracker(a=district(("2023", 20)), b=other, c=district(("2023", 21)))

    assert ranks(district_results(dataset, dataset.indicators["03.01a"], DAY)) == {"a": 2, "c": 1}


def test_a_districts_deadline_is_not_later_than_its_end() -> None:
    dataset = tracker(a=district(("2023", 20), extra="until: 2024-05-31\n"), b=district(), c=district())

    result = assess(dataset, dataset.indicators["03.01a"], "a", DAY)

    assert result.goal is not None
    assert (str(result.goal.deadline), str(result.goal.window.last), result.status) == (
        "2024-05-31",
        "2025-12-31",
        "overdue",
    )


@pytest.mark.parametrize(
    ("group", "concerned"),
    [("all", ["a", "b", "c"]), ("urban", ["a"]), ("rural", ["b"]), ("town", ["c"]), ("[a, c]", ["a", "c"])],
)
def test_targets_for_groups_of_districts(group: str, concerned: list[str]) -> None:
    files = {
        f"districts/{ident}.yaml": district(kind=kind)
        for ident, kind in (("a", "urban"), ("b", "rural"), ("c", "town"))
    }
    dataset = sound(
        {"programs/03.yaml": programme(f"unit: number\ntargets: [{{value: 3, districts: {group}}}]\n"), **files}
    ).dataset

    assert [row.scope for row in district_results(dataset, dataset.indicators["03.01"], DAY)] == concerned


SHARED = """\
code: "03"
title: A programme
indicators:
  - code: "03.01"
    name: Share of the digital economy
    same_as: "02.05"
    targets: [{by: 2025, value: 30, bound: about}]
"""
MEASURED = """\
code: "02"
title: Another programme
indicators:
  - code: "02.05"
    name: Share of the digital economy
    unit: percent
    targets: [{by: 2025, value: 20}]
    measurements: [{date: 2023, value: 25}]
"""


def test_same_as_shares_values_and_keeps_its_own_target() -> None:
    dataset = sound({"programs/02.yaml": MEASURED, "programs/03.yaml": SHARED}).dataset

    results = {code: assess(dataset, entry, CITY, DAY) for code, entry in dataset.indicators.items()}

    assert {code: (result.status, result.attainment) for code, result in results.items()} == {
        "02.05": ("exceeded", 125),
        "03.01": ("in_progress", Fraction(250, 3)),
    }


def test_a_districts_own_programme_is_judged_for_the_district() -> None:
    own = """\
        name: A
        kind: rural
        measurements: [{indicator: "02.05", date: 2023, value: 12}]
        programs:
          - code: a-02
            implements: "02"
            title: Own programme
            indicators:
              - {code: a-02.01, name: Share here, same_as: "02.05", targets: [{by: 2025, value: 10}]}
              - {code: a-02.02, name: Its own, unit: number, targets: [{by: 2025, value: 4}], measurements: [{date: 2023, value: 1}]}
        """
    dataset = sound({"programs/02.yaml": MEASURED, "districts/a.yaml": own}).dataset

    rows = assess_programme(dataset, "a-02", DAY).rows

    assert [(row.code, row.scope, row.status) for row in rows] == [
        ("a-02.01", "a", "exceeded"),
        ("a-02.02", "a", "in_progress"),
    ]
    assert dataset.owner(rows[0].entry) == "a"


def test_the_authoritys_last_word_is_the_latest_that_is_known_of_the_whole() -> None:
    header = """\
assessments:
  - {date: 2023-12-31, of: 19, attained: 5}
  - {date: 2024-03-31, of: 19, attained: 9, source: late}
  - {date: 2024-02-28, of: 4, attained: 4, owner: office}
  - {date: 2024-03-01, of: 34, attained: 20, tasks: true}
"""
    files = {
        "programs/03.yaml": programme("unit: number\n", header),
        "sources.yaml": "late: {title: Late, published: 2024-07-01}\n",
        "agencies.yaml": "office: {name: Office}\n",
    }
    dataset = sound(files).dataset

    said = [assess_programme(dataset, "03", day).assessment for day in (DAY, date(2024, 7, 1))]

    assert [assessment.attained for assessment in said if assessment] == [5, 9]


def test_a_roll_up_of_values_waits_only_for_districts_with_a_target() -> None:
    text = CRITERIA.replace("[a, b, c]", "[a]") % "sum"
    later = 'name: D\nkind: rural\nmeasurements: [{indicator: "03.01a", date: 2023, value: 5, of: 27, published: 2024-12}]\n'
    files = {"districts/a.yaml": REPORTED["a"], "districts/b.yaml": REPORTED["b"], "districts/c.yaml": later}
    dataset = sound({"programs/03.yaml": text, **files}).dataset

    result = assess(dataset, dataset.indicators["03.01"], CITY, DAY)

    assert result.value is not None
    assert (result.value.amount, result.value.rollup, result.flags) == (53, (2, 2), ())


def test_same_as_shares_a_roll_up() -> None:
    shared = (
        'code: "04"\ntitle: T\nindicators:\n  - {code: "04.01", name: A, same_as: "03.01", targets: [{value: 1}]}\n'
    )
    files = {f"districts/{ident}.yaml": text for ident, text in REPORTED.items()}
    dataset = sound({"programs/03.yaml": CRITERIA % "count_attained", "programs/04.yaml": shared, **files}).dataset

    result = assess(dataset, dataset.indicators["04.01"], CITY, DAY)

    assert result.value is not None
    assert (result.value.amount, result.status) == (1, "attained")
