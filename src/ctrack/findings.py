"""Findings: problems with data are values.

A finding names its place by a pointer (the file, then keys and list positions) or by a span of the file's text.
The store turns both into `file:line:column`; nothing else needs to know how.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ctrack.frozen import NOTHING, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

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


@frozen
class Place:
    """Where a finding points: `span` wins over `pointer`; `key` means the key of the node, not its value.

    `in_base` places are in the revision that is compared with.
    """

    pointer: Pointer
    span: Span | None = None
    key: bool = False
    in_base: bool = False

    @property
    def file(self) -> str:
        """The file, relative to the tracker."""
        return str(self.pointer[0])


@frozen
class Related:
    """Another place to look at for the same finding."""

    place: Place
    message: Message


@frozen
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


class Elsewhere(NamedTuple):
    """A related place, found in its file; `in_base` when it is in the revision that is compared with."""

    position: Position
    message: Message
    in_base: bool = False


@frozen
class Located:
    """A finding with its severity in this tracker and its position in its file.

    `entity` names what it is about by codes and dates, never by lines, so that it stays when lines move.
    """

    finding: Finding
    severity: Severity
    position: Position
    entity: str = ""
    related: tuple[Elsewhere, ...] = ()


@frozen
class Accepted:
    """A finding that an `allow` accepts, and the reason that it gives."""

    located: Located
    reason: str


@frozen
class Report:
    """What a run of the rules gives.

    `files` are all files that were looked at, relative to the tracker, and `texts` their texts (without a byte order
    mark) for excerpts. `changed` tells for each file that differs from the base which lines are new; nothing without
    a base. `prefix` leads from the working folder to the tracker, `root_prefix` from the repository's root: with a
    file's name behind it, it is the path that a reader there can open.
    """

    findings: tuple[Located, ...]
    accepted: tuple[Accepted, ...] = ()
    files: tuple[str, ...] = ()
    texts: Mapping[str, str] = NOTHING
    changed: Mapping[str, frozenset[int]] | None = None
    prefix: str = ""
    root_prefix: str = ""
    base: str | None = None

    def count(self, severity: Severity) -> int:
        """Count the findings of one weight."""
        return sum(found.severity is severity for found in self.findings)
