"""`import` as people run it: what a sheet says stands in the files, all of it or nothing, and never a guess."""

from __future__ import annotations

import datetime as dt
import os
import pty
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from ctrack.cli.common import Common
from ctrack.cli.importing import Request, run
from ctrack.forms.columns import names_of_columns
from tests.conftest import CLEAN
from tests.edits.trackers import CITY, DAY, DISTRICT, FILES, OTHER, added, said, texts
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

KILLS = int(os.environ.get("CTRACK_KILLS", "6"))
HEAD = "code,district,value,of,date,source\n"
ROW = "03.02,Gia Lâm,26,27,2023,late\n"
GIA_LAM = '- {indicator: "03.02", date: 2023, value: 26, of: 27, source: late}'


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write_tracker(tmp_path / "data", FILES)


def import_csv(run: Run, tracker: Path, text: str | bytes, *arguments: str, code: int = 0) -> str:
    content = text.encode() if isinstance(text, str) else text
    (tracker.parent / "figures.csv").write_bytes(content)
    return said(run, tracker, "import", "figures.csv", *arguments, code=code)


def import_cells(run: Run, tracker: Path, cells: dict[str, Any], formats: dict[str, str], code: int = 0) -> str:
    """Import a workbook with a heading, a sound row, and some cells of it replaced."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Biểu"
    sheet.append(["Mã", "Quận, huyện", "Giá trị (29.647,5)", "Trên tổng số", "Kỳ", "Trạng thái", "Nguồn", "Ghi chú"])
    sheet.append(["03.02", "Gia Lâm", 26, 27, "2023", None, "late", None])
    for place, found in cells.items():
        if ":" in place:
            sheet.merge_cells(place)
        else:
            sheet[place] = found
    for place, shown_as in formats.items():
        sheet[place].number_format = shown_as
    book.save(tracker.parent / "figures.xlsx")
    return said(run, tracker, "import", "figures.xlsx", code=code)


def test_no_name_means_two_columns() -> None:
    names = set(names_of_columns())

    assert len({name for name, _ in names}) == len(names)


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ROW).encode(),
        (HEAD + ROW).encode("utf-8-sig"),
        (HEAD + ROW).replace(",", ";").encode(),
        (HEAD + ROW).replace(",", "\t").encode(),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        ("sep=;\r\n" + (HEAD + ROW).replace(",", ";")).encode(),
        ("Báo cáo quý\n\n" + HEAD + "\n" + ROW + ",,,,,\n").encode(),
        'Mã chỉ tiêu;"Quận, huyện";Giá trị;"Trên tổng số (29.647,5)";Kỳ;Nguồn\n03.02;"huyện GIA LÂM";26;27;2023;late\n'.encode(),
        b"note,SOURCE,Period,Value,Out of,City or district,Indicator,code\n,late,2023,26,27,gia-lam,x,03.02\n",
    ],
)  # fmt: skip
def test_a_csv_file_of_any_making_is_read(ctrack: Run, tracker: Path, content: bytes) -> None:
    before = texts(tracker)

    told = import_csv(ctrack, tracker, content)

    assert added(tracker, before) == {DISTRICT: [GIA_LAM]}
    assert "1 new figure; in 1 file\n" in told
    assert "wrote data/districts/gia-lam.yaml" in told


def test_one_difference_is_shown_and_all_of_it_written(ctrack: Run, tracker: Path) -> None:
    before = texts(tracker)
    sheet = (
        "code,district,value,of,count,date,source,status,note,stated\n"
        "03.01,City,20,,,2023,late,ước tính,Theo: báo cáo,\n"
        "03.02,Gia Lâm,26,27,,2023,late,,,\n"
        "03.02,gia lam,23,27,,2021,late,,,\n"
        "03.01,Thành phố,,,,2024,late,,,\n"
        "gia-lam-03.01,Gia Lâm,6,,,2022,book,,,\n"
        "03.02,Ba Vì,20,27,,2023,late,final,,\n"
        "03.03,City,,382,229,2023,late,provisional,,59.9\n"
    )

    told = import_csv(ctrack, tracker, sheet, "--numbers", "en", "--yes")

    assert added(tracker, before) == {
        CITY: [
            '- {date: 2023, value: 20, status: estimated, source: late, note: "Theo: báo cáo"}',
            '- {code: "03.03", name: Tỷ lệ, unit: percent, targets: [{value: 75}], measurements: [{date: 2023, count: 229, of: 382, stated: 59.9, status: provisional, source: late}]}',
        ],
        DISTRICT: [
            '- {indicator: "03.02", date: 2021, value: 23, of: 27, source: late}',
            GIA_LAM,
            "- {code: gia-lam-03.01, name: Trường, unit: number, targets: [{value: 8}], measurements: [{date: 2022, value: 6, source: book}]}",
        ],
        OTHER: ["measurements:", '- {indicator: "03.02", date: 2023, value: 20, of: 27, source: late}'],
    }  # fmt: skip
    assert told.count("\n--- a/data/") + told.startswith("--- a/data/") == 3
    assert "6 new figures; in 3 files; 1 row without a value" in told


def test_what_is_there_already_is_no_edit(ctrack: Run, tracker: Path) -> None:
    import_csv(ctrack, tracker, HEAD + ROW)
    before = texts(tracker)

    told = import_csv(
        ctrack, tracker, HEAD + ROW + "03.02,Gia Lâm,24,27,2022,book\n03.01,City,12,,2021-01..2021-12,book\n"
    )

    assert texts(tracker) == before
    assert told == "3 are there already\n"


def test_nothing_is_written_where_anything_is_wrong(ctrack: Run, tracker: Path) -> None:
    before = texts(tracker)

    told = import_csv(ctrack, tracker, HEAD + ROW + "03.99,City,1,,2023,late\n03.01,Gia Lamm,x,,2023,late\n", code=3)

    assert told == (
        'figures.csv A3: error: there is no indicator "03.99" (did you mean: 03.01, 03.02, 03.03?)\n'
        'figures.csv B4: error: there is no district "Gia Lamm" (did you mean: Gia Lâm?)\n'
        'figures.csv C4: error: "x" is not a number\n'
        "ctrack: nothing was written: the sheet has the errors above\n"
    )
    assert texts(tracker) == before


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (",City,1,,2023,late", "figures.csv A2: error: there is a value, and no code"),
        ("03.04,City,1,,2023,late", "A2: error: 03.04 has the figures of 03.01: record them there"),
        ("gia-lam-03.01,Ba Vì,1,,2023,late", "B2: error: gia-lam-03.01 is an indicator of Gia Lâm's own programme"),
        ("03.02,,1,27,2023,late", "B2: error: the cell does not say whose figure it is (name the district, or write City)"),
        ("03.01,City,1,,,late", 'C2: error: the key "date" is missing'),
        ("03.01,City,1,,2023,", "F2: error: the figure does not say where it comes from"),
        ("03.01,City,1,,2023,boook", 'F2: error: there is no source "boook" in sources.yaml (did you mean: book?)'),
        ("03.01,City,1,,07/04/2023,late", 'E2: error: "07/04/2023" is not a period (which is the day? write 2023-04-07 or 2023-07-04)'),
        ("03.01,City,25/27,,2023,late", "C2: error"),
        ("03.01,City,007,,2023,late", 'C2: error: "007" is not a number'),
        ("03.01,City,12,,2025,book", "data/programs/03.yaml:12:16: error[CT303]"),
        ("03.02,Gia Lâm,28,27,2023,late", "[figures.csv C2]"),
    ],
)  # fmt: skip
def test_a_row_is_refused_with_its_cell(ctrack: Run, tracker: Path, row: str, told: str) -> None:
    before = texts(tracker)

    assert told in import_csv(ctrack, tracker, HEAD + row + "\n", code=3)
    assert texts(tracker) == before


def test_numbers_typed_as_text_are_read_in_the_declared_language_and_confirmed(ctrack: Run, tracker: Path) -> None:
    before = texts(tracker)
    sheet = 'Mã;Giá trị;Kỳ;Nguồn\n03.01;"30.820";Quý III/2023;late\n03.01;8,80;07/04/2023;late\n'

    refused = import_csv(ctrack, tracker, sheet, "--numbers", "vi", code=3)
    assert 'figures.csv B2: "30.820" is read as 30820' in refused
    assert "nobody confirmed it\nadd --yes if that is right" in refused
    assert texts(tracker) == before

    import_csv(ctrack, tracker, sheet, "--numbers", "vi", "--yes")
    assert added(tracker, before) == {
        CITY: ["- {date: 2023-04-07, value: 8.80, source: late}", "- {date: 2023-Q3, value: 30820, source: late}"]
    }


def test_a_number_that_only_one_language_writes_is_read_and_one_of_both_is_not(ctrack: Run, tracker: Path) -> None:
    sheet = "code;value;date;source\n03.01;8.8;2023;late\n03.01;8,9;2024;late\n"
    refused = import_csv(ctrack, tracker, sheet, code=3)
    assert refused.count("is read as") == 1
    assert 'figures.csv B3: "8,9" is read as 8.9' in refused

    told = import_csv(ctrack, tracker, sheet.replace("8,9", "30.820"), code=3)

    assert (
        'B3: error: "30.820" is 30820 in Vietnamese and 30.820 in English, and nothing says which it is (add --numbers vi or --numbers en)'
        in told
    )


def test_a_column_declares_its_language_and_a_number_of_another_is_refused(ctrack: Run, tracker: Path) -> None:
    vietnamese = import_csv(ctrack, tracker, "code;value [vi];date;source\n03.01;8.8;2023;late\n", code=3)
    assert 'B2: error: "8.8" is not a number as Vietnamese writes it: 29.647,5' in vietnamese

    import_csv(ctrack, tracker, "code;value (29,647.5);date;source\n03.01;30.820;2023;late\n", "--yes")
    assert "value: 30.820," in texts(tracker)[CITY]


def rest_of(terminal: int) -> bytes:
    """Read what a terminal shows until its last program has ended."""
    shown = b""
    with suppress(OSError):  # so that ends on Linux
        while more := os.read(terminal, 65536):
            shown += more
    os.close(terminal)
    return shown


@pytest.mark.parametrize(
    ("answer", "is_written"), [(b"y\n", True), (b"c\n", True), (b"n\n", False), (b"\n", False), (b"\x04", False)]
)
def test_a_person_is_asked_at_a_terminal(tracker: Path, answer: bytes, is_written: bool) -> None:
    (tracker.parent / "figures.csv").write_text("code;value [vi];date;source\n03.01;8,8;2023;late\n")
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "ctrack", "import", "figures.csv"]
    process = subprocess.Popen(command, cwd=tracker.parent, env=CLEAN, stdin=child, stdout=child, stderr=child)
    os.close(child)
    shown = b""
    while b"[y/N]" not in shown:
        shown += os.read(parent, 4096)
    os.write(parent, answer)
    shown += rest_of(parent)
    process.wait()

    assert ("value: 8.8, source: late" in texts(tracker)[CITY]) is is_written
    assert (process.returncode == 0) is is_written
    assert (b"nothing was written" in shown) is not is_written


def test_rows_that_contradict_are_refused_and_equal_ones_taken_once(ctrack: Run, tracker: Path) -> None:
    told = import_csv(ctrack, tracker, HEAD + ROW + ROW.replace("26", "25"), code=3)
    assert "figures.csv C3: error: figures.csv C2 says 26/27 for the same indicator, period and source" in told

    told = import_csv(ctrack, tracker, HEAD + ROW + ROW)
    assert "figures.csv C3: remark: the same figure stands at figures.csv C2 too, and is taken once" in told
    assert texts(tracker)[DISTRICT].count("value: 26") == 1


def test_a_figure_that_is_there_otherwise_is_refused(ctrack: Run, tracker: Path) -> None:
    told = import_csv(ctrack, tracker, HEAD + "03.01,City,13,,2021,book\n", code=3)
    assert (
        "C2: error: 03.01 has 12 for this period from this source already, here it is 13 (a revised figure says when"
        in told
    )

    revised = HEAD.replace("source", "source,published") + "03.01,City,13,,2021,book,2022-09\n"
    import_csv(ctrack, tracker, revised)
    assert "- {date: 2021, value: 13, published: 2022-09, source: book}" in texts(tracker)[CITY]


def test_a_withdrawn_figure_does_not_come_back_unseen(ctrack: Run, tracker: Path) -> None:
    said(ctrack, tracker, "record", "03.01", "--date", "2021", "--withdraw", "2025", "--note", "nhập nhầm")

    told = import_csv(ctrack, tracker, HEAD + "03.01,City,12,,2021,book\n", code=3)

    assert "C2: error: this figure was entered before, and withdrawn (nhập nhầm)" in told


def test_what_is_not_taken_over_is_said(ctrack: Run, tracker: Path) -> None:
    told = import_csv(
        ctrack,
        tracker,
        "code,value,date,source,publisched,note\n03.01,,2023,late,,chưa có số liệu\n03.01,12,2021,book,,another\n",
    )

    assert 'figures.csv E1: remark: the column "publisched" is not read (did you mean: published?)' in told
    assert "figures.csv F2: remark: there is a note without a value: nothing is recorded of it" in told
    assert "figures.csv B3: remark: the figure is there already, with another note" in told


def test_what_a_sheet_does_not_say_is_given_once(ctrack: Run, tracker: Path) -> None:
    before = texts(tracker)

    import_csv(
        ctrack, tracker, "code,value,of\n03.02,26,27\n", "--district", "gia lam", "--date", "2023", "--source", "late"
    )

    assert added(tracker, before) == {DISTRICT: [GIA_LAM]}


@pytest.mark.parametrize(
    ("cells", "formats", "line"),
    [
        ({}, {}, GIA_LAM),
        ({"C2": 26.0, "E2": 2023}, {}, GIA_LAM),
        ({"C2": "26"}, {}, GIA_LAM),
        ({"E2": dt.date(2023, 9, 30)}, {}, GIA_LAM.replace("2023", "2023-09-30")),
        ({"E2": dt.datetime.fromisoformat("2023-09-01T00:00")}, {"E2": "mm/yyyy"}, GIA_LAM.replace("2023", "2023-09")),
        ({"F2": "ƯỚC TÍNH"}, {}, GIA_LAM.replace("source", "status: estimated, source")),
        ({"H2": "a\nb: [c] #d"}, {}, GIA_LAM.replace("late}", 'late, note: "a\\nb: [c] #d"}')),
        ({"A5": "=SUM(C2:C4)", "C7": None}, {}, GIA_LAM),
    ],
)  # fmt: skip
def test_cells_of_a_workbook_are_read(
    ctrack: Run, tracker: Path, cells: dict[str, Any], formats: dict[str, str], line: str
) -> None:
    before = texts(tracker)

    import_cells(ctrack, tracker, cells, formats)

    assert added(tracker, before) == {DISTRICT: [line]}


@pytest.mark.parametrize(
    ("value", "shown_as", "read"),
    [
        (0.088, "0.0%", "8.8"),
        (0.07, "0%", "7"),
        (8.8, "General", "8.8"),
        (8.8, '0.0"%"', "8.8"),
        (26 / 27, "0.0", None),
        (29.9, "[$-42A]#,##0.00", "29.9"),
    ],
)
def test_a_percentage_is_what_it_is_shown_as(
    ctrack: Run, tracker: Path, value: float, shown_as: str, read: str | None
) -> None:
    cells = {"A2": "03.03", "B2": "City", "C2": value, "D2": None}

    told = import_cells(ctrack, tracker, cells, {"C2": shown_as}, 0 if read else 3)

    assert f"value: {read}," in texts(tracker)[CITY] if read else "more digits than a spreadsheet keeps" in told


@pytest.mark.parametrize(
    ("cells", "formats", "told"),
    [
        ({"C2": "=13*2"}, {}, "figures.xlsx 'Biểu'!C2: error: holds a formula (paste its value in its place)"),
        ({"C2": "#DIV/0!"}, {}, "'Biểu'!C2: error: holds an error of the spreadsheet"),
        ({"C2": 0.26}, {"C2": "0%"}, "'Biểu'!C2: error: is shown as 26 %, and the unit is not percent"),
        ({"C2": dt.date(2024, 5, 1)}, {}, "'Biểu'!C2: error: holds the day 2024-05-01: the spreadsheet took what was typed for a date"),
        ({"C2": True}, {}, "'Biểu'!C2: error: holds true or false where a number was expected"),
        ({"C2": 1 / 3}, {}, "'Biểu'!C2: error: holds 0.3333333333333333, more digits than a spreadsheet keeps (round it, or type it as text)"),
        ({"C2": 12345678901234567}, {}, "more digits than a spreadsheet keeps"),
        ({"C2": "8.8"}, {}, "is not a number as Vietnamese writes it"),
        ({"C2": "٢٦"}, {}, "use the keyboard's own digits"),
        ({"A2": 3.02}, {}, "'Biểu'!A2: error: holds 3.02 where a code was expected, as a number or a date (format the cell as text"),
        ({"E2": 45199}, {}, "'Biểu'!E2: error: holds 45199: a period, or the number that a spreadsheet has for the day 2023-09-30?"),
        ({"E2": dt.datetime.fromisoformat("2023-09-30T12:00")}, {}, "'Biểu'!E2: error: holds a time of day"),
        ({"E2": "hôm qua"}, {}, "'Biểu'!E2: error: \"hôm qua\" is not a period"),
        ({"F2": "đúng"}, {}, "'Biểu'!F2: error: \"đúng\" is not one of: final, provisional, estimated, doubtful, forecast"),
        ({"B2:B3": None, "A3": "03.02", "C3": 20}, {}, "'Biểu'!B2: error: is merged with others (B2:B3) (unmerge them, and fill each row)"),
        ({"C1": "Ghi chú"}, {}, "there is no heading with the columns Code and Value"),
        ({"D1": "Giá trị"}, {}, "'Biểu'!D1: error: the column \"Giá trị\" stands twice"),
    ],
)  # fmt: skip
def test_a_cell_that_could_be_two_things_is_refused(
    ctrack: Run, tracker: Path, cells: dict[str, Any], formats: dict[str, str], told: str
) -> None:
    before = texts(tracker)

    assert told in import_cells(ctrack, tracker, cells, formats, 3)
    assert texts(tracker) == before


@pytest.mark.parametrize(
    ("name", "content", "code", "told"),
    [
        ("f.csv", HEAD.encode() + "Ứng Hòa".encode("utf-16"), 3, 'f.csv is not UTF-8 text\nsave it again as "CSV UTF-8"'),
        ("f.csv", b"", 3, "there is no heading with the columns Code and Value"),
        ("f.csv", b'code,value\n"03.01,1\n', 3, "f.csv cannot be read as CSV"),
        ("f.xlsx", b"not a workbook", 3, "f.xlsx is not an Excel workbook (.xlsx), or it is locked with a password"),
        ("f.xlsx", b"PK\x05\x06" + bytes(18), 3, "f.xlsx cannot be read as a workbook"),
        ("f.ods", b"x", 2, "f.ods is neither a workbook (.xlsx) nor a CSV file (.csv)"),
        ("missing.csv", None, 3, "missing.csv cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_sheet_is_refused(
    ctrack: Run, tracker: Path, name: str, content: bytes | None, code: int, told: str
) -> None:
    if content is not None:
        (tracker.parent / name).write_bytes(content)

    assert told in said(ctrack, tracker, "import", name, code=code)


def test_without_the_extra_a_workbook_says_what_to_install(ctrack: Run, tracker: Path) -> None:
    (tracker.parent / "hidden").mkdir()
    (tracker.parent / "hidden/openpyxl.py").write_text("raise ImportError\n")
    (tracker.parent / "f.xlsx").write_bytes(b"x")
    for command in (["import", "f.xlsx"], ["form", "--program", "03", "--period", "2024", "-o", "g.xlsx"]):
        ran = ctrack(*command, cwd=tracker.parent, PYTHONPATH="hidden")

        assert ran.returncode == 3
        assert b"workbooks need the package openpyxl, which is not installed\npip install 'ctrack[excel]'" in ran.stderr
    assert import_csv(ctrack, tracker, HEAD + ROW).count("wrote") == 1


def test_an_import_that_was_killed_is_completed_by_running_it_again(ctrack: Run, tracker: Path) -> None:
    """`CTRACK_KILLS=500` is the long run."""
    chance = random.Random(2)  # noqa: S311 - not a secret
    for turn in range(KILLS):
        year = 2023 - turn
        sheet = (
            HEAD + f"03.01,City,{turn},,{year},late\n03.02,Gia Lâm,20,27,{year},late\n03.02,Ba Vì,21,27,{year},late\n"
        )
        (tracker.parent / "figures.csv").write_text(sheet)
        before = texts(tracker)
        command = [sys.executable, "-m", "ctrack", "import", "figures.csv"]
        process = subprocess.Popen(
            command, cwd=tracker.parent, env=CLEAN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0.2, 1.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
        half = texts(tracker)

        said(ctrack, tracker, "import", "figures.csv")

        after = texts(tracker)
        assert all(half[name] in {before[name], after[name]} for name in before)
        assert all(
            after[name].count(f"date: {year},") > before[name].count(f"date: {year},")
            for name in (CITY, DISTRICT, OTHER)
        )
    assert ctrack("validate", cwd=tracker.parent).returncode == 0


def test_what_stopped_between_two_files_is_completed_by_running_it_again(
    ctrack: Run, tracker: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = HEAD + "03.01,City,20,,2023,late\n" + ROW
    before, left = texts(tracker), iter([os.replace])

    def stopping(source: str, target: Path) -> None:
        replace = next(left, None)
        if replace is None:
            raise KeyboardInterrupt
        replace(source, target)

    (tracker.parent / "figures.csv").write_text(sheet)
    monkeypatch.chdir(tracker.parent)
    with monkeypatch.context() as stopped:
        stopped.setattr("os.replace", stopping)
        with pytest.raises(KeyboardInterrupt):
            run(request_for(tracker))
    assert [name for name, text in texts(tracker).items() if text != before[name]] == [CITY]

    told = import_csv(ctrack, tracker, sheet)

    assert "1 new figure; in 1 file; 1 is there already" in told
    assert set(added(tracker, before)) == {CITY, DISTRICT}
    assert not list(tracker.rglob("*.tmp"))


def request_for(tracker: Path) -> Request:
    return Request(
        common=Common(data=str(tracker), as_of=DAY),
        file=tracker.parent / "figures.csv",
        language=None,
        district=None,
        source=None,
        date=None,
        is_dry_run=False,
        is_confirmed=True,
    )


def test_a_read_only_folder_is_left_as_it_is(ctrack: Run, tracker: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    before = texts(tracker)
    (tracker / "districts").chmod(0o555)

    told = import_csv(ctrack, tracker, HEAD + "03.01,City,20,,2023,late\n" + ROW, code=3)

    (tracker / "districts").chmod(0o755)
    assert "cannot be written: Permission denied" in told
    assert texts(tracker) == before


def test_thousands_of_rows_show_how_far_they_are(tracker: Path) -> None:
    names = [f"d{number}" for number in range(30)]
    for name in names:
        (tracker / f"districts/{name}.yaml").write_text(f"name: Huyện {name}\nkind: rural\n")
    days = [dt.date(2020, 1, 1) + dt.timedelta(days=number) for number in range(100)]
    rows = "".join(f"03.02,{name},{number % 27},27,{day},late\n" for name in names for number, day in enumerate(days))
    (tracker.parent / "figures.csv").write_text(HEAD + rows)
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "ctrack", "import", "figures.csv"]

    process = subprocess.Popen(command, cwd=tracker.parent, env=CLEAN, stdout=subprocess.DEVNULL, stderr=child)
    os.close(child)
    shown = rest_of(parent)
    process.wait()

    assert process.returncode == 0
    assert b"3,000 new figures; in 30 files" in shown
    assert texts(tracker)["districts/d7.yaml"].count("indicator") == 100
