"""Charts of a report: short, the same each time, with exact numbers in the reader's language."""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import matplotlib as mpl
import pytest
from lxml import etree
from PIL import Image

from ctrack import i18n
from ctrack.errors import CannotRunError
from ctrack.render.page import Tone
from ctrack.render.scale import scale_of
from ctrack.report import charts
from ctrack.report.figures import colours
from ctrack.report.figures.labels import place
from ctrack.report.figures.years import years
from ctrack.report.html import TEMPLATES
from ctrack.report.model import Bar, Bars, Line, Point
from tests.report.sample import HOSTILE, bars, line


def texts(svg: str) -> list[str]:
    return [str(text) for text in etree.fromstring(svg).xpath("//*[local-name() = 'text']/text()")]


def chart(*values: str, day: date = date(2024, 12, 31), **parts: tuple[Point, ...]) -> Line:
    points = tuple(
        Point(day=day.replace(year=day.year + number), value=Decimal(value), label=value)
        for number, value in enumerate(values)
    )
    return Line(ident="l", caption="C", unit="", description="", values=points, **parts)


@pytest.mark.parametrize("block", [line(), bars()])
def test_a_chart_is_short_and_the_same_each_time(block: Line | Bars) -> None:
    svg = charts.svg(block)

    assert len(svg.encode()) < 4000
    assert svg == charts.svg(block)
    assert charts.png(block) == charts.png(block)


def test_an_svg_has_a_name_and_nothing_that_a_page_cannot_hold_twice() -> None:
    root = etree.fromstring(charts.svg(line()))

    assert (root.get("role"), root.get("aria-label")) == ("img", line().caption)
    assert root.xpath("//@id | //@style | //*[local-name() = 'metadata' or local-name() = 'style']") == []


def test_every_colour_follows_the_page_and_is_the_light_one_without() -> None:
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    light, dark = style.split("@media screen and (prefers-color-scheme: dark)")[:2]

    for colour, name in colours.NAMES.items():
        assert f"  --{name}: {colour};" in light
        assert f"    --{name}: #" in dark
    svg = charts.svg(line()) + charts.svg(bars())
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', svg)) <= {"none", *map(colours.on_screen, colours.NAMES)}


def test_numbers_are_written_in_the_readers_language() -> None:
    block = chart("1000.5", "3000")

    assert "1,000" in texts(charts.svg(block))
    i18n.activate("vi")
    assert "1.000" in texts(charts.svg(block))


def test_first_and_last_value_and_the_targets_are_labelled() -> None:
    written = texts(charts.svg(line()))

    assert {text for text in written if ":" in text} == {"2024: 71,4", "2021: 37,5", "2025: 80"}


def test_years_stand_at_their_ends() -> None:
    stretch = years([date(2021, 12, 31), date(2023, 6, 30), date(2025, 12, 31)])

    assert [name for _share, name in stretch.marks] == ["2021", "2022", "2023", "2024", "2025"]
    assert stretch.share(date(2023, 12, 31)) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("days", "names"),
    [
        ([date(2024, 12, 31)], ["2024"]),
        ([date(2024, 6, 30)], ["2023", "2024"]),
        ([date(2024, 3, 1), date(2024, 6, 30)], ["2023", "2024"]),
        ([date(2015, 12, 31), date(2045, 12, 31)], ["2015", "2020", "2025", "2030", "2035", "2040", "2045"]),
    ],
)
def test_some_years_are_always_named_and_never_too_many(days: list[date], names: list[str]) -> None:
    assert [name for _share, name in years(days).marks] == names


@pytest.mark.parametrize("values", [(), ("5",), ("0", "0"), ("-3", "4"), ("0.001", "0.004"), ("9" * 90, "1")])
def test_any_values_can_be_drawn(values: tuple[str, ...]) -> None:
    svg = charts.svg(chart(*values))

    assert "nan" not in svg
    assert "inf" not in svg


def test_small_numbers_of_an_axis_differ() -> None:
    assert scale_of([Fraction(1, 1000), Fraction(4, 1000)], 4).labels == ("0.001", "0.002", "0.003", "0.004")


def test_bars_keep_their_order_and_say_their_tone_without_colours() -> None:
    tones = (Tone.BAD, Tone.GOOD, Tone.FAIR)
    block = Bars(
        ident="b", caption="C", unit="", description="", target=Decimal(2), target_label="goal 2",
        bars=tuple(Bar(name=tone, value=Fraction(1), label="1", tone=tone) for tone in tones),
    )  # fmt: skip
    svg = charts.svg(block)

    assert [text for text in texts(svg) if text in set(tones)] == list(tones)
    assert "goal 2" in texts(svg)
    assert len({colours.TONES[tone][0] for tone in tones}) == 3
    assert 'stroke-dasharray="4 3"' in svg


def test_long_names_are_wrapped_and_cut() -> None:
    block = Bars(
        ident="b", caption="", unit="", description="", bars=(Bar(name="xã " * 90, value=Decimal(1), label="1"),)
    )

    assert len([text for text in texts(charts.svg(block)) if text.startswith("xã")]) == 3


def test_bars_without_any_bar_can_be_drawn() -> None:
    assert charts.svg(Bars(ident="b", caption="C", unit="", description="", bars=())).endswith("</svg>")


def test_hostile_texts_are_texts() -> None:
    block = Bars(
        ident="b", caption=HOSTILE[1], unit="", description="",
        bars=tuple(Bar(name="n", value=Decimal(1), label=text) for text in (*HOSTILE, "$x_1$", "漢")),
    )  # fmt: skip
    svg = charts.svg(block)

    written = [text.removesuffix("…") for text in texts(svg)]
    expected = [text[:18] for text in (*HOSTILE[:5], r"một\u202etxet\u202c", "$x_1$", "漢")]
    assert [start for start in expected if not any(text.startswith(start) for text in written)] == []
    assert charts.png(block).startswith(b"\x89PNG")


def test_a_png_is_as_wide_as_paper_is_and_opaque() -> None:
    picture = Image.open(BytesIO(charts.png(line(), dpi=100)))

    assert picture.width == pytest.approx(charts.ON_PAPER / 72 * 100, abs=1)
    assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)
    assert "Software" not in picture.info


def test_settings_of_others_stay_as_they_are() -> None:
    before = {name: mpl.rcParams[name] for name in mpl.rcParams}

    charts.svg(line())

    assert {name: mpl.rcParams[name] for name in mpl.rcParams} == before


def test_labels_avoid_each_other_and_the_line() -> None:
    first, second = place([("abcdef", (50.0, 50.0)), ("ghijkl", (52.0, 51.0))], (0.0, 100.0), [(50.0, 60.0)])

    assert (first.spot[1] < 50, second.spot[1] > 51) == (True, True)
    assert not first.meets(second)


def test_without_its_package_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctrack.report.figures.vector", None)
    monkeypatch.delattr("ctrack.report.figures.vector", raising=False)

    with pytest.raises(CannotRunError, match="needs the package matplotlib"):
        charts.svg(line())
