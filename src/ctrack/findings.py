"""Findings: problems with data are values.

A finding names its place by a pointer (the file, then keys and list positions) or by a span of the file's text.
The store turns both into `file:line:column`; nothing else needs to know how.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ctrack.i18n import Message

Pointer = tuple[str | int, ...]
"""The file (relative to the tracker), then mapping keys and list positions down to a node."""


class Severity(StrEnum):
    """How much a finding weighs: an error fails `validate`, a warning fails it with `--strict`, an info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Span(NamedTuple):
    """A stretch of a file's text, in code points from its start, a byte order mark not counted."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a finding points: `span` wins over `pointer`; `key` means the key of the node, not its value."""

    pointer: Pointer
    span: Span | None = None
    key: bool = False

    @property
    def file(self) -> str:
        """The file, relative to the tracker."""
        return str(self.pointer[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place to look at for the same finding."""

    place: Place
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One problem: what was found and expected, where, and the remedy."""

    rule: str
    place: Place
    message: Message
    hint: Message | None = None
    related: tuple[Related, ...] = ()


class Position(NamedTuple):
    """A place as people and editors count it: 1-based lines and columns, in code points."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A finding with its severity in this tracker and its position in its file."""

    finding: Finding
    severity: Severity
    position: Position
    related: tuple[tuple[Position, Message], ...] = ()
