"""Rows read in bulk are the same nodes, at the same places, with the same findings, as those from parser events."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.model.table import Table
from ctrack.store import bulk, parsing
from ctrack.store.build import MAX_DEPTH
from ctrack.store.nodes import Mapping, Scalar
from ctrack.store.parsing import read_text
from ctrack.store.remembered import Remembered, packed, to_bytes
from ctrack.store.row_nodes import Row
from ctrack.store.rows import Mask
from ctrack.store.sound import read_sound
from ctrack.store.source import Source
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.store.nodes import Node

FUZZ = int(os.environ.get("CTRACK_FUZZ", "400"))
FILES = sorted((ROOT / "data").rglob("*.yaml"))
SMALL = """\
name: Gia Lâm  # a name
kind: rural
measurements:
  - {indicator: "03.01", date: 2022-04, value: 25, of: 27, source: ktdt-2022-04, note: "a, b: {c} # d"}
  - {indicator: "03.01", date: 2022, value: -7.02, source: ktdt-2022, note: số liệu (sơ bộ)}   # kept
  - indicator: "03.02"
    date: 2023
    value: null
  - {indicator: "03.02", date: 2024-01..2024-09, value: 1,
     source: x}
programs:
  - code: a
    note: |
      - {a: 1, b: 2}
    indicators: [{code: b}]
"""
PIECES = ["- {a: 1}", "- {a: 1, a: 2}", '  - {b: x y, c: "z"}', "- {a: b, }", "- {a: 'b'}", "- {a: }", "- a", "k:", "  k: v", "    - {d: 1} # c", "- {d: 1}#c", "- {e: &f 1}", "- {g: null}", "-  {h: 1}", "- {i: 1} j", "   more", "# {k: 1}", '  "- {l: 1}', '  m"', "n: >", "- {o: 1}: p", "? - {q: 1}", "- - {r: 1}", "[", "- {s: 1}", "]", "\t- {t: 1}", "---", "...", "- {u: a #b}", "- {v: \u0301a}"]  # fmt: skip


def tree(node: Node | None) -> object:
    """Give a tree as nested tuples: kinds, texts, places and marks."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text, tuple(node.span), node.plain, node.cut, node.broken
    if isinstance(node, Mapping):
        entries = [(name, tree(key), tree(value)) for name, (key, value) in node.entries.items()]
        twice = [(name, [(tree(key), tree(value)) for key, value in pairs]) for name, pairs in node.twice.items()]
        return tuple(node.span), node.broken, entries, twice
    return tuple(node.span), node.broken, [tree(item) for item in node.items]


def assert_alike(text: str) -> None:
    """Hold the ways of reading against each other: rows of few and of many, the latter in small portions and in large."""
    for many in (1, bulk.MANY):
        with patch.object(bulk, "MANY", many):
            assert_alike_in_bulk(text)
    with patch.object(bulk, "MANY", 1), patch.object(bulk, "_AT_MOST", 60):
        assert_alike_in_bulk(text)


def without_rows(source: Source) -> Mask:
    return Mask(source.text, source.text, {}, {})


def assert_alike_in_bulk(text: str) -> None:
    found = read_text("x.yaml", text)
    with patch.object(parsing, "mask_of", without_rows):
        expected = read_text("x.yaml", text)
    raw = plain(read_text("x.yaml", text).data())  # anew: its rows have not been looked into
    assert (tree(found.root), found.findings) == (tree(expected.root), expected.findings)
    assert raw == plain(expected.data())
    assert_kept_alike(text)


def assert_kept_alike(text: str) -> None:
    """Hold what is kept of a file, if anything, against what was read, whether nodes were made of it first or not."""
    document = read_text("x.yaml", text)
    at_once = read_sound(Source(text), bulk.mask_of(Source(text)))
    for kept in (to_bytes(document), packed(*at_once) if at_once else None):
        if kept:
            again = Remembered("x.yaml", text.encode(), kept)
            assert not document.findings
            assert tree(again.root) == tree(document.root)
            for in_columns in (True, False):
                assert plain(again.data(in_columns=in_columns)) == plain(document.data(in_columns=in_columns))


def plain(data: object) -> object:
    """Give data with the kinds of its texts."""
    if isinstance(data, dict):
        return [(type(key).__name__, key, plain(value)) for key, value in data.items()]
    if isinstance(data, list | Table):
        return [plain(item) for item in data]
    return type(data).__name__, data


def rows_in(node: object) -> int:
    if isinstance(node, Row):
        return 1
    if isinstance(node, Mapping):
        return sum(rows_in(value) for _, value in node.entries.values())
    return sum(map(rows_in, getattr(node, "items", ())))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_repositorys_own_files_are_read_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert_alike(text)
    assert_alike(text.replace("\n", "\r\n"))


def test_most_lines_are_rows_and_what_is_none_is_left_to_the_parser() -> None:
    found = read_text("x.yaml", SMALL)

    assert not found.findings
    assert rows_in(found.root) == 0  # the text in `note` looks like a row, so that none is taken
    found = read_text("x.yaml", SMALL.replace("      - {a: 1, b: 2}\n", "      text\n"))
    assert rows_in(found.root) == 2
    assert_alike(SMALL)


WITHOUT_LIKENESS = SMALL.replace("      - {a: 1, b: 2}\n", "      text\n")
PROGRAMME = (ROOT / "data/programs/03.yaml").read_text(encoding="utf-8")[:4000]


def test_a_file_with_which_nothing_is_the_matter_is_read_without_nodes() -> None:
    for text in (WITHOUT_LIKENESS.replace("null", "8"), *(path.read_text(encoding="utf-8") for path in FILES)):
        assert read_sound(Source(text), bulk.mask_of(Source(text)))
    for odd in ("a: &b 1", "a: *b", "a: !c 1", "a: 1\na: 2", "<<: 1", "? [a]\n: 1", "- a", "", "a: 1\n---\nb: 1", "%YAML 1.2\n---\na: 1", "~: 1", "a: [", "a:\tb", 'a: "\\u3164"', "a: \u3164", "a: " + "[" * 40 + "]" * 40):  # fmt: skip
        assert read_sound(Source(odd), bulk.mask_of(Source(odd))) is None
        assert_alike(odd)


@pytest.mark.parametrize("leaf", ["- {a: 1}", "- a", "a: 1", "- a: 1", "- - a", "a: {}", "- []"])
def test_what_is_too_deep_is_told_apart_to_the_level(leaf: str) -> None:
    for depth in range(MAX_DEPTH - 4, MAX_DEPTH + 2):
        lines = [f"{' ' * level}k{level}:" for level in range(depth)]
        text = "\n".join([*lines, " " * depth + leaf, ""])
        assert_alike(text)
        is_sound = not read_text("x.yaml", text).findings
        assert is_sound or read_sound(Source(text), bulk.mask_of(Source(text))) is None


@settings(max_examples=FUZZ, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([SMALL, WITHOUT_LIKENESS, PROGRAMME]))
def test_mutated_files_are_read_alike(seed: int, text: str) -> None:
    chance = random.Random(seed)  # noqa: S311
    for _ in range(chance.choice([1, 1, 2, 3])):
        place = chance.randrange(len(text))
        cut = chance.choice([0, 0, 1, 1, 5])
        new = chance.choice(["", " ", "\n", "\t", "#", ":", ": ", ",", "{", "}", "[", "]", "-", "- ", '"', "'", "|", ">", "&a ", "*", "!", "%", "?", "~", "a", "\r", "\u00a0", "\u0301", "x" * 30])  # fmt: skip
        text = text[:place] + new + text[place + cut :]

    assert_alike(text)


def many(chance: random.Random) -> str:
    """Write a long list in which nearly all rows look alike."""
    rows = []
    for number in range(chance.randrange(2, 40)):
        note = chance.choice(["", "", "", "", "", ', note: "a, b"', ", note: số liệu", ", note: x, note: y"])
        more = chance.choice(["", "", "", "", "", "  # sơ bộ", " # {x}", "\n  # - {a: 1}", "\n  - null", "\u3164"])
        rows.append(f"  - {{date: 20{number % 30:02}, value: {number % 7}.5, source: a{note}}}{more}")
    return "name: Gia Lâm\nmeasurements:\n" + "\n".join(rows) + chance.choice(["\n", ""])


@settings(max_examples=FUZZ, deadline=None)
@given(st.integers(0, 2**32), st.booleans())
def test_long_lists_are_read_alike(seed: int, is_mutated: bool) -> None:
    chance = random.Random(seed)  # noqa: S311
    text = many(chance)
    for _ in range(chance.choice([1, 1, 2]) if is_mutated else 0):
        place = chance.randrange(len(text))
        new = chance.choice(
            ["", " ", "\n", "\t", "#", ": ", ", ", "}", "- ", '"', "\x01", "\x02", "\r", "\u0301", ", value: "]
        )
        text = text[:place] + new + text[place + chance.choice([0, 0, 1, 1, 5, 30]) :]

    assert_alike(text)


@settings(max_examples=FUZZ, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_in_any_order_are_read_alike(lines: list[str], line_end: str) -> None:
    assert_alike(line_end.join(lines))
    assert_alike("a:\n" + line_end.join(lines) + "\n")
