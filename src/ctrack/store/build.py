"""Nodes from parser events, with findings on the structure."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from ctrack.checks.syntax import syntax_finding
from ctrack.findings import Finding, Place, Pointer, Related, Span
from ctrack.frozen import replace
from ctrack.i18n import N_, Message
from ctrack.model.table_writer import Numbering, TableWriter
from ctrack.store.events import Event, SyntaxProblem, parse, parse_quickly
from ctrack.store.nodes import Mapping, Scalar, Sequence
from ctrack.store.row_nodes import Rows, rows_of
from ctrack.store.rows import Mask, not_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctrack.store.nodes import Node
    from ctrack.store.source import Source

MAX_DEPTH = 32
CUT = re.compile(r" +#[^\s#]")
"""A comment whose sign stands before a word without a space, as in `Mục tiêu #3`."""


Collection = TypeVar("Collection", Sequence, Mapping)


def build(file: str, source: Source) -> tuple[Node | None, list[Finding]]:
    """Build the node tree of a file's text. No tree: the file cannot be read, and the findings say why."""
    text = source.text
    builder = _Builder(file, source, Mask(text, text, {}, {}), parse(text))
    try:
        root = builder.document()
    except SyntaxProblem as problem:
        return None, builder.with_syntax_finding(problem)
    except _StopReading:
        return None, builder.findings
    return root, builder.findings


def build_masked(file: str, source: Source, mask: Mask) -> tuple[Node | None, list[Finding]] | None:
    """Build the same where rows are masked; nothing where they may be something else: `build` knows."""
    builder = _Builder(file, source, mask, parse_quickly(mask.text))
    try:
        root = builder.document()
    except (SyntaxProblem, _StopReading, _IrregularError):
        return None
    return None if builder.runs else (root, builder.findings)


class _StopReading(Exception):  # noqa: N818 - no error: the finding has been noted
    """Nothing more can be learned from this file."""


class _IrregularError(Exception):
    """What was taken for a row is none: the file must be read without rows."""


class _Builder:
    """Turns the events of a mask into nodes, noting what the format does not allow.

    `runs` are the runs of rows that were not met yet, by where letters stand for them.
    """

    def __init__(self, file: str, source: Source, mask: Mask, events: Iterator[Event]) -> None:
        self.file = file
        self.source = source
        self.mask = mask
        self.text = mask.text
        self.runs = dict(mask.runs)
        self.findings: list[Finding] = []
        self.events = events
        self.last_quoted: Span | None = None
        self.open_brackets: list[int] = []

    def with_syntax_finding(self, problem: SyntaxProblem) -> list[Finding]:
        """Say where the file stops being YAML; an alias right before is what caused it, a text that begins with `*`."""
        left_open = self.open_brackets[-1] if self.open_brackets else None
        finding = syntax_finding(self.file, self.text, problem, self.last_quoted, left_open)
        before = self.findings[-1] if self.findings else None
        alias = before.place.span if before and before.rule == "CT007" else None
        index = finding.place.span.start if finding.place.span else 0
        if alias and self.text[alias.start] == "*" and "\n" not in self.text[alias.start : index]:
            place = Place(pointer=(self.file,), span=Span(alias.start, alias.start + 1))
            return [*self.findings[:-1], replace(finding, place=place)]
        return [*self.findings, finding]

    def report(
        self,
        rule: str,
        span: Span,
        message: Message,
        hint: Message | None = None,
        *,
        related: tuple[Related, ...] = (),
        pointer: Pointer = (),
    ) -> None:
        place = Place(pointer=pointer or (self.file,), span=span)
        self.findings.append(Finding(rule=rule, place=place, message=message, hint=hint, related=related))

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            match type(event).__name__:
                case "StreamStartEvent" | "StreamEndEvent" | "DocumentEndEvent":
                    pass
                case "DocumentStartEvent":
                    self._document_start(event, is_second=root is not None)
                case _:
                    root = self._node(event, (self.file,))
        if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
            self.report("CT008", Span(0, 0), Message(N_("the file is empty, a mapping was expected")))
            return None
        return root

    def _document_start(self, event: Event, *, is_second: bool) -> None:
        if is_second:
            self.report(
                "CT008",
                self._span(event),
                Message(N_("a second document begins here")),
                Message(N_("one file holds one document: remove the ---")),
            )
            raise _StopReading
        if getattr(event, "version", None) or getattr(event, "tags", None):
            self.report(
                "CT007",
                Span(self._span(event).start, self._span(event).start + 1),
                Message(N_("directives are not allowed")),
                Message(N_("remove the line that starts with %")),
            )

    def _span(self, event: Event) -> Span:
        return Span(self.mask.at(event.start_mark.index), self.mask.at(event.end_mark.index))

    def _node(self, event: Event, pointer: Pointer) -> Node:
        if len(pointer) > MAX_DEPTH:
            self.report(
                "CT010",
                self._span(event),
                Message(N_("nested deeper than {limit} levels"), {"limit": MAX_DEPTH}),
                pointer=pointer,
            )
            raise _StopReading
        is_scalar = type(event).__name__ == "ScalarEvent"
        node = self._scalar(event) if is_scalar else self._collection(event, pointer)
        if getattr(event, "anchor", None) or getattr(event, "tag", None):
            self._report_properties(event, pointer)
            node.broken = True
        return node

    def _collection(self, event: Event, pointer: Pointer) -> Node:
        match type(event).__name__:
            case "MappingStartEvent":
                return self._closed(self._mapping, Mapping(self._span(event)), event, pointer)
            case "SequenceStartEvent":
                return self._closed(self._sequence, Sequence(self._span(event)), event, pointer)
            case _:
                self.report(
                    "CT007",
                    self._span(event),
                    Message(N_("aliases are not allowed")),
                    Message(N_("write the value out")),
                    pointer=pointer,
                )
                node = Scalar("", self._span(event), plain=False)
                node.broken = True
                return node

    def _closed(
        self, read: Callable[[Collection, Pointer], Collection], node: Collection, event: Event, pointer: Pointer
    ) -> Collection:
        """Read a collection, remembering its bracket as long as it is open."""
        is_bracket = bool(event.flow_style)  # type: ignore[attr-defined]
        if is_bracket:
            self.open_brackets.append(node.span.start)
        found = read(node, pointer)
        if is_bracket:
            self.open_brackets.pop()
        return found

    def _scalar(self, event: Event) -> Scalar:
        end = event.end_mark.index
        span = self._span(event)
        is_plain = not event.style  # type: ignore[attr-defined]
        if not is_plain:
            self.last_quoted = span
        is_cut = is_plain and self.text.startswith(" ", end) and bool(CUT.match(self.text, end))
        return Scalar(event.value, span, plain=is_plain, cut=is_cut)  # type: ignore[attr-defined]

    def _report_properties(self, event: Event, pointer: Pointer) -> None:
        """Report an anchor or a tag before the node; what an alias names is not told again."""
        if type(event).__name__ == "AliasEvent":
            return
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor:
            self.report(
                "CT007",
                self._span(event),
                Message(N_("anchors are not allowed")),
                Message(N_("remove &{anchor}"), {"anchor": anchor}),
                pointer=pointer,
            )
        if tag:
            self.report(
                "CT007",
                self._span(event),
                Message(N_("tags are not allowed")),
                Message(N_("remove the tag {tag}"), {"tag": tag}),
                pointer=pointer,
            )

    def _sequence(self, node: Sequence, pointer: Pointer) -> Sequence:
        while type(event := next(self.events)).__name__ != "SequenceEndEvent":
            if event.start_mark.index in self.runs:
                node = self._with_run(node, event, len(pointer))
            else:
                node.add(self._node(event, (*pointer, node.count)))
        node.span = Span(node.span.start, self.mask.at(event.end_mark.index))
        return node

    def _with_run(self, node: Sequence, event: Event, depth: int) -> Sequence:
        start, end = event.start_mark.index, event.end_mark.index
        run = self.runs.pop(start)
        if end - start > 1 or depth + 2 > MAX_DEPTH:
            raise _IrregularError
        columns = self.mask.columns.get(run)
        if columns and not isinstance(node, Rows):
            node = Rows(self.source, node.span, node.items, TableWriter(Numbering(not_values)))
        if isinstance(node, Rows):
            node.add_run(run, columns)
        elif rows := rows_of(self.source, run):
            node.items += rows
        else:
            raise _IrregularError
        return node

    def _mapping(self, node: Mapping, pointer: Pointer) -> Mapping:
        while type(event := next(self.events)).__name__ != "MappingEndEvent":
            key = self._node(event, pointer)
            name = normalised(key.text) if isinstance(key, Scalar) else ""
            value = self._node(next(self.events), (*pointer, name))
            self._enter(node, key, name, value, pointer)
        node.span = Span(node.span.start, self.mask.at(event.end_mark.index))
        return node

    def _enter(self, node: Mapping, key: Node, name: str, value: Node, pointer: Pointer) -> None:
        if not isinstance(key, Scalar):
            self.report("CT103", key.span, Message(N_("a key is one word, found a list or a mapping")), pointer=pointer)
            node.broken = True
        elif name == "<<" and key.plain:
            self.report(
                "CT007",
                key.span,
                Message(N_("merge keys are not allowed")),
                Message(N_("write the keys out")),
                pointer=pointer,
            )
            node.broken = True
        elif name in node.entries:
            self._report_duplicate(node.entries[name][0], key, name, pointer)
            node.twice.setdefault(name, []).append((key, value))
        else:
            node.entries[name] = (key, value)
            node.broken = node.broken or key.broken

    def _report_duplicate(self, first: Scalar, second: Scalar, name: str, pointer: Pointer) -> None:
        related = Related(place=Place(pointer=pointer, span=first.span), message=Message(N_("the first stands here")))
        if first.text == second.text:
            message = Message(N_('the key "{name}" stands twice'), {"name": name})
        else:
            message = Message(
                N_('the key "{name}" stands twice: the two are equal after Unicode normalisation (NFC)'), {"name": name}
            )
        self.report(
            "CT003", second.span, message, Message(N_("keep one of the two")), related=(related,), pointer=pointer
        )


@lru_cache(maxsize=1024)
def normalised(key: str) -> str:
    """Give a key as it is known: composed, without spaces around it."""
    return unicodedata.normalize("NFC", key).strip()
