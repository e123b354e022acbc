"""Measurements of a list, whether they are records or stand in columns."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar, overload

from ctrack.values.amounts import extent_of, floats_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from re import Pattern

    from ctrack.model.record import Record
    from ctrack.values.amounts import Extent

R_co = TypeVar("R_co", bound="Record", covariant=True)


class Question:
    """Something that is true of a measurement or not: `holds` is asked of the fields `names`.

    It need not be asked twice about equal values. So one question is made for many lists, not one for each.
    `is_general` if it is asked about all figures of a file, not about those of some indicators; `untrue_between` if it
    is untrue of what lies between two numbers of which it is untrue; a `sign` is a pattern that is found in each number
    of which it is true, as that is written at the end of a line.
    """

    __slots__ = ("holds", "is_general", "names", "sign", "untrue_between")

    def __init__(
        self,
        names: Sequence[str],
        holds: Callable[..., bool],
        *,
        is_general: bool = False,
        untrue_between: bool = False,
        sign: Pattern[str] | None = None,
    ) -> None:
        """Ask of some fields."""
        self.names = names
        self.holds = holds
        self.is_general = is_general
        self.untrue_between = untrue_between
        self.sign = sign


class Figures(Sequence[R_co]):
    """Measurements in the order of their file."""

    __slots__ = ()

    @abstractmethod
    def different(self, name: str) -> Sequence[Any]:
        """Give what the field `name` holds, each at least once."""

    def extent(self, name: str) -> Extent:
        """Give the least and the greatest size of the numbers in the field `name`."""
        return extent_of(floats_of(self.different(name)))

    @abstractmethod
    def derived(self, name: str, make: Callable[[Any], Any]) -> frozenset[Any]:
        """Give what `make` gives for what the field `name` holds; it need not be asked twice about equal values."""

    @abstractmethod
    def where(self, question: Question) -> Figures[R_co]:
        """Give those of which it is true."""

    def rules_out(self, question: Question) -> bool:  # noqa: ARG002 - records have to be looked at
        """Tell whether it is true of none, where that is plain without looking at each."""
        return not len(self)

    @abstractmethod
    def by(self, name: str) -> dict[Any, Figures[R_co]]:
        """Part them by what the field `name` holds."""

    @abstractmethod
    def __iter__(self) -> Iterator[R_co]:
        """Go through the records."""

    @overload
    def __getitem__(self, number: int) -> R_co: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[R_co, ...]: ...
    def __getitem__(self, number: int | slice) -> R_co | tuple[R_co, ...]:
        """Give a record."""
        return tuple(self)[number]

    def __eq__(self, other: object) -> bool:
        """Compare record by record."""
        return tuple(self) == tuple(other) if isinstance(other, Figures | tuple) else NotImplemented

    def __hash__(self) -> int:
        """Hash as the records do."""
        return hash(tuple(self))

    def __repr__(self) -> str:
        """Show the records."""
        return repr(tuple(self))


class Listed(Figures[R_co]):
    """Measurements that are records."""

    __slots__ = ("_records",)

    def __init__(self, records: Iterable[R_co] = ()) -> None:
        """Keep the records."""
        self._records = tuple(records)

    def __len__(self) -> int:
        """Count them."""
        return len(self._records)

    def __iter__(self) -> Iterator[R_co]:
        """Go through the records."""
        return iter(self._records)

    def different(self, name: str) -> Sequence[Any]:
        """Give what a field holds, each at least once."""
        return [getattr(record, name) for record in self._records]

    def derived(self, name: str, make: Callable[[Any], Any]) -> frozenset[Any]:
        """Give what `make` gives for what a field holds."""
        return frozenset(map(make, self.different(name)))

    def where(self, question: Question) -> Figures[R_co]:
        """Give those of which it is true."""
        if not self._records:
            return self
        names, holds = question.names, question.holds
        found = [record for record in self._records if holds(*[getattr(record, name) for name in names])]
        return self if len(found) == len(self._records) else Listed(found)

    def by(self, name: str) -> dict[Any, Figures[R_co]]:
        """Part them by what a field holds."""
        parts: dict[Any, list[R_co]] = {}
        for record in self._records:
            parts.setdefault(getattr(record, name), []).append(record)
        return {value: Listed(records) for value, records in parts.items()}
