"""Entries in order: ids of codelists, a district's figures by indicator and date. Comments go with their entry."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ctrack.store.nodes import Mapping, Scalar, Sequence
from ctrack.values.periods import read_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.store.documents import Document
    from ctrack.store.nodes import Node

_CODELISTS = frozenset({"units", "sources", "agencies"})
_BEFORE_ENTRY = re.compile(r" *(- +)?")


@dataclass
class _Entry:
    """An entry: what it is sorted by, its place, and its lines; `first` counts the comments right above it."""

    key: Any
    start: int
    node: Node
    line: int = 0
    first: int = 0
    end: int = 0


def in_order(document: Document, kind: str) -> str:
    """Give a document's text with its entries in order; as it is where they share lines or cannot be compared.

    Comments that stand apart, with blank lines around, part the list: each stretch between them is put in order.
    """
    entries = _entries(document.root, kind)
    if len(entries) < 2:  # noqa: PLR2004 - one is in order
        return document.text
    lines = document.text.splitlines(keepends=True) if _has_usual_line_ends(document.text) else []
    if not lines or not _measure(document, entries, lines):
        return document.text
    parts, done = [], 0
    for stretch in _stretches(entries, lines):
        for place, entry in zip(stretch, sorted(stretch, key=lambda entry: entry.key), strict=True):
            parts += [*lines[done : place.first], *lines[entry.first : entry.end]]
            done = place.end
    return "".join([*parts, *lines[done:]])


def _has_usual_line_ends(text: str) -> bool:
    """Tell whether Python counts lines as YAML does, and the last line ends."""
    return text.endswith("\n") and not re.search("\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029]", text)


def _entries(root: Node | None, kind: str) -> list[_Entry]:
    """List what is kept in order in a file of this kind."""
    if isinstance(root, Mapping) and kind in _CODELISTS:
        return [_Entry(name, key.span.start, value) for name, (key, value) in root.entries.items()]
    measurements = root.entries.get("measurements") if isinstance(root, Mapping) and kind == "district" else None
    if measurements is None or not isinstance(measurements[1], Sequence):
        return []
    keyed = [_Entry(_measurement_key(item), item.span.start, item) for item in measurements[1].items]
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
        before = document.text[document.line_starts[entry.line] : entry.start]
        if not _BEFORE_ENTRY.fullmatch(before):
            return False
        entry.first = _first_line(lines, entry.line)
    for entry, following in zip(entries, [*entries[1:], None], strict=True):
        last = bisect_right(document.line_starts, max(entry.start, _last_leaf_end(entry.node) - 1)) - 1
        bound = following.first if following else _list_end(lines, last, entries[0].line)
        entry.end = _content_end(lines, last, bound)
    return len({entry.line for entry in entries}) == len(entries)


def _first_line(lines: list[str], line: int) -> int:
    """Count the comments right above an entry to it, where they are indented like it."""
    indent = _indent(lines[line])
    while line and lines[line - 1].lstrip().startswith("#") and _indent(lines[line - 1]) == indent:
        line -= 1
    return line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _last_leaf_end(node: Node) -> int:
    if isinstance(node, Scalar):
        return node.span.end
    children = [value for _, value in node.entries.values()] if isinstance(node, Mapping) else node.items
    return max(map(_last_leaf_end, children), default=node.span.start + 1)


def _list_end(lines: list[str], last: int, first: int) -> int:
    """Find the line behind a list: the next one that stands further left than its entries."""
    indent = _indent(lines[first])
    after = range(last + 1, len(lines))
    return next((line for line in after if lines[line].strip() and _indent(lines[line]) < max(indent, 1)), len(lines))


def _content_end(lines: list[str], last: int, bound: int) -> int:
    """Find the line behind an entry: up to `bound`, less the blank lines and comments before that."""
    while bound > last + 1 and (not lines[bound - 1].strip() or lines[bound - 1].lstrip().startswith("#")):
        bound -= 1
    return max(bound, last + 1)


def _stretches(entries: list[_Entry], lines: list[str]) -> Iterator[list[_Entry]]:
    """Part the entries where a comment stands between them by itself."""
    stretch = entries[:1]
    for before, entry in pairwise(entries):
        if any(line.strip() for line in lines[before.end : entry.first]):
            yield stretch
            stretch = []
        stretch.append(entry)
    yield stretch
