"""What the writers themselves say goes through the catalogues, as everything that a reader sees."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest

from ctrack import i18n
from ctrack.report.docx import to_docx
from ctrack.report.xlsx import to_xlsx
from tests.render.test_translatable import Bracketing
from tests.report.office_sample import plain_charts, sample

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _bracketed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    plain_charts(monkeypatch)
    i18n._Active.catalogue = Bracketing()  # type: ignore[assignment]  # noqa: SLF001
    yield
    i18n.activate("en")


def test_words_of_a_document_are_translated() -> None:
    with ZipFile(BytesIO(to_docx(sample("en")))) as packed:
        parts = [packed.read(f"word/{name}.xml").decode() for name in ("document", "footer1")]
    shown = re.sub("<[^>]*>", "", "".join(parts))

    assert {"⟦Table ", "⟦Figure ", "⟦Page "} == set(re.findall("⟦[^0-9 ]* ", shown))
    assert not re.findall("(?<!⟦)(?:Table|Figure|Page) [0-9]", shown)


def test_words_of_a_workbook_are_translated() -> None:
    book = openpyxl.load_workbook(BytesIO(to_xlsx(sample("en"))))

    found = {value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row}
    given = {"⟦value⟧", "⟦value that does not count⟧", "⟦required path⟧", "⟦target⟧"}
    headings = {"⟦Name⟧", "⟦Kind of point⟧", "⟦Day⟧", "⟦In words⟧", "⟦Value⟧ (%)", "⟦Latest value – note⟧"}
    assert given | headings | {"⟦Table 1. The programmes⟧", "⟦Figure 2. Income per head over the years⟧"} <= found
    footer = book.worksheets[0].oddFooter
    assert footer is not None
    assert footer.center.text == "⟦Page &P of &N⟧"
