"""Edits of a file as facts: what is to be said, and what the whole file must say then."""

from __future__ import annotations

from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Any, NamedTuple

from ctrack.model.raw import POINTER_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ctrack.findings import Pointer
    from ctrack.store.scalars import Value

Fields = tuple[tuple[str, "Value"], ...]
"""The keys of a new record with their values, in the order in which they are written."""


class Append(NamedTuple):
    """Put a record into the list `key` of the mapping at `pointer`, before the item `before`, else at the end.

    Of appends that follow one another, each counts the items as they are before the first of them. Where there is no
    such list yet, `order` tells behind which keys it belongs, and `is_block` that a record takes a line for each key;
    else the neighbours show how it is written.
    """

    pointer: Pointer
    key: str
    record: Fields
    before: int | None = None
    order: tuple[str, ...] = ()
    is_block: bool = False


class SetKey(NamedTuple):
    """Give the mapping at `pointer` a key that it does not have; `order` lists the keys as they should follow."""

    pointer: Pointer
    key: str
    value: Value
    order: tuple[str, ...] = ()


class Enter(NamedTuple):
    """Give the mapping at `pointer` an entry that is a record, before the entry `before`, else at the end."""

    pointer: Pointer
    key: str
    record: Fields
    before: str | None = None


class Replace(NamedTuple):
    """Put another value in the place of the scalar `key` of the mapping at `pointer`."""

    pointer: Pointer
    key: str
    value: Value


Edit = Append | SetKey | Enter | Replace


class CannotSpliceError(Exception):
    """The file would not say what was intended, or there is no place for it."""


class Insertion(NamedTuple):
    """Records that go to one place of one list, written as `style` says."""

    style: Append
    records: tuple[Fields, ...]


class Insertions(NamedTuple):
    """All that is appended in one go, each to another place."""

    all: tuple[Insertion, ...]


Step = Insertions | SetKey | Enter | Replace
"""What is written in one go."""


def steps(edits: Iterable[Edit]) -> Iterator[Step]:
    """Put together the appends that follow one another."""
    for are_appends, group in groupby(edits, lambda edit: isinstance(edit, Append)):
        if are_appends:
            yield Insertions(tuple(_insertions(edit for edit in group if isinstance(edit, Append))))
        else:
            yield from (edit for edit in group if not isinstance(edit, Append))


def _insertions(appends: Iterable[Append]) -> Iterator[Insertion]:
    places: dict[tuple[object, ...], list[Append]] = {}
    for one in appends:
        places.setdefault((one.pointer, one.key, one.before), []).append(one)
    for same in places.values():
        yield Insertion(same[0], tuple(one.record for one in same))


def expected(said: object, step: Step) -> object:
    """Say what a file must say after a step; `said` is what it says now, and is changed."""
    if isinstance(step, Insertions):
        for insertion in sorted(step.all, key=_place, reverse=True):
            _insert(_mapping_at(said, insertion.style.pointer), insertion)
        return said
    holder = _mapping_at(said, step.pointer)
    match step:
        case SetKey() if step.key not in holder:
            holder[step.key] = step.value.text
        case Replace() if isinstance(holder.get(step.key), str):
            holder[step.key] = step.value.text
        case Enter() if step.key not in holder:
            holder[step.key] = _texts(step.record)
        case _:
            raise CannotSpliceError
    return said


def _place(insertion: Insertion) -> float:
    """Give the place in its list: what comes later in it goes in first, so that the places before it hold."""
    return inf if insertion.style.before is None else insertion.style.before


def _mapping_at(data: object, pointer: Pointer) -> dict[str, Any]:
    holder = data
    try:
        for key in pointer[1:]:
            holder = holder[key]  # type: ignore[index]
    except (LookupError, TypeError):
        raise CannotSpliceError from None
    if not isinstance(holder, dict):
        raise CannotSpliceError
    return holder


def _insert(holder: dict[str, Any], insertion: Insertion) -> None:
    items = holder.setdefault(insertion.style.key, [])
    if not isinstance(items, list):
        raise CannotSpliceError
    place = len(items) if insertion.style.before is None else insertion.style.before
    items[place:place] = map(_texts, insertion.records)


def _texts(record: Fields) -> dict[str, str]:
    return {key: value.text for key, value in record}


def bare(data: object) -> object:
    """Give what a file says, without where it stands, how it is quoted, and the line ends behind a text."""
    if isinstance(data, dict):
        return {str(key): bare(value) for key, value in data.items() if key != POINTER_KEY}
    if isinstance(data, list):
        return [bare(item) for item in data]
    return str(data).rstrip() if isinstance(data, str) else data
