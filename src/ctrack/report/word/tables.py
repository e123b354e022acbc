"""Tables: a heading that is repeated on each page, rows that stay whole, columns by what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from ctrack.report.model import Kind
from ctrack.report.office import FILLS, plain
from ctrack.report.word.fields import element
from ctrack.report.word.letters import width_of
from ctrack.report.word.styles import TABLE, TABLE_HEAD, TABLE_NOTE, TABLE_TEXT, set_style
from ctrack.report.word.texts import add_toned
from ctrack.report.word.widths import INDENT, PADDING, TEXT_SIZE, widths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph

    from ctrack.report.model import Column, Field, Table

_ALIGNED: Mapping[Kind, WD_ALIGN_PARAGRAPH] = {
    Kind.NUMBER: WD_ALIGN_PARAGRAPH.RIGHT,
    Kind.PERCENT: WD_ALIGN_PARAGRAPH.RIGHT,
    Kind.DATE: WD_ALIGN_PARAGRAPH.CENTER,
}
_MOST_LINES_KEPT = 20
"""A row that takes more may be broken: it could be longer than a page."""


def add_table(document: Document, table: Table, room: float) -> None:
    """Add a table as wide as there is room, in millimetres."""
    if not table.columns:
        return
    shares = widths(table, room)
    made = add_grid(document, len(table.rows) + 1, shares, TABLE)
    describe(made, table.caption)
    head, *rows = made.rows
    _fill_head(head, table.columns)
    for row, fields in zip(rows, table.rows, strict=True):
        _fill_row(row, fields, table.columns, shares)


def add_grid(document: Document, rows: int, shares: Sequence[float], style: str) -> WordTable:
    """Add an empty table with columns of these widths, in millimetres."""
    made: WordTable = document.add_table(rows, len(shares), style=style)
    made.autofit, made.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Mm(share)
    for row in made.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Mm(share)
    return made


def describe(table: WordTable, caption: str, description: str = "") -> None:
    """Say what a table is of to those who cannot see it."""
    properties = table._tbl.tblPr
    properties.append(element("tblCaption", val=plain(caption)))
    if description:
        properties.append(element("tblDescription", val=plain(description)))


def shade(cell: _Cell, fill: str) -> None:
    """Colour a cell."""
    cell._tc.get_or_add_tcPr().append(element("shd", val="clear", color="auto", fill=fill))


def keep_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))


def _fill_head(row: _Row, columns: Sequence[Column]) -> None:
    keep_whole(row)
    row._tr.get_or_add_trPr().append(element("tblHeader"))
    for cell, column in zip(row.cells, columns, strict=True):
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        set_style(cell.paragraphs[0], TABLE_HEAD)
        cell.paragraphs[0].add_run(plain(column.heading))


def _fill_row(row: _Row, fields: Sequence[Field], columns: Sequence[Column], shares: Sequence[float]) -> None:
    if max(map(_line_count, fields, shares)) <= _MOST_LINES_KEPT:
        keep_whole(row)
    for cell, field, column in zip(row.cells, fields, columns, strict=True):
        _fill(cell, field, column.kind)


def _line_count(field: Field, share: float) -> float:
    inner = max(share - 2 * PADDING - field.depth * INDENT, 1.0)
    lines = f"{field.text}\n{field.note}".splitlines()
    return sum(width_of(line, TEXT_SIZE) // inner + 1 for line in lines)


def _fill(cell: _Cell, field: Field, kind: Kind) -> None:
    paragraph = cell.paragraphs[0]
    _set(paragraph, TABLE_TEXT, field, kind)
    add_toned(paragraph, field.text, field.tone)
    if field.note:
        note = cell.add_paragraph()
        _set(note, TABLE_NOTE, field, kind)
        note.add_run(plain(field.note))
    if kind is Kind.STATUS and field.tone in FILLS:
        shade(cell, FILLS[field.tone])


def _set(paragraph: Paragraph, style: str, field: Field, kind: Kind) -> None:
    set_style(paragraph, style)
    if kind in _ALIGNED:
        paragraph.alignment = _ALIGNED[kind]
    if field.depth:
        paragraph.paragraph_format.left_indent = Mm(INDENT * field.depth)
