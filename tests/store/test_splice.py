"""Edits by splicing: exactly the intended facts differ, and every other byte is as it was, in any style of writing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.store.edits import Append, CannotSpliceError, Enter, SetKey, bare
from ctrack.store.parsing import read_text
from ctrack.store.scalars import plain, typed, written
from ctrack.store.splice import edited
from tests.store.test_format import LETTERS, RECORDS, StyledDumper

if TYPE_CHECKING:
    import random

    from ctrack.store.edits import Edit, Fields

EDITS = int(os.environ.get("CTRACK_EDITS", "300"))
WORDS = st.text(LETTERS, min_size=1, max_size=20).filter(lambda text: text.strip() == text and "\u0302" not in text and "\u0323" not in text and "\ufe0f" not in text)  # fmt: skip
MEASUREMENTS = st.builds(
    lambda date, value, note: (("indicator", plain("03.01")), ("date", typed(date)), ("value", typed(value)), *note),
    st.sampled_from(["2023", "2022-H1", "2024-01..2024-09"]),
    st.sampled_from(["25", "0", "-7.02", "254315.726"]),
    st.just(()) | st.tuples(st.tuples(st.just("note"), st.builds(plain, WORDS))),
)


def edit_of(name: str, data: st.DataObject, text: str) -> Edit | None:
    """Draw an edit that the file has a place for."""
    document = read_text(name, text)
    said = bare(document.data())
    assert isinstance(said, dict)
    if name == "units.yaml":
        record = (("name", data.draw(st.builds(plain, WORDS))),)
        return Enter((name,), "zz-new", record, data.draw(st.sampled_from([None, *said])))
    if name == "districts/a.yaml":
        items = said.get("measurements", [])
        if items and data.draw(st.booleans()):
            place = data.draw(st.integers(0, len(items) - 1))
            return SetKey((name, "measurements", place), "withdrawn", typed("2024-01-01"))
        place = data.draw(st.sampled_from([None, *range(len(items))]))
        order = ("name", "kind", "aliases", "measurements", "programs")
        return Append((name,), "measurements", data.draw(MEASUREMENTS), place, order)
    order = ("code", "name", "unit", "targets", "measurements")
    figure = (("date", typed("2023")), ("value", typed("5")), ("note", data.draw(st.builds(plain, WORDS))))
    return Append((name, "indicators", 0), "measurements", figure, None, order)


def is_one_insertion(before: str, after: str) -> bool:
    """Tell whether `after` is `before` with one stretch of text inserted."""
    first = next(
        (place for place, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before)
    )
    rest = before[first:]
    return after.endswith(rest) and len(after) > len(before)


@settings(max_examples=EDITS, deadline=None)
@given(
    st.sampled_from(sorted(RECORDS)),
    st.data(),
    st.randoms(use_true_random=False),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)
def test_exactly_the_intended_facts_differ(
    name: str, data: st.DataObject, chance: random.Random, line_end: str, ends_open: bool
) -> None:
    """`edited` itself proves what is said; here it must find a place, and change nothing beside it."""
    text = yaml.dump(
        data.draw(RECORDS[name]),
        Dumper=StyledDumper.by(chance),
        allow_unicode=True,
        default_flow_style=chance.choice([True, False, None]),
        indent=chance.choice([2, 3, 4, 7]),
        width=chance.choice([20, 80, 1000]),
        sort_keys=False,
    )
    text = (text.rstrip("\n") if ends_open and not text.rstrip().endswith(("|", ">")) else text).replace("\n", line_end)
    edit = edit_of(name, data, text)
    document = read_text(name, text)
    if document.root is None or edit is None:
        return

    after = edited(document, [edit])

    assert is_one_insertion(text, after.text)


@settings(max_examples=EDITS, deadline=None)
@given(RECORDS["districts/a.yaml"], st.data(), st.randoms(use_true_random=False))
def test_many_records_at_once_are_as_if_one_by_one(record: object, data: st.DataObject, chance: random.Random) -> None:
    text = yaml.dump(
        record,
        Dumper=StyledDumper.by(chance),
        allow_unicode=True,
        default_flow_style=chance.choice([True, False, None]),
        indent=chance.choice([2, 3, 4, 7]),
        sort_keys=False,
    )
    document = read_text("districts/a.yaml", text)
    said = bare(document.data())
    assert isinstance(said, dict)
    count = len(said.get("measurements", []))
    places = data.draw(st.lists(st.sampled_from([*range(count), None]), min_size=1, max_size=5))
    edits = [
        Append(("districts/a.yaml",), "measurements", data.draw(MEASUREMENTS), place, ("name", "kind", "measurements"))
        for place in places
    ]

    together = edited(document, edits)

    singly = document
    last_first = sorted(enumerate(edits), key=lambda each: (each[1].before is None, each[1].before or 0), reverse=True)
    for number, edit in last_first:
        ahead = sum(other.before == edit.before for other in edits[:number])
        place = None if edit.before is None else edit.before + ahead  # behind those that came to the same place
        singly = edited(singly, [edit._replace(before=place)])
    assert bare(together.data()) == bare(singly.data())
    kept = iter(together.text)
    assert all(letter in kept for letter in text)


@given(
    WORDS
    | st.sampled_from(["no", "03", "1e3", "~", "null", "12:30", "2022-04-07", "0x1", "a: b", "a #b", "- a", "a\nb"])
)
def test_a_new_text_is_the_same_to_every_yaml_program(text: str) -> None:
    line = f"a: {{b: {written(plain(text))}, c: 1}}\n"

    assert yaml.safe_load(line)["a"]["b"] == text
    assert yaml.load(line, yaml.BaseLoader)["a"]["b"] == text  # noqa: S506 - everything is text


KEEP = """\
# head
name: Gia Lâm   # the name
kind: rural
measurements:   # its figures
    # the first
    -   {indicator: "03.01", date: 2022, value: 1}   # kept
        # more on the first
    # the second
    -   indicator: "03.01"
        date: 2023
        value: 2
# foot
programs: []
"""
NEW: Fields = (("indicator", plain("03.01")), ("date", typed("2024")), ("value", typed("3")))


@pytest.mark.parametrize(
    ("before", "line"),
    [
        (None, 11),
        (1, 7),
        (0, 4),
    ],
)
def test_comments_stay_with_what_they_stand_at(before: int | None, line: int) -> None:
    after = edited(read_text("districts/a.yaml", KEEP), [Append(("districts/a.yaml",), "measurements", NEW, before)])

    lines = after.text.splitlines()
    added = 3 if before is None else 1
    assert lines[line].lstrip().startswith("-")
    assert "2024" in "".join(lines[line : line + added])
    assert "\n".join(lines[:line] + lines[line + added :]) + "\n" == KEEP


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("name: A\nkind: rural\nprograms: []\n", Append(("x",), "measurements", NEW, None, ("name", "kind", "measurements", "programs")), 'name: A\nkind: rural\nmeasurements:\n  - {indicator: "03.01", date: 2024, value: 3}\nprograms: []\n'),
        ("name: A\nmeasurements: []", Append(("x",), "measurements", NEW), 'name: A\nmeasurements: [{indicator: "03.01", date: 2024, value: 3}]'),
        ("{name: A, kind: rural}", Append(("x",), "measurements", NEW), '{name: A, kind: rural, measurements: [{indicator: "03.01", date: 2024, value: 3}]}'),
        ("a:\n- {b: 1}\n- {b: 2}", Append(("x",), "a", (("b", typed(3)),)), "a:\n- {b: 1}\n- {b: 2}\n- {b: 3}"),
        ("a: {b: 1}\r\n# end\r\n", Enter(("x",), "c", (("b", typed(2)),)), "a: {b: 1}\r\nc: {b: 2}\r\n# end\r\n"),
        ("a:\n  b: |\n    text\n\n  c: 1\n", SetKey(("x", "a"), "d", typed(2), ("b", "d", "c")), "a:\n  b: |\n    text\n  d: 2\n\n  c: 1\n"),
        ("a: {b: 1,}\n", SetKey(("x", "a"), "c", plain("no")), 'a: {b: 1, c: "no",}\n'),
    ],
)  # fmt: skip
def test_the_style_around_decides(text: str, edit: Edit, expected: str) -> None:
    assert edited(read_text("x", text), [edit]).text == expected


def test_records_for_many_lists_are_written_in_one_go() -> None:
    text = """\
indicators:
  - code: a
    measurements:
      - {b: 1}  # first
      - {b: 4}
  - code: c   # none yet
  - {code: d, measurements: [{b: 1}]}
"""
    order = ("code", "measurements")
    edits = [
        Append(("x", "indicators", number), "measurements", (("b", typed(value)),), before, order)
        for number, before, value in [(1, None, 8), (0, 1, 2), (2, None, 9), (0, None, 5), (0, 1, 3), (1, None, 9)]
    ]

    assert (
        edited(read_text("x", text), edits).text
        == """\
indicators:
  - code: a
    measurements:
      - {b: 1}  # first
      - {b: 2}
      - {b: 3}
      - {b: 4}
      - {b: 5}
  - code: c   # none yet
    measurements:
      - {b: 8}
      - {b: 9}
  - {code: d, measurements: [{b: 1}, {b: 9}]}
"""
    )


@pytest.mark.parametrize(
    "edit",
    [
        SetKey(("x",), "a", typed(2)),
        SetKey(("x", "missing"), "b", typed(2)),
        Append(("x",), "a", (("b", typed(1)),)),
        Enter(("x",), "a", (("b", typed(1)),)),
    ],
)
def test_what_has_no_place_is_refused(edit: Edit) -> None:
    with pytest.raises(CannotSpliceError):
        edited(read_text("x", "a: 1\nb: 2\n"), [edit])
