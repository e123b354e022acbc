"""Series judged by other people's methods: where those are sound we give the same numbers, and where not we differ.

`published/methods_compare.csv` holds 26 series under several published methods; `published/open_sdg_progress.csv` the
same kind of series as Open SDG 2.4 judges them.
"""

from __future__ import annotations

import csv
import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctrack.assess.results import NotComputed, Result, Status
from tests.support import judged

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLISHED = Path(__file__).parent / "published"
AS_OF = "2025-02-01"
BASE_MEETS_TARGET = {"2-2-1", "3-6-1", "3-6-2"}
NOT_POSITIVE = {"3-1-1", "3-1-2", "3-1-3", "3-2-1", "3-2-2", "3-2-3"}
AFTER_THE_DEADLINE = {"3-5-1", "3-5-2"}
EXPONENTIAL_EQUALS = re.compile(r"1-1-.|1-2-.|2-1-1|2-3-.")
STATUS_OF = {
    "target_achieved": Status.EXCEEDED,
    "substantial_progress": Status.ON_TRACK,
    "moderate_progress": Status.AT_RISK,
    "limited_progress": Status.OFF_TRACK,
    "deterioration": Status.OFF_TRACK,
}


def rows(name: str) -> Iterator[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


COMPARED = {row["id"]: row for row in rows("methods_compare.csv")}
OPEN_SDG = {row["id"]: row for row in rows("open_sdg_progress.csv") if EXPONENTIAL_EQUALS.fullmatch(row["id"])}


def result_of(row: dict[str, str], path: str) -> Result:
    """Judge a series of a base and a current value."""
    (base_year, base), (year, value), (target_year, target) = (
        row[key].split(":") for key in ("base", "current", "target")
    )
    is_up = row["dir"] == "positive"
    indicator = (
        f"unit: number\npath: {path}\ndirection: {'increase' if is_up else 'decrease'}\n"
        f"baseline: {{date: {base_year}, value: {base}}}\n"
        f"targets: [{{by: {target_year}, {'min' if is_up else 'max'}: {target}}}]\n"
        f"measurements: [{{date: {year}, value: {value}}}]\n"
    )
    return judged(indicator, AS_OF, header="period: 2010..2030\n")


def number(result: object) -> float:
    assert isinstance(result, Fraction), result
    return float(result)


@pytest.mark.parametrize(
    "ident",
    [i for i in COMPARED if i not in BASE_MEETS_TARGET | NOT_POSITIVE | AFTER_THE_DEADLINE | {"2-2-2", "2-4-1"}],
)
def test_exponential_pace_is_the_ratio_of_growth_rates(ident: str) -> None:
    row = COMPARED[ident]

    assert number(result_of(row, "exponential").pace.percent) == pytest.approx(
        100 * float(row["A_cagr_ratio"]), rel=1e-12
    )


@pytest.mark.parametrize(
    "ident", [i for i in COMPARED if i not in BASE_MEETS_TARGET | AFTER_THE_DEADLINE | {"2-2-2", "2-4-1"}]
)
def test_linear_pace_and_projection(ident: str) -> None:
    row = COMPARED[ident]
    pace = result_of(row, "linear").pace

    assert number(pace.percent) == pytest.approx(100 * float(row["C_linear_ratio"]), rel=1e-12)
    assert number(pace.projected) == pytest.approx(float(row["E_projected"]), rel=1e-12)
    assert number(pace.expected) == pytest.approx(float(row["H_expected_now_linear"]), rel=1e-12)


@pytest.mark.parametrize(
    "ident", [i for i, row in COMPARED.items() if row["dir"] == "positive" and float(row["target"].split(":")[1]) > 0]
)
def test_attainment_of_a_floor_is_the_percentage_met(ident: str) -> None:
    row = COMPARED[ident]
    result = result_of(row, "linear")

    target = float(row["target"].split(":")[1])
    assert number(result.attainment) == pytest.approx(100 * float(row["current"].split(":")[1]) / target, rel=1e-12)


@pytest.mark.parametrize("ident", sorted(NOT_POSITIVE))
def test_an_exponential_path_refuses_zero_and_negative_numbers(ident: str) -> None:
    pace = result_of(COMPARED[ident], "exponential").pace

    assert pace.percent == NotComputed("negative_value")  # type: ignore[arg-type]


@pytest.mark.parametrize("ident", sorted(BASE_MEETS_TARGET))
def test_no_pace_where_the_base_meets_the_target(ident: str) -> None:
    pace = result_of(COMPARED[ident], "exponential").pace

    assert pace.percent == NotComputed("baseline_meets_target")  # type: ignore[arg-type]


def test_a_deadline_bites() -> None:
    missed, late = (result_of(COMPARED[ident], "linear") for ident in ("3-5-1", "3-5-2"))

    assert missed.status is Status.MISSED
    assert (late.status, late.flags, str(late.reached_on)) == (Status.EXCEEDED, ("late",), "2024-12-31")


def sdg_result(row: dict[str, str]) -> Result:
    """Judge a series as Open SDG was given it: the base year's value as baseline, the later ones as measurements.

    The day is soon after the last value, so that none of them is stale.
    """
    day = f"{int(float(row['current_year'])) + 1}-02-01"
    series = [(part.split()[0], part.split()[1]) for part in row["series"].split("; ")]
    base_year = str(int(float(row["base_year"])))
    is_up = '"positive"' in row["options"]
    values = "\n".join(f"  - {{date: {year}, value: {value}}}" for year, value in series if year > base_year)
    indicator = (
        f"unit: number\npath: exponential\ndirection: {'increase' if is_up else 'decrease'}\n"
        f"baseline: {{date: {base_year}, value: {dict(series)[base_year]}}}\n"
        f"targets: [{{by: {int(float(row['target_year']))}, {'min' if is_up else 'max'}: {row['target']}}}]\n"
        f"measurements:\n{values}\n"
    )
    return judged(indicator, day, header="period: 2010..2030\n")


@pytest.mark.parametrize("ident", [i for i in OPEN_SDG if OPEN_SDG[i]["progress_value"]])
def test_the_same_number_and_verdict_as_open_sdg_where_it_is_sound(ident: str) -> None:
    row = OPEN_SDG[ident]
    result = sdg_result(row)

    assert number(result.pace.percent) == pytest.approx(100 * float(row["progress_value"]), abs=1e-4)
    assert result.status is STATUS_OF[row["series_status"]]
