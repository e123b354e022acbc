"""Exports as other tools read them: spreadsheets, SQLite and Datasette, DuckDB, Frictionless."""

from __future__ import annotations

import asyncio
import csv
import json
import sqlite3
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import duckdb
import pytest

import ctrack as module
from tests.conftest import ROOT
from tests.export.trackers import DAY, FILES
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

LONG = "123456789012345678.9"


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def export(run: Run, tracker: Path, form: str, name: str, code: int = 0) -> str:
    ran = run("export", "--format", form, "-o", name, "--as-of", DAY, "--data", str(tracker), cwd=tracker.parent)
    assert ran.returncode == code, ran.stderr.decode()
    return (ran.stdout if code == 0 else ran.stderr).decode()


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_is_a_file_for_each_table_and_runs_nothing(ctrack: Run, tracker: Path) -> None:
    told = export(ctrack, tracker, "csv", "out")

    folder = tracker.parent / "out"
    assert told == "wrote out\n"
    assert sorted(path.stem for path in folder.glob("*.csv")) == sorted(
        [*module.load(tracker).tables(DAY), "dictionary", "about"]
    )
    assert {row["key"]: row["value"] for row in rows_of(folder / "about.csv")} == {
        "title": "Bộ theo dõi",
        "as_of": DAY,
        "revision": "",
        "version": module.__version__,
    }
    assert rows_of(folder / "sources.csv")[0]["title"] == "'=Báo cáo"
    measured = rows_of(folder / "measurements.csv")
    assert [row["note"] for row in measured if row["note"]] == ["'=1+1"]
    assert [row["value"] for row in measured][:4] == ["20000.5", "9646.5", "50.1", "51.25"]
    for path in folder.glob("*.csv"):
        cells = [cell for row in rows_of(path) for cell in row.values()]
        assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r", "+"))], path.name


def test_json_has_every_digit(ctrack: Run, tracker: Path) -> None:
    path = tracker / "programs/03.yaml"
    path.write_text(path.read_text().replace("value: 20000.5", f"value: {LONG}"))

    export(ctrack, tracker, "json", "out.json")

    told = json.loads((tracker.parent / "out.json").read_bytes(), parse_float=Decimal)
    assert told["measurements"][0]["value"] == Decimal(LONG)
    assert (told["schema"], told["title"], told["as_of"]) == (1, "Bộ theo dõi", DAY)
    assert told["districts"][0] == {
        "id": "ba-vi", "name": "Ba Vì", "name_en": None, "kind": "rural", "until": None, "successor_of": None
    }  # fmt: skip


def test_sqlite_keeps_digits_keys_and_references(ctrack: Run, tracker: Path) -> None:
    path = tracker / "programs/03.yaml"
    path.write_text(path.read_text().replace("value: 20000.5", f"value: {LONG}"))

    export(ctrack, tracker, "sqlite", "out.db")

    with sqlite3.connect(tracker.parent / "out.db") as database:
        values = database.execute("SELECT value FROM measurements WHERE indicator = '03.01' ORDER BY date").fetchall()
        assert values == [(LONG,), (9646.5,)]
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(database.execute("PRAGMA foreign_key_list(measurements)").fetchall()) == 3
        attained = database.execute(
            "SELECT i.name_en, r.status FROM results r JOIN indicators i USING (code) WHERE r.code = '03.01'"
        ).fetchall()
        assert attained == [("Public investment disbursed", "exceeded")]
    database.close()


def test_datasette_opens_the_database(ctrack: Run, tracker: Path) -> None:
    from datasette.app import Datasette

    export(ctrack, tracker, "sqlite", "out.db")

    async def asked() -> tuple[int, list[dict[str, dict[str, str]]]]:
        site = Datasette([str(tracker.parent / "out.db")])
        page = await site.client.get("/out/measurements")
        rows = await site.client.get("/out/measurements.json?_shape=array&_labels=on&indicator=03.02a")
        return page.status_code, rows.json()

    code, rows = asyncio.run(asked())
    assert code == 200
    assert [(row["value"], row["source"]["label"]) for row in rows] == [(95.0, "=Báo cáo")]


def test_duckdb_reads_several_exports_side_by_side(ctrack: Run, tmp_path: Path) -> None:
    for name, value in (("one", "20000.5"), ("two", "30000.25")):
        changed = FILES["programs/03.yaml"].replace("value: 20000.5", f"value: {value}")
        files = FILES | {"programs/03.yaml": changed, "tracker.yaml": f"title: Tỉnh {name}\nperiod: 2021..2025\n"}
        export(ctrack, write_tracker(tmp_path / name / "data", files), "parquet", str(tmp_path / "lake" / name))

    query = duckdb.sql(
        f"""SELECT tracker, program, year, round(sum(value), 2)
            FROM read_parquet('{tmp_path}/lake/*/measurements/**/*.parquet', hive_partitioning = true)
            WHERE indicator = '03.01' GROUP BY ALL ORDER BY ALL"""  # noqa: S608 - our own words
    )
    found = query.fetchall() if query else []

    assert found == [("Tỉnh one", "03", 2024, 29647.0), ("Tỉnh two", "03", 2024, 39646.75)]
    parts = sorted(
        path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.glob("lake/one/results/**/*.parquet")
    )
    assert parts == ["lake/one/results/programme=03/year=2024"]


def test_parquet_refuses_digits_that_it_cannot_hold(ctrack: Run, tracker: Path) -> None:
    path = tracker / "programs/03.yaml"
    path.write_text(path.read_text().replace("value: 20000.5", f"value: {LONG}"))

    told = export(ctrack, tracker, "parquet", "out", code=3)

    assert told.splitlines()[-2:] == [
        f"ctrack: {LONG} in measurements.value has more digits than Parquet's numbers hold",
        "export csv, json, sqlite or datapackage",
    ]
    assert not (tracker.parent / "out").exists()


@pytest.mark.parametrize("folder", ["small", "data"])
def test_frictionless_finds_the_data_package_valid(ctrack: Run, tracker: Path, folder: str, tmp_path: Path) -> None:
    export(ctrack, ROOT / "data" if folder == "data" else tracker, "datapackage", str(tmp_path / "package"))

    ran = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", "--json", str(tmp_path / "package/datapackage.json")],
        capture_output=True,
        check=False,
    )
    report = json.loads(ran.stdout)
    assert (ran.returncode, report["valid"], report["errors"]) == (0, True, [])
    assert len(report["tasks"]) == 16
    sources = (tmp_path / "package/data/sources.csv").read_text(encoding="utf-8")
    assert folder == "data" or ",=" not in sources
    assert all(task["valid"] for task in report["tasks"])


def test_an_exported_folder_is_written_anew_and_nothing_else_is_lost(ctrack: Run, tracker: Path) -> None:
    export(ctrack, tracker, "parquet", "out")
    path = tracker / "programs/03.yaml"
    path.write_text(path.read_text().replace("date: 2022,", "date: 2021-12,"))
    out = tracker.parent / "out"
    assert (out / "measurements/programme=03/year=2022").is_dir()

    export(ctrack, tracker, "parquet", "out")
    assert not (out / "measurements/programme=03/year=2022").exists()
    assert (out / "measurements/programme=03/year=2021").is_dir()

    (out / "mine.txt").write_text("kept")
    told = export(ctrack, tracker, "csv", "out", code=3)
    assert "out holds files that no export wrote, mine.txt for one" in told
    assert (out / "mine.txt").read_text() == "kept"
    assert (out / "measurements/programme=03/year=2021").is_dir()
    assert sorted(found.name for found in tracker.parent.iterdir()) == ["data", "out"]


def test_the_same_export_is_the_same_bytes(ctrack: Run, tracker: Path) -> None:
    for form in ("csv", "json", "sqlite", "parquet", "datapackage"):
        export(ctrack, tracker, form, f"a-{form}")
        export(ctrack, tracker, form, f"b-{form}")
        a, b = tracker.parent / f"a-{form}", tracker.parent / f"b-{form}"
        files = [path.relative_to(a) for path in a.rglob("*") if path.is_file()] if a.is_dir() else [None]
        assert files
        for name in files:
            assert (a / name if name else a).read_bytes() == (b / name if name else b).read_bytes(), (form, name)


def test_links_and_pipes_are_written_through(ctrack: Run, tracker: Path) -> None:
    (tracker.parent / "real").mkdir()
    (tracker.parent / "link").symlink_to("real")
    (tracker.parent / "file.json").symlink_to("real.json")
    export(ctrack, tracker, "csv", "link")
    export(ctrack, tracker, "json", "file.json")

    assert (tracker.parent / "link").is_symlink()
    assert (tracker.parent / "real/units.csv").is_file()
    assert (tracker.parent / "file.json").is_symlink()
    assert json.loads((tracker.parent / "real.json").read_bytes())["schema"] == 1

    words = ["export", "--format", "json", "-o", "/dev/stdout", "--as-of", DAY, "--data", str(tracker)]
    ran = subprocess.run([sys.executable, "-m", "ctrack", *words], capture_output=True, check=True)
    assert json.loads(ran.stdout)["title"] == "Bộ theo dõi"
