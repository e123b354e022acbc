"""Command lines that are carried out without typer mean what typer takes them for."""

from __future__ import annotations

import inspect
import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.cli import direct, viewing
from ctrack.cli.app import app
from ctrack.cli.dependence import KEPT
from ctrack.cli.direct import ARGUMENTS
from tests.conftest import CLEAN
from tests.support import write_tracker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

COMMANDS = {name: getattr(viewing, name) for name in ARGUMENTS}
WORDS = st.sampled_from(
    [
        *("--data", "--data=x", "--data=", "x", "03", "-", "--", "--format", "--format=json", "json", "csv", "--as-of", "2024"),
        *("--program", "--program=04", "--rev", "--base=main", "--no-cache", "--strict", "--strict=1", "--help", "-h", "--version"),
        *("--lang", "vi", "--lang=fr", "--color=never", "--color", "always", "--colour", "--horizon", "next", "-x", "--overdue"),
        *("--status", "missed,attained", "--owner", "Sở Xây dựng", "--owner=x", "--within", "12w", "--output", "json:a", "--freshness"),
        *("--sort", "code", "--format=xml", "--district=x", "03.01", "diff"),
    ]
)  # fmt: skip


def calls_of(read: Callable[[], object]) -> list[tuple[str, dict[str, Any]]]:
    """Give what is called in `viewing`, with all arguments by their names."""
    found: list[tuple[str, dict[str, Any]]] = []

    def note(name: str, signature: inspect.Signature) -> Callable[..., int]:
        def noted(*arguments: object, **options: object) -> int:
            bound = signature.bind(*arguments, **options)
            bound.apply_defaults()
            found.append((name, {key: list(one) if isinstance(one, tuple | list) else one for key, one in bound.arguments.items()}))  # fmt: skip
            return 0

        return noted

    with ExitStack() as stack:
        for name, command in COMMANDS.items():
            stack.enter_context(patch.object(viewing, name, note(name, inspect.signature(command))))
        read()
    return found


def by_typer(words: Sequence[str]) -> list[tuple[str, dict[str, Any]]]:
    def run() -> None:
        try:
            app(list(words), prog_name="ctrack", standalone_mode=False)
        except BaseException:  # noqa: BLE001 - whatever ends a command line that is wrong
            return

    return calls_of(run)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(WORDS, max_size=2),
    st.sampled_from([*ARGUMENTS, "diff", "fmt"]),
    st.lists(WORDS, max_size=5),
)
def test_a_command_line_means_the_same_both_ways(before: list[str], command: str, after: list[str]) -> None:
    words = [*before, command, *after]

    directly = calls_of(lambda: direct.run(words))

    if directly:
        with patch("sys.stdout"), patch("sys.stderr"):
            assert directly == by_typer(words), words


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["status", "--program", "03", "--program=04", "--format", "json", "--status", "missed", "--sort=code"],
        ["--data", "x", "--as-of=2024", "status", "--as-of", "2025", "--lang", "vi", "--color=never", "--no-cache"],
        ["district", "Gia Lâm", "--horizon", "next"],
        ["district", "--", "-x"],
        ["show", "03.01", "--rev", "HEAD"],
        ["explain", "03.01", "--district=x"],
        ["rank", "03.01", "--format=csv"],
        ["due", "--within=12w", "--owner", "x"],
        ["owner"],
        ["tasks", "--overdue"],
        ["validate", "data/programs", "data/districts", "--strict", "--format", "sarif", "--output", "json:x", "--freshness"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_is_right_is_carried_out_directly(words: list[str]) -> None:
    directly = calls_of(lambda: direct.run(words))

    assert len(directly) == 1
    assert directly == by_typer(words)


@pytest.mark.parametrize(
    "words",
    [["status", "x"], ["show"], ["rank", "a", "b"], ["status", "--help"], ["--lang=fr", "status"], ["status", "--format=xml"],
     ["--version", "status"], ["diff", "HEAD"], [], ["statu"], ["status", "--color", "x"], ["status", "--as-of"]],
    ids=" ".join,
)  # fmt: skip
def test_what_is_wrong_is_left_to_typer(words: list[str]) -> None:
    assert direct.run(words) is None


def test_every_command_whose_answers_are_kept_is_among_them() -> None:
    assert set(ARGUMENTS) >= KEPT


def test_typer_is_not_imported(tmp_path: Path) -> None:
    tracker = write_tracker(tmp_path / "data", {})
    command = [sys.executable, "-X", "importtime", "-m", "ctrack", "validate", "--data", str(tracker)]
    ran = subprocess.run(command, check=False, capture_output=True, text=True, env=CLEAN, cwd=tmp_path)

    assert "ctrack.model.kinds" in ran.stderr
    assert "typer" not in ran.stderr
    assert "rich" not in ran.stderr
