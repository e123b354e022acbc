"""Documentation that cannot drift: what it shows is what the program prints."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n\$ (ctrack [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
TABLE = re.compile(r"^<!-- (ctrack [^\n]*) -->\n(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_screens_shown_are_what_the_program_prints(ctrack: Run, path: Path) -> None:
    """`CTRACK_UPDATE_GOLDEN=1 pytest` writes them anew."""
    text = path.read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        shown = ctrack(*shlex.split(match[1])[1:], COLUMNS="80").stdout.decode()
        return f"```console\n$ {match[1]}\n{shown}```"

    fresh = BLOCK.sub(printed, text)
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        path.write_text(fresh, encoding="utf-8")
    assert BLOCK.search(text)
    assert fresh == path.read_text(encoding="utf-8")


def test_the_tables_of_what_the_data_cover_are_current(ctrack: Run) -> None:
    """`make docs` writes them anew."""
    path = ROOT / "data" / "README.md"
    text = path.read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        shown = re.sub(r"^#", "###", ctrack(*shlex.split(match[1])[1:]).stdout.decode(), flags=re.MULTILINE)
        return f"<!-- {match[1]} -->\n{shown}<!-- end -->"

    fresh = TABLE.sub(printed, text)
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        path.write_text(fresh, encoding="utf-8")
    assert len(TABLE.findall(text)) == 2
    assert fresh == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_the_quick_start_is_two_commands(path: Path) -> None:
    section = path.read_text(encoding="utf-8").split("\n## ")[1]
    (block,) = re.findall(r"```sh\n(.*?)```", section, re.DOTALL)

    assert len(block.splitlines()) == 2
    assert block in READMES[0].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data/README.md"]),
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


def test_every_command_and_option_has_help() -> None:
    import typer.main

    from ctrack.cli.app import app

    command: Any = typer.main.get_command(app)
    assert list(command.commands) == [
        *["status", "district", "show", "rank", "due", "owner", "tasks"],
        *["validate", "rule", "fmt", "schema"],
    ]
    for name, each in {"ctrack": command, **command.commands}.items():
        assert each.help, name
        assert [parameter.name for parameter in each.params if not parameter.help] == [], name


def test_the_page_of_rules_is_current(ctrack: Run) -> None:
    """`make docs` writes it anew."""
    shown = ctrack("rule", "--all", "--format", "markdown").stdout.decode()
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == shown


def test_the_schemas_for_editors_are_current(tmp_path: Path, ctrack: Run) -> None:
    """But for the ids, which follow the data a little later; `make docs` writes them anew."""
    assert ctrack("schema", "--write", str(tmp_path)).returncode == 0

    for file in sorted(tmp_path.iterdir()):
        kept = json.loads((ROOT / "data" / ".schemas" / file.name).read_text(encoding="utf-8"))
        assert without_ids(json.loads(file.read_text(encoding="utf-8"))) == without_ids(kept), file.name


def without_ids(schema: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(schema, list):
        return [without_ids(item) for item in schema if not (isinstance(item, dict) and "enum" in item)]
    if isinstance(schema, dict):
        return {key: without_ids(value) for key, value in schema.items()}
    return schema


def test_every_file_of_the_data_tells_editors_its_schema() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        line = path.read_text(encoding="utf-8").partition("\n")[0]
        assert line.startswith("# yaml-language-server: $schema="), path
        assert (path.parent / line.partition("=")[2]).is_file(), path


def test_the_versions_are_bounded_below_and_held(ctrack: Run) -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    held = {
        line.partition("==")[0].lower() for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    }
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]

    assert all(">=" in name for name in named)
    assert {name.partition(">=")[0].lower() for name in named} <= held
    explained = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert all(name.partition(">=")[0] in explained for name in named)
    assert ctrack("--version").stdout.decode() == f"ctrack {__import__('ctrack').__version__}\n"
