"""CT1xx: plain data against the models. What cannot be read is left out record by record, and never without a finding.

A record is a file, or an entry of a list or of a mapping of ids. An error in one leaves out that record alone, so that
one slip does not hide the rest; and only the wrong key, unless that changes what the numbers mean (`essential` of the
model) or looks like a misspelling of such a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, Union, cast, get_args, get_origin

from ctrack.compiled import ValidationError
from ctrack.findings import Finding, Place, Pointer
from ctrack.i18n import N_, Message
from ctrack.model.columns import columns_of
from ctrack.model.fields import LEAVE_OUT, REPORTED
from ctrack.model.raw import BARE, BROKEN, BROKEN_KEY, EMPTY, HIDDEN, POINTER_KEY
from ctrack.model.record import is_record
from ctrack.model.table import Table
from ctrack.model.validation import validator_of
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic_core import ErrorDetails

    from ctrack.model.figures import Figures
    from ctrack.model.record import Annotation, Record

Step = str | int

_KINDS = {
    "model_type": N_("a mapping"),
    "model_attributes_type": N_("a mapping"),
    "dict_type": N_("a mapping"),
    "tuple_type": N_("a list"),
}
_KEY_STEP = "[key]"
_WIDE_COLON = "\uff1a"


class Shaped(NamedTuple):
    """What a file's data gives: the record or mapping (none when the top is wrong), and the findings."""

    record: Any
    findings: tuple[Finding, ...]


def shape(model: Annotation, data: object, place: Pointer) -> Shaped:
    """Read `data`, which stands at `place`, as `model`, leaving out record by record what is wrong."""
    findings: list[Finding] = []
    data = _with_figures(model, data, findings)
    validator = validator_of(model)
    while True:
        try:
            return Shaped(validator.validate_python(data), tuple(findings))
        except ValidationError as error:
            problems = error.errors(include_url=False)
        findings += [finding for problem in problems if (finding := _finding(model, data, place, problem))]
        data, is_left = _leave_out(data, [_left_out(model, data, problem) for problem in problems])
        if not is_left:
            return Shaped(None, tuple(findings))


_LISTS = frozenset({"programs", "indicators", "measurements"})


def _with_figures(model: Annotation, data: object, findings: list[Finding]) -> object:
    """Put figures in the place of tables, which stand in a file, its programmes and their indicators."""
    if isinstance(data, Table):
        return _figures(_inside(model, 0), data, findings)
    if isinstance(data, list):
        return [_with_figures(_inside(model, 0), entry, findings) for entry in data]
    if isinstance(data, dict) and is_record(model):
        found = {
            key: _with_figures(_inside(model, key), data[key], findings)
            for key in _LISTS
            if isinstance(data.get(key), list | Table) and _inside(model, key)
        }
        return {**data, **found} if found else data
    return data


def _figures(model: Annotation, table: Table, findings: list[Finding]) -> Figures[Any]:
    """Read the rows of a table: those with something wrong one by one."""

    def one(number: int) -> Record | None:
        shaped = shape(model, table[number], (*table.pointer, number))
        findings.extend(shaped.findings)
        return cast("Record | None", shaped.record)

    return columns_of(model, table, one)


def _finding(model: Annotation, data: object, place: Pointer, problem: ErrorDetails) -> Finding | None:
    """Turn a validation error into a finding; none where the cause has been reported."""
    path = _real_steps(problem["loc"])
    pointer = _pointer(data, place, path)
    given = problem["input"]
    is_known = problem["type"] == REPORTED or given is BROKEN or BROKEN_KEY in problem["loc"]
    if is_known or (problem["type"] == "missing" and _is_broken(data, path[:-1])):
        return None
    match problem["type"]:
        case "missing":
            message = Message(N_('the key "{key}" is missing'), {"key": path[-1]})
            return Finding(rule="CT101", place=Place(pointer=pointer[:-1]), message=message)
        case "extra_forbidden":
            return _unknown_key(model, path, pointer, given)
        case "too_short":
            return _wrong_kind(pointer, EMPTY, Message(N_("a list")))
        case kind if kind in _KINDS:
            return _wrong_kind(pointer, given, Message(_KINDS[kind]))
    context = problem.get("ctx", {})
    return Finding(
        rule=problem["type"],
        place=Place(pointer=pointer, key=given is BARE or _KEY_STEP in problem["loc"][-1:]),
        message=context["message"],
        hint=context["hint"],
    )


def _is_broken(data: object, path: tuple[Step, ...]) -> bool:
    """Tell whether the mapping at `path` has an unusable key, which may be the one that is missed."""
    *_, node = _walk(data, path)
    return isinstance(node, dict) and BROKEN_KEY in node


def _unknown_key(model: Annotation, path: tuple[Step, ...], pointer: Pointer, given: object) -> Finding:
    key = str(path[-1])
    hint = None
    known = _known_keys(model, path[:-1])
    if given is BARE and key.isdecimal():
        hint = Message(N_("a comma ended the number before {key}: the decimal mark is a point"), {"key": key})
    elif given is BARE and ":" in key:
        hint = Message(N_("a colon needs a space behind it"))
    elif given is BARE:
        hint = Message(N_('a comma ended the text before "{key}": put the whole text in quotes'), {"key": key})
    elif near := nearest(key, known):
        hint = Message(N_("did you mean {word}?"), {"word": near[0]})
    else:
        hint = Message(N_("the keys here are: {keys}"), {"keys": ", ".join(known)})
    return Finding(
        rule="CT102",
        place=Place(pointer=pointer, key=True),
        message=Message(N_('unknown key "{key}"'), {"key": key}),
        hint=hint,
    )


def _wrong_kind(pointer: Pointer, given: object, expected: Message) -> Finding:
    if given is EMPTY or given is BARE:
        message = Message(N_("{expected} is expected here, nothing was found"), {"expected": expected})
        return Finding(rule="CT108", place=Place(pointer=pointer, key=True), message=message, hint=Message(LEAVE_OUT))
    found = Message(
        N_("a list") if isinstance(given, list) else N_("a mapping") if isinstance(given, dict) else N_("one value")
    )
    hint = None
    if isinstance(given, str) and ":" in given:
        hint = Message(N_("a colon needs a space behind it"))
    elif isinstance(given, str) and _WIDE_COLON in given:
        hint = Message(N_("type the keyboard's own colon, and a space behind it"))
    message = Message(N_("{expected} is expected here, found {found}"), {"expected": expected, "found": found})
    return Finding(rule="CT103", place=Place(pointer=pointer), message=message, hint=hint)


def _real_steps(loc: tuple[Step, ...]) -> tuple[Step, ...]:
    """Drop the steps that only the models know: tags of unions, and the mark of a mapping's key."""
    return tuple(step for step in loc if step != _KEY_STEP and not (isinstance(step, str) and step.startswith(HIDDEN)))


def _walk(data: object, path: tuple[Step, ...]) -> Iterator[object]:
    """Give the nodes along `path`, the root first, as far as they exist."""
    yield data
    for step in path:
        data = _child(data, step)
        if data is _GONE:
            return
        yield data


def _child(node: object, step: Step) -> object:
    """Give what stands at `step` in a node; `_GONE` where there is nothing."""
    if isinstance(node, dict):
        return node.get(step, _GONE)
    is_inside = isinstance(node, list) and isinstance(step, int) and step < len(node)
    return node[step] if is_inside else _GONE  # type: ignore[index]


def _pointer(data: object, place: Pointer, path: tuple[Step, ...]) -> Pointer:
    """Give the place in the file of what stands at `path` in the data, which may have lost entries before it."""
    pointer = place
    for number, node in enumerate(_walk(data, path)):
        if number:
            pointer = (*pointer, path[number - 1])
        if isinstance(node, dict):
            pointer = node.get(POINTER_KEY, pointer)
    return pointer + path[max(0, len(pointer) - len(place)) :]


def _left_out(model: Annotation, data: object, problem: ErrorDetails) -> tuple[Step, ...]:
    """Find what an error leaves out: the innermost record around it, or only a key of that record."""
    path = _real_steps(problem["loc"])
    nodes = list(_walk(data, path))[: len(path)]
    holders = (number for number, node in enumerate(nodes) if _holds_records(_type_at(model, path[:number]), node))
    record = max(holders, default=-1) + 1
    return path[: record + _is_harmless(_type_at(model, path[:record]), path[record:], problem)]


def _holds_records(annotation: Annotation, node: object) -> bool:
    """Tell whether what stands in `node` are entries: of a list, or of a mapping of ids."""
    origin: object = get_origin(annotation)
    return isinstance(node, list) or origin is Mapping


def _is_harmless(record: object, path: tuple[Step, ...], problem: ErrorDetails) -> bool:
    """Tell whether the record can do without the key at the start of `path` and still mean the same."""
    if not path or BROKEN_KEY in problem["loc"] or (problem["type"] == "missing" and len(path) == 1):
        return False
    essential: frozenset[str] | None = getattr(record, "essential", None)
    if essential is None:
        return False
    is_unknown = problem["type"] == "extra_forbidden" and len(path) == 1
    return not nearest(str(path[0]), essential) if is_unknown else path[0] not in essential


def _leave_out(data: object, paths: list[tuple[Step, ...]]) -> tuple[object, bool]:
    """Give `data` without the records at `paths`; tell whether anything is left."""
    if () in paths:
        return None, False
    for path in sorted(set(paths), key=lambda path: tuple(map(str, path)), reverse=True):
        *_, parent = _walk(data, path[:-1])
        if isinstance(parent, list):
            parent[int(path[-1])] = _GONE
        elif isinstance(parent, dict):
            parent.pop(str(path[-1]), None)
    return _swept(data), True


_GONE = object()


def _swept(data: object) -> object:
    if isinstance(data, list):
        return [_swept(item) for item in data if item is not _GONE]
    if isinstance(data, dict):
        return {key: value if key == POINTER_KEY else _swept(value) for key, value in data.items()}
    return data


def _known_keys(model: Annotation, path: tuple[Step, ...]) -> tuple[str, ...]:
    """List the keys that the model knows at `path`."""
    found = _type_at(model, path)
    if not is_record(found):
        return ()
    return tuple(field.key for field in found.fields.values() if not field.key.startswith(HIDDEN))


def _type_at(model: Annotation, path: tuple[Step, ...]) -> Annotation:
    """Give the type of what stands at `path`."""
    found = model
    for step in path:
        found = _inside(found, step)
    return found


def _inside(annotation: Annotation, step: Step) -> Annotation:
    """Give the type of what stands at `step` in a value of type `annotation`."""
    if is_record(annotation):
        return _types_of(annotation).get(str(step))
    return _bare_type(get_args(annotation)[-1 if isinstance(step, str) else 0])


@cache
def _types_of(record: Annotation) -> dict[str, Annotation]:
    """Give the types of what stands at the keys of a record."""
    return {field.key: _bare_type(field.annotation) for field in record.fields.values()}


def _bare_type(annotation: Annotation) -> Annotation:
    """Take `Annotated` and `| None` off a type."""
    origin: object = get_origin(annotation)
    if origin is Annotated:
        return _bare_type(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return _bare_type(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation
