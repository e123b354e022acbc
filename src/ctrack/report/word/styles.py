"""How official documents look: Times New Roman, and the built-in styles set accordingly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from ctrack.frozen import frozen
from ctrack.report.office import GREY, HEAD_FILL, RULE, TAGS
from ctrack.report.word.fields import element
from ctrack.report.word.pages import PORTRAIT_ROOM
from ctrack.report.word.widths import NOTE_SIZE, PADDING, TEXT_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
TABLE_TEXT, TABLE_HEAD, TABLE_NOTE, TABLE, BREAK = (
    "Table Text", "Table Heading", "Table Note", "Report Table", "Section Break",
)  # fmt: skip
CONTENTS_STYLES = ("toc 1", "toc 2")

_LEFT, _CENTRE, _FULL = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_FROM_TEMPLATE = ("pBdr", "spacing", "jc", "contextualSpacing", "ind")


@frozen
class _Look:
    size: float = 13
    is_bold: bool = False
    is_italic: bool = False
    align: WD_ALIGN_PARAGRAPH = _LEFT
    before: float = 0
    after: float = 0
    lines: float = 1.0
    first_line: int = 0
    left: int = 0
    color: str = "000000"


_LOOKS: Mapping[str, _Look] = {
    "Normal": _Look(),
    "Title": _Look(size=18, is_bold=True, align=_CENTRE, before=24, after=6),
    "Subtitle": _Look(size=14, align=_CENTRE, after=18),
    "Heading 1": _Look(size=15, is_bold=True, before=18, after=6),
    "Heading 2": _Look(size=14, is_bold=True, before=14, after=4),
    "Heading 3": _Look(size=13, is_bold=True, is_italic=True, before=10, after=4),
    "Body Text": _Look(align=_FULL, before=3, after=6, lines=1.15, first_line=10),
    "List Bullet": _Look(size=12, before=2, after=2, lines=1.05),
    "Caption": _Look(size=12, is_bold=True, align=_CENTRE, before=8, after=4),
    "Footer": _Look(size=11, align=_CENTRE),
    "TOC Heading": _Look(size=14, is_bold=True, align=_CENTRE, before=18, after=8),
    "toc 1": _Look(size=12, before=3, is_bold=True),
    "toc 2": _Look(size=12, left=7),
    TABLE_TEXT: _Look(size=TEXT_SIZE, before=1.5, after=1.5),
    TABLE_HEAD: _Look(size=TEXT_SIZE, is_bold=True, align=_CENTRE, before=1.5, after=1.5),
    TABLE_NOTE: _Look(size=NOTE_SIZE, after=1.5, color=GREY),
    BREAK: _Look(size=1),
}

_EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_SIDES = "".join(f'<w:{side} w:w="{PADDING * 56.7:.0f}" w:type="dxa"/>' for side in ("left", "right"))
_TABLE_STYLE = f"""\
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="{TABLE}"/>
<w:basedOn w:val="TableGrid"/><w:uiPriority w:val="59"/><w:qFormat/>
<w:tblPr><w:tblBorders>{_EDGES}</w:tblBorders><w:tblCellMar>{_SIDES}</w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:tcPr>
<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/></w:tcPr></w:tblStylePr>
</w:style>"""


def set_styles(document: Document, language: str) -> None:
    """Set the styles that a report uses, and leave out those for tables that it does not."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()
    _set_defaults(document, language)
    for name, look in _LOOKS.items():
        _set(_style(document, name), look)
    for name in CONTENTS_STYLES:
        _style(document, name).paragraph_format.tab_stops.add_tab_stop(Mm(PORTRAIT_ROOM), WD_TAB_ALIGNMENT.RIGHT)
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def set_style(paragraph: Paragraph, name: str) -> None:
    """Set a paragraph in a style of the report's own: looking it up by its name takes longer than all the rest."""
    paragraph._p.style = name.replace(" ", "")


def _set_defaults(document: Document, language: str) -> None:
    properties = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(properties):
        properties.remove(child)
    properties.append(_fonts())
    tag = TAGS[language]
    properties.append(element("lang", val=tag, eastAsia=tag, bidi="ar-SA"))


def _fonts() -> BaseOxmlElement:
    return element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _style(document: Document, name: str) -> ParagraphStyle:
    if name not in document.styles:
        is_builtin = name in CONTENTS_STYLES
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_builtin).base_style = document.styles[
            "Normal"
        ]
    style: ParagraphStyle = document.styles[name]
    return style


def _set(style: ParagraphStyle, look: _Look) -> None:
    """Set a style from the ground: what the template says of letters and spaces is taken away."""
    own = style.element
    if own.rPr is not None:
        own.remove(own.rPr)
    for child in list(own.pPr if own.pPr is not None else ()):
        if child.tag in {qn(f"w:{tag}") for tag in _FROM_TEMPLATE}:
            own.pPr.remove(child)
    own.get_or_add_rPr().append(_fonts())
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.is_bold, look.is_italic
    style.font.color.rgb = RGBColor.from_string(look.color)
    spacing = style.paragraph_format
    spacing.alignment, spacing.line_spacing = look.align, look.lines
    spacing.space_before, spacing.space_after = Pt(look.before), Pt(look.after)
    if look.left or look.first_line:
        spacing.left_indent, spacing.first_line_indent = Mm(look.left), Mm(look.first_line)
