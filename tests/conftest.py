from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import settings

from ctrack import i18n

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
def ctrack() -> Run:
    def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[bytes]:
        env = CLEAN | {"LC_ALL": "C.UTF-8"} | environment
        return subprocess.run(
            [sys.executable, "-m", "ctrack", *arguments], cwd=cwd, env=env, capture_output=True, check=False
        )

    return run
