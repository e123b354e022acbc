"""Raw data along the models: every scalar with what its field is marked as, sound or not.

The walk over a model is worked out once; what holds no marked field is not entered.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, NamedTuple, Union, get_args, get_origin

from ctrack.frozen import frozen
from ctrack.model.fields import Reference, Textual
from ctrack.model.figures import Figures
from ctrack.model.raw import HIDDEN
from ctrack.model.record import is_record
from ctrack.model.table import Table, raw_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from ctrack.findings import Pointer
    from ctrack.model.record import Annotation

    Kind = tuple["Mark", type, str]
    """All that a rule on single scalars looks at: what the field is marked as, how it was written, the text."""

    Step = Callable[[object, Pointer, AbstractSet[Kind]], Iterator["Field"]]


@frozen(kw_only=False, eq=False)
class Mark:
    """What a field is marked as, and whether it is a mapping's key."""

    textual: Textual
    reference: Reference | None
    is_key: bool


class Field(NamedTuple):
    """A scalar of the raw data: where it stands, its text, and what its field is marked as."""

    pointer: Pointer
    text: str
    mark: Mark

    @property
    def kind(self) -> Kind:
        """What it has in common with others of the same text in such fields."""
        return self.mark, self.text.__class__, self.text


def marked_fields(
    model: Annotation, data: object, file: str, known: AbstractSet[Kind] = frozenset()
) -> Iterator[Field]:
    """Give every scalar of a file's data whose field is meant as text or refers to something, but those of `known`."""
    step = _step(model)
    return step(data, (file,), known) if step else iter(())


@cache
def _step(annotation: Annotation, marks: tuple[object, ...] = (), *, is_key: bool = False) -> Step | None:
    """Make the walk of one type; nothing where there is nothing to find."""
    origin: object = get_origin(annotation)
    arguments = get_args(annotation)
    if mark := _mark(marks, is_key=is_key):
        return _leaf(mark)
    if origin is Annotated:
        return _step(arguments[0], tuple(arguments[1:]) if _has_mark(arguments[1:]) else (), is_key=is_key)
    if origin in {Union, UnionType}:
        return _first_of([step for part in arguments if (step := _step(part))])
    if origin in {tuple, Figures}:
        return _list(arguments[0])
    if origin is Mapping:
        return _entries(_step(arguments[0], is_key=True), _step(arguments[1]))
    if is_record(annotation):
        return _record(annotation)
    return None


def _has_mark(marks: Sequence[object]) -> bool:
    return any(isinstance(mark, Textual | Reference) for mark in marks)


def _mark(marks: Sequence[object], *, is_key: bool = False) -> Mark | None:
    textual = next((mark for mark in marks if isinstance(mark, Textual)), None)
    reference = next((mark for mark in marks if isinstance(mark, Reference)), None)
    return Mark(textual, reference, is_key) if textual else None


def _leaf(mark: Mark) -> Step:
    def step(data: object, pointer: Pointer, known: AbstractSet[Kind]) -> Iterator[Field]:
        if isinstance(data, str) and (mark, data.__class__, data) not in known:
            yield Field(pointer, data, mark)

    return step


def _first_of(steps: list[Step]) -> Step | None:
    """Walk a union: its members differ in kind, so at most one gives anything."""
    if len(steps) < 2:  # noqa: PLR2004 - nothing to choose from
        return steps[0] if steps else None

    def step(data: object, pointer: Pointer, known: AbstractSet[Kind]) -> Iterator[Field]:
        for part in steps:
            yield from part(data, pointer, known)

    return step


def _list(item: Annotation) -> Step | None:
    if is_record(item) and _marks(item).keys() == _steps(item).keys():
        return _rows(_marks(item))
    return _items(_step(item))


def _items(item: Step | None) -> Step | None:
    if item is None:
        return None

    def step(data: object, pointer: Pointer, known: AbstractSet[Kind]) -> Iterator[Field]:
        for number, entry in enumerate(raw_rows(data)):
            yield from item(entry, (*pointer, number), known)

    return step


def _rows(marks: Mapping[str, Mark]) -> Step:
    """Walk a list of mappings that hold nothing but scalars, as most of a tracker is."""
    marked = tuple(marks.items())

    def step(data: object, pointer: Pointer, known: AbstractSet[Kind]) -> Iterator[Field]:
        if isinstance(data, Table):
            yield from _in_columns(data, marks, known)
            numbered: Iterable[tuple[int, object]] = data.odd.items()
        else:
            numbered = enumerate(raw_rows(data))
        for number, entry in numbered:
            if isinstance(entry, dict):
                for key, mark in marked:
                    text = entry.get(key)
                    if isinstance(text, str) and (mark, text.__class__, text) not in known:
                        yield Field((*pointer, number, key), text, mark)

    return step


def _in_columns(table: Table, marks: Mapping[str, Mark], known: AbstractSet[Kind]) -> Iterator[Field]:
    """Look at each text of a column once, and at the rows only for those that are not known."""
    for key, (codes, texts) in table.columns.items():
        mark = marks.get(key)
        if mark is None:
            continue
        unknown = {
            code: text
            for code, text in enumerate(texts)
            if isinstance(text, str) and (mark, text.__class__, text) not in known
        }
        rows = [(number, code) for number, code in enumerate(codes) if code in unknown] if unknown else []
        for number, code in rows:
            text = unknown[code]
            if (mark, text.__class__, text) not in known:  # it may be known by now
                yield Field((*table.pointer, number, key), text, mark)


def _entries(key_step: Step | None, value_step: Step | None) -> Step | None:
    def step(data: object, pointer: Pointer, known: AbstractSet[Kind]) -> Iterator[Field]:
        for key, value in data.items() if isinstance(data, dict) else ():
            if key.startswith(HIDDEN):
                continue
            yield from key_step(key, (*pointer, str(key)), known) if key_step else ()
            yield from value_step(value, (*pointer, str(key)), known) if value_step else ()

    return step if key_step or value_step else None


def _record(model: Annotation) -> Step | None:
    steps = _steps(model)

    def step(data: object, pointer: Pointer, known: AbstractSet[Kind]) -> Iterator[Field]:
        for key, value in data.items() if isinstance(data, dict) else ():
            if key in steps:
                yield from steps[key](value, (*pointer, str(key)), known)

    return step if steps else None


@cache
def _steps(model: Annotation) -> dict[str, Step]:
    """Give the walks of a mapping's values."""
    found = {field.key: _step(field.annotation) for field in model.fields.values()}
    return {key: step for key, step in found.items() if step}


@cache
def _marks(model: Annotation) -> dict[str, Mark]:
    """Give what a mapping's own scalars are marked as."""
    found = {field.key: _mark_in(field.annotation) for field in model.fields.values()}
    return {key: mark for key, mark in found.items() if mark}


def _mark_in(annotation: object) -> Mark | None:
    """Give what a scalar is marked as that may be left out."""
    if get_origin(annotation) is Annotated:
        return _mark(get_args(annotation)[1:])
    if get_origin(annotation) in {Union, UnionType}:
        found = [mark for part in get_args(annotation) if (mark := _mark_in(part))]
        return found[0] if len(found) == 1 else None
    return None
