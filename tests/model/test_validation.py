"""pydantic itself, given the same annotations, reads the same records and finds the same errors in the same places."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    TypeAdapter,
    WrapValidator,
    create_model,
    model_validator,
)

from ctrack.compiled import ValidationError
from ctrack.model import validation
from ctrack.model.fields import Length, Scalar
from ctrack.model.figures import Figures
from ctrack.model.kinds import MODELS
from ctrack.model.raw import BARE, BROKEN, BROKEN_KEY, EMPTY, POINTER_KEY
from ctrack.model.record import Annotation, Record, is_record
from ctrack.model.validation import validator_of
from ctrack.store.locate import contents_of
from ctrack.store.parsing import read_document

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "data"
CONTENTS = contents_of(DATA)
TAGS = (validation._LIST, validation._ONE)  # noqa: SLF001
STRANGE = [
    BROKEN,
    EMPTY,
    BARE,
    None,
    "",
    "x",
    "2024",
    "25,5",
    "true",
    [],
    ["a"],
    {},
    {"value": "1"},
    {BROKEN_KEY: BARE},
]


def pydantic_type(annotation: Annotation) -> Any:  # noqa: ANN401 - a type of any shape
    """Say an annotation in pydantic's own terms."""
    if is_record(annotation):
        return pydantic_model(annotation)
    origin: object = get_origin(annotation)
    arguments = get_args(annotation)
    if origin is Annotated:
        return marked(arguments[0], arguments[1:])
    if origin in {Union, UnionType}:
        return pydantic_union([part for part in arguments if part is not NoneType], has_none=NoneType in arguments)
    if origin is Mapping:
        entries: Any = dict.__class_getitem__((pydantic_type(arguments[0]), pydantic_type(arguments[1])))
        return Annotated[entries, BeforeValidator(validation._without_hidden)]  # noqa: SLF001
    rows: Any = tuple.__class_getitem__((pydantic_type(arguments[0]), ...))
    return Annotated[rows, WrapValidator(validation._as_figures)] if origin is Figures else rows  # noqa: SLF001


def marked(annotation: Annotation, marks: tuple[object, ...]) -> Any:  # noqa: ANN401
    for mark in marks:
        if isinstance(mark, Scalar):
            return Annotated[Any, PlainValidator(mark.read)]
        if isinstance(mark, Length):
            return Annotated[pydantic_type(annotation), Field(min_length=mark.least)]
    return pydantic_type(annotation)


def pydantic_union(parts: list[Annotation], *, has_none: bool) -> Any:  # noqa: ANN401
    if len(parts) == 1:
        return pydantic_type(parts[0]) | None if has_none else pydantic_type(parts[0])
    tagged = [Annotated[pydantic_type(part), Tag(tag)] for part, tag in zip(parts, TAGS, strict=True)]
    chosen: Any = Annotated[Union[*tagged], Discriminator(validation._list_or_one)]  # noqa: SLF001
    return chosen | None if has_none else chosen


@cache
def pydantic_model(model: Any) -> type[BaseModel]:  # noqa: ANN401 - a record
    fields: dict[str, Any] = {}
    for field in model.fields.values():
        kind = Any if field.name == "pointer" else pydantic_type(field.annotation)
        default = ... if field.is_required else field.default
        fields[field.name] = (kind, Field(default, validation_alias=field.key))
    validators: dict[str, Any] = {}
    if model.check is not Record.check:

        def check(read: BaseModel) -> BaseModel:
            model.check(read)
            return read

        validators["check"] = model_validator(mode="after")(check)
    config = ConfigDict(extra="forbid", frozen=True)
    made: type[BaseModel] = create_model(model.__name__, __config__=config, __validators__=validators, **fields)
    return made


def values(data: object) -> object:
    """Give what was read, without the classes that it was read as."""
    if isinstance(data, Record):
        return {name: values(getattr(data, name)) for name in data.fields}
    if isinstance(data, BaseModel):
        return {name: values(getattr(data, name)) for name in type(data).model_fields}
    if isinstance(data, Mapping):
        return {key: values(value) for key, value in data.items()}
    return [values(item) for item in data] if isinstance(data, list | tuple | Figures) else data


def outcome(validator: Any, data: object) -> object:  # noqa: ANN401
    """Give what was read, or all errors with their places."""
    try:
        return values(validator.validate_python(deepcopy(data)))
    except ValidationError as error:
        problems = error.errors(include_url=False)
    return [
        ("dict_type", problem["loc"], repr(problem["input"]))  # pydantic's name for it tells the class
        if problem["type"] == "model_type"
        else (problem["type"], problem["loc"], repr(problem["input"]), *problem.get("ctx", {}).items())
        for problem in problems
    ]


@cache
def both(kind: str) -> tuple[Any, Any]:
    return validator_of(MODELS[kind]), TypeAdapter(pydantic_type(MODELS[kind]))


def raw(name: str) -> tuple[str, Any]:
    kind, content = CONTENTS[name]
    return kind, read_document(name, content).data()


@pytest.mark.parametrize("name", sorted(CONTENTS))
def test_pydantic_reads_the_same_of_every_file(name: str) -> None:
    kind, data = raw(name)
    ours, theirs = both(kind)

    assert isinstance(outcome(ours, data), dict)
    assert outcome(ours, data) == outcome(theirs, data)


def places(data: object) -> Iterator[tuple[Any, Any]]:
    """Give each mapping or list with each of its keys or numbers."""
    if isinstance(data, dict):
        entries: Any = [(key, value) for key, value in data.items() if key != POINTER_KEY]
    else:
        entries = list(enumerate(data)) if isinstance(data, list) else []
    for step, value in entries:
        yield data, step
        yield from places(value)


@given(st.sampled_from(sorted(CONTENTS)), st.integers(1, 5), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_pydantic_finds_the_same_errors(name: str, count: int, chance: random.Random) -> None:
    kind, data = raw(name)
    for _ in range(count):
        holder, step = chance.choice([*places(data)] or [({}, "a")])
        match chance.randrange(3):
            case 0:
                holder[step] = deepcopy(chance.choice(STRANGE))
            case 1:
                del holder[step]
            case _ if isinstance(holder, dict):
                holder[chance.choice(["dat", "value", "by", "every", "of", "count", BROKEN_KEY])] = "5"
            case _:
                holder.insert(step, deepcopy(chance.choice(STRANGE)))
    ours, theirs = both(kind)

    assert outcome(ours, data) == outcome(theirs, data)


def test_a_core_that_lies_elsewhere_is_taken_from_its_package() -> None:
    program = (
        "import sys; from importlib.machinery import PathFinder; find = PathFinder.find_spec;"
        "PathFinder.find_spec = lambda name, path=None, target=None:"
        " None if name.endswith('._pydantic_core') and 'pydantic_core' not in sys.modules else find(name, path, target);"
        "from ctrack import compiled; import pydantic_core;"
        "print(compiled.SchemaValidator is pydantic_core.SchemaValidator)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout == "True\n"


def test_pydantic_itself_can_be_imported_afterwards_and_has_the_same_core() -> None:
    program = (
        "import sys; from ctrack import compiled; before = 'pydantic_core' in sys.modules;"
        "import pydantic, pydantic_core; print(before, pydantic.ValidationError is compiled.ValidationError,"
        " pydantic_core.SchemaValidator is compiled.SchemaValidator,"
        " pydantic.TypeAdapter(int).validate_python('5'))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ran.stdout == "False True True 5\n"
    assert ran.stderr == ""
