from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from gettext import NullTranslations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack import i18n
from ctrack.model.codelists import Source, Unit
from ctrack.model.words import SourceQuality
from ctrack.render import text
from ctrack.render.csv import defuse, to_csv
from ctrack.render.drawing import counts_bar
from ctrack.render.json import Json, to_json
from ctrack.render.markdown import escape, escape_but_link
from ctrack.render.page import Column, Heading, Listing, Page, Paragraph, Table, Tone, beside, cell, stacked
from ctrack.render.terminal import to_text
from ctrack.render.text import ASCII, UNICODE


@pytest.mark.parametrize(
    ("number", "places", "english", "vietnamese"),
    [
        (Decimal(30820), None, "30,820", "30.820"),
        (Decimal("254315.726"), None, "254,315.726", "254.315,726"),
        (Decimal("8.0"), None, "8.0", "8,0"),
        (Decimal("-7.02"), None, "−7.02", "−7,02"),
        (Fraction(5), None, "5", "5"),
        (Fraction(13, 4), None, "3.25", "3,25"),
        (Fraction(2500, 27), None, "92.59", "92,59"),
        (Fraction(1, 8), None, "0.13", "0,13"),
        (Fraction(2500, 27), 1, "92.6", "92,6"),
    ],
)
def test_numbers_as_each_language_writes_them(
    number: Decimal | Fraction, places: int | None, english: str, vietnamese: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = {}
    for language in ("en", "vi"):
        i18n.activate(language)
        monkeypatch.setattr(i18n._Active, "catalogue", None if language == "en" else NullTranslations())  # noqa: SLF001
        written[language] = text.number_text(number, places)

    assert written == {"en": english, "vi": vietnamese}


def test_what_is_short_of_a_hundred_never_reads_a_hundred() -> None:
    assert [text.percent_text(Fraction(number)) for number in ("99.99", "100", "142")] == [
        "99.9 %",
        "100.0 %",
        "142.0 %",
    ]


@pytest.mark.parametrize(
    ("low", "high", "of", "shown"),
    [
        ("7.5", "8.0", None, "7.5–8.0"),
        ("5", "5", None, "5"),
        ("27", "27", "27", "27/27"),
        ("3", None, None, "≥ 3"),
        (None, "0", None, "≤ 0"),
        (None, None, None, "?"),
    ],
)
def test_intervals(low: str | None, high: str | None, of: str | None, shown: str) -> None:
    low_, high_, of_ = (Decimal(number) if number else None for number in (low, high, of))

    assert text.interval_text(low_, high_, of_) == shown


def test_invisible_characters_are_shown_as_their_code() -> None:
    assert text.visible("a\x1b[31m\u202eb\u00a0c") == "a\\u001b[31m\\u202eb\\u00a0c"


def test_a_source_is_cited_with_its_quality() -> None:
    source = Source(title="T", publisher="P", quality=SourceQuality.TRANSLATED, url="https://x")

    assert text.source_text(source, "t") == "T, P, undated, a translation, https://x (t)"


def test_a_percent_sign_stands_at_the_figure() -> None:
    assert (text.with_unit("8", Unit(name="%")), text.unit_text(Unit(name="%"))) == ("8 %", "")
    assert (
        text.with_unit("8", Unit(name="xã", name_en="communes")),
        text.unit_text(Unit(name="xã", name_en="communes")),
    ) == ("8", "communes")


@pytest.mark.parametrize(
    ("attained", "recorded", "declared", "bar"),
    [
        (0, 0, 19, "░░░░░░░░░░"),
        (0, 1, 19, "▒░░░░░░░░░"),
        (1, 19, 19, "█▒▒▒▒▒▒▒▒▒"),
        (18, 19, 19, "█████████▒"),
        (19, 19, 19, "██████████"),
        (0, 0, None, ""),
        (1, 2, None, "█████▒▒▒▒▒"),
    ],
)
def test_a_bar_never_shows_nothing_for_something_nor_all_for_less(
    attained: int, recorded: int, declared: int | None, bar: str
) -> None:
    assert counts_bar(attained, recorded, declared, UNICODE) == bar


@pytest.mark.parametrize("unsafe", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_texts_that_a_spreadsheet_would_run_are_defused_and_numbers_are_not(unsafe: str) -> None:
    assert defuse(unsafe) == f"'{unsafe}"
    assert to_csv(["a", "b"], [{"a": unsafe.strip(), "b": Decimal(-1)}]).endswith(",-1\r\n")


def test_csv_quotes_and_joins() -> None:
    rows = [{"a": 'x,"y"', "b": ["p", "q"], "c": True, "d": Fraction(1, 4)}, {}]

    assert to_csv(["a", "b", "c", "d"], rows) == 'a,b,c,d\r\n"x,""y""",p q,true,0.25\r\n,,,\r\n'


def test_json_keeps_every_digit() -> None:
    data: Json = {
        "a": Decimal("12345678901234567890.10"),
        "b": [None, True, 3, Fraction(1, 3)],
        "c": {},
        "d": 'Ứng "Hòa"\n',
    }

    assert to_json(data) == (
        '{\n  "a": 12345678901234567890.10,\n  "b": [\n    null,\n    true,\n    3,\n    0.333333333333333\n  ],\n'
        '  "c": {},\n  "d": "Ứng \\"Hòa\\"\\n"\n}'
    )


@pytest.mark.parametrize(
    ("given_text", "escaped"),
    [
        ("see https://www.a.vn/x_y?a=1&b=[2]#c_d, p. 3", "see <https://www.a.vn/x_y?a=1&b=[2]#c_d>, p. 3"),
        ("(http://a.vn/b*)", "(<http://a.vn/b>\\*)"),
        ("http://a.vn|https://b.vn", "<http://a.vn>\\|<https://b.vn>"),
        ("https://a.vn><b>", "<https://a.vn>\\>\\<b\\>"),
        ("www.a.vn, https://", "www\u2060.a.vn, https://"),
    ],
)
def test_an_address_is_kept_whole_and_ends_where_it_ends(given_text: str, escaped: str) -> None:
    assert escape_but_link(given_text) == escaped


@given(st.text(alphabet="aăâ[]*_`<>|#@!-+=1.) \\$~&:/", max_size=30))
def test_escaped_markdown_has_no_bare_special_character(given_text: str) -> None:
    escaped = escape(given_text)

    for special in "`*_{}[]<>#|~$&":
        for place, char in enumerate(escaped):
            if char == special:
                backslashes = len(escaped[:place]) - len(escaped[:place].rstrip("\\"))
                assert backslashes % 2 == 1


PAGE = Page(
    (
        Heading("Heading [red]"),
        Paragraph("A paragraph of some words that is longer than forty columns.", Tone.MUTED),
        Table(
            columns=(Column("Name", wrap=True), Column("Value", "right"), Column("Empty")),
            rows=(
                (stacked(cell("Một tên dài, dài hơn nữa"), cell("(:100:)")), beside(cell("1,234.5"), cell("[1]")), ()),
            ),
        ).without_empty_columns(),
        Listing((("[1]", "A source https://example.org/a-very-long-address-that-is-not-broken"),)),
        Listing(()),
    )
)


def test_a_page_on_a_narrow_screen() -> None:
    assert to_text(PAGE, 40, color=False, ascii_only=False) == NARROW


NARROW = """\
Heading [red]
A paragraph of some words that is longer
than forty columns.

Name                            Value
─────────────────────────────────────
Một tên dài, dài hơn nữa  1,234.5 [1]
(:100:)

[1]  A source
     https://example.org/a-very-long-address-that-is-not-broken
"""


def test_a_page_in_colour_says_the_same() -> None:
    import re

    plain = to_text(PAGE, 60, color=False, ascii_only=False)
    colored = to_text(PAGE, 60, color=True, ascii_only=False)

    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).splitlines()] == plain.splitlines()


def test_a_poor_terminal_gets_ascii_rules() -> None:
    assert "-----" in to_text(PAGE, 60, color=False, ascii_only=True)
    assert ASCII.levels == ""


def test_numbers_follow_the_words_around_them() -> None:
    i18n.activate("vi")

    assert (i18n.written_language(), text.number_text(Decimal("30820.5"))) == ("vi", "30.820,5")
