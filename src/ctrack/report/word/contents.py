"""The table of contents: a field that is filled already, so that it can be read before Word works it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.report.office import plain
from ctrack.report.word.fields import element, field, run, words
from ctrack.report.word.styles import CONTENTS_STYLES
from ctrack.report.word.texts import bookmark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

    from ctrack.report.model import Report

_INSTRUCTION = ' TOC \\o "1-2" \\h \\z \\u '


def add_contents(document: Document, report: Report) -> None:
    """Add the contents, in the frame by which Word offers to update them.

    Only a program that sets pages knows their numbers: they are fields that are empty until it is asked for them.
    """
    frame, properties, kind, content = (element(tag) for tag in ("sdt", "sdtPr", "docPartObj", "sdtContent"))
    kind.extend([element("docPartGallery", val="Table of Contents"), element("docPartUnique")])
    properties.append(kind)
    frame.extend([properties, content])
    content.append(_paragraph(document, "TOC Heading", [run(words(plain(report.contents)))]))
    entries = list(_entries(document, report))
    for part in reversed(_opening()):
        entries[0].insert(1, part)
    entries[-1].append(run(element("fldChar", fldCharType="end")))
    content.extend(entries)
    document.element.body.insert_element_before(frame, "w:sectPr")


def _opening() -> list[BaseOxmlElement]:
    return [
        run(element("fldChar", fldCharType="begin")),
        run(words(_INSTRUCTION, "instrText")),
        run(element("fldChar", fldCharType="separate")),
    ]


def _entries(document: Document, report: Report) -> Iterator[BaseOxmlElement]:
    """Give a line for each heading of the first two levels, which leads to it."""
    for number, (level, section) in enumerate(report.walk(), 1):
        if level <= len(CONTENTS_STYLES):
            link = element("hyperlink", anchor=bookmark(number), history="1")
            link.extend([run(words(plain(section.title))), run(element("tab"))])
            link.extend(field(f"PAGEREF {bookmark(number)} \\h", ""))
            yield _paragraph(document, CONTENTS_STYLES[level - 1], [link])


def _paragraph(document: Document, style: str, children: list[BaseOxmlElement]) -> BaseOxmlElement:
    paragraph, properties = element("p"), element("pPr")
    properties.append(element("pStyle", val=document.styles[style].style_id))
    paragraph.extend([properties, *children])
    return paragraph
