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
    if key in {"PATH", "HOME", "TMPDIR", "SYSTEMROOT", "COVERAGE_PROCESS_START", "CTRACK_NO_CACHE"}
}


@pytest.fixture(scope="session")
def ctrack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run commands; answers that are kept are kept for the session. `CTRACK_NO_CACHE=1 pytest` keeps none."""
    parent = warm.Parent(CLEAN)
    cache = str(tmp_path_factory.mktemp("cache"))

    def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
        env = CLEAN | {"LC_ALL": warm.PLAIN, "XDG_CACHE_HOME": cache} | environment
        if warm.is_plain(env):
            return parent.run(list(arguments), cwd, env)
        command = [sys.executable, "-m", "ctrack", *arguments]
        return subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)

    yield run
    parent.close()
