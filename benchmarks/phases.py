"""Where the processor time of `ctrack validate` goes, on this repository's data and on trackers that grow."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tables import short, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

STEPS = (
    "the interpreter starts, with what measuring needs",
    "pydantic's core, and this program's classes of records",
    "all else that is imported",
    "files are read, none from before",
    "records are made and linked",
    "rules run, findings get their places",
)


def report(trackers: Mapping[str, Path], rounds: int) -> str:
    """Measure and show the steps, on one core."""
    found = [_medians(tracker, rounds) for tracker in trackers.values()]
    rows = [[step, *map(short, times)] for step, times in zip(STEPS, zip(*found, strict=True), strict=True)]
    heading = "### Where the time of `ctrack validate` goes, × `python -c pass`, processor time of one core"
    return f"{heading}\n\n{table(['step', *trackers], rows)}"


def _medians(tracker: Path, rounds: int) -> Sequence[float]:
    """Give the median of each step, as a multiple of an empty Python beside it."""
    runs = []
    for _ in range(rounds):
        (empty,) = _run("-c", "import time; print(time.process_time())")
        runs.append([step / empty for step in _run(str(Path(__file__).with_name("steps.py")), str(tracker))])
    return [statistics.median(times) for times in zip(*runs, strict=True)]


def _run(*words: str) -> Sequence[float]:
    """Run Python; gives the numbers that it prints."""
    ran = subprocess.run(
        [sys.executable, *words], check=True, capture_output=True, env=os.environ | {"CTRACK_NO_CACHE": "1"}
    )
    return [float(word) for word in ran.stdout.split()]
