"""What Word works out by itself: numbers of pages and captions, the places they refer to."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """Make an element of Word's own namespace, with attributes of it."""
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def run(*children: BaseOxmlElement) -> BaseOxmlElement:
    """Make a run of them."""
    made = element("r")
    made.extend(children)
    return made


def words(text: str, tag: str = "t") -> BaseOxmlElement:
    """Make the text of a run, its spaces kept."""
    made = element(tag)
    made.text = text
    made.set(qn("xml:space"), "preserve")
    return made


def field(instruction: str, result: str) -> list[BaseOxmlElement]:
    """Make a field: what Word is to work out, and what stands there until it does."""
    return [
        run(element("fldChar", fldCharType="begin")),
        run(words(f" {instruction} ", "instrText")),
        run(element("fldChar", fldCharType="separate")),
        run(words(result)),
        run(element("fldChar", fldCharType="end")),
    ]


def add_filled(paragraph: Paragraph, template: str, places: Mapping[str, str | tuple[str, str]]) -> None:
    """Add a translated template: a text goes into its place as it is, a pair as a field and its result."""
    for before, name, _spec, _conversion in Formatter().parse(template):
        if before:
            paragraph.add_run(before)
        match places.get(name or ""):
            case str(text):
                paragraph.add_run(text)
            case (instruction, result):
                paragraph._p.extend(field(instruction, result))


def add_bookmark(paragraph: Paragraph, number: int, name: str) -> None:
    """Name a paragraph, so that it can be referred to."""
    start, end = element("bookmarkStart", id=str(number), name=name), element("bookmarkEnd", id=str(number))
    first = paragraph._p.r_lst[0] if paragraph.runs else None
    if first is not None:
        first.addprevious(start)
    else:
        paragraph._p.append(start)
    paragraph._p.append(end)
