"""Tidy tables: every column is described, keys tell rows apart, numbers are those of the files and of `status`."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import ctrack
from ctrack.export.model import Type
from ctrack.export.tables import dictionary
from tests.conftest import ROOT
from tests.export.trackers import DAY, FILES
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.export.model import Table
    from tests.conftest import Run

NAMES = [
    *("units", "sources", "agencies", "districts", "programmes", "indicators", "baselines", "targets", "measurements"),
    *("comparisons", "assessments", "tasks", "task_updates", "programme_results", "results", "findings"),
]
KINDS: dict[Type, tuple[type, ...]] = {
    Type.TEXT: (str,),
    Type.INTEGER: (int,),
    Type.NUMBER: (int, Decimal),
    Type.DATE: (date,),
    Type.BOOLEAN: (bool,),
}


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def records(table: Table) -> list[dict[str, object]]:
    return [dict(zip(table.names, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("folder", ["", "data"], ids=["small", "the repository's"])
def test_every_column_is_described_and_every_value_is_of_its_type(folder: str, tracker: Path) -> None:
    tables = ctrack.load(ROOT / folder if folder else tracker).tables("2025-11-26")

    assert list(tables) == NAMES
    for table in tables.values():
        assert table.about
        assert all(column.about for column in table.columns)
        assert len(set(table.names)) == len(table.names)
        keys = [tuple(record[name] for name in table.key) for record in records(table)]
        assert not table.key or (len(set(keys)) == len(keys) and all(None not in key for key in keys)), table.name
        for column in table.columns:
            for value in table.column(column.name):
                fraction = column.type is Type.NUMBER and type(value).__name__ == "Fraction"
                assert value is None or fraction or isinstance(value, KINDS[column.type]), (table.name, column.name)
                assert column.type is Type.BOOLEAN or not isinstance(value, bool), (table.name, column.name)
    described = {(row[0], row[2]) for row in dictionary(list(tables.values())).rows}
    assert described == {(table.name, name) for table in tables.values() for name in table.names}


def test_measurements_are_as_they_stand_in_the_files(tracker: Path) -> None:
    table = ctrack.load(tracker).tables(DAY)["measurements"]

    figures = [
        (one["indicator"], one["scope"], one["date"], one["value"], one["of"], one["known"], one["line"])
        for one in records(table)
    ]
    known = date(2024, 10, 1)
    assert figures == [
        ("03.01", "city", "2024-01..2024-06", Decimal("20000.5"), None, known, 17),
        ("03.01", "city", "2024-07..2024-09", Decimal("9646.5"), None, known, 18),
        ("03.02", "city", "2022", Decimal("50.1"), None, known, 25),
        ("03.02", "city", "2023", Decimal("51.25"), None, known, 26),
        ("03.02", "city", "2021", Decimal("49.5"), None, known, 27),
        ("03.02a", "city", "2024", Decimal(95), None, known, 33),
        ("03.03", "dong-anh", "2024", Decimal(27), Decimal(27), known, 4),
        ("03.03", "gia-lam", "2024", Decimal(25), Decimal(27), known, 4),
    ]
    assert [one["withdrawn"] for one in records(table) if one["withdrawn"]] == [date(2023, 1, 31)]


def test_results_are_those_of_status(ctrack: Run) -> None:
    import ctrack as module

    told = json.loads(ctrack("status", "--format", "json", "--as-of", "2025-11-26").stdout, parse_float=Decimal)
    shown = {(row["code"], row["scope"]): row for one in told["programs"] for row in one["indicators"]}
    table = module.load(ROOT / "data").tables("2025-11-26")["results"]
    exported = {(str(one["code"]), str(one["scope"])): one for one in records(table)}

    assert shown.keys() <= exported.keys()
    assert len(shown) > 450
    for key, row in shown.items():
        one = exported[key]
        assert (one["status"], one["unit"], one["value_status"]) == (row["status"], row["unit"], row["value_status"])
        for name in ("value", "attainment", "pace", "expected"):
            mine = one[name]
            assert (mine is None) == (row[name] is None), (key, name)
            if mine is not None:
                assert abs(Decimal(float(mine)) - Decimal(row[name])) <= abs(Decimal(row[name])) * Decimal("1e-12")  # type: ignore[arg-type]


def test_a_reference_is_told_only_where_it_holds(tmp_path: Path) -> None:
    broken = FILES | {"sources.yaml": "ke-hoach: {title: Kế hoạch}\n"}
    sound = ctrack.load(write_tracker(tmp_path / "sound", FILES)).tables(DAY)
    unsound = ctrack.load(write_tracker(tmp_path / "broken", broken)).tables(DAY)

    def refers(tables: dict[str, Table], table: str, name: str) -> object:
        return next(column.refers for column in tables[table].columns if column.name == name)

    assert refers(sound, "measurements", "source") == ("sources", "id")
    assert refers(unsound, "measurements", "source") is None
    assert refers(unsound, "targets", "source") == ("sources", "id")


def test_findings_say_what_is_accepted(tmp_path: Path) -> None:
    text = FILES["programs/03.yaml"].replace(
        '  - code: "03.02a"\n', '  - code: "03.02a"\n    allow: [{rule: CT306, reason: Chưa rõ}]\n'
    )
    text = text.replace("{date: 2024, value: 95, source: bao-cao}", "{date: 2024, value: 95}")
    folder = write_tracker(
        tmp_path / "data", FILES | {"programs/03.yaml": text.replace("source: bao-cao}]}", "source: none}]}")}
    )

    found = records(ctrack.load(folder).tables(DAY)["findings"])

    assert [(one["rule"], one["severity"], one["accepted"]) for one in found if one["severity"] != "info"] == [
        ("CT201", "error", None),
        ("CT306", "warning", "Chưa rõ"),
    ]
