"""The other programs that check YAML and tables, in an environment of their own."""

from __future__ import annotations

import csv
import json
import subprocess
import venv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from measure import CTRACK, Command, always, say
from trackers import SOURCES, Row, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from trackers import Tracker

NAMES = ("yamllint", "check-jsonschema", "frictionless")
YAMLLINT = "{extends: relaxed, rules: {document-start: disable, line-length: disable}}"
KINDS = {
    "tracker": "tracker.yaml",
    "units": "units.yaml",
    "sources": "sources.yaml",
    "agencies": "agencies.yaml",
    "programme": "programs/*.yaml",
    "district": "districts/*.yaml",
}
TABLE = {
    "fields": [
        {"name": "district", "type": "string", "constraints": {"required": True, "pattern": "[a-z0-9-]+"}},
        {"name": "indicator", "type": "string", "constraints": {"required": True, "pattern": r"\d\d\.\d\d+"}},
        {"name": "date", "type": "yearmonth", "constraints": {"required": True}},
        {"name": "value", "type": "number", "constraints": {"required": True, "minimum": 0, "maximum": 100}},
        {"name": "source", "type": "string", "constraints": {"required": True, "enum": SOURCES}},
    ],
    "primaryKey": ["district", "indicator", "date", "source"],
}


@dataclass(frozen=True)
class Peers:
    """Their environment."""

    programs: Path

    def versions(self) -> list[str]:
        """Name each with its version."""
        code = f"from importlib.metadata import version\nfor name in {NAMES}: print(name, version(name))"
        ran = subprocess.run([self.programs / "python", "-c", code], check=True, capture_output=True, text=True)
        return ran.stdout.splitlines()

    def commands(self, tracker: Tracker, folder: Path) -> list[Command]:
        """Check a tracker with each; what they need is written into a folder."""
        yamllint = (str(self.programs / "yamllint"), "-d", YAMLLINT, *tracker.files)
        return [
            Command("yamllint", always(yamllint)),
            self._check_jsonschema(tracker, folder / "schemas"),
            self._frictionless(tracker, folder),
        ]

    def _check_jsonschema(self, tracker: Tracker, schemas: Path) -> Command:
        """Hold each kind of file against the schema that ctrack writes for it."""
        write = [CTRACK, "schema", "--data", str(tracker.folder), "--write", str(schemas)]
        subprocess.run(write, check=True, capture_output=True)
        check = str(self.programs / "check-jsonschema")
        processes = [
            (check, "--schemafile", str(schemas / f"{kind}.json"), *sorted(map(str, tracker.folder.glob(pattern))))
            for kind, pattern in KINDS.items()
        ]
        return Command("check-jsonschema with `ctrack schema`'s schemas", always(*processes))

    def _frictionless(self, tracker: Tracker, folder: Path) -> Command:
        """Hold the same rows, as a CSV file, against a table schema."""
        figures, schema = folder / "figures.csv", folder / "figures.schema.json"
        with figures.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([Row._fields, *rows_of(tracker.measurements)])
        schema.write_text(json.dumps(TABLE))
        # Only paths within its working folder are safe to it.
        words = (str(self.programs / "frictionless"), "validate", "--trusted", str(figures), "--schema", str(schema))
        return Command("frictionless, the same rows as CSV", always(words))


def install(folder: Path) -> Peers:
    """Install them into a folder, unless they are there."""
    programs = folder / "bin"
    if not all((programs / name).exists() for name in NAMES):
        say(f"installing {', '.join(NAMES)}")
        venv.create(folder, with_pip=True)
        subprocess.run([programs / "pip", "install", "-qq", "--disable-pip-version-check", *NAMES], check=True)
    return Peers(programs.absolute())
