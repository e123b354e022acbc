"""The nodes of a file: text and marks for each, no values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctrack.findings import Span


class Scalar:
    """A scalar as it stands in the file: its text after YAML's own unquoting and folding, and whether it is plain."""

    __slots__ = ("broken", "cut", "plain", "span", "text")

    def __init__(self, text: str, span: Span, *, plain: bool, cut: bool = False) -> None:
        """Keep text and place; `cut` when a comment ends it, `broken` when a finding makes the text unusable."""
        self.text = text
        self.cut = cut
        self.span = span
        self.plain = plain
        self.broken = False


class Sequence:
    """A list."""

    __slots__ = ("broken", "items", "span")

    def __init__(self, span: Span) -> None:
        """Begin empty."""
        self.items: list[Node] = []
        self.span = span
        self.broken = False

    @property
    def count(self) -> int:
        """How many entries it has."""
        return len(self.items)

    def add(self, node: Node) -> None:
        """Add an entry."""
        self.items.append(node)

    def item(self, number: int) -> Node:
        """Give an entry."""
        return self.items[number]


class Mapping:
    """A mapping: its entries in the order of the file; `broken` when a key is unusable.

    Of a key that stands twice the first is in `entries`, the rest are in `twice`.
    """

    __slots__ = ("broken", "entries", "span", "twice")

    def __init__(self, span: Span) -> None:
        """Begin empty."""
        self.entries: dict[str, tuple[Scalar, Node]] = {}
        self.twice: dict[str, list[tuple[Scalar, Node]]] = {}
        self.span = span
        self.broken = False

    def entry(self, name: str) -> tuple[Scalar, Node] | None:
        """Give a key and what stands at it."""
        return self.entries.get(name)


Node = Scalar | Sequence | Mapping
