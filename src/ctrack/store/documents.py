"""A file as read: its text, its nodes, its findings, and where each node stands."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from ctrack.findings import Finding, Place, Pointer, Position, Span
from ctrack.frozen import frozen
from ctrack.model.raw import BARE, BROKEN, BROKEN_KEY, EMPTY, NULLS, POINTER_KEY, CutPlain, Plain, raw_text
from ctrack.store.nodes import Mapping, Node, Scalar, Sequence
from ctrack.store.row_nodes import Row, Rows

if TYPE_CHECKING:
    from ctrack.store.source import Source


@frozen(kw_only=False, slots=False)
class Document:
    """One file of the tracker as read. No root: it cannot be read, and the findings say why."""

    file: str
    source: Source
    root: Node | None
    findings: tuple[Finding, ...] = ()

    @property
    def text(self) -> str:
        """Its text, without a byte order mark."""
        return self.source.text

    @property
    def is_read(self) -> bool:
        """Whether it could be read, in part at least."""
        return self.root is not None

    @property
    def line_starts(self) -> list[int]:
        """Where each line begins."""
        return self.source.line_starts

    def position(self, place: Place) -> Position:
        """Turn a place into lines and columns."""
        starts, span = self.line_starts, self.span(place)
        line = bisect_right(starts, span.start)
        end = max(span.start, span.end)
        end_line = bisect_right(starts, end)
        return Position(self.file, line, span.start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    def span(self, place: Place) -> Span:
        """Give a place's span: its own, else of the node that its pointer names or the nearest one above it.

        A mapping stands at its first key.
        """
        if place.span is not None:
            return place.span
        node, key = self.root, None
        for step in place.pointer[1:]:
            if isinstance(node, Mapping) and isinstance(step, str) and (entry := node.entry(str(step))):
                key, node = entry
            elif isinstance(node, Sequence) and isinstance(step, int) and step < node.count:
                key, node = None, node.item(step)
            else:
                break
        if node is None:
            return Span(0, 0)
        if place.key and key is not None:
            return key.span
        return _shown_span(node, key)

    def data(self, *, in_columns: bool = False) -> object:
        """Give the nodes as plain data for the models: text, lists, mappings that know their place, and non-values.

        `in_columns` gives long lists of measurements as tables.
        """
        return None if self.root is None else _plain(self.root, (self.file,), in_columns=in_columns)


def _shown_span(node: Node, key: Scalar | None) -> Span:
    if isinstance(node, Mapping) and node.entries:
        return next(iter(node.entries.values()))[0].span
    if isinstance(node, Scalar) and not node.text and node.plain and key is not None:
        return key.span
    if isinstance(node, Sequence) and node.count:
        return Span(node.span.start, node.span.start + 1)
    return node.span


def _plain(node: Node, pointer: Pointer, *, in_columns: bool) -> object:
    if isinstance(node, Scalar):
        if node.broken:
            return BROKEN
        if not node.plain:
            return node.text
        return EMPTY if node.text in NULLS else CutPlain(node.text) if node.cut else Plain(node.text)
    if isinstance(node, Row):
        return _plain_row(node, pointer)
    if node.broken and isinstance(node, Sequence):
        return BROKEN
    if isinstance(node, Rows) and node.columns and in_columns and _is_of_measurements(pointer):
        odd = {number: _plain(one, (*pointer, number), in_columns=True) for number, one in node.others.items()}
        return node.columns.table(pointer, odd)
    if isinstance(node, Sequence):
        return [_plain(item, (*pointer, number), in_columns=in_columns) for number, item in enumerate(node.items)]
    data: dict[str, object] = {
        Plain(name) if key.plain else name: BROKEN
        if name in node.twice
        else _plain_value(key, value, (*pointer, name), in_columns=in_columns)
        for name, (key, value) in node.entries.items()
        if not key.broken
    }
    data[POINTER_KEY] = pointer
    if node.broken or len(data) <= len(node.entries):
        data[BROKEN_KEY] = True
    return data


_MEASUREMENTS = frozenset(
    {("measurements",), ("indicators", "measurements"), ("programs", "indicators", "measurements")}
)


def _is_of_measurements(pointer: Pointer) -> bool:
    """Tell whether a list stands where measurements are expected."""
    return tuple([step for step in pointer[1:] if isinstance(step, str)]) in _MEASUREMENTS


_word = lru_cache(maxsize=2**8)(Plain)
"""Gives a key of many rows as one object."""


def _plain_row(row: Row, pointer: Pointer) -> dict[str, object]:
    data: dict[str, object] = dict(zip(map(_word, row.keys), map(raw_text, row.values()), strict=True))
    data[POINTER_KEY] = pointer
    return data


def _plain_value(key: Scalar, value: Node, pointer: Pointer, *, in_columns: bool) -> object:
    """Give a value; a key that has not even a colon behind it, as a stray comma leaves it, is told apart."""
    is_bare = isinstance(value, Scalar) and value.plain and not value.text and value.span.start == key.span.end
    return BARE if is_bare else _plain(value, pointer, in_columns=in_columns)
