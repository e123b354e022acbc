"""The tutorial cannot drift: each step that a reader takes is taken here, in a shell, and must print what is shown.

A page has five kinds of blocks. `<!-- file: NAME -->` above a block writes it to that file, `append:` adds it at the
end, and `change:` takes the lines of a diff away that begin with `-` and puts those in that begin with `+`. Of a
`console` block, the lines that begin with `$ ` are typed, and the lines below are what a terminal shows. A `sh` block
is not run. A command that fails must be followed by `echo $?`.
"""

from __future__ import annotations

import errno
import os
import pty
import re
import subprocess
import sysconfig
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import CLEAN, ROOT
from tests.history.repositories import PERSON, QUIET

PAGES = {"en": ROOT / "docs" / "tutorial.md", "vi": ROOT / "docs" / "vi" / "tutorial.md"}
BLOCK = re.compile(
    r"^(?:<!-- (?P<kind>file|append|change): (?P<file>\S+) -->\n)?```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
DAY = "2024-07-15T09:00:00+07:00"


@dataclass
class Reader:
    """Somebody who follows a page: where they have got to, and how the last command ended."""

    home: Path
    folder: Path
    language: str
    status: int = 0

    def follow(self, page: str) -> str:
        """Take all steps; gives the page as it would be with what is printed now."""
        return BLOCK.sub(self._take, page)

    def _take(self, block: re.Match[str]) -> str:
        if block["kind"]:
            self._edit(block["kind"], self.folder / block["file"], block["text"])
        elif block["language"] == "console":
            return f"```console\n{self._converse(COMMAND.findall(block['text']))}```"
        else:
            assert block["language"] == "sh", f"nobody writes or runs this block:\n{block[0]}"
        return block[0]

    def _edit(self, kind: str, path: Path, text: str) -> None:
        before = "" if kind == "file" else path.read_text(encoding="utf-8")
        after = changed(before, text) if kind == "change" else before + text
        path.write_text(after, encoding="utf-8")

    def _converse(self, commands: list[str]) -> str:
        shown = ""
        for command, following in pairwise([*commands, ""]):
            shown += f"$ {command}\n{self._type(command)}"
            assert self.status == 0 or following == "echo $?", (
                f"it ends with {self.status} and nobody says so:\n{shown}"
            )
        return shown

    def _type(self, command: str) -> str:
        folder = self.home.parent / "folder"
        script = f'(exit {self.status})\n{command}\nstatus=$?\npwd > "{folder}"\nexit $status'
        self.status, printed = run_in_terminal(script, self.folder, self._environment())
        self.folder = Path(folder.read_text(encoding="utf-8").strip())
        return printed

    def _environment(self) -> dict[str, str]:
        days = {"GIT_AUTHOR_DATE": DAY, "GIT_COMMITTER_DATE": DAY}
        terminal = {"TERM": "dumb", "COLUMNS": "80", "LC_ALL": "C.UTF-8", "GIT_PAGER": "cat"}
        path = f"{sysconfig.get_path('scripts')}{os.pathsep}{CLEAN['PATH']}"
        own = {"HOME": str(self.home), "PATH": path, "CTRACK_LANG": self.language}
        return CLEAN | QUIET | PERSON | days | terminal | own


def changed(text: str, difference: str) -> str:
    """Take the lines away that begin with `-`, and put those in that begin with `+`."""
    lines = difference.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if not line.startswith("+"))
    new = "".join(line[1:] for line in lines if not line.startswith("-"))
    assert text.count(old) == 1, old
    return text.replace(old, new)


def run_in_terminal(script: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Run a script of the shell; gives its exit code and what somebody at the terminal sees."""
    here, there = pty.openpty()
    command = ["bash", "-c", script]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=there, stderr=there
    ) as process:
        os.close(there)
        printed = b"".join(iter(lambda: read_terminal(here), b""))
    os.close(here)
    return process.returncode, printed.decode().replace("\r\n", "\n")


def read_terminal(end: int) -> bytes:
    """Read what there is; nothing when everybody at the other end has gone, which Linux calls an error."""
    try:
        return os.read(end, 65536)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        return b""


def steps(page: Path) -> list[tuple[str, ...]]:
    """List what a reader types and writes, without what is printed."""
    blocks = BLOCK.finditer(page.read_text(encoding="utf-8"))
    return [
        (block["kind"], block["file"], block["text"]) if block["kind"] else tuple(COMMAND.findall(block["text"]))
        for block in blocks
        if block["language"] != "sh"
    ]


@pytest.mark.parametrize("language", PAGES)
def test_a_reader_sees_what_the_page_shows(tmp_path: Path, language: str) -> None:
    """`CTRACK_UPDATE_GOLDEN=1 pytest` writes the screens anew: read their difference before it is committed."""
    path = PAGES[language]
    home = tmp_path / "home"
    home.mkdir()
    fresh = Reader(home, home, language).follow(path.read_text(encoding="utf-8"))
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        path.write_text(fresh, encoding="utf-8")

    assert fresh == path.read_text(encoding="utf-8")


def test_the_pages_take_the_same_steps() -> None:
    english, vietnamese = map(steps, PAGES.values())

    assert len(english) > 20
    assert vietnamese == english


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_a_file_is_named_in_the_sentence_above_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        if block["file"]:
            assert f"`{block['file']}`" in text[: block.start()].rstrip().rpartition("\n\n")[2], block["file"]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_workflow_is_the_one_of_the_page_on_ci(path: Path) -> None:
    (workflow,) = re.findall(r"data\.yml -->\n```yaml\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
    known = iter((ROOT / "docs" / "ci.md").read_text(encoding="utf-8").splitlines())

    assert all(line in known for line in workflow.splitlines())
