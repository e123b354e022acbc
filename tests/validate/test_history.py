"""`ctrack validate --base` in real repositories: what is free, what is found, and what git may look like."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

    Change = Callable[[Path], object]

GIT = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@b",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@b",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
FILES = {
    "tracker.yaml": "title: T\nperiod: 2021..2025\n",
    "units.yaml": "number: {name: cái}\nperson: {name: người}\n",
    "sources.yaml": "book: {title: A book}\n",
    "agencies.yaml": "office: {name: An office}\n",
    "districts/gia-lam.yaml": """\
        name: Gia Lâm
        kind: rural
        measurements:
          - {indicator: "03.01", date: 2022, value: 3, of: 9, source: book}
          - {indicator: "03.01", date: 2023, value: 4, of: 9, source: book}
        """,
    "programs/03.yaml": """\
        code: "03"
        title: A programme
        lead: office
        source: book
        assessments:
          - {date: 2023-12, of: 19, attained: 3, source: book}
        indicators:
          - code: "03.01"
            name: An indicator
            unit: number
            baseline: {date: 2020, value: 2, of: 9, source: book}
            targets:
              - {value: 9, of: 9, districts: [gia-lam]}
              - {by: 2024, min: 7, of: 9, bound: about}
              - {by: 2023, min: 5, of: 9, status: draft}
            measurements:
              - {date: 2022, value: 4, of: 9, status: estimated, source: book}
              - {date: 2023, value: 5, of: 9, source: book}
          - code: "03.02"
            name: Another one
            unit: person
        tasks:
          - code: "03.T01"
            name: A task
            due: 2024
            updates:
              - {date: 2023-06, status: in_progress, source: book}
        """,
    "programs/04.yaml": """\
        code: "04"
        title: A draft
        draft: true
        lead: office
        source: book
        indicators:
          - code: "04.01"
            name: Not yet decided
            unit: number
            targets: [{value: 9}]
            measurements: [{date: 2023, value: 5, source: book}]
        """,
}


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=folder, env=os.environ | GIT, check=True, capture_output=True)  # noqa: S607 - the git that is there
    return done.stdout.decode().strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "a change")
    return git(folder, "rev-parse", "HEAD")


def write(folder: Path) -> Path:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder


def make(folder: Path, tracker: str = "data") -> Path:
    folder.mkdir(exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write(folder / tracker)
    commit(folder)
    return folder


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return make(tmp_path / "office")


def rules(ctrack: Run, folder: Path, *arguments: str, base: str = "HEAD", **environment: str) -> list[str]:
    """Validate against a base; gives the codes of the history rules that found something."""
    found = ctrack("validate", "--base", base, "--format", "concise", *arguments, cwd=folder, **GIT | environment)
    assert b"Traceback" not in found.stderr
    assert found.returncode in {0, 1}, found.stderr.decode()
    lines = found.stdout.decode().splitlines()
    codes = [line.partition("[")[2][:5] for line in lines if "[CT6" in line]
    assert found.returncode == any(": error[" in line for line in lines)
    return codes


def replaced(file: str, old: str, new: str, count: int = 1) -> Change:
    def change(tracker: Path) -> None:
        path = tracker / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, count), encoding="utf-8")

    return change


def in_programme(old: str, new: str) -> Change:
    return replaced("programs/03.yaml", old, new)


def rewritten(file: str, mend: Callable[[bytes], bytes]) -> Change:
    return lambda tracker: (tracker / file).write_bytes(mend((tracker / file).read_bytes()))


def renamed_district(tracker: Path) -> None:
    (tracker / "districts" / "gia-lam.yaml").rename(tracker / "districts" / "gialam.yaml")
    in_programme("districts: [gia-lam]", "districts: [gialam]")(tracker)


def swapped(tracker: Path) -> None:
    lines = (tracker / "programs/03.yaml").read_text().splitlines(keepends=True)
    first = next(number for number, line in enumerate(lines) if "date: 2022" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    (tracker / "programs/03.yaml").write_text("".join(lines))


FIGURE = "- {date: 2023, value: 5, of: 9, source: book}"
FREE: dict[str, Change] = {
    "another order": swapped,
    "block instead of flow": in_programme(
        FIGURE, "- date: 2023\n        value: 5\n        of: 9\n        source: book"
    ),
    "quotes and comments": in_programme(
        FIGURE, '# a remark\n      - {date: "2023", value: "5", of: 9, source: book}  # so'
    ),
    "Windows line ends and a byte order mark": rewritten(
        "programs/03.yaml", lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n")
    ),
    "a zero behind the point": in_programme("value: 5,", "value: 5.0,"),
    "a default written out": in_programme("{value: 9, of", "{by: 2025, value: 9, of"),
    "a period written otherwise": in_programme("{date: 2023, value: 5", "{date: 2023-01..2023-12, value: 5"),
    "an edge written as both": in_programme("{by: 2024, min: 7,", "{by: 2024-Q4, min: 7,"),
    "a note, a stated percentage and another source": in_programme(
        FIGURE, FIGURE[:-6] + "library, stated: 55.6, note: x}"
    ),
    "a figure withdrawn": in_programme(FIGURE, FIGURE[:-1] + ", withdrawn: 2024-02, note: x}"),
    "a figure revised": in_programme(
        FIGURE, FIGURE + "\n      - {date: 2023, value: 6, of: 9, published: 2024-06, source: book}"
    ),
    "a target decided anew": in_programme(
        "targets:\n", "targets:\n      - {by: 2024, min: 8, of: 9, decided: 2023-05}\n"
    ),
    "a draft target changed": in_programme("min: 5, of: 9, status: draft", "min: 6, of: 9, status: draft"),
    "a draft target removed": in_programme("      - {by: 2023, min: 5, of: 9, status: draft}\n", ""),
    "a draft programme changed": replaced("programs/04.yaml", "value: 9", "value: 8"),
    "a draft programme decided": replaced("programs/04.yaml", "draft: true", "issued: 2024-01-01"),
    "a draft programme dropped": lambda tracker: (tracker / "programs/04.yaml").unlink(),
    "another unit without data": in_programme("unit: person", "unit: number"),
    "another name": in_programme("name: An indicator", "name: The indicator"),
    "a district's file renamed": renamed_district,
    "rules switched down alone": replaced("tracker.yaml", "2025\n", "2025\nrules: {CT403: off}\n"),
}


@pytest.mark.parametrize("change", FREE.values(), ids=FREE)
def test_what_keeps_every_fact_is_free(change: Change, repository: Path, ctrack: Run) -> None:
    change(repository / "data")
    assert rules(ctrack, repository) == []


def with_rules_down(tracker: Path) -> None:
    FREE["rules switched down alone"](tracker)
    FREE["a figure revised"](tracker)


FOUND: dict[str, tuple[Change, list[str]]] = {
    "a value": (in_programme("value: 5,", "value: 6,"), ["CT602"]),
    "what it is of": (in_programme("value: 5, of: 9", "value: 5, of: 10"), ["CT602"]),
    "a status": (in_programme("status: estimated", "status: final"), ["CT602"]),
    "a bound": (in_programme(FIGURE, FIGURE[:-1] + ", bound: about}"), ["CT602"]),
    "a break": (in_programme(FIGURE, FIGURE[:-1] + ", break: true}"), ["CT602"]),
    "the day of publication": (in_programme(FIGURE, FIGURE[:-1] + ", published: 2024-01}"), ["CT601"]),
    "a figure removed": (in_programme(f"      {FIGURE}\n", ""), ["CT601"]),
    "a district's figure": (replaced("districts/gia-lam.yaml", "value: 4", "value: 5"), ["CT602"]),
    "a district's figure removed": (
        rewritten("districts/gia-lam.yaml", lambda text: b"".join(text.splitlines(keepends=True)[:-1])),
        ["CT601"],
    ),
    "a district's file deleted": (lambda tracker: (tracker / "districts/gia-lam.yaml").unlink(), ["CT601"] * 2),
    "a floor": (in_programme("min: 7,", "min: 6,"), ["CT603"]),
    "a hedge on a target": (in_programme(", bound: about", ""), ["CT603"]),
    "a target made a draft": (in_programme("bound: about", "bound: about, status: draft"), ["CT603"]),
    "a deadline": (in_programme("{by: 2024, min", "{by: 2025, min"), ["CT601"]),
    "a deadline by default": (replaced("tracker.yaml", "2025", "2026"), ["CT601"]),
    "the districts of a target": (in_programme("districts: [gia-lam]", "districts: all"), ["CT601"]),
    "a target removed": (in_programme("      - {by: 2024, min: 7, of: 9, bound: about}\n", ""), ["CT601"]),
    "a baseline": (in_programme("value: 2, of: 9", "value: 3, of: 9"), ["CT602"]),
    "an assessment": (in_programme("attained: 3", "attained: 4"), ["CT602"]),
    "an assessment removed": (
        in_programme("  - {date: 2023-12, of: 19, attained: 3, source: book}\n", "  []\n"),
        ["CT601"],
    ),
    "an update of a task": (in_programme("status: in_progress", "status: done"), ["CT602"]),
    "an indicator without data removed": (
        in_programme('  - code: "03.02"\n    name: Another one\n    unit: person\n', ""),
        ["CT604"],
    ),
    "another unit": (in_programme("unit: number", "unit: person"), ["CT605"]),
    "another direction": (in_programme("unit: number", "unit: number\n    direction: decrease"), ["CT605"]),
    "rules switched down beside data": (with_rules_down, ["CT606"]),
}


@pytest.mark.parametrize(("change", "expected"), FOUND.values(), ids=FOUND)
def test_what_overwrites_history_is_found(change: Change, expected: list[str], repository: Path, ctrack: Run) -> None:
    change(repository / "data")
    assert rules(ctrack, repository) == expected


def overwrite(repository: Path, tracker: str = "data") -> None:
    FOUND["a value"][0](repository / tracker)


@pytest.mark.parametrize("tracker", [".", "data", "Dữ liệu/bộ theo dõi", "a b/c"])
def test_the_tracker_may_be_anywhere(tracker: str, tmp_path: Path, ctrack: Run) -> None:
    repository = make(tmp_path / "office", tracker)
    assert rules(ctrack, repository, "--data", tracker) == []
    overwrite(repository, tracker)
    assert rules(ctrack, repository, "--data", tracker) == ["CT602"]
    assert rules(ctrack, repository / tracker / "programs", "--data", "..") == ["CT602"]


def test_a_tracker_that_was_moved_is_compared_all_the_same(repository: Path, ctrack: Run) -> None:
    shutil.move(repository / "data", repository / "tracker")
    assert rules(ctrack, repository, "--data", "tracker") == []
    overwrite(repository, "tracker")
    assert rules(ctrack, repository, "--data", "tracker") == ["CT602"]


@pytest.mark.parametrize("name", ["main", "a-tag", "HEAD~0", "short", "full", "HEAD@{0}"])
def test_any_name_of_a_revision(name: str, repository: Path, ctrack: Run) -> None:
    git(repository, "tag", "a-tag")
    full = git(repository, "rev-parse", "HEAD")
    overwrite(repository)
    assert rules(ctrack, repository, base={"short": full[:8], "full": full}.get(name, name)) == ["CT602"]


def test_a_detached_head_and_a_staged_deletion(repository: Path, ctrack: Run) -> None:
    git(repository, "checkout", "--quiet", "--detach")
    git(repository, "rm", "--quiet", "data/districts/gia-lam.yaml")
    assert rules(ctrack, repository) == ["CT601", "CT601"]


def test_what_others_added_meanwhile_is_not_removed_here(repository: Path, ctrack: Run) -> None:
    git(repository, "checkout", "--quiet", "-b", "branch")
    git(repository, "checkout", "--quiet", "main")
    FREE["a figure revised"](repository / "data")
    commit(repository)
    git(repository, "checkout", "--quiet", "branch")

    assert rules(ctrack, repository, base="main") == []
    FOUND["a floor"][0](repository / "data")
    commit(repository)
    assert rules(ctrack, repository, base="main") == ["CT603"]
    git(repository, "merge", "--quiet", "--no-edit", "main")
    assert rules(ctrack, repository, base="main") == ["CT603"]
    assert rules(ctrack, repository, base="HEAD^2") == ["CT603"]


def test_a_second_work_tree_and_a_hook(repository: Path, tmp_path: Path, ctrack: Run) -> None:
    git(repository, "worktree", "add", "--quiet", str(tmp_path / "other"), "-b", "other")
    overwrite(tmp_path / "other")
    assert rules(ctrack, tmp_path / "other") == ["CT602"]
    overwrite(repository)
    assert rules(ctrack, repository, GIT_DIR=".git", GIT_INDEX_FILE=".git/index") == ["CT602"]


@pytest.mark.parametrize(
    "setting", ["color.ui=always", "diff.noprefix=true", "diff.mnemonicPrefix=true", "core.quotePath=true"]
)
def test_settings_of_the_user_change_nothing(setting: str, tmp_path: Path, ctrack: Run) -> None:
    repository = make(tmp_path / "office", "Dữ liệu")
    git(repository, "config", *setting.split("="))
    overwrite(repository, "Dữ liệu")
    assert rules(ctrack, repository, "--data", "Dữ liệu") == ["CT602"]


def refused(ctrack: Run, folder: Path, base: str, *arguments: str, **environment: str) -> str:
    found = ctrack("validate", f"--base={base}", *arguments, cwd=folder, **GIT | environment)
    assert (found.returncode, found.stdout) == (3, b"")
    assert b"Traceback" not in found.stderr
    return found.stderr.decode()


@pytest.mark.parametrize("revision", ["nowhere", "", "-x", "--help", "--output=stolen", "main..HEAD", "a b", "HEAD~9"])
def test_a_revision_that_is_none_is_never_a_pass(revision: str, repository: Path, ctrack: Run) -> None:
    assert "git fetch" in refused(ctrack, repository, revision)
    assert not (repository / "stolen").exists()


def test_a_shallow_clone_says_how_to_deepen_it(repository: Path, tmp_path: Path, ctrack: Run) -> None:
    first = git(repository, "rev-parse", "HEAD")
    git(repository, "checkout", "--quiet", "-b", "branch")
    overwrite(repository)
    commit(repository)
    git(repository, "checkout", "--quiet", "main")
    commit(repository)
    source = f"file://{repository}"
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "branch", source, "clone")

    assert "git fetch --unshallow" in refused(ctrack, tmp_path / "clone", first)
    git(tmp_path / "clone", "fetch", "--quiet", "--depth", "1", "origin", "main")
    assert "git fetch --unshallow" in refused(ctrack, tmp_path / "clone", "FETCH_HEAD")
    git(tmp_path / "clone", "fetch", "--quiet", "--unshallow", "origin", "main")
    assert rules(ctrack, tmp_path / "clone", base=first) == ["CT602"]


def test_where_there_is_no_git(repository: Path, tmp_path: Path, ctrack: Run) -> None:
    assert "install git" in refused(ctrack, repository, "HEAD", PATH="/nowhere")
    assert "not in a git checkout" in refused(ctrack, write(tmp_path / "data").parent, "HEAD", "--data", "data")
    assert "safe.directory" in refused(ctrack, repository, "HEAD", GIT_TEST_ASSUME_DIFFERENT_OWNER="1")


def test_histories_without_a_common_commit(repository: Path, ctrack: Run) -> None:
    git(repository, "checkout", "--quiet", "--orphan", "new")
    FREE["another name"](repository / "data")
    commit(repository)
    assert "no commit in common" in refused(ctrack, repository, "main")


def test_a_base_without_a_tracker_is_said(tmp_path: Path, ctrack: Run) -> None:
    repository = make(tmp_path / "office", "elsewhere/data")
    shutil.copytree(repository / "elsewhere/data", repository / "data")
    found = ctrack("validate", "--base", "HEAD", cwd=repository, **GIT)
    assert found.returncode == 0
    assert "holds no tracker; everything counts as new" in found.stderr.decode()


def test_what_of_the_base_cannot_be_read_is_not_passed_over(repository: Path, ctrack: Run) -> None:
    good = (repository / "data/programs/03.yaml").read_text()
    (repository / "data/programs/03.yaml").write_text(good + "  x: [\n")
    commit(repository)
    (repository / "data/programs/03.yaml").write_text(good)
    replaced("districts/gia-lam.yaml", "value: 4", "value: 5")(repository / "data")
    assert sorted(rules(ctrack, repository)) == ["CT602", "CT690"]


def test_a_file_that_is_broken_now_has_its_own_finding_and_no_others(repository: Path, ctrack: Run) -> None:
    (repository / "data/programs/03.yaml").write_text("code: [\n")
    found = ctrack("validate", "--base", "HEAD", "--format", "concise", cwd=repository, **GIT)
    assert found.returncode == 1
    assert [line.partition("[")[2][:5] for line in found.stdout.decode().splitlines()] == ["CT001"]


def test_nothing_is_written(repository: Path, ctrack: Run) -> None:
    overwrite(repository)
    git(repository, "status")

    def everything() -> dict[str, str]:
        files = (path for path in sorted(repository.rglob("*")) if path.is_file())
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = everything()
    assert ctrack("validate", "--base", "HEAD", "--format", "github", cwd=repository, **GIT).returncode == 1
    assert everything() == before


def test_findings_on_changed_lines_come_first(repository: Path, ctrack: Run) -> None:
    lines = [f"      - {{date: 2019-{month:02}, value: 5, of: 9, source: away}}\n" for month in range(1, 13)]
    in_programme("    measurements:\n", "    measurements:\n" + "".join(lines))(repository / "data")
    commit(repository)
    in_programme(FIGURE, FIGURE + "\n      - {date: 2024, value: 6, of: 9, source: gone}")(repository / "data")

    found = ctrack("validate", "--base", "HEAD", "--format", "github", cwd=repository, **GIT).stdout.decode()

    annotations = [line for line in found.splitlines() if line.startswith("::error")]
    assert len(annotations) <= 10
    assert '"gone"' in annotations[0]
    assert found.count('"away"') >= 12
