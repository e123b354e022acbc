"""What libyaml and PyYAML themselves take for the same bytes: its events alone, and all of them loaded."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import Command, always

if TYPE_CHECKING:
    from trackers import Tracker

SOURCE = Path(__file__).with_name("scan.c")
SCAN = """
import sys
from yaml import _yaml
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        _yaml.CParser(file).raw_parse()
"""
LOAD = """
import sys, yaml
loaded = []
for name in sys.argv[1:]:
    with open(name, "rb") as file:
        loaded.append(yaml.load(file, yaml.CSafeLoader))
"""


class Scanner(NamedTuple):
    """A program that reads files with libyaml and drops the events, and what it is."""

    words: tuple[str, ...]
    kind: str


def scanner(folder: Path) -> Scanner:
    """Compile the C program; without gcc or yaml.h, PyYAML's C parser does it."""
    program, gcc = str(folder / "scan"), shutil.which("gcc")
    if (
        gcc
        and not subprocess.run(
            [gcc, "-O2", "-o", program, SOURCE, "-lyaml"], capture_output=True, check=False
        ).returncode
    ):
        return Scanner((program,), "a C program, compiled with gcc")
    return Scanner(
        (sys.executable, "-c", SCAN), "PyYAML's `CParser.raw_parse` from Python, as gcc or yaml.h is missing"
    )


def scan(with_program: Scanner, tracker: Tracker) -> Command:
    """Scan a tracker's files."""
    return Command("libyaml's events and nothing else", always((*with_program.words, *tracker.files)))


def load(tracker: Tracker) -> Command:
    """Load a tracker's files with PyYAML, and keep what was loaded."""
    return Command("PyYAML's CSafeLoader, which checks nothing", always((sys.executable, "-c", LOAD, *tracker.files)))
