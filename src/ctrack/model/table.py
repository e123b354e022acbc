"""The rows of a list of measurements as they are written, by columns: a million of them take little room so."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, overload

from ctrack.model.raw import POINTER_KEY, Plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ctrack.findings import Pointer


class Column(NamedTuple):
    """What stands at one key: for each row the number of its value among the different ones, 0 where the key is not."""

    codes: array[int]
    """Empty where no row has the key."""

    values: list[object]

    def at(self, rows: Sequence[int]) -> Sequence[int]:
        """Give the numbers of what stands in `rows`."""
        if not self.codes:
            return bytes(len(rows))
        if isinstance(rows, range):
            return self.codes[rows.start : rows.stop]
        return [self.codes[row] for row in rows]


class Block(NamedTuple):
    """Rows below each other with the same keys in the same order."""

    rows: range
    keys: tuple[str, ...]


class Table(Sequence[object]):
    """Rows as raw data, a mapping each. `odd` are those that are no plain rows: they stand in no column."""

    __slots__ = ("_count", "blocks", "columns", "odd", "pointer")

    def __init__(
        self,
        pointer: Pointer,
        count: int,
        blocks: Sequence[Block],
        columns: Mapping[str, Column],
        odd: Mapping[int, object],
    ) -> None:
        """Keep the rows of the list at `pointer`."""
        self.pointer = pointer
        self.blocks = blocks
        self.columns = columns
        self.odd = odd
        self._count = count

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


class TableWriter:
    """Puts rows into columns, some at a time. `read` makes raw data of a text as it is written."""

    def __init__(self, read: Callable[[str], object]) -> None:
        """Begin without rows."""
        self.count = 0
        """How many rows there are."""

        self._read = read
        self._blocks: list[Block] = []
        self._columns: dict[str, tuple[array[int], _Numbers]] = {}

    def add_rows(self, keys: tuple[str, ...], columns: Sequence[Sequence[str]]) -> None:
        """Add rows with the same keys: columns of what stands at each. None is added where `read` raises."""
        known = [(self._columns.get(key) or self._new(key))[1] for key in keys]
        numbers = [list(map(each.__getitem__, texts)) for each, texts in zip(known, columns, strict=True)]
        for key, own in zip(keys, numbers, strict=True):
            self._extend(key, own)
        self._enter(range(self.count, self.count + len(columns[0])), keys)

    def add(self, other: TableWriter) -> None:
        """Add the rows of another, which is not used any more."""
        if not self.count:
            self.count, self._blocks, self._columns = other.count, other._blocks, other._columns
            return
        for key, (codes, texts) in other._columns.items():
            known = (self._columns.get(key) or self._new(key))[1]
            numbers = [0, *(known[text] for text in texts)]
            self._extend(key, [numbers[code] for code in codes])
        start = self.count
        for rows, keys in other._blocks:
            self._enter(range(start + rows.start, start + rows.stop), keys)

    def _new(self, key: str) -> tuple[array[int], _Numbers]:
        return self._columns.setdefault(key, (array("H"), _Numbers(self._read)))

    def _extend(self, key: str, numbers: Sequence[int]) -> None:
        codes, known = self._columns[key]
        if len(known.read_as) > _SMALL and codes.typecode == "H":
            codes = array("I", codes)
            self._columns[key] = codes, known
        codes.extend([0] * (self.count - len(codes)))
        codes += array(codes.typecode, numbers)

    def _enter(self, rows: range, keys: tuple[str, ...]) -> None:
        self.count = rows.stop
        last = self._blocks[-1] if self._blocks else None
        if last and last.keys == keys and last.rows.stop == rows.start:
            self._blocks[-1] = Block(range(last.rows.start, rows.stop), keys)
        else:
            self._blocks.append(Block(rows, keys))

    def add_odd(self) -> None:
        """Leave room for what is no plain row."""
        self.count += 1

    def table(self, pointer: Pointer, odd: Mapping[int, object]) -> Table:
        """Give what was added; `odd` is what stands in the rooms left."""
        columns = {}
        for key, (codes, known) in self._columns.items():
            codes.extend([0] * (self.count - len(codes)))
            columns[key] = Column(codes, known.read_as)
        return Table(pointer, self.count, self._blocks, columns, odd)


class _Numbers(dict[str, int]):
    """Numbers the different texts of a column, from 1 on. `read_as` says what they mean, behind a first `None`."""

    __slots__ = ("_read", "read_as")

    def __init__(self, read: Callable[[str], object]) -> None:
        self._read = read
        self.read_as: list[object] = [None]

    def __missing__(self, text: str) -> int:
        value = self._read(text)
        number = self[text] = len(self.read_as)
        self.read_as.append(value)
        return number


_SMALL = 2**16
"""The numbers of so many values fit into two bytes each."""


def raw_rows(data: object) -> Iterable[object]:
    """Give the entries of a list of raw data, in columns or not; none of anything else."""
    return data if isinstance(data, list | Table) else ()
