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
    "three spaces a level": ("a:\n   b:\n      - c: 1\n        d: 2\n", "a:\n  b:\n    - c: 1\n      d: 2\n"),
    "one space a level": ("a:\n b:\n  - c: 1\n d: 2\n", "a:\n  b:\n    - c: 1\n  d: 2\n"),
    "levels of different widths": (
        "a:\n   b: 1\nc:\n     - d:\n        e: 1\n",
        "a:\n  b: 1\nc:\n  - d:\n      e: 1\n",
    ),
    "indentless lists in lists": (
        "a:\n- b: 1\n  c:\n  - d: 2\n    e:\n    - 3\n- f\n",
        "a:\n  - b: 1\n    c:\n      - d: 2\n        e:\n          - 3\n  - f\n",
    ),
    "a wide dash in a list of lists": ("a:\n-   -   x\n    -   y\n-   - z\n", "a:\n  - - x\n    - y\n  - - z\n"),
    "a dash alone before brackets": (
        "a:\n-\n    {b:  1}\n-   # why\n  - x\n",
        "a:\n  -\n      {b: 1}\n  -   # why\n    - x\n",
    ),
    "nothing behind a dash or a colon": ("a:\n-\n-  b\nc:   \nd:\n", "a:\n  -\n  - b\nc:\nd:\n"),
    "brackets in brackets": ("a: [ [ ] , { b : [ 1 ,2 ] } ]\n", "a: [[], {b: [1, 2]}]\n"),
    "nothing behind a colon in brackets": ("a: { b:  ,c:  }\n", "a: {b: , c: }\n"),
    "JSON": ('{ "a":1 ,"b":[ "x","y" ] }\n', '{"a": 1, "b": ["x", "y"]}\n'),
    "brackets that close on a line of their own": (
        "a:\n    - {\n        b: 1,   # why\n        # more\n        c: 2 ,\n      }\n    - d\n",
        "a:\n  - {\n      b: 1,   # why\n      # more\n      c: 2,\n    }\n  - d\n",
    ),
    "a comment behind an opening bracket": ("a:\n    b: [  # why\n        x ]\n", "a:\n  b: [  # why\n      x]\n"),
    "text that looks like YAML": (
        'a:  \'{ b:  1 ,c } # x \'\nd:  "- [ ] \\" ,"\n',
        'a: \'{ b:  1 ,c } # x \'\nd: "- [ ] \\" ,"\n',
    ),
    "quoted keys": ("'a' :   1\n\"b\" : {'c' : 2}\n", "'a': 1\n\"b\": {'c': 2}\n"),
    "tabs between tokens": ("a:\t{b:\t1,\tc: 2\t}\t\nd: 3\t# x\n", "a: {b: 1, c: 2}\nd: 3\t# x\n"),
    "a text of several lines in brackets": (
        "a:\n    - {b: one\n         two, c: 'x\n\n         y'}\n",
        "a:\n  - {b: one\n       two, c: 'x\n\n       y'}\n",
    ),
    "spaces behind the sign of a text": ("a: |   \n  x\nb: >-  # why  \n  y\n", "a: |\n  x\nb: >-  # why\n  y\n"),
    "spaces at line ends in a text": ("a:\n    b: |\n      x  \n      y\n", "a:\n  b: |\n    x  \n    y\n"),
    "a line of spaces in a text": (
        "a:\n    b: |\n        x\n          \n        y\n",
        "a:\n  b: |\n      x\n        \n      y\n",
    ),
    "a short line of spaces in a text": ("a:\n    b: >\n     x\n    \n     y\n", "a:\n  b: >\n   x\n  \n   y\n"),
    "blank lines behind a text": ("a: |\n  x\n   \n\nb: 1\n", "a: |\n  x\n\n\nb: 1\n"),
    "blank lines behind the last text": ("a: >-\n  x\n\n  \n", "a: >-\n  x\n"),
    "blank lines that a text keeps": ("a:\n    b: |+\n        x\n\n    c: 1\n", "a:\n  b: |+\n      x\n\n  c: 1\n"),
    "a text without a last line end": ("a: |\n  x", "a: |\n  x\n"),
    "a text of nothing": ("a: |\n\nb: >-   \n", "a: |\n\nb: >-\n"),
    "texts in a list": ("a:\n- |\n x\n- >2-\n    y\n", "a:\n  - |\n   x\n  - >2-\n      y\n"),
    "a comment behind a text": (
        "a:\n    b: |\n        x\n    # of c\n    c: 1\n",
        "a:\n  b: |\n      x\n  # of c\n  c: 1\n",
    ),
    "comments between entries of a list at odd columns": (
        "a:\n    - x\n   # one\n    - y\n      # two\n    - z\n",
        "a:\n  - x\n  # one\n  - y\n  # two\n  - z\n",
    ),
    "the last comment of an entry": (
        "a:\n    -   b: 1\n        # last of b\n    # of c\n    -   c: 2\n        # last of c\n",
        "a:\n  - b: 1\n    # last of b\n  # of c\n  - c: 2\n    # last of c\n",
    ),
    "a comment before anything": ("   # top\na: 1\n", "# top\na: 1\n"),
    "a comment behind everything": ("a:\n  b: 1\n# end\n     # more", "a:\n  b: 1\n# end\n# more\n"),
    "a comment behind a tab": ("a: [\n\t# of b\n  b]\n", "a: [\n  # of b\n  b]\n"),
    "a comment that stands left of a list": ("a:\n    - x\n# y\n    - z\n", "a:\n  - x\n# y\n  - z\n"),
    "old Mac line ends": ("a:\r    b: 1 \r\r    c: |\r        x\r", "a:\r  b: 1\r\r  c: |\r      x\r"),
    "a file without any line end gets one": ("{a: 1 }", "{a: 1}\n"),
    "mixed line ends": ("a:\r\n    b: 1\n    c: 2", "a:\r\n  b: 1\n  c: 2\r\n"),
    "long brackets are not wrapped": (f"a: [{'x,' * 400}x]\n", f"a: [{'x, ' * 400}x]\n"),
    "letters of two characters": ("e\u0302\u0323 : x\ufe0f\n", "e\u0302\u0323: x\ufe0f\n"),
}


@pytest.mark.parametrize(("before", "after"), CASES.values(), ids=CASES)
def test_the_layout(before: str, after: str) -> None:
    assert lay_out(before) == after
    assert lay_out(after) == after


@pytest.mark.parametrize("text", ["? a\n: b\n", "a: {? b : c}\n", "a: 'x\n"])
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


def test_blank_lines_keep_their_places_behind_texts_too() -> None:
    text = "c:\n  name: >-\n    C\n    c\n\nb:\n  name: |\n    B\n\n\na: {name: A}\n"
    after = "a: {name: A}\n\nb:\n  name: |\n    B\n\n\nc:\n  name: >-\n    C\n    c\n"
    assert laid("units", text) == after


def test_a_comment_deeper_than_an_entry_is_of_it() -> None:
    text = "b:\n    name: B\n    # min: 0\n\na:\n    name: A\n    # max: 1\n# end\n"
    after = "a:\n  name: A\n  # max: 1\n\nb:\n  name: B\n  # min: 0\n# end\n"
    assert laid("units", text) == after


def test_all_comments_right_above_an_entry_go_along() -> None:
    text = "# units\n\n# one\n # two\nb: {name: B}\n# three\na: {name: A}\n"
    assert laid("units", text) == "# units\n\n# three\na: {name: A}\n# one\n# two\nb: {name: B}\n"


def test_a_text_that_looks_like_a_comment_is_none() -> None:
    text = (
        "name: A\nkind: rural\nmeasurements:\n"
        '  - {indicator: "03.02", date: 2022, value: 1, note: "x\n  # y"}\n'
        '  - {indicator: "03.01", date: 2022, value: 2}\n'
    )
    assert laid("district", text, "districts/a.yaml") == (
        "name: A\nkind: rural\nmeasurements:\n"
        '  - {indicator: "03.01", date: 2022, value: 2}\n'
        '  - {indicator: "03.02", date: 2022, value: 1, note: "x\n  # y"}\n'
    )


def test_an_entry_is_all_its_lines() -> None:
    text = (
        "name: A\nkind: rural\nmeasurements:\n"
        "-   # why\n    {indicator: nq.03, date: 2022, value: 1\n    }\n"
        "-\n  indicator: nq.02\n  date: 2022\n  value: 1\n"
        "- indicator: nq.01\n  date: 2022\n\n  value: 1"
    )
    assert laid("district", text, "districts/a.yaml") == (
        "name: A\nkind: rural\nmeasurements:\n"
        "  - indicator: nq.01\n    date: 2022\n\n    value: 1\n"
        "  -\n    indicator: nq.02\n    date: 2022\n    value: 1\n"
        "  -   # why\n      {indicator: nq.03, date: 2022, value: 1\n      }\n"
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_entries_are_in_order_whatever_the_line_ends(end: str) -> None:
    assert laid("units", f"b: {{name: B}}{end}a: {{name: A}}") == f"a: {{name: A}}{end}b: {{name: B}}{end}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("units", "{b: {name: B},\n a: {name: A}}\n"),
        ("units", "{\n  b: {name: B},\n  a: {name: A}\n}\n"),
        ("district", "measurements: [\n  {indicator: b, date: 2023},\n  {indicator: a, date: 2023}\n]\n"),
        ("district", "measurements:\n  - {indicator: b, date: 2023}\n  - {indicator: a, date: soon}\n"),
        ("district", "measurements:\n  - {indicator: b, date: 2023}\n  - {indicator: [a], date: 2022}\n"),
        ("district", "measurements:\n  - {indicator: b, date: 2023}\n  - a\n"),
        ("district", "programs:\n  - {code: b}\n  - {code: a}\naliases: [b, a]\n"),
        ("programme", "indicators:\n  - {code: x.02}\n  - {code: x.01}\n"),
        ("tracker", "title: T\nperiod: 2021..2025\n"),
    ],
)
def test_what_is_not_in_order_there(kind: str, text: str) -> None:
    assert laid(kind, text, "a.yaml") == text


def test_the_order_of_periods_is_that_of_their_last_days() -> None:
    dates = ["2022-12-31", "2021", "2022-H1", "2022", "2022-Q1", "2022-01..2022-03", "2021-12"]
    lines = {date: f"  - {{indicator: a.01, date: {date}, value: 1}}\n" for date in dates}
    after = ["2021", "2021-12", "2022-Q1", "2022-01..2022-03", "2022-H1", "2022", "2022-12-31"]
    head = "name: A\nkind: rural\nmeasurements:\n"
    assert laid("district", head + "".join(lines.values())) == head + "".join(lines[date] for date in after)


def test_what_other_programs_would_guess_gets_quotes_and_numbers_do_not() -> None:
    text = "code: 03\ntitle: no\nperiod: 2021..2025\nindicators:\n  - {code: 03.01, name: 12:30, unit: n, baseline: {date: 2020, value: 5}}\n"
    assert laid("programme", text, "programs/03.yaml") == (
        'code: "03"\ntitle: "no"\nperiod: 2021..2025\nindicators:\n'
        '  - {code: "03.01", name: "12:30", unit: "n", baseline: {date: 2020, value: 5}}\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('name: 2024-01-15 “theo” "Báo" \\ x', 'name: "2024-01-15 “theo” \\"Báo\\" \\\\ x"'),
        ("name: 2024-01-15 theo\n    báo", 'name: "2024-01-15 theo\n    báo"'),
        ("name:   on # c", 'name: "on" # c'),
        ("name: 0x1f", 'name: "0x1f"'),
        ("name: 1e3", 'name: "1e3"'),
        ("name: 'no'", "name: 'no'"),
        ("name: north", "name: north"),
        ("name: 5 xã", "name: 5 xã"),
        ("min: 03", "min: 03"),
    ],
)
def test_quotes(before: str, after: str) -> None:
    assert laid("units", f"xa:\n  {before}") == f"xa:\n  {after}\n"


def test_a_stray_comma_is_no_obstacle() -> None:
    assert laid("units", "a: {name: A , B , note: x}\n") == "a: {name: A, B, note: x}\n"


def test_keys_get_quotes_too() -> None:
    assert laid("agencies", "no : {name: North}\n03:   {name: A}\n") == '"03": {name: A}\n"no": {name: North}\n'


def test_a_byte_order_mark_stays_and_text_is_composed() -> None:
    before = "\ufefftram: {name: Tra\u0323m}\n".encode()
    assert formatted("units.yaml", "units", before).content == "\ufefftram: {name: Trạm}\n".encode()


def test_comments_and_keys_are_composed_too() -> None:
    before = "# tra\u0323m\ntra\u0323m: {name: A}  # tra\u0323m\n"
    assert laid("units", before) == "# trạm\ntrạm: {name: A}  # trạm\n"


@pytest.mark.parametrize("text", ["a: 1\na: 2\n", "a: &x 1\n", "a: [\n", "a:\n\tb: 1\n", "<<<<<<< HEAD\n"])
def test_a_file_that_cannot_be_read_whole_is_left_alone(text: str) -> None:
    result = formatted("units.yaml", "units", text.encode())
    assert (result.is_readable, result.content) == (False, text.encode())
