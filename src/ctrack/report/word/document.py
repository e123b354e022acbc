"""The whole document: first page and contents, then the sections, on wide pages where a table needs them."""

from __future__ import annotations

from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from ctrack.i18n import gettext as _
from ctrack.report.model import Bars, Line, Paragraph, Table, Terms, TileMap
from ctrack.report.office import MOMENT, TAGS, Captions, packed, plain
from ctrack.report.word.contents import add_contents
from ctrack.report.word.fields import add_filled
from ctrack.report.word.figures import add_chart, add_map
from ctrack.report.word.pages import PORTRAIT_ROOM, lay_out, room
from ctrack.report.word.styles import BREAK, set_styles
from ctrack.report.word.tables import add_table
from ctrack.report.word.texts import add_about, add_caption, add_heading, add_sentence, add_terms
from ctrack.report.word.widths import fits

if TYPE_CHECKING:
    from docx.document import Document

    from ctrack.report.model import Block, Report, Section

_MODE_OF_WORD_2013 = "15"
_LOOKED_AHEAD = 2
"""Sentences stay on the page of what comes so soon after them."""


def write(report: Report) -> bytes:
    """Give the bytes of the document."""
    document = docx.Document()
    _clean(document)
    _set_properties(document, report)
    set_styles(document, report.language)
    _add_first_page(document, report)
    _Body(document).add(report)
    out = BytesIO()
    document.save(out)
    return packed(out.getvalue())


def _clean(document: Document) -> None:
    """Take away what the template says of itself: a picture of an empty page, an older Word."""
    relations = document.part.package.rels
    for name in [name for name, found in relations.items() if found.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[name]
    settings = document.settings.element
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _MODE_OF_WORD_2013)


def _set_properties(document: Document, report: Report) -> None:
    known = document.core_properties
    known.title, known.subject = plain(report.title)[:255], plain(report.subtitle)[:255]
    known.author, known.last_modified_by, known.comments, known.keywords = "ctrack", "ctrack", "", ""
    known.created = known.modified = MOMENT
    known.revision = 1
    known.language = tag = TAGS[report.language]
    document.settings.element.find(qn("w:themeFontLang")).set(qn("w:val"), tag)


def _add_first_page(document: Document, report: Report) -> None:
    """Add title, what the report is of, and the contents, on a page without a number."""
    lay_out(document.sections[0], is_wide=False)
    document.sections[0].different_first_page_header_footer = True
    footer = document.sections[0].footer.paragraphs[0]
    places = {"page": ("PAGE", "1"), "pages": ("NUMPAGES", "1")}
    add_filled(footer, _("Page {page} of {pages}"), places)
    document.add_paragraph(plain(report.title), style="Title")
    if report.subtitle:
        document.add_paragraph(plain(report.subtitle), style="Subtitle")
    add_about(document, report.about)
    if report.sections:
        add_contents(document, report)


class _Body:
    """Adds the sections one after the other."""

    def __init__(self, document: Document) -> None:
        self.document, self.captions, self.numbers = document, Captions(), count(1)

    def add(self, report: Report) -> None:
        was_wide = False
        for number, section in enumerate(report.sections):
            is_wide = _needs_wide_pages(section)
            if is_wide != was_wide:
                self._turn(is_wide=is_wide)
            self._add_section(section, starts_page=number == 0 and not is_wide)
            was_wide = is_wide

    def _turn(self, *, is_wide: bool) -> None:
        """Go on in the other direction of the paper; the paragraph that Word wants there takes no room."""
        started = self.document.add_section(WD_SECTION.NEW_PAGE)
        self.document.paragraphs[-1].style = BREAK
        lay_out(started, is_wide=is_wide)
        started.different_first_page_header_footer = False

    def _add_section(self, section: Section, *, starts_page: bool) -> None:
        for level, part in section.walk():
            add_heading(self.document, part.title, level, next(self.numbers))
            if starts_page and level == 1:
                self.document.paragraphs[-1].paragraph_format.page_break_before = True
            for number, block in enumerate(part.blocks, 1):
                after = part.blocks[number : number + _LOOKED_AHEAD]
                self._add_block(block, leads_on=not all(isinstance(one, Paragraph) for one in after))

    def _add_block(self, block: Block, *, leads_on: bool) -> None:
        width = room(self.document.sections[-1])
        match block:
            case Paragraph():
                add_sentence(self.document, block, leads_on=leads_on)
            case Terms():
                add_terms(self.document, block.items)
            case Table():
                add_caption(self.document, self.captions.next(block), block.caption, is_above=True)
                add_table(self.document, block, width)
            case TileMap():
                add_map(self.document, block, width)
                add_caption(self.document, self.captions.next(block), block.caption, is_above=False)
            case Line() | Bars():
                add_chart(self.document, block, width)
                add_caption(self.document, self.captions.next(block), block.caption, is_above=False)


def _needs_wide_pages(section: Section) -> bool:
    tables = [block for _level, part in section.walk() for block in part.blocks if isinstance(block, Table)]
    return not all(fits(table, PORTRAIT_ROOM) for table in tables)
