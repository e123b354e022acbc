"""`ctrack validate --base REV` in real repositories: which changes are free, which are found, and what git may be like.

Each test lays a repository of its own, changes it as people do, and reads what the command prints.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from ctrack.errors import CannotRunError
from ctrack.findings import Severity
from ctrack.store.git import find_repository, read_base, resolve
from ctrack.store.read import read_contents, read_files
from ctrack.store.validate import Compared, validate
from tests.support import write_tracker

if TYPE_CHECKING:
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


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("laid"))


@pytest.fixture
def repository(laid: Path, tmp_path: Path) -> Path:
    """Give a repository with the tracker in data/ and one commit."""
    return Path(shutil.copytree(laid, tmp_path / "repository"))


@pytest.fixture
def branch(repository: Path) -> Path:
    """Give a repository whose branch `mine` left `main` at its first commit; both have gone on."""
    git(repository, "switch", "--quiet", "--create", "mine")
    add_measurement(repository / "data", "2022-Q3", 20)
    commit(repository, "mine")
    git(repository, "switch", "--quiet", "main")
    add_measurement(repository / "data", "2025", 80, LAST)
    commit(repository, "theirs")
    git(repository, "switch", "--quiet", "mine")
    return repository


# What is free


def city(old: str, new: str) -> Edit:
    return (CITY, old, new)


FREE: dict[str, tuple[Edit, ...]] = {
    "nothing": (),
    "measurements in another order": (city(FIRST, ""), city(LAST, LAST + FIRST)),
    "targets in another order": (
        city("      - {value: 100}\n", ""),
        city("max: 60}\n", "max: 60}\n      - {value: 100}\n"),
    ),
    "an indicator further up": (city(INDICATOR, ""), city("indicators:\n", "indicators:\n" + INDICATOR)),
    "indicators behind tasks": (
        city(PROGRAMME[PROGRAMME.index("tasks:") :], ""),
        city("indicators:\n", PROGRAMME[PROGRAMME.index("tasks:") :] + "indicators:\n"),
    ),
    "keys in another order": (city(FIRST, "      - {source: book, value: 25, date: 2022}\n"),),
    "block for flow": (city(FIRST, "      - date: 2022\n        value: 25\n        source: book\n"),),
    "flow for block": (
        city(
            INDICATOR,
            '  - {code: "03.04", name: Cây xanh, unit: number, targets: [{by: 2025, value: 1000}]}\n',
        ),
    ),
    "quotes": (city(FIRST, "      - {\"date\": '2022', value: \"25\", source: 'book'}\n"), city('"03.01"', "03.01")),
    "comments": (city(FIRST, "      # as printed\n" + FIRST.replace("\n", "  # p. 4\n")),),
    "another indentation": (city(FIRST, "      -   {date: 2022,\n           value: 25, source: book}\n"),),
    "25.0 for 25": (city(FIRST, FIRST.replace("25", "25.0")),),
    "+25 for 25": (city(FIRST, FIRST.replace("25", "+25")),),
    "a year as its days": (city(FIRST, FIRST.replace("2022", "2022-01-01..2022-12-31")),),
    "a year as its months": (city(FIRST, FIRST.replace("2022", "2022-01..2022-12")),),
    "one value as both edges": (city("{value: 100}", "{min: 100, max: 100}"),),
    "the default deadline": (city("{value: 100}", "{by: 2025, value: 100}"),),
    "the default deadline as a day": (city("{value: 100}", "{by: 2025-12-31, value: 100}"),),
    "the default period of the programme": (city("lead: office", "lead: office\nperiod: 2021..2025"),),
    "the default status": (city(FIRST, FIRST.replace("}", ", status: final}")),),
    "the default break": (city(FIRST, FIRST.replace("}", ", break: false}")),),
    "the defaults of an indicator": (
        city(
            "    unit: number\n    baseline",
            "    unit: number\n    direction: increase\n    aggregation: last\n    path: linear\n    official: true\n"
            "    owner: office\n    baseline",
        ),
    ),
    "the default owner of an assessment's tasks": (city("attained: 4, source", "attained: 4, tasks: false, source"),),
    "districts in another order": (city("[ba-vi, gia-lam]", "[gia-lam, ba-vi]"),),
    "notes": (
        city(FIRST, FIRST.replace("}", ", note: as printed}")),
        city("{value: 100}", "{value: 100, note: as decided}"),
        (DISTRICT, "value: 24, of: 27, source: book", "value: 24, of: 27, source: book, note: p. 3"),
    ),
    "another source": (
        city(FIRST, FIRST.replace("book", "paper")),
        city("{value: 100}", "{value: 100, source: paper}"),
        city("value: 5, source: book", "value: 5, source: paper"),
        city("attained: 4, source: book", "attained: 4, source: paper"),
        city("in_progress, source: book", "in_progress, source: paper"),
        (DISTRICT, "value: 24, of: 27, source: book", "value: 24, of: 27, source: paper"),
    ),
    "stated": (city(FIRST, FIRST.replace("}", ", stated: 25.0}")),),
    "withdrawn": (
        city(FIRST, FIRST.replace("}", ", withdrawn: 2025-02-10, note: a slip}")),
        city("max: 60}", "max: 60, withdrawn: 2025-02-10, note: not set}"),
    ),
    "further facts": (
        city(FIRST, FIRST + FIRST.replace("25", "26").replace("}", ", published: 2024-02}")),
        city("{value: 100}", "{value: 100}\n      - {value: 90, decided: 2023-02}"),
        city("tasks:", "  - {code: 03.05, name: Hồ, unit: number, targets: [{value: 3}]}\ntasks:"),
        (
            DISTRICT,
            "measurements:\n  - {",
            'measurements:\n  - {indicator: "03.02", date: 2021, value: 20, of: 27, source: book}\n  - {',
        ),
    ),
    "a name, a group, an owner": (
        city("name: Cây xanh", "name: Cây xanh đô thị\n    group: Môi trường\n    owner: gia-lam"),
        city("name: Đề án", "name: Đề án mới"),
    ),
    "a draft target changed": (city("value: 20, of: 27, districts: all", "value: 22, of: 27, districts: rural"),),
    "a draft target removed": (city("      - {by: 2024, value: 20, of: 27, districts: all, status: draft}\n", ""),),
    "a draft target decided": (city("districts: all, status: draft}", "districts: all, decided: 2022-02}"),),
    "figures of a draft programme": (
        (DRAFTED, "{date: 2022, value: 3, source: book}", "{date: 2022, value: 4, source: book}"),
        (DRAFTED, "value: 10", "value: 12"),
        (DRAFTED, "    baseline: {date: 2020, value: 1, source: book}\n", ""),
        (DISTRICT, '  - {indicator: "04.01", date: 2023, value: 2, source: book}\n', ""),
    ),
    "indicators of a draft programme": (
        (DRAFTED, 'code: "04.01"', 'code: "04.02"'),
        (DRAFTED, "unit: number", "unit: criterion"),
        (DISTRICT, 'indicator: "04.01"', 'indicator: "04.02"'),
    ),
    "a draft programme issued with other figures": (
        (DRAFTED, "draft: true", "issued: 2021-03-17"),
        (DRAFTED, "value: 10", "value: 12"),
        (DRAFTED, "{date: 2022, value: 3, source: book}", "{date: 2022, value: 4, source: book}"),
        (DISTRICT, "date: 2023, value: 2,", "date: 2023, value: 1,"),
    ),
    "one of two equal figures removed": (city("      - {date: 2021, value: 12, source: paper}\n", ""),),
    "unit, direction and aggregation without data": (
        city(
            "    unit: number\n    targets: [{by: 2025, value: 1000}]",
            "    unit: criterion\n    direction: range\n    aggregation: sum\n    targets: [{by: 2025, value: 1000}]",
        ),
    ),
    "a rule switched down alone": ((TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: info}"),),
    "a rule switched down with moved entries": (
        (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: off}"),
        city(FIRST, ""),
        city(LAST, LAST + FIRST.replace("25", "25.0")),
    ),
    "a rule switched up with data": (
        (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT313: info, CT407: error}"),
    ),
}


@pytest.mark.parametrize("edits", FREE.values(), ids=FREE)
def test_this_is_free(edits: tuple[Edit, ...], repository: Path) -> None:
    apply(repository / "data", *edits)

    assert compare(repository)[:3] == CLEAN


@pytest.mark.parametrize("encode", ["\ufeff{}", "crlf", "\ufeffcrlf"])
def test_line_ends_and_byte_order_marks_are_free(encode: str, repository: Path) -> None:
    for file in (repository / "data").rglob("*.yaml"):
        text = file.read_bytes().decode()
        text = text.replace("\n", "\r\n") if "crlf" in encode else text
        file.write_bytes(("\ufeff" * encode.startswith("\ufeff") + text).encode())

    assert compare(repository)[:3] == CLEAN


def test_canonical_layout_is_free(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", city(FIRST, "      -   {source: 'book',\n           date:   2022, \"value\": 25}\n"))
    commit(repository)
    assert ctrack("fmt", cwd=repository).returncode == 0

    assert git(repository, "diff", "--name-only") == f"data/{CITY}"
    assert check(ctrack, repository)[:3] == CLEAN


MOVED = [
    ("data", "tracker", True),
    ("data", "tracker", False),
    ("data", ".", True),
    (".", "data", False),
    ("data", "sổ liệu/thành phố", False),
    ("sổ liệu", "data", True),
]


@pytest.mark.parametrize(("before", "after", "is_committed"), MOVED)
def test_moving_the_tracker_is_free_and_hides_nothing(
    before: str, after: str, is_committed: bool, ctrack: Run, tmp_path: Path
) -> None:
    repository = lay(tmp_path / "repository", before)
    (repository / after).mkdir(parents=True, exist_ok=True)
    for path in list((repository / before).glob("[!.]*")):
        if path != repository / after:
            path.rename(repository / after / path.name)
    if is_committed:
        commit(repository)
    base = "HEAD~1" if is_committed else "HEAD"

    assert check(ctrack, repository, base, "--data", after)[:3] == CLEAN
    apply(repository / after, city(FIRST, ""))
    assert check(ctrack, repository, base, "--data", after).rules == REMOVED


def test_a_tracker_that_moved_out_of_several_is_not_guessed(ctrack: Run, repository: Path) -> None:
    shutil.copytree(repository / "data", repository / "other")
    commit(repository)
    for name in ("data", "other"):
        (repository / name).rename(repository / f"{name}-2")

    checked = check(ctrack, repository, "HEAD", "--data", "data-2")

    assert checked.code == 3
    assert "data/, other/" in checked.err


PLACES = [".", "data", "deep/er/data", "số liệu năm 2021", 'qu"ote\\', "[ab]", ":(top)x", "-x", "a\tb", "*"]


@pytest.mark.parametrize("place", PLACES)
def test_a_tracker_anywhere_is_compared(place: str, ctrack: Run, tmp_path: Path) -> None:
    repository = lay(tmp_path / "repo", place)
    tracker = repository / place
    apply(tracker, city(FIRST, FIRST.replace("25", "26")))

    found = [("CT602", "the measurement 03.01 2022: 25 was changed: value 25 → 26")]
    assert check(ctrack, repository, "HEAD", f"--data={tracker}")[:2] == (1, found)
    assert check(ctrack, tracker / "programs")[:2] == (1, found)


@pytest.mark.parametrize("target", ["data", "../outside-link"])
def test_a_link_to_the_tracker_is_compared(target: str, ctrack: Run, repository: Path) -> None:
    link = repository / "link" if target == "data" else repository.parent / "outside"
    link.symlink_to(repository / "data")
    apply(repository / "data", city(FIRST, ""))

    assert check(ctrack, repository, "HEAD", f"--data={link}").rules == REMOVED


def test_renaming_a_district_file_is_free_while_its_name_stays(repository: Path) -> None:
    data = repository / "data"
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/gia-lam-cu.yaml")
    apply(data, city("[ba-vi, gia-lam]", "[ba-vi, gia-lam-cu]"))
    assert compare(repository)[:3] == CLEAN

    apply(data, ("districts/gia-lam-cu.yaml", "value: 24, of: 27", "value: 23, of: 27"))
    assert compare(repository).rules == ["CT602"]


def test_a_rule_switched_down_beside_a_renamed_district_is_free(repository: Path) -> None:
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/gia-lam-cu.yaml")
    apply(repository / "data", city("[ba-vi, gia-lam]", "[ba-vi, gia-lam-cu]"))
    apply(repository / "data", (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: off}"))

    assert compare(repository)[:3] == CLEAN


def test_a_renamed_district_may_have_been_assessed(repository: Path) -> None:
    apply(repository / "data", city("owner: office, source", "owner: gia-lam, source"))
    commit(repository)
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/gia-lam-cu.yaml")
    apply(repository / "data", city("[ba-vi, gia-lam]", "[ba-vi, gia-lam-cu]"))
    apply(repository / "data", city("owner: gia-lam, source", "owner: gia-lam-cu, source"))

    assert compare(repository)[:3] == CLEAN


def test_renaming_a_district_file_and_the_district_is_found(repository: Path) -> None:
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/long-bien.yaml")
    apply(repository / "data", ("districts/long-bien.yaml", "Gia Lâm", "Long Biên"))

    assert "CT601" in compare(repository).rules


# What is found

FOUND: dict[str, tuple[tuple[Edit, ...], list[tuple[str, str]]]] = {
    "value": ((city(FIRST, FIRST.replace("25", "26")),), [("CT602", "value 25 → 26")]),
    "a digit behind the point": ((city(FIRST, FIRST.replace("25", "25.01")),), [("CT602", "value 25 → 25.01")]),
    "of": ((city("count: 20, of: 40", "count: 20, of: 41"),), [("CT602", "of 40 → 41")]),
    "count": ((city("count: 20, of: 40", "count: 21, of: 40"),), [("CT602", "count 20 → 21")]),
    "of_target": ((city("of_target: 90", "of_target: 91"),), [("CT602", "of_target 90 → 91")]),
    "value for of_target": ((city("of_target: 90", "value: 90"),), [("CT602", "of_target 90 → –")]),
    "status": ((city(", status: estimated}", "}"),), [("CT602", "status estimated → final")]),
    "bound": ((city("bound: about, ", ""),), [("CT602", "bound about → –")]),
    "bound added": ((city(FIRST, FIRST.replace("}", ", bound: about}")),), [("CT602", "bound – → about")]),
    "break": ((city(", break: true", ""),), [("CT602", "break true → –")]),
    "value of a published figure": ((city("value: 55", "value: 56"),), [("CT602", "2023: 55")]),
    "published": ((city("published: 2024-06", "published: 2024-07"),), [("CT601", "03.01 2023: 55")]),
    "date": ((city(FIRST, FIRST.replace("2022", "2022-Q4")),), [("CT601", "03.01 2022: 25")]),
    "a district's value": ((((DISTRICT, "value: 24", "value: 23"),)), [("CT602", "03.02 gia-lam 2022: 24/27")]),
    "a district's of": ((((DISTRICT, "24, of: 27", "24, of: 28"),)), [("CT602", "of 27 → 28")]),
    "a city's measurement": ((city(FIRST, ""),), [("CT601", "the measurement 03.01 2022: 25 was removed")]),
    "a district's measurement": (
        ((DISTRICT, '  - {indicator: "03.02", date: 2022, value: 24, of: 27, source: book}\n', ""),),
        [("CT601", "03.02 gia-lam 2022: 24/27")],
    ),
    "a figure of a district's own programme": (
        ((DISTRICT, "[{date: 2022, value: 6, source: book}]", "[{date: 2022, value: 7, source: book}]"),),
        [("CT602", "gia-lam-03.01")],
    ),
    "one of two different figures": (
        (city("      - {date: 2022-H1, value: 14, source: paper}\n", ""),),
        [("CT601", "03.01 2022-H1: 14")],
    ),
    "one of two different figures changed": ((city("value: 14", "value: 15"),), [("CT602", "value 14 → 15")]),
    "a withdrawn figure changed": (
        (city(FIRST, FIRST.replace("25", "26").replace("}", ", withdrawn: 2025-02-10, note: a slip}")),),
        [("CT602", "value 25 → 26")],
    ),
    "a target's value": ((city("{value: 100}", "{value: 99}"),), [("CT603", "value 100 → 99")]),
    "a target's min": ((city("min: 40, max", "min: 41, max"),), [("CT603", "min 40 → 41")]),
    "a target's max": ((city("max: 60", "max: 61"),), [("CT603", "max 60 → 61")]),
    "a target's other edge": ((city("{value: 100}", "{min: 100}"),), [("CT603", "value 100 → –")]),
    "a target's of": ((city("value: 27, of: 27", "value: 27, of: 28"),), [("CT603", "of 27 → 28")]),
    "a target's status": ((city("{value: 100}", "{value: 100, status: draft}"),), [("CT603", "status – → draft")]),
    "a target's bound": ((city("{value: 100}", "{value: 100, bound: about}"),), [("CT603", "bound – → about")]),
    "a yearly target": ((city("min: 40}]", "min: 39}]"),), [("CT603", "min 40 → 39")]),
    "a target removed": ((city("      - {value: 100}\n", ""),), [("CT601", "the target 03.01 2025-12-31: 100")]),
    "a target's deadline": ((city("by: 2023, min", "by: 2024, min"),), [("CT601", "the target 03.01 2023: 40..60")]),
    "a target's window": ((city("{value: 100}", "{from: 2024, value: 100}"),), [("CT601", "the target 03.01")]),
    "a target's districts": (
        (city("[ba-vi, gia-lam]", "[gia-lam]"),),
        [("CT601", "the target 03.02 2025: 27")],
    ),
    "a target's districts for a group": (
        (city("[ba-vi, gia-lam]", "rural"),),
        [("CT601", "the target 03.02 2025: 27")],
    ),
    "a default deadline, by the programme's period": (
        (city("lead: office", "lead: office\nperiod: 2021..2026"),),
        [("CT601", "the target 03.01 2025-12-31: 100")],
    ),
    "a default deadline, by the tracker's period": (
        ((TRACKER, "2021..2025", "2021..2026"),),
        [("CT601", "the target 03.01 2025-12-31: 100")],
    ),
    "baseline": ((city("value: 5,", "value: 6,"),), [("CT602", "the baseline 03.01 2020: 5 was changed")]),
    "baseline's date": ((city("{date: 2020, value: 5", "{date: 2019, value: 5"),), [("CT601", "the baseline 03.01")]),
    "baseline removed": (
        (city("    baseline: {date: 2020, value: 5, source: book}\n", ""),),
        [("CT601", "the baseline 03.01 2020: 5 was removed")],
    ),
    "assessment": ((city("attained: 4", "attained: 5"),), [("CT602", "the assessment 03 2022")]),
    "a count added to an assessment": ((city("attained: 4", "attained: 4, difficult: 1"),), [("CT602", "difficult")]),
    "assessment removed": (
        (city("  - {date: 2022, of: 10, attained: 4, source: book}\n", ""),),
        [("CT601", "the assessment 03 2022: 4/10 was removed")],
    ),
    "an agency's assessment removed": (
        (city("  - {date: 2023, of: 3, attained: 2, owner: office, source: book}\n", ""),),
        [("CT601", "the assessment 03 2023: 2/3 was removed")],
    ),
    "task update": ((city("in_progress", "postponed"),), [("CT602", "the update 03.T01 2021-06")]),
    "task update removed": (
        (city("      - {date: 2021-06, status: in_progress, source: book}\n", ""),),
        [("CT601", "the update 03.T01 2021-06: in_progress was removed")],
    ),
    "an indicator without data removed": (
        (city(INDICATOR, ""),),
        [("CT601", "the target 03.04 2025: 1000"), ("CT604", 'the indicator 03.04 "Cây xanh" was removed')],
    ),
    "an indicator without data under a new code": (
        (city('code: "03.04"', 'code: "03.05"'),),
        [("CT601", "the target 03.04 2025: 1000"), ("CT604", 'the indicator 03.04 "Cây xanh" was removed')],
    ),
    "a district's own indicator under a new code": (
        ((DISTRICT, "gia-lam-03.01", "gia-lam-03.02"),),
        [("CT601", "gia-lam-03.01"), ("CT601", "gia-lam-03.01"), ("CT604", "gia-lam-03.01")],
    ),
    "a code with another meaning": (
        (
            city(
                "    name: Cây xanh\n    unit: number\n",
                "    name: Hồ nước\n    unit: criterion\n    direction: decrease\n    aggregation: sum\n",
            ),
        ),
        [("CT604", "03.04 now means another thing")],
    ),
    "unit with data": (
        (city("    unit: number\n    baseline", "    unit: percent\n    baseline"),),
        [("CT605", "unit: number → percent")],
    ),
    "direction with data": (
        (city("    unit: number\n    baseline", "    unit: number\n    direction: decrease\n    baseline"),),
        [("CT605", "direction: increase → decrease")],
    ),
    "aggregation with data": (
        (city("    unit: number\n    baseline", "    unit: number\n    aggregation: average\n    baseline"),),
        [("CT605", "aggregation: last → average")],
    ),
    "unit with data of districts only": (
        (city("    unit: criterion\n", "    unit: number\n"),),
        [("CT605", "unit: criterion → number")],
    ),
    "a rule switched down with new data": (
        (
            (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: off}"),
            city(LAST, LAST + "      - {date: 2025, value: 80, source: book}\n"),
        ),
        [("CT606", "CT407 is switched down in the same change as data")],
    ),
    "a rule switched down with a figure changed": (
        (
            (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT305: info}"),
            city(FIRST, FIRST.replace("25", "26")),
        ),
        [("CT602", "value 25 → 26"), ("CT606", "CT305 is switched down")],
    ),
    "a programme turned back to a draft": (
        (city("lead: office", "lead: office\ndraft: true"), city(FIRST, FIRST.replace("25", "26"))),
        [("CT602", "value 25 → 26")],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), FOUND.values(), ids=FOUND)
def test_this_is_found(edits: tuple[Edit, ...], expected: list[tuple[str, str]], repository: Path) -> None:
    apply(repository / "data", *edits)

    checked = compare(repository)

    assert checked.rules == [rule for rule, _part in expected] or sorted(checked.rules) == [r for r, _ in expected]
    for rule, part in expected:
        assert any(found == rule and part in message for found, message in checked.found), (rule, part, checked.found)
    is_failing = any(rule != "CT606" for rule, _part in expected)
    assert checked.code == is_failing or checked.others


def test_a_file_deleted_whole_is_found(repository: Path) -> None:
    (repository / "data" / DISTRICT).unlink()
    found = compare(repository)
    assert found.code == 1
    assert {"03.02 gia-lam 2022: 24/27", "03.02 gia-lam 2023: 25/27", "gia-lam-03.01"} <= {
        part
        for part in ("03.02 gia-lam 2022: 24/27", "03.02 gia-lam 2023: 25/27", "gia-lam-03.01")
        if part in str(found)
    }

    (repository / "data" / CITY).unlink()
    found = compare(repository)
    assert [message for rule, message in found.found if rule == "CT604" and "03.01" in message]
    facts = [message for rule, message in found.found if rule == "CT601" and "gia-lam" not in message]
    assert len(facts) == 3 + 1 + 6 + 7 + 2 + 2  # two equal figures read as one


@pytest.mark.parametrize("name", ["programs/03.yml", "programs/sub/03.yaml", "programs/.03.yaml", "03.yaml"])
def test_a_file_put_where_nobody_reads_it_is_found(name: str, repository: Path) -> None:
    (repository / "data" / name).parent.mkdir(exist_ok=True)
    (repository / "data" / CITY).rename(repository / "data" / name)

    checked = compare(repository)

    assert checked.code == 1
    assert {"CT601", "CT604"} <= set(checked.rules)


@pytest.mark.parametrize("form", ["text", "concise", "github", "gitlab", "sarif", "junit", "json"])
def test_every_format_can_write_what_is_found(form: str, ctrack: Run, repository: Path) -> None:
    apply(repository / "data", city(FIRST, ""), city("max: 60", "max: 61"), city(INDICATOR, ""))
    (repository / "data" / DISTRICT).unlink()

    result = ctrack("validate", "--base", "HEAD", "--format", form, cwd=repository, **QUIET)

    assert (result.returncode, b"Traceback" in result.stderr) == (1, False)
    for code in (b"CT601", b"CT603", b"CT604"):
        assert code in result.stdout


# Revisions


def test_revisions_of_all_kinds_are_known(repository: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "v1")
    git(repository, "tag", "--annotate", "--message", "first", "năm-2021")
    git(repository, "branch", "nhánh/số-liệu")
    apply(repository / "data", city(FIRST, ""))
    commit(repository, "the slip")
    names = ("HEAD~1", "HEAD^", "v1", "năm-2021", "nhánh/số-liệu", base, base[:7], "v1^0", "HEAD@{1}")

    for name in names:
        checked = compare(repository, name)
        assert (name, checked.code, checked.rules) == (name, 1, REMOVED)
    assert compare(repository, "HEAD")[:3] == CLEAN
    assert compare(repository, "@")[:3] == CLEAN


UNKNOWN = [
    "", " ", "nowhere", "-x", "--help", "--output=stolen", "--all", "-", "a b", "HEAD..HEAD", "HEAD...HEAD", "..",
    "^HEAD", "HEAD^!", "HEAD^@", "HEAD:data", "HEAD^{tree}", "HEAD~9", "HEAD --all", "HEAD\nHEAD", "HEAD;ls", "0" * 40,
    "*", "@{u}", "refs/heads/*", "origin/main", "\udcff", "$(ls)",
]  # fmt: skip


def test_an_unknown_revision_is_never_a_pass(repository: Path) -> None:
    apply(repository / "data", city(FIRST, ""))
    before = contents(repository)

    for name in UNKNOWN:
        with pytest.raises(CannotRunError) as caught:
            resolve(find_repository(repository), name)
        assert (name, "git fetch" in str(caught.value.hint)) == (name, True)
    assert contents(repository) == before


@pytest.mark.parametrize("name", ["", "-x", "--help", "--output=stolen", "a b", "HEAD..HEAD", "nowhere"])
def test_a_revision_is_no_option(name: str, ctrack: Run, repository: Path) -> None:
    for arguments in ((f"--base={name}",), ("--base", name)):
        result = ctrack("validate", *arguments, cwd=repository, **QUIET)
        assert (result.returncode, result.stdout) == (3, b"")
        assert b"git fetch" in result.stderr


def test_detached_head(branch: Path) -> None:
    git(branch, "switch", "--quiet", "--detach", "mine")
    assert compare(branch, "main")[:3] == CLEAN

    apply(branch / "data", city(FIRST, ""))
    commit(branch)
    assert compare(branch, "main").rules == REMOVED


def test_what_the_base_got_since_does_not_read_as_removed(branch: Path) -> None:
    assert compare(branch, "main")[:3] == CLEAN

    git(branch, "switch", "--quiet", "main")
    apply(branch / "data", city(FIRST, ""))
    commit(branch)
    git(branch, "switch", "--quiet", "mine")
    assert compare(branch, "main")[:3] == CLEAN


def test_a_merge_as_head(branch: Path) -> None:
    git(branch, "switch", "--quiet", "--detach", "main")
    git(branch, "merge", "--quiet", "--no-edit", "mine")
    for base in ("main", "mine", "HEAD^1", "HEAD^2"):
        assert compare(branch, base)[:3] == CLEAN

    text = "      - {date: 2025, value: 80, source: book}\n"
    apply(branch / "data", city(text, ""))
    git(branch, "commit", "--quiet", "--all", "--amend", "--no-edit")
    assert compare(branch, "main").rules == REMOVED
    assert compare(branch, "mine")[:3] == CLEAN


def test_a_merge_that_is_under_way(branch: Path) -> None:
    git(branch, "merge", "--quiet", "--no-commit", "main")

    assert compare(branch, "main")[:3] == CLEAN
    assert compare(branch, "HEAD")[:3] == CLEAN


def test_a_base_that_descends_from_head(repository: Path) -> None:
    add_measurement(repository / "data", "2025", 80, LAST)
    ahead = commit(repository)
    git(repository, "reset", "--quiet", "--hard", "HEAD~1")

    assert compare(repository, ahead)[:3] == CLEAN
    apply(repository / "data", city(FIRST, ""))
    assert compare(repository, ahead).rules == REMOVED


def test_crossing_merges_are_never_a_pass(branch: Path) -> None:
    """Where two commits are common ancestors, neither alone holds all that must stay."""
    git(branch, "branch", "mine-before", "mine")
    git(branch, "branch", "main-before", "main")
    git(branch, "merge", "--quiet", "--no-edit", "main-before")
    git(branch, "switch", "--quiet", "main")
    git(branch, "merge", "--quiet", "--no-edit", "mine-before")
    git(branch, "switch", "--quiet", "mine")
    assert len(git(branch, "merge-base", "--all", "main", "HEAD").split()) == 2
    with pytest.raises(CannotRunError, match="crosswise"):
        compare(branch, "main")

    git(branch, "merge", "--quiet", "--no-edit", "main")
    assert compare(branch, "main")[:3] == CLEAN


# The work tree


def test_what_is_staged_but_not_committed_counts(repository: Path) -> None:
    git(repository, "rm", "--quiet", "data/" + DISTRICT)
    assert "CT601" in compare(repository).rules

    git(repository, "reset", "--quiet", "--hard")
    git(repository, "rm", "--quiet", "--cached", "data/" + DISTRICT)
    assert compare(repository)[:3] == CLEAN


def test_untracked_and_ignored_files_are_read(repository: Path) -> None:
    (repository / ".gitignore").write_text("ha-dong.yaml\nold.yaml\n")
    for ident in ("ha-dong", "dong-da"):
        (repository / f"data/districts/{ident}.yaml").write_text(
            f"name: {ident}\nkind: urban\nmeasurements:\n"
            '  - {indicator: "03.02", date: 2022, value: 24, of: 27, source: book}\n'
        )
    (repository / "data" / DISTRICT).rename(repository / "data/districts/old.yaml")
    apply(repository / "data", city("[ba-vi, gia-lam]", "[ba-vi, old]"))

    assert compare(repository)[:3] == CLEAN


def contents(folder: Path) -> dict[str, bytes | None]:
    """Read everything in a folder, what git keeps included."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def test_nothing_is_written_to_the_repository(ctrack: Run, branch: Path) -> None:
    apply(branch / "data", city(FIRST, ""))
    (branch / "data/districts/new.yaml").write_text("name: New\nkind: urban\n")
    for file in (branch / "data").rglob("*.yaml"):
        os.utime(file, (1_000_000_000, 1_000_000_000))  # git would like to note that only the times differ
    before = contents(branch)

    assert check(ctrack, branch, "main").rules == REMOVED
    assert check(ctrack, branch, "nowhere").code == 3
    assert contents(branch) == before


# Clones that do not hold everything


def clone(origin: Path, folder: Path, *options: str) -> Path:
    git(origin.parent, "clone", "--quiet", *options, origin.as_uri(), str(folder))
    return folder


def mended(folder: Path, err: str) -> None:
    """Run the command that a message gives, as a reader would."""
    command = re.search(r"git fetch[^(),]*", err)
    assert command, err
    git(folder, *shlex.split(command[0])[1:])


def test_a_shallow_clone_knows_itself(ctrack: Run, branch: Path, tmp_path: Path) -> None:
    shallow = clone(branch, tmp_path / "clone", "--depth", "1")
    assert check(ctrack, shallow)[:3] == CLEAN

    apply(shallow / "data", city(FIRST, ""))
    assert check(ctrack, shallow).rules == REMOVED


def test_a_shallow_clone_that_is_deep_enough_is_compared(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    """As GitLab makes them: all that the branch and its base did since they parted is there."""
    for number in range(3):
        commit(repository, f"before {number}")
    git(repository, "switch", "--quiet", "--create", "mine")
    add_measurement(repository / "data", "2022-Q3", 20)
    commit(repository, "mine")
    git(repository, "switch", "--quiet", "main")
    add_measurement(repository / "data", "2025", 80, LAST)
    commit(repository, "theirs")
    git(repository, "switch", "--quiet", "mine")
    shallow = clone(repository, tmp_path / "clone", "--depth", "3", "--no-single-branch")
    assert git(shallow, "rev-parse", "--is-shallow-repository") == "true"

    assert check(ctrack, shallow, "origin/main")[:3] == CLEAN
    apply(shallow / "data", city(FIRST, ""))
    assert check(ctrack, shallow, "origin/main").rules == REMOVED


SHALLOW = {
    "the base is unknown, all branches are fetched": (["--no-single-branch"], ["origin/nowhere-yet"]),
    "the base is unknown": ([], ["origin/main"]),
    "the commit before is cut off": ([], ["HEAD~1"]),
    "the tips are there, what they have in common is not": (["--no-single-branch"], ["origin/main"]),
}


@pytest.mark.parametrize(("options", "bases"), SHALLOW.values(), ids=SHALLOW)
def test_a_shallow_clone_is_never_a_pass_and_can_be_mended(
    options: list[str], bases: list[str], ctrack: Run, branch: Path, tmp_path: Path
) -> None:
    (base,) = bases
    shallow = clone(branch, tmp_path / "clone", "--depth", "1", *options)
    git(branch, "branch", "nowhere-yet", "main")
    before = contents(shallow)

    checked = check(ctrack, shallow, base)

    assert checked.code == 3
    assert "--unshallow" in checked.err
    assert contents(shallow) == before
    mended(shallow, checked.err)
    assert check(ctrack, shallow, base)[:3] == CLEAN


def test_a_whole_clone_can_be_mended(ctrack: Run, branch: Path, tmp_path: Path) -> None:
    whole = clone(branch, tmp_path / "clone")
    one = clone(branch, tmp_path / "one", "--single-branch")
    git(branch, "branch", "sau/này", "main")

    for folder, base in ((whole, "origin/sau/này"), (one, "origin/main")):
        checked = check(ctrack, folder, base)
        assert (folder.name, checked.code) == (folder.name, 3)
        mended(folder, checked.err)
        assert (folder.name, *check(ctrack, folder, base)[:3]) == (folder.name, *CLEAN)


def test_a_clone_cut_on_one_side_does_not_take_an_older_ancestor(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    """The branch left main at a commit that main's tip reaches only through commits that were not fetched."""
    git(repository, "branch", "side")
    add_measurement(repository / "data", "2025", 80, LAST)
    commit(repository, "where the branch leaves")
    git(repository, "branch", "mine")
    for number in range(4):
        commit(repository, f"main goes on {number}")
    git(repository, "switch", "--quiet", "side")
    commit(repository, "beside")
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-edit", "side")
    git(repository, "switch", "--quiet", "mine")
    apply(repository / "data", city("      - {date: 2025, value: 80, source: book}\n", ""))
    commit(repository, "the slip")
    assert check(ctrack, repository, "main").rules == REMOVED

    shallow = clone(repository, tmp_path / "clone", "--depth", "3", "--no-single-branch")
    checked = check(ctrack, shallow, "origin/main")
    assert checked.code in {1, 3}


@pytest.mark.parametrize("kept", ["blob:none", "tree:0"])
@pytest.mark.parametrize("is_remote_there", [False, True], ids=["offline", "online"])
def test_a_partial_clone_is_never_a_pass_and_never_fetches(
    kept: str, is_remote_there: bool, ctrack: Run, branch: Path, tmp_path: Path
) -> None:
    apply(branch / "data", city(FIRST, ""))
    commit(branch)
    git(branch, "config", "uploadpack.allowFilter", "true")
    partial = clone(branch, tmp_path / "clone", f"--filter={kept}")
    if not is_remote_there:
        branch.rename(tmp_path / "elsewhere")
    before = contents(partial)

    checked = check(ctrack, partial, "origin/main")

    assert (checked.code, checked.found) == (3, [])
    assert "git fetch" in checked.err
    assert contents(partial).keys() == before.keys()


@pytest.mark.parametrize("gone", ["HEAD^{tree}", "HEAD:data", "HEAD:data/programs", "HEAD:data/programs/03.yaml"])
def test_a_missing_object_is_never_a_pass(gone: str, ctrack: Run, repository: Path) -> None:
    ident = git(repository, "rev-parse", gone)
    apply(repository / "data", city(FIRST, ""))
    commit(repository)
    (repository / ".git/objects" / ident[:2] / ident[2:]).unlink()

    checked = check(ctrack, repository, "HEAD~1")

    assert (checked.code, checked.found) == (3, [])


# Surroundings


def test_not_a_checkout(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path / "data", FILES)

    checked = check(ctrack, tmp_path, "HEAD", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))

    assert (checked.code, "is not in a git checkout" in checked.err) == (3, True)


def test_a_repository_without_commits(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path / "data", FILES)
    git(tmp_path, "init", "--quiet", "--template=")

    assert check(ctrack, tmp_path).code == 3


def test_no_git_on_the_path(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    checked = check(ctrack, repository, PATH=str(tmp_path / "nowhere"))
    assert (checked.code, "git was not found" in checked.err, "install git" in checked.err) == (3, True, True)

    assert check(ctrack, repository, PATH="").code == 3
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").write_text("not a program")
    checked = check(ctrack, repository, PATH=str(tmp_path / "bin"))
    assert (checked.code, "git" in checked.err) == (3, True)


def test_unrelated_histories(ctrack: Run, repository: Path) -> None:
    git(repository, "switch", "--quiet", "--orphan", "other")
    write_tracker(repository / "data", FILES)
    commit(repository)

    checked = check(ctrack, repository, "main")

    assert (checked.code, "no commit in common" in checked.err) == (3, True)


@pytest.mark.parametrize("name", ["beside", "ở bên cạnh"])
def test_a_linked_work_tree(name: str, branch: Path, tmp_path: Path) -> None:
    git(branch, "worktree", "add", "--quiet", "-b", "beside", str(tmp_path / name), "mine")
    assert compare(tmp_path / name, "main")[:3] == CLEAN

    apply(tmp_path / name / "data", city(FIRST, ""))
    assert compare(tmp_path / name, "main").rules == REMOVED
    assert compare(branch, "main")[:3] == CLEAN


def test_the_tracker_as_a_submodule(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    tracker = lay(tmp_path / "tracker", ".")
    git(repository, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(tracker), "sub/data")
    commit(repository)
    apply(repository / "sub/data", city(FIRST, ""))

    assert check(ctrack, repository / "sub").rules == REMOVED


@pytest.mark.parametrize("is_linked", [False, True], ids=["main work tree", "linked work tree"])
@pytest.mark.parametrize("how", [(), ("--all",), ("--only", "data")], ids=["staged", "all", "only"])
@pytest.mark.parametrize("tracker", ["data", "."])
def test_inside_a_hook(how: tuple[str, ...], is_linked: bool, tracker: str, tmp_path: Path) -> None:
    """git tells hooks its folders by variables, some of them relative."""
    repository = lay(tmp_path / "repository", tracker)
    write_tracker(repository / "example", FILES)
    commit(repository, "a second tracker")
    folder = tmp_path / "linked" if is_linked else repository
    if is_linked:
        git(repository, "worktree", "add", "--quiet", str(folder))
    output = tmp_path / "output"
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    command = f"{shlex.quote(sys.executable)} -m ctrack validate --base HEAD --format concise"
    hook.write_text(f"#!/bin/sh\nenv | grep ^GIT_ > {tmp_path}/env\n{command} > {output} 2>&1\necho $? >> {output}\n")
    hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    apply(folder / tracker, city(FIRST, ""))
    git(folder, "add", "--all")
    before = git(repository, "rev-parse", "HEAD")

    git(folder, "commit", "--quiet", "--message", "hooked", *(part.replace("data", tracker) for part in how))

    lines = output.read_text(encoding="utf-8").splitlines()
    prefix = "" if tracker == "." else "data/"
    assert [line.partition(": ")[0] for line in lines if "CT6" in line] == [f"{prefix}{CITY}:18:5"]
    assert lines[-1] == "1"
    assert git(repository, "rev-parse", before)


@pytest.mark.parametrize("given", [{"GIT_DIR": ".git"}, {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"}, {"GIT_DIR": ".git", "GIT_WORK_TREE": "."}, {"GIT_INDEX_FILE": ".git/index"}, {"GIT_PREFIX": "data/"}], ids=" ".join)  # fmt: skip
def test_variables_of_git_are_understood_from_the_root(given: dict[str, str], ctrack: Run, repository: Path) -> None:
    write_tracker(repository / "other", FILES)
    commit(repository, "a second tracker")
    apply(repository / "data", (CITY, FIRST, ""))
    commit(repository)
    apply(repository / "data", (DISTRICT, "value: 24", "value: 23"))
    result = ctrack("validate", "--base", "HEAD~1", "--format", "github", cwd=repository, **QUIET, **given)

    assert result.stdout.decode().count("title=CT601") == 1
    assert result.stdout.decode().count("title=CT602") == 1
    assert check(ctrack, repository, "HEAD~1", **given).rules == ["CT602", "CT601"]


def test_a_repository_of_somebody_else(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    folder = repository.rename(tmp_path / "của người khác")
    settings = tmp_path / "gitconfig"
    settings.write_text("")
    given = {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "GIT_CONFIG_GLOBAL": str(settings)}

    checked = check(ctrack, folder, **given)

    assert checked.code == 3
    assert "dubious ownership" in checked.err
    command = re.search(r"git config --global --add safe.directory [^()\n]*", checked.err)
    assert command
    git(tmp_path, *shlex.split(command[0])[1:], GIT_CONFIG_GLOBAL=str(settings))
    assert check(ctrack, folder, **given)[:3] == CLEAN


def test_a_base_without_a_tracker(ctrack: Run, repository: Path) -> None:
    git(repository, "switch", "--quiet", "--orphan", "fresh")
    (repository / "README.md").write_text("soon\n")
    commit(repository)
    write_tracker(repository / "data", FILES)

    checked = check(ctrack, repository)

    assert checked[:3] == CLEAN
    assert "holds no tracker; everything counts as new" in checked.err


# Files that cannot be read

BROKEN_TEXTS = {
    "syntax": b"code: {03\n",
    "empty": b"",
    "conflict": b"<<<<<<< ours\ncode: '03'\n=======\ncode: '3'\n>>>>>>> theirs\n",
    "encoding": "code: '03'\ntitle: Phát triển\n".encode("cp1258", "replace"),
    "another kind": b"- a list\n",
}


@pytest.mark.parametrize("text", BROKEN_TEXTS.values(), ids=BROKEN_TEXTS)
def test_a_base_with_a_broken_file(text: bytes, repository: Path) -> None:
    sound = (repository / "data" / CITY).read_bytes()
    (repository / "data" / CITY).write_bytes(text)
    commit(repository)
    (repository / "data" / CITY).write_bytes(sound)
    apply(repository / "data", (DISTRICT, "value: 24", "value: 23"))

    checked = compare(repository)

    assert (checked.code, sorted(checked.rules), checked.others) == (1, ["CT602", "CT690"], [])
    assert any(CITY in message for rule, message in checked.found if rule == "CT690")

    (repository / "data" / CITY).unlink()
    assert "CT690" in compare(repository).rules


def test_a_base_with_a_broken_tracker_file(repository: Path) -> None:
    sound = (repository / "data" / TRACKER).read_bytes()
    (repository / "data" / TRACKER).write_bytes(b"title: {\n")
    commit(repository)
    (repository / "data" / TRACKER).write_bytes(sound)

    assert compare(repository)[:3] == (1, [*compare(repository).found], [])
    assert compare(repository).rules == ["CT690"]


def test_a_base_with_one_broken_entry(repository: Path) -> None:
    apply(repository / "data", city("status: estimated", "status: estimatd"))
    commit(repository)
    apply(repository / "data", city("status: estimatd", "status: estimated"), city("max: 60", "max: 61"))

    assert sorted(compare(repository).rules) == ["CT603", "CT690"]


HEAD_BROKEN = {
    "syntax": (city("indicators:\n", "indicators: {\n"), "CT001"),
    "a decimal comma": (city(FIRST, FIRST.replace("25", '"25,5"')), "CT106"),
    "a wrong word": (city("status: estimated", "status: estimatd"), "CT104"),
    "an unknown key": (city("status: estimated", "stats: estimated"), "CT102"),
    "a key twice": (city("bound: about,", "bound: about, bound: at_most,"), "CT003"),
    "a missing key": (city("    name: Số huyện đủ tiêu chí thành quận\n", ""), "CT101"),
    "a period": (city("by: 2023, min", "by: 12/2023, min"), "CT105"),
    "the programme's period": (city("lead: office", "lead: office\nperiod: 2021-2025"), "CT105"),
    "an empty value": (city("of: 40", "of: ~"), "CT108"),
    "the unit": (city("    unit: criterion", "    unit: Criterion"), "CT107"),
    "the direction": (city("    unit: criterion", "    unit: criterion\n    direction: up"), "CT104"),
    "a code": (city('code: "03.01"', 'code: "3,01"'), "CT107"),
    "a hidden character": (city("name: Cây xanh", "name: Cây\u200bxanh"), "CT005"),
    "a district": ((DISTRICT, "kind: rural", "kind: rurall"), "CT104"),
    "a district's own programme": ((DISTRICT, "title: Chương", "titel: Chương"), "CT102"),
    "a list": (city("    targets:\n      - {value: 100}\n", "    targets:\n        value: 100\n    x:\n"), "CT103"),
    "units": (("units.yaml", "criterion: {", "criterion: {{"), "CT001"),
}


@pytest.mark.parametrize(("edit", "rule"), HEAD_BROKEN.values(), ids=HEAD_BROKEN)
def test_a_broken_file_has_its_own_finding_and_removes_nothing(edit: Edit, rule: str, repository: Path) -> None:
    apply(repository / "data", edit)

    checked = compare(repository)

    assert checked.code == 1
    assert rule in checked.others
    assert checked.found == []

    apply(repository / "data", ("agencies.yaml", "Sở Nội vụ", "Sở Nội"))
    assert compare(repository).found == []


def test_a_broken_file_does_not_hide_what_another_file_lost(repository: Path) -> None:
    apply(repository / "data", ("programs/04.yaml", "indicators:", "indicators: {"), city(FIRST, ""))
    assert compare(repository).rules == REMOVED

    apply(repository / "data", (DISTRICT, "value: 24", "value: 23"))
    assert sorted(compare(repository).rules) == ["CT601", "CT602"]


LINKS = ["units.yaml", CITY, DISTRICT, "programs", "districts"]


@pytest.mark.parametrize("name", LINKS)
def test_what_stands_behind_a_link_is_compared_or_said_not_to_be(name: str, repository: Path) -> None:
    """A link within the repository is part of the tracker in the work tree; silence would be a pass."""
    (repository / "shared").mkdir()
    link = repository / "data" / name
    target = link.rename(repository / "shared" / link.name)
    link.symlink_to(os.path.relpath(target, link.parent))
    commit(repository)
    is_programme = (repository / "data" / CITY).resolve().is_relative_to(repository / "shared")
    file, old = (CITY, FIRST) if is_programme else (DISTRICT, GIA_LAM.splitlines(keepends=True)[3])
    apply(repository / "data", (file, old, ""))

    checked = compare(repository)

    assert checked.code == 1
    assert set(checked.rules) & {"CT601", "CT690"}


def test_a_link_that_did_not_change_is_no_finding(repository: Path) -> None:
    (repository / "shared").mkdir()
    (repository / "data/units.yaml").rename(repository / "shared/units.yaml")
    (repository / "data/units.yaml").symlink_to("../shared/units.yaml")
    commit(repository)

    assert compare(repository)[:3] == CLEAN


def test_a_file_that_became_a_link_is_compared(repository: Path) -> None:
    (repository / "data" / CITY).rename(repository / "elsewhere.yaml")
    (repository / "data" / CITY).symlink_to("../../elsewhere.yaml")
    assert compare(repository)[:3] == CLEAN

    apply(repository / "data", city(FIRST, ""))
    assert compare(repository).rules == REMOVED


def test_a_folder_of_the_tracker_as_a_submodule_is_compared_or_said_not_to_be(
    ctrack: Run, repository: Path, tmp_path: Path
) -> None:
    (repository / "data/programs").rename(tmp_path / "programs")
    git(tmp_path / "programs", "init", "--quiet", "--template=")
    commit(tmp_path / "programs")
    commit(repository)
    options = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    git(repository, *options, str(tmp_path / "programs"), "data/programs")
    commit(repository)
    apply(repository / "data", city(FIRST, ""))
    assert check(ctrack, repository).code != 0


# Settings and changed lines


def many_errors(repository: Path, tracker: str = "data") -> tuple[Path, int]:
    """Commit twelve errors, then change the title above them and add one more below; gives the tracker and its line."""
    folder = repository / tracker
    slips = "".join(f"      - {{date: 2022-{month:02}, value: 13, source: nobody}}\n" for month in range(1, 13))
    apply(folder, city(LAST, LAST + slips))
    commit(repository)
    apply(folder, city("title: Phát triển đô thị", "title: Phát triển"))
    apply(folder, city(slips, slips + "      - {date: 2022-Q1, value: 13, source: no-one}\n"))
    text = (folder / CITY).read_text(encoding="utf-8")
    return folder, text[: text.index("no-one")].count("\n") + 1


def annotated_lines(run: Run, folder: Path, base: str = "HEAD", **environment: str) -> list[int]:
    options = ("--format", "github", "--base", base, "--as-of", "2026-01-31")
    result = run("validate", *options, cwd=folder, **(QUIET | environment))
    assert (result.returncode, b"Traceback" in result.stderr) == (1, False)
    return [int(line) for line in re.findall(r"^::error .*?line=([0-9]+)", result.stdout.decode(), re.MULTILINE)]


def test_findings_on_changed_lines_come_first(ctrack: Run, repository: Path) -> None:
    _, line = many_errors(repository)
    first = line - 12

    assert annotated_lines(ctrack, repository) == [line, *range(first, first + 9)]
    commit(repository)
    assert annotated_lines(ctrack, repository, "HEAD~1") == [line, *range(first, first + 9)]
    assert annotated_lines(ctrack, repository, "HEAD") == [*range(first, first + 10)]


@pytest.mark.parametrize("place", [".", "số liệu năm 2021", *PLACES[4:]])
def test_changed_lines_are_known_wherever_the_tracker_is(place: str, ctrack: Run, tmp_path: Path) -> None:
    folder, line = many_errors(lay(tmp_path / "repo", place), place)

    assert annotated_lines(ctrack, folder)[:1] == [line]


@pytest.mark.parametrize("is_staged", [False, True], ids=["untracked", "staged"])
def test_a_new_file_is_new_in_all_its_lines(is_staged: bool, ctrack: Run, repository: Path) -> None:
    many_errors(repository)
    commit(repository)
    (repository / "data/programs/05.yaml").write_text('code: "05"\ntitle: Mới\nlead: no-one\n')
    if is_staged:
        git(repository, "add", "--all")

    assert annotated_lines(ctrack, repository)[:1] == [3]


def test_changed_lines_of_a_moved_tracker(ctrack: Run, repository: Path) -> None:
    _, line = many_errors(repository)
    (repository / "data").rename(repository / "số liệu")
    git(repository, "add", "--all")

    assert annotated_lines(ctrack, repository / "số liệu")[:1] == [line]


HARMLESS = """\
[color]
	ui = always
	diff = always
[column]
	ui = always
[core]
	quotePath = true
	pager = false
	autocrlf = true
[diff]
	algorithm = patience
	colorMoved = zebra
	context = 1000
	external = false
	mnemonicPrefix = true
	noprefix = true
	relative = true
	renames = false
	submodule = log
	suppressBlankEmpty = true
	wordRegex = .
[log]
	showSignature = true
[alias]
	diff = !false
"""
SETTINGS = ["", HARMLESS, "[diff]\n\tinterHunkContext = 1000\n", "[diff]\n\torderFile = /nonexistent\n"]


@pytest.mark.parametrize("settings", SETTINGS, ids=["none", "many", "interHunkContext", "orderFile"])
def test_settings_of_the_user_change_nothing(settings: str, ctrack: Run, tmp_path: Path) -> None:
    folder, line = many_errors(lay(tmp_path / "repo", "số liệu"), "số liệu")
    apply(folder, (DISTRICT, "value: 24", "value: 23"))
    (tmp_path / "gitconfig").write_text(settings)

    lines = annotated_lines(ctrack, folder, GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig"))

    assert lines[:3] == [4, line, line - 12]


MINE = '[diff "mine"]\n\ttextconv = false\n\tcommand = false\n'
ATTRIBUTES = ["*.yaml -diff", "*.yaml diff=mine", "*.yaml eol=crlf filter=mine"]


@pytest.mark.parametrize("attributes", ATTRIBUTES)
def test_attributes_change_nothing(attributes: str, ctrack: Run, repository: Path, tmp_path: Path) -> None:
    _, line = many_errors(repository)
    (repository / ".git/info").mkdir(exist_ok=True)
    (repository / ".git/info/attributes").write_text(attributes + "\n")
    (tmp_path / "gitconfig").write_text(MINE)

    lines = annotated_lines(ctrack, repository, GIT_CONFIG_GLOBAL=str(tmp_path / "gitconfig"))

    assert lines[:2] == [line, line - 12]


VARIABLES = [
    {"GIT_EXTERNAL_DIFF": "false", "GIT_PAGER": "false", "GIT_TRACE": "1", "LANGUAGE": "vi", "GIT_PREFIX": "data/"},
    {"GIT_DIFF_OPTS": "--unified=1000"},
    {"GIT_LITERAL_PATHSPECS": "1", "GIT_OPTIONAL_LOCKS": "1", "LC_ALL": "C"},
]


@pytest.mark.parametrize("given", VARIABLES, ids=" ".join)
def test_variables_of_the_user_change_nothing(given: dict[str, str], ctrack: Run, repository: Path) -> None:
    _, line = many_errors(repository)

    assert annotated_lines(ctrack, repository, **given)[:2] == [line, line - 12]
