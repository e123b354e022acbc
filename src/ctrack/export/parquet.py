"""Tables as Parquet, measurements and results in folders by programme and year, as query engines expect them."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ctrack.errors import CannotRunError
from ctrack.export.model import Column, Table, Type
from ctrack.export.tables import dictionary
from ctrack.export.text import field
from ctrack.frozen import replace
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ctrack.export.model import About, Value

PARTED: Mapping[str, tuple[str, str]] = {"measurements": ("program", "date_end"), "results": ("program", "as_of")}
"""The tables that are cut, by a programme and the year of a day."""


def pyarrow() -> Any:  # noqa: ANN401 - a module without types
    """Give the library; raises CannotRunError where it is not installed."""
    try:
        import pyarrow  # noqa: ICN001, PLC0415 - only this format needs it
        import pyarrow.parquet  # noqa: PLC0415
    except ModuleNotFoundError:
        message = Message(N_("Parquet needs pyarrow, which is not installed"))
        raise CannotRunError(message, Message(N_("pip install 'ctrack[parquet]'"))) from None
    return pyarrow


def to_parquet(tables: Sequence[Table], about: About) -> dict[str, bytes]:
    """Write a folder for each table; every table says in its column `tracker` whose it is.

    Numbers are 64-bit floats; raises CannotRunError where one has more digits than these hold.
    """
    return {
        f"{name}/part-0.parquet": _bytes(_with_tracker(part, about.title))
        for table in (*tables, dictionary(tables))
        for name, part in _parts(table)
    }


def _with_tracker(table: Table, title: str) -> Table:
    column = Column(name="tracker", type=Type.TEXT, about="The tracker's title")
    return replace(table, columns=(column, *table.columns), rows=tuple((title, *row) for row in table.rows))


def _parts(table: Table) -> Iterator[tuple[str, Table]]:
    """Cut a table. The folders' names are for engines to skip files by; they may read `03` as a number.

    So the code stands in the column `program`, too.
    """
    if table.name not in PARTED:
        yield table.name, table
        return
    program, day = (table.names.index(name) for name in PARTED[table.name])
    groups: dict[tuple[str, int], list[tuple[Value, ...]]] = defaultdict(list)
    for row in table.rows:
        when = row[day]
        assert isinstance(when, date)  # noqa: S101 - every row has one
        groups[str(row[program]), when.year].append(row)
    for (code, year), rows in sorted(groups.items()):
        yield f"{table.name}/programme={quote(code, safe='')}/year={year}", replace(table, rows=tuple(rows))


def _bytes(table: Table) -> bytes:
    arrow = pyarrow()
    types = {
        Type.TEXT: arrow.string(),
        Type.INTEGER: arrow.int64(),
        Type.NUMBER: arrow.float64(),
        Type.DATE: arrow.date32(),
        Type.BOOLEAN: arrow.bool_(),
    }
    fields = [
        arrow.field(column.name, types[column.type], metadata={"about": column.about}) for column in table.columns
    ]
    arrays = [
        arrow.array([_value(table, column, row[place]) for row in table.rows], types[column.type])
        for place, column in enumerate(table.columns)
    ]
    out = arrow.BufferOutputStream()
    schema = arrow.schema(fields, metadata={"about": table.about})
    arrow.parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return bytes(out.getvalue().to_pybytes())


def _value(table: Table, column: Column, value: Value) -> object:
    if column.type is not Type.NUMBER or value is None:
        return value
    number = float(value)  # type: ignore[arg-type]
    if isinstance(value, Decimal) and Decimal(repr(number)) != value:
        message = N_("{number} in {table}.{column} has more digits than Parquet's numbers hold")
        shown = {"number": field(value), "table": table.name, "column": column.name}
        raise CannotRunError(Message(message, shown), Message(N_("export csv, json, sqlite or datapackage")))
    return number
