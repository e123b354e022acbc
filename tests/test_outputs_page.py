"""docs/outputs.md: its queries and its Python run as they are written, in both languages."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

import ctrack as module
from tests.conftest import ROOT
from tests.export.trackers import FILES
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

PAGES = {"en": ROOT / "docs/outputs.md", "vi": ROOT / "docs/vi/outputs.md"}


def blocks(language: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGES[language].read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("language", PAGES)
def test_the_queries_give_rows(ctrack: Run, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lake = {"en": "lake", "vi": "kho"}[language]
    for name in ("hanoi", "hue"):
        files = FILES | {"tracker.yaml": f"title: {name}\nperiod: 2021..2025\n"}
        folder = write_tracker(tmp_path / name, files)
        ran = ctrack("export", "--format", "parquet", "-o", str(tmp_path / lake / name), "--data", str(folder))
        assert ran.returncode == 0, ran.stderr
    monkeypatch.chdir(tmp_path)

    queries = [query for block in blocks(language, "sql") for query in block.split(";") if query.strip()]
    assert queries
    for query in queries:
        found = duckdb.sql(query)
        rows = found.fetchall() if found else []
        assert {row[0] for row in rows} == {"hanoi", "hue"}
    first = duckdb.sql(queries[0])
    totals = [row[1:] for row in (first.fetchall() if first else []) if row[0] == "hue"]
    assert totals == [(2023, "03.02", 51.25), (2024, "03.01", 29647.0), (2024, "03.02a", 95.0), (2024, "03.03", 52.0)]


@pytest.mark.parametrize("language", PAGES)
def test_the_python_runs(language: str, tmp_path: Path) -> None:
    write_tracker(tmp_path / "data", FILES)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "."], check=True)
    for _ in range(4):
        subprocess.run([*git, "commit", "-qm", "a change", "--allow-empty"], check=True)
    (block,) = blocks(language, "python")

    told = "print(len(frame), len(late), figures.shape, len(then))\n"
    ran = subprocess.run(
        [sys.executable, "-c", block + told], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "6 1 (8, 21) 6\n", "")


@pytest.mark.parametrize("language", PAGES)
def test_the_page_names_what_there_is(language: str) -> None:
    text = PAGES[language].read_text(encoding="utf-8")

    tables = module.load(ROOT / "src/ctrack/template").tables()
    assert {name for name in tables if f"`{name}`" in text} == set(tables)
    for name in re.findall(r"^\| `\.(\w+)", text, re.MULTILINE):
        assert hasattr(module.Tracker, name), name


@pytest.mark.parametrize("language", PAGES)
def test_the_commands_shown_are_understood(ctrack: Run, language: str) -> None:
    lines = [line for block in blocks(language, "sh") for line in block.splitlines() if "ctrack " in line]
    commands = [shlex.split(line.rpartition("&& ")[2]) for line in lines if "pip install" not in line or "&&" in line]
    assert len(commands) == 6
    for words in commands:
        ran = ctrack(*words[1:], "--data", "nowhere")
        assert (ran.returncode, b"nowhere" in ran.stderr) == (3, True), ran.stderr
