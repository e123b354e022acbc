"""What sheets give, and what holds for them where they do not say it themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.dataset import IndicatorEntry
    from ctrack.forms.tables import Problem
    from ctrack.model.indicator import Measurement
    from ctrack.store.scalars import Value


@frozen
class Defaults:
    """What holds where a sheet does not say it: the language of its numbers, the district's id, source and period."""

    language: str | None = None
    district: str | None = None
    source: str | None = None
    date: str | None = None


@frozen
class Figure:
    """A figure of a sheet: of which indicator and scope, its keys as they are to be written, and its place."""

    entry: IndicatorEntry
    scope: str
    measurement: Measurement
    values: Mapping[str, Value]
    place: str


class Understood(NamedTuple):
    """What was typed otherwise than the files write it, and how it was read."""

    place: str
    typed: str
    read: str


@dataclass(kw_only=True)
class Sheets:
    """What sheets give: figures, why some are refused, what a person should see, and how many rows have no value."""

    figures: list[Figure] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    understood: list[Understood] = field(default_factory=list)
    blank: int = 0
