"""The rows of sheets that hold figures: those below a heading, on the sheets that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctrack.forms.columns import HEADINGS, VALUES, find_header, folded, unknown_column
from ctrack.forms.tables import Cell, Kind, Problem
from ctrack.i18n import N_, Message, every_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.forms.columns import Header
    from ctrack.forms.sheets import Sheets
    from ctrack.forms.tables import Table

SOURCES_HEADINGS = (N_("Source"), N_("Title"), N_("Published"))
"""What stands at the top of the sheet on which a form lists the sources."""


class TableRow(NamedTuple):
    """A row below the heading of its table."""

    header: Header
    cells: tuple[Cell, ...]
    is_hidden: bool = False

    @property
    def by_column(self) -> dict[str, Cell]:
        """Its cells by the keys of the columns; one that the row does not reach is empty."""
        nothing = Cell(self.cells[0].place if self.cells else "")
        columns = self.header.columns.items()
        return {key: self.cells[one.place] if one.place < len(self.cells) else nothing for key, one in columns}

    @property
    def astray(self) -> Cell | None:
        """The first cell that holds something and stands under no heading."""
        return next(
            (cell for place, cell in enumerate(self.cells) if cell.text and place not in self.header.named), None
        )


def rows_below(tables: Sequence[Table], sheets: Sheets) -> list[TableRow]:
    """Give the rows below the headings of all tables; what is wrong with tables and headings is noted in `sheets`."""
    rows: list[TableRow] = []
    headed = [(table, header) for table in tables if not table.is_hidden and (header := find_header(table))]
    if not headed:
        sheets.problems += [_without_heading(table) for table in tables[:1]]
        return []
    known = {table.name for table, _ in headed}
    sheets.remarks += [problem for table in tables if table.name not in known for problem in _not_read(table)]
    for table, header in headed:
        sheets.remarks += map(unknown_column, header.unknown.values())
        sheets.problems += header.wrong
        below = range(header.row + 1, len(table.rows))
        rows += [TableRow(header, table.rows[number], number in table.hidden_rows) for number in below]
    return rows


def _without_heading(table: Table) -> Problem:
    message = N_("there is no heading with the columns {code} and {value} in the first rows")
    return Problem(table.name, Message(message, {key: Message(HEADINGS[key]) for key in ("code", "value")}))


def _not_read(table: Table) -> Iterator[Problem]:
    """Say that a sheet is not read, unless it holds nothing, or is the list of sources of a form."""
    if not any(cell.text for row in table.rows for cell in row) or _lists_sources(table):
        return
    if table.is_hidden:
        yield Problem(table.name, Message(N_("the sheet is hidden, and not read")))
    else:
        yield _without_heading(table)._replace(hint=Message(N_("the sheet is not read")))


def _lists_sources(table: Table) -> bool:
    top = [folded(cell.text) for cell in table.rows[0]] if table.rows else []
    names = [{folded(one) for one in every_language(name)} for name in SOURCES_HEADINGS]
    return len(top) == len(names) and all(text in known for text, known in zip(top, names, strict=True))


def has_value(cells: dict[str, Cell]) -> bool:
    """Tell whether a row holds a figure."""
    return any(key in cells and cells[key].kind is not Kind.EMPTY for key in VALUES)
