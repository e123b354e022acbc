"""The rows of a list of measurements as they are written, by columns: a million of them take little room so."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, overload

from ctrack.model.raw import POINTER_KEY, Plain, raw_text
from ctrack.model.stretches import Stretches, stretches_of
from ctrack.values.amounts import read_floats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ctrack.findings import Pointer

Values = TypeVar("Values")


class Column(NamedTuple, Generic[Values]):
    """What stands at one key: for each row the number of its value among the different ones, 0 where the key is not."""

    codes: array[int]
    """Empty where no row has the key."""

    values: Values

    def at(self, rows: Sequence[int]) -> Sequence[int]:
        """Give the numbers of what stands in `rows`."""
        if not self.codes:
            return bytes(len(rows))
        if isinstance(rows, range):
            return self.codes[rows.start : rows.stop]
        return list(map(self.codes.__getitem__, rows))


TypedColumn = Column[Sequence[Any]]
"""A column of typed values; the first stands for what is not given."""


class Block(NamedTuple):
    """Rows below each other with the same keys in the same order."""

    rows: range
    keys: tuple[str, ...]


class Table(Sequence[object]):
    """Rows as raw data, a mapping each. `odd` are those that are no plain rows: they stand in no column."""

    __slots__ = ("_count", "_stretches", "blocks", "columns", "odd", "pointer")

    def __init__(
        self,
        pointer: Pointer,
        count: int,
        blocks: Sequence[Block],
        columns: Mapping[str, Column[Texts]],
        odd: Mapping[int, object],
        stretches: Stretches | None = None,
    ) -> None:
        """Keep the rows of the list at `pointer`."""
        self._stretches = stretches
        self.pointer = pointer
        self.blocks = blocks
        self.columns = columns
        self.odd = odd
        self._count = count

    @property
    def stretches(self) -> Stretches:
        """Its stretches."""
        if self._stretches is None:
            first = self.columns[self.blocks[0].keys[0]].codes if self.blocks else ()
            numbers = {key: (codes, texts.floats) for key, (codes, texts) in self.columns.items() if texts.floats}
            self._stretches = stretches_of(first, numbers)
        return self._stretches

    def rest(self) -> None:
        """Keep no more than is needed to give the same again."""
        for column in self.columns.values():
            column.values.rest()

    def __len__(self) -> int:
        """Count the rows."""
        return self._count

    @overload
    def __getitem__(self, number: int) -> object: ...
    @overload
    def __getitem__(self, number: slice) -> list[object]: ...
    def __getitem__(self, number: int | slice) -> object:
        """Make the raw data of a row."""
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(self._count))]
        if number in self.odd:
            return self.odd[number]
        if not 0 <= number < self._count:
            raise IndexError(number)
        keys = self.blocks[bisect_right(self.blocks, number, key=lambda block: block.rows.start) - 1].keys
        row: dict[str, object] = {}
        for key in keys:
            column = self.columns[key]
            row[Plain(key)] = column.values[column.codes[number]]
        row[POINTER_KEY] = (*self.pointer, number)
        return row


class Texts:
    """Raw data of the different texts of a column, behind a first `None`; it is made when somebody asks for any.

    `lines` are the texts as they are written, one on a line; `floats` what `read_floats` makes of them, if it is known.
    """

    __slots__ = ("_floats", "_texts", "lines")

    def __init__(self, lines: str, floats: Sequence[float] | None = None) -> None:
        """Keep the texts."""
        self.lines = lines
        self._floats = floats
        self._texts: list[str] | None = None

    @property
    def floats(self) -> Sequence[float]:
        """The nearest floats to the numbers that these are, behind a first 0; nothing where not all are."""
        if self._floats is None:
            self._floats = read_floats(self.lines)
        return self._floats

    def __len__(self) -> int:
        """Count them, with the first."""
        return self.lines.count("\n") + 2

    def __getitem__(self, number: int) -> object:
        """Give one."""
        if self._texts is None:
            self._texts = self.lines.split("\n")
        return raw_text(self._texts[number - 1]) if number else None

    def __iter__(self) -> Iterator[object]:
        """Go through them."""
        yield None
        yield from map(raw_text, self.lines.split("\n"))

    def rest(self) -> None:
        """Keep no more than is needed to give the same again."""
        self._texts = None


def raw_rows(data: object) -> Iterable[object]:
    """Give the entries of a list of raw data, in columns or not; none of anything else."""
    return data if isinstance(data, list | Table) else ()
