"""The same numbers in every format: html, docx, xlsx, Markdown, CSV and JSON are read back and held against each other."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from lxml import html
from markdown_it import MarkdownIt

import ctrack
from ctrack import i18n
from ctrack.export.text import csv_text
from ctrack.render.json import programme_json, to_json
from ctrack.report.formats import FORMATS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.render.json import Json
    from ctrack.report.model import Field, Report, Table

DAY = "2025-11-26"
PROGRAMMES = ("03", "dau-tu-cong")
Rows = list[list[tuple[str, ...]]]
"""A table: for each field the lines that it holds."""


@cache
def tracker() -> ctrack.Tracker:
    return ctrack.load(ROOT / "data")


@cache
def report(language: str) -> Report:
    i18n.activate(language)
    return tracker().report(DAY, programmes=PROGRAMMES, since="2024-12-31")


@cache
def written(form: str, language: str) -> bytes:
    made = report(language)
    i18n.activate(language)
    return FORMATS[form].write(made)


def lines(field: Field) -> tuple[str, ...]:
    return tuple(one.strip() for one in (field.text, field.note) if one.strip())


def expected(made: Report) -> dict[str, Rows]:
    return {table.ident: [[lines(field) for field in row] for row in table.rows] for table in made.tables}


def of_html(language: str) -> dict[str, Rows]:
    page = html.fromstring(written("html", language).decode())

    def cell(node: html.HtmlElement) -> tuple[str, ...]:
        notes = [" ".join(small.text_content().split()) for small in node.iter("small")]
        for small in list(node.iter("small")):
            small.drop_tree()
        return tuple(one for one in (" ".join(node.text_content().split()), *notes) if one)

    return {
        str(table.get("id")): [[cell(node) for node in row] for row in table.find("tbody")]
        for table in page.iter("table")
    }


def of_markdown(language: str) -> list[Rows]:
    tables: list[Rows] = []
    page = html.fromstring(
        MarkdownIt("gfm-like", {"html": True}).disable("linkify").render(written("markdown", language).decode())
    )
    for table in page.iter("table"):
        for line_break in list(table.iter("br")):
            line_break.tail = "\n" + (line_break.tail or "")
        rows = [[node.text_content() for node in row] for row in table.find("tbody")]
        tables.append(
            [
                [tuple(one.replace("\u2060", "").strip() for one in text.split("\n") if one.strip()) for text in row]
                for row in rows
            ]
        )
    return tables


def of_docx(language: str) -> Iterator[Rows]:
    document = docx.Document(BytesIO(written("docx", language)))
    for table in document.tables:
        yield [
            [tuple(line.strip() for line in cell.text.split("\n") if line.strip()) for cell in row.cells]
            for row in table.rows
        ][1:]


def of_xlsx(language: str) -> Iterator[tuple[object, ...]]:
    for sheet in openpyxl.load_workbook(BytesIO(written("xlsx", language))).worksheets:
        yield from sheet.iter_rows(values_only=True)


@pytest.fixture(params=["en", "vi"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_page_says_what_the_report_says(language: str) -> None:
    assert of_html(language) == {
        ident: [[tuple(" ".join(line.split()) for line in field) for field in row] for row in rows]
        for ident, rows in expected(report(language)).items()
    }


def test_markdown_says_what_the_report_says(language: str) -> None:
    def plain(rows: Rows) -> Rows:
        return [[tuple(" ".join(line.split()) for line in field) for field in row] for row in rows]

    assert list(map(plain, of_markdown(language))) == list(map(plain, expected(report(language)).values()))


def test_the_document_says_what_the_report_says(language: str) -> None:
    found = [rows for rows in of_docx(language) if rows]

    for ident, rows in expected(report(language)).items():
        assert rows in found, ident


def test_the_workbook_holds_the_numbers_themselves(language: str) -> None:
    sheets = list(of_xlsx(language))
    names = {row[0]: row for row in sheets if row[0]}

    def held(found: object) -> object:
        return found.date() if isinstance(found, datetime) else found

    checked = 0
    for table in report(language).tables:
        for row in table.rows:
            for cells in (one for one in sheets if one[0] == row[0].text):
                numbers = [held(cell) for cell in cells if isinstance(cell, int | float | datetime)]
                values = [field.value for field in row if field.value is not None]
                if len(numbers) == len(values) and all(_is_same(a, b) for a, b in zip(numbers, values, strict=True)):
                    checked += len(values)
                    break
            else:
                pytest.fail(f"{table.ident}: {row[0].text} {names.get(row[0].text)}")
    assert checked > 150


def _is_same(found: object, value: object) -> bool:
    if isinstance(value, date):
        return found == value
    return Decimal(repr(found)) == Decimal(str(value)) if isinstance(found, int | float) else False


def test_the_report_shows_the_numbers_of_csv_and_json(language: str) -> None:
    i18n.activate("en")
    loaded = tracker()
    status = loaded.status(DAY)
    flat = {
        row["code"]: row for row in csv.DictReader(StringIO(csv_text(status.table).decode())) if row["scope"] == "city"
    }
    told = {
        row["code"]: row
        for code in PROGRAMMES
        for row in json.loads(to_json(_programme(loaded, code)), parse_float=Decimal)["indicators"]
    }

    checked = 0
    for table in report(language).tables:
        if table.ident.startswith("indicators-"):
            for name, *fields in table.rows:
                code = name.key
                by = dict(zip([column.heading for column in table.columns[1:]], fields, strict=True))
                value, attained, status_field = _first(table, by, 0), _percent(table, by), fields[-1]
                assert (status_field.key, told[code]["status"], flat[code]["status"]) == (told[code]["status"],) * 3
                for shown, key in ((value, "value"), (attained, "attainment")):
                    if shown is None or shown.value is None:
                        assert told[code][key] is None, (code, key)
                        assert flat[code][key] == ""
                    else:
                        exact, places = Decimal(flat[code][key]), -Decimal(str(shown.value)).as_tuple().exponent  # type: ignore[operator]
                        assert abs(Decimal(str(shown.value)) - exact) <= Decimal(10) ** -places, (code, key)
                        assert exact == Decimal(str(told[code][key])), (code, key)
                        checked += 1
    assert checked > 25


def _programme(loaded: ctrack.Tracker, code: str) -> Json:
    from ctrack.assess.programmes import assess_programme

    result = assess_programme(loaded.dataset, code, date.fromisoformat(DAY))
    return programme_json(loaded.dataset, result, result.rows, loaded.loaded.locate)


def _first(table: Table, by: dict[str, Field], place: int) -> Field | None:
    return by.get(table.columns[place + 1].heading)


def _percent(table: Table, by: dict[str, Field]) -> Field | None:
    headings = [column.heading for column in table.columns if column.heading in {"Attained", "Đạt"}]
    return by[headings[0]] if headings else None
