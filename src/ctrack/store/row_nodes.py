"""The nodes of rows: made of their text only when somebody asks for them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ctrack.findings import Span
from ctrack.store.nodes import Mapping, Scalar, Sequence
from ctrack.store.rows import Run, is_sound, line_of, matched_pairs, pairs_in, rows_from

if TYPE_CHECKING:
    import re
    from collections import abc
    from collections.abc import Iterable, Iterator

    from ctrack.model.table_writer import TableWriter
    from ctrack.store.nodes import Node
    from ctrack.store.source import Source


class Row(Mapping):
    """A row, which knows its text; nodes are made of its keys and values only when they are asked for."""

    __slots__ = ("_entries", "_source", "_values", "keys")

    def __init__(
        self, source: Source, span: Span, keys: tuple[str, ...], values: tuple[str, ...] | None = None
    ) -> None:
        """Keep the file's text, and where in it the row stands; `values` as they are written, until they are used."""
        self.span = span
        self.broken = False
        self.twice = _NONE_TWICE
        self.keys = keys
        self._source = source
        self._values = values
        self._entries: dict[str, tuple[Scalar, Scalar]] | None = None

    @property
    def entries(self) -> dict[str, tuple[Scalar, Scalar]]:  # type: ignore[override]
        """Its keys and values as nodes."""
        if self._entries is None:
            pairs = matched_pairs(self._source.text, *self.span)
            self._entries = {match[1]: (_scalar(match, 1), _scalar(match, 2)) for match in pairs}
        return self._entries

    def entry(self, name: str) -> tuple[Scalar, Scalar] | None:
        """Give a key and what stands at it; no nodes are made of the others."""
        if self._entries is not None:
            return self._entries.get(name)
        pairs = matched_pairs(self._source.text, *self.span)
        return next(((_scalar(match, 1), _scalar(match, 2)) for match in pairs if match[1] == name), None)

    def values(self) -> abc.Sequence[str]:
        """Give its values as they are written; they are not kept."""
        values, self._values = self._values, None
        return [value for _key, value in pairs_in(self._source.text, *self.span)] if values is None else values


_NONE_TWICE: dict[str, list[tuple[Scalar, Node]]] = {}
"""No key of a row stands twice; one object for all of them."""


def _scalar(match: re.Match[str], group: int) -> Scalar:
    text, span = match[group], Span(*match.span(group))
    return Scalar(text, span, plain=True) if text[0] != '"' else Scalar(text[1:-1], span, plain=False)


def rows_of(source: Source, run: Run) -> list[Row] | None:
    """Make the rows of a run; nothing where a key stands twice in one of them."""
    rows = list(_rows_from(source, line_of(source.text, run), run.end))
    return rows if all(map(is_sound, {row.keys for row in rows})) else None


def _rows_from(source: Source, start: int, end: int) -> Iterator[Row]:
    for match in rows_from(source.text, start, end):
        span = Span(*match.span(1))
        pairs = pairs_in(source.text, *span)
        yield Row(source, span, tuple([key for key, _value in pairs]), tuple([value for _key, value in pairs]))


class Rows(Sequence):
    """A list that holds runs of rows: their columns, and nodes that are made only when somebody asks for them."""

    __slots__ = ("_count", "_items", "_others", "_source", "_starts", "columns", "parts")

    def __init__(
        self, source: Source, span: Span, before: Iterable[Node] = (), columns: TableWriter | None = None
    ) -> None:
        """Begin with the entries `before`."""
        self.span = span
        self.broken = False
        self._count = 0
        self._source = source
        self.parts: list[Run | Node] = []
        """Its entries: runs of rows, and others."""

        self._starts: list[int] = []
        self._others: dict[int, Node] = {}
        self.columns = columns
        """The rows taken apart, if they were."""

        self._items: list[Node] | None = None
        for node in before:
            self.add(node)

    def add_run(self, run: Run, columns: TableWriter | None = None) -> None:
        """Add rows, and what was taken apart of them."""
        self._enter(run, run.rows)
        if columns and self.columns:
            self.columns.add(columns)

    def add(self, node: Node) -> None:
        """Add another entry."""
        self._others[self.count] = node
        self._enter(node, 1)
        if self.columns:
            self.columns.add_odd()

    def _enter(self, part: Run | Node, count: int) -> None:
        self._starts.append(self.count)
        self.parts.append(part)
        self._count += count

    @property
    def count(self) -> int:
        """How many entries it has."""
        return self._count

    @property
    def others(self) -> abc.Mapping[int, Node]:
        """The entries that are no plain rows."""
        return self._others

    @property
    def items(self) -> list[Node]:  # type: ignore[override]
        """Its entries as nodes."""
        if self._items is None:
            self._items = []
            for part in self.parts:
                self._items += rows_of(self._source, part) or () if isinstance(part, Run) else [part]
        return self._items

    def item(self, number: int) -> Node:
        """Give an entry as a node; the others are not made."""
        if self._items is not None:
            return self._items[number]
        index = bisect_right(self._starts, number) - 1
        part = self.parts[index]
        if not isinstance(part, Run):
            return part
        lines = self._source.line_starts
        first = bisect_right(lines, part.start) - 1
        return next(_rows_from(self._source, lines[first + number - self._starts[index]], part.end))
