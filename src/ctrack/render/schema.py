"""JSON Schemas of the files, for editors: what may stand where, what it means, and the ids that there are.

Draft-07, as YAML language servers read it; what stands beside a `$ref` is what they show. Editors type a scalar
before they know the schema, so each field also takes what its text may have become: `2022` an integer, `03` a number.
What the files may hold passes, but for texts that are nothing but a plain `true` or `false`: admitting these, editors
would offer them for every text. What only the rules can tell passes too.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

from ctrack.i18n import N_, gettext
from ctrack.model import fields
from ctrack.model.descriptions import DESCRIPTIONS, EXAMPLES, RECORDS, WORDS, inherited
from ctrack.model.fields import Reference
from ctrack.model.figures import Figures
from ctrack.model.kinds import MODELS
from ctrack.model.raw import HIDDEN
from ctrack.model.record import Record, is_record
from ctrack.render.json import Json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctrack.model.record import Field
    from ctrack.render.ids import Ids

    Schema = dict[str, Json]


def schema_files(ids: Ids) -> dict[str, str]:
    """Give the schema of each kind of file: name to text."""
    return {schema_name(kind): to_schema(kind, ids) for kind in MODELS}


def schema_name(kind: str) -> str:
    """Name the file that holds the schema of a kind of file."""
    return f"{kind}.json"


def modeline(file: str, kind: str, folder: str) -> str:
    """Give the line that tells editors the schema of `file`; `folder` is an address, or relative to the tracker."""
    is_relative = not folder.startswith("/") and "://" not in folder
    up = "../" * file.count("/") if is_relative else ""
    return f"# yaml-language-server: $schema={up}{folder.rstrip('/')}/{schema_name(kind)}"


def to_schema(kind: str, ids: Ids) -> str:
    """Write the schema of the files of a kind."""
    return to_json(schema_for(kind, ids)) + "\n"


def schema_for(kind: str, ids: Ids) -> Schema:
    """Make the schema of the files of a kind, in the language in force."""
    definitions = _Definitions(ids)
    root = definitions.file(kind)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": f"urn:ctrack:schema:{kind}",
        "title": f"ctrack: {kind}",
        **root,
        "definitions": dict(sorted(definitions.found.items())),
    }


class _Scalar(NamedTuple):
    """A kind of scalar: what editors may take it for, and the form of its text."""

    name: str
    types: tuple[str, ...]
    pattern: str
    form: str
    limits: Mapping[str, int] = MappingProxyType({})

    def schema(self) -> Schema:
        """Give the schema of such a scalar."""
        return {
            "type": list(self.types),
            "pattern": self.pattern,
            "patternErrorMessage": gettext(self.form),
            **self.limits,
        }


_ID = "[a-z0-9]+(-[a-z0-9]+)*"
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_SINGLE_PERIOD = f"[1-9][0-9]{{3}}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-{_DAY})?))?"
_CODE_LIMITS = MappingProxyType({"minimum": 0})


def _validator(field_type: Any) -> object:  # noqa: ANN401 - an annotated type
    """Find what tells the kinds of scalars apart: the validator that reads them."""
    return next(mark for mark in get_args(field_type) if isinstance(mark, fields.Scalar))


_SCALARS: Final[Mapping[object, _Scalar]] = {
    _validator(fields.Text): _Scalar(
        "line", ("string", "number"), r"^\s*\S.*\s*$", N_("a text of one line is expected here")
    ),
    _validator(fields.FreeText): _Scalar("text", ("string", "number"), r"\S", N_("a text is expected here")),
    _validator(fields.Identifier): _Scalar(
        "id",
        ("string", "number"),
        f"^{_ID}$",
        N_("an id: lower-case ASCII letters, digits and single hyphens"),
        _CODE_LIMITS,
    ),
    _validator(fields.IndicatorCode): _Scalar(
        "indicator-code",
        ("string", "number"),
        rf"^{_ID}\.[0-9]{{2,}}[a-z]?$",
        N_("an indicator's code, such as 03.01 or 03.01a"),
        _CODE_LIMITS,
    ),
    _validator(fields.TaskCode): _Scalar(
        "task-code", ("string",), rf"^{_ID}\.T[0-9]{{2,}}$", N_("a task's code, such as 03.T01")
    ),
    _validator(fields.RuleCode): _Scalar("rule", ("string",), "^CT[0-9]{3}$", N_("the code of a rule, such as CT307")),
    _validator(fields.ChangeableRule): _Scalar(
        "changeable-rule",
        ("string",),
        "^CT[1-5789][0-9]{2}$",
        N_("the code of a rule, such as CT307; the rules CT0xx and CT6xx cannot be changed"),
    ),
    _validator(fields.Number): _Scalar(
        "number",
        ("number", "string"),
        r"^[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?$",
        N_("a number has a decimal point and no grouping, such as 254315.726"),
    ),
    _validator(fields.Count): _Scalar(
        "count",
        ("integer", "string"),
        r"^(\+?(0|[1-9][0-9]*)|-0)(\.0+)?$",
        N_("a whole number from 0 up is expected here"),
        MappingProxyType({"minimum": 0}),
    ),
    _validator(fields.PeriodField): _Scalar(
        "period",
        ("integer", "string"),
        rf"^{_SINGLE_PERIOD}(\.\.{_SINGLE_PERIOD})?$",
        N_("a period is written 2024, 2024-H1, 2024-Q1, 2024-04, 2024-04-07 or 2024-01..2024-09"),
        MappingProxyType({"minimum": 1000, "maximum": 9999}),
    ),
    _validator(fields.Boolean): _Scalar("boolean", ("boolean", "string"), "^(true|false)$", N_("write true or false")),
}


def _with(*keys: str) -> Schema:
    return {"required": list(keys)}


def _without(*keys: str) -> Schema:
    return {"properties": dict.fromkeys(keys, False)}


_TOGETHER: Final[Mapping[str, Schema]] = {
    "Target": {
        "anyOf": [_with("value"), _with("min"), _with("max")],
        "dependencies": {"value": _without("min", "max"), "every": _without("by")},
    },
    "Measurement": {
        "anyOf": [_with("value"), _with("count"), _with("of_target")],
        "dependencies": {
            "value": _without("count", "of_target"),
            "count": _with("of") | _without("of_target"),
        },
    },
    "Indicator": {
        "anyOf": [_with("unit"), _with("same_as")],
        "dependencies": {"same_as": _without("baseline", "measurements")},
    },
}
"""Which keys of a record go together."""


class _Definitions:
    """A walk along the models; what stands in several places is defined once, in `found`."""

    def __init__(self, ids: Ids) -> None:
        """Begin with nothing found."""
        self.ids = ids
        self.found: Schema = {}

    def file(self, kind: str) -> Schema:
        """Give the schema of a whole file."""
        model = MODELS[kind]
        if is_record(model):
            return self._record(model)
        return {"description": gettext(RECORDS[kind.capitalize()]), **self._of(model)}

    def _of(self, annotation: Any, marks: tuple[object, ...] = ()) -> Schema:  # noqa: ANN401 - a type of any shape
        """Give the schema of a type."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._of(arguments[0], (*arguments[1:], *marks))
        if origin in {Union, UnionType}:
            return self._union([part for part in arguments if part is not NoneType])
        if origin in {tuple, Figures}:
            return {"type": "array", "items": self._of(arguments[0]), **_length(marks)}
        if origin is Mapping:
            return self._mapping(*arguments)
        if issubclass(annotation, Record):
            return self._define(annotation.__name__, lambda: self._record(annotation))
        if issubclass(annotation, StrEnum):
            return self._define(annotation.__name__, lambda: _words(annotation))
        return self._scalar(marks)

    def _define(self, name: str, make: Callable[[], Schema]) -> Schema:
        if name not in self.found:
            self.found[name] = None  # a record within itself is defined once
            self.found[name] = make()
        return {"$ref": f"#/definitions/{name}"}

    def _union(self, parts: list[object]) -> Schema:
        return self._of(parts[0]) if len(parts) == 1 else {"anyOf": [self._of(part) for part in parts]}

    def _mapping(self, key: object, value: object) -> Schema:
        return {"type": "object", "propertyNames": self._of(key), "additionalProperties": self._of(value)}

    def _scalar(self, marks: tuple[object, ...]) -> Schema:
        """Give the schema of a scalar; a reference offers what exists and takes what may be added."""
        scalar = next(_SCALARS[mark] for mark in marks if isinstance(mark, fields.Scalar))
        form = self._define(scalar.name, scalar.schema)
        kind = next((mark for mark in marks if isinstance(mark, Reference)), None)
        known = self.ids.known(kind) if kind else {}
        if not kind or not known:
            return form
        return self._define(f"known-{kind.value}", lambda: {"anyOf": [form, _one_of(known)]})

    def _record(self, model: type[Record]) -> Schema:
        own_first = sorted(model.fields.values(), key=lambda field: field.name in Record.fields)
        fields = [field for field in own_first if field.key[0] != HIDDEN]
        together = (_TOGETHER.get(base.__name__, {}) for base in model.__mro__)
        return {
            "description": gettext(RECORDS[model.__name__]),
            "type": "object",
            "properties": {field.key: self._property(model, field) for field in fields},
            "required": [field.key for field in fields if field.is_required],
            "additionalProperties": False,
            **next(filter(None, together), {}),
        }

    def _property(self, model: type[Record], field: Field) -> Schema:
        text = gettext(inherited(DESCRIPTIONS, model, field.key)[0])
        examples: list[Json] = list(inherited(EXAMPLES, model, field.key))
        return {
            **self._of(field.annotation),
            "description": text.replace("`", ""),
            "markdownDescription": text,
            **_default(field.default),
            **({"examples": examples} if examples else {}),
        }


def _default(value: object) -> Schema:
    """Give what a key that is left out stands for, where that does not depend on other keys."""
    if isinstance(value, StrEnum):
        return {"default": value.value}
    return {"default": value} if isinstance(value, int | Decimal) else {}


def _length(marks: tuple[object, ...]) -> Schema:
    """Give the least length of a list."""
    least = next((mark.least for mark in marks if isinstance(mark, fields.Length)), 0)
    return {"minItems": least} if least else {}


def _words(codelist: type[StrEnum]) -> Schema:
    return _one_of({word: gettext(meaning) for word, meaning in WORDS[codelist.__name__].items()})


def _one_of(meanings: Mapping[str, str]) -> Schema:
    return {"type": "string", "enum": list(meanings), "enumDescriptions": list(meanings.values())}
