"""CSV files as tables: UTF-8 with or without a byte order mark, commas, semicolons or tabs between the fields."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from ctrack.errors import CannotRunError
from ctrack.forms.columns import find_header
from ctrack.forms.tables import Cell, Table, letters_of, text_cell
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = (",", ";", "\t")
_SPREADSHEETS_OWN = "sep="
"""A first line in which Excel notes the separator."""


def read_csv(name: str, content: bytes) -> Table:
    """Read the bytes of a CSV file; raises CannotRunError where they are none.

    Of the separators that one is taken under which the heading has its columns.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = Message(N_("{file} is not UTF-8 text"), {"file": name})
        raise CannotRunError(message, Message(N_('save it again as "CSV UTF-8"'))) from None
    tables = [table for separator in SEPARATORS if (table := _table(name, text, separator))]
    if not tables:
        message = Message(N_("{file} cannot be read as CSV: a quotation mark is not closed"), {"file": name})
        raise CannotRunError(message, Message(N_("save it again from the spreadsheet")))
    return next((table for table in tables if find_header(table)), tables[0])


def _table(name: str, text: str, separator: str) -> Table | None:
    """Read a text by one separator; nothing where it cannot be the one."""
    try:
        return Table(name, tuple(_rows(name, text, separator)))
    except csv.Error:
        return None


def _rows(name: str, text: str, separator: str) -> Iterator[tuple[Cell, ...]]:
    if text.startswith(_SPREADSHEETS_OWN):
        text = text.partition("\n")[2]
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    for number, fields in enumerate(reader, 1):
        yield tuple(text_cell(f"{name} {letters_of(place)}{number}", field) for place, field in enumerate(fields))
