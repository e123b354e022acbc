"""Fourteen errors as people make them, planted one by one and all at once: each is found, at its line, and no other."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ctrack.findings import Severity
from tests.support import validated, write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

GROWTH = """\
code: "03"
title: Chỉnh trang đô thị
kind: program
lead: so-xay-dung
source: book
indicators:
  - code: "03.01"
    name: Tỷ lệ vận tải hành khách công cộng
    unit: percent
    targets: [{by: 2025, value: 30}]
    measurements:
      - {date: 2021, value: 17, status: estimated, source: book}
      - {date: 2022, value: 19, source: book}
      - {date: 2023, value: 21, source: book}
  - code: "03.02"
    name: Số dự án
    unit: project
    targets: [{by: 2025, value: 40}]
    measurements:
      - {date: 2022, value: 20, source: book}
      - {date: 2023, value: 25, source: book}
  - code: "03.03"
    name: Tỷ lệ hộ dùng nước sạch
    unit: percent
    direction: increase
    targets: [{by: 2025, value: 100}]
  - code: "03.04"
    name: Số cây xanh
    unit: tree
    aggregation: sum
    targets: [{by: 2025, value: 500}]
  - code: "03.05"
    name: Số tiêu chí
    unit: tree
    targets: [{by: 2025, value: 27, districts: [gia-lam]}]
    note: x
"""
WATER = """\
code: "04"
title: Nước sạch
lead: so-xay-dung
source: book
indicators:
  - code: "04.01"
    name: Tỷ lệ hộ dùng nước sạch
    unit: percent
    targets:
      - by: 2025
        value: 80
    measurements:
      - {date: 2022, value: 60, source: book}
      - {date: 2023, value: 67, source: book}
"""
FILES = {
    "units.yaml": 'percent: {name: "%", min: 0, max: 100}\nproject: {name: dự án, min: 0}\ntree: {name: cây, min: 0}\n',
    "sources.yaml": "book: {title: Báo cáo}\n",
    "agencies.yaml": "so-xay-dung: {name: Sở Xây dựng}\n",
    "programs/03.yaml": GROWTH,
    "programs/04.yaml": WATER,
    "programs/05.yaml": 'code: "05"\ntitle: Quy hoạch\nlead: so-xay-dung\n',
    "districts/gia-lam.yaml": 'name: Gia Lâm\nkind: rural\nmeasurements:\n  - {indicator: "03.05", date: 2023, value: 25, source: book}\n',
    "districts/soc-son.yaml": "name: Sóc Sơn\nkind: rural\n",
}


class Planted(NamedTuple):
    words: str
    file: str
    old: str
    new: str
    rule: str
    line: int


ERRORS = [
    Planted("a misspelt word of a codelist", "programs/03.yaml", "status: estimated", "status: estimatd", "CT104", 12),
    Planted(
        "a required key is missing",
        "programs/03.yaml",
        "    name: Số cây xanh\n",
        "    group: Số cây xanh\n",
        "CT101",
        27,
    ),
    Planted(
        "a misspelt key",
        "programs/03.yaml",
        "targets: [{by: 2025, value: 40}]",
        "targtes: [{by: 2025, value: 40}]",
        "CT102",
        18,
    ),
    Planted("a target that is a word", "programs/04.yaml", "value: 80", "value: eighty", "CT106", 11),
    Planted("a misspelt direction", "programs/03.yaml", "direction: increase", "direction: incraese", "CT104", 25),
    Planted("a colon that is no YAML", "programs/05.yaml", "Quy hoạch", "Tỷ lệ: 95%", "CT001", 2),
    Planted("a duplicate key", "districts/soc-son.yaml", "kind: rural\n", "kind: rural\nkind: urban\n", "CT003", 3),
    Planted("less than in a figure", "programs/04.yaml", "value: 60", "value: <5", "CT106", 13),
    Planted("the same period twice", "programs/03.yaml", "date: 2023, value: 25", "date: 2022, value: 25", "CT301", 21),
    Planted("a no-break space in a key", "programs/03.yaml", "    note: x", "    note\u00a0: x", "CT005", 36),
    Planted("670 percent", "programs/04.yaml", "value: 67,", "value: 670,", "CT302", 14),
    Planted("the year 20244", "programs/03.yaml", "date: 2022, value: 19", "date: 20244, value: 19", "CT105", 13),
    Planted("figures of no indicator", "districts/gia-lam.yaml", '"03.05"', '"03.55"', "CT201", 4),
    Planted("a misspelt district", "programs/03.yaml", "[gia-lam]", "[gia-lan]", "CT201", 35),
]


def planted(*errors: Planted) -> dict[str, str | bytes]:
    texts = dict(FILES)
    for error in errors:
        assert texts[error.file].count(error.old) == 1
        texts[error.file] = texts[error.file].replace(error.old, error.new)
    return {name: text.encode() for name, text in texts.items()}


def errors_in(files: dict[str, str | bytes]) -> list[tuple[str, int, str]]:
    found = validated(files).findings
    return [
        (item.position.file, item.position.line, item.finding.rule) for item in found if item.severity is Severity.ERROR
    ]


def test_before_anything_is_planted_nothing_is_found() -> None:
    assert validated(planted()).findings == ()


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.words)
def test_each_is_found_alone_at_its_line(error: Planted) -> None:
    assert errors_in(planted(error)) == [(error.file, error.line, error.rule)]


def test_one_run_finds_all_fourteen_and_nothing_that_only_follows_from_them() -> None:
    assert len(ERRORS) == 14
    assert errors_in(planted(*ERRORS)) == sorted((error.file, error.line, error.rule) for error in ERRORS)


@pytest.mark.parametrize("name", ["programs/06.yml", "program/06.yaml", "districts/sub/a.yaml", "gia-lam.yaml"])
def test_a_file_that_belongs_to_nothing_is_found(ctrack: Run, tmp_path: Path, name: str) -> None:
    write_tracker(tmp_path, FILES | {name: 'code: "06"\ntitle: Lạc\n'})

    result = ctrack("validate", "--format", "json", cwd=tmp_path)
    found = json.loads(result.stdout)["findings"]

    assert [(item["rule"], item["severity"], item["file"], item["line"]) for item in found] == [
        ("CT206", "warning", name, 1)
    ]
    assert result.returncode == 0
    assert ctrack("validate", "--strict", cwd=tmp_path).returncode == 1


def test_the_command_finds_all_fourteen_in_one_run(ctrack: Run, tmp_path: Path) -> None:
    texts = {name: content.decode() for name, content in planted(*ERRORS).items() if isinstance(content, bytes)}
    result = ctrack("validate", "--format", "json", cwd=write_tracker(tmp_path, texts))
    found = json.loads(result.stdout)

    assert (result.returncode, found["summary"]["error"]) == (1, 14)
    assert sorted((error.file, error.line, error.rule) for error in ERRORS) == [
        (item["file"], item["line"], item["rule"]) for item in found["findings"] if item["severity"] == "error"
    ]
