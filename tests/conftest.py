from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from ctrack import i18n
from tests import warm

if TYPE_CHECKING:
    from collections.abc import Iterator

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("long", deadline=None, max_examples=5000)
settings.load_profile(os.environ.get("CTRACK_HYPOTHESIS", "ci"))

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.activate("en")


class Run(Protocol):
    """Runs the installed command as a process of its own."""

    def __call__(self, *arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]: ...


CLEAN = {
    key: value
    for key, value in os.environ.items()
    if key in {"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "COVERAGE_PROCESS_START"}
}


@pytest.fixture(scope="session")
def ctrack() -> Iterator[Run]:
    parent = warm.Parent(CLEAN)

    def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
        env = CLEAN | {"LC_ALL": warm.PLAIN} | environment
        if warm.is_plain(env):
            return parent.run(list(arguments), cwd, env)
        command = [sys.executable, "-m", "ctrack", *arguments]
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)

    yield run
    parent.close()
