"""Repositories for each test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.history.repositories import LAST, QUIET, add_measurement, commit, git, lay


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    for name, value in QUIET.items():
        monkeypatch.setenv(name, value)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("laid"))


@pytest.fixture
def repository(laid: Path, tmp_path: Path) -> Path:
    """Give a repository with the tracker in data/ and one commit."""
    return Path(shutil.copytree(laid, tmp_path / "repository"))


@pytest.fixture
def branch(repository: Path) -> Path:
    """Give a repository whose branch `mine` left `main` at its first commit; both have gone on."""
    git(repository, "switch", "--quiet", "--create", "mine")
    add_measurement(repository / "data", "2022-Q3", 20)
    commit(repository, "mine")
    git(repository, "switch", "--quiet", "main")
    add_measurement(repository / "data", "2025", 80, LAST)
    commit(repository, "theirs")
    git(repository, "switch", "--quiet", "mine")
    return repository
