"""What LibreOffice makes of the files: it opens them, keeps all texts, sets them on pages, and computes nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest

from ctrack import i18n
from ctrack.report.docx import to_docx
from ctrack.report.model import Paragraph, Report, Table, Terms, TileMap
from ctrack.report.office import plain
from ctrack.report.xlsx import to_xlsx
from tests.report.office_sample import plain_charts, sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the report in both languages and both formats."""
    plain_charts(monkeypatch)
    for language in ("vi", "en"):
        i18n.activate(language)
        (tmp_path / f"{language}.docx").write_bytes(to_docx(sample(language)))
        (tmp_path / f"{language}.xlsx").write_bytes(to_xlsx(sample(language)))
    return tmp_path


def convert(folder: Path, kind: str, *names: str) -> Path:
    """Let LibreOffice save files as another kind; gives the folder of what it wrote."""
    made = folder / "made"
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", kind, "--outdir", str(made), *(str(folder / name) for name in names),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=True, timeout=300, text=True)
    assert "Error" not in done.stderr
    return made


def said(report: Report) -> Iterator[str]:
    """Give every text of a report that stands in a document."""
    yield from (report.title, report.subtitle, report.contents, *(text for pair in report.about for text in pair))
    for _level, section in report.walk():
        yield section.title
        for block in section.blocks:
            match block:
                case Paragraph():
                    yield block.text
                case Terms():
                    yield from (text for pair in block.items for text in pair)
                case Table():
                    yield from (block.caption, *(column.heading for column in block.columns))
                    yield from (text for row in block.rows for field in row for text in (field.text, field.note))
                case TileMap():
                    yield from (text for tile in block.tiles for text in (tile.name, tile.label))
                case _:
                    yield block.caption


def letters(text: str) -> str:
    """Give a text without spaces, which a file may keep as marks of its own."""
    return re.sub(r"\s", "", text)


def test_all_are_set_on_pages(files: Path) -> None:
    made = convert(files, "pdf", "vi.docx", "en.docx")
    sheets = convert(files / "made", "pdf", "../vi.xlsx", "../en.xlsx")

    for page in (*made.glob("*.pdf"), *sheets.glob("*.pdf")):
        assert page.read_bytes().startswith(b"%PDF")
    assert len([*made.glob("*.pdf"), *sheets.glob("*.pdf")]) == 4


def test_a_document_keeps_all_its_texts(files: Path) -> None:
    made = convert(files, "odt", "vi.docx", "en.docx")

    for language in ("vi", "en"):
        with ZipFile(made / f"{language}.odt") as packed:
            content = ET.fromstring(packed.read("content.xml"))  # noqa: S314 - LibreOffice wrote it
        kept = letters("".join(content.itertext()))
        assert [text for text in said(sample(language)) if letters(plain(text)) not in kept] == []


def test_a_workbook_has_nothing_to_compute(files: Path) -> None:
    made = convert(files, "xlsx:Calc MS Excel 2007 XML", "vi.xlsx", "en.xlsx")

    for language in ("vi", "en"):
        given, found = (openpyxl.load_workbook(folder / f"{language}.xlsx") for folder in (files, made))
        for before, after in zip(given.worksheets, found.worksheets, strict=True):
            cells = [cell for row in after.iter_rows() for cell in row]
            assert not [cell.coordinate for cell in cells if cell.data_type in "fe"]
            for row in before.iter_rows():
                for cell in row:
                    shown = after[cell.coordinate].value
                    expected = cell.value.replace("_x005F_", "_") if isinstance(cell.value, str) else cell.value
                    assert shown == pytest.approx(expected) if isinstance(expected, float) else shown == expected
