"""Records and lists of them, told to pydantic's core as its schemas: what it would make of the same annotations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Union, cast, get_args, get_origin

from ctrack.compiled import PydanticCustomError, SchemaValidator
from ctrack.model.fields import REPORTED, Length, Scalar
from ctrack.model.figures import Figures, Listed
from ctrack.model.raw import BROKEN_KEY, HIDDEN
from ctrack.model.record import Record, is_record

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core.core_schema import CoreSchema

    from ctrack.model.record import Annotation, Field

    Schema = dict[str, Any]
    """A part of one, as pydantic_core's `core_schema` describes it: its functions would have to be imported."""

_ANYTHING: Final = {"type": "any"}


@cache
def validator_of(annotation: Annotation) -> SchemaValidator:
    """Give what makes a record of a mapping, or a mapping of ids of one; it raises ValidationError."""
    schema: CoreSchema = cast("CoreSchema", _schema(annotation))
    return SchemaValidator(schema)


@cache
def _schema(annotation: Annotation) -> Schema:
    if is_record(annotation):
        return _record(annotation)
    origin: object = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:])
    if origin in {Union, UnionType}:
        return _union([part for part in arguments if part is not NoneType], has_none=NoneType in arguments)
    if origin is Figures:
        rows = _list(arguments[0])
        return {"type": "function-wrap", "function": _plain(_as_figures), "schema": rows}
    if origin is tuple:
        return _list(arguments[0])
    if origin is Mapping:
        entries = {"type": "dict", "keys_schema": _schema(arguments[0]), "values_schema": _schema(arguments[1])}
        return {"type": "function-before", "function": _plain(_without_hidden), "schema": entries}
    raise TypeError(f"no field is a {annotation}")


def _plain(function: Callable[..., object]) -> Schema:
    """Name a function that needs to know nothing but the value."""
    return {"type": "no-info", "function": function}


def _record(model: type[Record]) -> Schema:
    keys = {name: _key(field) for name, field in model.fields.items()}
    mapping = {"type": "typed-dict", "fields": keys, "extra_behavior": "forbid"}
    return {"type": "function-after", "function": _plain(_maker(model)), "schema": mapping}


def _maker(model: type[Record]) -> Callable[[dict[str, Any]], Record]:
    if model.check is Record.check:
        return model.holding

    def make(given: dict[str, Any]) -> Record:
        record = model.holding(given)
        record.check()
        return record

    return make


def _key(field: Field) -> Schema:
    schema = _ANYTHING if field.name == "pointer" else _schema(field.annotation)
    return {
        "type": "typed-dict-field",
        "schema": schema,
        "required": field.is_required,
        "validation_alias": field.key,
    }


def _list(item: object) -> Schema:
    return {"type": "tuple", "items_schema": [_schema(item)], "variadic_item_index": 0}


def _annotated(annotation: object, marks: tuple[object, ...]) -> Schema:
    for mark in marks:
        if isinstance(mark, Scalar):
            return {"type": "function-plain", "function": _plain(mark.read)}
        if isinstance(mark, Length):
            return _schema(annotation) | {"min_length": mark.least}
    return _schema(annotation)


def _union(parts: list[object], *, has_none: bool) -> Schema:
    if has_none:
        return {"type": "nullable", "schema": _union(parts, has_none=False)}
    if len(parts) == 1:
        return _schema(parts[0])
    several, one = map(_schema, parts)
    return {"type": "tagged-union", "choices": {_LIST: several, _ONE: one}, "discriminator": _list_or_one}


_LIST: Final = HIDDEN + "list"
_ONE: Final = HIDDEN + "one"


def _list_or_one(raw: object) -> str:
    return _LIST if isinstance(raw, list) else _ONE


def _as_figures(raw: object, read: Callable[[object], tuple[Any, ...]]) -> Figures[Any]:
    """Let measurements in columns through as they are."""
    return raw if isinstance(raw, Figures) else Listed(read(raw))


def _without_hidden(raw: object) -> object:
    """Let a mapping of ids through without the keys that carry what the file does not say."""
    if not isinstance(raw, dict):
        return raw
    if BROKEN_KEY in raw:
        raise PydanticCustomError(REPORTED, "reported")
    return {key: value for key, value in raw.items() if not key.startswith(HIDDEN)}
