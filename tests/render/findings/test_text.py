from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from ctrack import i18n
from ctrack.findings import Report
from ctrack.render.findings.excerpt import LEAST_ROOM, excerpt
from ctrack.render.findings.text import to_text
from tests.render.findings.reports import CLEAN, FULL, HARD, Bracketing, bare_words, elsewhere, found, hard

SHOWN = """\
data/programs/03.yaml:7:29: error[CT302] 125 is above the maximum 100
7 |       - {date: 2024, value: 125}   # Q4
  |                             ^^^
  = hint: is it a count?
  = related: data/units.yaml:2:3: the unit
  = related: data/units.yaml:9:3 in main: the unit before
  = explain: ctrack rule CT302

data/programs/03.yaml:2:1: warning[CT306] the title is long
2 | title: Một chương trình
  | ^^^^^
  = explain: ctrack rule CT306

data/districts/gia lâm.yaml:1:1: info[CT011] nothing here
1 |
  | ^
  = explain: ctrack rule CT011

1 error, 1 warning, 1 info in 3 files; 1 accepted; compared with main
"""


def test_every_finding_with_its_line_and_the_verdict_at_the_end() -> None:
    assert to_text(FULL, color=False, width=80) == SHOWN


def test_a_clean_tracker() -> None:
    assert to_text(CLEAN, color=True, width=80) == "no findings in 2 files\n"


def test_colour_says_nothing_that_words_do_not() -> None:
    colored = to_text(FULL, color=True, width=80)

    assert "\x1b[1;31merror[CT302]\x1b[0m" in colored
    assert "\x1b[1;33mwarning[CT306]\x1b[0m" in colored
    assert [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).splitlines()] == SHOWN.splitlines()


def block(text: str, at: tuple[int, int, int, int], width: int | None = None) -> list[str]:
    """Give the excerpt of one finding in a file with this text."""
    report = Report(findings=(found(at, "m", file="f"),), files=("f",), texts={"f": text})
    return to_text(report, color=False, width=width).splitlines()[1:-3]


@pytest.mark.parametrize(
    ("text", "at", "shown"),
    [
        ("a: 1\r\nb: 2\r\n", (2, 4, 2, 5), ["2 | b: 2", "  |    ^"]),
        ("a: 1\rb: 2", (2, 4, 2, 5), ["2 | b: 2", "  |    ^"]),
        ("a: 1\r\n", (1, 5, 1, 5), ["1 | a: 1", "  |     ^"]),
        ("a: 1\r\n", (1, 6, 2, 1), ["1 | a: 1", "  |     ^"]),
        ("a: 1\nb:\n  c: 2\n", (2, 1, 3, 7), ["2 | b:", "  | ^^"]),
        ("a: 1\n", (2, 1, 2, 1), ["2 |", "  | ^"]),
        ("a: 1", (1, 4, 1, 5), ["1 | a: 1", "  |    ^"]),
        ("", (1, 1, 1, 1), ["1 |", "  | ^"]),
        ("a:\t1\n", (1, 3, 1, 4), [r"1 | a:\t1", "  |   ^^"]),
        ("Gia\u00a0Lâm", (1, 4, 1, 5), [r"1 | Gia\u00a0Lâm", "  |    ^^^^^^"]),
        ("a\ufeffb: 1", (1, 2, 1, 3), [r"1 | a\ufeffb: 1", "  |  ^^^^^^"]),
        ("\x1b[31mx", (1, 6, 1, 7), [r"1 | \u001b[31mx", "  |           ^"]),
        ("Hoa\u0300: 1", (1, 7, 1, 8), ["1 | Hoa\u0300: 1", "  |      ^"]),
        ("Hoa\u0300: 1", (1, 4, 1, 5), ["1 | Hoa\u0300: 1", "  |   ^"]),
        ("漢字: 1", (1, 5, 1, 6), ["1 | 漢字: 1", "  |       ^"]),
        ("漢字: 1", (1, 2, 1, 3), ["1 | 漢字: 1", "  |   ^^"]),
        ("😀: 1", (1, 4, 1, 5), ["1 | 😀: 1", "  |     ^"]),
        ("👍🏽: 1", (1, 5, 1, 6), ["1 | 👍🏽: 1", "  |     ^"]),
        ("❤\ufe0f: 1", (1, 5, 1, 6), ["1 | ❤\ufe0f: 1", "  |     ^"]),
        ("[red]:100:[/]", (1, 1, 1, 6), ["1 | [red]:100:[/]", "  | ^^^^^"]),
    ],
)
def test_carets_stand_below_the_place(text: str, at: tuple[int, int, int, int], shown: list[str]) -> None:
    assert block(text, at) == shown


LONG = "".join(f"{number:<10}" for number in range(0, 300, 10))


@pytest.mark.parametrize(
    ("at", "shown"),
    [
        (
            (1, 1, 1, 2),
            ["1 | 0         10        20        30        40        50   …", "  | ^"],
        ),
        (
            (1, 151, 1, 154),
            ["1 | …       140       150       160       170       180    …", "  |                   ^^^"],
        ),
        (
            (1, 151, 1, 299),
            [
                "1 | …       140       150       160       170       180    …",
                "  |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^",
            ],
        ),
        (
            (1, 291, 1, 294),
            [
                "1 | …     250       260       270       280       290",
                "  |                                               ^^^",
            ],
        ),
        (
            (1, 301, 1, 301),
            [
                "1 | …    250       260       270       280       290",
                "  |                                                        ^",
            ],
        ),
    ],
)
def test_a_long_line_is_cut_around_the_place(at: tuple[int, int, int, int], shown: list[str]) -> None:
    assert block(LONG, at, 60) == shown


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("漢" * 300, ["1 | …漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢…", "  |            ^^^^"]),
        (
            "a\u0300" * 300,
            ["1 | …" + "a\u0300" * 35 + "…", "  |             ^"],
        ),
        ("x" * 1_000_000, ["1 | …" + "x" * 35 + "…", "  |             ^^"]),
    ],
)
def test_a_long_line_is_cut_between_characters(line: str, shown: list[str]) -> None:
    assert block(line, (1, 151, 1, 153), 41) == shown


def test_a_line_as_long_as_a_file_is_cut_even_where_nothing_limits_the_width() -> None:
    line, carets = block("x" * 1_000_000, (1, 500_000, 1, 500_001))

    assert (len(line), len(carets)) == (200, 70)


@given(
    line=st.text(alphabet="ab 漢😀\u0300\u0323\u00a0\t", max_size=120),
    start=st.integers(0, 121),
    length=st.integers(0, 30),
    room=st.integers(LEAST_ROOM, 60),
)
def test_carets_are_never_lost(line: str, start: int, length: int, room: int) -> None:
    start = min(start, len(line))
    cut = excerpt(line, start, min(start + length, len(line)), room)
    indent = len(cut.carets) - len(cut.carets.lstrip())
    below = next(
        rest for at in range(len(cut.line) + 1) if cell_len(cut.line[:at]) >= indent for rest in [cut.line[at:]]
    )

    assert cell_len(cut.line) <= room
    assert len(cut.carets) <= room
    assert cut.carets.endswith("^")
    assert start == len(line) or not line[start].isalpha() or below.lstrip("\u0300\u0323").startswith(line[start])


def test_a_file_that_could_not_be_read_has_no_excerpt() -> None:
    located = found((3, 1, 3, 1), "not UTF-8", rule="CT009")
    report = Report(findings=(located,), files=("programs/03.yaml",))

    assert to_text(report, color=False, width=80) == (
        "programs/03.yaml:3:1: error[CT009] not UTF-8\n  = explain: ctrack rule CT009\n\n1 error in 1 file\n"
    )


def test_data_does_nothing_to_a_terminal() -> None:
    shown = to_text(hard(), color=False, width=80)

    assert len(shown.splitlines()) == 7
    assert r"95%0A, a:b\n::set-output name=x::y ##[error]z | @team" in shown
    assert r"[red]x[/red] :100: 😀 Hoà Gia\u00a0Lâm \u001b[31m\u202e \ud800".replace("à", "a\u0300") in shown
    assert not set(shown) & set("\x1b\u202e\ud800\u00a0")
    assert HARD not in shown


def test_words_come_from_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001
    report = Report(findings=(found(related=(elsewhere(2, "m", in_base=True),), hint="m"),), base="0")

    assert bare_words(to_text(report, color=False, width=80)) == {"programs", "yaml", "CT", "ctrack", "rule"}
