"""Answers that are kept: the same to the byte as those made anew, and never those of another state."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs
import pytest
import typer.main
from hypothesis import given
from hypothesis import strategies as st

from ctrack.cli import answers, grammar
from ctrack.cli.app import app
from ctrack.cli.dependence import ENVIRONMENT, KEPT, cache_folder, depends_on, options_in
from ctrack.store import kept
from ctrack.store.locate import find_tracker
from tests.conftest import CLEAN, ROOT
from tests.support import write_tracker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("with_a_cache")

SOUND = {
    "programs/03.yaml": 'code: "03"\ntitle: A\nindicators:\n  - {code: "03.01", name: B, unit: number, targets: [{value: 5}], measurements: [{date: 2022, value: 2}]}\n',
    "districts/gia-lam.yaml": "name: Gia Lâm\nkind: rural\n",
}
BROKEN = SOUND | {"programs/04.yaml": 'code: "04"\ntitle: A\nindicators: [{code: "04.01", name: B, unit: numberr}]\n'}
VIEWS = [
    ["status"],
    ["status", "--program", "03"],
    ["status", "--format", "json"],
    ["--lang", "vi", "status", "--program=03"],
    ["district"],
    ["show", "03.01", "--format", "markdown"],
    ["rank", "03.01", "--format", "csv"],
    ["due"],
    ["owner"],
    ["tasks"],
    ["validate"],
    ["validate", "--format", "json", "--freshness"],
    ["status", "--help"],
    ["__complete", "bash", "district", "gia"],
]


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", BROKEN)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def ask(run: Run, tracker: Path, *words: str, **environment: str) -> tuple[int, bytes, bytes]:
    given = {"XDG_CACHE_HOME": str(tracker.parent / "cache")} | environment
    ran = run(*words, cwd=tracker.parent, **given)
    assert b"Traceback" not in ran.stderr
    return ran.returncode, ran.stdout, ran.stderr


def kept_in(cache: Path) -> list[Path]:
    return sorted((cache / "ctrack/answers").glob("[!.]*"))


def forge(cache: Path, out: bytes = b"kept\n") -> None:
    """Put another answer in the place of each that is kept, to see whether it is given."""
    for place in kept_in(cache):
        kept.save(str(place), 0, out, b"")


@pytest.mark.parametrize("words", VIEWS, ids=" ".join)
def test_an_answer_is_given_again_to_the_byte(ctrack: Run, tracker: Path, cache: Path, words: list[str]) -> None:
    anew = ask(ctrack, tracker, *words, CTRACK_NO_CACHE="1")
    assert kept_in(cache) == []

    first, second = ask(ctrack, tracker, *words), ask(ctrack, tracker, *words)

    assert first == second == anew
    assert len(kept_in(cache)) == 1
    forge(cache)
    assert ask(ctrack, tracker, *words) == (0, b"kept\n", b"")


@pytest.mark.parametrize(
    "words",
    [
        ["explain", "03.01"],
        ["status", "--rev", "HEAD"],
        ["validate", "--format", "github"],
        ["validate", "--output", "json:x.json"],
        ["status", "--no-cache"],
        ["--no-cache", "status"],
        ["status", "--program", "99"],
        ["status", "--owner"],
        ["fmt", "--check"],
        ["record", "03.01", "5", "--date", "2023", "--source", "x"],
        ["__complete", "bash", "--data", "x", "district", "gia"],
    ],
    ids=" ".join,
)
def test_what_depends_on_more_or_fails_is_not_kept(ctrack: Run, tracker: Path, cache: Path, words: list[str]) -> None:
    ask(ctrack, tracker, *words)

    assert kept_in(cache) == []


def test_after_any_change_the_answer_is_made_anew(ctrack: Run, tracker: Path, cache: Path) -> None:
    ask(ctrack, tracker, "status")
    forge(cache)
    file = tracker / "programs/03.yaml"
    text, times = file.read_text(), file.stat()

    def differs(**environment: str) -> bool:
        return ask(ctrack, tracker, "status", **environment)[1] != b"kept\n"

    assert not differs()
    file.write_text(text.replace("value: 2}", "value: 3}"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert differs()  # though it has the size and the time that it had
    file.write_text(text)
    assert not differs()
    (tracker / "districts/x.yml").write_text("")
    assert differs()
    (tracker / "districts/x.yml").unlink()
    assert not differs()
    assert differs(CTRACK_LANG="vi")
    assert differs(COLUMNS="80")
    assert differs(NO_COLOR="1")
    assert differs(TZ="Pacific/Kiritimati") or differs(TZ="Pacific/Pago_Pago")
    assert ask(ctrack, tracker, "status", "--as-of", "2021")[1] != b"kept\n"
    assert ctrack("status", cwd=tracker, XDG_CACHE_HOME=str(cache)).stdout != b"kept\n"
    tracker.rename(tracker.parent / "other")
    assert ask(ctrack, tracker, "status")[0] == 3


@pytest.mark.parametrize("content", [b"", b"ctrack answer 1\n", b"x" * 100, None])
def test_a_damaged_answer_is_as_if_there_were_none(
    ctrack: Run, tracker: Path, cache: Path, content: bytes | None
) -> None:
    sound = ask(ctrack, tracker, "status")
    (place,) = kept_in(cache)
    whole = place.read_bytes()
    place.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]) if content is None else content)

    assert ask(ctrack, tracker, "status") == sound
    assert place.read_bytes() == whole


def test_a_cache_that_cannot_be_used_does_no_harm(ctrack: Run, tracker: Path, tmp_path: Path) -> None:
    sound = ask(ctrack, tracker, "status")
    (tmp_path / "file").write_text("")

    assert ask(ctrack, tracker, "status", XDG_CACHE_HOME=str(tmp_path / "file")) == sound
    assert ask(ctrack, tracker, "status", XDG_CACHE_HOME="/proc/nowhere") == sound
    assert ask(ctrack, tracker, "status", XDG_CACHE_HOME="/dev/full") == sound


def test_many_at_once_all_get_the_answer(tracker: Path, cache: Path) -> None:
    command = [sys.executable, "-m", "ctrack", "status"]
    environment = CLEAN | {"XDG_CACHE_HOME": str(cache)}

    def once(_number: int) -> bytes:
        return subprocess.run(command, cwd=tracker.parent, env=environment, capture_output=True, check=True).stdout

    with ThreadPoolExecutor(6) as pool:
        shown = set(pool.map(once, range(12)))

    assert len(shown) == 1
    assert [path.name for path in (cache / "ctrack/answers").iterdir()] == [kept_in(cache)[0].name]


def test_a_file_that_changes_meanwhile_is_not_mistaken(
    tracker: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.chdir(tracker.parent)

    def slow(_argv: Sequence[str]) -> int:
        (tracker / "programs/03.yaml").write_text("code: x\n")
        return 0

    assert answers.answer(["ctrack", "status"], slow) == 0
    assert kept_in(cache) == []


def test_there_are_never_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MAX_FILES", 8)
    monkeypatch.setattr(kept, "MAX_BYTES", 10_000)
    for number in range(20):
        kept.save(str(tmp_path / f"{number:02}"), 0, b"x", b"")
        os.utime(tmp_path / f"{number:02}", (number, number))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) <= 8
    assert names[-1] == "19"

    for number in range(20, 25):
        kept.save(str(tmp_path / f"{number:02}"), 0, b"x" * 3000, b"")
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 10_000
    assert kept.load(str(tmp_path / "24")) == (0, b"x" * 3000, b"")


def test_the_users_cache_is_where_the_system_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", " ", "/somewhere", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", value)
        assert cache_folder() == platformdirs.user_cache_dir("ctrack", appauthor=False)
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == platformdirs.user_cache_dir("ctrack", appauthor=False)


def test_every_variable_that_is_read_is_among_those_an_answer_depends_on() -> None:
    only_for_formats_not_kept = {"GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"}
    only_the_cache_itself = {"XDG_CACHE_HOME"}
    for path in (ROOT / "src/ctrack").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        named = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', text)) | set(
            re.findall(r'environment\("(\w+)"\)', text)
        )
        assert named - only_for_formats_not_kept - only_the_cache_itself <= {*ENVIRONMENT}, path


WORDS = st.sampled_from(
    [
        *KEPT,
        *("--data", "--data=x", "--data=", "x", "03", "-", "--", "--format", "--format=json", "json", "--as-of", "2024"),
        *("--program", "--rev", "--base=main", "--no-cache", "--strict", "--strict=1", "--help", "-h", "--version", "--lang", "vi"),
        *("--colour", "explain", "--horizon", "next", "-x"),
    ]
)  # fmt: skip


def parsed(words: list[str]) -> tuple[str, dict[str, Any]] | None:
    """Read a command line as the commands do; nothing where they refuse it or a word ends it."""
    group: Any = typer.main.get_command(app)
    try:
        context = group.make_context("ctrack", list(words), resilient_parsing=False)
        rest = [*context._protected_args, *context.args]  # noqa: SLF001 - there is no other way to ask
        name, command, rest = group.resolve_command(context, rest)
        inner = command.make_context(name, rest, parent=context)
    except BaseException:  # noqa: BLE001 - all that ends a command line
        return None
    given = {key: value for key, value in context.params.items() if value not in {None, False}}
    return name, given | {key: value for key, value in inner.params.items() if value not in (None, False)}


@given(st.lists(WORDS, max_size=6))
def test_a_command_line_is_read_as_the_commands_read_it(words: list[str]) -> None:
    real, ours = parsed(words), options_in(words)

    if real is None or ours is None:
        if real is not None:
            assert ours is not None, words  # only what ends the command line is not read
        return
    assert ours[0] == real[0]
    assert ours[1].get("--data") == real[1].get("data")
    assert ("--rev" in ours[1]) == ("revision" in real[1] or "rev" in real[1])
    assert ("--base" in ours[1]) == ("base" in real[1])
    assert ("--no-cache" in ours[1]) == ("no_cache" in real[1])


def test_the_tracker_is_found_as_the_commands_find_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ctrack.store.around import named_folder, tracker_around

    deep = tmp_path / "a/b"
    deep.mkdir(parents=True)
    for place in ("a", "a/b/data", "data"):
        write_tracker(tmp_path / place, SOUND)
        for folder in (deep, deep.parent, tmp_path):
            try:
                found: str | None = str(find_tracker(None, None, folder))
            except Exception:  # noqa: BLE001
                found = None
            assert tracker_around(str(folder)) == found
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("a", "~/a", "../b/data", str(tmp_path / "a")):
        folder = tmp_path / "a/b" if name.startswith("..") else tmp_path
        assert Path(named_folder(str(folder), name)) == find_tracker(name, None, folder)


def test_an_answer_that_is_there_imports_next_to_nothing(tracker: Path, cache: Path) -> None:
    script = Path(sysconfig.get_path("scripts")) / "ctrack"
    command = [sys.executable, "-X", "importtime", str(script), "status"]
    environment = CLEAN | {"XDG_CACHE_HOME": str(cache)}
    subprocess.run(command, cwd=tracker.parent, env=environment, capture_output=True, check=True)

    ran = subprocess.run(command, cwd=tracker.parent, env=environment, capture_output=True, check=True)

    imported = {line.rpartition("|")[2].strip() for line in ran.stderr.decode().splitlines() if "|" in line}
    ours = {name for name in imported if name.startswith("ctrack")}
    assert ours == {
        *("ctrack", "ctrack.__main__", "ctrack.cli", "ctrack.cli.answers", "ctrack.cli.dependence", "ctrack.cli.grammar"),
        *("ctrack.store", "ctrack.store.around", "ctrack.store.kept", "ctrack.store.stamps"),
    }  # fmt: skip
    assert not {"typing", "pathlib", "dataclasses", "json", "typer", "pydantic", "yaml", "rich"} & imported


def test_what_needs_no_tracker_is_told_apart() -> None:
    assert depends_on(["--help"]) == (False, None)
    assert depends_on(["record", "--help"]) == (False, None)
    assert depends_on(["status", "--help", "--data", "x"]) is None
    assert depends_on(["status", "--data", "x"]) == (True, "x")
    assert {*KEPT} < {*grammar.COMMANDS}
