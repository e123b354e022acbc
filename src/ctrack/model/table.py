"""The rows of a list of measurements as they are written, by columns: a million of them take little room so."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, overload

from ctrack.model.raw import POINTER_KEY, Plain, raw_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ctrack.findings import Pointer


class Column(NamedTuple):
    """What stands at one key: for each row the number of its value among the different ones, 0 where the key is not."""

    codes: array[int]
    """Empty where no row has the key."""

    values: Sequence[object]

    def at(self, rows: Sequence[int]) -> Sequence[int]:
        """Give the numbers of what stands in `rows`."""
        if not self.codes:
            return bytes(len(rows))
        if isinstance(rows, range):
            return self.codes[rows.start : rows.stop]
        return list(map(self.codes.__getitem__, rows))


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

    def rest(self) -> None:
        """Keep no more than is needed to give the same again."""
        for _codes, texts in self.columns.values():
            if isinstance(texts, Texts):
                texts.rest()

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


class Texts(Sequence[object]):
    """Raw data of the different texts of a column, behind a first `None`; it is made when somebody asks for any.

    `lines` are the texts as they are written, one on a line.
    """

    __slots__ = ("_texts", "lines")

    def __init__(self, lines: str) -> None:
        """Keep the texts."""
        self.lines = lines
        self._texts: list[str] | None = None

    def __len__(self) -> int:
        """Count them, with the first."""
        return self.lines.count("\n") + 2

    @overload
    def __getitem__(self, number: int) -> object: ...
    @overload
    def __getitem__(self, number: slice) -> list[object]: ...
    def __getitem__(self, number: int | slice) -> object:
        """Give one, or some."""
        if isinstance(number, slice):
            return [None, *map(raw_text, self.lines.split("\n"))][number]
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


class TableWriter:
    """Puts rows into columns, some at a time. `check` raises where a text may not stand in a row."""

    def __init__(self, check: Callable[[Sequence[str]], None]) -> None:
        """Begin without rows."""
        self.count = 0
        """How many rows there are."""

        self._check = check
        self._blocks: list[Block] = []
        self._columns: dict[str, tuple[array[int], dict[str, int]]] = {}
        """For each key the numbers of what stands in the rows, and of each different text, from 1 on."""

    def add_rows(self, keys: tuple[str, ...], columns: Sequence[Sequence[str]]) -> None:
        """Add rows with the same keys: columns of what stands at each. None is added where `check` raises."""
        numbers = [self._numbers(key, texts) for key, texts in zip(keys, columns, strict=True)]
        for key, own in zip(keys, numbers, strict=True):
            self._extend(key, own)
        self._enter(range(self.count, self.count + len(columns[0])), keys)

    def add(self, other: TableWriter) -> None:
        """Add the rows of another, which is not used any more."""
        if not self.count:
            self.count, self._blocks, self._columns = other.count, other._blocks, other._columns
            return
        for key, (codes, texts) in other._columns.items():
            numbers = [0, *self._numbers(key, list(texts))]
            self._extend(key, [numbers[code] for code in codes])
        start = self.count
        for rows, keys in other._blocks:
            self._enter(range(start + rows.start, start + rows.stop), keys)

    def _numbers(self, key: str, texts: Sequence[str]) -> list[int]:
        """Give the numbers of texts, new ones where they are new."""
        known = self._columns.setdefault(key, (array("H"), {}))[1]
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            self._check(new)
            known.update(zip(new, count(len(known) + 1)))
        return list(map(known.__getitem__, texts))

    def _extend(self, key: str, numbers: Sequence[int]) -> None:
        codes, known = self._columns[key]
        if len(known) >= _SMALL and codes.typecode == "H":
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
            columns[key] = Column(codes, Texts("\n".join(known)))
        return Table(pointer, self.count, self._blocks, columns, odd)


_SMALL = 2**16
"""The numbers of so many values fit into two bytes each."""


def raw_rows(data: object) -> Iterable[object]:
    """Give the entries of a list of raw data, in columns or not; none of anything else."""
    return data if isinstance(data, list | Table) else ()
