"""The workbook: what is in it, as its own library and its XML tell."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from ctrack import i18n
from ctrack.errors import CannotRunError
from ctrack.frozen import replace
from ctrack.render.sheets import titles
from ctrack.report.excel.values import can_hold, format_of, held
from ctrack.report.model import Kind, Report
from ctrack.report.office import plain
from ctrack.report.xlsx import to_xlsx
from tests.report.office_sample import HOSTILE, HUGE, sample

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


def read(report: Report) -> Workbook:
    return openpyxl.load_workbook(BytesIO(to_xlsx(report)))


def texts(sheet: Worksheet) -> list[str]:
    """Give each row as one text, its columns apart by bars."""
    rows = (["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True))
    return ["|".join(row).rstrip("|") for row in rows]


def parts(report: Report, pattern: str) -> dict[str, str]:
    with ZipFile(BytesIO(to_xlsx(report))) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist() if re.fullmatch(pattern, name)}


def test_a_sheet_for_each_section_with_a_name_that_it_can_have() -> None:
    assert read(sample("vi")).sheetnames == [
        "Tóm tắt",
        "Chương trình",
        "Quận huyện",
        "a" + " " * 7 + "b" * 23,
        "A" + " " * 7 + "B" * 21 + " 2",
    ]
    assert titles(["History", "a" * 40, "A" * 40, "'"]) == ["History 2", "a" * 31, "A" * 29 + " 2", "?"]


def test_first_sheet_says_what_the_report_is_of() -> None:
    assert texts(read(sample("en")).worksheets[0]) == [
        "Progress of the programmes",
        "Hanoi, second quarter of 2025",
        "As of|2025-06-30",
        "Data|git 1a2b3c4d5e6f",
        "Program|ctrack 0.9",
        "",
        "Summary",
        "By 30 June 2025, of 60 indicators 10 have been attained, 20 are on track, and 10 are off track.",
        "Ten indicators have no figure for this period.",
        "",
        "Table 1. The programmes",
        "Programme|Indicators|Attained|Share",
        "Programme 01|6|1|14.2857142857143",
        "Programme 02|6|2|28.5714285714286",
        "Programme 05|6|5|71.4285714285714",
        "",
        "",
        "Figure 1. Share of indicators attained",
        "Name|Value (%)|In words",
        "Programme 1|14.2857142857143|14.3 %",
        "Programme 2|28.6|28.6 %",
        "target|50|50 %",
    ]


def test_notes_have_a_column_of_their_own_and_names_are_indented() -> None:
    sheet = read(sample("en"))["Programmes"]

    assert texts(sheet)[5:7] == [
        "Table 2. Indicators of the programme",
        "Code|Indicator|Unit|Target for 2025|Latest value|Latest value – note|Period ends|Attainment|Status|Lead agency",
    ]
    assert texts(sheet)[16].startswith(
        "01.10|Communes that are model new-style rural areas|million dong|24690|12345|estimated"
    )
    assert [sheet.cell(row, 2).alignment.indent for row in (8, 9, 10)] == [1, 2, 0]
    assert all(sheet.cell(7, column).font.bold for column in range(1, 11))


@pytest.mark.parametrize(
    ("language", "amount", "share", "day"),
    [
        ("en", "[$-409]#,##0.00", '[$-409]#,##0.0" %"', "yyyy-mm-dd"),
        ("vi", "[$-42A]#,##0.00", '[$-42A]#,##0.0"%"', "dd/mm/yyyy"),
    ],
)
def test_numbers_and_days_are_shown_as_in_the_language(language: str, amount: str, share: str, day: str) -> None:
    i18n.activate(language)

    sheet = read(sample(language)).worksheets[1]

    assert (sheet["E8"].value, sheet["E8"].number_format) == (1234.5, amount)
    assert (sheet["G8"].value, sheet["G8"].number_format) == (datetime(2025, 2, 28), day)  # noqa: DTZ001
    assert (sheet["H8"].value, sheet["H8"].number_format) == (2.38095238095238, share)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Decimal("92.6"), Kind.PERCENT, (92.6, '[$-409]#,##0.0" %"')),
        (Fraction(1, 8), Kind.PERCENT, (0.125, '[$-409]#,##0.0" %"')),
        (Fraction(9997, 100), Kind.PERCENT, (99.97, '[$-409]#,##0.00" %"')),
        (Fraction(200, 3), Kind.NUMBER, (66.6666666666667, "[$-409]#,##0.00")),
        (Decimal("29647.50"), Kind.NUMBER, (29647.5, "[$-409]#,##0.00")),
        (Decimal("1E+3"), Kind.NUMBER, (1000, "[$-409]#,##0")),
        (7, Kind.NUMBER, (7, "[$-409]#,##0")),
    ],
)
def test_a_value_and_its_format(value: Decimal | Fraction | int, kind: Kind, expected: tuple[float, str]) -> None:
    assert (held(value), format_of(value, kind, "en")) == expected


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (Decimal("81033.18"), "≥ 81,033.18", '[$-409]"≥ "#,##0.00;[$-409]"≥ "-#,##0.00'),
        (Decimal(31), "≈ 31 %", '[$-409]"≈ "#,##0" %";[$-409]"≈ "-#,##0" %"'),
        (Decimal(25), "25/27", '[$-409]#,##0"/27"'),
        (Decimal(-2), "−2", "[$-409]#,##0"),
        (5, "5 of 5", '[$-409]#,##0" of 5"'),
        (Decimal(3), 'three "x"', "[$-409]#,##0"),
        (Decimal(3), '3 "x"', '[$-409]#,##0" ”x”"'),
        (Decimal(3), "3 " + "x" * 100, "[$-409]#,##0"),
    ],
)
def test_a_number_keeps_its_hedge_its_total_and_its_unit(value: Decimal | int, text: str, expected: str) -> None:
    assert format_of(value, Kind.NUMBER, "en", text) == expected


def test_what_a_spreadsheet_cannot_hold_stays_a_text() -> None:
    assert not can_hold(HUGE)
    assert not can_hold(date(1900, 1, 1))
    assert can_hold(Fraction(1, 3))
    last = [row for row in texts(read(sample("en")).worksheets[3]) if row.startswith("1|")]
    assert last == ["1||1"]


def test_no_text_is_a_formula() -> None:
    book = read(sample("vi"))

    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    found = {cell.value: cell for cell in cells if isinstance(cell.value, str)}
    for text in HOSTILE:
        stored = plain(text).replace("_x0041_", "_x005F_x0041_")
        assert stored in found
        assert found[stored].quotePrefix == plain(text).startswith(("=", "+", "-", "@", "\t"))
    assert not [sheet for sheet in parts(sample("vi"), "xl/worksheets/.*").values() if "<f>" in sheet]


def test_rules_colour_a_status_by_its_words() -> None:
    sheet = read(sample("en"))["Programmes"]

    (area,) = sheet.conditional_formatting
    assert str(area.sqref) == "I8:I67"
    assert {rule.formula[0]: rule.dxf.fill.bgColor.rgb for rule in area.rules} == {
        '"on track"': "00DCEFD8",
        '"attained"': "00DCEFD8",
        '"at risk"': "00FFE9A8",
        '"far ""off"" track"': "00F6BDB5",
        '"no data"': "00E7E6E6",
    }
    assert {rule.operator for rule in area.rules} == {"equal"}


def test_the_largest_table_is_filtered_and_its_heading_stays() -> None:
    summary, programmes, districts, *_ = read(sample("en")).worksheets

    assert (programmes.freeze_panes, programmes.auto_filter.ref) == ("A8", "A7:J67")
    assert (summary.freeze_panes, summary.auto_filter.ref) == ("A2", "A12:D15")
    assert districts.auto_filter.ref


def test_a_heading_is_repeated_on_paper_where_most_pages_are_of_its_table() -> None:
    summary, programmes, *_ = read(sample("en")).worksheets

    assert programmes.print_title_rows == "$7:$7"
    assert summary.print_title_rows == "$1:$1"


def test_a_heading_far_below_does_not_stay() -> None:
    hostile = read(sample("en")).worksheets[3]

    assert hostile.freeze_panes == "A2"
    assert hostile.auto_filter.ref == "A22:C35"


def test_sheets_are_printed_on_wide_pages_that_hold_all_columns() -> None:
    for sheet in read(sample("en")).worksheets:
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (
            "landscape",
            1,
            0,
        )
        assert sheet.sheet_properties.pageSetUpPr
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_area.endswith(f"${sheet.max_row}")
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center.text == "Page &P of &N"


def test_columns_are_as_wide_as_what_they_hold() -> None:
    sheet = read(sample("en"))["Programmes"]

    widths = {letter: found.width for letter, found in sheet.column_dimensions.items()}
    assert widths["B"] > widths["J"] > widths["C"] > widths["E"]
    assert max(widths.values()) <= 63
    assert all(cell.alignment.wrap_text for cell in sheet[8])


def test_a_chart_is_a_table_of_its_points() -> None:
    rows = texts(read(sample("en"))["Programmes"])

    assert rows[rows.index("Figure 2. Income per head over the years") + 1 :] == [
        "Kind of point|Day|Value (million dong)|In words",
        "value|2021-12-31 00:00:00|54.2|2021: 54.2",
        "value|2022-12-31 00:00:00|56.3|2022: 56.3",
        "value that does not count|2020-12-31 00:00:00|51|2020: 51",
        "required path|2020-12-31 00:00:00|51|2020: 51",
        "required path|2025-12-31 00:00:00|80|2025: 80",
        "target|2025-12-31 00:00:00|80|2025: 80",
    ]


def test_a_map_is_a_grid_of_cells() -> None:
    sheet = read(sample("vi")).worksheets[2]

    rows = texts(sheet)
    assert rows[3] == "Sóc Sơn\n60%||Đông Anh\n62%||Bắc Từ Liêm\n64%||Long Biên\n66%"
    assert sheet["A4"].fill.start_color.rgb == "00DCEFD8"
    assert "có nguy cơ chậm" in rows


def test_same_report_same_bytes() -> None:
    assert to_xlsx(sample("vi")) == to_xlsx(sample("vi"))
    with ZipFile(BytesIO(to_xlsx(sample("vi")))) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_are_those_of_the_report() -> None:
    known = read(sample("en")).properties

    assert (known.title, known.subject, known.language) == (
        "Progress of the programmes",
        "Hanoi, second quarter of 2025",
        "en-GB",
    )
    assert known.created == known.modified == datetime(2000, 1, 1)  # noqa: DTZ001


def test_keys_are_not_shown() -> None:
    assert not [
        sheet for sheet in parts(sample("vi"), "xl/.*xml").values() if "far_&quot;off" in sheet or "no_data" in sheet
    ]


def test_an_empty_report_can_be_written() -> None:
    empty = replace(sample("en"), title="T", subtitle="", about=(), sections=())

    assert {sheet.title: texts(sheet) for sheet in read(empty).worksheets} == {"T": ["T"]}


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    monkeypatch.delitem(sys.modules, "ctrack.report.excel.book", raising=False)

    with pytest.raises(CannotRunError) as caught:
        to_xlsx(sample("en"))

    assert str(caught.value) == "this report needs the package openpyxl, which is not installed"
    assert str(caught.value.hint) == "pip install 'ctrack[report]'"
