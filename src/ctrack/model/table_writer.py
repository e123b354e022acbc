"""Tables from rows that are taken apart, some at a time."""

from __future__ import annotations

from array import array
from collections import defaultdict
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from ctrack.model.table import Block, Column, Table, Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence

    from ctrack.findings import Pointer

_SMALL = 2**16
"""The numbers of so many values fit into two bytes each."""


class Numbering:
    """Numbers the different texts at each key, from 1 on, and 0 where there is none; all who write one list share it.

    `not_values` gives those of some texts that may not stand in rows: they get no numbers.
    """

    def __init__(self, not_values: Callable[[Sequence[str]], Iterable[str]]) -> None:
        """Begin without texts."""
        self._not_values = not_values
        self._known: dict[str, _Numbers] = defaultdict(_Numbers)

    def numbered(
        self, keys: Sequence[str], columns: Iterable[Sequence[str]]
    ) -> tuple[Sequence[Sequence[int]], Sequence[int]]:
        """Give the numbers of what stands at each key in some rows, and which of these rows have a text without one."""
        found: list[Sequence[int]] = []
        odd: set[int] = set()
        for key, texts in zip(keys, columns, strict=True):
            known = self._known[key]
            size = len(known)
            numbers = known.number(texts)
            if wrong := set(self._not_values(known.since(size))):
                first = min(map(known.__getitem__, wrong))
                moved = known.without(wrong, first)
                numbers = [number if number < first else moved[number - first] for number in numbers]
                odd.update(_places_of(0, numbers))
            found.append(numbers)
        return found, sorted(odd)

    def again(self, other: Numbering, key: str) -> Sequence[int]:
        """Give for each number of another that which its text has here."""
        return [0, *self._known[key].number(other.texts(key))]

    def texts(self, key: str) -> list[str]:
        """Give the texts, the first with the number 1."""
        return self._known[key].since(1)

    def are_many(self, key: str) -> bool:
        """Tell whether there are more than two bytes can number."""
        return len(self._known[key]) > _SMALL


class _Numbers(defaultdict[str | None, int]):
    def __init__(self) -> None:
        super().__init__(self.__len__)
        self[None] = 0

    def number(self, texts: Iterable[str]) -> list[int]:
        """Give the numbers of texts."""
        return list(map(self.__getitem__, texts))

    def since(self, size: int) -> list[str]:
        """Give the texts beyond the first `size`."""
        return [text for text in islice(reversed(self), len(self) - size) if text is not None][::-1]

    def without(self, wrong: Container[str], first: int) -> Sequence[int]:
        """Forget some texts, none with a number below `first`; gives the new numbers of those from there on."""
        texts = self.since(first)
        while len(self) > first:
            self.popitem()
        return [0 if text in wrong else self[text] for text in texts]


def _places_of(number: int, numbers: Sequence[int]) -> Iterator[int]:
    place = -1
    for _ in range(numbers.count(number)):
        place = numbers.index(number, place + 1)
        yield place


class TableWriter:
    """Puts rows into columns."""

    def __init__(self, numbering: Numbering) -> None:
        """Begin without rows."""
        self.count = 0
        """How many rows there are."""

        self._numbering = numbering
        self._blocks: list[Block] = []
        self._codes: dict[str, array[int]] = {}

    def add_rows(self, keys: tuple[str, ...], columns: Sequence[Sequence[int]]) -> None:
        """Add rows with the same keys: columns of the numbers of what stands at each."""
        for key, numbers in zip(keys, columns, strict=True):
            self._extend(key, numbers)
        self._enter(range(self.count, self.count + len(columns[0])), keys)

    def add(self, other: TableWriter) -> None:
        """Add the rows of another, which is not used any more."""
        if not self._codes:
            self._numbering = other._numbering
        for key, codes in other._codes.items():
            if other._numbering is self._numbering:
                self._extend(key, codes)
            else:
                numbers = self._numbering.again(other._numbering, key)
                self._extend(key, [numbers[code] for code in codes])
        start = self.count
        for rows, keys in other._blocks:
            self._enter(range(start + rows.start, start + rows.stop), keys)

    def _extend(self, key: str, numbers: Sequence[int]) -> None:
        codes = self._codes.get(key) or array("H")
        if codes.typecode == "H" and self._numbering.are_many(key):
            codes = array("I", codes)
        codes.extend([0] * (self.count - len(codes)))
        codes += array(codes.typecode, numbers)
        self._codes[key] = codes

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
        """Give what was added, once that is all; `odd` is what stands in the rooms left."""
        return Table(pointer, self.count, self._blocks, self._columns, odd)

    @cached_property
    def _columns(self) -> Mapping[str, Column[Texts]]:
        for codes in self._codes.values():
            codes.extend([0] * (self.count - len(codes)))
        texts = {key: Texts("\n".join(self._numbering.texts(key))) for key in self._codes}
        return {key: Column(codes, texts[key]) for key, codes in self._codes.items()}
