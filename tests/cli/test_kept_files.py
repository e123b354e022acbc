"""What was read of files is kept: after an edit one file is read, and nothing is told otherwise than anew."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("with_a_cache")

HEAD = "name: Gia Lâm {number}\nkind: rural\nmeasurements:\n"
ROW = '  - {{indicator: "03.01", date: {year}-{month:02}, value: {month}, source: nguon-{source}}}\n'
ROWS = "".join(ROW.format(year=year, month=month, source=1) for year in range(2000, 2025) for month in range(1, 13))
FILES = {
    "programs/03.yaml": 'code: "03"\ntitle: A\nindicators:\n  - {code: "03.01", name: B, unit: number, targets: [{by: 2025, value: 5, districts: all}]}\n'
    + "# a file that is worth keeping\n" * 100,
    "sources.yaml": "nguon-1: {title: N}\n",
} | {f"districts/d{number}.yaml": HEAD.format(number=number) + ROWS for number in range(5)}
RANK = ["rank", "03.01", "--format", "csv"]
COMMANDS = [["validate"], ["status", "--format", "json"], ["show", "03.01", "--format", "csv"]]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def ask(run: Run, tracker: Path, *words: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Run a command that has no answer from before; gives its exit code and what it says."""
    shutil.rmtree(tracker.parent / "cache/ctrack/answers", ignore_errors=True)
    return again(run, tracker, *words, **environment)


def again(run: Run, tracker: Path, *words: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Run a command, which may give the answer from before."""
    ran = run(*words, cwd=tracker.parent, **({"XDG_CACHE_HOME": str(tracker.parent / "cache")} | environment))
    assert b"Traceback" not in ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


def kept_in(tracker: Path) -> dict[str, int]:
    """Give what is kept, with the time at which it was written."""
    return {path.name: path.stat().st_mtime_ns for path in (tracker.parent / "cache/ctrack/files").glob("*")}


def test_after_an_edit_one_file_is_read_and_the_answers_are_those_of_all(ctrack: Run, tracker: Path) -> None:
    ask(ctrack, tracker, "validate")
    before = kept_in(tracker)
    assert len(before) == 6  # sources.yaml is too short to pay

    file = tracker / "districts/d3.yaml"
    text = file.read_text()
    file.write_text(text.replace("value: 7, source: nguon-1}", "value: 7, source: nguon-2}", 1))
    answers = [ask(ctrack, tracker, *words) for words in COMMANDS]

    assert b"d3.yaml:10:" in answers[0][1]
    assert b"nguon-2" in answers[0][1]
    after = kept_in(tracker)
    assert len(after) == 7
    assert before.items() <= after.items()
    assert answers == [ask(ctrack, tracker, *words, CTRACK_NO_CACHE="1") for words in COMMANDS]

    sources = tracker / "sources.yaml"
    sources.write_text(sources.read_text() + "nguon-2: {title: M}\n")  # what was wrong in another file is right now
    assert b"CT201" not in ask(ctrack, tracker, "validate")[1]


def test_an_edit_of_a_large_tracker_is_seen_though_size_and_time_are_what_they_were(ctrack: Run, tracker: Path) -> None:
    file = tracker / "districts/d3.yaml"
    text, large = file.read_text(), "# much of nothing\n" * 60_000
    file.write_text(text + large)
    times = file.stat()
    time.sleep(3.1)  # what was written just now is not remembered
    first = again(ctrack, tracker, *RANK)
    assert list((tracker.parent / "cache/ctrack/stamps").iterdir())
    assert again(ctrack, tracker, *RANK) == first

    file.write_text(text.replace("value: 12,", "value: 13,") + large)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert file.stat().st_size == times.st_size

    edited = again(ctrack, tracker, *RANK)
    assert edited != first
    assert edited == again(ctrack, tracker, *RANK, CTRACK_NO_CACHE="1")


def test_nothing_is_kept_or_taken_where_that_is_not_wanted(ctrack: Run, tracker: Path) -> None:
    for words, environment in ((["validate", "--no-cache"], {}), (["validate"], {"CTRACK_NO_CACHE": "1"})):
        ask(ctrack, tracker, *words, **environment)
        assert not (tracker.parent / "cache/ctrack/files").exists()


@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_a_damaged_cache_is_as_none(ctrack: Run, tracker: Path, content: bytes) -> None:
    expected = [ask(ctrack, tracker, *words) for words in COMMANDS]
    folder = tracker.parent / "cache/ctrack/files"
    for path in folder.iterdir():
        path.write_bytes(content)

    assert [ask(ctrack, tracker, *words) for words in COMMANDS] == expected
    assert all(path.read_bytes() != content for path in folder.iterdir())


def test_a_cache_that_cannot_be_written_is_as_none(ctrack: Run, tracker: Path) -> None:
    expected = [ask(ctrack, tracker, *words, CTRACK_NO_CACHE="1") for words in COMMANDS]
    (tracker.parent / "cache").write_text("a file, no folder")

    assert [ask(ctrack, tracker, *words) for words in COMMANDS] == expected
