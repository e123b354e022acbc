"""A report as GitHub-flavoured Markdown; what is drawn elsewhere is told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.render import page
from ctrack.render.markdown import to_markdown as write
from ctrack.render.page import Heading, Listing, Page, cell, stacked
from ctrack.report.model import Bars, Kind, Line, Paragraph, Report, Table, Terms, TileMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.report.model import Block, Field

INDENT = "\u2003"
"""A space that Markdown keeps."""


def to_markdown(report: Report) -> str:
    """Write a report."""
    blocks: list[page.Block] = [
        Heading(report.title),
        page.Paragraph(report.subtitle),
        Listing(tuple((f"{name}:", told) for name, told in report.about)),
    ]
    for level, section in report.walk():
        blocks.append(Heading(section.title, level + 1))
        blocks += [part for block in section.blocks for part in _parts(block)]
    return write(Page(tuple(blocks)))


def _parts(block: Block) -> Iterator[page.Block]:
    match block:
        case Paragraph():
            yield page.Paragraph(block.text)
        case Terms():
            yield Listing(block.items)
        case Table():
            yield page.Paragraph(block.caption)
            yield _table(block)
        case Line() | Bars() | TileMap():
            yield Listing(((f"{block.caption}:", block.description),))


def _table(table: Table) -> page.Table:
    right = {Kind.NUMBER, Kind.PERCENT}
    columns = tuple(
        page.Column(column.heading, "right" if column.kind in right else "left") for column in table.columns
    )
    return page.Table(columns=columns, rows=tuple(tuple(map(_cell, row)) for row in table.rows))


def _cell(field: Field) -> page.Cell:
    return stacked(cell(INDENT * field.depth + field.text if field.text else "", field.tone), cell(field.note))
