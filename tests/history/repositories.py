"""A tracker under git for tests: laid, changed as people do, and compared with a revision."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ctrack.findings import Severity
from ctrack.store.git import find_repository, read_base, resolve
from ctrack.store.read import read_contents, read_files
from ctrack.store.validate import Compared, validate
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

PROGRAMME = """\
code: "03"
title: Phát triển đô thị
issued: 2021-01-01
lead: office
source: book
assessments:
  - {date: 2022, of: 10, attained: 4, source: book}
  - {date: 2023, of: 10, attained: 6, source: book}
  - {date: 2023, of: 3, attained: 2, owner: office, source: book}
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
    unit: number
    baseline: {date: 2020, value: 5, source: book}
    targets:
      - {value: 100}
      - {by: 2023, min: 40, max: 60}
    measurements:
      - {date: 2021, value: 12, source: book}
      - {date: 2021, value: 12, source: paper}
      - {date: 2022, value: 25, source: book}
      - {date: 2022-H1, value: 13, source: book}
      - {date: 2022-H1, value: 14, source: paper}
      - {date: 2023, value: 50, source: book, status: estimated}
      - {date: 2023, value: 55, source: book, published: 2024-06}
      - {date: 2024, value: 70, source: book, bound: about, break: true}
  - code: "03.02"
    name: Tiêu chí nông thôn mới
    unit: criterion
    targets:
      - {by: 2025, value: 27, of: 27, districts: [ba-vi, gia-lam]}
      - {by: 2024, value: 20, of: 27, districts: all, status: draft}
  - code: "03.03"
    name: Tỷ lệ dân số đô thị
    unit: percent
    targets: [{by: 2025, value: 75}, {every: year, min: 40}]
    measurements:
      - {date: 2022, count: 20, of: 40, source: book}
      - {date: 2023, of_target: 90, source: book}
  - code: "03.04"
    name: Cây xanh
    unit: number
    targets: [{by: 2025, value: 1000}]
tasks:
  - code: "03.T01"
    name: Đề án
    due: 2021-12
    updates:
      - {date: 2021-06, status: in_progress, source: book}
      - {date: 2021-12, status: done, source: book}
"""
DRAFT = """\
code: "04"
title: Dự thảo
draft: true
lead: office
source: book
indicators:
  - code: "04.01"
    name: Số làng nghề
    unit: number
    baseline: {date: 2020, value: 1, source: book}
    targets: [{by: 2025, value: 10}]
    measurements: [{date: 2022, value: 3, source: book}]
"""
GIA_LAM = """\
name: Gia Lâm
kind: rural
measurements:
  - {indicator: "03.02", date: 2022, value: 24, of: 27, source: book}
  - {indicator: "03.02", date: 2023, value: 25, of: 27, source: book}
  - {indicator: "04.01", date: 2023, value: 2, source: book}
programs:
  - code: gia-lam-03
    title: Chương trình của huyện
    implements: "03"
    source: book
    indicators:
      - code: gia-lam-03.01
        name: Số trường học
        unit: number
        targets: [{by: 2025, value: 8}]
        measurements: [{date: 2022, value: 6, source: book}]
"""
FILES = {
    "sources.yaml": "book: {title: A book}\npaper: {title: A paper}\n",
    "agencies.yaml": "office: {name: Sở Nội vụ}\n",
    "programs/03.yaml": PROGRAMME,
    "programs/04.yaml": DRAFT,
    "districts/ba-vi.yaml": "name: Ba Vì\nkind: rural\n",
    "districts/gia-lam.yaml": GIA_LAM,
}
CITY, DRAFTED, DISTRICT, TRACKER = "programs/03.yaml", "programs/04.yaml", "districts/gia-lam.yaml", "tracker.yaml"
FIRST = "      - {date: 2022, value: 25, source: book}\n"
LAST = "      - {date: 2024, value: 70, source: book, bound: about, break: true}\n"
INDICATOR = re.search(r'  - code: "03.04".*?(?=tasks:)', PROGRAMME, re.DOTALL)[0]  # type: ignore[index]

Edit = tuple[str, str, str]
"""A file of the tracker, a text in it, and what replaces it."""

QUIET = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
PERSON = {
    f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in (("NAME", "a"), ("EMAIL", "a@b"))
}


def git(folder: Path, *arguments: str, **environment: str) -> str:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    env = inherited | QUIET | PERSON | environment
    done = subprocess.run(["git", *arguments], cwd=folder, env=env, check=False, capture_output=True)  # noqa: S607 - the git that is there
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def commit(folder: Path, message: str = "change") -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def lay(folder: Path, tracker: str = "data") -> Path:
    """Make a repository that holds the tracker in the folder `tracker`."""
    write_tracker(folder / tracker, FILES)
    git(folder, "init", "--quiet", "--template=", "--initial-branch", "main")
    commit(folder, "base")
    return folder


def apply(folder: Path, *edits: Edit) -> None:
    for file, old, new in edits:
        text = (folder / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old)
        (folder / file).write_bytes(text.replace(old, new).encode())


def add_measurement(folder: Path, year: str, value: int, after: str = FIRST) -> None:
    apply(folder, (CITY, after, f"{after}      - {{date: {year}, value: {value}, source: book}}\n"))


class Checked(NamedTuple):
    """What a run gave: its exit code, rule and message of each finding of the history rules, other rules, stderr."""

    code: int
    found: list[tuple[str, str]]
    others: list[str]
    err: str

    @property
    def rules(self) -> list[str]:
        return [rule for rule, _message in self.found]


CLEAN: tuple[int, list[tuple[str, str]], list[str]] = (0, [], [])
REMOVED = ["CT601"]


def check(run: Run, folder: Path, base: str = "HEAD", *arguments: str, **environment: str) -> Checked:
    options = ("--format", "json", "--as-of", "2026-01-31", f"--base={base}", *arguments)
    result = run("validate", *options, cwd=folder, **(QUIET | environment))
    assert b"Traceback" not in result.stderr
    assert b"unforeseen" not in result.stderr
    findings = json.loads(result.stdout)["findings"] if result.stdout else []
    errors = [item for item in findings if item["severity"] == "error" or item["rule"].startswith("CT6")]
    found = [(item["rule"], item["message"]) for item in errors if item["rule"].startswith("CT6")]
    others = [item["rule"] for item in errors if not item["rule"].startswith("CT6")]
    return Checked(result.returncode, found, others, result.stderr.decode())


def compare(folder: Path, revision: str = "HEAD") -> Checked:
    """Do the same for the tracker in data/ without a process for Python, which takes the most time."""
    repository = find_repository(folder)
    base = read_base(repository, resolve(repository, revision), "data/")
    assert base
    before = read_contents(base.contents, base.unread)
    report = validate(read_files(folder / "data"), date(2026, 1, 31), base=Compared(revision, before, {}))
    errors = [item for item in report.findings if item.severity == "error" or item.finding.rule.startswith("CT6")]
    found = [(item.finding.rule, str(item.finding.message)) for item in errors if item.finding.rule.startswith("CT6")]
    others = [item.finding.rule for item in errors if not item.finding.rule.startswith("CT6")]
    return Checked(int(report.count(Severity.ERROR) > 0), found, others, "")


def city(old: str, new: str) -> Edit:
    return (CITY, old, new)


PLACES = [".", "data", "deep/er/data", "số liệu năm 2021", 'qu"ote\\', "[ab]", ":(top)x", "-x", "a\tb", "*"]
