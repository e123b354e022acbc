"""The tracker that the tests of edits write to, and what they look at afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.store.write import OWN_FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

CITY, DISTRICT, OTHER = "programs/03.yaml", "districts/gia-lam.yaml", "districts/ba-vi.yaml"
FILES = {
    "sources.yaml": "book: {title: A book, published: 2022-04}\nlate: {title: Later}\n",
    CITY: """\
# the programme
code: "03"
title: Phát triển đô thị
source: book
indicators:
  - code: "03.01"
    name: Số huyện
    unit: number
    targets: [{value: 100}]
    measurements:   # its figures
      - {date: 2021, value: 12, source: book}   # first
  - code: "03.02"
    name: Tiêu chí
    unit: criterion
    targets: [{value: 27, of: 27, districts: all}]
  - {code: "03.03", name: Tỷ lệ, unit: percent, targets: [{value: 75}]}
  - {code: "03.04", name: Khác, same_as: "03.01"}
""",
    DISTRICT: """\
name: Gia Lâm
kind: rural
measurements:
  - {indicator: "03.02", date: 2022, value: 24, of: 27, source: book}
programs:
  - code: gia-lam-03
    title: Chương trình
    implements: "03"
    indicators:
      - {code: gia-lam-03.01, name: Trường, unit: number, targets: [{value: 8}]}
""",
    OTHER: "name: Ba Vì\nkind: rural",
}
DAY = "2026-01-31"


def texts(tracker: Path) -> dict[str, str]:
    """Give the texts of a tracker's files."""
    return {
        path.relative_to(tracker).as_posix(): path.read_bytes().decode()
        for path in tracker.rglob("*")
        if path.is_file() and OWN_FOLDER not in path.parts
    }


def added(tracker: Path, before: dict[str, str]) -> dict[str, list[str]]:
    """Give the lines that are new or longer in each file; all other lines are as they were."""
    new = {}
    for name, text in texts(tracker).items():
        old, now = before[name].splitlines(), text.splitlines()
        lines = [line for line in now if line not in old]
        assert [line for line in now if line in old] == [line for line in old if line in now]
        assert len(now) >= len(old)
        if lines:
            new[name] = [line.strip() for line in lines]
    return new


def said(run: Run, tracker: Path, *arguments: str, code: int = 0) -> str:
    """Run a command on a tracker beside it; gives what it prints."""
    result = run("--as-of", DAY, *arguments, cwd=tracker.parent)
    assert result.returncode == code, (result.stdout + result.stderr).decode()
    assert b"Traceback" not in result.stderr
    return (result.stdout + result.stderr).decode()
