"""Where a tracker and its repository may be, who calls, and what settings may do; which lines count as changed."""

from __future__ import annotations

import re
import shlex
import stat
import sys
from typing import TYPE_CHECKING

import pytest

from tests.history.repositories import (
    CITY,
    CLEAN,
    DISTRICT,
    FILES,
    FIRST,
    LAST,
    PLACES,
    QUIET,
    REMOVED,
    apply,
    check,
    city,
    commit,
    compare,
    git,
    lay,
)
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


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
