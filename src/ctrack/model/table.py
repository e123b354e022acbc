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
    """Puts rows into columns, run by run. `read` makes raw data of a text as it is written."""

    def __init__(self, read: Callable[[str], object]) -> None:
        """Begin without rows."""
        self._read = read
        self._count = 0
        self._blocks: list[Block] = []
        self._columns: dict[str, tuple[array[int], dict[str, int], list[object]]] = {}

    def add_rows(self, keys: tuple[str, ...], columns: Sequence[Sequence[str]]) -> None:
        """Add rows with the same keys; a column holds what stands at one of them."""
        start, count = self._count, len(columns[0])
        for key, texts in zip(keys, columns, strict=True):
            codes, known, values = self._columns.setdefault(key, (array("H"), {}, [None]))
            codes.extend([0] * (start - len(codes)))
            for text in dict.fromkeys(texts):
                if text not in known:
                    known[text] = len(values)
                    values.append(self._read(text))
            if len(values) > _SMALL and codes.typecode == "H":
                codes = array("I", codes)
                self._columns[key] = codes, known, values
            codes.extend(map(known.__getitem__, texts))
        self._count = start + count
        if self._blocks and self._blocks[-1].keys == keys and self._blocks[-1].rows.stop == start:
            self._blocks[-1] = Block(range(self._blocks[-1].rows.start, self._count), keys)
        else:
            self._blocks.append(Block(range(start, self._count), keys))

    def add_odd(self) -> None:
        """Leave room for what is no plain row."""
        self._count += 1

    def close(self) -> None:
        """Forget what only adding needs."""
        for key, (codes, _known, values) in self._columns.items():
            codes.extend([0] * (self._count - len(codes)))
            self._columns[key] = codes, {}, values

    def table(self, pointer: Pointer, odd: Mapping[int, object]) -> Table:
        """Give what was added, once it is closed; `odd` is what stands in the rooms left."""
        columns = {key: Column(codes, values) for key, (codes, _known, values) in self._columns.items()}
        return Table(pointer, self._count, self._blocks, columns, odd)


_SMALL = 2**16
"""The numbers of so many values fit into two bytes each."""


def raw_rows(data: object) -> Iterable[object]:
    """Give the entries of a list of raw data, in columns or not; none of anything else."""
    return data if isinstance(data, list | Table) else ()
