"""What a command imports is what its user waits for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import CLEAN, ROOT

HEAVY = {"typer", "click", "pydantic", "pydantic_core", "pydantic_core._pydantic_core", "ruamel.yaml", "yaml", "rich"}


def imported(*arguments: str, **environment: str) -> set[str]:
    """Run a command and list which heavy libraries it imported."""
    program = (
        "import sys, atexit\n"
        f"heavy = {sorted(HEAVY)!r}\n"
        "atexit.register(lambda: sys.stderr.write('IMPORTED ' + ' '.join(n for n in heavy if n in sys.modules)))\n"
        f"sys.argv = ['ctrack', *{list(arguments)!r}]\n"
        "from ctrack.__main__ import command\n"
        "command()\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "", "CTRACK_NO_CACHE": "1", **environment},
    )
    return set(result.stderr.rpartition("IMPORTED ")[2].split())


def test_the_version_needs_no_library() -> None:
    assert imported("--version") == set()


def test_help_needs_no_data_library() -> None:
    assert imported("--help") & HEAVY - {"typer", "click"} == set()


@pytest.mark.parametrize("form", ["json", "csv", "markdown"])
def test_machine_formats_do_not_draw(form: str) -> None:
    found = imported("status", "--program", "03", "--as-of", "2022-04-30", "--format", form)

    assert found == {"pydantic_core._pydantic_core", "yaml"}


def test_a_table_of_sound_data_does_not_ask_the_judge_of_syntax() -> None:
    assert "ruamel.yaml" not in imported("status", "--as-of", "2022-04-30")


def test_wrong_usage_is_told_without_waiting_for_the_data() -> None:
    assert "yaml" not in imported("status", "--sort", "size")


@pytest.mark.parametrize("words", [("status", "--as-of", "x"), ("status", "--sort", "x"), ("due", "--within", "x")])
def test_nobody_waits_for_those_who_read_what_is_not_needed(words: tuple[str, ...]) -> None:
    environment = CLEAN | {"CTRACK_NO_CACHE": "1"}
    ran = subprocess.run(
        [sys.executable, "-m", "ctrack", *words],
        capture_output=True,
        check=False,
        env=environment,
        cwd=ROOT,
        timeout=60,
    )

    assert ran.returncode == 2
