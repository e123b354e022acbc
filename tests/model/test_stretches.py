"""Stretches of rows: found as they are, with the extents of the numbers in them."""

from __future__ import annotations

from array import array
from itertools import chain, groupby

from hypothesis import given
from hypothesis import strategies as st

from ctrack.model.stretches import runs_of, stretches_of
from ctrack.values.amounts import extent_of

RUNS = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 30)), max_size=12)


def codes_of(runs: list[tuple[int, int]]) -> array[int]:
    return array("H", chain.from_iterable([code] * count for code, count in runs))


@given(RUNS, st.booleans())
def test_runs_are_those_of_equal_numbers_in_any_order(runs: list[tuple[int, int]], is_sorted: bool) -> None:
    codes = codes_of(sorted(runs) if is_sorted else runs)

    found = list(runs_of(codes))

    assert [(code, stop - start) for code, start, stop in found] == [(c, len(list(own))) for c, own in groupby(codes)]
    assert [codes[start:stop] for _, start, stop in found] == [
        codes[0:0] + array("H", own) for _, own in groupby(codes)
    ]
    assert list(runs_of(list(codes))) == found


@given(RUNS, st.data())
def test_extents_are_those_of_the_rows(runs: list[tuple[int, int]], data: st.DataObject) -> None:
    first = codes_of(runs)
    floats = data.draw(st.lists(st.floats(-9, 9), min_size=3, max_size=3))
    codes = data.draw(st.lists(st.integers(0, 2), min_size=len(first), max_size=len(first)))

    stretches = stretches_of(first, {"value": (codes, floats)})

    ends = [stop for _, _, stop in runs_of(first)]
    are_long = len(ends) * 8 <= len(first)
    assert list(stretches.stops) == (ends if are_long else [len(first)] if first else [])
    for start, stop in zip([0, *stretches.stops], stretches.stops, strict=False):
        own = range(start, stop)
        assert stretches.extent("value", own) == extent_of([floats[code] for code in codes[start:stop]])
        assert stretches.extent("of", own) is None
        assert stretches.extent("value", list(own)) is None
        assert stretches.extent("value", range(start, stop + 1)) is None
        assert stretches.extent("value", range(start + 1, stop)) is None
