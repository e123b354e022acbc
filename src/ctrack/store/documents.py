"""A file read: its text, its nodes, its findings, and where each node stands."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache

from ctrack.checks import text as text_rules
from ctrack.findings import Finding, Place, Pointer, Position, Span
from ctrack.frozen import frozen
from ctrack.model.raw import BARE, BROKEN, BROKEN_KEY, EMPTY, NULLS, POINTER_KEY, CutPlain, Plain, raw_text
from ctrack.store.build import build, build_masked
from ctrack.store.bulk import mask_of
from ctrack.store.nodes import Mapping, Node, Scalar, Sequence
from ctrack.store.row_nodes import Row, Rows, line_starts
from ctrack.store.source import BOM, Content, Source, size_of


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

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each line begins."""
        return line_starts(self.text)

    def position(self, place: Place) -> Position:
        """Turn a place into lines and columns."""
        span = self.span(place)
        line, column = self._line_and_column(span.start)
        end_line, end_column = self._line_and_column(max(span.start, span.end))
        return Position(self.file, line, column, end_line, end_column)

    def _line_and_column(self, index: int) -> tuple[int, int]:
        line = bisect_right(self.line_starts, index)
        return line, index - self.line_starts[line - 1] + 1

    def span(self, place: Place) -> Span:
        """Give a place's span: its own, else of the node that its pointer names or the nearest one above it.

        A mapping stands at its first key.
        """
        if place.span is not None:
            return place.span
        node, key = self.root, None
        for step in place.pointer[1:]:
            if isinstance(node, Mapping) and step in node.entries:
                key, node = node.entries[str(step)]
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


def read_document(file: str, content: Content) -> Document:
    """Read a file's bytes; everything that is wrong with text and YAML is among its findings."""
    if size_of(content) > text_rules.MAX_BYTES:
        return Document(file, Source(""), None, (text_rules.too_large(file, size_of(content)),))
    source = Source(content)
    try:
        if text_rules.is_utf16(source.raw):
            return Document(file, Source(source.text), None, (text_rules.looks_like_utf16(file, source.raw),))
        return _in_bulk(file, source) or _read(file, source)
    except UnicodeDecodeError as error:
        readable = source.raw.decode("utf-8", "replace").removeprefix(BOM)
        return Document(file, Source(readable), None, (text_rules.not_utf8(file, source.raw, error),))


def read_text(file: str, text: str) -> Document:
    """Read a file's text, its byte order mark taken off."""
    source = Source(text)
    return _in_bulk(file, source) or _read(file, source)


def _in_bulk(file: str, source: Source) -> Document | None:
    """Read a file with its rows in bulk, which gives the same; nothing where that is not sure."""
    mask = mask_of(source)
    if not mask.runs or not text_rules.is_clean(mask.rest):
        return None
    built = build_masked(file, source, mask)
    if built is None:
        return None
    root, findings = built
    if "\t" in mask.rest or "\\" in mask.rest:
        scalars = _scalars(root) if root else []
        findings += _tabs(file, source.text, scalars, findings)
        findings += _escaped_characters(file, source.text, scalars)
    return Document(file, source, root, tuple(findings))


def _read(file: str, source: Source) -> Document:
    """Read a file whatever is in it."""
    text = source.text
    conflicts = tuple(text_rules.conflict_markers(file, text))
    if conflicts:
        return Document(file, source, None, conflicts)
    invisible = list(text_rules.invisible_characters(file, text))
    if invisible and text_rules.is_unreadable(text):
        return Document(file, source, None, tuple(invisible))
    root, findings = build(file, source)
    scalars = _scalars(root) if root else []
    findings = _without_consequences(text, findings, invisible)
    findings += _tabs(file, text, scalars, findings)
    findings += _escaped_characters(file, text, scalars)
    _mark_broken(scalars, invisible)
    _mark_emptied(text, scalars, invisible)
    findings += invisible
    if not unicodedata.is_normalized("NFC", text):
        findings += text_rules.not_nfc(file, ((text[slice(*node.span)], node.span) for node in scalars))
    return Document(file, source, root, tuple(findings))


def _scalars(root: Node) -> list[Scalar]:
    """List the scalars, but those of rows: a row is only taken where nothing can be the matter with its text."""
    found: list[Scalar] = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            found.append(node)
        elif isinstance(node, Sequence):
            waiting += reversed(list(node.others.values()) if isinstance(node, Rows) else node.items)
        elif not isinstance(node, Row):
            pairs = [*node.entries.values(), *(pair for pairs in node.twice.values() for pair in pairs)]
            waiting += [part for key, value in reversed(pairs) for part in (value, key)]
    return found


def _tabs(file: str, text: str, scalars: list[Scalar], findings: list[Finding]) -> list[Finding]:
    """Find tabs that indent, leaving out those inside texts of several lines and the one that stopped the parser."""
    found = list(text_rules.tab_indentation(file, text)) if "\t" in text else []
    spans = [node.span for node in scalars if found and "\n" in text[slice(*node.span)]]
    known = {finding.place.span.start for finding in findings if finding.rule == "CT004" and finding.place.span}
    return [
        finding
        for finding in found
        if (span := finding.place.span)
        and span.start not in known
        and not any(start < span.start < end for start, end in spans)
    ]


def _without_consequences(text: str, findings: list[Finding], invisible: list[Finding]) -> list[Finding]:
    """Leave out a syntax error in the line of an invisible character or the next: it comes of that."""
    lines = {text.count("\n", 0, finding.place.span.start) for finding in invisible if finding.place.span}
    return [
        finding
        for finding in findings
        if finding.rule != "CT001"
        or finding.place.span is None
        or not lines & {(line := text.count("\n", 0, finding.place.span.start)), line - 1}
    ]


def _escaped_characters(file: str, text: str, scalars: list[Scalar]) -> list[Finding]:
    """Find invisible characters that an escape in double quotes makes."""
    found = []
    for node in scalars:
        if not node.plain and "\\" in text[slice(*node.span)] and (match := text_rules.INVISIBLE.search(node.text)):
            if match[0] in text[slice(*node.span)]:
                continue
            found.append(text_rules.invisible_character(file, match[0], node.span))
            node.broken = True
    return found


def _mark_emptied(text: str, scalars: list[Scalar], findings: list[Finding]) -> None:
    """Make values unusable that are empty only because an invisible character begins the line behind them."""
    starts = [finding.place.span.start for finding in findings if finding.place.span]
    ends = {
        text.rfind("\n", 0, start) for start in starts if not text[text.rfind("\n", 0, start) + 1 : start].strip(" ")
    }
    for node in scalars if ends else ():
        if node.plain and not node.text and text.find("\n", node.span.start) in ends:
            node.broken = True


def _mark_broken(scalars: list[Scalar], findings: list[Finding]) -> None:
    """Make scalars that hold a reported character unusable, so that no second finding comes of the same cause."""
    places = [finding.place.span.start for finding in findings if finding.place.span]
    for node in scalars if places else ():
        first = bisect_left(places, node.span.start)
        if first < len(places) and places[first] < node.span.end:
            node.broken = True
