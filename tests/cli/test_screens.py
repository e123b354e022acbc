"""The screens as readers see them, kept as text: every view at 80 and 140 columns, in English and Vietnamese.

`make golden` writes them anew; read their difference before it is committed. The tracker is the frozen one, in a
repository whose commits have fixed authors and days, so that their names do not change either.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.history.repositories import QUIET, apply, git

if TYPE_CHECKING:
    from tests.conftest import Run

HERE = Path(__file__).parent
GOLDEN = HERE / "golden"
APRIL, OCTOBER = ("--as-of", "2022-04-30"), ("--as-of", "2024-10-31")
PUBLIC = "dau-tu-cong"
SCREENS = {
    "status": ("status", *APRIL),
    "status-03": ("status", "--program", "03", *APRIL),
    f"status-{PUBLIC}": ("status", "--program", PUBLIC, *OCTOBER),
    "district-gia-lam": ("district", "Gia Lâm", *APRIL),
    "districts": ("district", *APRIL),
    "show-03.01a": ("show", "03.01a", *APRIL),
    f"show-{PUBLIC}.01": ("show", f"{PUBLIC}.01", *OCTOBER),
    "explain-03.01a-gia-lam": ("explain", "03.01a", "--district", "Gia Lâm", *APRIL),
    f"explain-{PUBLIC}.01": ("explain", f"{PUBLIC}.01", *OCTOBER),
    "rank-03.01a": ("rank", "03.01a", *APRIL),
    "due": ("due", *OCTOBER),
    "owners": ("owner", *OCTOBER),
    "owner-so-xay-dung": ("owner", "so-xay-dung", *OCTOBER),
    "tasks-03": ("tasks", "--program", "03", *APRIL),
    "diff": ("diff", "HEAD~1", "HEAD", *OCTOBER),
}
DISTRICT = "data/districts/gia-lam.yaml"
PROGRAMME = "data/programs/dau-tu-cong.yaml"
PERIOD = "2024-01-01..2024-09-25"
FIGURE = '{indicator: "03.01a", date: 2023, value: 27, of: 27, published: 2024-01}'
REVISED = f"{{date: {PERIOD}, value: 60000, published: 2024-10-28, source: hoai-duc-2024-10}}"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("screens")
    shutil.copytree(HERE / "data", root / "data")
    git(root, "init", "--quiet", "--template=", "--initial-branch", "main")
    _commit(root, "Nguyễn Thị Hoa", "2024-10-15T09:00:00+0700")
    apply(
        root,
        (DISTRICT, "measurements:\n", f"measurements:\n  - {FIGURE}\n"),
        (PROGRAMME, "      - from: 2024\n", "      - {from: 2025, by: 2025, min: 90000, source: hoai-duc-2024-10}\n      - from: 2024\n"),
        (PROGRAMME, f"      - date: {PERIOD}\n", f"      - {REVISED}\n      - date: {PERIOD}\n"),
    )  # fmt: skip
    _commit(root, "Trần Văn Bình", "2024-10-30T16:30:00+0700")
    return root


def _commit(root: Path, author: str, when: str) -> None:
    git(root, "add", "--all")
    who = {"GIT_AUTHOR_NAME": author, "GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    git(root, "commit", "--quiet", "--message", "change", **who)


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("columns", [80, 140])
@pytest.mark.parametrize("name", SCREENS)
def test_screens_as_a_reader_sees_them(ctrack: Run, repository: Path, name: str, columns: int, language: str) -> None:
    result = ctrack(*SCREENS[name], "--lang", language, cwd=repository, COLUMNS=str(columns), **QUIET)
    shown = result.stdout.decode()

    path = GOLDEN / f"{name}-{language}-{columns}.txt"
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert (result.returncode, result.stderr) == (0, b"")
    assert shown == path.read_text(encoding="utf-8")
    too_wide = [line for line in shown.splitlines() if len(line) > columns and "https://" not in line]
    assert too_wide == []


@pytest.mark.parametrize("columns", [180, 220])
def test_with_much_room_every_field_has_a_column(ctrack: Run, repository: Path, columns: int) -> None:
    shown = ctrack(*SCREENS[f"status-{PUBLIC}"], cwd=repository, COLUMNS=str(columns), **QUIET).stdout.decode()

    path = GOLDEN / f"status-{PUBLIC}-en-{columns}.txt"
    if os.environ.get("CTRACK_UPDATE_GOLDEN"):
        path.write_text(shown, encoding="utf-8")
    assert shown == path.read_text(encoding="utf-8")


def test_no_screen_is_kept_that_nothing_shows() -> None:
    names = {
        f"{name}-{language}-{columns}.txt" for name in SCREENS for language in ("en", "vi") for columns in (80, 140)
    }
    names |= {f"status-{PUBLIC}-en-{columns}.txt" for columns in (180, 220)}

    assert {path.name for path in GOLDEN.iterdir()} == names
