"""`form`: what an office gets, and what comes back from it, filled in LibreOffice as a person fills it."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from ctrack.store.load import load
from tests.edits.trackers import CITY, DISTRICT, FILES, OTHER, added, said, texts
from tests.support import write_tracker

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.conftest import Run

SYSTEM_PYTHON = "/usr/bin/python3"
MORE = {
    CITY: FILES[CITY].replace('code: "03.03", name: Tỷ lệ,', 'code: "03.03", name: =Tỷ lệ, parent: "03.01",')
    + """\
  - code: "03.05"
    name: Giải ngân
    name_en: Disbursed
    unit: number
    targets: [{by: 2025, min: 81033.18}]
    measurements: [{date: 2024-01..2024-06, value: 29647.50, source: late}, {date: 2023, value: 1200000, bound: about, source: late}]
  - {code: "03.06", name: Số huyện đạt, unit: number, rollup: {from: "03.02", by: count_attained}}
""",
    "districts/cu.yaml": "name: Cũ\nkind: rural\nuntil: 2023-06-30\n",
}  # fmt: skip


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES | MORE)


def form(run: Run, tracker: Path, *arguments: str, code: int = 0) -> str:
    return said(run, tracker, "form", *arguments, "--period", "2024-Q3", "-o", "form.xlsx", code=code)


def rows_of(sheet: Worksheet) -> list[str]:
    """Give each row below the heading as one text, its columns apart by bars."""
    return [
        "|".join("" if cell.value is None else str(cell.value) for cell in row) for row in sheet.iter_rows(min_row=4)
    ]


def test_a_form_has_a_row_for_each_indicator_and_district(ctrack: Run, tracker: Path) -> None:
    told = form(ctrack, tracker, "--program", "03")

    book = openpyxl.load_workbook(tracker.parent / "form.xlsx")
    assert told == (
        "wrote form.xlsx\n5 rows to fill; then: ctrack import form.xlsx\n"
        "left out, their figures come from other indicators: 03.04, 03.06\n"
    )
    assert book.sheetnames == ["03", "Sources"]
    assert rows_of(book["03"]) == [
        "Code|Indicator|City or district|Unit|Target|Deadline|Latest value|Latest out of|Latest period|Value (29,647.5)|Out of (29,647.5)|Period|Status|New definition|Source|Note",
        "03.01|Số huyện|City|cái|100|2025|12||2021|||2024-Q3||||",
        "03.02|Tiêu chí|Ba Vì|tiêu chí|27/27|2025|||||27|2024-Q3||||",
        "03.02|Tiêu chí|Gia Lâm|tiêu chí|27/27|2025|24|27|2022||27|2024-Q3||||",
        "03.03|=Tỷ lệ|City|%|75 %|2025||||||2024-Q3||||",
        "03.05|Disbursed|City|cái|≥ 81,033.18|2025|29647.5||2024-01..2024-06|||2024-Q3||||",
    ]  # fmt: skip
    assert [[cell.value for cell in row] for row in book["Sources"].iter_rows()] == [
        ["Source", "Title", "Published"],
        ["book", "A book", "2022-04"],
        ["late", "Later", None],
    ]


def test_a_form_speaks_the_readers_language(ctrack: Run, tracker: Path) -> None:
    form(ctrack, tracker, "--program", "03", "--lang", "vi")

    sheet = openpyxl.load_workbook(tracker.parent / "form.xlsx")["03"]
    assert rows_of(sheet)[0] == (
        "Mã|Chỉ tiêu|Thành phố hoặc quận, huyện|Đơn vị tính|Mục tiêu|Thời hạn|Số mới nhất|Tổng số mới nhất|Kỳ mới nhất|"
        "Giá trị (29.647,5)|Trên tổng số (29.647,5)|Kỳ|Trạng thái|Đổi định nghĩa|Nguồn|Ghi chú"
    )
    assert "|Giải ngân|Thành phố|cái|≥ 81.033,18|2025|29647.5||6 tháng đầu 2024|" in rows_of(sheet)[-1]
    assert sheet["G9"].number_format == "[$-42A]#,##0.00"
    assert "quý III/2024" in sheet["A2"].value


def test_what_is_known_is_locked_and_choices_are_offered(ctrack: Run, tracker: Path) -> None:
    form(ctrack, tracker, "--program", "03")

    sheet = openpyxl.load_workbook(tracker.parent / "form.xlsx")["03"]
    assert sheet.protection.sheet
    assert [cell.coordinate[0] for cell in sheet[5] if not cell.protection.locked] == list("JKLMNOP")
    assert sheet["B8"].data_type == "s"  # "=Tỷ lệ" is no formula
    assert sheet["J5"].number_format == "General"
    offers = sheet.data_validations.dataValidation
    assert sorted((str(offer.sqref), offer.formula1, offer.formula2) for offer in offers) == [
        ("J6 J7", "0", str(10**15)),
        ("J8", "0", "100"),
        ("M5:M9", '"final,provisional,estimated,doubtful,forecast"', None),
        ("N5:N9", '"x"', None),
        ("O5:O9", "'Sources'!$A$2:$A$3", None),
    ]
    assert sheet.freeze_panes == "C5"


def test_a_district_gets_its_own_form(ctrack: Run, tracker: Path) -> None:
    form(ctrack, tracker, "--district", "gia lam")

    book = openpyxl.load_workbook(tracker.parent / "form.xlsx")
    assert book.sheetnames == ["Gia Lâm", "Sources"]
    assert [row[:12] for row in rows_of(book["Gia Lâm"])[1:]] == ["03.02|Tiêu c", "gia-lam-03.0"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "which form? name a programme with --program, or a district with --district"),
        (["--program", "33"], 2, 'there is no programme "33"'),
        (["--district", "Gia Lamm"], 2, "did you mean: Gia Lâm?"),
        (["--program", "03", "--district", "cu"], 2, "there is no indicator to ask for"),
        (["--program", "03", "--period", "Q3"], 2, '--period: "Q3" is not a period'),
        (["--program", "03", "-o", "form.csv"], 2, "form.csv: a form is an Excel workbook, its name ends in .xlsx"),
        (["--program", "03", "-o", "missing/form.xlsx"], 0, "wrote missing/form.xlsx"),
    ],
)
def test_what_cannot_be_asked_for_is_said(
    ctrack: Run, tracker: Path, arguments: list[str], code: int, told: str
) -> None:
    given = arguments if "--period" in arguments else [*arguments, "--period", "2024"]
    given = given if "-o" in given else [*given, "-o", "form.xlsx"]

    assert told in said(ctrack, tracker, "form", *given, code=code)


def test_a_form_that_may_have_been_filled_is_not_written_over(ctrack: Run, tracker: Path) -> None:
    form(ctrack, tracker, "--program", "03")
    before = (tracker.parent / "form.xlsx").read_bytes()

    told = form(ctrack, tracker, "--program", "03", code=3)

    assert "form.xlsx is there already, and may have been filled" in told
    assert (tracker.parent / "form.xlsx").read_bytes() == before


def filled(folder: Path, locale: str, typed: dict[str, str]) -> str:
    """Fill a form in LibreOffice: what is typed by cell. Gives what could not be typed."""
    has_bridge = (
        Path(SYSTEM_PYTHON).exists()
        and not subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode
    )
    if not (shutil.which("soffice") and has_bridge):
        pytest.skip("LibreOffice and python3-uno are not installed")
    cells = json.dumps([["03", place, text] for place, text in typed.items()])
    script = str(Path(__file__).with_name("office.py"))
    command = [SYSTEM_PYTHON, script, str(folder / "form.xlsx"), str(folder / "filled.xlsx"), locale, cells]
    ran = subprocess.run(command, capture_output=True, check=True, text=True, timeout=120)
    return ran.stdout


@pytest.mark.parametrize(
    ("language", "locale", "typed"),
    [
        ("en", "en-US", {"J5": "1,204,727.5", "J8": "8.8%", "M5": "estimated", "J9": "29647.55"}),
        ("vi", "vi-VN", {"J5": "1.204.727,5", "J8": "8,8%", "M5": "ước tính", "J9": "29647,55"}),
    ],
)
def test_a_form_filled_in_libreoffice_arrives_exactly(
    ctrack: Run, tracker: Path, language: str, locale: str, typed: dict[str, str]
) -> None:
    form(ctrack, tracker, "--program", "03", "--lang", language)
    before = texts(tracker)
    rest = {
        "O5": "late",
        "P5": "=1+2, theo báo cáo",
        "J6": "20",
        "O6": "late",
        "J7": "29",
        "K7": "31",
        "L7": "2024-09",
        "N7": "x",
        "O7": "late",
        "O8": "late",
        "L9": "2024-01..2024-09",
        "O9": "late",
        "A5": "03.99",
    }

    locked = filled(tracker.parent, locale, typed | rest)
    told = said(ctrack, tracker, "import", "filled.xlsx")

    assert locked == "03!A5 is protected\n"
    assert "5 new figures; in 3 files\n" in told
    assert added(tracker, before) == {
        CITY: [
            '- {date: 2024-Q3, value: 1204727.5, status: estimated, source: late, note: "=1+2, theo báo cáo"}',
            '- {code: "03.03", name: =Tỷ lệ, parent: "03.01", unit: percent, targets: [{value: 75}], measurements: [{date: 2024-Q3, value: 8.8, source: late}]}',
            "measurements: [{date: 2024-01..2024-06, value: 29647.50, source: late}, {date: 2023, value: 1200000, bound: about, source: late}, {date: 2024-01..2024-09, value: 29647.55, source: late}]",
        ],
        DISTRICT: ['- {indicator: "03.02", date: 2024-09, value: 29, of: 31, break: true, source: late}'],
        OTHER: ["measurements:", '- {indicator: "03.02", date: 2024-Q3, value: 20, of: 27, source: late}'],
    }  # fmt: skip
    after = texts(tracker)

    again = said(ctrack, tracker, "import", "filled.xlsx")

    assert again.endswith("5 are there already\n")
    assert texts(tracker) == after


def test_what_a_spreadsheet_makes_of_a_slip_is_refused(ctrack: Run, tracker: Path) -> None:
    form(ctrack, tracker, "--program", "03", "--lang", "vi")
    before = texts(tracker)

    filled(
        tracker.parent,
        "vi-VN",
        {"J5": "1/5", "J6": "8.8", "J7": "=26+1", "J9": "120%", **dict.fromkeys(("O5", "O6", "O7", "O9"), "late")},
    )
    told = said(ctrack, tracker, "import", "filled.xlsx", code=3)

    assert "filled.xlsx '03'!J5: error: holds the day" in told
    assert "filled.xlsx '03'!J6: error: \"8.8\" is not a number as Vietnamese writes it" in told
    assert "filled.xlsx '03'!J7: error: holds a formula" in told
    assert "filled.xlsx '03'!J9: error: is shown as 120 %, and the unit is not percent" in told
    assert texts(tracker) == before


def test_an_untouched_form_changes_nothing(ctrack: Run, tracker: Path) -> None:
    form(ctrack, tracker, "--program", "03")
    before = texts(tracker)

    assert said(ctrack, tracker, "import", "form.xlsx") == "5 rows without a value\n"
    assert texts(tracker) == before


def test_forms_of_the_repositorys_own_data_can_be_made_and_come_back_empty(ctrack: Run, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    dataset = load(root / "data").dataset
    codes = [code for code, one in dataset.programmes.items() if one.scope == "city"]
    asked = [word for code in codes for word in ("--program", code)]

    ran = ctrack("form", *asked, "--period", "2024", "-o", str(tmp_path / "all.xlsx"), "--lang", "vi")
    assert ran.returncode == 0, ran.stderr.decode()
    back = ctrack("import", str(tmp_path / "all.xlsx"), "--dry-run", "--lang", "vi")

    assert (back.returncode, back.stdout) == (0, b"")
    assert back.stderr.decode().endswith("dòng không có giá trị\n")
    sheets = openpyxl.load_workbook(tmp_path / "all.xlsx").worksheets[:-1]
    keys = [(sheet.title, row[0].value, row[2].value) for sheet in sheets for row in sheet.iter_rows(min_row=5)]
    assert len(keys) == len(set(keys)) > 300
