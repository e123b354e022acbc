"""How far a long work is: shown at a terminal once it takes long, nowhere else, and never kept with an answer."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CLEAN
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

SLOW = """
import sys, time
from ctrack.cli import progress
from ctrack.store import parsing
progress.PATIENCE = 0.05
reading = parsing.read_and_kept
parsing.read_and_kept = lambda *file, **how: (time.sleep(0.1), reading(*file, **how))[1]
from ctrack.__main__ import command
sys.argv = ["ctrack", *sys.argv[1:]]
sys.exit(command())
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    files = {f"districts/d{number}.yaml": f"name: D{number}\nkind: rural\n" for number in range(8)}
    return write_tracker(tmp_path / "data", files)


def at_a_terminal(tracker: Path, *words: str) -> tuple[bytes, bytes]:
    """Run a slow command whose errors go to a terminal; gives what it prints and what the terminal shows."""
    parent, child = pty.openpty()
    environment = CLEAN | {"XDG_CACHE_HOME": str(tracker.parent / "cache"), "TERM": "xterm", "COLUMNS": "80"}
    environment.pop("CTRACK_NO_CACHE", None)  # it is asked what is kept
    command = [sys.executable, "-c", SLOW, *words]
    process = subprocess.Popen(command, cwd=tracker.parent, env=environment, stdout=subprocess.PIPE, stderr=child)
    os.close(child)
    shown = b""
    with suppress(OSError):
        while more := os.read(parent, 65536):
            shown += more
    os.close(parent)
    out, _ = process.communicate()
    assert process.returncode == 0, shown
    return out, shown


@pytest.mark.parametrize("words", [["status"], ["validate", "--format", "json"]], ids=" ".join)
def test_reading_many_files_is_shown_and_not_kept(tracker: Path, words: list[str]) -> None:
    out, shown = at_a_terminal(tracker, *words)
    again, silent = at_a_terminal(tracker, *words)

    assert b"reading files" in shown
    assert out == again
    assert silent == b""


def test_a_pipe_shows_nothing(tracker: Path) -> None:
    command = [sys.executable, "-c", SLOW, "status"]

    ran = subprocess.run(command, cwd=tracker.parent, env=CLEAN, capture_output=True, check=True)

    assert ran.stderr == b""
