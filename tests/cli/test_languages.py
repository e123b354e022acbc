"""Vietnamese is whole: no English word in any view, help page or error; and no locale or encoding makes a run fail."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest
from babel.messages.pofile import read_po

from ctrack.cli import grammar
from ctrack.i18n import CATALOGUES
from tests.history.repositories import QUIET, commit, git
from tests.support import write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

FILES = {
    "tracker.yaml": "title: Bộ theo dõi\nperiod: 2021..2025\n",
    "units.yaml": 'tieu-chi: {name: tiêu chí, min: 0, integer: true}\nty: {name: tỷ đồng}\nphan-tram: {name: "%"}\n',
    "sources.yaml": 'bao-cao: {title: Báo cáo, published: 2022-04, quality: translated}\nbao-moi: {title: Tin, quality: secondary, url: "https://vi.vn/x"}\n',
    "agencies.yaml": "so-noi-vu: {name: Sở Nội vụ, short: SNV}\n",
    "programs/03.yaml": """\
code: "03"
number: 03-CTr/TU
title: Phát triển đô thị
issued: 2021-03-17
lead: so-noi-vu
declared: {indicators: 9, tasks: 4}
source: bao-cao
assessments:
  - {date: 2023, of: 9, attained: 1, exceeded: 1, expected: 2, on_schedule: 3, difficult: 4, source: bao-cao}
  - {date: 2023, of: 3, attained: 2, tasks: true}
  - {date: 2023-06, of: 3, attained: 2, owner: so-noi-vu}
indicators:
  - code: "03.01"
    name: Số huyện thành quận
    definition: Định nghĩa
    unit: tieu-chi
    rollup: {from: "03.02", by: count_attained}
    targets: [{value: 5}, {by: 2023, value: 3}, {value: 4, status: draft}, {by: 2024, value: 1, withdrawn: 2022, note: sai}]
  - code: "03.02"
    name: Số tiêu chí của huyện
    unit: tieu-chi
    parent: "03.01"
    targets: [{value: 27, of: 27, districts: all}]
  - code: "03.03"
    name: Tỷ lệ
    unit: phan-tram
    baseline: {date: 2020, value: 40, bound: about, source: bao-moi}
    path: exponential
    targets: [{value: 80, bound: about}, {by: 2022, value: 50}]
    measurements:
      - {date: 2021, value: 45, status: doubtful, source: bao-cao}
      - {date: 2022-H1, value: 46, status: provisional}
      - {date: 2022-Q3, value: 47, bound: at_least}
      - {date: 2022-11, value: 48, break: true}
      - {date: 2022, value: 49, status: estimated, source: bao-moi, note: Ghi chú}
      - {date: 2022, value: 49, source: bao-cao}
      - {date: 2025, value: 90, status: forecast}
    comparisons: [{with: cả nước, date: 2022, value: 38}]
  - code: "03.04"
    name: Giải ngân
    unit: ty
    aggregation: sum
    per: year
    targets: [{every: year, min: 100}, {from: 2024, by: 2024, min: 1000}]
    measurements: [{date: 2024-01..2024-09, value: 300.5}, {date: 2023-01-01..2023-12-15, value: 90}]
  - code: "03.05"
    name: Tăng trưởng
    unit: phan-tram
    aggregation: average
    targets: [{min: 7.5, max: 8}]
    measurements: [{date: 2021, value: 2.92}, {date: 2023, value: 9}]
  - {code: "03.06", name: Số vụ, unit: ty, direction: decrease, targets: [{max: 0, from_baseline: add}], measurements: [{date: 2022, value: 4}]}
  - {code: "03.07", name: Khoảng, unit: ty, direction: range, official: false, targets: [{min: 1, max: 2}], measurements: [{date: 2021, value: 1.5}, {date: 2023, of_target: 142}]}
tasks:
  - {code: 03.T01, name: Đề án, serves: ["03.03"], due: 2022, owner: so-noi-vu, updates: [{date: 2022-04, status: in_progress, source: bao-cao}]}
  - {code: 03.T02, name: Quy hoạch, due: 2027-01, updates: [{date: 2022-04-07, status: done}]}
  - {code: 03.T03, name: Chuyên đề, owner: gia-lam}
""",
    "districts/gia-lam.yaml": """\
name: Gia Lâm
kind: rural
until: 2025-06-30
measurements:
  - {indicator: "03.02", date: 2022-04, value: 25, of: 27, source: bao-cao}
  - {indicator: "03.02", date: 2023, value: 27, of: 27, source: bao-cao}
programs:
  - {code: gia-lam-03, title: Chương trình của huyện, implements: "03"}
""",
    "districts/ba-vi.yaml": 'name: Ba Vì\nkind: rural\nmeasurements: [{indicator: "03.02", date: 2022, value: 20, of: 31, source: bao-cao}]\n',
}  # fmt: skip
AT = ("--as-of", "2024-12-20")
VIEWS = [
    ["status", *AT],
    ["status", "--program", "03", *AT],
    ["status", "--status", "missed", *AT],
    ["status", "--as-of", "2021-01"],
    ["district", *AT],
    ["district", "Gia Lâm", *AT],
    ["district", "ba-vi", *AT],
    *(["show", f"03.0{number}", *AT] for number in range(1, 8)),
    *(["explain", f"03.0{number}", *AT] for number in (1, 3, 4, 5, 6, 7)),
    ["explain", "03.02", "--district", "Ba Vì", *AT],
    ["explain", "03.02", "--district", "Gia Lâm", "--as-of", "2022-04"],
    ["explain", "03.07", "--as-of", "2021-01"],
    ["rank", "03.02", *AT],
    ["rank", "03.04", *AT],
    ["due", *AT],
    ["due", "--within", "1d", "--owner", "ba-vi", *AT],
    ["owner", *AT],
    ["owner", "Sở Nội vụ", *AT],
    ["tasks", *AT],
    ["tasks", "--owner", "ba-vi", "--overdue", *AT],
    ["diff", "HEAD~1", *AT],
    ["diff", "HEAD~1", "HEAD", "--format", "markdown", *AT],
    ["diff", "HEAD", *AT],
    ["status", "--rev", "HEAD~1", *AT],
    ["validate", "--freshness", "--format", "text", *AT],
    ["validate", "--base", "HEAD~1", "--format", "concise", *AT],
    ["validate", "--base", "HEAD~1", "--format", "github", *AT],
    ["fmt", "--check"],
    ["rule"],
]  # fmt: skip
HELP = [["--help"], *([name, "--help"] for name in grammar.COMMANDS)]
ERRORS = [
    [],
    ["stats"],
    ["status", "--foo"],
    ["status", "--fromat", "json"],
    ["status", "--format", "yaml"],
    ["status", "--program"],
    ["status", "--program", "3"],
    ["status", "--program", "99"],
    ["status", "--status", "onn_track"],
    ["status", "--sort", "size"],
    ["status", "--horizon", "soon"],
    ["status", "--as-of", "31/12/2024"],
    ["status", "--as-of", "hôm qua"],
    ["status", "--owner", "không có"],
    ["status", "--data", "xxx"],
    ["status", "--rev", "xxx"],
    ["--lang", "xx", "status"],
    ["show"],
    ["show", "03"],
    ["show", "03.1"],
    ["show", "1", "2"],
    ["explain", "03.02"],
    ["explain", "03.04", "--district", "ba-vi"],
    ["explain", "03.02", "--district", "Hà Nội"],
    ["due", "--within", "xxx"],
    ["diff"],
    ["diff", "xxx"],
    ["diff", "HEAD", "xxx"],
    ["validate", "--strict=1"],
    ["validate", "--format", "xxx"],
    ["validate", "--output", "xxx"],
    ["validate", "xxx"],
    ["validate", "--base", "xxx"],
    ["rule", "CT999"],
    ["fmt", "xxx"],
    ["completion", "ksh"],
    ["record", "03.03", "8,8", "--date", "2023", "--source", "bao-cao"],
    ["record", "03.03", "5", "--date", "2023"],
    ["record", "03.03", "5", "--date", "2023", "--source", "xxx"],
    ["record", "03.03", "49", "--date", "2022", "--source", "bao-cao"],
    ["record", "03.03", "--date", "2022", "--withdraw", "2024-01-01", "--note", "sai"],
    ["form", "--period", "2024", "-o", "x.xlsx"],
    ["form", "--program", "03", "--period", "2024", "-o", "x.csv"],
    ["form", "--program", "03", "--period", "x", "-o", "x.xlsx"],
    ["form", "--district", "gia-lam", "--period", "2030", "-o", "x.xlsx"],
    ["import", "sheets/good.csv", "--dry-run"],
    ["import", "sheets/good.csv", "--data", "data"],
    ["import", "sheets/bad.csv"],
    ["import", "sheets/bad.xlsx"],
    ["import", "sheets/none.csv"],
    ["import", "sheets/none.xlsx"],
    ["import", "sheets/none.txt"],
    ["import", "data/tracker.yaml"],
    ["report", "-o", "x.md"],
    ["report", "-o", "x.pdf"],
    ["report", "-o", "data/programs", "--format", "markdown"],
    ["report", "-o", "x.md", "--program", "03", "--district", "gia-lam"],
    ["report", "-o", "x.md", "--program", "99"],
    ["report", "-o", "x.md", "--since", "2099"],
    ["export", "--format", "json", "-o", "x.json"],
    ["export", "--format", "csv", "-o", "data/programs"],
    ["export", "--format", "csv", "-o", "data/tracker.yaml"],
    ["new", "source", "xxx"],
    ["new", "indicator", "03", "--name", "Tên", "--unit", "xxx"],
]

LITERALS = re.compile(
    r"(?s:^--- a/.*?)(?=^[^-+ @])|https?://\S+|<!--.*?-->|`[^`]*`|\"[^\"]*\"|<[\w|]+>|--?[\w-]+|\w+(?:\|\w+)+|\w+=\w+|\S+\.(?:yaml|md|txt|csv|xlsx)\S*|\S*/\S*|ctrack \S+|\b[0-9a-f]{9}\b|\[[\w-]+\]|CT\d+|: (?:[a-z_]+, )+[a-z_]+|: table\b|^ *\d* \|.*$|[\w.]+:? \S+ → \S+|^::\w+|\d{4}[-\d]*: \w+",
    re.MULTILINE,
)
"""What is typed or read by programs: addresses, options, words to choose from, files, ids, codes, lines of files."""

NAMES = frozenset(
    {
        *("ctrack", "git", "github", "actions", "python", "yaml", "json", "schema", "utf", "sarif", "unicode"),
        *("commit", "pull", "request", "shell", "head", "base", "clone", "fetch", "link", "submodule", "color"),
        *grammar.COMMANDS,
        *(key for key in ("tracker", "index", "stale", "term", "next", "min", "max")),
        *("dist", "count", "percent", "bound", "attainment", "warning", "notice"),
    }
)
"""Names of products and files, git's own words, keys of the format, letters of formulas, words of GitHub's log."""


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("vietnamese")
    write_tracker(root / "data", FILES)
    git(root, "init", "--quiet", "--template=", "--initial-branch", "main")
    commit(root, "base")
    file = root / "data/programs/03.yaml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("value: 45, status: doubtful", "value: 44").replace(
        "{by: 2022, value: 50}", "{by: 2022, value: 49}"
    )
    text = text.replace("      - {date: 2022-Q3, value: 47, bound: at_least}\n", "")
    text = text.replace("value: 300.5}", "value: 300.5}, {date: 2024-10, value: 9}").replace(
        "name: Quy hoạch", "name: Quy hoạch mới"
    )
    text = text.replace("status: done", "status: cancelled").replace(
        "baseline: {date: 2020, value: 40", "baseline: {date: 2020, value: 41"
    )
    file.write_text(text, encoding="utf-8")
    commit(root, "second")
    write_sheets(root / "sheets")
    return root


def write_sheets(folder: Path) -> None:
    """Write sheets with every slip that import tells of."""
    folder.mkdir()
    (folder / "good.csv").write_text(
        "Mã;Giá trị [vi];Kỳ;Nguồn;xx;Ghi chú\n03.03;51,5;2023;bao-cao;;\n03.03;;;;;ghi\n03.03;49;2022;bao-cao;;khác\n03.07;1,25;tháng 4/2022;bao-cao;;\n03.07;1,25;2022-04;bao-cao;;\n".replace(
            "2023;bao-cao", "2023;bao-moi"
        )
    )
    (folder / "bad.csv").write_text(
        "code,district,value,of,date,source,status,status\n,City,1,,2023,bao-moi,,\n03.99,City,1,,2023,bao-moi,,\n03.02,,1,27,2023,bao-moi,,\n"
        '03.02,Gia Lam,1,27,hôm qua,bao-moi,xx,\n03.02,Gia Lam,"1,5",27,2023,,,\n03.03,City,50,,2022,bao-cao,,\n03.05,City,1/2,,2023,,,\n'
    )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Mã", "Giá trị (29.647,5)", "Kỳ", "Nguồn"])
    days = [dt.date(2024, 5, 1), dt.datetime.fromisoformat("2024-05-01T12:00"), 45199, 2023]
    for found in ("=1+2", "#DIV/0!", 1 / 3, "8.8", True, *days):
        sheet.append(["03.04", found, days[len(str(found)) % 4], "bao-moi"])
    sheet.append([3.04, 1, 2023, "bao-moi"])
    sheet.append(["03.04", 0.5, 2023, "bao-moi"])
    sheet["B12"].number_format = "0%"
    sheet.merge_cells("D5:D6")
    book.save(folder / "bad.xlsx")
    (folder / "none.csv").write_bytes("Ứng Hòa".encode("utf-16"))
    (folder / "none.xlsx").write_bytes(b"x")
    (folder / "none.txt").write_text("x\n")


def words(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w'’])[A-Za-z]{2,}(?![\w'’])", LITERALS.sub(" ", text)))


@cache
def english() -> frozenset[str]:
    """Give the words of the program's English texts that no Vietnamese text uses."""
    with (CATALOGUES / "vi/LC_MESSAGES/ctrack.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.id]
    ours = {word.lower() for message in messages for text in _texts(message.id) for word in words(text)}
    theirs = {word.lower() for message in messages for text in _texts(message.string or "") for word in words(text)}
    extra = {
        "usage",
        "options",
        "error",
        "invalid",
        "missing",
        "show",
        "exit",
        "default",
        "unexpected",
        "expected",
        "try",
        "for",
    }
    return frozenset((ours | extra) - theirs - NAMES)


def _texts(found: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found)


def ran(run: Run, tracker: Path, arguments: list[str], **environment: str) -> tuple[int, bytes, bytes]:
    result = run(*arguments, cwd=tracker, **(QUIET | environment))
    assert b"Traceback" not in result.stderr
    assert result.returncode in {0, 1, 2, 3}
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize("arguments", [*VIEWS, *HELP, *ERRORS], ids=" ".join)
def test_under_a_vietnamese_locale_no_english_word_is_left(ctrack: Run, tracker: Path, arguments: list[str]) -> None:
    _code, out, err = ran(ctrack, tracker, arguments, LC_ALL="vi_VN.UTF-8", COLUMNS="100")

    shown = (out + err).decode()
    assert shown.strip()
    assert {word for word in words(shown) if word.lower() in english()} == set()


@pytest.mark.parametrize(
    ("arguments", "encoding"),
    [(arguments, ("ascii", "cp1258")[number % 2]) for number, arguments in enumerate([*VIEWS, *ERRORS])],
    ids=str,
)
def test_whatever_the_output_can_carry_nothing_fails(
    ctrack: Run, tracker: Path, arguments: list[str], encoding: str
) -> None:
    _code, out, err = ran(
        ctrack, tracker, arguments, CTRACK_LANG="vi", COLUMNS="80", LC_ALL="C", PYTHONIOENCODING=encoding
    )

    assert out + err
    if not {"markdown", "github"} & {*arguments}:  # written in UTF-8 whatever the terminal
        assert "?" * 3 not in (out + err).decode(encoding)
