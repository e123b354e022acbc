"""Many numbers at once: roughly as floats where they are only compared, exactly where somebody asks for one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from math import inf
from typing import overload

from ctrack.values.numbers import are_decimals

Extent = tuple[float, float]
"""The least and the greatest size of numbers, zeros left out, as the nearest floats; (inf, 0) where there are none."""


class Amounts(Sequence[Decimal | None]):
    """Numbers behind a first `None`, which stands for one that is not given."""

    def __init__(self, lines: str, floats: Sequence[float]) -> None:
        """Keep numbers as they are written, one on a line, and what `read_floats` makes of them."""
        self.lines = lines
        self.floats = floats
        self._exact: dict[int, Decimal] = {}

    @cached_property
    def _texts(self) -> list[str]:
        return self.lines.split("\n")

    @cached_property
    def ends(self) -> Sequence[int]:
        """Where the least and the greatest stand, and whatever has the same float."""
        numbers = self.floats[1:]
        found: list[int] = []
        for end in {min(numbers), max(numbers)}:
            place = 0
            for _ in range(numbers.count(end)):
                place = numbers.index(end, place) + 1
                found.append(place)
        return found

    def __len__(self) -> int:
        """Count them, with the first."""
        return len(self.floats)

    @overload
    def __getitem__(self, place: int) -> Decimal | None: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Decimal | None]: ...
    def __getitem__(self, place: int | slice) -> Decimal | Sequence[Decimal | None] | None:
        """Give one, exactly."""
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        exact = self._exact.get(place)
        if exact is None and (number := range(len(self))[place]):
            exact = self._exact[number] = Decimal(self._texts[number - 1])
        return exact


def read_floats(lines: str) -> Sequence[float]:
    """Give the nearest float to the number on each line, behind a first 0; nothing where any is not as most are.

    A greater number has no lesser float.
    """
    return [0.0, *map(float, lines.split("\n"))] if are_decimals(lines) else ()


def floats_of(values: Sequence[Decimal | None]) -> Sequence[float]:
    """Give the nearest float to each number, and 0 for none."""
    return values.floats if isinstance(values, Amounts) else [float(value or 0) for value in values]


def extent_of(floats: Sequence[float]) -> Extent:
    """Give the least and the greatest size of numbers, 0 for none."""
    sizes = list(map(abs, floats))
    least, greatest = min(sizes, default=inf), max(sizes, default=0.0)
    return least or min(filter(None, sizes), default=inf), greatest
