"""Which facts count on a day, and which target is judged."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ctrack.assess.results import NotComputed, Result
from tests.support import judged


def value_of(result: Result) -> Fraction | None:
    return None if result.value is None else Fraction(result.value.amount)


def reason_of(computed: object) -> str:
    assert isinstance(computed, NotComputed)
    return str(computed.reason)


REVISED = """\
unit: number
targets: [{by: 2025, min: 10}]
measurements:
  - {date: 2023, value: 6.11, status: estimated, published: 2023-11-30}
  - {date: 2023, value: 6.27, published: 2024-01-15}
  - {date: 2024, value: 7, status: forecast, published: 2023-12-01}
"""


@pytest.mark.parametrize(
    ("day", "value", "flags"),
    [
        ("2023-11-29", None, ()),
        ("2023-11-30", "6.11", ("estimated",)),
        ("2024-01-14", "6.11", ("estimated",)),
        ("2024-01-15", "6.27", ()),
    ],
)
def test_a_revision_changes_nothing_before_it_is_known(day: str, value: str | None, flags: tuple[str, ...]) -> None:
    result = judged(REVISED, day)

    assert (value_of(result), result.flags) == (Fraction(value) if value else None, flags)


@pytest.mark.parametrize(
    ("first", "second", "chosen"),
    [
        ("final", "provisional", 1),
        ("provisional", "final", 2),
        ("provisional", "estimated", 1),
        ("estimated", "doubtful", 1),
        ("final", "final", 2),
        ("doubtful", "doubtful", 2),
        ("forecast", "doubtful", 2),
    ],
)
def test_the_stronger_status_wins_whatever_came_later(first: str, second: str, chosen: int) -> None:
    result = judged(
        f"unit: number\nmeasurements:\n  - {{date: 2023, value: 1, status: {first}, published: 2024-01-01}}\n"
        f"  - {{date: 2023, value: 2, status: {second}, published: 2024-02-01}}\n",
        "2024-03-01",
    )

    assert value_of(result) == chosen


def test_a_withdrawn_figure_counts_until_the_day_before() -> None:
    indicator = (
        "unit: number\nmeasurements:\n  - {date: 2022, value: 5}\n"
        "  - {date: 2023, value: 50, withdrawn: 2024-06-01, note: typed twice}\n"
    )

    assert [value_of(judged(indicator, day)) for day in ("2024-05-31", "2024-06-01")] == [50, 5]


def test_the_source_says_since_when_a_figure_is_known() -> None:
    indicator = "unit: number\nmeasurements: [{date: 2022, value: 5, source: book}]\n"
    sources = "book: {title: A book, published: 2023-04}\n"

    assert [value_of(judged(indicator, day, sources=sources)) for day in ("2023-04-29", "2023-04-30")] == [None, 5]


def test_a_disagreement_of_sources_is_flagged() -> None:
    indicator = (
        "unit: number\nmeasurements:\n  - {date: 2023, value: 1, source: a}\n  - {date: 2023, value: 2, source: b}\n"
    )
    sources = "a: {title: A, published: 2024-01-05}\nb: {title: B, published: 2024-01-05}\n"

    result = judged(indicator, "2024-02-01", sources=sources)

    assert (value_of(result), result.flags) == (2, ("disputed",))


def test_of_periods_that_end_together_the_longest_counts() -> None:
    indicator = "unit: number\nmeasurements:\n  - {date: 2024, value: 1}\n  - {date: 2024-12, value: 2}\n  - {date: 2024-Q4, value: 3}\n"

    assert value_of(judged(indicator, "2025-01-31")) == 1


def test_per_year_judges_whole_years_only() -> None:
    indicator = "unit: number\nper: year\nmeasurements:\n  - {date: 2023, value: 1}\n  - {date: 2024-H1, value: 2}\n"

    assert value_of(judged(indicator, "2025-01-31")) == 1


CUMULATIVE = """\
unit: number
aggregation: sum
targets: [{from: 2024, by: 2024, min: 100}]
measurements:
  - {date: 2023-12, value: 1000}
  - {date: 2024-Q1, value: 10}
  - {date: 2024-H1, value: 25}
  - {date: 2024-01..2024-09, value: 40}
  - {date: 2024-10, value: 5}
"""


def test_a_sum_takes_the_longest_of_nested_periods_inside_the_window() -> None:
    result = judged(CUMULATIVE, "2024-11-15")

    assert (value_of(result), result.flags) == (45, ())
    assert result.value is not None
    assert (result.value.period_text, len(result.value.inputs)) == ("2024-01-01..2024-10-31", 2)


def test_a_sum_with_a_gap_is_incomplete_and_has_no_pace() -> None:
    result = judged(CUMULATIVE.replace("{date: 2024-10,", "{date: 2024-11,"), "2024-12-15")

    assert (value_of(result), result.flags, reason_of(result.pace.percent)) == (45, ("incomplete",), "incomplete")


def test_an_average_prefers_the_whole_window_then_whole_years_then_a_beginning() -> None:
    indicator = "unit: number\naggregation: average\ntargets: [{by: 2025, min: 7}]\nmeasurements:\n"
    beginning = indicator + "  - {date: 2021-Q1, value: 1}\n  - {date: 2021-H1, value: 2}\n"
    years = beginning + "  - {date: 2021, value: 4}\n  - {date: 2022, value: 6}\n"
    gap = indicator + "  - {date: 2021, value: 4}\n  - {date: 2023, value: 6}\n"
    whole = years + "  - {date: 2021..2025, value: 9}\n"

    assert value_of(judged(beginning, "2026-02-01")) == 2
    assert judged(beginning, "2026-02-01").flags == ("partial",)
    assert value_of(judged(years, "2026-02-01")) == 5
    assert judged(gap, "2024-02-01").flags == ("incomplete",)
    assert value_of(judged(whole, "2026-02-01")) == 9


TARGETS = """\
unit: number
targets:
  - {by: 2023, min: 3}
  - {by: 2025, min: 5}
  - {by: 2030, min: 9}
  - {from: 2024, by: 2024, min: 2}
  - {by: 2025, min: 6, decided: 2023-07-01}
  - {by: 2025, min: 7, decided: 2024-07-01, status: draft}
measurements: [{date: 2023, value: 4}]
"""


@pytest.mark.parametrize(
    ("day", "horizon", "floor"),
    [
        ("2023-06-30", "term", 5),
        ("2023-07-01", "term", 6),
        ("2023-06-30", "next", 3),
        ("2024-01-01", "next", 2),
        ("2025-01-01", "next", 6),
        ("2026-01-01", "next", 9),
        ("2040-01-01", "next", 9),
        ("2024-01-31", "2023", 3),
        ("2024-01-31", "2024", 2),
        ("2024-01-31", "2026", None),
    ],
)
def test_the_horizon_chooses_the_target(day: str, horizon: str, floor: int | None) -> None:
    result = judged(TARGETS, day, header="issued: 2021-03-17\n", horizon=horizon)

    assert (result.goal.low if result.goal else None) == floor


def test_before_the_programme_is_issued_there_is_no_target() -> None:
    assert judged(TARGETS, "2021-03-16", header="issued: 2021-03-17\n").status == "no_target"


def test_nothing_in_a_draft_programme_is_scored() -> None:
    assert judged(TARGETS, "2024-01-31", header="draft: true\n").status == "no_target"


def test_of_windows_the_latest_that_has_begun_and_has_a_value_is_judged() -> None:
    indicator = "unit: number\ntargets: [{every: year, min: 10}]\nmeasurements: [{date: 2022, value: 8}]\n"

    result = judged(indicator, "2024-06-30")

    assert result.goal is not None
    assert (result.goal.window.text, result.status) == ("2022", "missed")


def test_a_window_of_its_own_counts_only_values_that_end_inside_it() -> None:
    indicator = (
        "unit: number\ntargets: [{from: 2023, by: 2023, min: 10}]\n"
        "measurements: [{date: 2022, value: 12}, {date: 2023-06, value: 9}, {date: 2024, value: 30}]\n"
    )

    assert value_of(judged(indicator, "2025-01-31")) == 9


@pytest.mark.parametrize(
    ("bounds", "low", "high"),
    [("min: 2000, from_baseline: add", 5000, None), ("min: 10, from_baseline: percent", 3300, None)],
)
def test_targets_that_count_from_the_baseline(bounds: str, low: int, high: int | None) -> None:
    indicator = f"unit: number\nbaseline: {{date: 2020, value: 3000}}\ntargets: [{{by: 2025, {bounds}}}]\nmeasurements: [{{date: 2022, value: 1}}]\n"

    goal = judged(indicator, "2023-01-31").goal

    assert goal is not None
    assert (goal.low, goal.high) == (low, high)


def test_a_cut_by_forty_percent_from_the_baseline() -> None:
    indicator = (
        "unit: number\ndirection: decrease\nbaseline: {date: 2022, value: 500}\n"
        "targets: [{by: 2023, max: -40, from_baseline: percent}]\nmeasurements: [{date: 2023, value: 300}]\n"
    )

    assert judged(indicator, "2024-01-31").status == "attained"


def test_without_a_baseline_such_a_target_is_not_scored() -> None:
    indicator = (
        "unit: number\ntargets: [{by: 2025, min: 18, from_baseline: add}]\nmeasurements: [{date: 2022, value: 20}]\n"
    )

    result = judged(indicator, "2023-01-31")

    assert (result.status, reason_of(result.attainment)) == ("no_target", "no_baseline")


def test_a_percentage_of_the_plan_is_a_value_of_the_goal_in_force() -> None:
    indicator = "unit: number\naggregation: sum\ntargets: [{every: year, min: 200}]\nmeasurements: [{date: 2023, of_target: 142}]\n"

    result = judged(indicator, "2024-01-31")

    assert (value_of(result), result.status, result.flags) == (284, "exceeded", ("derived",))


def test_different_totals_are_not_compared() -> None:
    indicator = "unit: criterion\ntargets: [{by: 2025, value: 27, of: 27}]\nmeasurements:\n  - {date: 2022, value: 25, of: 27}\n  - {date: 2023, value: 31, of: 31, break: true}\n"

    before, after = judged(indicator, "2024-01-31"), judged(indicator, "2026-01-31")

    assert (before.status, after.status, reason_of(before.attainment)) == ("in_progress", "overdue", "different_of")
    assert before.flags == ("break",)


def test_a_break_ends_progress_and_starts_a_new_series() -> None:
    indicator = (
        "unit: number\nbaseline: {date: 2020, value: 10}\ntargets: [{by: 2025, min: 100}]\n"
        "measurements:\n  - {date: 2021, value: 20}\n  - {date: 2022, value: 5, break: true}\n  - {date: 2024, value: 15}\n"
    )

    result = judged(indicator, "2025-01-31")

    assert reason_of(result.progress) == "break"
    assert (result.pace.basis, result.flags) == ("first_measurement", ("break",))


def test_a_start_needs_half_a_year() -> None:
    indicator = "unit: number\ntargets: [{by: 2025, min: 100}]\nmeasurements: [{date: 2024-01, value: 20}, {date: %s, value: 30}]\n"

    assert reason_of(judged(indicator % "2024-07-28", "2024-12-31").pace.percent) == "no_start"
    assert judged(indicator % "2024-07-29", "2024-12-31").pace.basis == "first_measurement"


def test_milestones_bend_the_required_path() -> None:
    indicator = (
        "unit: number\nbaseline: {date: 2020, value: 0}\ntargets: [{by: 2022, min: 80}, {by: 2025, min: 100}]\n"
        "measurements: [{date: 2021, value: 20}]\n"
    )

    assert judged(indicator, "2022-01-31").pace.expected == 40


def test_without_a_pace_a_missed_milestone_is_off_track() -> None:
    indicator = (
        "unit: number\ntargets: [{by: 2022, min: 80}, {by: 2025, min: 100}]\nmeasurements: [{date: 2022, value: %s}]\n"
    )

    assert [judged(indicator % value, "2023-01-31").status for value in (79, 80)] == ["off_track", "in_progress"]


def test_an_old_value_is_stale_until_the_deadline_and_overdue_after() -> None:
    indicator = "unit: number\nbaseline: {date: 2020, value: 0}\ntargets: [{by: 2025, min: 100}]\nmeasurements: [{date: 2022, value: 1}]\n"

    at = {day: judged(indicator, day) for day in ("2023-12-31", "2024-01-01", "2025-12-31", "2026-01-01")}

    assert [result.status for result in at.values()] == ["off_track", "in_progress", "in_progress", "overdue"]
    assert [result.flags for result in at.values()] == [(), ("stale",), ("stale",), ()]


@pytest.mark.parametrize(("value", "status"), [(0, "on_track"), (4, "on_track"), (11, "off_track"), (8, "at_risk")])
def test_a_ceiling_on_a_flow(value: int, status: str) -> None:
    indicator = f"unit: number\ndirection: decrease\naggregation: sum\ntargets: [{{from: 2024, by: 2024, max: 10}}]\nmeasurements: [{{date: 2024-H1, value: {value}}}]\n"

    assert judged(indicator, "2024-07-31").status == status


def test_a_ceiling_on_a_flow_is_attained_only_when_the_result_is_in() -> None:
    indicator = (
        "unit: number\ndirection: decrease\naggregation: sum\ntargets: [{from: 2024, by: 2024, max: 10}]\n"
        "measurements: [{date: 2024, value: 10, published: 2024-12-20, status: estimated}]\n"
    )

    assert [judged(indicator, day).status for day in ("2024-12-30", "2024-12-31")] == ["on_track", "attained"]


def test_a_sum_reaches_its_floor_at_the_end_of_the_period_that_brought_it_there() -> None:
    indicator = (
        "unit: number\naggregation: sum\ntargets: [{from: 2024, by: 2024, min: 10}]\n"
        "measurements: [{date: 2024-Q1, value: 6}, {date: 2024-Q2, value: 5}, {date: 2024-Q3, value: 1}]\n"
    )

    result = judged(indicator, "2024-10-31")

    assert (result.status, str(result.reached_on)) == ("exceeded", "2024-06-30")


def test_a_target_reached_after_its_deadline_is_late() -> None:
    indicator = "unit: number\ntargets: [{by: 2022, min: 10}]\nmeasurements: [{date: 2023, value: 10}]\n"

    result = judged(indicator, "2024-01-31")

    assert (result.status, result.flags) == ("attained", ("late",))


def test_ranks_have_no_ratio() -> None:
    indicator = (
        "unit: rank\ndirection: decrease\ntargets: [{by: 2025, max: 10}]\nmeasurements: [{date: 2023, value: 12}]\n"
    )

    assert reason_of(judged(indicator, "2024-01-31").attainment) == "no_ratio"


BROKEN_SERIES = """\
unit: number
baseline: {date: 2020, value: 20}
targets: [{from: 2024, by: 2024, value: 31}]
measurements: [{date: 2021, value: 25}, {date: 2023, value: 24, break: true}, {date: 2024, value: 28}]
"""


def test_a_break_before_the_targets_own_window_is_not_forgotten() -> None:
    result = judged(BROKEN_SERIES, "2024-12-31")

    assert (reason_of(result.progress), reason_of(result.pace.percent)) == ("break", "no_start")
    assert result.flags == ()  # the break is not among the measurements that count for this target


def test_of_periods_that_end_together_the_longest_is_the_start_too() -> None:
    indicator = "unit: number\ntargets: [{by: 2025, min: 100}]\nmeasurements: [{date: 2021, value: 50}, {date: 2021-12, value: 5}, {date: 2023, value: 70}]\n"

    assert judged(indicator, "2024-02-01").pace.percent == 80


@pytest.mark.parametrize(
    ("date", "by", "value"), [("2024", "2023", 71), ("2020-07..2024-06", "2025", 71), ("2022", "2025", 71)]
)
def test_a_percentage_of_a_plan_never_vanishes_while_there_is_a_plan(date: str, by: str, value: int) -> None:
    indicator = f"unit: number\ntargets: [{{by: {by}, value: 50}}]\nmeasurements: [{{date: {date}, of_target: 142}}]\n"

    assert value_of(judged(indicator, "2026-01-31")) == value


def test_a_sum_that_fell_back_is_reached_when_it_came_back() -> None:
    indicator = "unit: number\naggregation: sum\ntargets: [{from: 2024, by: 2024, min: 3}]\nmeasurements: [{date: 2024-01, value: 3}, {date: 2024-02, value: -3}, {date: 2024-03, value: 5}]\n"

    assert str(judged(indicator, "2024-12-31").reached_on) == "2024-03-31"


@pytest.mark.parametrize(
    ("baseline", "measurement", "target"),
    [
        ("{date: 2021-01-01, value: 1}", "{date: 2021-01-02, value: 1000000}", "{by: 2030, min: 2000000}"),
        (
            f"{{date: 2021-01-01, value: 0.{'0' * 90}1}}",
            f"{{date: 2021-01-02, value: 1{'0' * 89}}}",
            f"{{by: 2090, min: 2{'0' * 89}}}",
        ),
    ],
)
def test_an_absurd_growth_is_no_pace(baseline: str, measurement: str, target: str) -> None:
    indicator = (
        f"unit: number\npath: exponential\nbaseline: {baseline}\ntargets: [{target}]\nmeasurements: [{measurement}]\n"
    )

    assert reason_of(judged(indicator, "2021-02-01").pace.percent) == "no_ratio"


def test_a_patience_beyond_all_calendars_is_never_stale() -> None:
    result = judged(
        "unit: number\ntargets: [{min: 9}]\nmeasurements: [{date: 2022, value: 1}]\n",
        "2024-01-31",
        tracker="title: T\nperiod: 2021..2025\nstale_after: 400000\n",
    )

    assert result.flags == ()


def test_an_average_that_meets_a_target_without_a_ratio_is_on_track() -> None:
    indicator = (
        "unit: number\naggregation: average\ntargets: [{by: 2025, min: 0}]\nmeasurements: [{date: 2023, value: 1}]\n"
    )

    assert judged(indicator, "2024-01-31").status == "on_track"


def test_a_steep_fall_has_a_pace() -> None:
    indicator = (
        "unit: number\npath: exponential\ndirection: decrease\nbaseline: {date: 2020, value: 19.7}\n"
        "targets: [{from: 2021, by: 2025, value: 18}]\nmeasurements: [{date: 2021-01, value: 10}]\n"
    )

    result = judged(indicator, "2022-06-27", header="period: 2020..2026\n")

    assert isinstance(result.pace.percent, Fraction)
    assert float(result.pace.percent) == pytest.approx(5588.601289089182)


@pytest.mark.parametrize("aggregation", ["sum", "average"])
@pytest.mark.parametrize(
    ("first", "second", "joint"),
    [
        (None, None, None),
        ("at_least", None, "at_least"),
        ("at_least", "at_least", "at_least"),
        (None, "at_most", "at_most"),
        ("about", None, "about"),
        ("at_least", "at_most", "about"),
        ("at_least", "about", "about"),
    ],
)
def test_the_hedges_of_parts_make_the_hedge_of_the_whole(
    aggregation: str, first: str | None, second: str | None, joint: str | None
) -> None:
    bounds = ["" if bound is None else f", bound: {bound}" for bound in (first, second)]
    indicator = (
        f"unit: number\naggregation: {aggregation}\ntargets: [{{from: 2021, by: 2025, min: 30}}]\n"
        f"measurements: [{{date: 2021, value: 9{bounds[0]}}}, {{date: 2022, value: 5{bounds[1]}}}]\n"
    )

    result = judged(indicator, "2023-01-31")

    assert result.value is not None
    assert (result.value.bound, len(result.value.inputs)) == (joint, 2)
