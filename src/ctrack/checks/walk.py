"""Raw data along the models: every scalar with what its field is marked as, sound or not.

The walk over a model is worked out once; what holds no marked field is not entered.
"""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, NamedTuple, Union, cast, get_args, get_origin

from pydantic import BaseModel, RootModel

from ctrack.model.fields import HIDDEN, Reference, Textual

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from ctrack.findings import Pointer

    Step = Callable[[object, Pointer], Iterator["Field"]]


class Field(NamedTuple):
    """A scalar of the raw data: where it stands, whether it is a mapping's key, and what it is marked as."""

    pointer: Pointer
    text: str
    textual: Textual | None
    reference: Reference | None
    is_key: bool = False


def marked_fields(model: type[BaseModel], data: object, file: str) -> Iterator[Field]:
    """Give every scalar of a file's data whose field is meant as text or refers to something."""
    step = _step(model)
    return step(data, (file,)) if step else iter(())


@cache
def _step(annotation: Hashable, marks: tuple[object, ...] = ()) -> Step | None:
    """Make the walk of one type; nothing where there is nothing to find."""
    origin, arguments = get_origin(annotation), get_args(annotation)
    if textual := next((mark for mark in marks if isinstance(mark, Textual)), None):
        return _leaf(textual, next((mark for mark in marks if isinstance(mark, Reference)), None))
    if origin is Annotated:
        return _step(arguments[0], tuple(arguments[1:]) if _has_mark(arguments[1:]) else ())
    if origin in {Union, UnionType}:
        return _first_of([step for part in arguments if (step := _step(part))])
    if origin is tuple:
        return _items(_step(arguments[0]))
    if origin is dict:
        return _entries(_step(arguments[0]), _step(arguments[1]))
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        return _step(cast("Hashable", annotation.model_fields["root"].annotation))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _record(annotation)
    return None


def _has_mark(marks: Sequence[object]) -> bool:
    return any(isinstance(mark, Textual | Reference) for mark in marks)


def _leaf(textual: Textual, reference: Reference | None) -> Step:
    def step(data: object, pointer: Pointer) -> Iterator[Field]:
        if isinstance(data, str):
            yield Field(pointer, data, textual, reference)

    return step


def _first_of(steps: list[Step]) -> Step | None:
    """Walk a union: its members differ in kind, so at most one gives anything."""
    if len(steps) < 2:  # noqa: PLR2004 - nothing to choose from
        return steps[0] if steps else None

    def step(data: object, pointer: Pointer) -> Iterator[Field]:
        for part in steps:
            yield from part(data, pointer)

    return step


def _items(item: Step | None) -> Step | None:
    if item is None:
        return None

    def step(data: object, pointer: Pointer) -> Iterator[Field]:
        for number, entry in enumerate(data if isinstance(data, list) else ()):
            yield from item(entry, (*pointer, number))

    return step


def _entries(key_step: Step | None, value_step: Step | None) -> Step | None:
    def step(data: object, pointer: Pointer) -> Iterator[Field]:
        for key, value in data.items() if isinstance(data, dict) else ():
            if key.startswith(HIDDEN):
                continue
            for field in key_step(key, (*pointer, str(key))) if key_step else ():
                yield field._replace(is_key=True)
            yield from value_step(value, (*pointer, str(key))) if value_step else ()

    return step if key_step or value_step else None


def _record(model: type[BaseModel]) -> Step | None:
    steps: dict[str, Step] = {}
    for name, field in model.model_fields.items():
        inner = _step(cast("Hashable", field.annotation), tuple(field.metadata))
        if inner and name != "pointer":
            steps[field.alias or name] = inner

    def step(data: object, pointer: Pointer) -> Iterator[Field]:
        if isinstance(data, dict):
            for key, value in data.items():
                if key in steps:
                    yield from steps[key](value, (*pointer, str(key)))

    return step if steps else None
