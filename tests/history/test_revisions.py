"""Revisions, merges, the work tree, and clones that do not hold everything."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from ctrack.errors import CannotRunError
from ctrack.store.git import find_repository, resolve
from tests.history.repositories import (
    CLEAN,
    DISTRICT,
    FIRST,
    LAST,
    QUIET,
    REMOVED,
    add_measurement,
    apply,
    check,
    city,
    commit,
    compare,
    git,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


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
