"""The page of a report: its structure, that texts stay texts, and that it needs nothing else."""

from __future__ import annotations

import re
import sys
from base64 import b64encode
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import html as lxml_html

from ctrack import i18n
from ctrack.errors import CannotRunError
from ctrack.frozen import replace
from ctrack.report import markup
from ctrack.report.html import TEMPLATES, to_html
from ctrack.report.model import Column, Field, Kind, Paragraph, Report, Section, Table, Tile, TileMap
from tests.report.sample import HOSTILE, sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.html import HtmlElement

    from ctrack.report.model import Block


@pytest.fixture(scope="module")
def content() -> str:
    i18n.activate("vi")
    return to_html(sample())


@pytest.fixture(scope="module")
def page(content: str) -> HtmlElement:
    return lxml_html.document_fromstring(content)


def page_of(*blocks: Block) -> HtmlElement:
    section = Section(ident="s", title="S", short="S", blocks=blocks)
    report = Report(title="T", subtitle="", language="en", contents="Contents", about=(), sections=(section,))
    return lxml_html.document_fromstring(to_html(report))


def found(page: HtmlElement, path: str) -> Sequence[HtmlElement]:
    elements: Sequence[HtmlElement] = page.xpath(path)
    return elements


def texts(page: HtmlElement, path: str) -> list[str]:
    return [element.text_content().strip() for element in found(page, path)]


def table_of(*rows: tuple[Field, ...], kinds: tuple[Kind, ...] = (Kind.TEXT, Kind.NUMBER)) -> Table:
    columns = tuple(Column(heading=f"H{number}", kind=kind) for number, kind in enumerate(kinds))
    return Table(ident="t", caption="C", columns=columns, rows=rows)


def test_it_is_a_page_from_its_first_letter_to_its_last_line(content: str) -> None:
    assert content.startswith("<!doctype html>\n<html lang=")
    assert content.endswith("</html>\n")


def test_the_page_has_a_language_a_title_and_one_main_heading(page: HtmlElement) -> None:
    assert page.get("lang") == "vi"
    assert texts(page, "//title") == texts(page, "//h1") == [sample().title]


def test_no_level_of_headings_is_left_out(page: HtmlElement) -> None:
    levels = [int(element.tag[1]) for element in found(page, "//*[self::h1 or self::h2 or self::h3 or self::h4]")]

    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_sections_deeper_than_there_are_headings_keep_the_lowest() -> None:
    assert [markup.heading(level) for level in (1, 2, 5, 6, 9)] == ["h2", "h3", "h6", "h6", "h6"]


def test_every_link_within_the_page_leads_somewhere(page: HtmlElement) -> None:
    targets = [link.get("href", "") for link in found(page, "//a[starts-with(@href, '#')]")]

    assert {"#overview", "#programme-04-communes", "#_report"} <= set(targets)
    assert [target for target in targets if len(found(page, f"//*[@id='{target[1:]}']")) != 1] == []


def test_no_id_is_given_twice(page: HtmlElement) -> None:
    idents = [element.get("id", "") for element in found(page, "//*[@id]")]

    assert len(idents) == len(set(idents))


def test_tables_have_a_caption_and_headings_of_columns_and_rows(page: HtmlElement) -> None:
    for table in found(page, "//table"):
        assert len(found(table, "caption")) == 1
        assert {heading.get("scope") for heading in found(table, "thead/tr/th")} == {"col"}
        assert {row[0].get("scope") for row in found(table, "tbody/tr")} == {"row"}


def test_fields_say_their_value_their_key_and_their_column_to_machines() -> None:
    day, number, third = date(2024, 6, 30), Decimal("1234.50"), Fraction(1, 3)
    row = (
        Field(text="A", key="a-name", depth=7),
        Field(text="1.234,50", value=number),
        Field(text="30/06/2024", value=day),
        Field(text="33,3%", value=third),
        Field(text="7", value=7),
    )

    cells = found(
        page_of(table_of(row, kinds=(Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.PERCENT, Kind.NUMBER))), "//tbody/tr/*"
    )

    assert [cell.get("data-value") for cell in cells] == [None, "1234.50", "2024-06-30", "0.333333333333333", "7"]
    assert [cell.get("data-label") for cell in cells] == [None, "H1", "H2", "H3", "H4"]
    assert (cells[0].get("data-key"), cells[0].get("class")) == ("a-name", "text depth-4")


def test_what_has_no_text_is_an_empty_field_even_first() -> None:
    cells = found(page_of(table_of((Field(), Field(text="x")))), "//tbody/tr/*")

    assert [(cell.tag, cell.text_content()) for cell in cells] == [("td", ""), ("td", "x")]


def test_a_column_without_a_heading_has_no_empty_heading() -> None:
    table = Table(ident="t", caption="C", columns=(Column(heading="A"), Column(heading="")), rows=())

    assert [cell.tag for cell in found(page_of(table), "//thead/tr/*")] == ["th", "td"]


def test_charts_have_a_name_a_unit_and_their_values_in_words(page: HtmlElement) -> None:
    chart = found(page, "//figure[@id='line-04-01']")[0]

    assert "Đơn vị tính: %" in texts(chart, "figcaption")[0]
    assert found(chart, "svg")[0].get("aria-label") == "Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao"
    assert "71,4" in texts(chart, "details/p")[0]


def test_a_map_begins_at_its_first_row_and_column() -> None:
    tiles = tuple(Tile(row=row, column=column, name="n", label="l") for row, column in ((3, 5), (4, 7)))
    page = page_of(TileMap(ident="m", caption="C", description="D", tiles=tiles))

    assert [tile.get("class") for tile in found(page, "//li[@class]")] == [
        "tile is-plain row-1 column-1",
        "tile is-plain row-2 column-3",
    ]
    assert ".row-2 { grid-row: 2; }" in texts(page, "//style")[0]


def test_hostile_texts_are_texts(page: HtmlElement) -> None:
    everything = page.text_content()

    assert [text for text in HOSTILE[:5] if text not in everything] == []
    assert (len(found(page, "//script")), len(found(page, "//img")), len(found(page, "//style"))) == (1, 0, 1)
    assert found(page, "//*[@onerror or @onclick or @onload or @style]") == []


def test_what_cannot_be_seen_is_shown_as_its_code(content: str) -> None:
    assert re.search("[\u202a-\u202e\u2066-\u2069]", content) is None
    assert r"một\u202etxet\u202c" in content


def test_only_addresses_of_the_web_are_links_and_only_in_running_text(page: HtmlElement) -> None:
    links = {link.get("href", "") for link in found(page, "//main//a | //header//a")}

    assert links == {"https://hanoi.gov.vn/bao-cao?ky=2024-06&trang=1", "https://x.vn/"}
    assert {link.get("rel") for link in found(page, "//main//a")} == {"noopener noreferrer"}


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("see https://a.vn/b.", "https://a.vn/b"),
        ("(https://a.vn/b)", "https://a.vn/b"),
        ("https://a.vn/b_(c), d", "https://a.vn/b_(c)"),
        ("“https://a.vn/?q=1;”", "https://a.vn/?q=1"),
        ("HTTP://A.VN/B and", "HTTP://A.VN/B"),
        ("https://a.vn/đường", "https://a.vn/đường"),
    ],
)
def test_what_stands_behind_an_address_is_no_part_of_it(text: str, link: str) -> None:
    parts = list(markup.pieces(text))

    assert [part.text for part in parts if part.is_link] == [link]
    assert "".join(part.text for part in parts) == text


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://a.vn", "data:text/html,x", "//a.vn", "https://"])
def test_other_addresses_are_no_links(text: str) -> None:
    assert [part for part in markup.pieces(text) if part.is_link] == []


def test_nothing_is_fetched_and_the_policy_allows_what_the_page_holds(content: str, page: HtmlElement) -> None:
    policy = found(page, "//meta[@http-equiv='Content-Security-Policy']")[0].get("content", "")
    own = [re.search(f"<{name}[^>]*>(.*?)</{name}>", content, re.DOTALL) for name in ("style", "script")]
    hashes = [b64encode(sha256(match[1].encode()).digest()).decode() for match in own if match]

    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; ")
    assert found(page, "//link | //iframe | //object | //*[@src or @srcset or @action]") == []
    assert "url(" not in content
    assert "@import" not in content


def colours_of(scheme: str) -> dict[str, str]:
    """Give the page's colours in a light or a dark surrounding."""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    light, dark = [
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)
    ]
    return dict(light) | (dict(dark) if scheme == "dark" else {})


def luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_of_texts_and_of_marks_can_be_told_from_what_is_behind(scheme: str) -> None:
    colours = colours_of(scheme)
    written = ("ink", "muted", "link", "value", "target", "good", "fair", "bad")
    texts = [(name, back) for name in written for back in ("paper", "soft")]
    texts += [
        ("good", "good-soft"),
        ("fair", "fair-back"),
        ("bad", "bad-soft"),
        ("ink", "good-soft"),
        ("ink", "bad-soft"),
    ]

    assert [pair for pair in texts if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


def test_the_same_report_is_the_same_page(content: str) -> None:
    i18n.activate("vi")

    assert to_html(sample()) == content


def test_line_breaks_and_tones_of_paragraphs_are_kept() -> None:
    assert texts(page_of(Paragraph(text="a\nb")), "//main//p") == ["a\nb"]


def test_an_empty_report_is_a_page() -> None:
    report = replace(sample(), sections=(), about=(), subtitle="")

    assert "<h1>" in to_html(report)


def test_without_its_packages_it_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(CannotRunError, match="needs the package jinja2") as refused:
        to_html(sample())

    assert str(refused.value.hint) == "pip install 'ctrack[report]'"
