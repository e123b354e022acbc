"""The benchmark still runs and measures all that it promises; how fast things are is not tested."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEASURED = [
    *("`ctrack --version`", "`ctrack --help`"),
    *("completion of a district, the same words again", "completion of a district, other words"),
    *("`ctrack status --program 03 --format json`", "`ctrack status --program 03`, a table on a terminal"),
    *("`ctrack status`", "`ctrack validate`"),
    *("`python -c pass`", "libyaml's events and nothing else", "PyYAML's CSafeLoader, which checks nothing"),
    *("`ctrack validate --strict`, computed anew", "`ctrack validate`, one figure edited"),
    *("`ctrack validate`, nothing changed", "`ctrack validate`, computed anew, bad rows"),
    "`ctrack status`, computed anew",
    *("the interpreter starts, with what measuring needs", "pydantic's core, and this program's classes of records"),
    *("all else that is imported", "files are read, none from before", "records are made and linked"),
    "rules run, findings get their places",
]


def test_the_page_gets_a_row_for_each_command(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- tables: begin -->\nOld.\n<!-- tables: end -->\nAfter.\n", encoding="utf-8")
    words = ["benchmarks/run.py", "--sizes", "1000", "--rounds", "1", "--no-peers", "--write", str(page)]
    ran = subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True)

    printed = ran.stdout.decode()
    assert page.read_text(encoding="utf-8") == (
        f"Before.\n<!-- tables: begin -->\n\n{printed}\n<!-- tables: end -->\nAfter.\n"
    )
    rows = [line.split(" | ")[0] for line in printed.splitlines() if line.startswith("| ")]
    assert sorted(rows) == sorted(f"| {name}" for name in ["command", "program", "step", *MEASURED])
    assert "10 bad rows, 10 findings" in printed


def test_the_page_on_speed_has_its_place_for_the_tables() -> None:
    text = (ROOT / "docs/speed.md").read_text(encoding="utf-8")

    assert 0 < text.find("<!-- tables: begin -->\n") < text.find("<!-- tables: end -->\n")
