"""Many numbers at once: what their floats tell is what the numbers themselves tell."""

from __future__ import annotations

from decimal import Decimal
from math import inf

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ctrack.values.amounts import Amounts, extent_of, floats_of, read_floats

NUMBERS = st.lists(st.from_regex(r"[+-]?(0|[1-9][0-9]{0,30})(\.[0-9]{1,30})?", fullmatch=True), min_size=1, max_size=20)
CLOSE = ["0.1", "0.10000000000000000001", "0.1000000000000000000001", "-7"]
"""Three that have one float."""


def amounts(texts: list[str]) -> Amounts:
    lines = "\n".join(texts)
    return Amounts(lines, read_floats(lines))


@given(NUMBERS)
@example(CLOSE)
def test_numbers_are_exact_where_somebody_asks(texts: list[str]) -> None:
    read = amounts(texts)

    assert list(read) == [None, *map(Decimal, texts)]
    assert list(map(str, read[1:])) == list(map(str, map(Decimal, texts)))
    assert read[-1] == read[len(texts)] == Decimal(texts[-1])
    with pytest.raises(IndexError):
        _ = read[len(texts) + 1]
    assert len(read) == len(texts) + 1


@given(NUMBERS)
@example(CLOSE)
def test_a_greater_number_has_no_lesser_float_and_the_ends_are_among_those_that_are_named(texts: list[str]) -> None:
    read = amounts(texts)
    numbers = [number for number in read if number is not None]

    floats = [number for _, number in sorted(zip(numbers, read.floats[1:], strict=True))]
    assert floats == sorted(floats)
    named = {read[place] for place in read.ends}
    assert {min(numbers), max(numbers)} <= named
    assert 0 not in read.ends


@given(NUMBERS)
@example(["0", "-0.0"])
def test_extents_are_those_of_the_numbers_and_the_same_however_they_are_held(texts: list[str]) -> None:
    read = amounts(texts)
    sizes = [float(abs(number)) for number in read if number]

    assert extent_of(read.floats) == ((min(sizes), max(sizes)) if sizes else (inf, 0.0))
    assert list(floats_of(list(read))) == list(read.floats)


def test_what_is_not_written_as_most_numbers_are_has_no_floats() -> None:
    for lines in ("", "1\n", "1,5", "1e5", "nan", "inf", "1_000", "١", "1\n2025-01", "0" * 40, "9" * 60):
        assert not read_floats(lines), lines
