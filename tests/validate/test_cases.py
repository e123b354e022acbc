"""Every rule against its folders of cases: a tracker that breaks it, what is found, and the tracker mended.

`expected.txt` holds the command and what it prints. `CTRACK_UPDATE_GOLDEN=1` writes what is printed now; a person
reads the difference.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ctrack.checks.registry import RULES
from ctrack.store.locate import kind_of

if TYPE_CHECKING:
    from tests.conftest import Run

CASES = Path(__file__).parents[1] / "cases"
BROKEN = sorted(CASES.glob("CT*"))
FINE = sorted(CASES.glob("fine-*"))
MENDED = [case for case in BROKEN if (case / "mended").exists()]
IS_UPDATE = bool(os.environ.get("CTRACK_UPDATE_GOLDEN"))


def git(folder: Path, *arguments: str) -> None:
    names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    env = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True)  # noqa: S607 - the git that is there


def lay(case: Path, tree: str, folder: Path) -> None:
    """Put a case's tracker into `folder`, over its base in a repository where it has one."""
    if (case / "base").exists():
        shutil.copytree(case / "base", folder, dirs_exist_ok=True)
        git(folder, "init", "--quiet", "--initial-branch", "main")
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "base")
        for path in folder.iterdir():
            if path.name != ".git":
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(case / tree, folder, dirs_exist_ok=True)


def printed(ctrack: Run, case: Path, tree: str, folder: Path) -> tuple[int, str]:
    lay(case, tree, folder)
    command = (case / "expected.txt").read_text(encoding="utf-8").partition("\n")[0]
    result = ctrack(*shlex.split(command)[2:], cwd=folder)
    assert b"Traceback" not in result.stderr
    return result.returncode, result.stdout.decode().replace(commit_of(folder), "BASE")


def commit_of(folder: Path) -> str:
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, check=False)  # noqa: S607
    return head.stdout.decode().strip()[:9] if (folder / ".git").exists() else "\0"


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_what_breaks_a_rule_is_found_at_its_place(case: Path, ctrack: Run, tmp_path: Path) -> None:
    code, text = printed(ctrack, case, "broken", tmp_path)

    expected = case / "expected.txt"
    command, _, lines = expected.read_text(encoding="utf-8").partition("\n")
    if IS_UPDATE:
        expected.write_text(f"{command}\n{text}", encoding="utf-8")
    else:
        assert text == lines
    assert f"[{case.name[:5]}]" in text
    assert code == (": error[" in text)


@pytest.mark.parametrize("case", MENDED, ids=lambda case: case.name)
def test_the_mended_tracker_is_clean(case: Path, ctrack: Run, tmp_path: Path) -> None:
    assert printed(ctrack, case, "mended", tmp_path) == (0, "")


@pytest.mark.parametrize("case", FINE, ids=lambda case: case.name)
def test_what_only_looks_suspicious_is_not_found(case: Path, ctrack: Run, tmp_path: Path) -> None:
    assert printed(ctrack, case, "tracker", tmp_path) == (0, "")


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    assert {case.name[:5] for case in BROKEN} == set(RULES)
    assert {case.name[:5] for case in MENDED} == set(RULES)


def test_cases_hold_nothing_that_is_not_read() -> None:
    """A stray file would make a case show something else than it says."""
    for case in (*BROKEN, *FINE):
        trees = [case / tree for tree in ("base", "broken", "mended", "tracker") if (case / tree).exists()]
        files = [path.relative_to(tree).as_posix() for tree in trees for path in tree.rglob("*") if path.is_file()]
        if not case.name.startswith(("CT206", "CT203")):
            assert [name for name in files if not kind_of(name)] == [], case.name
