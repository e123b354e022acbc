"""The ways in: git hooks, the GitHub Action, the GitLab template. Their own scripts are run in real repositories."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import write_tracker

ROOT = Path(__file__).parents[1]
ACTION = ROOT / "action.yml"
TEMPLATE = ROOT / "ci" / "gitlab.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOW = ROOT / ".github" / "workflows" / "ci.yml"
PROGRAMME = """\
    code: "03"
    title: A programme
    lead: office
    source: book
    indicators:
      - code: "03.01"
        name: An indicator
        unit: number
        owner: gia-lam
        targets: [{value: 9}]
        measurements:
          - {date: 2022, value: 4, source: book}
          - {date: 2023, value: 5, source: book}
"""
FILES = {
    "sources.yaml": "book: {title: A book}\n",
    "agencies.yaml": "office: {name: An office}\n",
    "districts/gia-lam.yaml": "name: Gia Lâm\nkind: rural\n",
    "programs/03.yaml": PROGRAMME,
}
NAMES = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
ENVIRONMENT = {
    **{key: value for key, value in os.environ.items() if key in {"PATH", "HOME", "TMPDIR", "LANG"}},
    **NAMES,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


def read(path: Path) -> Any:  # noqa: ANN401 - YAML
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = ENVIRONMENT | environment
    return subprocess.run(command, cwd=folder, env=env, check=False, capture_output=True, text=True)


def git(folder: Path, *arguments: str) -> str:
    done = run(folder, "git", *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--no-verify", "--message", "a change")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "office"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch", "main")
    write_tracker(folder / "data", FILES)
    commit(folder)
    return folder


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A folder as the action's first step leaves it."""
    programs = tmp_path / "temp" / "ctrack" / "bin"
    programs.mkdir(parents=True)
    (programs / "ctrack").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ctrack "$@"\n')
    (programs / "ctrack").chmod(0o755)
    return tmp_path / "temp"


def validate_as_action(repository: Path, runner: Path, **given: str) -> subprocess.CompletedProcess[str]:
    step = read(ACTION)["runs"]["steps"][-1]
    inputs = {name: value["default"] for name, value in read(ACTION)["inputs"].items()}
    environment = {
        "CTRACK_TRACKER": inputs["data"],
        "CTRACK_BASE": "",
        "CTRACK_STRICT": inputs["strict"],
        "CTRACK_FRESHNESS": inputs["freshness"],
        "CTRACK_FORMAT": inputs["format"],
        "CTRACK_LANG": inputs["lang"],
        "CTRACK_SARIF": inputs["sarif"],
    }
    assert set(step["env"]) == set(environment)
    settings = {"RUNNER_TEMP": str(runner), "GITHUB_WORKSPACE": str(repository), "LC_ALL": "C.UTF-8"}
    return run(repository, "bash", "-eo", "pipefail", "-c", step["run"], **environment | settings | given)


def overwrite(repository: Path) -> None:
    file = repository / "data" / "programs" / "03.yaml"
    file.write_text(file.read_text().replace("value: 5,", "value: 6,"))


def test_the_action_says_on_the_line_what_a_pull_request_overwrites(repository: Path, runner: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    overwrite(repository)
    commit(repository)
    summary = runner / "summary.md"

    found = validate_as_action(repository, runner, CTRACK_BASE=base, GITHUB_STEP_SUMMARY=str(summary))

    assert found.returncode == 1
    assert found.stdout.startswith("::error title=CT602,file=data/programs/03.yaml,line=13,col=10,")
    assert "CT602" in summary.read_text(encoding="utf-8")


def test_the_action_passes_what_is_clean_and_fails_what_is_not(repository: Path, runner: Path) -> None:
    assert validate_as_action(repository, runner).returncode == 0
    assert validate_as_action(repository, runner, CTRACK_BASE="0" * 40).returncode == 0

    (repository / "data" / "sources.yaml").unlink()
    assert validate_as_action(repository, runner).returncode == 1


def test_the_action_ends_with_3_where_the_base_is_missing(repository: Path, runner: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    overwrite(repository)
    commit(repository)
    git(repository.parent, "clone", "--quiet", "--depth", "1", f"file://{repository}", "shallow")

    found = validate_as_action(repository.parent / "shallow", runner, CTRACK_BASE=base)

    assert (found.returncode, found.stdout) == (3, "")
    assert "fetch-depth: 0" in found.stderr


@pytest.mark.parametrize("text", ["; touch stolen", "$(touch stolen)", "`touch stolen`", "--output=json:stolen", "-x"])
@pytest.mark.parametrize("name", ["CTRACK_TRACKER", "CTRACK_BASE", "CTRACK_FORMAT"])
def test_inputs_of_the_action_are_only_text(repository: Path, runner: Path, name: str, text: str) -> None:
    found = validate_as_action(repository, runner, **{name: text})

    assert found.returncode in {2, 3}
    assert not (repository / "stolen").exists()


def test_the_action_writes_sarif_beside_the_annotations(repository: Path, runner: Path) -> None:
    assert validate_as_action(repository, runner, CTRACK_SARIF="found.sarif", CTRACK_STRICT="true").returncode == 0
    assert '"columnKind": "unicodeCodePoints"' in (repository / "found.sarif").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [ACTION, WORKFLOW], ids=lambda path: path.name)
def test_no_script_holds_what_others_can_write(path: Path) -> None:
    """An expression in a script is run as a script."""
    content = read(path)
    jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
    scripts = [step["run"] for job in jobs for step in job["steps"] if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


def test_every_script_of_the_action_names_its_shell() -> None:
    assert all(step["shell"] == "bash" for step in read(ACTION)["runs"]["steps"])


def test_the_gitlab_job_runs_as_written(repository: Path, runner: Path) -> None:
    job = read(TEMPLATE)["ctrack"]
    (script,) = job["script"]
    base = git(repository, "rev-parse", "HEAD")
    overwrite(repository)
    variables = {name: value for name, value in job["variables"].items() if name.startswith("CTRACK")}
    path = f"{runner / 'ctrack' / 'bin'}:{os.environ['PATH']}"

    found = run(repository, "sh", "-ec", script, **variables, PATH=path, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)

    assert found.returncode == 1
    reports = job["artifacts"]["reports"]
    assert "CT602" in (repository / reports["codequality"]).read_text(encoding="utf-8")
    assert "CT602" in (repository / reports["junit"]).read_text(encoding="utf-8")


def hooked(repository: Path) -> None:
    """Install the hooks of this repository as it stands, run by the Python of the tests instead of one of their own."""
    hooks = [{**hook, "language": "system", "entry": f"{sys.executable} -m {hook['entry']}"} for hook in read(HOOKS)]
    config = {"repos": [{"repo": "local", "hooks": [{k: v for k, v in hook.items() if k != NEWEST} for hook in hooks]}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    done = run(repository, sys.executable, "-m", "pre_commit", "install")
    assert done.returncode == 0, done.stdout + done.stderr
    commit(repository)


NEWEST = "minimum_pre_commit_version"


def test_a_commit_that_only_deletes_is_checked(repository: Path, tmp_path: Path) -> None:
    hooked(repository)
    git(repository, "rm", "--quiet", "data/districts/gia-lam.yaml")

    done = run(repository, "git", "commit", "--message", "away", PRE_COMMIT_HOME=str(tmp_path / "cache"))

    assert done.returncode == 1
    assert re.search(r"programs/03\.yaml:9:12: error\[CT201\]", done.stdout + done.stderr)


def test_a_clean_commit_passes(repository: Path, tmp_path: Path) -> None:
    hooked(repository)
    (repository / "data" / "units.yaml").write_text("number: {name: cái}\nperson: {name: người}\n")
    git(repository, "add", "--all")

    done = run(repository, "git", "commit", "--message", "more", PRE_COMMIT_HOME=str(tmp_path / "cache"))

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hooks_are_a_manifest_that_pre_commit_takes() -> None:
    done = run(ROOT, sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS))
    assert (done.returncode, done.stderr) == (0, "")
    for hook in read(HOOKS):
        assert (hook["always_run"], hook["pass_filenames"], hook["require_serial"]) == (True, False, True)


def test_the_examples_of_the_page_can_be_read() -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) > 3
    for block in blocks:
        yaml.safe_load(block)
    inputs = set(read(ACTION)["inputs"])
    assert set(yaml.safe_load(blocks[1])["jobs"]["data"]["steps"][1]["with"]) <= inputs
    assert {hook["id"] for hook in yaml.safe_load(blocks[0])["repos"][0]["hooks"]} == {
        hook["id"] for hook in read(HOOKS)
    }
