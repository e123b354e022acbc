"""The chart of `show`: where each value, target and corner of the path is drawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.assess.assess import assess_targets
from ctrack.dataset import CITY
from ctrack.render.chart import chart_of, draw
from ctrack.render.text import ASCII, UNICODE
from tests.assess.test_laws import DAYS, indicators
from tests.support import loaded, programme

if TYPE_CHECKING:
    from ctrack.render.chart import Chart
    from ctrack.render.text import Glyphs

HEAD = "period: 2016..2030\n"


def chart(indicator: str, day: str = "2026-01-01", header: str = HEAD) -> Chart | None:
    dataset = loaded({"programs/03.yaml": programme(indicator, header)}).dataset
    verdicts = assess_targets(dataset, dataset.indicators["03.01"], CITY, date.fromisoformat(day))
    return chart_of(verdicts[-1][2], [goal for _target, goal, _result in verdicts]) if verdicts else None


def drawn(indicator: str, width: int = 46, glyphs: Glyphs = UNICODE) -> str:
    found = chart(indicator)
    assert found is not None
    return draw(found, width, glyphs)


LEVEL = """\
unit: number
baseline: {date: 2015, value: 50}
targets: [{by: 2025, value: 70}, {by: 2030, value: 90}]
measurements: [{date: 2018, value: 48}, {date: 2020, value: 60, break: true}, {date: 2024, value: 66}]
"""


def test_a_level_with_a_break_and_a_target_on_the_way() -> None:
    assert (
        drawn(LEVEL)
        == """\
90 ┤                                       ··◆
   │                                   ····
80 ┤                               ····
   │                           ····
70 ┤                    ····◆··
   │            ········ ●
60 ┤       ●····
   │
50 ┤○
   │
40 ┤
   └┴──────┴──────┴──────┴─────┴──────┴──────┴
    2018  2020   2022   2024  2026   2028 2030"""
    )


def test_a_sum_runs_from_nothing_to_its_target() -> None:
    shown = drawn(
        "unit: number\naggregation: sum\ntargets: [{from: 2024, by: 2024, value: 100}]\nmeasurements: [{date: 2024-Q1, value: 10}, {date: 2024-Q2, value: 20}]\n"
    )

    assert [line.rstrip() for line in shown.splitlines()][-3].startswith("  0 ┤·")
    assert shown.count("●") == 2
    assert shown.splitlines()[0].endswith("◆")


def test_a_poor_terminal_gets_letters_that_it_can_show() -> None:
    shown = drawn(LEVEL, glyphs=ASCII)

    assert shown.isascii()
    assert {"*", "o", "#", "."} <= set(shown)


@pytest.mark.parametrize(
    "indicator",
    [
        "unit: number\ntargets: [{by: 2030, value: 5}]\n",
        "unit: number\ntargets: [{by: 2024, value: 5}]\nmeasurements: [{date: 2024, value: 5}]\n",
    ],
)
def test_what_has_nothing_to_be_seen_against_is_not_drawn(indicator: str) -> None:
    assert chart(indicator) is None


@given(indicators(), DAYS, st.sampled_from([None, 20, 40, 76]))
def test_every_chart_has_room_for_all_and_fits(drawn: tuple[str, list[str]], day: date, width: int | None) -> None:
    head, lines = drawn
    text = head + ("measurements:\n" + "\n".join(lines) + "\n" if lines else "")
    found = chart(text, day.isoformat(), "period: 2016..2025\n")
    if found is None:
        return

    shown = draw(found, width, UNICODE).splitlines()

    assert max(map(len, shown)) <= max(width or 72, 24 + 12)
    assert ("●" in "".join(shown)) == bool(found.values)
    assert 5 <= len(shown) <= 18
