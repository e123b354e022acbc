"""Tables as one SQLite database, with keys, references and the dictionary."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.export.model import Of, Type, make
from ctrack.export.tables import dictionary
from ctrack.export.text import field

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.export.model import About, Column, Table, Value

_TYPES: Mapping[Type, str] = {
    Type.TEXT: "TEXT",
    Type.INTEGER: "INTEGER",
    Type.NUMBER: "",
    Type.DATE: "TEXT",
    Type.BOOLEAN: "INTEGER",
}


def to_sqlite(tables: Sequence[Table], about: About) -> dict[str, bytes]:
    """Write a database.

    A number is one of SQLite's own where that says it exactly, else the text of its digits: columns of numbers have no
    declared type, with which SQLite would round such a text.
    """
    database = sqlite3.connect(":memory:")
    try:
        for table in (*tables, dictionary(tables), _about(about)):
            _write(database, table)
        database.commit()
        return {"": database.serialize()}
    finally:
        database.close()


def _about(about: About) -> Table:
    columns: list[Of[tuple[str, str | None]]] = [
        Of("key", Type.TEXT, "What is told", lambda one: one[0]),
        Of("value", Type.TEXT, "What it is", lambda one: one[1]),
    ]
    told = [
        ("title", about.title),
        ("as_of", about.as_of.isoformat()),
        ("revision", about.revision),
        ("version", about.version),
    ]
    return make("about", "What the database is of", columns, told, ("key",))


def _write(database: sqlite3.Connection, table: Table) -> None:
    columns = [_column(column) for column in table.columns]
    if table.key:
        columns.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    database.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(columns)})")
    places = ", ".join("?" * len(table.columns))
    database.executemany(
        f"INSERT INTO {_quoted(table.name)} VALUES ({places})",  # noqa: S608 - our own names
        ([_field(value) for value in row] for row in table.rows),
    )


def _column(column: Column) -> str:
    declared = f"{_quoted(column.name)} {_TYPES[column.type]}".rstrip()
    if column.refers is None:
        return declared
    table, key = column.refers
    return f"{declared} REFERENCES {_quoted(table)} ({_quoted(key)})"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _field(value: Value) -> str | int | float | None:
    match value:
        case None | str():
            return value
        case bool() | int():
            return int(value)
        case Decimal() | Fraction():
            number = float(value)
            is_exact = isinstance(value, Fraction) or Decimal(repr(number)) == value
            return number if is_exact else field(value)
    return field(value)
