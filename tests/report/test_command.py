"""`report` and `export` as they are typed."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

import ctrack as module
from ctrack.errors import CannotRunError
from ctrack.export.formats import FORMATS as EXPORTS
from ctrack.report.formats import FORMATS as REPORTS
from tests.conftest import ROOT
from tests.export.trackers import DAY, FILES
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

STARTS = {"html": b"<!DOCTYPE html>", "docx": b"PK", "xlsx": b"PK", "markdown": "# Bộ theo dõi".encode()}
SUFFIXES = {"html": "html", "docx": "docx", "xlsx": "xlsx", "markdown": "md"}


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


@pytest.mark.parametrize("form", STARTS)
def test_the_format_is_the_one_that_the_files_name_ends_in(ctrack: Run, tracker: Path, form: str) -> None:
    name = f"out/r.{SUFFIXES[form]}"
    ran = ctrack("report", "-o", name, "--as-of", DAY, cwd=tracker.parent)

    assert (ran.returncode, ran.stdout.decode()) == (0, f"wrote {name}\n")
    content = (tracker.parent / name).read_bytes()
    assert content.lower().startswith(STARTS[form].lower())

    ran = ctrack("report", "-o", "other", "--format", form, "--as-of", DAY, cwd=tracker.parent)
    assert ran.returncode == 0
    assert (tracker.parent / "other").read_bytes() == content


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["report"], 2, "--output FILE is missing"),
        (["report", "-o", "r.pdf"], 2, "r.pdf: which format? name one with --format: html, docx, xlsx, markdown"),
        (["report", "-o", "r.md", "--program", "03", "--district", "gia-lam"], 2, "a report is of one of the two"),
        (["report", "-o", "r.md", "--program", "30"], 2, 'there is no programme "30"'),
        (["report", "-o", "r.md", "--district", "Gia Lan"], 2, "Gia Lâm"),
        (["report", "-o", "r.md", "--since", "2099"], 2, "--since: 2099-12-31 is not before"),
        (["report", "-o", "r.md", "--since", "v1"], 3, "git"),
        (["report", "-o", "data", "--format", "markdown"], 3, "data is a folder"),
        (["report", "-o", "data/tracker.yaml/r.md"], 3, "cannot be written"),
        (["export", "--format", "csv"], 2, "--output FILE|FOLDER is missing"),
        (["export", "-o", "x"], 2, "--format <csv|json|sqlite|parquet|datapackage> is missing"),
        (["export", "--format", "yaml", "-o", "x"], 2, "yaml"),
        (["export", "--format", "csv", "-o", "data"], 3, "data holds files that no export wrote"),
        (["export", "--format", "csv", "-o", "data/tracker.yaml"], 3, "is there already, and no folder"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    ctrack: Run, tracker: Path, words: list[str], code: int, told: str
) -> None:
    before = sorted(path.relative_to(tracker.parent) for path in tracker.parent.rglob("*"))

    ran = ctrack(*words, "--as-of", DAY, cwd=tracker.parent)

    assert ran.returncode == code, ran.stderr.decode()
    assert told in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr
    assert sorted(path.relative_to(tracker.parent) for path in tracker.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("library", "form"),
    [("jinja2", "html"), ("matplotlib", "html"), ("docx", "docx"), ("openpyxl", "xlsx"), ("pyarrow", "parquet")],
)
def test_a_library_that_is_missing_is_named_with_the_remedy(
    tracker: Path, library: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = module.load(tracker)
    made, tables = loaded.report(DAY), list(loaded.tables(DAY).values())
    monkeypatch.setitem(sys.modules, library, None)
    writers = ("html", "charts", "figures", "word", "excel", "docx", "xlsx")
    for name in [name for name in sys.modules if name.startswith(tuple(f"ctrack.report.{one}" for one in writers))]:
        monkeypatch.delitem(sys.modules, name)  # as in a process that has not imported it yet
    write = (
        partial(EXPORTS[form].write, tables, loaded.about(DAY))
        if form in EXPORTS
        else partial(REPORTS[form].write, made)
    )

    with pytest.raises(CannotRunError, match="not installed") as told:
        write()

    extra = "parquet" if form == "parquet" else "report"
    assert str(told.value.hint) == f"pip install 'ctrack[{extra}]'"


def test_the_whole_report_of_this_repository_is_under_two_megabytes(ctrack: Run, tmp_path: Path) -> None:
    ran = ctrack("report", "-o", str(tmp_path / "r.html"), "--lang", "vi", "--since", "2024-12-31", cwd=ROOT)

    assert ran.returncode == 0, ran.stderr.decode()
    assert 500_000 < (tmp_path / "r.html").stat().st_size < 2_000_000


def test_a_report_is_made_of_the_files_at_a_revision(ctrack: Run, tracker: Path) -> None:
    git = ["git", "-C", str(tracker.parent), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    path = tracker / "programs/03.yaml"
    path.write_text(path.read_text().replace("value: 51.25", "value: 60"))

    ran = ctrack("report", "-o", "then.md", "--rev", "HEAD", "--as-of", DAY, cwd=tracker.parent)

    assert ran.returncode == 0, ran.stderr.decode()
    then = (tracker.parent / "then.md").read_text(encoding="utf-8")
    assert "51.25 %" in then
    assert "- **Commit:** " in then
