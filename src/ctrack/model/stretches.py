"""Stretches of rows that belong together, and how far apart the numbers in each are: kept with what a file holds."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ctrack.values.amounts import extent_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ctrack.values.amounts import Extent

_LONG = 8
"""So many rows are a long stretch."""


class Stretches(NamedTuple):
    """Stretches of rows with the same at their first key, where they are long, else one of all rows."""

    stops: array[int]
    """Where they end."""

    extents: Mapping[str, array[float]]
    """For each column of numbers, the least and the greatest size in each stretch, one after the other."""

    def extent(self, key: str, rows: Sequence[int]) -> Extent | None:
        """Give the extent of the numbers in `rows`; nothing if these are no stretch, or no numbers stand there."""
        extents = self.extents.get(key)
        if extents is None or not isinstance(rows, range):
            return None
        place = bisect_left(self.stops, rows.stop)
        start = self.stops[place - 1] if place else 0
        is_stretch = place < len(self.stops) and (start, self.stops[place]) == (rows.start, rows.stop)
        return (extents[2 * place], extents[2 * place + 1]) if is_stretch else None


def stretches_of(first: Sequence[int], numbers: Mapping[str, tuple[Sequence[int], Sequence[float]]]) -> Stretches:
    """Find them: `first` tells for each row which value stands at its first key, `numbers` which number in a column."""
    stops = array("I", [stop for _code, _start, stop in runs_of(first)])
    if len(stops) * _LONG > len(first):
        stops = array("I", [len(first)] if first else [])
    return Stretches(stops, {key: _extents(codes, floats, stops) for key, (codes, floats) in numbers.items()})


def _extents(codes: Sequence[int], floats: Sequence[float], stops: Iterable[int]) -> array[float]:
    numbers = [floats[code] for code in codes]
    extents = array("d")
    start = 0
    for stop in stops:
        extents.extend(extent_of(numbers[start:stop]))
        start = stop
    return extents


def runs_of(codes: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Give each run of equal numbers: the number, where it begins and where it ends.

    Mostly numbers only grow, as they are given in the order in which values come; then bisection finds the ends.
    """
    start = 0
    if isinstance(codes, array):
        while start < len(codes):
            code = codes[start]
            stop = bisect_right(codes, code, start)
            if codes[start:stop] != array(codes.typecode, [code]) * (stop - start):
                break
            yield code, start, stop
            start = stop
    for code, same in groupby(codes[start:]):
        begin, start = start, start + len(list(same))
        yield code, begin, start
