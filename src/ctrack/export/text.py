"""Tables as CSV and as JSON: exact digits, ISO dates, the same whatever the language."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from ctrack.export.tables import dictionary
from ctrack.render.csv import defuse
from ctrack.render.json import to_json
from ctrack.values.numbers import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.export.model import About, Table, Value
    from ctrack.render.json import Json


def field(value: Value) -> str:
    """Write a value as plain text; nothing as nothing."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case int():
            return str(value)
        case date():
            return value.isoformat()
    return plain_text(value)


def csv_text(table: Table) -> bytes:
    """Write a table as RFC 4180; before a text that a spreadsheet would run stands an apostrophe."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.names)
    for row in table.rows:
        writer.writerow([defuse(value) if isinstance(value, str) else field(value) for value in row])
    return out.getvalue().encode()


def to_csv(tables: Sequence[Table], about: About) -> dict[str, bytes]:
    """Write a file for each table, and one for the dictionary."""
    files = {f"{table.name}.csv": csv_text(table) for table in (*tables, dictionary(tables))}
    lines = [("title", about.title), ("as_of", about.as_of.isoformat()), ("revision", about.revision or "")]
    told = StringIO()
    csv.writer(told, lineterminator="\r\n").writerows(
        [("key", "value"), *((key, defuse(value)) for key, value in lines), ("version", about.version)]
    )
    return files | {"about.csv": told.getvalue().encode()}


def to_json_file(tables: Sequence[Table], about: About) -> dict[str, bytes]:
    """Write all tables into one file: a list of records for each, under its name."""
    told: dict[str, Json] = {
        "schema": 1,
        "title": about.title,
        "as_of": about.as_of.isoformat(),
        "revision": about.revision,
        "version": about.version,
    }
    for table in (*tables, dictionary(tables)):
        told[table.name] = [dict(zip(table.names, map(_json, row), strict=True)) for row in table.rows]
    return {"": (to_json(told) + "\n").encode()}


def _json(value: Value) -> Json:
    return value.isoformat() if isinstance(value, date) else value
