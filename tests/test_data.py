"""What the shipped data say on the days that people ask about; figures read in the published texts, not computed here."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctrack.assess.assess import assess, district_results, measured_and_rolled_up
from ctrack.assess.horizon import TERM
from ctrack.assess.programmes import assess_programme
from ctrack.dataset import CITY
from ctrack.store.load import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.model.indicator import Indicator, Measurement

DATA = Path(__file__).parents[1] / "data"
GROWTH = "02.01"


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    loaded = load(DATA)
    assert loaded.findings == ()
    return loaded.dataset


def judged(dataset: Dataset, code: str, day: str, *, scope: str = CITY, horizon: str = TERM) -> Result:
    return assess(dataset, dataset.indicators[code], scope, date.fromisoformat(day), horizon)


def figure_of(dataset: Dataset, code: str, period: str, day: str) -> tuple[str, str]:
    """Give the figure that counts for a period on a day, and its status."""
    for entry in judged(dataset, code, day).history:
        if str(entry.period) == period:
            return str(entry.amount), str(entry.measurement.status)
    return "none", "none"


@pytest.mark.parametrize(
    ("period", "day", "known"),
    [
        ("2020", "2021-12-31", ("4.18", "final")),
        ("2020", "2023-01-31", ("3.94", "final")),
        ("2021-H1", "2021-07-31", ("5.91", "estimated")),
        ("2021-H1", "2021-11-30", ("6.61", "final")),
        ("2021-H1", "2021-12-31", ("6.02", "final")),
        ("2022", "2022-12-01", ("8.8", "estimated")),
        ("2022", "2023-01-10", ("8.89", "final")),
        ("2022", "2026-06-30", ("8.89", "final")),
        ("2023-Q3", "2023-11-01", ("6.49", "final")),
        ("2023-Q3", "2024-01-31", ("6.22", "final")),
        ("2023", "2023-11-30", ("6.11", "estimated")),
        ("2023", "2024-01-31", ("6.27", "estimated")),
        ("2024", "2025-02-01", ("6.52", "final")),
        ("2025", "2025-11-30", ("8.5", "estimated")),
        ("2025", "2026-02-01", ("8.16", "estimated")),
        ("2021..2025", "2026-02-01", ("none", "none")),
    ],
)
def test_growth_as_it_was_known(dataset: Dataset, period: str, day: str, known: tuple[str, str]) -> None:
    assert figure_of(dataset, GROWTH, period, day) == known


def test_growth_of_the_five_years_misses_its_target(dataset: Dataset) -> None:
    result = judged(dataset, GROWTH, "2026-02-01")

    assert (result.value and float(result.value.amount), result.status) == (6.552, "missed")
    assert float(result.attainment) == pytest.approx(87.36)  # type: ignore[arg-type]


def test_a_year_is_judged_by_its_own_plan(dataset: Dataset) -> None:
    verdicts = {year: judged(dataset, f"kh-{year}.01", "2026-02-01").status for year in range(2021, 2026)}

    assert verdicts == {2021: "missed", 2022: "exceeded", 2023: "missed", 2024: "attained", 2025: "exceeded"}


@pytest.mark.parametrize(
    ("district", "criteria"),
    [
        ("gia-lam", [("2022-04", "25/27"), ("2022-H1", "25/27"), ("2022", "26/27")]),
        ("thanh-tri", [("2022-04", "24/27"), ("2022-H1", "24/27")]),
        ("hoai-duc", [("2022-04", "22/27"), ("2022-H1", "22/27"), ("2023-H2", "27/31 break")]),
        ("dan-phuong", [("2022-04", "20/27"), ("2022-H1", "21/27")]),
        ("dong-anh", [("2022-04", "19/27"), ("2022-H1", "26/27"), ("2023-06", "31/31 break")]),
    ],
)
def test_the_criteria_of_the_districts_that_are_to_become_urban(
    dataset: Dataset, district: str, criteria: list[tuple[str, str]]
) -> None:
    def written(value: Measurement) -> str:
        return f"{value.value}/{value.of}{' break' if value.break_ else ''}"

    history = judged(dataset, "03.01a", "2025-06-30", scope=district).history
    assert [(str(entry.period), written(entry.measurement)) for entry in history] == criteria


def test_the_five_districts_in_april_2022_and_at_their_end(dataset: Dataset) -> None:
    april = district_results(dataset, dataset.indicators["03.01a"], date(2022, 4, 30))
    end = district_results(dataset, dataset.indicators["03.01a"], date(2025, 7, 31))

    assert {row.scope: (row.status, row.goal and row.goal.low) for row in april} == dict.fromkeys(
        ("gia-lam", "thanh-tri", "hoai-duc", "dan-phuong", "dong-anh"), ("in_progress", 27)
    )
    assert {row.scope: row.status for row in end} == {
        "dong-anh": "attained",
        "hoai-duc": "overdue",
        "gia-lam": "overdue",
        "thanh-tri": "overdue",
        "dan-phuong": "overdue",
    }
    assert {str(row.attainment) for row in end if row.scope in {"gia-lam", "thanh-tri", "dan-phuong"}} == {
        "NotComputed(reason=<Reason.DIFFERENT_OF: 'different_of'>)"
    }


def test_four_star_products_stand_with_the_stated_total_and_with_the_districts_numbers(dataset: Dataset) -> None:
    entry = dataset.indicators["04.61"]
    measured, rolled = measured_and_rolled_up(dataset, entry, date(2026, 6, 30))
    reasons = [str(allow.reason) for allow in entry.indicator.allow if allow.rule == "CT311"]

    assert (measured and measured.amount, rolled and rolled.amount) == (108, 110)
    assert rolled is not None
    assert (rolled.rollup and rolled.rollup.reported, rolled.is_incomplete) == (17, False)
    assert len(reasons) == 1


def test_disbursement_of_2024_as_known_in_october(dataset: Dataset) -> None:
    result = judged(dataset, "dau-tu-cong.01", "2024-10-20")

    assert (result.value and result.value.amount, result.goal and float(result.goal.low or 0)) == (29647, 81033.18)
    assert float(result.attainment) == pytest.approx(36.5862, abs=1e-4)  # type: ignore[arg-type]
    assert result.status == "off_track"


@pytest.mark.parametrize(
    ("code", "day", "value", "attainment", "status"),
    [
        ("03.03", "2025-12-01", 62, 137.7778, "exceeded"),
        ("03.51", "2025-12-01", 255.6, 142, "exceeded"),
        ("04.04", "2025-05-01", 59.9476, 149.8691, "exceeded"),
        ("08.08", "2022-06-30", 179648, 108.8776, "exceeded"),
        ("02.04c", "2026-02-01", 1.96, 81.6327, "missed"),
        ("02.09", "2026-02-01", 20.65, 100.8793, "exceeded"),
        ("nq-18.01", "2026-02-01", 17.34, 57.8, "missed"),
    ],
)
def test_figures_that_are_asked_for(
    dataset: Dataset, code: str, day: str, value: float, attainment: float, status: str
) -> None:
    result = judged(dataset, code, day)

    assert result.value is not None
    assert float(result.value.amount) == pytest.approx(value, abs=1e-4)
    assert float(result.attainment) == pytest.approx(attainment, abs=1e-4)  # type: ignore[arg-type]
    assert result.status == status


@pytest.mark.parametrize(
    ("programme", "said"),
    [
        ("03", [("2025-03-20", 19, 9)]),
        ("04", [("2022-12", 33, None), ("2024-07", 33, 12)]),
        ("05", [("2025-03-21", 13, 11), ("2025-03-21 tasks", 94, 58)]),
        ("06", [("2025-03-28", 18, 17), ("2025-03-28", 18, 18)]),
        ("08", [("2024-02-28", 27, 20), ("2024-02-28 so-ldtbxh", 12, 11), ("2025", 26, 26)]),
        ("dai-hoi-17", [("2023", 20, None), ("2025-10", 20, 16)]),
    ],
)
def test_what_the_authorities_reported(
    dataset: Dataset, programme: str, said: list[tuple[str, int, int | None]]
) -> None:
    reports = assess_programme(dataset, programme, date(2026, 6, 30)).reports

    def part(tasks: bool, owner: str | None) -> str:
        return f" {owner}" if owner else " tasks" if tasks else ""

    assert [
        (f"{told.date}{part(told.tasks, told.owner)}", told.of, told.attained)
        for told in (report.assessment for report in reports)
    ] == said


def test_every_figure_and_every_target_has_a_source_that_is_listed(dataset: Dataset) -> None:
    sources = dataset.files.sources

    def cited() -> Iterator[tuple[str, str | None]]:
        for entry in dataset.indicators.values():
            for fact in facts(entry.indicator):
                yield entry.code, fact
        for ident, district in dataset.districts.items():
            yield from ((ident, value.source) for value in district.measurements)

    def facts(indicator: Indicator) -> Iterator[str | None]:
        yield from (value.source for value in indicator.measurements)
        yield from (target.source for target in indicator.targets)
        yield from (value.source for value in indicator.comparisons)
        yield from ([indicator.baseline.source] if indicator.baseline else [])

    assert [(code, source) for code, source in cited() if source not in sources] == []
