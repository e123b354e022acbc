"""The Word document: what is in it, as its own library and its XML tell."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENTATION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from ctrack import i18n
from ctrack.errors import CannotRunError
from ctrack.frozen import replace
from ctrack.report.docx import to_docx
from ctrack.report.model import Bars, Column, Field, Kind, Line, Report, Table, TileMap
from ctrack.report.office import FILLS, plain
from ctrack.report.word.letters import width_of
from ctrack.report.word.widths import fits, widths
from tests.report.office_sample import HOSTILE, LONG_NAME, Sample, plain_charts, sample

if TYPE_CHECKING:
    from docx.document import Document


@pytest.fixture(autouse=True)
def _charts(monkeypatch: pytest.MonkeyPatch) -> None:
    plain_charts(monkeypatch)


@pytest.fixture(params=["vi", "en"])
def language(request: pytest.FixtureRequest) -> str:
    i18n.activate(request.param)
    return str(request.param)


def read(report: Report) -> Document:
    return docx.Document(BytesIO(to_docx(report)))


def xml(report: Report, part: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(to_docx(report))) as packed:
        return packed.read(part).decode()


def said(element: WordParagraph) -> str:
    """Give all that a paragraph shows, the results of fields included."""
    return "".join(
        "\n" if found.tag == qn("w:br") else "\t" if found.tag == qn("w:tab") else found.text or ""
        for found in element._p.iter(qn("w:t"), qn("w:br"), qn("w:tab"))  # noqa: SLF001
        if found.getparent().tag == qn("w:r")
    )


def instructions(paragraph: WordParagraph) -> list[str]:
    return [found.text.strip() for found in paragraph._p.iter(qn("w:instrText"))]  # noqa: SLF001


def table_of(document: Document, heading: str) -> WordTable:
    return next(table for table in document.tables if table.cell(0, 0).text == heading)


def test_headings_have_the_built_in_styles(language: str) -> None:
    report = sample(language)

    found = [
        (int(paragraph.style.name[-1]), paragraph.text)
        for paragraph in read(report).paragraphs
        if paragraph.style and str(paragraph.style.name).startswith("Heading ")
    ]

    assert found == [(level, plain(section.title)) for level, section in report.walk()]


def test_first_page_says_what_the_report_is_of() -> None:
    first, second, *about = read(sample("en")).paragraphs[:5]

    assert (first.style and first.style.name, first.text) == ("Title", "Progress of the programmes")
    assert (second.style and second.style.name, second.text) == ("Subtitle", "Hanoi, second quarter of 2025")
    assert [line.text for line in about] == ["As of\t2025-06-30", "Data\tgit 1a2b3c4d5e6f", "Program\tctrack 0.9"]


def test_contents_are_filled_and_lead_to_the_headings(language: str) -> None:
    report = sample(language)
    document = read(report)

    frame = document.element.body.find(qn("w:sdt"))
    lines = [WordParagraph(line, document) for line in frame.iter(qn("w:p"))]
    anchors = [link.get(qn("w:anchor")) for link in frame.iter(qn("w:hyperlink"))]
    marks = {mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))}

    assert said(lines[0]) == report.contents
    assert [said(line).strip() for line in lines[1:]] == [
        plain(section.title) for level, section in report.walk() if level <= 2
    ]
    assert instructions(lines[1])[0] == 'TOC \\o "1-2" \\h \\z \\u'
    assert [instructions(line)[-1] for line in lines[1:]] == [f"PAGEREF {anchor} \\h" for anchor in anchors]
    assert set(anchors) <= marks


def test_word_has_nothing_to_ask_when_it_opens_the_file() -> None:
    assert "updateFields" not in xml(sample("en"), "word/settings.xml")
    assert "dirty" not in xml(sample("en"))


def test_fields_are_closed() -> None:
    kinds = re.findall(r'fldCharType="(\w+)"', xml(sample("en")))

    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") > 10


def test_captions_are_counted_by_word_above_tables_and_below_figures() -> None:
    document = read(sample("en"))
    parts = list(document.iter_inner_content())
    captions = [
        (number, part, instructions(part)[0])
        for number, part in enumerate(parts)
        if isinstance(part, WordParagraph) and part.style and part.style.name == "Caption"
    ]

    assert [said(part) for _number, part, _field in captions] == [
        "Table 1. The programmes",
        "Figure 1. Share of indicators attained",
        "Table 2. Indicators of the programme",
        "Figure 2. Income per head over the years",
        "Figure 3. Households with clean water by district",
        "Table 3. Districts by rank",
        'Table 4. =HYPERLINK("http://example.org","click")',
    ]
    for number, _part, field in captions:
        is_table = field == "SEQ Table \\* ARABIC"
        assert isinstance(parts[number + 1], WordTable) == is_table
        assert is_table or field == "SEQ Figure \\* ARABIC"


def test_headings_of_tables_are_repeated_and_rows_stay_whole() -> None:
    document = read(sample("en"))
    table = table_of(document, "Code")

    assert [len(row._tr.findall(f"{qn('w:trPr')}/{qn('w:tblHeader')}")) for row in table.rows] == [1] + [0] * 60  # noqa: SLF001
    assert all(row._tr.findall(f"{qn('w:trPr')}/{qn('w:cantSplit')}") for row in table.rows)  # noqa: SLF001
    longest = next(row for row in table_of(document, "+1").rows if row.cells[0].text == plain(LONG_NAME * 8))
    assert not longest._tr.findall(f"{qn('w:trPr')}/{qn('w:cantSplit')}")  # noqa: SLF001


def test_a_row_shows_kinds_depth_note_and_status() -> None:
    code, name, _unit, target, value, day, _share, status, _lead = table_of(read(sample("en")), "Code").rows[10].cells

    assert code.text == "01.10"
    assert name.paragraphs[0].paragraph_format.left_indent == pytest.approx(Mm(4), abs=1000)
    assert target.paragraphs[0].alignment is value.paragraphs[0].alignment is WD_ALIGN_PARAGRAPH.RIGHT
    assert day.paragraphs[0].alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert [(line.text, line.style and line.style.name) for line in value.paragraphs] == [
        ("12,345.00", "Table Text"),
        ("estimated", "Table Note"),
    ]
    assert status.text == "no data"
    assert status._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) in FILLS.values()  # type: ignore[union-attr]  # noqa: SLF001


def test_pages_are_wide_only_where_a_table_needs_it(language: str) -> None:
    sections = read(sample(language)).sections

    assert [section.orientation for section in sections] == [
        WD_ORIENTATION.PORTRAIT,
        WD_ORIENTATION.LANDSCAPE,
        WD_ORIENTATION.PORTRAIT,
    ]
    for section in sections:
        assert sorted((round(section.page_width / Mm(1)), round(section.page_height / Mm(1)))) == [210, 297]  # type: ignore[operator]
        margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
        assert [round((margin or 0) / Mm(1)) for margin in margins] == [20, 20, 30, 15]


def test_pages_are_numbered_but_for_the_first() -> None:
    first, *others = read(sample("en")).sections

    assert said(first.footer.paragraphs[0]) == "Page 1 of 1"
    assert instructions(first.footer.paragraphs[0]) == ["PAGE", "NUMPAGES"]
    assert first.different_first_page_header_footer
    assert all(section.footer.is_linked_to_previous for section in others)
    assert not any(section.different_first_page_header_footer for section in others)


def test_letters_and_language_are_set(language: str) -> None:
    tag = {"vi": "vi-VN", "en": "en-GB"}[language]
    document = read(sample(language))

    styles = xml(sample(language), "word/styles.xml")
    assert f'<w:lang w:val="{tag}"' in styles
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.styles["Normal"].font.size.pt == 13
    assert document.styles["Table Text"].font.size.pt == 10.5
    assert document.core_properties.language == tag


def test_properties_are_those_of_the_report() -> None:
    known = read(sample("en")).core_properties

    assert (known.title, known.subject) == ("Progress of the programmes", "Hanoi, second quarter of 2025")
    assert (known.author, known.comments) == ("ctrack", "")
    assert known.created == known.modified
    assert known.created
    assert known.created.replace(tzinfo=None) == datetime(2000, 1, 1)  # noqa: DTZ001


def test_charts_are_pictures_with_a_text_in_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = plain_charts(monkeypatch)
    report = sample("en")
    document = read(report)

    charts = [block for _, part in report.walk() for block in part.blocks if isinstance(block, Line | Bars)]
    assert asked == charts
    pictures = [shape._inline.docPr for shape in document.inline_shapes]  # noqa: SLF001
    assert [picture.get("descr") for picture in pictures] == [chart.description for chart in charts]
    assert all(shape.width <= Mm(165) for shape in document.inline_shapes)


def test_a_map_has_a_cell_for_each_district() -> None:
    report = sample("vi")
    tiles = next(block for _, part in report.walk() for block in part.blocks if isinstance(block, TileMap))
    document = read(report)

    grid = next(table for table in document.tables if table.cell(0, 0).text == "Sóc Sơn\n60%")
    assert {
        (row, column): cell.text
        for row, cells in enumerate(grid.rows)
        for column, cell in enumerate(cells.cells)
        if cell.text
    } == {(tile.row, tile.column): f"{tile.name}\n{tile.label}" for tile in tiles.tiles}
    assert f'<w:tblDescription w:val="{tiles.description}"/>' in xml(report)
    legend = next(paragraph.text for paragraph in document.paragraphs if "có nguy cơ chậm" in paragraph.text)
    assert [part.strip() for part in re.split(" {3,}", legend)] == [text for text, _tone in tiles.legend]


def test_texts_mean_nothing_but_themselves() -> None:
    document = read(sample("en"))

    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.paragraphs[0].text for row in table_of(document, "+1").rows for cell in row.cells]
    for text in HOSTILE:
        assert plain(text) in texts
        assert plain(text) in cells
        assert f"{plain(text)}: {plain(text)}" in texts
    assert "a\\u0000b\\u000bc\\u001fd\\u202ee\\ufffef" in texts


def test_same_report_same_bytes() -> None:
    assert to_docx(sample("vi")) == to_docx(sample("vi"))
    with ZipFile(BytesIO(to_docx(sample("vi")))) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]


def test_an_empty_report_can_be_written() -> None:
    empty = Report(title="T", subtitle="", language="en", contents="Contents", about=(), sections=())
    nothing = Table(ident="t", caption="Nothing", columns=(), rows=())
    notes = Sample("en").notes()

    assert [paragraph.text for paragraph in read(empty).paragraphs] == ["T"]
    assert read(replace(empty, sections=(replace(notes, blocks=(nothing,), parts=()),))).tables == []


def test_without_its_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "ctrack.report.word.document", raising=False)

    with pytest.raises(CannotRunError) as caught:
        to_docx(sample("en"))

    assert str(caught.value) == "this report needs the package python-docx, which is not installed"
    assert str(caught.value.hint) == "pip install 'ctrack[report]'"


def test_a_sentence_stays_with_the_table_that_it_leads_on_to() -> None:
    texts = {line.text: line.paragraph_format.keep_with_next for line in read(sample("en")).paragraphs}

    assert texts["It has 60 indicators."]
    assert texts["Ten indicators have no figure for this period."]
    assert not texts["All figures come from the files."]


@pytest.mark.parametrize("available", [60.0, 165.0, 252.0, 900.0])
def test_columns_share_all_the_room(available: float) -> None:
    for table in sample("vi").tables:
        assert sum(widths(table, available)) == pytest.approx(available)


def test_the_neediest_column_gets_most() -> None:
    def shares(name: str, status: str) -> list[float]:
        columns = (Column(heading="Name", is_wide=True), Column(heading="Status", kind=Kind.STATUS))
        row = (Field(text=name), Field(text=status))
        return widths(Table(ident="t", caption="", columns=columns, rows=(row,) * 9), 120)

    long, short = "a word " * 20, "overdue, without a last figure"
    assert shares(long, short)[1] < shares("A name", short)[1]
    assert shares("A name", short)[1] >= width_of(short, 10.5)
    assert shares(long, short)[0] > 2 * shares(long, short)[1]


def test_numbers_are_not_broken_where_a_table_fits() -> None:
    table = sample("vi").tables[1]
    needed = [max(width_of(row[number].text, 10.5) for row in table.rows) for number in range(len(table.columns))]

    assert not fits(table, 165)
    assert fits(table, 252)
    shares = widths(table, 252)
    assert all(shares[number] > needed[number] for number in (3, 4, 5, 6))
