"""Tables as a data package: CSV beside a description of every column, which Frictionless reads and validates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.export.model import Type
from ctrack.export.text import csv_text
from ctrack.render.json import to_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.export.model import About, Column, Table
    from ctrack.render.json import Json

_TYPES: Mapping[Type, str] = {
    Type.TEXT: "string",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
    Type.DATE: "date",
    Type.BOOLEAN: "boolean",
}


def to_datapackage(tables: Sequence[Table], about: About) -> dict[str, bytes]:
    """Write a CSV file for each table, and the description of them all."""
    package: dict[str, Json] = {
        "profile": "tabular-data-package",
        "name": "tracker",
        "title": about.title,
        "description": f"As known on {about.as_of.isoformat()}; written by ctrack {about.version}.",
        "version": about.revision or about.as_of.isoformat(),
        "resources": [_resource(table) for table in tables],
    }
    files = {f"data/{table.name}.csv": csv_text(table) for table in tables}
    return files | {"datapackage.json": (to_json(package) + "\n").encode()}


def _resource(table: Table) -> Json:
    schema: dict[str, Json] = {"fields": [_field(column, table) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    links: list[Json] = [
        {"fields": column.name, "reference": {"resource": _resource_of(column, table), "fields": column.refers[1]}}
        for column in table.columns
        if column.refers
    ]
    if links:
        schema["foreignKeys"] = links
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.about,
        "path": f"data/{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": schema,
    }


def _resource_of(column: Column, table: Table) -> str:
    """Name the table that a column refers to; the standard writes the own one as nothing."""
    target = column.refers[0] if column.refers else ""
    return "" if target == table.name else target


def _field(column: Column, table: Table) -> Json:
    described: dict[str, Json] = {"name": column.name, "type": _TYPES[column.type], "description": column.about}
    if column.name in table.key:
        described["constraints"] = {"required": True}
    return described
