"""The ways in: git hooks, the GitHub Action, the GitLab template. Their own scripts are run in real repositories."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from ctrack.store.locate import kind_of
from tests.support import write_tracker

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parents[1]
ACTION = ROOT / "action.yml"
TEMPLATE = ROOT / "ci" / "gitlab.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
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
Event = dict[str, Any]
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


def evaluated(expression: str, context: dict[str, Any]) -> str:
    """Give what GitHub puts in the place of `${{ a.b || c }}`: the first name that holds something."""
    match = re.fullmatch(r"\$\{\{ ([a-z_.| -]+) \}\}", expression)
    assert match, expression
    for name in match[1].split(" || "):
        value: Any = context
        for key in name.split("."):
            value = value.get(key) or {}
        if value:
            return str(value)
    return ""


def run_step(
    number: int, folder: Path, runner: Path, inputs: dict[str, str], event: Event | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a step of the action as GitHub does."""
    action = read(ACTION)
    assert set(inputs) <= set(action["inputs"])
    given = {name: value["default"] for name, value in action["inputs"].items()} | inputs
    context = {"inputs": given, "github": {"event": event or {}, "action_path": str(ROOT)}}
    step = action["runs"]["steps"][number]
    variables = {name: evaluated(value, context) for name, value in step["env"].items()}
    settings = {"RUNNER_TEMP": str(runner), "GITHUB_WORKSPACE": str(folder), "LC_ALL": "C.UTF-8"}
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c")
    return run(folder, *shell, step["run"], **settings | environment | variables)


def validate_as_action(
    repository: Path, runner: Path, event: Event | None = None, /, **inputs: str
) -> subprocess.CompletedProcess[str]:
    return run_step(1, repository, runner, inputs, event, GITHUB_STEP_SUMMARY=str(runner / "summary.md"))


def pull_request(base: str) -> Event:
    return {"before": "f" * 40, "pull_request": {"base": {"sha": base}}}


def change(repository: Path, old: str, new: str) -> str:
    file = repository / "data" / "programs" / "03.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    return commit(repository)


def overwrite(repository: Path) -> str:
    return change(repository, "value: 5,", "value: 6,")


def test_the_action_says_on_the_line_what_a_pull_request_overwrites(repository: Path, runner: Path) -> None:
    """In the merge that GitHub makes of the branch and its base, where others have gone on."""
    git(repository, "switch", "--quiet", "--create", "office")
    overwrite(repository)
    git(repository, "switch", "--quiet", "main")
    (repository / "data" / "sources.yaml").write_text("book: {title: A book}\npaper: {title: A paper}\n")
    base = commit(repository)
    git(repository, "merge", "--quiet", "--no-edit", "office")

    found = validate_as_action(repository, runner, pull_request(base))

    assert found.returncode == 1
    assert found.stdout.startswith("::error title=CT602,file=data/programs/03.yaml,line=13,col=10,")
    assert found.stdout.count("::") == 2
    assert "CT602" in (runner / "summary.md").read_text(encoding="utf-8")


def test_the_action_compares_with_the_commit_before_a_push(repository: Path, runner: Path) -> None:
    before = git(repository, "rev-parse", "HEAD")
    after = overwrite(repository)

    assert validate_as_action(repository, runner, {"before": before}).returncode == 1
    assert validate_as_action(repository, runner, {"merge_group": {"base_sha": before}}).returncode == 1
    assert validate_as_action(repository, runner, {"before": before}, base=after).returncode == 0


@pytest.mark.parametrize("event", [{"before": "0" * 40}, {}], ids=["new branch", "schedule"])
def test_the_action_says_when_there_is_nothing_to_compare_with(repository: Path, runner: Path, event: Event) -> None:
    found = validate_as_action(repository, runner, event)

    assert (found.returncode, found.stdout) == (0, "")
    assert "no base" in found.stderr


def test_the_action_fails_what_is_wrong_without_a_base(repository: Path, runner: Path) -> None:
    (repository / "data" / "sources.yaml").unlink()
    assert validate_as_action(repository, runner).returncode == 1


def test_the_action_ends_with_3_where_the_base_is_missing(repository: Path, runner: Path) -> None:
    base = git(repository, "rev-parse", "HEAD")
    overwrite(repository)
    git(repository.parent, "clone", "--quiet", "--depth", "1", f"file://{repository}", "shallow")

    found = validate_as_action(repository.parent / "shallow", runner, pull_request(base))

    assert (found.returncode, found.stdout) == (3, "")
    assert "fetch-depth: 0" in found.stderr


MISCHIEF = ["; touch stolen", "$(touch stolen)", "`touch stolen`", '" && touch stolen', "-x", "--output=json:stolen"]


@pytest.mark.parametrize("text", MISCHIEF)
def test_inputs_of_the_action_reach_the_program_as_they_are(repository: Path, runner: Path, text: str) -> None:
    (runner / "ctrack" / "bin" / "ctrack").write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    inputs = dict.fromkeys(["data", "base", "format", "lang", "sarif"], text) | {"extra": f"{text}\n\n{text}"}

    done = validate_as_action(repository, runner, strict="true", **inputs)

    options = [f"--data={text}", f"--format={text}", f"--lang={text}", "--strict", f"--base={text}"]
    assert done.stdout.splitlines() == ["validate", *options, f"--output=sarif:{text}", text, text]
    assert not (repository / "stolen").exists()


@pytest.mark.parametrize("name", ["data", "base", "format", "lang", "strict", "freshness"])
def test_inputs_of_the_action_that_make_no_sense_are_no_pass(repository: Path, runner: Path, name: str) -> None:
    found = validate_as_action(repository, runner, **{name: "--output=json:stolen"})

    assert (found.returncode, found.stdout) == (3 if name in {"data", "base"} else 2, "")
    assert git(repository, "status", "--porcelain") == ""


def test_the_action_writes_sarif_beside_the_annotations(repository: Path, runner: Path) -> None:
    done = validate_as_action(repository, runner, sarif="found.sarif", strict="true", extra="--output\njunit:found.xml")

    assert done.returncode == 0
    assert '"columnKind": "unicodeCodePoints"' in (repository / "found.sarif").read_text(encoding="utf-8")
    assert (repository / "found.xml").is_file()


@pytest.fixture
def pythons(tmp_path: Path) -> Path:
    """A folder of Pythons that make an environment whose pip only says what it was given."""
    folder = tmp_path / "pythons"
    folder.mkdir()
    pip = '#!/bin/sh\nprintf "%s\\n" "$@"\n'
    for name in ("python3", "python3.13"):
        script = f'#!/bin/sh\necho {name} "$1 $2 $3"\nmkdir -p "$4/bin"\ncat >"$4/bin/pip" <<\'END\'\n{pip}END\n'
        (folder / name).write_text(f'{script}chmod +x "$4/bin/pip"\n')
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize("text", ["", "git+https://git.example.org/ctrack@v1", *MISCHIEF])
def test_the_action_gives_pip_what_it_is_told(repository: Path, runner: Path, pythons: Path, text: str) -> None:
    path = f"{pythons}:{os.environ['PATH']}"

    done = run_step(0, repository, runner, {"version": text}, PATH=path)

    assert done.stdout.splitlines() == ["python3 -m venv --clear", "install", "--quiet", "--", text or str(ROOT)]
    assert not (repository / "stolen").exists()


def test_the_action_takes_the_python_that_it_is_told(repository: Path, runner: Path, pythons: Path) -> None:
    path = f"{pythons}:{os.environ['PATH']}"

    done = run_step(0, repository, runner, {"python-version": "3.13"}, PATH=path)
    assert done.stdout.startswith("python3.13 -m venv")

    for text in MISCHIEF:
        done = run_step(0, repository, runner, {"python-version": text}, PATH=path)
        assert (done.returncode, done.stdout) == (2, "")
    assert not (repository / "stolen").exists()


def steps_of(content: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - YAML
    """List the steps of a workflow or an action."""
    jobs = content["jobs"].values() if "jobs" in content else [content["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("path", [ACTION, *WORKFLOWS], ids=lambda path: path.name)
def test_no_script_holds_what_others_can_write(path: Path) -> None:
    """An expression in a script is run as a script."""
    scripts = [step["run"] for step in steps_of(read(path)) if "run" in step]
    assert scripts
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_may_only_read_and_hold_the_versions_of_what_they_use(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert [job for job in workflow["jobs"].values() if "timeout-minutes" not in job] == []
    used = [step["uses"] for step in steps_of(workflow) if "uses" in step]
    assert [
        name for name in used if name != "./" and not re.fullmatch(r"[\w/-]+@(v\d+[\d.]*|[0-9a-f]{40})", name)
    ] == []


def test_what_depends_on_the_day_never_runs_for_a_pull_request() -> None:
    jobs = read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]
    fresh = [job for job in jobs.values() if any("freshness" in step.get("with", {}) for step in job["steps"])]
    assert [job["if"] for job in fresh] == ["github.event_name == 'schedule'"]


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


def test_the_gitlab_job_installs_only_what_it_is_told(repository: Path, runner: Path) -> None:
    """A name of ours that is not ours on the registry would be somebody else's program."""
    pip = runner / "ctrack" / "bin" / "pip"
    pip.write_text('#!/bin/sh\nprintf "%s\\n" "$@"\n')
    pip.chmod(0o755)
    job = read(TEMPLATE)["ctrack"]
    (install,) = job["before_script"]
    path = f"{pip.parent}:{os.environ['PATH']}"

    untold = run(repository, "sh", "-ec", install, CTRACK_PACKAGE=job["variables"]["CTRACK_PACKAGE"], PATH=path)
    told = run(repository, "sh", "-ec", install, CTRACK_PACKAGE="-x; touch stolen", PATH=path)

    assert untold.returncode != 0
    assert (untold.stdout, "CTRACK_PACKAGE" in untold.stderr) == ("", True)
    assert told.stdout.splitlines() == ["install", "--quiet", "--", "-x; touch stolen"]


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


@pytest.mark.skipif("CI" not in os.environ, reason="has pip build the hooks' environment: in CI, or with CI=true")
def test_the_hooks_install_and_run_as_they_are_shipped(repository: Path, tmp_path: Path) -> None:
    shipped = tmp_path / "ctrack"
    shutil.copytree(ROOT / "src", shipped / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", HOOKS.name):
        shutil.copy(ROOT / name, shipped / name)
    git(shipped, "init", "--quiet")
    hooks = [{"id": hook["id"]} for hook in read(HOOKS)]
    config = {"repos": [{"repo": str(shipped), "rev": commit(shipped), "hooks": hooks}]}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    commit(repository)
    network = {name: value for name, value in os.environ.items() if name.upper().startswith(("PIP_", "HTTP", "SSL_"))}
    settings = network | {"PRE_COMMIT_HOME": str(tmp_path / "cache")}

    clean = run(repository, sys.executable, "-m", "pre_commit", "run", **settings)
    git(repository, "rm", "--quiet", "data/districts/gia-lam.yaml")
    deleted = run(repository, sys.executable, "-m", "pre_commit", "run", **settings)

    assert (clean.returncode, clean.stdout.count("Passed")) == (0, len(hooks)), clean.stdout
    assert deleted.returncode == 1
    assert "CT201" in deleted.stdout


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_screens_of_the_page_are_what_the_program_prints(ctrack: Run) -> None:
    screens = blocks("console")
    assert screens
    for screen in screens:
        command, _, shown = screen.partition("\n")
        assert ctrack(*shlex.split(command.removeprefix("$ ctrack"))).stdout.decode() == shown


def test_the_scripts_of_the_page_run(repository: Path, runner: Path) -> None:
    git(repository.parent, "clone", "--quiet", str(repository), "clone")
    clone = repository.parent / "clone"
    path = f"{runner / 'ctrack' / 'bin'}:{os.environ['PATH']}"

    for script in blocks("sh"):
        done = run(clone, "bash", "-euc", script, PATH=path)
        assert done.returncode == 0, (script, done.stderr)

    (settings,) = map(json.loads, blocks("json"))
    schemas = settings["yaml.schemas"]
    assert set(schemas) == {f"data/.schemas/{file.name}" for file in (clone / "data" / ".schemas").iterdir()}
    for schema, files in schemas.items():
        assert kind_of(files.removeprefix("data/").replace("*", "x")) == Path(schema).stem


def test_the_examples_of_the_page_name_what_there_is() -> None:
    examples = [yaml.safe_load(block) for block in blocks("yaml")]
    hooks = [hook["id"] for example in examples if "repos" in (example or ()) for hook in example["repos"][0]["hooks"]]
    assert hooks == [hook["id"] for hook in read(HOOKS)]

    workflows = [example for example in examples if "jobs" in (example or ())]
    uses = [step for workflow in workflows for step in steps_of(workflow) if "ctrack" in step["uses"]]
    assert len(uses) == len(workflows) == 2
    inputs = read(ACTION)["inputs"]
    assert [name for step in uses for name in step["with"] if name not in inputs] == []
    table = PAGE.partition("| input |")[2].partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == list(inputs)

    (job,) = [example["ctrack"] for example in examples if "include" in (example or ())]
    assert set(job["variables"]) <= set(read(TEMPLATE)["ctrack"]["variables"])
