"""`record` as people run it: the figure stands in the right file, nothing else changes, nothing is half written."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from ctrack.store.load import load
from tests.conftest import CLEAN
from tests.edits.trackers import CITY, DISTRICT, FILES, said, texts
from tests.history.repositories import commit, git
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

MANY = int(os.environ.get("CTRACK_WRITERS", "4"))
EACH = int(os.environ.get("CTRACK_RECORDS", "3"))
KILLS = int(os.environ.get("CTRACK_KILLS", "6"))


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def record(run: Run, tracker: Path, *arguments: str, code: int = 0) -> str:
    return said(run, tracker, "record", *arguments, code=code)


def changed(tracker: Path, before: dict[str, str]) -> tuple[str, str]:
    """Give the one file that changed and its line that is new or longer; all else is as it was."""
    ((name, text),) = [(name, text) for name, text in texts(tracker).items() if text != before[name]]
    old, new = before[name].splitlines(), text.splitlines()
    fresh = [line for line in new if line not in old]
    rest = [one for one in new if one not in fresh]
    assert rest == [one for one in old if one in new]
    assert len(old) - len(rest) in {0, 1}
    assert fresh[:-1] in ([], ["measurements:"])
    return name, fresh[-1].strip()


@pytest.mark.parametrize(
    ("arguments", "file", "line"),
    [
        (["03.01", "25", "--date", "2022", "--source", "book"], CITY, "- {date: 2022, value: 25, source: book}"),
        (["03.01", "--date", "2022", "--source", "book", "--", "-7.50"], CITY, "- {date: 2022, value: -7.50, source: book}"),
        (["03.01", "25", "--date", "2023-Q1", "--source", "late", "--published", "2023-05-02", "--estimated", "--bound", "about", "--break", "--note", " Theo: số 5 "], CITY, '- {date: 2023-Q1, value: 25, published: 2023-05-02, status: estimated, bound: about, break: true, source: late, note: "Theo: số 5"}'),
        (["03.02", "26", "--of", "27", "--date", "2023", "--district", "gia lam", "--source", "late"], DISTRICT, '- {indicator: "03.02", date: 2023, value: 26, of: 27, source: late}'),
        (["03.02", "20", "--of", "27", "--date", "2020", "--district", "H. Gia Lâm", "--source", "book", "--published", "2022"], DISTRICT, '- {indicator: "03.02", date: 2020, value: 20, of: 27, published: 2022, source: book}'),
        (["03.02", "20", "--of", "27", "--date", "2021", "--district", "Ba Vì", "--source", "book"], "districts/ba-vi.yaml", '- {indicator: "03.02", date: 2021, value: 20, of: 27, source: book}'),
        (["gia-lam-03.01", "6", "--date", "2022", "--source", "book"], DISTRICT, "- {code: gia-lam-03.01, name: Trường, unit: number, targets: [{value: 8}], measurements: [{date: 2022, value: 6, source: book}]}"),
        (["03.03", "229", "--of", "382", "--count", "--stated", "59.9", "--date", "2021", "--source", "book"], CITY, '- {code: "03.03", name: Tỷ lệ, unit: percent, targets: [{value: 75}], measurements: [{date: 2021, count: 229, of: 382, stated: 59.9, source: book}]}'),
        (["03.01", "142", "--of-target", "--date", "2023", "--source", "late"], CITY, "- {date: 2023, of_target: 142, source: late}"),
    ],
)  # fmt: skip
def test_a_figure_stands_in_the_right_file(
    ctrack: Run, tracker: Path, arguments: list[str], file: str, line: str
) -> None:
    before = texts(tracker)

    told = record(ctrack, tracker, *arguments)

    assert f"wrote data/{file}" in told
    assert changed(tracker, before) == (file, line)
    assert ctrack("validate", "--as-of", "2026-01-31", cwd=tracker.parent).returncode == 0


def test_a_districts_figures_stay_in_order(ctrack: Run, tracker: Path) -> None:
    for year in ("2024", "2020", "2023"):
        record(
            ctrack, tracker, "03.02", "24", "--of", "27", "--date", year, "--district", "gia-lam", "--source", "late"
        )

    dates = [str(one.date) for one in load(tracker).dataset.districts["gia-lam"].measurements]
    assert dates == ["2020", "2022", "2023", "2024"]
    assert ctrack("fmt", "--check", "data/districts/gia-lam.yaml", cwd=tracker.parent).returncode == 0


def test_what_would_change_is_shown_and_nothing_written(ctrack: Run, tracker: Path) -> None:
    before = texts(tracker)

    told = record(ctrack, tracker, "03.01", "25", "--date", "2022", "--source", "book", "--dry-run")

    assert told == (
        "--- a/data/programs/03.yaml\n+++ b/data/programs/03.yaml\n@@ -9,6 +9,7 @@\n     targets: [{value: 100}]\n"
        "     measurements:   # its figures\n       - {date: 2021, value: 12, source: book}   # first\n"
        '+      - {date: 2022, value: 25, source: book}\n   - code: "03.02"\n     name: Tiêu chí\n     unit: criterion\n'
    )
    assert texts(tracker) == before
    assert not (tracker / ".ctrack").exists()


def test_git_is_told_of_the_changed_file_alone(ctrack: Run, tracker: Path) -> None:
    git(tracker.parent, "init", "--quiet", "--template=")
    commit(tracker.parent, "before")

    record(ctrack, tracker, "03.01", "25", "--date", "2022", "--source", "book")

    assert git(tracker.parent, "status", "--porcelain", "--untracked-files=all") == "M data/programs/03.yaml"


def test_an_entry_that_was_wrong_is_marked(ctrack: Run, tracker: Path) -> None:
    record(ctrack, tracker, "03.01", "--date", "2021", "--withdraw", "2026-01-02", "--note", "nhập nhầm")
    record(
        ctrack,
        tracker,
        "03.02",
        "24",
        "--date",
        "2022",
        "--district",
        "Gia Lâm",
        "--withdraw",
        "2026-01-02",
        "--note",
        "x",
    )

    line = "- {date: 2021, value: 12, source: book, withdrawn: 2026-01-02, note: nhập nhầm}   # first"
    assert line in texts(tracker)[CITY]
    again = record(ctrack, tracker, "03.01", "--date", "2021", "--withdraw", "2026-01-02", "--note", "x", code=2)
    assert "there is no figure of 03.01 for 2021 that fits" in again


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["03.01", "8,8", "--date", "2022", "--source", "book"], 2, 'VALUE: "8,8" is not a number\nthe decimal mark is a point: write 8.8'),
        (["03.01", "25/27", "--date", "2022", "--source", "book"], 2, "write value: 25 and of: 27"),
        (["03.01", "25", "--date", "30/06/2022", "--source", "book"], 2, '--date: "30/06/2022" is not a period\nwrite 2022-06-30'),
        (["03.01", "25", "--date", "2022", "--source", "boook"], 2, 'there is no source "boook" in sources.yaml\ndid you mean: book?'),
        (["03.01", "25", "--date", "2022"], 2, "--source is missing"),
        (["03.01", "--date", "2022", "--source", "book"], 2, "VALUE is missing"),
        (["03.09", "25", "--date", "2022", "--source", "book"], 2, 'there is no indicator "03.09"'),
        (["03.04", "25", "--date", "2022", "--source", "book"], 2, "03.04 has the figures of 03.01: record them there"),
        (["gia-lam-03.01", "25", "--date", "2022", "--district", "ba-vi", "--source", "book"], 2, "gia-lam-03.01 is an indicator of Gia Lâm's own programme"),
        (["03.01", "25", "--date", "2022", "--source", "book", "--estimated", "--forecast"], 2, "only one of these can hold: --estimated, --forecast"),
        (["03.01", "--date", "2021", "--withdraw", "2026-01-02"], 2, "--withdraw needs --note"),
        (["03.01", "12", "--date", "2021", "--source", "book"], 3, "data/programs/03.yaml:12:16: error[CT301]"),
        (["03.02", "25", "--date", "2023", "--district", "gia-lam", "--source", "late"], 3, "data/districts/gia-lam.yaml:5:6: error[CT307]"),
        (["03.01", "25", "--date", "2025", "--source", "book"], 3, "error[CT303]"),
    ],
)  # fmt: skip
def test_what_is_refused_says_why_and_changes_nothing(
    ctrack: Run, tracker: Path, arguments: list[str], code: int, told: str
) -> None:
    before = texts(tracker)

    said = record(ctrack, tracker, *arguments, code=code)

    assert told in said
    assert texts(tracker) == before


def test_errors_that_were_there_before_do_not_stop_it(ctrack: Run, tracker: Path) -> None:
    (tracker / "districts/ba-vi.yaml").write_text("name: Ba Vì\nkind: rural\nmeasurements: [{indicator: x}]\n")

    record(ctrack, tracker, "03.01", "25", "--date", "2022", "--source", "book")

    assert len(load(tracker).dataset.indicators["03.01"].meaning.measurements) == 2


def test_many_writers_at_once_lose_nothing(tracker: Path) -> None:
    """`CTRACK_WRITERS=50 CTRACK_RECORDS=20` is the long run."""

    def write(number: int) -> list[int]:
        codes = []
        for turn in range(EACH):
            value = str(number * EACH + turn)
            day = f"{2000 + int(value) // 300}-{1 + int(value) % 300 // 25:02}-{1 + int(value) % 25:02}"
            where = ["--district", "Gia Lâm"] if number % 2 else []
            code = "03.01"
            command = [sys.executable, "-m", "ctrack", "record", code, value, "--date", day, "--source", "late", *where]
            codes.append(patiently(command, tracker.parent))
        return codes

    with ThreadPoolExecutor(MANY) as pool:
        codes = [code for codes in pool.map(write, range(MANY)) for code in codes]

    dataset = load(tracker).dataset
    values = [one.value for scope in ("city", "gia-lam") for one in dataset.values(dataset.indicators["03.01"], scope)]
    assert codes == [0] * (MANY * EACH)
    assert {int(value) for value in values if value is not None} >= set(range(MANY * EACH))


def patiently(command: list[str], folder: Path) -> int:
    """Run a command; who did not get the lock in time is told so, and comes again as it was told."""
    while True:
        ran = subprocess.run(command, cwd=folder, env=CLEAN, capture_output=True, check=False)
        if b"another ctrack is writing" not in ran.stderr:
            return ran.returncode


def test_a_writer_that_does_not_end_is_named(tracker: Path) -> None:
    from ctrack.errors import CannotRunError
    from ctrack.store.write import locked

    with locked(tracker), pytest.raises(CannotRunError, match="another ctrack is writing"), locked(tracker, 0.2):
        pass


def test_killed_at_any_moment_the_file_is_the_old_or_the_new_one(ctrack: Run, tracker: Path) -> None:
    """`CTRACK_KILLS=500` is the long run."""
    chance = random.Random(1)  # noqa: S311 - not a secret
    whole = {texts(tracker)[CITY]}
    for number in range(KILLS):
        command = [
            sys.executable,
            "-m",
            "ctrack",
            "record",
            "03.01",
            str(number),
            "--date",
            f"{2000 + number}",
            "--source",
            "late",
        ]
        process = subprocess.Popen(
            command, cwd=tracker.parent, env=CLEAN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.3, 1.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = texts(tracker)[CITY]
        previous = max(whole, key=len)
        assert now == previous or (len(now) > len(previous) and f"value: {number}, source: late" in now)
        whole.add(now)

    record(ctrack, tracker, "03.01", "77", "--date", "1999", "--source", "late")
    assert "value: 77" in texts(tracker)[CITY]
    assert ctrack("validate", cwd=tracker.parent).returncode == 0


def test_where_there_is_no_room_the_old_file_stays(tracker: Path) -> None:
    before = texts(tracker)
    command = [sys.executable, "-m", "ctrack", "record", "03.01", "5", "--date", "2022", "--source", "late"]

    done = subprocess.run(
        command,
        cwd=tracker.parent,
        env=CLEAN,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)),
    )

    assert (done.returncode, b"cannot be written: File too large" in done.stderr) == (3, True)
    assert texts(tracker) == before
    assert [path.name for path in (tracker / "programs").iterdir()] == ["03.yaml"]


def test_mode_and_links_stay(ctrack: Run, tracker: Path) -> None:
    real = tracker.parent / "elsewhere.yaml"
    (tracker / CITY).rename(real)
    (tracker / CITY).symlink_to(real)
    real.chmod(0o640)

    record(ctrack, tracker, "03.01", "25", "--date", "2022", "--source", "book")

    assert (tracker / CITY).is_symlink()
    assert (real.stat().st_mode & 0o777, "value: 25" in real.read_text()) == (0o640, True)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(ctrack: Run, tracker: Path, line_end: str, mark: str) -> None:
    before = (mark + FILES[CITY].replace("\n", line_end)).encode()
    (tracker / CITY).write_bytes(before)

    record(ctrack, tracker, "03.01", "25", "--date", "2022", "--source", "book")

    line = f"      - {{date: 2022, value: 25, source: book}}{line_end}".encode()
    assert (tracker / CITY).read_bytes().replace(line, b"") == before


def test_a_file_that_changed_meanwhile_is_left_alone(tracker: Path) -> None:
    from ctrack.errors import CannotRunError
    from ctrack.store.write import Change, write

    changes = [
        Change(name="sources.yaml", before=b"other", after=b"new"),
        Change(name=CITY, before=FILES[CITY].encode(), after=b"new"),
    ]

    before = texts(tracker)
    with pytest.raises(CannotRunError, match="changed meanwhile"):
        write(tracker, changes)
    with pytest.raises(CannotRunError, match="changed meanwhile"):
        write(tracker, list(reversed(changes)))
    assert texts(tracker) == before
