"""The pages of docs/commands: for each command its help and screens, as the program prints them in each language."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.grammar import COMMANDS
from tests.cli.test_screens import GOLDEN, SCREENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Run

ROOT = Path(__file__).parents[1]
FOLDERS = {"en": ROOT / "docs/commands", "vi": ROOT / "docs/vi/commands"}
CASE = "tests/cases/CT307-another-number-of-criteria"
EXAMPLES = {
    "validate": (f"validate --data {CASE}/broken --format text", f"validate --data {CASE}/mended --format concise"),
    "rule": ("rule CT307",),
    "fmt": (f"fmt --check --data {CASE}/mended",),
    "record": (
        "record 01.01 88.5 --date 2024 --published 2025-01-20 --source bao-cao-2023 --data src/ctrack/template --dry-run",
    ),
    "new": (
        "new source bao-cao-2024 --title 'Báo cáo năm 2024' --published 2025-01-20 --data src/ctrack/template --dry-run",
    ),
    "import": ("import docs/examples/figures.csv --data src/ctrack/template --dry-run",),
    "completion": ("completion bash",),
}
"""Commands whose screens are not among the kept ones, run here."""

WORDS = {
    "en": {
        "index": "# Commands\n\nWritten by the program itself. `ctrack COMMAND --help` shows the same. The screens are of a small, early\nstate of this repository's data.\n",
        "all": "[All commands](README.md)",
        "other": "[Tiếng Việt](../vi/commands/{name}.md)",
        "examples": "## Examples",
    },
    "vi": {
        "index": "# Các lệnh\n\nTrang này do chính phần mềm sinh ra. `ctrack LỆNH --help` cho biết cùng nội dung. Các màn hình mẫu dùng\nmột bản dữ liệu nhỏ, thuộc thời kỳ đầu của kho này.\n",
        "all": "[Tất cả các lệnh](README.md)",
        "other": "[English](../../commands/{name}.md)",
        "examples": "## Ví dụ",
    },
}


def pages(run: Run, language: str) -> dict[str, str]:
    """Write all pages of a language: their file names and texts."""
    words = WORDS[language]
    helps = {name: _printed(run, language, f"{name} --help") for name in COMMANDS}
    index = [f"| [`{name}`]({name}.md) | {_about(text)} |" for name, text in helps.items()]
    listing = "\n".join([f"{words['index']}", words["other"].format(name="README"), "", "| | |", "|---|---|", *index])
    return {"README.md": f"{listing}\n"} | {
        f"{name}.md": _page(run, language, name, text) for name, text in helps.items()
    }


def _printed(run: Run, language: str, arguments: str) -> str:
    ran = run(*shlex.split(arguments), CTRACK_LANG=language, COLUMNS="80")
    return (ran.stdout + ran.stderr).decode()


def _about(text: str) -> str:
    """Give the sentence that a help page says of its command."""
    return " ".join(text.split("\n\n")[1].split())


def _page(run: Run, language: str, name: str, text: str) -> str:
    words = WORDS[language]
    parts = [f"# ctrack {name}", f"{words['all']} · {words['other'].format(name=name)}", _block(f"{name} --help", text)]
    examples = list(_examples(run, language, name))
    return "\n\n".join([*parts, *([words["examples"], *examples] if examples else [])]) + "\n"


def _examples(run: Run, language: str, name: str) -> Iterator[str]:
    for screen, arguments in SCREENS.items():
        if arguments[0] == name:
            shown = (GOLDEN / f"{screen}-{language}-80.txt").read_text(encoding="utf-8")
            yield _block(shlex.join(arguments), shown)
    for command in EXAMPLES.get(name, ()):
        yield _block(command, _printed(run, language, command))


def _block(arguments: str, shown: str) -> str:
    """Write a screen. Not as `console`: those are run again where they stand, these were printed elsewhere."""
    return f"```text\n$ ctrack {arguments}\n{shown.rstrip()}\n```"
