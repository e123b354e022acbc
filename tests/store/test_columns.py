"""Measurements in columns are the same figures, with the same findings at the same places, as records are.

So are files whose raw data was kept, or read by another process. `CTRACK_FUZZ=10000` makes a long run of it.
"""

from __future__ import annotations

import os
import random
from datetime import date
from typing import TYPE_CHECKING, Any
from unittest.mock import Mock, patch

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ctrack.errors import CannotRunError
from ctrack.findings import Place
from ctrack.model.columns import InColumns, columns_of
from ctrack.model.figures import Listed, Question
from ctrack.model.indicator import Measurement
from ctrack.model.table import Table
from ctrack.model.table_writer import Numbering, TableWriter
from ctrack.model.validation import validator_of
from ctrack.store import bulk, gather, helpers, node_bytes, parsing, read
from ctrack.store.gather import Means
from ctrack.store.helpers import look_elsewhere
from ctrack.store.load import UnreadableTrackerError, load_contents
from ctrack.store.parsing import read_document
from ctrack.store.read import Reading, read_contents, read_files
from ctrack.store.remembered import Remembered, to_bytes
from ctrack.store.rows import not_values
from ctrack.store.validate import validate
from tests.conftest import ROOT
from tests.support import write_tracker

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FUZZ = int(os.environ.get("CTRACK_FUZZ", "60"))
DAY = date(2026, 3, 1)
FIXED = {
    "tracker.yaml": ("tracker", "title: Thử\nperiod: 2021..2025\nrules: {CT309: warning}\n"),
    "units.yaml": ("units", "percent: {name: '%', min: 0, max: 100}\nhouse: {name: nhà, integer: true, min: 0}\n"),
    "sources.yaml": (
        "sources",
        "a: {title: A}\nb: {title: B, published: 2024-06-30}\nc: {title: C, published: 2022}\n",
    ),
    "districts/hoan-kiem.yaml": ("district", "name: Hoàn Kiếm\nkind: urban\nuntil: 2024-12-31\n"),
}
PROGRAMME = """\
code: "03"
title: Chương trình
source: a
allow:
  - {{rule: CT306, reason: Nguồn ở phụ lục}}
indicators:
  - code: "03.01"
    name: Tỷ lệ
    unit: percent
    targets:
      - {{by: 2025, min: 90, districts: all}}
    measurements:
{own}  - code: "03.02"
    name: Số nhà
    unit: house
    aggregation: sum
    targets:
      - {{by: 2025, min: 900, of: 1000}}
    measurements:
{sums}  - code: "03.03"
    name: Giải ngân
    unit: percent
    aggregation: average
    rollup: {{from: "03.01", by: average}}
    measurements: []
  - code: "03.04"
    name: Tỷ lệ ở nơi khác
    same_as: "03.01"
    measurements:
{own}"""
VALUES: dict[str, list[str]] = {
    "indicator": ['"03.01"'] * 8 + ['"03.02"', '"03.03"', '"03.09"', "03.01", "x y"],
    "date": [*(f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)), "2023", "2024-Q2"],
    "value": [*map(str, range(50, 70)), "12.5", "-3", "0", "1.234", "120", "5000", "7,5", '"8"', "null", "x", "１"],
    "count": ["4", "-1", "0", "x"],
    "of_target": ["50", "60"],
    "of": ["10", "1000", "0", "x"],
    "stated": ["40", "40.0", "x"],
    "published": ["2023", "2024-06-30", "2021-01-01", "30/6/2024"],
    "status": ["estimated", "forecast", "final", "finall"],
    "bound": ["about", "at_least", "x"],
    "break": ["true", "yes"],
    "source": ["a"] * 6 + ["b", "c", "d", "null", '"a"'],
    "withdrawn": ["2024-05", "x"],
    "note": ['"theo báo cáo"', "sơ bộ", "null", "no", '"a: b, {c}"'],
    "notes": ["x"],
}
USUAL = ("date", "value", "source")
INDENTS = {"own": 6, "sums": 6, "districts": 2}


def row(chance: random.Random, keys: Iterable[str], odd: float) -> str:
    """Write a row, mostly of usual keys with good values."""
    chosen = list(keys)
    if chance.random() < odd:
        chosen += chance.sample(sorted(VALUES), chance.choice([1, 1, 2]))
    if chance.random() < odd / 3:
        chosen.remove(chance.choice(chosen))
    if chance.random() < odd / 3:
        chance.shuffle(chosen)
    pool = {key: VALUES[key] if chance.random() < odd else VALUES[key][:8] for key in chosen}
    return "- {" + ", ".join(f"{key}: {chance.choice(pool[key])}" for key in chosen) + "}"


def listed(chance: random.Random, keys: tuple[str, ...], indent: int, odd: float) -> str:
    """Write a list of rows, with something else between them at times."""
    lines = []
    for _ in range(chance.randrange(1, 14)):
        written = row(chance, keys, odd)
        match chance.random() * 4 / odd if odd else 9:
            case low if low < 1:
                written = written.replace("- {", "- ", 1).rstrip("}").replace(", ", "\n" + " " * indent + "  ")
            case low if low < 2:
                written = chance.choice(
                    ["# ghi chú", "- null", "- a", "- [a]", "- {a: {b: c}}", written + "  # sơ bộ", ""]
                )
        lines.append(" " * indent + written + "\n")
    return "".join(lines)


def tracker(seed: int, odd: float) -> dict[str, tuple[str, bytes]]:
    """Write a tracker of which `odd` says how much is not as usual."""
    chance = random.Random(seed)  # noqa: S311
    texts = dict(FIXED)
    texts["programs/03.yaml"] = (
        "programme",
        PROGRAMME.format(own=listed(chance, USUAL, 6, odd), sums=listed(chance, (*USUAL, "of"), 6, odd)),
    )
    for ident in ("ba-vi", "gia-lam"):
        values = listed(chance, ("indicator", *USUAL), 2, odd)
        texts[f"districts/{ident}.yaml"] = ("district", f"name: Gia Lâm\nkind: rural\nmeasurements:\n{values}")
    name = chance.choice(sorted(texts))
    kind, text = texts[name]
    for _ in range(chance.choice([0, 0, 1, 2]) if odd else 0):
        place = chance.randrange(len(text))
        new = chance.choice(["", " ", "\n", "\t", "#", ":", ",", "{", "}", "- ", '"', "&a ", "\u00a0", "\u0301", "x"])
        text = text[:place] + new + text[place + chance.choice([0, 1]) :]
    texts[name] = kind, text
    line_end = chance.choice(["\n", "\n", "\r\n"])
    return {name: (kind, text.replace("\n", line_end).encode()) for name, (kind, text) in texts.items()}


def told(reading: Reading) -> tuple[Any, ...]:
    """Give all that anybody is told of a tracker: findings with their places, and every record."""
    report = validate(reading, DAY, freshness=True)
    files = reading.dataset.files if reading.dataset else None
    try:
        damage = load_contents({name: (file.kind, file.document.text.encode()) for name, file in zip(reading.documents, reading.files, strict=False)}).dataset.damage  # fmt: skip
    except UnreadableTrackerError:
        damage = {}
    return report.findings, report.accepted, report.texts, files, damage, reading.dataset and reading.dataset.unread


def as_records(contents: dict[str, tuple[str, bytes]]) -> tuple[Any, ...]:
    with patch.object(bulk, "MANY", 10**9):
        return told(read_contents(contents))


def in_columns(contents: dict[str, tuple[str, bytes]], means: Means = gather.ALONE) -> tuple[Any, ...]:
    with patch.object(bulk, "MANY", 1):
        return told(read_contents(contents, (), means))


@settings(max_examples=FUZZ, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0, 0.05, 0.3, 0.8]))
def test_columns_and_records_tell_the_same(seed: int, odd: float) -> None:
    contents = tracker(seed, odd)

    assert in_columns(contents) == as_records(contents)


def test_the_repositorys_own_files_tell_the_same() -> None:
    names = {path.relative_to(ROOT / "data").as_posix(): path for path in (ROOT / "data").rglob("*.yaml")}
    kinds = {"programs": "programme", "districts": "district"}
    contents = {
        name: (kinds.get(name.partition("/")[0], name.removesuffix(".yaml")), path.read_bytes())
        for name, path in sorted(names.items())
        if not name.startswith("map")
    }

    assert in_columns(contents) == as_records(contents)


def test_the_rows_of_a_sound_list_are_in_columns_and_a_record_is_made_once() -> None:
    contents = tracker(1, 0)
    with patch.object(bulk, "MANY", 1):
        dataset = read_contents(contents).dataset
    assert dataset
    figures = dataset.districts["gia-lam"].measurements

    assert isinstance(figures, InColumns)
    assert [id(one) for one in figures] == [id(one) for one in figures]
    assert figures[0].pointer == ("districts/gia-lam.yaml", "measurements", 0)
    assert list(figures.where(Question(("source",), lambda source: source == "a"))) == [
        x for x in figures if x.source == "a"
    ]
    assert figures.where(Question(("value",), lambda value: value is not None)) is figures
    assert not figures.where(Question(("value", "source"), lambda value, source: value is None and source == "a"))
    parts = figures.by("date")
    assert sorted(one.pointer[-1] for part in parts.values() for one in part) == list(range(len(figures)))
    assert all(one.date == day for day, part in parts.items() for one in part)


@settings(max_examples=FUZZ // 4, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0, 0.05, 0.3]))
def test_extents_are_those_of_the_records_whether_they_were_kept_or_not(
    tmp_path_factory: pytest.TempPathFactory, seed: int, odd: float
) -> None:
    contents, means = tracker(seed, odd), Means(folder=str(tmp_path_factory.mktemp("kept")))
    with patch.object(gather, "PAYS_TO_KEEP", 1), patch.object(bulk, "MANY", 1):
        for reading in (read_contents(contents, (), means), read_contents(contents, (), means)):
            assume(reading.dataset)  # tracker.yaml can be read
            for district in reading.dataset.districts.values() if reading.dataset else ():
                parts = district.measurements.by("indicator").values()
                for figures in (*parts, district.measurements):
                    assert figures.extent("value") == Listed(figures).extent("value")


@settings(max_examples=FUZZ // 4, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0, 0.05, 0.3]))
def test_what_was_kept_and_what_another_process_read_tell_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, odd: float
) -> None:
    contents, folder = tracker(seed, odd), str(tmp_path_factory.mktemp("kept"))
    with patch.object(gather, "PAYS_TO_KEEP", 1), patch.object(gather, "PAYS_TO_SHARE", 1):
        expected = as_records(contents)

        with patch.object(read, "PAYS_TO_BEGIN", 1):
            assert in_columns(contents, Means(may_fork=True)) == expected
        assert in_columns(contents, Means(folder=folder, may_fork=True)) == expected
        assert in_columns(contents, Means(folder=folder)) == expected  # all sound files are kept now
        with patch.object(parsing, "read_and_kept", side_effect=ZeroDivisionError):
            sound = {name: one for name, one in contents.items() if name in {"tracker.yaml", "units.yaml"}}
            assert odd or read_contents(sound, (), Means(folder=folder)).dataset


@pytest.fixture
def kept(tmp_path: Path) -> tuple[dict[str, tuple[str, bytes]], Means]:
    """Keep what was read of a tracker."""
    contents, means = tracker(1, 0), Means(folder=str(tmp_path / "files"))
    with patch.object(gather, "PAYS_TO_KEEP", 1):
        in_columns(contents, means)
    return contents, means


@pytest.mark.parametrize("damage", [b"", b"x", b"ctrack kept 1\n" + bytes(40)])
def test_what_is_damaged_is_read_anew(
    kept: tuple[dict[str, tuple[str, bytes]], Means], tmp_path: Path, damage: bytes
) -> None:
    contents, means = kept
    files = list((tmp_path / "files").iterdir())
    for path in files:
        path.write_bytes(damage or path.read_bytes()[:-1])

    with patch.object(gather, "PAYS_TO_KEEP", 1):
        assert in_columns(contents, means) == as_records(contents)
    assert all(path.read_bytes() != damage for path in files)


def test_another_program_does_not_take_what_was_kept(kept: tuple[dict[str, tuple[str, bytes]], Means]) -> None:
    contents, means = kept
    with (
        patch.object(gather, "PAYS_TO_KEEP", 1),
        patch.object(parsing, "read_and_kept", side_effect=ZeroDivisionError),
        patch.object(node_bytes, "read", side_effect=ZeroDivisionError),  # nor nodes made, until a place is looked for
    ):
        assert read_contents(contents, (), means).dataset
        with pytest.raises(ZeroDivisionError):
            read_contents(contents, (), Means(folder=means.folder, program="2"))


@settings(max_examples=max(FUZZ // 4, 1), deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([0, 0.3]), st.booleans())
def test_what_others_began_to_read_tells_the_same(
    tmp_path_factory: pytest.TempPathFactory, seed: int, odd: float, is_much: bool
) -> None:
    contents = tracker(seed, odd)
    folder = tmp_path_factory.mktemp("begun")
    for name, (_, content) in contents.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    with (
        patch.object(gather, "PAYS_TO_SHARE", 1 if is_much else 10**9),
        patch.object(gather, "PAYS_TO_BEGIN", 1),
        patch.object(gather, "PAYS_TO_KEEP", 1),
        patch.object(bulk, "MANY", 1),
    ):
        for means in (Means(may_fork=True), Means(may_fork=True, folder=str(folder / "kept")), Means()):
            begun = gather.begin(folder, means)
            if not is_much:  # what was begun is what counts
                (folder / "sources.yaml").write_bytes(b"later: {title: L}\n")
            told_then = told(read_files(folder, begun))
            (folder / "sources.yaml").write_bytes(contents["sources.yaml"][1])
            assert told_then == as_records(contents)


def test_of_many_files_the_bytes_are_not_kept_and_one_that_changes_meanwhile_is_not_taken(tmp_path: Path) -> None:
    write_tracker(tmp_path, {"tracker.yaml": "title: A\nperiod: 2021..2025\n", "units.yaml": "house: {name: nhà}\n"})
    with patch.object(gather, "PAYS_TO_SHARE", 1):
        begun = gather.begin(tmp_path, Means())
        (tmp_path / "units.yaml").write_text("house: {name: cái}\n", encoding="utf-8")
        with pytest.raises(CannotRunError, match=r"units\.yaml was changed while it was read"):
            read_files(tmp_path, begun)
        reading = read_files(tmp_path, gather.begin(tmp_path, Means()))
        (tmp_path / "units.yaml").unlink()
        assert reading.documents["units.yaml"].root  # its nodes are there, the text is not
        with pytest.raises(CannotRunError, match="cannot be read"):
            reading.documents["units.yaml"].position(Place(pointer=("units.yaml", "house")))


def test_where_no_other_process_can_be_started_all_is_read_here() -> None:
    contents = tracker(1, 0)

    with patch.object(gather, "PAYS_TO_SHARE", 1), patch.object(os, "fork", side_effect=BlockingIOError):
        assert in_columns(contents, Means(may_fork=True)) == as_records(contents)


def test_more_files_than_a_queue_holds_are_all_read() -> None:
    contents = tracker(1, 0)

    with patch.object(gather, "PAYS_TO_SHARE", 1), patch.object(helpers, "_MOST", 2):
        assert in_columns(contents, Means(may_fork=True)) == as_records(contents)


def test_what_another_process_looks_for_is_found_here(monkeypatch: pytest.MonkeyPatch) -> None:
    for found in ([], [1, 2]):
        assert list(look_elsewhere(lambda found=found: found)()) == found  # type: ignore[misc]
    with pytest.raises(ZeroDivisionError):
        list(look_elsewhere(lambda: [1 // 0])())
    monkeypatch.setattr(os, "fork", Mock(side_effect=BlockingIOError))
    assert list(look_elsewhere(lambda: [3])()) == [3]


def test_a_helper_that_dies_leaves_its_share_to_be_read_here() -> None:
    contents = tracker(1, 0)
    here = os.getpid()
    read = parsing.read_and_kept

    def dying(*file: Any, is_wanted: bool) -> Any:  # noqa: ANN401
        return read(*file, is_wanted=is_wanted) if os.getpid() == here else os._exit(9)

    with patch.object(gather, "PAYS_TO_SHARE", 1), patch.object(parsing, "read_and_kept", dying):
        assert in_columns(contents, Means(may_fork=True)) == as_records(contents)


def test_more_different_values_than_two_bytes_number_are_kept_apart() -> None:
    count = 70_000
    lines = "".join(f"  - {{date: 2024, value: {number}}}\n" for number in range(count))
    document = read_document("districts/a.yaml", f"name: A\nmeasurements:\n{lines}".encode())

    data = document.data(in_columns=True)
    assert isinstance(data, dict)
    table = data["measurements"]
    assert isinstance(table, Table)
    assert table.columns["value"].codes.typecode == "I"
    assert table.columns["date"].codes.typecode == "H"
    assert [table[number]["value"] for number in (0, 65_534, 65_535, 65_536, count - 1)] == ["0", "65534", "65535", "65536", "69999"]  # type: ignore[index]  # fmt: skip
    again = Remembered("districts/a.yaml", document.text.encode(), to_bytes(document) or b"").data(in_columns=True)
    assert isinstance(again, dict)
    assert list(again["measurements"][-3:]) == table[-3:]


def test_a_text_that_no_row_has_gets_no_number_and_its_row_is_told() -> None:
    numbering = Numbering(not_values)
    writer = TableWriter(numbering)
    numbers, odd = numbering.numbered(("date", "value"), [["2024", "2025"], ["1", "2"]])
    assert (numbers, odd) == ([[1, 2], [1, 2]], [])
    writer.add_rows(("date", "value"), numbers)

    assert numbering.numbered(("value", "note"), [["2", "3", "1"], ["y: z", "x", "x"]]) == ([[2, 3, 1], [0, 1, 1]], [0])
    assert numbering.numbered(("value",), [["4,5", "", "5", "4", "6]"]]) == ([[0, 0, 4, 5, 0]], [0, 1, 4])
    writer.add_rows(("date", "value"), numbering.numbered(("date", "value"), [["2028"], ["1"]])[0])
    table = writer.table(("a.yaml",), {})
    assert list(table.columns) == ["date", "value"]
    assert [table[number]["date"] for number in range(3)] == ["2024", "2025", "2028"]  # type: ignore[index]
    assert list(table.columns["date"].values) == [None, "2024", "2025", "2028"]
    assert list(table.columns["value"].values) == [None, "1", "2", "3", "5", "4"]


TEXTS = ["1", "2,5", "", "a b", '"x"', '"', "c]", "d #e", "đ", "e\u0301", "\u200b", "- f", "g: h"]


@given(st.lists(st.sampled_from(TEXTS), unique=True))
def test_texts_that_rows_may_not_hold_are_found_among_others_as_alone(texts: list[str]) -> None:
    assert set(not_values(texts)) == {text for text in texts if not_values([text])}
    assert set(not_values(texts)) & {"1", "a b", '"x"', "đ"} == set()
    assert {"2,5", "", '"', "c]", "d #e", "\u200b", "- f", "g: h"} & set(texts) <= set(not_values(texts))


def test_records_among_the_columns_leave_the_tables_own_numbers_alone() -> None:
    lines = "".join(f"  - {{date: 2024, value: {number}}}\n" for number in range(70_000))
    text = f"name: A\nmeasurements:\n{lines}  - date: 2025\n    value: 8\n"
    data = read_document("districts/a.yaml", text.encode()).data(in_columns=True)
    assert isinstance(data, dict)
    table = data["measurements"]
    before = {key: list(column.codes) for key, column in table.columns.items()}

    figures = columns_of(Measurement, table, lambda row: validator_of(Measurement).validate_python(table[row]))

    assert str(figures[-1].date) == "2025"
    assert figures[-1].value in figures.different("value")
    assert {key: list(column.codes) for key, column in table.columns.items()} == before


def test_what_was_begun_of_another_tracker_is_not_taken(tmp_path: Path) -> None:
    for place, title in (("a", "A"), ("b", "B")):
        write_tracker(tmp_path / place, {"tracker.yaml": f"title: {title}\nperiod: 2021..2025\n"})

    reading = read_files(tmp_path / "b", gather.begin(tmp_path / "a", Means()))

    assert reading.dataset
    assert reading.dataset.tracker.title == "B"
