"""The cases that define the method: each a tracker, a day, and what must come out."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from ctrack.assess.results import Computed, NotComputed
from tests.support import judged

if TYPE_CHECKING:
    from fractions import Fraction

TERM_2030 = "period: 2016..2030\n"
AS_OF_2025 = "2025-02-01"


def shown(number: Computed | Fraction | None) -> str | None:
    """Write a figure with four decimals, or the reason why there is none."""
    if isinstance(number, NotComputed):
        return str(number.reason)
    return (
        None
        if number is None
        else f"{Decimal(number.numerator) / Decimal(number.denominator):.4f}".rstrip("0").rstrip(".")
    )


CRITERIA = """\
    unit: criterion
    targets: [{by: 2025, value: 27, of: 27}]
    measurements: [{date: 2022-04, value: 25, of: 27}]
"""
DISBURSED = """\
    unit: number
    aggregation: sum
    targets: [{from: 2024, by: 2024, value: 81033.18}]
    measurements: [{date: 2024-01-01..2024-09-25, value: 29647, published: 2024-10-12}]
"""
GROWTH = """\
    unit: number
    aggregation: average
    targets:
      - {by: 2025, min: 7.5, max: 8.0}
    measurements:
      - {date: 2021, value: 2.92}
      - {date: 2022, value: 8.89}
      - {date: 2023, value: 6.27}
      - {date: 2024, value: 6.52}
"""
GROWTH_2025 = (
    GROWTH.replace("measurements:", "  - {from: 2025, by: 2025, min: 8}\n    measurements:")
    + "      - {date: 2025, value: 8.16}\n"
)
LEVEL = "unit: number\nbaseline: {{date: 2015, value: {b}}}\ntargets: [{{by: 2030, {edge}: {g}}}]\nmeasurements: [{{date: 2024, value: {v}}}]\n"


def level(b: str, v: str, g: str, *, direction: str = "increase", path: str = "linear") -> str:
    """Write an indicator from a baseline in 2015 through 2024 to a target in 2030."""
    edge = "max" if direction == "decrease" else "min"
    return LEVEL.format(b=b, v=v, g=g, edge=edge) + f"direction: {direction}\npath: {path}\n"


CASES = {
    "25 of 27 criteria": (CRITERIA, "", "2022-04-30", "term", "92.5926", "in_progress", None),
    "25 of 27 criteria, past the deadline": (CRITERIA, "", "2026-06-30", "term", "92.5926", "overdue", None),
    "disbursed in a year": (DISBURSED, "", "2024-10-12", "term", "36.5862", "off_track", "49.7791"),
    "growth on average": (GROWTH, "", "2025-01-31", "term", "82", "at_risk", "82"),
    "growth on average, all years": (GROWTH_2025, "", "2026-02-01", "term", "87.36", "missed", "87.36"),
    "growth in the last year": (GROWTH_2025, "", "2026-02-01", "2025", "102", "exceeded", "102"),
    "parks, estimated": (
        "unit: number\ntargets: [{by: 2025, value: 45}]\nmeasurements: [{date: 2024, value: 62, status: estimated}]\n",
        "",
        "2025-01-31",
        "term",
        "137.7778",
        "exceeded",
        "no_start",
    ),
    "share in a range": (
        "unit: number\ndirection: range\ntargets: [{by: 2025, min: 1.4, max: 1.6}]\n"
        "measurements: [{date: 2025, value: 1.96, published: 2026-01-06}]\n",
        "",
        "2026-02-01",
        "term",
        "81.6327",
        "missed",
        "no_start",
    ),
    "units below commitment": (
        "unit: number\ndirection: decrease\ntargets: [{by: 2024, max: 0}]\nmeasurements: [{date: 2024-09, value: 33}]\n",
        "",
        "2024-10-12",
        "term",
        "zero_target",
        "in_progress",
        "no_start",
    ),
    "jobs every year": (
        "unit: number\naggregation: sum\ntargets: [{every: year, min: 165000}]\nmeasurements: [{date: 2021, value: 179648}]\n",
        "",
        "2022-06-30",
        "term",
        "108.8776",
        "exceeded",
        "108.8776",
    ),
    "communes as a count": (
        "unit: percent\ntargets: [{by: 2025, min: 40}]\nmeasurements: [{date: 2024, count: 229, of: 382}]\n",
        "",
        "2025-01-31",
        "term",
        "149.8691",
        "exceeded",
        "no_start",
    ),
    "up, linear": (level("50", "67", "80"), TERM_2030, AS_OF_2025, "term", "83.75", "at_risk", "94.4444"),
    "up, exponential": (
        level("50", "67", "80", path="exponential"),
        TERM_2030,
        AS_OF_2025,
        "term",
        "83.75",
        "on_track",
        "103.8446",
    ),
    "down, linear": (
        level("40", "24", "18", direction="decrease"),
        TERM_2030,
        AS_OF_2025,
        "term",
        "75",
        "on_track",
        "121.2121",
    ),
    "down to zero": (
        level("10", "4", "0", direction="decrease"),
        TERM_2030,
        AS_OF_2025,
        "term",
        "zero_target",
        "on_track",
        "100",
    ),
    "negative values": (
        level("-5", "-3", "-1"),
        TERM_2030,
        AS_OF_2025,
        "term",
        "negative_target",
        "at_risk",
        "83.3333",
    ),
    "reached and lost": (
        level("60", "88", "90").replace("measurements: [", "measurements: [{date: 2020, value: 92}, "),
        TERM_2030,
        AS_OF_2025,
        "term",
        "97.7778",
        "on_track",
        "155.5556",
    ),
    "the start met the target": (
        level("95", "88", "90"),
        TERM_2030,
        AS_OF_2025,
        "term",
        "97.7778",
        "off_track",
        "baseline_meets_target",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_worked_case(name: str) -> None:
    indicator, header, day, horizon, attainment, status, pace = CASES[name]

    result = judged(indicator, day, header=header, horizon=horizon)

    assert (shown(result.attainment), result.status) == (attainment, status)
    assert pace is None or shown(result.pace.percent) == pace


def test_what_follows_from_a_linear_path() -> None:
    result = judged(level("50", "67", "80"), AS_OF_2025, header=TERM_2030)

    pace = result.pace
    assert [shown(result.progress), shown(pace.expected), shown(pace.projected)] == ["56.6667", "68", "78.3333"]
    assert [shown(pace.per_year), shown(pace.per_year_needed), pace.basis] == ["1.8889", "2.1667", "baseline"]


def test_the_expected_value_on_the_way_down() -> None:
    result = judged(level("40", "24", "18", direction="decrease"), AS_OF_2025, header=TERM_2030)

    assert shown(result.pace.expected) == "26.8"


def test_a_lost_target_says_when_it_was_reached() -> None:
    indicator, header, day, *_ = CASES["reached and lost"]
    result = judged(indicator, day, header=header)

    assert (result.flags, str(result.reached_on)) == (("lost",), "2020-12-31")


def test_the_parks_are_an_estimate() -> None:
    indicator, header, day, *_ = CASES["parks, estimated"]

    assert judged(indicator, day, header=header).flags == ("estimated",)


def test_a_district_is_judged_by_its_target_and_its_values() -> None:
    result = judged(
        "unit: criterion\ntargets: [{by: 2025, value: 27, of: 27, districts: [gia-lam]}]\n",
        "2022-04-30",
        scope="gia-lam",
        **{
            "districts/gia-lam": 'name: Gia Lâm\nkind: rural\nmeasurements:\n  - {indicator: "03.01", date: 2022-04, value: 25, of: 27}\n'
        },
    )

    assert (shown(result.attainment), result.status) == ("92.5926", "in_progress")
