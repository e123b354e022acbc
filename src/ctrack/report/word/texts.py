"""Paragraphs: headings, sentences, words with what they stand for, captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Mm, Pt, RGBColor

from ctrack.render.page import Tone
from ctrack.report.office import INKS, plain
from ctrack.report.word.fields import add_bookmark, add_filled
from ctrack.report.word.letters import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document
    from docx.text.paragraph import Paragraph as WordParagraph

    from ctrack.report.model import Paragraph

LEVELS = 3
"""Parts of parts of parts have headings like these."""

_MOST_BEFORE_TAB, _BELOW_FIGURE = 70, 12


def add_toned(paragraph: WordParagraph, text: str, tone: Tone) -> None:
    """Add a text in the look of what it means."""
    run = paragraph.add_run(plain(text))
    if tone is Tone.STRONG:
        run.bold = True
    if tone in INKS:
        run.font.color.rgb = RGBColor.from_string(INKS[tone])


def add_heading(document: Document, text: str, level: int, number: int) -> None:
    """Add a heading that the contents can refer to by its number."""
    paragraph = document.add_paragraph(plain(text), style=f"Heading {min(level, LEVELS)}")
    add_bookmark(paragraph, number, bookmark(number))


def bookmark(number: int) -> str:
    """Name the place of a heading."""
    return f"_Toc{number:09}"


def add_sentence(document: Document, paragraph: Paragraph, *, leads_on: bool) -> None:
    """Add a sentence or more, on the page of what it leads on to."""
    made = document.add_paragraph(style="Body Text")
    made.paragraph_format.keep_with_next = leads_on
    add_toned(made, paragraph.text, paragraph.tone)


def add_terms(document: Document, items: Sequence[tuple[str, str]]) -> None:
    """Add words, and what they stand for, as a list."""
    for word, meaning in items:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{plain(word)}: ").bold = True
        paragraph.add_run(plain(meaning))


def add_about(document: Document, items: Sequence[tuple[str, str]]) -> None:
    """Add what a report is of: words on the left, what they stand for beside them."""
    size = document.styles["Normal"].font.size
    widest = max((width_of(word, size.pt) for word, _meaning in items), default=0.0)
    tab = Mm(min(widest * 1.07 + 6, _MOST_BEFORE_TAB))
    for word, meaning in items:
        paragraph = document.add_paragraph(style="Normal")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = tab, -tab
        paragraph.paragraph_format.tab_stops.add_tab_stop(tab)
        paragraph.add_run(plain(word)).bold = True
        paragraph.add_run(f"\t{plain(meaning)}")


def add_caption(document: Document, words: tuple[str, int], caption: str, *, is_above: bool) -> None:
    """Add a caption with a number that Word counts; above a table it stays with it."""
    template, number = words
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = is_above
    if not is_above:
        paragraph.paragraph_format.space_after = Pt(_BELOW_FIGURE)
    sequence = f"SEQ {'Table' if is_above else 'Figure'} \\* ARABIC"
    add_filled(paragraph, template, {"number": (sequence, str(number)), "caption": plain(caption)})
