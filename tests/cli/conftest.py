"""The screens' tracker: a small, early state of the repository's own data, frozen.

Screens must change when the program changes, not when an office adds a figure.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import CLEAN

if TYPE_CHECKING:
    import subprocess

    from tests.conftest import Run

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def ctrack(ctrack: Run) -> Run:
    """Run the command where `data/` is the frozen tracker, unless a test says where."""

    def run(*arguments: str, cwd: Path = HERE, **environment: str) -> subprocess.CompletedProcess[bytes]:
        return ctrack(*arguments, cwd=cwd, **environment)

    return run


@pytest.fixture
def with_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands keep what they read and answer, which tests otherwise forbid them."""
    monkeypatch.delenv("CTRACK_NO_CACHE", raising=False)
    monkeypatch.delitem(CLEAN, "CTRACK_NO_CACHE", raising=False)
