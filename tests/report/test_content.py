"""What a report says: its sections, and the numbers in them, before it is known in which format."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import ctrack
from ctrack import i18n
from ctrack.errors import CannotRunError, UsageError
from ctrack.report.model import Bars, Line, Paragraph, Terms, TileMap
from tests.export.trackers import DAY, FILES
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.report.model import Block, Report

MORE = FILES | {
    "districts/gia-lam.yaml": FILES["districts/gia-lam.yaml"]
    + 'programs:\n  - code: gia-lam-03\n    title: Chương trình của huyện\n    implements: "03"\n    indicators:\n'
    "      - {code: gia-lam-03.01, name: Trường học, unit: criterion, targets: [{by: 2023, min: 8, source: ke-hoach}], measurements: [{date: 2023, value: 6, source: bao-cao}]}\n",
    "map.csv": ",dong-anh\ngia-lam,nowhere\n",
}  # fmt: skip


@pytest.fixture
def tracker(tmp_path: Path) -> ctrack.Tracker:
    return ctrack.load(write_tracker(tmp_path / "data", MORE))


def table(report: Report, ident: str) -> list[list[str]]:
    """Give the texts of a table, each with its note behind a bar."""
    (found,) = (one for one in report.tables if one.ident == ident)
    return [[f"{field.text}|{field.note}".rstrip("|") for field in row] for row in found.rows]


def blocks(report: Report, kind: type[Block]) -> list[Block]:
    return [block for _, section in report.walk() for block in section.blocks if isinstance(block, kind)]


def test_the_whole_report_goes_from_counts_to_the_method(tracker: ctrack.Tracker) -> None:
    report = tracker.report(DAY)

    assert [(level, section.ident) for level, section in report.walk()] == [
        (1, "summary"),
        (1, "behind"),
        (1, "due"),
        (1, "programme-03"),
        (2, "charts-03"),
        (2, "districts-03"),
        (2, "tasks-03"),
        (1, "districts"),
        (1, "sources"),
        (1, "method"),
    ]
    assert (report.title, report.subtitle, report.language) == ("Bộ theo dõi", "Report as known on 2024-12-31", "en")
    assert report.about == (("As known on", "2024-12-31"), ("Written by", f"ctrack {ctrack.__version__}"))
    assert table(report, "summary-programmes") == [
        ["03 Urban development", "4", "3", "3", "0", "0", "0", "2", "of 4: 1 attained (2024-06) [1]"]
    ]
    assert table(report, "districts-summary") == [
        ["Ba Vì", "rural district", "1", "no data", "", ""],
        ["Đông Anh", "rural district", "1", "1", "1", "0"],
        ["Gia Lâm", "rural district", "1", "1", "0", "0"],
    ]


def test_what_is_behind_says_by_how_much(tracker: ctrack.Tracker) -> None:
    report = tracker.report(DAY)

    assert table(report, "behind-indicators") == [
        [
            "03.01 Public investment disbursed|billion VND",
            "Department of Construction",
            "29,647|2024-01-01..2024-09-30 [1]",
            "≥ 81,033.18|2024 [2]",
            "51,386.18 billion VND",
            "31,017.18 billion VND",
            "36.6 %",
            "48.9 %",
            "off track",
        ],
        [
            "03.02 Tỷ lệ đô thị hóa",
            "Department of Construction",
            "51.25 %|2023 [1]",
            "≥ 62 %|2025 [2]",
            "10.75 percentage points",
            "5.63 percentage points",
            "82.7 %",
            "26.7 %",
            "off track|estimated",
        ],
    ]
    (behind,) = (one for one in report.tables if one.ident == "behind-indicators")
    assert [field.value for field in behind.rows[0]] == [
        None,
        None,
        Decimal(29647),
        Decimal("81033.18"),
        Decimal("51386.18"),
        Decimal("31017.18"),
        Decimal("36.6"),
        Decimal("48.9"),
        None,
    ]
    assert behind.rows[1][-1].key == "off_track"


def test_values_are_drawn_with_all_of_them_in_words(tracker: ctrack.Tracker) -> None:
    report = tracker.report(DAY)

    lines = [block for block in blocks(report, Line) if isinstance(block, Line)]
    assert [(line.ident, line.unit, line.description) for line in lines] == [
        (
            "line-03-01-city",
            "billion VND",
            "Values: 2024-01..2024-06: 20,000.5 billion VND; 2024-07..2024-09: 9,646.5 billion VND. Target: ≥ 81,033.18.",
        ),
        ("line-03-02-city", "%", "Values: 2022: 50.1 %; 2023: 51.25 %. Target: ≥ 62 %."),
    ]
    assert [(point.day.isoformat(), point.label) for point in lines[0].values] == [
        ("2024-06-30", "20,000.5 billion VND"),
        ("2024-09-30", "29,647 billion VND"),
    ]
    assert [point.day.isoformat() for point in lines[1].path] == ["2020-12-31", "2025-12-31"]


def test_districts_are_bars_by_rank_and_tiles_where_the_map_says(tracker: ctrack.Tracker) -> None:
    report = tracker.report(DAY)

    (bars,) = (block for block in blocks(report, Bars) if isinstance(block, Bars))
    (tiles,) = (block for block in blocks(report, TileMap) if isinstance(block, TileMap))
    assert [(bar.name, bar.label, bar.value) for bar in bars.bars] == [
        ("Đông Anh", "27/27", 27),
        ("Gia Lâm", "25/27", 25),
    ]
    assert (bars.target, bars.target_label) == (27, "27/27")
    assert [(tile.row, tile.column, tile.name, tile.label) for tile in tiles.tiles] == [
        (0, 1, "Đông Anh", "27/27"),
        (1, 0, "Gia Lâm", "25/27"),
        (2, 0, "Ba Vì", "no data"),
    ]
    assert tiles.description == "Đông Anh: 27/27 (attained); Gia Lâm: 25/27 (in progress)"


def test_a_district_has_its_own_report(tracker: ctrack.Tracker) -> None:
    report = tracker.report(DAY, district="H. Gia Lam")

    assert report.title == "Gia Lâm (rural district)"
    assert [section.ident for section in report.sections] == [
        "summary",
        "due",
        "programme-gia-lam-03",
        "sources",
        "method",
    ]
    assert table(report, "district-indicators") == [
        ["03.03 Tiêu chí thành quận|tiêu chí", "25/27|2024 [1]", "27/27|2025 [2]", "92.6 %", "in progress", "2 of 2"]
    ]
    assert [row[0] for row in table(report, "indicators-gia-lam-03")] == ["gia-lam-03.01 Trường học|tiêu chí"]


def test_since_a_day_it_tells_what_moved(tracker: ctrack.Tracker) -> None:
    report = tracker.report(DAY, since="2024-09")

    (moved,) = (section for section in report.sections if section.ident == "moved")
    assert moved.title == "What moved since 2024-09-30"
    assert [block.text for block in moved.blocks if isinstance(block, Paragraph)] == [
        "6 statuses moved; 0 further values are others."
    ]
    rows = table(report, "moved-statuses")
    assert [row[0].partition(" ")[0] for row in rows] == ["03.01", "03.02", "03.02a", "03.03", "03.03", "gia-lam-03.01"]
    assert rows[0][1:] == ["no data", "29,647|2024-01-01..2024-09-30 [1]", "no data", "off track"]


def test_since_a_revision_it_tells_what_the_files_changed(tmp_path: Path) -> None:
    folder = write_tracker(tmp_path / "data", FILES)
    git = ["git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "first"], ["tag", "q3"]):
        subprocess.run([*git, *words], check=True)
    path = folder / "programs/03.yaml"
    path.write_text(path.read_text().replace("value: 51.25", "value: 62").replace("value: 95", "value: 96"))

    report = ctrack.load(folder).report(DAY, since="q3")

    assert table(report, "moved-statuses") == [
        ["03.02 Tỷ lệ đô thị hóa", "51.25 %|2023", "62 %|2023 [1]", "off track", "attained|estimated"]
    ]
    assert [row[1:3] for row in table(report, "moved-values")] == [["95 %|2024", "96 %|2024 [1]"]]


def test_what_cannot_be_compared_is_told(tracker: ctrack.Tracker) -> None:
    with pytest.raises(UsageError, match="--since: 2025-12-31 is not before 2024-12-31"):
        tracker.report(DAY, since="2025")
    with pytest.raises(CannotRunError, match="git"):
        tracker.report(DAY, since="main")


def test_errors_in_the_data_are_told_with_the_method(tmp_path: Path) -> None:
    broken = FILES["programs/03.yaml"].replace("value: 50.1,", "value: '50,1',")
    tracker = ctrack.load(write_tracker(tmp_path / "data", FILES | {"programs/03.yaml": broken}))

    report = tracker.report(DAY)

    method = report.sections[-1].blocks
    assert isinstance(method[0], Paragraph)
    assert method[0].text == "The data holds 1 error: figures may be missing because of it."
    names = [row[0].partition("|")[0] for row in table(report, "indicators-03")]
    assert names[1] == "03.02! Tỷ lệ đô thị hóa"
    terms = [dict(block.items) for block in method if isinstance(block, Terms)]
    assert terms[0]["!"].startswith("some facts of this row have errors")


def test_it_is_written_in_the_language_in_force(tracker: ctrack.Tracker) -> None:
    i18n.activate("vi")

    report = tracker.report(DAY)

    assert report.language == "vi"
    assert table(report, "behind-indicators")[0][2:5] == [
        "29.647|9 tháng 2024 [1]",
        "≥ 81.033,18|2024 [2]",
        "51.386,18 tỷ đồng",
    ]
