"""Shell completion: what is offered after which words, in a real shell, and what the kept names may never do."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer.main

from ctrack.assess.results import Status
from ctrack.cli import grammar
from ctrack.cli.app import app
from ctrack.cli.validation import FORMATS
from tests.support import programme, write_tracker

if TYPE_CHECKING:
    from tests.conftest import Run

SCRIPTS = Path(sysconfig.get_path("scripts"))
HERE = Path(__file__).parent
FILES = {
    "agencies.yaml": "so-xay-dung: {name: Sở Xây dựng, name_en: Department of Construction, short: SXD}\n",
    "districts/gia-lam.yaml": "name: Gia Lâm\nname_en: Gia Lam\nkind: rural\naliases: [H. Gia Lâm]\n",
    "districts/dong-anh.yaml": "name: Đông Anh\nkind: rural\n",
    "districts/dong-da.yaml": "name: Đống Đa\nkind: urban\nprograms:\n  - {code: dong-da-03, title: Chương trình của quận}\n",
    "programs/03.yaml": programme("unit: number"),
}  # fmt: skip


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def offered(run: Run, tracker: Path, *words: str, by: str = "zsh", **environment: str) -> list[str]:
    home = {"XDG_CACHE_HOME": str(tracker.parent / "cache")}
    result = run("__complete", by, *words, cwd=tracker.parent, **(home | environment))
    assert (result.returncode, result.stderr) == (0, b"")
    return [line.partition("\t")[0] for line in result.stdout.decode().splitlines()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["sta"], ["status"]),
        (["--d"], ["--data"]),
        (["status", "--pro"], ["--program"]),
        (["status", "--program", ""], ["dong-da-03", "03"]),
        (["status", "--program", "0"], ["03"]),
        (["status", "--program=0"], ["--program=03"]),
        (["status", "--status", "on"], ["on_track"]),
        (["status", "--status", "missed,on"], ["missed,on_track"]),
        (["status", "--lang", ""], ["vi", "en"]),
        (["--lang", "vi", "sho"], ["show"]),
        (["--lang=vi", "sho"], ["show"]),
        (["show", "03"], ["03.01"]),
        (["show", "03.01", ""], []),
        (["explain", "03.01", "--district", "gia"], ["gia lam"]),
        (["district", ""], ["Đông Anh", "Đống Đa", "Gia Lâm"]),
        (["district", "Gia"], ["Gia Lâm"]),
        (["district", "Gia La"], ["Gia Lam"]),
        (["district", "gia l"], ["gia lam"]),
        (["district", "GIA"], ["GIA LAM"]),
        (["district", "gia-"], ["gia-lam"]),
        (["district", "H. G"], ["H. Gia Lâm"]),
        (["district", "Đô"], ["Đông Anh"]),
        (["district", "dong"], ["dong anh", "dong da"]),
        (["district", unicodedata.normalize("NFD", "Gia Lâ")], [unicodedata.normalize("NFD", "Gia Lâ") + "m"]),
        (["owner", "Sở"], ["Sở Xây dựng"]),
        (["owner", "so x"], ["so xay dung"]),
        (["owner", "SX"], ["SXD"]),
        (["owner", "Depart"], ["Department of Construction"]),
        (["district", "--format", "m"], ["markdown"]),
        (["rule", "CT30"], [f"CT30{number}" for number in range(1, 10)]),
        (["rule", "CT301", "CT302"], ["CT302"]),
        (["diff", ""], []),
        (["status", "--as-of", ""], []),
        (["unknown", ""], []),
        (["completion", ""], ["bash", "zsh", "fish"]),
        ([], list(grammar.COMMANDS)),
    ],
    ids=" ".join,
)
def test_what_is_offered(ctrack: Run, tracker: Path, words: list[str], expected: list[str]) -> None:
    assert offered(ctrack, tracker, *words) == expected


def test_meanings_are_in_the_language_of_the_reader(ctrack: Run, tracker: Path) -> None:
    shown = {
        language: ctrack(
            "__complete", "zsh", "status", "--program", "d", cwd=HERE, CTRACK_LANG=language
        ).stdout.decode()
        for language in ("vi", "en")
    }

    assert "dai-hoi-17\tChương trình hành động" in shown["vi"]
    assert "dai-hoi-17\tAction programme" in shown["en"]
    assert offered(ctrack, tracker, "show", "") == ["03.01"]


def test_another_tracker_is_asked_where_the_line_names_one(ctrack: Run, tracker: Path) -> None:
    moved = tracker.rename(tracker.parent / "else where")

    assert offered(ctrack, moved, "district", "Gia") == []
    assert offered(ctrack, moved, "--data", str(moved), "district", "Gia") == ["Gia Lâm"]
    assert offered(ctrack, moved, "district", f"--data={moved}", "Gia") == ["Gia Lâm"]
    assert offered(ctrack, moved, "district", "Gia", CTRACK_DATA=str(moved)) == ["Gia Lâm"]


def options_of(command: Any) -> dict[str, tuple[str, ...] | None]:  # noqa: ANN401 - click has no types for this
    """Give a command's options with the words that each takes; nothing where any text is taken, none for a flag."""
    found: dict[str, tuple[str, ...] | None] = {}
    for parameter in command.params:
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith("-"):
                choices = getattr(parameter.type, "choices", None)
                found[name] = () if getattr(parameter, "is_flag", False) else tuple(choices) if choices else None
    return found


def test_the_grammar_is_that_of_the_commands() -> None:
    commands: Any = typer.main.get_command(app)

    assert list(grammar.COMMANDS) == list(commands.commands)
    pairs = [
        (commands, grammar.GLOBAL),
        *((commands.commands[name], options) for name, (_, options) in grammar.COMMANDS.items()),
    ]
    for command, options in pairs:
        told = {name: words for name, words in options.items() if name not in grammar.HELP}
        real = {name: words for name, words in options_of(command).items() if name not in grammar.HELP}
        assert list(told) == list(real), command.name
        for name, words in real.items():
            assert words is None or told[name] == words, (command.name, name)
    for name, (arguments, _) in grammar.COMMANDS.items():
        assert len(arguments) == sum(one.param_type_name == "argument" for one in commands.commands[name].params), name
    assert grammar.COMMANDS["status"][1]["--status"] == tuple(Status)
    assert grammar.COMMANDS["validate"][1]["--format"] == tuple(FORMATS)


BASH_CASES = [
    ("ctrack sta", "status"),
    ("ctrack district Gia", "Gia\\ Lâm"),
    ('ctrack district "Gia', "Gia Lâm"),
    ("ctrack district 'gia l", "gia lam"),
    ("ctrack district Gia\\ L", "Gia\\ Lâm"),
    ("ctrack status --program=0", "03"),
    ("ctrack status --program 0", "03"),
    ("ctrack owner SX", "SXD"),
]


@pytest.mark.parametrize(("line", "expected"), BASH_CASES)
def test_in_a_real_bash(tracker: Path, ctrack: Run, line: str, expected: str) -> None:
    """The words are cut as bash cuts them: at spaces outside of quotes, and at `=`."""
    script = tracker.parent / "complete.bash"
    script.write_bytes(ctrack("completion", "bash").stdout)
    words = line.replace("=", " = ").replace("\\ ", "\0").split(" ")
    if '"' in line or "'" in line:
        mark = '"' if '"' in line else "'"
        head, _, tail = line.partition(mark)
        words = [*head.split(), mark + tail]
    quoted = " ".join("'" + word.replace("\0", "\\ ").replace("'", "'\\''") + "'" for word in words)
    driver = f"source {script}; COMP_WORDS=({quoted}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _ctrack; printf '%s\\n' \"${{COMPREPLY[@]}}\"; complete -p ctrack"
    environment = {
        "PATH": f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "XDG_CACHE_HOME": str(tracker.parent),
    }

    bash = shutil.which("bash")
    assert bash

    done = subprocess.run(
        [bash, "--norc", "-c", driver], cwd=tracker.parent, env=environment, capture_output=True, text=True, check=True
    )

    reply, registered = done.stdout.splitlines()
    assert (reply, done.stderr) == (expected, "")
    assert registered.endswith("-F _ctrack ctrack")


def test_a_name_in_the_data_runs_nothing(ctrack: Run, tracker: Path) -> None:
    (tracker / "districts/evil.yaml").write_text("name: 'Evil \"$(touch x)` \\ ''s'\nkind: rural\n")

    assert offered(ctrack, tracker, "district", '"Ev', by="bash") == ["Evil \\\"\\$(touch x)\\` \\\\ 's"]
    assert offered(ctrack, tracker, "district", "'Ev", by="bash") == ["Evil \"$(touch x)` \\ '\\''s"]
    assert offered(ctrack, tracker, by="bash") == list(grammar.COMMANDS)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_take_the_script(ctrack: Run, tmp_path: Path, shell: str) -> None:
    found = shutil.which(shell)
    if found is None:
        pytest.skip(f"{shell} is not installed here")
    script = tmp_path / "script"
    script.write_bytes(ctrack("completion", shell).stdout)
    begin = "autoload -U compinit; compinit -u; " if shell == "zsh" else ""

    done = subprocess.run([found, "-c", f"{begin}source {script}"], capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def kept(tracker: Path) -> list[Path]:
    return list((tracker.parent / "cache").rglob("*.json"))


def test_yaml_is_read_only_where_a_file_changed(ctrack: Run, tracker: Path) -> None:
    """What is kept is doctored, so that an answer shows where it is from."""
    assert offered(ctrack, tracker, "district", "G") == ["Gia Lâm"]
    (file,) = kept(tracker)
    file.write_text(file.read_text().replace("Gia L", "Gia K").replace("Đông Anh", "Đông Ánh"))

    assert offered(ctrack, tracker, "district", "Gia") == ["Gia Kâm"]
    (tracker / "districts/gia-lam.yaml").write_text("name: Gia Thụy\nkind: rural\n")
    assert offered(ctrack, tracker, "district", "Gia") == ["Gia Thụy"]
    assert offered(ctrack, tracker, "district", "Đô") == ["Đông Ánh"]
    (tracker / "districts/gia-lam.yaml").unlink()
    assert offered(ctrack, tracker, "district", "Gia") == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", '{"version": "0"}', '{"version": "VERSION", "files": 3}', '{"version": "VERSION", "files": {"districts/gia-lam.yaml": [1]}}', "\udcff"],
)  # fmt: skip
def test_whatever_is_wrong_with_what_is_kept_the_answer_is_right(ctrack: Run, tracker: Path, content: str) -> None:
    version = ctrack("--version").stdout.decode().split()[1]
    offered(ctrack, tracker, "district", "G")
    (file,) = kept(tracker)
    file.write_bytes(content.replace("VERSION", version).encode("utf-8", "surrogateescape"))

    assert offered(ctrack, tracker, "district", "Gia") == ["Gia Lâm"]
    assert json.loads(file.read_text())["version"] == version


def test_it_answers_where_nothing_can_be_kept(ctrack: Run, tracker: Path) -> None:
    (tracker.parent / "cache").write_text("a file stands where the folder should")

    assert offered(ctrack, tracker, "district", "Gia") == ["Gia Lâm"]


def test_of_files_that_cannot_be_read_there_are_no_names_and_no_noise(ctrack: Run, tracker: Path) -> None:
    (tracker / "districts/gia-lam.yaml").write_text("name: [\n")
    (tracker / "districts/dong-da.yaml").write_bytes(b"\xff\xfe")
    (tracker / "agencies.yaml").write_text("- 1\n- {name: x}\n")

    assert offered(ctrack, tracker, "owner", "") == ["Đông Anh"]
    shutil.rmtree(tracker)
    assert offered(ctrack, tracker, "owner", "") == []


def test_only_the_latest_trackers_are_kept(ctrack: Run, tracker: Path) -> None:
    folder = tracker.parent / "cache/ctrack/names"
    folder.mkdir(parents=True)
    for number in range(25):
        (folder / f"{number}.json").write_text("{}")
        os.utime(folder / f"{number}.json", (number, number))

    offered(ctrack, tracker, "district", "G")

    assert len(kept(tracker)) == 20
    assert not (folder / "0.json").exists()


def test_heavy_libraries_are_not_imported_to_answer(tracker: Path) -> None:
    code = "import atexit, sys; from ctrack.__main__ import command; sys.argv = ['ctrack', '__complete', 'zsh', 'district', 'G']; atexit.register(lambda: print(sorted(set(sys.modules) & {'typer', 'pydantic', 'rich', 'yaml', 'ruamel.yaml', 'click'}))); command()"
    environment = {"PATH": os.environ["PATH"], "XDG_CACHE_HOME": str(tracker.parent / "cache"), "LC_ALL": "C.UTF-8"}

    def answer() -> list[str]:
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=tracker.parent, env=environment, capture_output=True, check=True)
        return done.stdout.decode().splitlines()

    assert answer()[:1] == ["Gia Lâm\tGia Lâm"]
    assert answer() == ["Gia Lâm\tGia Lâm", "[]"]  # from what the first run kept
