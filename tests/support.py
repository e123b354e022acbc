"""Trackers for tests: written as text, read as the program reads them."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import TYPE_CHECKING

from ctrack.assess.assess import assess
from ctrack.assess.horizon import TERM
from ctrack.dataset import CITY
from ctrack.store.load import Loaded, load_contents
from ctrack.store.locate import kind_of, unread_among
from ctrack.store.read import read_contents
from ctrack.store.validate import validate

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.assess.results import Result
    from ctrack.findings import Report

TRACKER = "title: A tracker\nperiod: 2021..2025\n"
UNITS = """\
criterion: {name: tiêu chí, min: 0, integer: true}
number: {name: cái}
percent: {name: "%", min: 0, max: 100}
rank: {name: hạng, min: 1, integer: true, rank: true}
"""


def read_as(name: str) -> str:
    """Tell what a file of a tracker is read as."""
    kind = kind_of(name)
    assert kind, name
    return kind


def loaded(files: dict[str, str]) -> Loaded:
    """Read a tracker from texts; tracker.yaml and units.yaml are there unless given."""
    texts = {"tracker.yaml": TRACKER, "units.yaml": UNITS} | files
    return load_contents({name: (read_as(name), textwrap.dedent(text).encode()) for name, text in texts.items()})


def sound(files: dict[str, str]) -> Loaded:
    """Read a tracker that must have no findings."""
    found = loaded(files)
    assert [(item.position, item.finding.rule, str(item.finding.message)) for item in found.findings] == []
    return found


def programme(indicator: str, header: str = "") -> str:
    """Write a programme file around the lines of one indicator."""
    lines = textwrap.indent(textwrap.dedent(indicator).strip("\n"), "    ")
    return f'code: "03"\ntitle: A programme\n{header}indicators:\n  - code: "03.01"\n    name: An indicator\n{lines}\n'


def judged(
    indicator: str, day: str, *, header: str = "", horizon: str = TERM, scope: str = CITY, **files: str
) -> Result:
    """Judge the one indicator of a tracker."""
    texts = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    dataset = sound({"programs/03.yaml": programme(indicator, header), **texts}).dataset
    return assess(dataset, dataset.indicators["03.01"], scope, date.fromisoformat(day), horizon)


def write_tracker(folder: Path, files: dict[str, str]) -> Path:
    """Write a tracker to disk."""
    for name, text in ({"tracker.yaml": TRACKER, "units.yaml": UNITS} | files).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(textwrap.dedent(text).encode())
    return folder


def rules_of(found: Loaded) -> list[tuple[str, int, int, str]]:
    """List findings as file, line, column, rule."""
    return [
        (item.position.file, item.position.line, item.position.column, item.finding.rule) for item in found.findings
    ]


def validated(files: dict[str, str | bytes], *, day: str = "2026-01-31", freshness: bool = False) -> Report:
    """Validate a tracker given as texts or bytes; tracker.yaml and units.yaml are there unless given."""
    given = {"tracker.yaml": TRACKER, "units.yaml": UNITS, **files}
    contents = {
        name: (kind, text if isinstance(text, bytes) else textwrap.dedent(text).encode())
        for name, text in given.items()
        if (kind := kind_of(name))
    }
    unread = unread_among(name for name in given if name not in contents)
    return validate(read_contents(contents, unread), date.fromisoformat(day), freshness=freshness)
