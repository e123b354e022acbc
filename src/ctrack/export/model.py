"""A tidy table: columns with a type and a meaning, rows of exact values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Generic, TypeVar

from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Value = None | bool | int | str | date | Decimal | Fraction
"""What a field holds; nothing where nothing is known."""

Item = TypeVar("Item")


class Type(StrEnum):
    """The type of a column."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"


@frozen
class Column:
    """A column: its name, type and meaning; `refers` names the table and column that its values are found in."""

    name: str
    type: Type
    about: str
    refers: tuple[str, str] | None = None


@frozen
class Table:
    """A table; `key` names the columns that tell its rows apart, none where nothing does."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    key: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> list[Value]:
        """Give the values of a column."""
        place = self.names.index(name)
        return [row[place] for row in self.rows]


@frozen
class About:
    """What an export is of: the tracker's title, the day, the commit if it is of one, and the program's version."""

    title: str
    as_of: date
    revision: str | None
    version: str


@frozen(kw_only=False)
class Of(Generic[Item]):
    """How a column is made from a record."""

    name: str
    type: Type
    about: str
    take: Callable[[Item], Value]
    refers: tuple[str, str] | None = None


def make(name: str, about: str, columns: Sequence[Of[Item]], items: Iterable[Item], key: tuple[str, ...] = ()) -> Table:
    """Make a table with a row for each record."""
    return Table(
        name=name,
        about=about,
        columns=tuple(Column(name=one.name, type=one.type, about=one.about, refers=one.refers) for one in columns),
        rows=tuple(tuple(one.take(item) for one in columns) for item in items),
        key=key,
    )
