"""Bad rows: each must give its one finding at its place, and what finding them costs."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

from measure import CTRACK
from trackers import EVERY, Spot

if TYPE_CHECKING:
    from trackers import Tracker


def check(tracker: Tracker) -> str:
    """Hold the findings against the bad rows; ends the benchmark if they differ, else gives a sentence."""
    words = [CTRACK, "validate", "--no-cache", "--format", "json", "--data", str(tracker.folder)]
    ran = subprocess.run(words, check=False, capture_output=True)
    found = Counter(Spot(each["file"], each["line"], each["rule"]) for each in json.loads(ran.stdout)["findings"])
    expected = Counter(tracker.bad)
    if ran.returncode != 1 or found != expected:
        told = f"exit code {ran.returncode}, {found.total():,} findings of {expected.total():,} bad rows"
        message = f"{told}\nmissing: {list(expected - found)[:10]}\ntoo many: {list(found - expected)[:10]}"
        raise SystemExit(message)
    return f"One row in {EVERY} bad: {expected.total():,} bad rows, {found.total():,} findings, each on its row."
