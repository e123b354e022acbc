"""`ctrack validate` where a silence would read as a pass, and where it must not write."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.support import write_tracker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

UNREADABLE: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a folder": lambda path: path.mkdir(),
    "a link that leads nowhere": lambda path: path.symlink_to("/nowhere"),
    "a device": lambda path: path.symlink_to("/dev/zero"),
}


@pytest.mark.parametrize("name", ["programs/03.yaml", "units.yaml"])
@pytest.mark.parametrize("make", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("command", [("validate",), ("fmt", "--check"), ("status",)])
def test_what_should_be_a_file_and_is_none(
    command: tuple[str, ...], make: Callable[[Path], object], name: str, ctrack: Run, tmp_path: Path
) -> None:
    write_tracker(tmp_path, {})
    file = tmp_path / name
    file.unlink(missing_ok=True)
    file.parent.mkdir(exist_ok=True)
    make(file)

    found = ctrack(*command, cwd=tmp_path)

    assert found.returncode == 3
    assert f"{file} cannot be read" in found.stderr.decode()


def test_a_folder_of_the_tracker_that_leads_nowhere(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {})
    (tmp_path / "programs").symlink_to("/nowhere")
    assert ctrack("validate", cwd=tmp_path).returncode == 3


@pytest.mark.parametrize("name", ["programs/03.yml", "programs/03.YAML", "program/03.yaml", "03.yaml"])
def test_a_file_put_where_nobody_reads_it_is_told(name: str, ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {name: "code: 03\n"})
    found = ctrack("validate", "--strict", cwd=tmp_path)
    assert (found.returncode, found.stdout.decode()[: len(name) + 20]) == (1, f"{name}:1:1: warning[CT206]")


def test_a_path_where_nothing_is_read_is_no_pass(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {})
    (tmp_path / "README.md").write_text("text\n")
    (tmp_path / "empty").mkdir()
    for path in ("README.md", "empty", "nowhere", "/etc"):
        assert ctrack("validate", path, cwd=tmp_path).returncode == 2, path


def test_a_report_takes_the_place_of_no_file_of_the_tracker(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {})
    before = (tmp_path / "tracker.yaml").read_bytes()

    for outputs in (["json:tracker.yaml"], ["json:programs/09.yaml"], ["sarif:a", "junit:./a"]):
        options = [option for output in outputs for option in ("--output", output)]
        assert ctrack("validate", *options, cwd=tmp_path).returncode == 2, outputs

    assert (tmp_path / "tracker.yaml").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["tracker.yaml", "units.yaml"]


def test_several_reports_of_one_run(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"programs/03.yaml": "code: [\n"})
    formats = ("text", "concise", "github", "gitlab", "sarif", "junit", "json")
    options = [option for form in formats for option in ("--output", f"{form}:report.{form}")]

    assert ctrack("validate", *options, cwd=tmp_path).returncode == 1

    assert all("CT001" in (tmp_path / f"report.{form}").read_text(encoding="utf-8") for form in formats)
