"""Classes whose instances cannot be changed: as dataclasses make them, but nothing is compiled before it is needed.

A dataclass writes and compiles six functions when it is defined. That takes most of a millisecond, so that the classes
which a command imports, of which it makes few, would take a fifth of its start. Here five are the same for all, and
`__init__` is compiled when the first instance is made.
"""

from __future__ import annotations

from operator import attrgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, dataclass_transform, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Kind = TypeVar("Kind")

NOTHING: Final[Mapping[Any, Any]] = MappingProxyType({})
"""A mapping without entries, as a default."""


@overload
def frozen(cls: type[Kind]) -> type[Kind]: ...
@overload
def frozen(*, kw_only: bool = True, slots: bool = True, eq: bool = True) -> Callable[[type[Kind]], type[Kind]]: ...
@dataclass_transform(frozen_default=True, kw_only_default=True)
def frozen(
    cls: type[Kind] | None = None, *, kw_only: bool = True, slots: bool = True, eq: bool = True
) -> type[Kind] | Callable[[type[Kind]], type[Kind]]:
    """Make a class of its annotations, as `dataclasses.dataclass` does; defaults are values that nobody can change.

    `slots` is off for what has a cached property, `eq` where each instance is equal to itself alone.
    """

    def made(cls: type[Kind]) -> type[Kind]:
        return _made(cls, kw_only=kw_only, slots=slots, eq=eq)

    return made if cls is None else made(cls)


def replace(one: Kind, /, **changes: object) -> Kind:
    """Make another of a frozen class, with other values in some fields."""
    cls: Any = type(one)
    return cls(**{name: getattr(one, name) for name in cls.__fields__} | changes)  # type: ignore[no-any-return]


def values_of(one: Any) -> tuple[Any, ...]:  # noqa: ANN401 - of any frozen class
    """Give the values of all fields of a frozen class."""
    return tuple(getattr(one, name) for name in one.__fields__)


def _made(cls: type[Kind], *, kw_only: bool, slots: bool, eq: bool) -> type[Kind]:
    names = tuple(cls.__annotations__)
    members = dict(vars(cls))
    defaults = {name: members[name] for name in names if name in members}
    members = {"__fields__": names, "__init__": _first_init(names, defaults, kw_only=kw_only), **_SHARED, **members}
    if eq:
        members = {"__values__": attrgetter(*names), **_BY_VALUE, **members}
    if slots:
        members["__slots__"] = names
        for name in (*defaults, "__dict__", "__weakref__"):
            members.pop(name, None)
        return type.__new__(type(cls), cls.__name__, cls.__bases__, members)
    for name, member in members.items():
        if vars(cls).get(name) is not member:
            setattr(cls, name, member)
    return cls


def _first_init(names: Sequence[str], defaults: Mapping[str, object], *, kw_only: bool) -> Callable[..., None]:
    """Give an `__init__` that puts a compiled one in its place when it is called."""

    def __init__(self: Any, *values: object, **named: object) -> None:  # noqa: ANN401, N807
        cls = type(self)
        cls.__init__ = _init(cls.__qualname__, names, defaults, kw_only=kw_only)
        cls.__init__(self, *values, **named)

    return __init__


def _init(cls: str, names: Sequence[str], defaults: Mapping[str, object], *, kw_only: bool) -> Callable[..., None]:
    """Compile what sets each field: the class's name stands in what is told of wrong arguments."""
    given = ["self", *(["*"] if kw_only else []), *(f"{name}=_{name}" if name in defaults else name for name in names)]
    lines = [f"    _put(self, {name!r}, {name})" for name in names]
    known: dict[str, Any] = {f"_{name}": value for name, value in defaults.items()} | {"_put": object.__setattr__}
    exec("\n".join([f"def __init__({', '.join(given)}):", *lines]), known)  # noqa: S102 - of names in this program
    init: Callable[..., None] = known["__init__"]
    init.__qualname__ = f"{cls}.__init__"
    return init


def refuse_to_set(self: object, name: str, value: object) -> NoReturn:  # noqa: ARG001
    """Stand for `__setattr__` of what cannot be changed."""
    raise AttributeError(f"{type(self).__name__} cannot be changed: {name}")


def refuse_to_delete(self: object, name: str) -> NoReturn:
    """Stand for `__delattr__` of what cannot be changed."""
    raise AttributeError(f"{type(self).__name__} cannot be changed: {name}")


def _repr(self: Any) -> str:  # noqa: ANN401
    fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__fields__)
    return f"{type(self).__qualname__}({fields})"


def _eq(self: Any, other: Any) -> Any:  # noqa: ANN401
    if self.__class__ is not other.__class__:
        return NotImplemented
    return self.__values__(self) == self.__values__(other)


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash(self.__values__(self))


_SHARED = {"__setattr__": refuse_to_set, "__delattr__": refuse_to_delete, "__repr__": _repr}
_BY_VALUE = {"__eq__": _eq, "__hash__": _hash}
