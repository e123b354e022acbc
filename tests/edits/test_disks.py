"""Disks that are full or cannot be written to: the files stay as they were, and the next command goes on."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.edits.trackers import CITY, DISTRICT, FILES, said, texts
from tests.support import write_tracker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Run

RECORD = ["record", "03.01", "20", "--date", "2023", "--source", "late"]
SHEET = "code,district,value,of,date,source\n03.01,City,20,,2023,late\n03.02,Gia Lâm,26,27,2023,late\n"
BLOCK = 4096


def succeeds(command: str) -> bool:
    """Run a command of the system."""
    return subprocess.run(command.split(), capture_output=True, check=False).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of sixteen blocks, with a tracker on it."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not succeeds(f"mount -t tmpfs -o size={16 * BLOCK} tmpfs {folder}"):
        pytest.skip("a disk can be mounted by root only")
    write_tracker(folder / "data", FILES)
    yield folder
    assert succeeds(f"umount -l {folder}")


def fill(disk: Path) -> Path:
    """Use up all that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(BLOCK)):
                pass
        except OSError:
            return filler
    return filler


@pytest.mark.parametrize("command", [RECORD, ["import", "../figures.csv"]])
def test_on_a_full_disk_the_old_files_stay(ctrack: Run, disk: Path, command: list[str]) -> None:
    tracker = disk / "data"
    (disk.parent / "figures.csv").write_text(SHEET)
    before = texts(tracker)
    filler = fill(disk)

    told = said(ctrack, tracker, *command, code=3)

    assert "cannot be written: No space left on device" in told
    assert texts(tracker) == before
    assert not list(tracker.rglob("*.tmp"))
    filler.unlink()
    said(ctrack, tracker, *command)
    assert "value: 20, source: late" in texts(tracker)[CITY]


def test_with_room_for_one_file_of_two_none_is_written(ctrack: Run, disk: Path) -> None:
    tracker = disk / "data"
    (disk.parent / "figures.csv").write_text(SHEET)
    said(ctrack, tracker, "record", "03.01", "19", "--date", "2022", "--source", "late")
    before = texts(tracker)
    filler = fill(disk)
    with filler.open("r+b") as file:
        file.truncate(filler.stat().st_size - BLOCK)

    told = said(ctrack, tracker, "import", "../figures.csv", code=3)

    assert "cannot be written: No space left on device" in told
    assert texts(tracker) == before
    assert not list(tracker.rglob("*.tmp"))
    filler.unlink()
    assert "2 new figures" in said(ctrack, tracker, "import", "../figures.csv")
    assert "value: 26" in texts(tracker)[DISTRICT]


@pytest.mark.parametrize("command", [RECORD, ["import", "../figures.csv"]])
def test_what_is_read_only_is_left_alone(ctrack: Run, disk: Path, command: list[str]) -> None:
    tracker = disk / "data"
    (disk.parent / "figures.csv").write_text(SHEET)
    before = texts(tracker)
    assert succeeds(f"mount -o remount,ro {disk}")

    told = said(ctrack, tracker, *command, code=3)
    shown = said(ctrack, tracker, *command, "--dry-run")

    assert "cannot be written: Read-only file system" in told
    assert "+      - {date: 2023, value: 20, source: late}" in shown
    assert texts(tracker) == before
    assert succeeds(f"mount -o remount,rw {disk}")
    said(ctrack, tracker, *command)
    assert "value: 20, source: late" in texts(tracker)[CITY]
