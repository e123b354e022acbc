"""Pages of official documents: A4, with margins to bind by, upright or wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.section import WD_ORIENTATION
from docx.shared import Mm

if TYPE_CHECKING:
    from docx.section import Section

SHORT_SIDE, LONG_SIDE = 210, 297
LEFT, RIGHT, TOP, BOTTOM, FOOTER = 30, 15, 20, 20, 10
PORTRAIT_ROOM = SHORT_SIDE - LEFT - RIGHT


def room(section: Section) -> float:
    """Give the width between the margins, in millimetres."""
    width, left, right = section.page_width, section.left_margin, section.right_margin
    return ((width or 0) - (left or 0) - (right or 0)) / Mm(1)


def lay_out(section: Section, *, is_wide: bool) -> None:
    """Make the pages of a section A4, upright or wide."""
    sides = (LONG_SIDE, SHORT_SIDE) if is_wide else (SHORT_SIDE, LONG_SIDE)
    section.orientation = WD_ORIENTATION.LANDSCAPE if is_wide else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = map(Mm, sides)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(FOOTER)
