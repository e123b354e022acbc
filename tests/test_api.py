"""`import ctrack` as a notebook uses it."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl
import pytest

import ctrack
from ctrack.errors import CannotRunError, UsageError
from tests.export.trackers import DAY, FILES
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def tracker(tmp_path: Path) -> ctrack.Tracker:
    return ctrack.load(write_tracker(tmp_path / "data", FILES))


def test_a_tracker_says_how_its_indicators_stand(tracker: ctrack.Tracker) -> None:
    status = tracker.status(as_of=DAY)

    assert tracker.title == "Bộ theo dõi"
    assert status.day == date(2024, 12, 31)
    assert [(one.code, one.scope, str(one.status)) for one in status] == [
        ("03.01", "city", "off_track"),
        ("03.02", "city", "off_track"),
        ("03.02a", "city", "exceeded"),
        ("03.03", "ba-vi", "no_data"),
        ("03.03", "dong-anh", "attained"),
        ("03.03", "gia-lam", "in_progress"),
    ]
    assert len(status) == 6
    assert len(tracker.status(as_of="2024", horizon="next")) == 6


def test_a_frame_of_pandas_has_types(tracker: ctrack.Tracker) -> None:
    frame = tracker.status(as_of=DAY).to_frame()

    assert isinstance(frame, pd.DataFrame)
    assert frame.shape == (6, 45)
    assert frame.loc[frame.code == "03.01", "value"].to_list() == [29647.0]
    assert str(frame.dtypes["value"]) == "Float64"
    assert frame.dtypes["date_end"].kind == "M"
    assert str(frame.dtypes["official"]) == "boolean"
    assert frame["attainment"].isna().sum() == 1
    assert frame["date_end"].max() == pd.Timestamp(2024, 12, 31)


def test_a_frame_of_polars_has_types(tracker: ctrack.Tracker) -> None:
    frame = tracker.to_frame("measurements", DAY, engine="polars")

    assert isinstance(frame, pl.DataFrame)
    assert frame.schema["value"] == pl.Float64
    assert frame.schema["date_end"] == pl.Date
    assert frame["value"].to_list()[:3] == [20000.5, 9646.5, 50.1]
    assert frame["break"].to_list() == [False] * 8


def test_findings_are_those_of_validate(tmp_path: Path) -> None:
    broken = ctrack.load(
        write_tracker(
            tmp_path / "data",
            FILES
            | {
                "districts/ba-vi.yaml": "name: Ba Vì\nkind: rural\nmeasurements:\n  - {indicator: '03.03', date: 2024, value: 8,5, of: 27}\n"
            },
        )
    )

    assert [
        (one.finding.rule, one.position.file, one.position.line)
        for one in broken.findings
        if str(one.severity) == "error"
    ] == [("CT102", "districts/ba-vi.yaml", 4)]


def test_what_is_not_there_is_told(tracker: ctrack.Tracker, tmp_path: Path) -> None:
    with pytest.raises(CannotRunError):
        ctrack.load(tmp_path / "nowhere")
    with pytest.raises(UsageError, match='"31/12/2024" is not a period'):
        tracker.status(as_of="31/12/2024")
    with pytest.raises(KeyError):
        tracker.to_frame("nothing")
    with pytest.raises(AttributeError, match="nothing"):
        ctrack.nothing  # noqa: B018
    with pytest.raises(UsageError):
        tracker.report(programmes=["99"])


def test_a_revision_is_loaded_as_it_stood(tmp_path: Path) -> None:
    folder = write_tracker(tmp_path / "data", FILES)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    path = folder / "programs/03.yaml"
    path.write_text(path.read_text().replace("value: 51.25", "value: 61"))

    then, now = ctrack.load(folder, rev="HEAD"), ctrack.load(folder)

    def value(tracker: ctrack.Tracker) -> str:
        row = next(one for one in tracker.status(DAY) if one.code == "03.02")
        return str(row.value.amount) if row.value else ""

    assert (value(then), value(now)) == ("51.25", "61")
    assert then.about().revision is not None
    assert now.about().revision is None


def test_importing_it_imports_no_library() -> None:
    code = (
        "import ctrack, sys; print(ctrack.__version__, [n for n in ('pydantic', 'typer', 'yaml') if n in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout == f"{ctrack.__version__} []\n"
