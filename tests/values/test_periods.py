from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.values.periods import Period, a_year_before, months_before, read_period, tau, tau_before
from ctrack.values.reading import ReadingError

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-H1", "2022-01-01", "2022-06-30"),
        ("2022-H2", "2022-07-01", "2022-12-31"),
        ("2022-Q1", "2022-01-01", "2022-03-31"),
        ("2022-Q4", "2022-10-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-12", "2022-12-01", "2022-12-31"),
        ("2022-04-07", "2022-04-07", "2022-04-07"),
        ("2024-01..2024-09", "2024-01-01", "2024-09-30"),
        ("2021..2025", "2021-01-01", "2025-12-31"),
        ("2024-01-01..2024-09-25", "2024-01-01", "2024-09-25"),
    ],
)
def test_a_period_is_its_days(text: str, first: str, last: str) -> None:
    period = read_period(text)

    assert (period.first.isoformat(), period.last.isoformat(), str(period)) == (first, last, text)


def test_periods_of_equal_days_are_equal_however_they_are_typed() -> None:
    assert read_period("2022") == read_period("2022-01..2022-12") == read_period("2022-01-01..2022-Q4")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("31/12/2024", "write 2024-12-31"),
        ("13.2.2024", "write 2024-02-13"),
        ("7/7/2024", "write 2024-07-07"),
        ("2024-1-5", "write 2024-01-05"),
        ("Quý I/2022", "write 2022-Q1"),
        ("quý IV-2022", "write 2022-Q4"),
        ("2024Q4", "write 2024-Q4"),
        ("5/6/2024", "which is the day? write 2024-06-05 or 2024-05-06"),
        ("2024-13-01", "there is no such day"),
        ("2024-02-30", "there is no such day"),
        ("2021-2025", "write 2021..2025"),
        ("2021 – 2025", "write 2021..2025"),
        ("04/2022", "write 2022-04"),
        ("tháng 4/2022", "write 2022-04"),
    ],
)
def test_the_remedy_fits_what_was_probably_meant(text: str, remedy: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_period(text)

    assert (caught.value.rule, str(caught.value.hint)) == ("CT105", remedy)


@pytest.mark.parametrize("text", ["2024-Q5", "2024-H3", "99", "2024-01-31T10:00:00", "..", "x"])
def test_what_is_uncertain_gets_the_forms_and_no_guess(text: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_period(text)

    assert str(caught.value.hint).startswith("a period is written 2024, ")


def test_a_period_does_not_run_backwards() -> None:
    with pytest.raises(ReadingError, match="runs backwards"):
        read_period("2025..2021")


@given(DAYS)
def test_tau_grows_by_one_a_year_and_never_falls(day: date) -> None:
    assert tau(date(day.year, 12, 31)) == day.year + 1 == tau_before(date(day.year + 1, 1, 1))
    assert Fraction(day.year) < tau(day) <= day.year + 1
    assert tau_before(day) < tau(day) == tau_before(day + timedelta(days=1))


@given(DAYS, st.integers(0, 240))
def test_months_before_keeps_the_day_or_takes_the_months_last(day: date, months: int) -> None:
    before = months_before(day, months)

    assert (day.year - before.year) * 12 + day.month - before.month == months
    assert before.day == day.day or (before + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_a_period_written_as_days_reads_back(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))

    assert read_period(str(period)) == period


@pytest.mark.parametrize(
    ("text", "grain", "expected"),
    [
        ("2024", "year", True),
        ("2024-01..2024-12", "year", True),
        ("2023-07..2024-06", "year", False),
        ("2024-H1", "year", False),
        ("2023..2024", "year", False),
        ("2024-Q2", "quarter", True),
        ("2024-02..2024-04", "quarter", False),
        ("2024-02", "month", True),
    ],
)
def test_whole_years_quarters_and_months(text: str, grain: str, expected: bool) -> None:
    assert read_period(text).is_whole(grain) is expected


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2025-02", "2024-02"),
        ("2024-02", "2023-02"),
        ("2024-02-29", "2023-02-28"),
        ("2024-01..2024-09", "2023-01..2023-09"),
        ("2024-01-01..2024-09-25", "2023-01-01..2023-09-25"),
        ("2024", "2023"),
    ],
)
def test_the_same_stretch_of_the_year_before(text: str, before: str) -> None:
    assert a_year_before(read_period(text)) == read_period(before)
