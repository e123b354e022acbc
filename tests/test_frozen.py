"""Frozen classes behave as the dataclasses do that they stand for."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import Any

import pytest

from ctrack.frozen import NOTHING, frozen, replace, values_of


@frozen
class Point:
    """A place."""

    x: int
    y: int = 0
    seen: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    x: int
    y: int = 0
    seen: tuple[str, ...] = ()


@frozen(kw_only=False)
class Pair:
    first: str
    second: str = "b"


@frozen(slots=False)
class Counted:
    words: list[str]

    @cached_property
    def count(self) -> int:
        return len(self.words)


@frozen(eq=False)
class Alone:
    name: str


def test_it_takes_what_it_is_given_and_defaults_for_the_rest() -> None:
    assert (Point(x=1).x, Point(x=1).y, Point(x=1).seen) == (1, 0, ())
    assert values_of(Point(x=1, y=2, seen=("a",))) == (1, 2, ("a",))
    assert values_of(Pair("a")) == ("a", "b")
    assert values_of(Pair("a", second="c")) == ("a", "c")


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1,), {}), ((), {"x": 1, "z": 2}), ((), {"y": 1}), ((), {"x": 1, "self": 2})]
)
def test_wrong_arguments_are_told_as_a_dataclass_does(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    for _ in range(2):  # the first time it is compiled
        with pytest.raises(TypeError) as ours:
            Point(*values, **named)
        with pytest.raises(TypeError) as theirs:
            Model(*values, **named)
        assert str(ours.value).removeprefix("Point") == str(theirs.value).removeprefix("Model")


def test_it_cannot_be_changed() -> None:
    point = Point(x=1)
    with pytest.raises(AttributeError, match="Point cannot be changed: x"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Point cannot be changed: x"):
        del point.x
    with pytest.raises(AttributeError, match="cannot be changed"):
        Point(x=1).colour = "red"  # type: ignore[attr-defined]


def test_it_is_equal_and_hashed_by_value_within_its_class() -> None:
    assert Point(x=1, seen=("a",)) == Point(x=1, y=0, seen=("a",))
    assert hash(Point(x=1)) == hash(Point(x=1))
    assert Point(x=1) != Point(x=2)
    assert Point(x=1) != Model(x=1)
    assert {Point(x=1), Point(x=1)} == {Point(x=1)}
    assert Alone(name="a") != Alone(name="a")


def test_it_shows_itself_as_a_dataclass_does() -> None:
    assert repr(Point(x=1)).removeprefix("Point") == repr(Model(x=1)).removeprefix("Model")


def test_another_is_made_with_other_values() -> None:
    assert replace(Point(x=1, y=2), y=3) == Point(x=1, y=3)
    assert replace(Pair("a", "c"), first="d") == Pair("d", "c")
    with pytest.raises(TypeError, match="z"):
        replace(Point(x=1), z=3)


def test_it_has_slots_but_where_a_property_is_cached() -> None:
    assert not hasattr(Point(x=1), "__dict__")
    assert Point.__doc__ == "A place."
    assert Counted(words=["a", "b"]).count == 2
    assert Counted(words=["a"]) == Counted(words=["a"])


def test_nothing_cannot_be_filled() -> None:
    with pytest.raises(TypeError):
        NOTHING["a"] = 1  # type: ignore[index]
