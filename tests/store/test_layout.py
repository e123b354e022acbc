"""The canonical layout: what is mended, what stays. Each case is a file before and after, as a person reads it."""

from __future__ import annotations

import pytest

from ctrack.store.format import formatted
from ctrack.store.layout import CannotLayOutError, lay_out

CASES = {
    "two spaces a level": ("a:\n    b:\n        c: 1\n", "a:\n  b:\n    c: 1\n"),
    "lists are indented under their key": ("a:\n- x\n- y\nb: 1\n", "a:\n  - x\n  - y\nb: 1\n"),
    "lists deeper than they need be": ("a:\n      - b: 1\n        c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    "lists of lists": ("a:\n- - 1\n  - 2\n- - 3\n", "a:\n  - - 1\n    - 2\n  - - 3\n"),
    "a wide dash": ("a:\n  -   b: 1\n      c: 2\n", "a:\n  - b: 1\n    c: 2\n"),
    "a dash alone": ("a:\n   -\n     b: 1\n     c: 2\n", "a:\n  -\n    b: 1\n    c: 2\n"),
    "one space behind a colon": ("a:   1\nbc:  x\n", "a: 1\nbc: x\n"),
    "none before it": ("a : 1\n", "a: 1\n"),
    "brackets": ("a: { b: 1 ,c: 2,  d: [ x,y ] }\n", "a: {b: 1, c: 2, d: [x, y]}\n"),
    "empty brackets": ("a: [ ]\nb: {  }\n", "a: []\nb: {}\n"),
    "a comma behind the last": ("a: [x, y , ]\n", "a: [x, y,]\n"),
    "brackets over lines": ("a:\n    - [x,\n       y,  # why\n       z]\n", "a:\n  - [x,\n     y,  # why\n     z]\n"),
    "spaces at line ends": ("a: 1  \nb: 2 # x \n\nc: 3\n", "a: 1\nb: 2 # x\n\nc: 3\n"),
    "a file without a last line end": ("a: 1", "a: 1\n"),
    "a file with too many": ("a: 1\n\n\n  \n", "a: 1\n"),
    "blank lines stay": ("a: 1\n\n\nb: 2\n", "a: 1\n\n\nb: 2\n"),
    "aligned comments stay": ("a: 1     # x\nbcd: 2   # y\n", "a: 1     # x\nbcd: 2   # y\n"),
    "comments stand where their entry does": (
        "# top\na:\n    # of b\n    b: 1\n    # last of a\n# of c\nc: 2\n# end\n",
        "# top\na:\n  # of b\n  b: 1\n  # last of a\n# of c\nc: 2\n# end\n",
    ),
    "comments between items": ("a:\n# x\n- 1\n# y\n- 2\n", "a:\n  # x\n  - 1\n  # y\n  - 2\n"),
    "a text of several lines": (
        "a:\n    b: |\n        one\n          two\n\n        three\n    c: 1\n",
        "a:\n  b: |\n      one\n        two\n\n      three\n  c: 1\n",
    ),
    "a folded text": ("a:\n    - b: >-\n          one\n          two\n", "a:\n  - b: >-\n        one\n        two\n"),
    "a text with its own indentation": ("a:\n    b: |2\n        one\n    c: 1\n", "a:\n  b: |2\n      one\n  c: 1\n"),
    "a text that keeps its last lines": ("a: |+\n  x\n\n\n", "a: |+\n  x\n\n\n"),
    "a # in a text of several lines": (
        "a:\n    b: |\n        # not a comment\n",
        "a:\n  b: |\n      # not a comment\n",
    ),
    "quoted text over lines": ('a:\n    b: "one\n      two"\n    c: 1\n', 'a:\n  b: "one\n    two"\n  c: 1\n'),
    "plain text over lines": ("a:\n    b: one\n      two\n    c: 1\n", "a:\n  b: one\n    two\n  c: 1\n"),
    "a value on a line of its own": ("a:\n    b:\n      xyz\n    c: 1\n", "a:\n  b:\n    xyz\n  c: 1\n"),
    "long lines are not wrapped": (f"a: {'từ ' * 80}từ\n", f"a: {'từ ' * 80}từ\n"),
    "Windows line ends": ("a:\r\n    b: 1 \r\n\r\n    c: 2", "a:\r\n  b: 1\r\n\r\n  c: 2\r\n"),
    "a tab behind a colon": ("a:\t1\n", "a: 1\n"),
    "quotes that are there": ("a: 'x'\nb: \"y\"\n", "a: 'x'\nb: \"y\"\n"),
    "emoji and marks above letters": ("a:\n    b: 🙂 ệ\n    c:  y\n", "a:\n  b: 🙂 ệ\n  c: y\n"),
    "marks of a document": ("---\na:   1\n...\n", "---\na: 1\n...\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_the_layout(before: str, after: str) -> None:
    assert lay_out(before) == after
    assert lay_out(after) == after


@pytest.mark.parametrize("text", ["? a\n: b\n", "a: 'x\n"])
def test_what_it_does_not_know_is_left_alone(text: str) -> None:
    with pytest.raises(CannotLayOutError):
        lay_out(text)


def laid(kind: str, text: str, file: str = "units.yaml") -> str:
    return formatted(file, kind, text.encode()).content.decode()


def test_codelists_are_in_the_order_of_their_ids_and_comments_go_along() -> None:
    text = "# the units\n\n# of c\nc: {name: C}\nb:\n  name: B  # why\n\na: {name: A}\n"
    assert laid("units", text) == "# the units\n\na: {name: A}\nb:\n  name: B  # why\n\n# of c\nc: {name: C}\n"


def test_a_comment_between_entries_parts_the_list() -> None:
    text = "b: {name: B}\na: {name: A}\n\n# money\n\nd: {name: D}\nc: {name: C}\n"
    assert laid("units", text) == "a: {name: A}\nb: {name: B}\n\n# money\n\nc: {name: C}\nd: {name: D}\n"


def test_the_figures_of_a_district_are_in_order_and_equals_keep_theirs() -> None:
    text = (
        "name: A\nkind: rural\nmeasurements:\n"
        '  - {indicator: "03.02", date: 2022, value: 1}\n'
        "  # revised later\n"
        '  - {indicator: "03.01", date: 2023, value: 2}\n'
        '  - {indicator: "03.01", date: 2022-Q4, value: 3}\n'
        '  - {indicator: "03.01", date: 2023, value: 4}\n'
        "note: x\n"
    )
    assert laid("district", text, "districts/a.yaml") == (
        "name: A\nkind: rural\nmeasurements:\n"
        '  - {indicator: "03.01", date: 2022-Q4, value: 3}\n'
        "  # revised later\n"
        '  - {indicator: "03.01", date: 2023, value: 2}\n'
        '  - {indicator: "03.01", date: 2023, value: 4}\n'
        '  - {indicator: "03.02", date: 2022, value: 1}\n'
        "note: x\n"
    )


def test_what_other_programs_would_guess_gets_quotes_and_numbers_do_not() -> None:
    text = "code: 03\ntitle: no\nperiod: 2021..2025\nindicators:\n  - {code: 03.01, name: 12:30, unit: n, baseline: {date: 2020, value: 5}}\n"
    assert laid("programme", text, "programs/03.yaml") == (
        'code: "03"\ntitle: "no"\nperiod: 2021..2025\nindicators:\n'
        '  - {code: "03.01", name: "12:30", unit: "n", baseline: {date: 2020, value: 5}}\n'
    )


def test_a_byte_order_mark_stays_and_text_is_composed() -> None:
    before = "\ufefftram: {name: Tra\u0323m}\n".encode()
    assert formatted("units.yaml", "units", before).content == "\ufefftram: {name: Trạm}\n".encode()


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: &x 1\n", "a: [\n", "a:\n\tb: 1\n", "<<<<<<< HEAD\n"])
def test_a_file_that_cannot_be_read_whole_is_left_alone(text: str) -> None:
    result = formatted("units.yaml", "units", text.encode())
    assert (result.is_readable, result.content) == (False, text.encode())
