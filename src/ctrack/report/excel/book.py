"""The whole workbook: a sheet for each section, the first one with the title of the report."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.xml.constants import ARC_CORE
from openpyxl.xml.functions import tostring

from ctrack.render.sheets import titles
from ctrack.report.excel.cells import Pen
from ctrack.report.excel.sheet import Sheet
from ctrack.report.office import MOMENT, TAGS, Captions, packed, plain

if TYPE_CHECKING:
    from openpyxl.styles.cell_style import StyleArray

    from ctrack.report.excel.cells import Look
    from ctrack.report.model import Report


def write(report: Report) -> bytes:
    """Give the bytes of the workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    captions = Captions()
    names = titles([plain(section.short) for section in report.sections] or [plain(report.title)])
    looks: dict[Look, StyleArray] = {}
    for number, (name, section) in enumerate(zip(names, report.sections or (None,), strict=True)):
        sheet = Sheet(Pen(book.create_sheet(name), report.language, looks), section, captions)
        if number == 0:
            sheet.write_title(report)
        sheet.write()
    return _saved(book, report)


def _saved(book: Workbook, report: Report) -> bytes:
    known = book.properties
    known.title, known.subject, known.language = plain(report.title), plain(report.subtitle), TAGS[report.language]
    known.creator = known.lastModifiedBy = "ctrack"
    known.created = MOMENT
    out = BytesIO()
    book.save(out)
    known.modified = MOMENT
    return packed(out.getvalue(), {ARC_CORE: tostring(known.to_tree())})
