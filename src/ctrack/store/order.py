"""Entries in order: ids of codelists, a district's figures by indicator and date. Comments go with their entry."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ctrack.store.leaves import is_in_brackets, last_leaf_end
from ctrack.store.nodes import Mapping, Scalar, Sequence
from ctrack.values.periods import read_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.store.documents import Document
    from ctrack.store.nodes import Node

_CODELISTS = frozenset({"units", "sources", "agencies"})


@dataclass
class _Entry:
    """An entry: what it is sorted by, its place, how it begins, and its lines; `first` counts the comments above it."""

    key: Any
    start: int
    node: Node
    mark: str = ""
    line: int = 0
    first: int = 0
    end: int = 0


def in_order(document: Document, kind: str) -> str:
    """Give a document's text with its entries in order; as it is where they stand in brackets or cannot be compared.

    Comments that stand apart, with blank lines around, part the list: each stretch between them is put in order.
    """
    entries = _entries(document, kind)
    if len(entries) < 2:  # noqa: PLR2004 - one is in order
        return document.text
    lines = [document.text[start:end] for start, end in pairwise([*document.line_starts, len(document.text)])]
    if not _measure(document, entries, lines):
        return document.text
    parts, done = [], 0
    for stretch in _stretches(entries, lines):
        for place, entry in zip(stretch, sorted(stretch, key=lambda entry: entry.key), strict=True):
            parts += [*lines[done : place.first], *lines[entry.first : entry.end]]
            done = place.end
    return "".join([*parts, *lines[done:]])


def _entries(document: Document, kind: str) -> list[_Entry]:
    """List what is kept in order in a file of this kind; nothing of what stands in brackets."""
    root = document.root
    if not isinstance(root, Mapping) or is_in_brackets(document.text, root):
        return []
    if kind in _CODELISTS:
        return [_Entry(name, key.span.start, value) for name, (key, value) in root.entries.items()]
    measurements = root.entries["measurements"][1] if kind == "district" and "measurements" in root.entries else None
    if not isinstance(measurements, Sequence) or is_in_brackets(document.text, measurements):
        return []
    keyed = [_Entry(_measurement_key(item), item.span.start, item, "-") for item in measurements.items]
    return keyed if all(entry.key is not None for entry in keyed) else []


def _measurement_key(item: Node) -> tuple[str, object, object] | None:
    code, date = (_text_at(item, key) for key in ("indicator", "date"))
    try:
        period = read_period(date or "")
    except ReadingError:
        return None
    return (code, period.last, period.first) if code else None


def _text_at(item: Node, key: str) -> str | None:
    found = item.entries.get(key) if isinstance(item, Mapping) else None
    return found[1].text.strip() if found and isinstance(found[1], Scalar) else None


def _measure(document: Document, entries: list[_Entry], lines: list[str]) -> bool:
    """Find the lines of each entry; tells whether each begins on a line of its own."""
    for entry in entries:
        entry.line = bisect_right(document.line_starts, entry.start) - 1
        while entry.line and not lines[entry.line].lstrip().startswith(entry.mark):
            entry.line -= 1
    entries[0].first = _first_line(lines, entries[0].line, 0)
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        end = max(entry.start, last_leaf_end(document.text, entry.node) - 1)
        last = bisect_right(document.line_starts, end, hi=following.line if following else None) - 1
        if following:
            following.first = _first_line(lines, following.line, last + 1)
        bound = following.first if following else _list_end(lines, last, entry.line)
        entry.end = _content_end(lines, last, bound, _indent(lines[entry.line]))
    return len({entry.line for entry in entries}) == len(entries)


def _first_line(lines: list[str], line: int, bound: int) -> int:
    """Count the comments right above an entry to it, where they are indented like it; `bound` is as far as they go."""
    indent = _indent(lines[line])
    while line > bound and lines[line - 1].lstrip().startswith("#") and _indent(lines[line - 1]) == indent:
        line -= 1
    return line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _list_end(lines: list[str], last: int, first: int) -> int:
    """Find the line behind a list: the next one that stands further left than its entries."""
    indent = _indent(lines[first])
    after = range(last + 1, len(lines))
    return next((line for line in after if lines[line].strip() and _indent(lines[line]) < max(indent, 1)), len(lines))


def _content_end(lines: list[str], last: int, bound: int, indent: int) -> int:
    """Find the line behind an entry: up to `bound`, less blank lines and comments not deeper than the entry."""
    while bound > last + 1 and _stands_apart(lines[bound - 1], indent):
        bound -= 1
    return max(bound, last + 1)


def _stands_apart(line: str, indent: int) -> bool:
    return not line.strip() or (line.lstrip().startswith("#") and _indent(line) <= indent)


def _stretches(entries: list[_Entry], lines: list[str]) -> Iterator[list[_Entry]]:
    """Part the entries where a comment stands between them by itself."""
    stretch = entries[:1]
    for before, entry in pairwise(entries):
        if any(line.strip() for line in lines[before.end : entry.first]):
            yield stretch
            stretch = []
        stretch.append(entry)
    yield stretch
