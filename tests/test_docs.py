"""Documentation that cannot drift: what it shows is what the program prints."""

from __future__ import annotations

import json
import os
import re
import shlex
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ctrack import i18n
from ctrack.render.words import FLAG_NAMES, REASONS, STATUS_NAMES
from tests import command_pages, worked_cases
from tests.assess.test_worked_cases import CASES

if TYPE_CHECKING:
    from tests.conftest import Run

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n\$ (ctrack [^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
READMES = [ROOT / "README.md", ROOT / "README.vi.md"]
SHOWING = [*READMES, ROOT / "docs/sheets.md", ROOT / "docs/vi/sheets.md"]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data/README.md"])
METHOD = {"en": ROOT / "docs/method.md", "vi": ROOT / "docs/vi/method.md"}
TABLE = re.compile(r"^<!-- (ctrack [^\n]*) -->\n(.*?)^<!-- end -->$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_screens_shown_are_what_the_program_prints(ctrack: Run, path: Path) -> None:
    """`CTRACK_UPDATE_GOLDEN=1 pytest` writes them anew."""
    text = path.read_text(encoding="utf-8")

    def printed(match: re.Match[str]) -> str:
        ran = ctrack(*shlex.split(match[1])[1:], COLUMNS="80")
        shown = (ran.stdout + ran.stderr).decode()
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


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_to_headings_lead_to_one(path: Path) -> None:
    for page, anchor in re.findall(r"\]\(([^)#:]*)#([^)]*)\)", path.read_text(encoding="utf-8")):
        assert anchor in anchors(path.parent / page if page else path), (page, anchor)


def anchors(path: Path) -> set[str]:
    """What GitHub calls the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


def test_the_worked_cases_are_what_the_program_computes(ctrack: Run) -> None:
    """`make docs` writes them anew."""
    result_of = cache(partial(worked_cases.result, ctrack))
    for language, path in METHOD.items():
        i18n.activate(language)
        text = path.read_text(encoding="utf-8")
        match = worked_cases.TABLE.search(text)
        assert match
        fresh = text.replace(match[0], match[1] + worked_cases.fresh_table(result_of, match[2], language) + match[3])
        if os.environ.get("CTRACK_UPDATE_GOLDEN"):
            path.write_text(fresh, encoding="utf-8")
        assert fresh == path.read_text(encoding="utf-8")


def test_the_worked_cases_are_those_that_define_the_method() -> None:
    rows = re.findall(r"^\|(.*)\|$", cases_of(METHOD["en"]), re.MULTILINE)
    shown = [[cell.strip(" `") for cell in row.split("|")] for row in rows]
    computed = {(attainment, status, said) for _, attainment, pace, status, *_ in shown for said in (pace, None)}

    assert {(attainment, status, pace) for *_, attainment, status, pace in CASES.values()} <= computed


def test_the_pages_on_the_method_show_every_case_of_the_tracker() -> None:
    files = (ROOT / "docs/cases/programs").iterdir()
    kept = {code for file in files for code in re.findall(r'- code: "(.*)"', file.read_text(encoding="utf-8"))}
    english, vietnamese = (worked_cases.ASKED.findall(cases_of(path)) for path in METHOD.values())

    assert {asked.partition(" ")[0] for asked in english} == kept
    assert english == vietnamese


def cases_of(path: Path) -> str:
    match = worked_cases.TABLE.search(path.read_text(encoding="utf-8"))
    assert match, path
    return match[2]


def test_the_tracker_of_the_worked_cases_is_sound(ctrack: Run) -> None:
    for command in (["validate", "--strict"], ["fmt", "--check"]):
        ran = ctrack(*command, "--data", "docs/cases")
        assert ran.returncode == 0, ran.stdout.decode()


def test_the_method_is_told_whole_in_both_languages() -> None:
    english, vietnamese = (path.read_text(encoding="utf-8") for path in METHOD.values())

    headings_rows_and_items = re.compile(r"^(?:#+(?= )|\||- )", re.MULTILINE)
    assert headings_rows_and_items.findall(vietnamese) == headings_rows_and_items.findall(english)
    formulas = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    assert formulas.findall(vietnamese) == formulas.findall(english)


def test_the_vietnamese_page_on_the_method_has_the_words_of_the_output() -> None:
    text = METHOD["vi"].read_text(encoding="utf-8")
    rows = [row.split("|") for row in re.findall(r"^\| (`.*)\|$", text, re.MULTILINE)]
    i18n.activate("vi")

    for word, name in [*STATUS_NAMES.items(), *FLAG_NAMES.items(), *REASONS.items()]:
        assert any(f"`{word}`" in row[0] and i18n.gettext(name) in row[1] for row in rows), word


@pytest.mark.parametrize("language", command_pages.FOLDERS)
def test_the_pages_of_the_commands_are_current(ctrack: Run, language: str) -> None:
    """`make docs` writes them anew."""
    folder, pages = command_pages.FOLDERS[language], command_pages.pages(ctrack, language)
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")

    assert {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()} == pages


def test_every_command_and_option_has_help() -> None:
    import typer.main

    from ctrack.cli.app import app

    command: Any = typer.main.get_command(app)
    assert list(command.commands) == [
        *["status", "district", "show", "explain", "rank", "due", "owner", "tasks"],
        *["validate", "diff", "rule", "fmt", "schema", "record", "new", "form", "import"],
        *["report", "export", "init", "completion"],
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
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *(name for extra in extras.values() for name in extra if "[" not in name)]

    assert all(">=" in name for name in named)
    assert {name.partition(">=")[0].lower() for name in named} <= held
    explained = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    assert all(name.partition(">=")[0] in explained for name in named)
    assert ctrack("--version").stdout.decode() == f"ctrack {__import__('ctrack').__version__}\n"
