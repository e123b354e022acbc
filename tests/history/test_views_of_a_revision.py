"""`--rev`: every view of the tracker as it stood at a revision, whatever the work tree holds by now."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.history.repositories import CITY, FILES, PLACES, QUIET, apply, commit, git, lay
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

VIEWS = [
    ["status"],
    ["status", "--program", "03"],
    ["district", "Gia Lâm"],
    ["district"],
    ["show", "03.01"],
    ["explain", "03.01"],
    ["explain", "03.02", "--district", "gia-lam"],
    ["rank", "03.02"],
    ["due"],
    ["owner"],
    ["owner", "office"],
    ["tasks"],
]
LATEST = "      - {date: 2024, value: 70, source: book, bound: about, break: true}\n"
DAY = ("--as-of", "2026-01-31")


def answer(run: Run, *arguments: str, cwd: Path) -> Any:  # noqa: ANN401 - JSON
    result = run(*arguments, "--format", "json", *DAY, cwd=cwd, **QUIET)
    assert (result.returncode, result.stderr) == (0, b"")
    return json.loads(result.stdout)


def value(run: Run, cwd: Path, *arguments: str) -> float:
    programme = answer(run, "status", "--program", "03", *arguments, cwd=cwd)["programs"][0]
    return float(next(row["value"] for row in programme["indicators"] if row["code"] == "03.01"))


@pytest.mark.parametrize("view", VIEWS, ids=" ".join)
def test_every_view_reads_the_revision_and_not_the_work_tree(ctrack: Run, repository: Path, view: list[str]) -> None:
    before = answer(ctrack, *view, cwd=repository)
    first = git(repository, "rev-parse", "HEAD")
    shutil.rmtree(repository / "data/programs")
    shutil.rmtree(repository / "data/districts")
    (repository / "data/agencies.yaml").unlink()
    (repository / "data/tracker.yaml").write_text("{ broken")
    changes = git(repository, "status", "--porcelain")

    then = answer(ctrack, *view, "--rev", "HEAD", cwd=repository)
    page = ctrack(*view, "--rev", "HEAD", *DAY, cwd=repository, **QUIET).stdout.decode()

    assert then == before | {"revision": first}
    assert page.startswith(f"As the files stood at commit {first[:9]}.\n")
    assert git(repository, "status", "--porcelain") == changes


def test_a_revision_is_named_as_git_names_it(ctrack: Run, repository: Path) -> None:
    git(repository, "tag", "quarter-1")
    apply(repository / "data", (CITY, LATEST, f"{LATEST}      - {{date: 2025, value: 90, source: book}}\n"))
    second = commit(repository)

    assert [value(ctrack, repository, "--rev", name) for name in ("quarter-1", "HEAD~1", second[:8], "main")] == [
        70,
        70,
        90,
        90,
    ]
    assert value(ctrack, repository) == 90


def test_what_was_true_and_what_was_known(ctrack: Run, repository: Path) -> None:
    """The revision tells what the files said, `--as-of` what of it was known on a day."""
    apply(repository / "data", (CITY, "value: 50", "value: 51"))
    commit(repository)

    def asked(revision: str, day: str) -> float:
        arguments = ("status", "--program", "03", "--format", "json", "--rev", revision, "--as-of", day)
        found = json.loads(ctrack(*arguments, cwd=repository, **QUIET).stdout)
        return float(next(row["value"] for row in found["programs"][0]["indicators"] if row["code"] == "03.01"))

    days = ("2024-01-31", "2024-06-30", "2026-01-31")
    assert [asked("HEAD~1", day) for day in days] == [50, 55, 70]
    assert [asked("HEAD", day) for day in days] == [51, 55, 70]


@pytest.mark.parametrize("place", PLACES)
def test_wherever_the_tracker_is(ctrack: Run, tmp_path: Path, place: str) -> None:
    lay(tmp_path, place)
    apply(tmp_path / place, (CITY, "value: 70", "value: 71"))

    assert value(ctrack, tmp_path, "--data", f"./{place}", "--rev", "HEAD") == 70


def test_a_tracker_that_was_moved_since(ctrack: Run, repository: Path) -> None:
    git(repository, "mv", "data", "tracker")
    commit(repository)

    assert value(ctrack, repository, "--data", "tracker", "--rev", "HEAD~1") == 70


def test_errors_of_the_revision_are_told_as_its_own(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (CITY, "value: 70", "value: 7,0"))
    commit(repository)
    apply(repository / "data", (CITY, "value: 7,0", "value: 70"))

    told = ctrack("status", "--rev", "HEAD", *DAY, cwd=repository, **QUIET)

    assert told.returncode == 0
    assert told.stderr.decode().startswith(f"HEAD:{CITY}:")


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        ("nowhere", '--rev: there is no revision "nowhere" here\nfetch it: git fetch --tags'),
        ("--all", '--rev: there is no revision "--all" here'),
        ("", '--rev: there is no revision "" here'),
        ("HEAD:data", '--rev: there is no revision "HEAD:data" here'),
    ],
)
def test_a_revision_that_is_not_there(ctrack: Run, repository: Path, revision: str, said: str) -> None:
    told = ctrack("status", f"--rev={revision}", cwd=repository, **QUIET)

    assert (told.returncode, said in told.stderr.decode()) == (3, True)


def test_a_revision_without_a_tracker(ctrack: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--template=")
    commit(tmp_path, "nothing yet")
    write_tracker(tmp_path / "data", FILES)

    told = ctrack("status", "--rev", "HEAD", cwd=tmp_path, **QUIET)

    assert (told.returncode, "--rev: revision HEAD holds no tracker" in told.stderr.decode()) == (3, True)


def test_not_a_checkout_and_no_git(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path / "data", FILES)

    outside = ctrack("status", "--rev", "HEAD", cwd=tmp_path, GIT_CEILING_DIRECTORIES=str(tmp_path.parent), **QUIET)
    without = ctrack("status", "--rev", "HEAD", cwd=tmp_path, PATH="", **QUIET)

    assert (outside.returncode, "is not in a git checkout" in outside.stderr.decode()) == (3, True)
    assert (without.returncode, "git was not found, and --rev needs it" in without.stderr.decode()) == (3, True)
