"""A file's bytes to a document: what is wrong with its text, and its nodes, rows in bulk where that gives the same."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING

from ctrack.checks import text as text_rules
from ctrack.store.build import build, build_masked
from ctrack.store.bulk import mask_of
from ctrack.store.documents import Document
from ctrack.store.nodes import Node, Scalar, Sequence
from ctrack.store.remembered import Remembered, packed, to_bytes
from ctrack.store.row_nodes import Row, Rows
from ctrack.store.sound import read_sound
from ctrack.store.source import BOM, Content, Source, size_of

if TYPE_CHECKING:
    from ctrack.findings import Finding
    from ctrack.store.rows import Mask


def read_document(file: str, content: Content) -> Document:
    """Read a file's bytes; everything that is wrong with text and YAML is among its findings."""
    source = Source(content)
    return _unusable(file, content, source) or _read_masked(file, source, mask_of(source))


def read_and_kept(file: str, content: Content, *, is_wanted: bool) -> tuple[Document, bytes | None]:
    """Read a file's bytes; gives with it what can be kept of it, or handed over to another process, if `is_wanted`."""
    source = Source(content)
    unusable = _unusable(file, content, source)
    if unusable:
        return unusable, None
    mask = mask_of(source)
    found = read_sound(source, mask)
    if found:
        kept = packed(*found)
        return Remembered(file, content, kept), kept
    document = _read_masked(file, source, mask)
    return document, to_bytes(document) if is_wanted else None


def read_text(file: str, text: str) -> Document:
    """Read a file's text, its byte order mark taken off."""
    source = Source(text)
    return _read_masked(file, source, mask_of(source))


def _unusable(file: str, content: Content, source: Source) -> Document | None:
    """Say why a file's bytes are no text that can be read; nothing where they are."""
    if size_of(content) > text_rules.MAX_BYTES:
        return Document(file, Source(""), None, (text_rules.too_large(file, size_of(content)),))
    try:
        if text_rules.is_utf16(source.raw):
            return Document(file, Source(source.text), None, (text_rules.looks_like_utf16(file, source.raw),))
        source.raw.decode("utf-8")
    except UnicodeDecodeError as error:
        readable = source.raw.decode("utf-8", "replace").removeprefix(BOM)
        return Document(file, Source(readable), None, (text_rules.not_utf8(file, source.raw, error),))
    return None


def _read_masked(file: str, source: Source, mask: Mask) -> Document:
    """Read a file with its rows in bulk, which gives the same; where that is not sure, without."""
    built = build_masked(file, source, mask) if mask.runs and text_rules.is_clean(mask.rest) else None
    if built is None:
        return _read(file, source)
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
