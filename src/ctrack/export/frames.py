"""A tidy table as a data frame of pandas or polars, whichever is there."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from ctrack.errors import CannotRunError
from ctrack.export.model import Type
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from ctrack.export.model import Table, Value

    Engine = Literal["pandas", "polars"]

_PANDAS = {
    Type.TEXT: "string",
    Type.INTEGER: "Int64",
    Type.NUMBER: "Float64",
    Type.DATE: "datetime64[s]",
    Type.BOOLEAN: "boolean",
}


def to_frame(table: Table, engine: Engine | None = None) -> Any:  # noqa: ANN401 - of a library that may not be there
    """Make a frame with typed columns: numbers as 64-bit floats, days as dates, what is not known as missing.

    `engine` chooses the library, else pandas comes before polars. Raises CannotRunError where it is not installed.
    """
    library = _library(engine)
    columns = {column.name: [_plain(value) for value in table.column(column.name)] for column in table.columns}
    if library.__name__ == "pandas":
        return library.DataFrame(
            {column.name: library.Series(columns[column.name], dtype=_PANDAS[column.type]) for column in table.columns}
        )
    types = {
        Type.TEXT: library.String,
        Type.INTEGER: library.Int64,
        Type.NUMBER: library.Float64,
        Type.DATE: library.Date,
        Type.BOOLEAN: library.Boolean,
    }
    return library.DataFrame(columns, schema={column.name: types[column.type] for column in table.columns})


def _plain(value: Value) -> object:
    return float(value) if isinstance(value, Decimal | Fraction) else value


def _library(engine: Engine | None) -> Any:  # noqa: ANN401
    for name in (engine,) if engine else ("pandas", "polars"):
        try:
            return import_module(name)
        except ModuleNotFoundError:
            continue
    missing = engine or "pandas"
    message = Message(N_("a data frame needs {library}, which is not installed"), {"library": missing})
    raise CannotRunError(message, Message(N_("pip install {library}"), {"library": missing}))
