"""The base of every record: frozen, strict about its keys, and knowing where it stands."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar, Final, NamedTuple, Self, TypeAlias, dataclass_transform, get_origin

from ctrack.findings import Pointer
from ctrack.frozen import refuse_to_delete, refuse_to_set
from ctrack.model.fields import FreeText
from ctrack.model.raw import POINTER_KEY

REQUIRED: Final = object()
"""What a field without a default has for one."""


Annotation: TypeAlias = Any
"""What a value is to be: a record, a list or a mapping of them, a scalar; with what marks it."""


class Field(NamedTuple):
    """A field of a record: its name here and its key in a file, its type with what marks it, and its default."""

    name: str
    key: str
    annotation: Annotation
    default: object

    @property
    def is_required(self) -> bool:
        """Whether a file has to give it."""
        return self.default is REQUIRED


def _key(name: str) -> str:
    """Give the key of a field: some are words of Python, and `pointer` is none that a file can have."""
    return POINTER_KEY if name == "pointer" else name.removesuffix("_")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class _Holder:
    """Keeps the values that are given, and nothing for the others: what they are stands in the class."""

    fields: ClassVar[Mapping[str, Field]] = MappingProxyType({})
    """The fields by their names, those that all records have first."""

    def __init_subclass__(cls) -> None:
        """Work out the fields: its own and those of the class that it is made from."""
        annotations: Mapping[str, object] = cls.__annotations__
        own = {
            name: Field(name, _key(name), annotation, vars(cls).get(name, REQUIRED))
            for name, annotation in annotations.items()
            if get_origin(annotation) is not ClassVar
        }
        cls.fields = MappingProxyType({**cls.fields, **own})

    def __init__(self, **given: object) -> None:
        """Take values as they are, by the names of fields; raises TypeError where one is missing or unknown."""
        if unknown := given.keys() - self.fields.keys():
            raise TypeError(f"{type(self).__name__} has no field {min(unknown)}")
        if missing := [name for name, field in self.fields.items() if field.is_required and name not in given]:
            raise TypeError(f"{type(self).__name__} needs {missing[0]}")
        object.__setattr__(self, "__dict__", given)

    @classmethod
    def holding(cls, given: dict[str, Any]) -> Self:
        """Make a record that keeps `given`, which nobody else changes: values that have been validated."""
        record = cls.__new__(cls)
        object.__setattr__(record, "__dict__", given)
        return record

    __setattr__ = refuse_to_set
    __delattr__ = refuse_to_delete

    def __eq__(self, other: object) -> bool:
        """Compare value by value."""
        if type(other) is not type(self):
            return NotImplemented
        return vars(self) == vars(other) or self._values() == other._values()

    def __hash__(self) -> int:
        """Hash as equality compares."""
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        """Show what was given, but for the place."""
        given = (f"{name}={value!r}" for name, value in vars(self).items() if name != "pointer")
        return f"{type(self).__name__}({', '.join(given)})"

    def _values(self) -> list[object]:
        return [getattr(self, name) for name in self.fields]


class Record(_Holder):
    """One mapping of a file. `pointer` is its place: the file, then keys and list positions. Any may have a note."""

    essential: ClassVar[frozenset[str] | None] = None
    """The keys without which the others would mean something else; None: all."""

    pointer: Pointer = ()
    note: FreeText | None = None

    def check(self) -> None:
        """Raise PydanticCustomError where its keys do not go together."""


def is_record(annotation: Annotation) -> bool:
    """Tell a record from a list, a mapping of ids or a scalar."""
    return isinstance(annotation, type) and issubclass(annotation, Record)
