"""Sheets as offices really make them: what could be misunderstood is refused or told, and nothing is lost in silence."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from ctrack.store.load import load
from tests.edits.test_import import GIA_LAM, import_csv
from tests.edits.trackers import CITY, DISTRICT, FILES, added, said, texts
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.workbook import Workbook

    from tests.conftest import Run

CSV_HEAD = "code,district,value,of,date,source"


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def book_of(*rows: list[Any], title: str = "Biểu") -> Workbook:
    book = openpyxl.Workbook()
    book.worksheets[0].title = title
    for row in rows:
        book.worksheets[0].append(row)
    return book


def import_book(run: Run, tracker: Path, book: Workbook, *arguments: str, code: int = 0) -> str:
    book.save(tracker.parent / "figures.xlsx")
    return said(run, tracker, "import", "figures.xlsx", *arguments, code=code)


STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}
HEADING = ["Mã", "Quận, huyện", "Giá trị (29.647,5)", "Trên tổng số", "Kỳ", "Nguồn"]
ROW = ["03.02", "Gia Lâm", 26, 27, "2023", "late"]


@pytest.mark.parametrize(
    ("sheet", "arguments", "told"),
    [
        ("code,date,source,value\n03.01,2023,late,88,5\n", [], 'figures.csv E2: error: "5" stands under no heading (was it cut off by a decimal comma?'),
        ("code,date,source,value\n03.01,2023,late,,88\n", [], 'figures.csv E2: error: "88" stands under no heading'),
        ("Mã,Đơn vị,Giá trị,Trên tổng số,Kỳ,Nguồn\n03.02,Gia Lâm,26,27,2023,late\n", [], '"Gia Lâm" is a district, and its column "Đơn vị" is not read (call the column "City or district")'),
        ("code,value,of,date,source\n03.02,26,27,2023,late\n", [], "only districts have targets or figures of 03.02, and the row names none"),
        ("Mã;Giá trị (kế hoạch);Kỳ;Nguồn\n03.01;30;2023;late\n", [], "there is no heading with the columns Code and Value"),
        ("Mã;Giá trị (kế hoạch 29.647,5);Kỳ;Nguồn\n03.01;30;2023;late\n", [], "there is no heading with the columns Code and Value"),
        ("code,value,date,source\n03.01,-,2023,late\n", [], 'B2: error: "-" is not a number (leave the cell empty where there is no figure)'),
        ("code,value,date,source\n03.01,n/a,2023,late\n", ["--numbers", "vi"], "leave the cell empty where there is no figure"),
        ("code,value,date,source\n03.01,88.5%,2023,late\n", [], "write 88.5: the unit belongs to the indicator"),
        ("code,value,date,source\n03.01,\u22123,2023,late\n", [], "MINUS SIGN"),
        ("code,value,date,source,note\n03.01,3,2023,late,a\u0007b\n", [], "figures.csv E2: error: holds the invisible character U+0007 (type the text again)"),
        ("code,district,value,date,source\ngia-lam-03.01,City,3,2022,book\n", [], "B2: error: gia-lam-03.01 is an indicator of Gia Lâm's own programme"),
        ("code,unit,value,date,source\n03.01,%,3,2023,late\n", [], 'B2: error: says the unit "%"; 03.01 has "cái" (is it the right code?'),
        ("code,value,date,source,status\n03.01,12,2021,book,estimated\n", [], "03.01 has 12 for this period from this source already, here it is 12 (estimated)"),
    ],
)  # fmt: skip
def test_what_may_have_slipped_is_refused(
    ctrack: Run, tracker: Path, sheet: str, arguments: list[str], told: str
) -> None:
    before = texts(tracker)

    assert told in import_csv(ctrack, tracker, sheet, *arguments, code=3)
    assert texts(tracker) == before


@pytest.mark.parametrize(
    ("sheet", "told", "line"),
    [
        ('"code";"value";"date";"source"\n"03.01";"8,8";"2023";"late"\n', "", "- {date: 2023, value: 8.8, source: late}"),
        ('code,value,date,source,note\n03.01,8,2023,late,"a\r\nb\n"\n', "", '- {date: 2023, value: 8, source: late, note: "a\\nb"}'),
        ("code,value,date,source,note\n03.01,8,2023,late,a\u00a0b\u2028c\n", "", '- {date: 2023, value: 8, source: late, note: "a b\\nc"}'),
        ("code,value,date,source,bound\n03.01,8,2023,late,khoảng\n", "", "- {date: 2023, value: 8, bound: about, source: late}"),
        ("Mã số,Chỉ tiêu,Đơn vị tính,Giá trị (%),Kỳ,Nguồn\n03.01,Số xã,CÁI,8,2023,late\n", 'B2: remark: says "Số xã"; 03.01 is "Số huyện"', "- {date: 2023, value: 8, source: late}"),
        ("code,value,date,source\nI. Môi trường,,,\n03.01,8,2023,late\nCộng,,,\n", "2 rows without a value", "- {date: 2023, value: 8, source: late}"),
    ],
)  # fmt: skip
def test_what_is_only_written_otherwise_is_read(ctrack: Run, tracker: Path, sheet: str, told: str, line: str) -> None:
    before = texts(tracker)

    shown = import_csv(ctrack, tracker, sheet, "--numbers", "vi", "--yes")

    assert told in shown
    assert added(tracker, before) == {CITY: [line]}


@pytest.mark.parametrize(
    ("value", "shown_as", "told"),
    [
        (26, "0_%", None),
        (26, "#,##0_);(#,##0)", None),
        (26, '0" tiêu chí"', None),
        (26, '#,##0 "nghìn"', 'is shown as 26 "nghìn" (show the number itself'),
        (26000, "#,##0,", "holds 26000, and its format shows it divided by a thousand"),
    ],
)
def test_a_format_that_says_more_is_heeded(
    ctrack: Run, tracker: Path, value: float, shown_as: str, told: str | None
) -> None:
    book = book_of(HEADING, [*ROW[:2], value, *ROW[3:]])
    book.worksheets[0]["C2"].number_format = shown_as

    shown = import_book(ctrack, tracker, book, code=3 if told else 0)

    assert GIA_LAM in texts(tracker)[DISTRICT] if told is None else told in shown


@pytest.mark.parametrize(
    ("shown_as", "date"),
    [("yyyy", "2023"), ("mm/yyyy", "2023-01"), ("dd/mm/yyyy", "2023-01-01"), ("dd/mm", None), ("mmm", None)],
)
def test_a_date_is_what_its_cell_shows(ctrack: Run, tracker: Path, shown_as: str, date: str | None) -> None:
    book = book_of(HEADING, [*ROW[:4], dt.date(2023, 1, 1), "late"])
    book.worksheets[0]["E2"].number_format = shown_as

    shown = import_book(ctrack, tracker, book, code=0 if date else 3)

    assert f"date: {date}, value: 26" in texts(tracker)[DISTRICT] if date else "does not show all of it" in shown


def test_headings_over_several_columns_are_refused(ctrack: Run, tracker: Path) -> None:
    book = book_of(["Mã", "Kỳ", "Nguồn", "Giá trị", None], ["03.01", "2023", "late", 90, 88])
    book.worksheets[0].merge_cells("D1:E1")

    told = import_book(ctrack, tracker, book, code=3)

    assert (
        'D1: error: the heading "Giá trị" stands over several columns (give each column a heading of its own)' in told
    )


def test_section_rows_that_are_merged_are_no_figures(ctrack: Run, tracker: Path) -> None:
    book = book_of(HEADING, ["I. Môi trường"], ROW, ["Người lập biểu"])
    book.worksheets[0].merge_cells("A2:F2")
    book.worksheets[0].merge_cells("A4:C4")
    before = texts(tracker)

    import_book(ctrack, tracker, book)

    assert added(tracker, before) == {DISTRICT: [GIA_LAM]}


def test_a_name_merged_over_several_rows_is_refused_once(ctrack: Run, tracker: Path) -> None:
    book = book_of(HEADING, ROW, [*ROW[:1], None, *ROW[2:]], [*ROW[:1], None, *ROW[2:]])
    book.worksheets[0].merge_cells("B2:B4")

    told = import_book(ctrack, tracker, book, code=3)

    assert told.count("is merged with others (B2:B4)") == 1


def test_what_is_not_read_of_a_workbook_is_said(ctrack: Run, tracker: Path) -> None:
    book = book_of(HEADING, ROW)
    old, other = book.create_sheet("cũ"), book.create_sheet("khác")
    for sheet in (old, other):
        sheet.append(["Mã", "Thực hiện"])
        sheet.append(["03.01", 777])
    old.sheet_state = "veryHidden"
    book.worksheets[0].append(["03.01", "Thành phố", 20, None, "2023", "late"])
    book.worksheets[0].row_dimensions[3].hidden = True

    told = import_book(ctrack, tracker, book)

    assert "figures.xlsx 'cũ': remark: the sheet is hidden, and not read" in told
    assert "figures.xlsx 'khác': remark: there is no heading with the columns Code and Value" in told
    assert "figures.xlsx 'Biểu'!C3: remark: the row is hidden, and read" in told
    assert "2 new figures" in told


def test_a_far_cell_takes_no_time_and_a_huge_area_is_refused(ctrack: Run, tracker: Path) -> None:
    book = book_of(HEADING, ROW)
    book.worksheets[0]["XFD1048576"].number_format = "0.00"
    assert "1 new figure" in import_book(ctrack, tracker, book)

    out = io.BytesIO()
    with zipfile.ZipFile(tracker.parent / "figures.xlsx") as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            merged = b'</sheetData><mergeCells count="1"><mergeCell ref="G5:XFD1048576"/></mergeCells>'
            new.writestr(part, content.replace(b"</sheetData>", merged) if part.endswith("sheet1.xml") else content)
    (tracker.parent / "figures.xlsx").write_bytes(out.getvalue())

    assert "figures.xlsx is too large to be read" in said(ctrack, tracker, "import", "figures.xlsx", code=3)


def test_a_strict_workbook_is_not_taken_for_an_empty_one(ctrack: Run, tracker: Path) -> None:
    import_book(ctrack, tracker, book_of(HEADING, ROW), "--dry-run")
    out = io.BytesIO()
    with zipfile.ZipFile(tracker.parent / "figures.xlsx") as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            for transitional, strict in STRICT.items():
                content = content.replace(transitional, strict)
            new.writestr(part, content)
    (tracker.parent / "figures.xlsx").write_bytes(out.getvalue())

    told = said(ctrack, tracker, "import", "figures.xlsx", code=3)

    assert "figures.xlsx cannot be read as a workbook: it is damaged, or of another kind" in told


@pytest.mark.parametrize(("found", "shown_as"), [(0.05, "0%"), (dt.date(2024, 5, 1), "dd/mm/yyyy"), (True, "General")])
def test_a_note_that_is_no_text_is_refused(ctrack: Run, tracker: Path, found: Any, shown_as: str) -> None:  # noqa: ANN401
    book = book_of([*HEADING, "Ghi chú"], [*ROW, found])
    book.worksheets[0]["G2"].number_format = shown_as

    assert "where a text was expected" in import_book(ctrack, tracker, book, code=3)


def test_beside_an_entry_that_cannot_be_read_nothing_is_written(ctrack: Run, tracker: Path) -> None:
    file = tracker / DISTRICT
    broken = '  - {indicator: "03.02", date: 2021, value: "20,5", of: 27, source: book}\n'
    file.write_text(file.read_text().replace("measurements:\n", f"measurements:\n{broken}"))

    told = import_csv(ctrack, tracker, f"{CSV_HEAD}\n03.02,Gia Lâm,20,27,2021,book\n", code=3)

    assert "districts/gia-lam.yaml:4:45: error[CT106]" in told
    assert "figures.csv A2: error: a figure of 03.02 in the tracker cannot be read, and may be this one" in told

    import_csv(ctrack, tracker, f"{CSV_HEAD}\n03.02,Ba Vì,20,27,2021,book\n")
    said(
        ctrack,
        tracker,
        "record",
        "03.02",
        "21",
        "--of",
        "27",
        "--date",
        "2020",
        "--district",
        "gia-lam",
        "--source",
        "book",
        "--published",
        "2022",
    )
    dates = [str(one.date) for one in load(tracker).dataset.districts["gia-lam"].measurements]
    assert dates == ["2020", "2022"]


def test_a_withdrawn_figure_and_a_row_given_twice(ctrack: Run, tracker: Path) -> None:
    said(ctrack, tracker, "record", "03.01", "--date", "2021", "--withdraw", "2025", "--note", "sai")

    told = import_csv(ctrack, tracker, f"{CSV_HEAD}\n03.01,City,13,,2021,book\n03.01,City,13,,2021,book\n")

    assert "and is taken once" in told
    assert "1 new figure" in told


def test_districts_that_names_do_not_tell_apart_are_named_by_their_ids(ctrack: Run, tracker: Path) -> None:
    for ident, name in (("son-tay", "Sơn Tây"), ("son-tay-phuong", "Sơn Tây"), ("h2", "Thành phố")):
        (tracker / f"districts/{ident}.yaml").write_text(f"name: {name}\nname_en: Son Tay\nkind: ward\n")

    said(ctrack, tracker, "form", "--program", "03", "--period", "2023", "-o", "form.xlsx")
    book = openpyxl.load_workbook(tracker.parent / "form.xlsx")
    sheet = book["03"]
    for row in range(5, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "03.02":
            sheet.cell(row, 10).value, sheet.cell(row, 15).value = row, "late"
    asked = {
        str(sheet.cell(row, 3).value): row for row in range(5, sheet.max_row + 1) if sheet.cell(row, 1).value == "03.02"
    }
    told = import_book(ctrack, tracker, book)

    assert set(asked) == {"Ba Vì", "Gia Lâm", "h2", "son-tay", "son-tay-phuong"}
    assert "5 new figures; in 5 files" in told
    for ident, row in asked.items():
        if ident in {"h2", "son-tay", "son-tay-phuong"}:
            assert f"value: {row}, of: 27" in texts(tracker)[f"districts/{ident}.yaml"]


def test_titles_of_a_form_never_meet(ctrack: Run, tracker: Path) -> None:
    long = "chuong-trinh-phat-trien-do-thi-thong-minh"
    for code in ("sources", f"{long}-a", f"{long}-b"):
        (tracker / f"programs/{code}.yaml").write_text(
            f"code: {code}\ntitle: x\nindicators: [{{code: {code}.01, name: =x, unit: number}}]\n"
        )
    (tracker / "programs/empty.yaml").write_text("code: empty\ntitle: x\n")
    asked = [
        word for code in ("sources", f"{long}-a", f"{long}-b", "empty", "03", "03") for word in ("--program", code)
    ]

    told = said(ctrack, tracker, "form", *asked, "--period", "2023", "-o", "form.xlsx")

    book = openpyxl.load_workbook(tracker.parent / "form.xlsx")
    assert book.sheetnames == ["sources", long[:31], f"{long[:29]} 2", "03", "Sources 2"]
    assert "nothing to ask for: empty" in told
    assert "'Sources 2'!$A$2:$A$3" in {one.formula1 for one in book["03"].data_validations.dataValidation}
