"""Edits of a file as slices of the author's own text: nothing outside of what is inserted changes.

After an edit the file is read again and must say exactly what was intended, else the edit is refused. Records that are
appended one after the other are written in one go, so that a thousand cost little more than one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ctrack.store.edits import CannotSpliceError, Enter, Insertions, Replace, SetKey, bare, expected, steps
from ctrack.store.leaves import is_in_brackets, last_leaf_end, node_at
from ctrack.store.nodes import Mapping as MappingNode
from ctrack.store.nodes import Scalar as ScalarNode
from ctrack.store.nodes import Sequence as SequenceNode
from ctrack.store.parsing import read_text
from ctrack.store.scalars import plain, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctrack.findings import Pointer
    from ctrack.store.documents import Document
    from ctrack.store.edits import Edit, Fields, Insertion, Step
    from ctrack.store.nodes import Node

_STEP = 2
_LINE_END = re.compile(r"\r\n|\n|\r")


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """Make edits, one after the other; raises CannotSpliceError where one cannot be made or proven."""
    for step in steps(edits):
        wanted = expected(bare(document.data()), step)
        text = _Splicer(document).with_step(step)
        document = read_text(document.file, text)
        if document.root is None or bare(document.data()) != wanted:
            raise CannotSpliceError
    return document


class _Slice(NamedTuple):
    """What takes the place of a stretch of the text."""

    start: int
    end: int
    text: str


class _Splicer:
    """Finds the place of an edit in a text, and writes the new text there in the style of what stands around it."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        line_end = _LINE_END.search(self.text)
        self.newline = line_end[0] if line_end else "\n"

    def with_step(self, step: Step) -> str:
        """Give the text with what is written in one go."""
        slices = map(self._inserted, step.all) if isinstance(step, Insertions) else [self._slice(step)]
        text = self.text
        for one in sorted(slices, key=lambda one: one.start, reverse=True):
            text = text[: one.start] + one.text + text[one.end :]
        return text

    def _holder(self, pointer: Pointer) -> MappingNode:
        holder = node_at(self.document.root, pointer)
        if not isinstance(holder, MappingNode) or not holder.entries:
            raise CannotSpliceError
        return holder

    def _slice(self, edit: SetKey | Enter | Replace) -> _Slice:
        holder = self._holder(edit.pointer)
        match edit:
            case Replace():
                return self._replaced(holder, edit)
            case SetKey():
                return self._new_key(holder, edit.key, edit.order, written(edit.value), [])
            case Enter():
                return self._new_entry(holder, edit)

    def _inserted(self, insertion: Insertion) -> _Slice:
        (pointer, key, _, before, order, is_block), records = insertion
        holder = self._holder(pointer)
        if key in holder.entries:
            items = holder.entries[key][1]
            if not isinstance(items, SequenceNode):
                raise CannotSpliceError
            return self._into_list(items, before, records)
        blocks = [_block(record) if is_block else [_flow(record)] for record in records]
        return self._new_key(holder, key, order, f"[{_joined(records)}]", blocks)

    def _replaced(self, holder: MappingNode, edit: Replace) -> _Slice:
        start = holder.entries[edit.key][1].span.start
        end = last_leaf_end(self.text, holder.entries[edit.key][1])
        is_block = self.text.startswith(("|", ">"), start)
        end = start + len(self.text[start:end].rstrip()) if is_block else end
        return _Slice(start, end, written(edit.value))

    def _into_list(self, items: SequenceNode, before: int | None, records: Sequence[Fields]) -> _Slice:
        place = len(items.items) if before is None else before
        if is_in_brackets(self.text, items):
            return self._into_brackets(items, place, _joined(records))
        neighbour = items.items[max(place - 1, 0)]
        lines = [line for record in records for line in self._entry(neighbour, record)]
        column, start = self._dash(neighbour)
        if place:
            return self._insert_below(last_leaf_end(self.text, neighbour), lines, column)
        return self._insert_above(start, lines)

    def _into_brackets(self, items: SequenceNode, place: int, new: str) -> _Slice:
        if not items.items:
            return _insert_at(items.span.start + 1, new)
        if place:
            return _insert_at(last_leaf_end(self.text, items.items[place - 1]), f", {new}")
        return _insert_at(items.items[0].span.start, f"{new}, ")

    def _dash(self, item: Node) -> tuple[int, int]:
        """Give the column of the dash that an item stands behind, and where its line begins."""
        line = self._line_of(item.span.start)
        while line and not self._stripped(line).startswith("-"):
            line -= 1
        start = self.document.line_starts[line]
        return self._indent(line), start

    def _entry(self, neighbour: Node, record: Fields) -> list[str]:
        """Write an item in the style of its neighbour: in brackets, or a key a line."""
        column, start = self._dash(neighbour)
        indent = self.text[start : start + column]
        gap = self.text[start + column + 1 : neighbour.span.start]
        gap = gap if gap and not gap.strip(" ") else " "
        if is_in_brackets(self.text, neighbour) or not isinstance(neighbour, MappingNode):
            return [f"{indent}-{gap}{_flow(record)}"]
        (key, value), *rest = record
        return [
            f"{indent}-{gap}{key}: {written(value)}",
            *(f"{indent} {' ' * len(gap)}{key}: {written(value)}" for key, value in rest),
        ]

    def _new_key(
        self, holder: MappingNode, key: str, order: tuple[str, ...], flow: str, items: Sequence[Sequence[str]]
    ) -> _Slice:
        """Write a key that a mapping does not have, behind those that it should follow: `flow`, or lines of `items`."""
        names = list(holder.entries)
        before = [name for name in names if name in order and key in order and order.index(name) < order.index(key)]
        above = max(before, key=order.index) if before else names[-1] if not order else names[0]
        place = last_leaf_end(self.text, holder.entries[above][1])
        if is_in_brackets(self.text, holder):
            return _insert_at(place, f", {key}: {flow}")
        column = self._column(holder.entries[names[0]][0])
        indent = " " * column
        if not items:
            return self._insert_below(place, [f"{indent}{key}: {flow}"], column)
        step = " " * _STEP
        dashed = [
            f"{indent}{step}{'- ' if number == 0 else '  '}{line}" for item in items for number, line in enumerate(item)
        ]
        return self._insert_below(place, [f"{indent}{key}:", *dashed], column)

    def _new_entry(self, holder: MappingNode, edit: Enter) -> _Slice:
        names = list(holder.entries)
        neighbour = holder.entries[edit.before or names[-1]]
        key = written(plain(edit.key))
        if is_in_brackets(self.text, holder):
            new = f"{key}: {_flow(edit.record)}"
            if edit.before:
                return _insert_at(neighbour[0].span.start, f"{new}, ")
            return _insert_at(last_leaf_end(self.text, neighbour[1]), f", {new}")
        column = self._column(neighbour[0])
        indent = " " * column
        if is_in_brackets(self.text, neighbour[1]):
            entry = [f"{indent}{key}: {_flow(edit.record)}"]
        else:
            deeper = (
                self._column(next(iter(neighbour[1].entries.values()))[0])
                if isinstance(neighbour[1], MappingNode) and neighbour[1].entries
                else column + _STEP
            )
            entry = [f"{indent}{key}:", *(f"{' ' * deeper}{line}" for line in _block(edit.record))]
        if edit.before:
            return self._insert_above(self.document.line_starts[self._line_of(neighbour[0].span.start)], entry)
        return self._insert_below(last_leaf_end(self.text, neighbour[1]), entry, column)

    def _column(self, key: ScalarNode) -> int:
        return key.span.start - self.document.line_starts[self._line_of(key.span.start)]

    def _line_of(self, index: int) -> int:
        return bisect_right(self.document.line_starts, index) - 1

    def _line(self, number: int) -> str:
        starts = [*self.document.line_starts, len(self.text)]
        return self.text[starts[number] : starts[number + 1]]

    def _stripped(self, number: int) -> str:
        return self._line(number).lstrip(" ")

    def _insert_below(self, index: int, lines: Sequence[str], column: int) -> _Slice:
        """Insert lines below the one in which something ends, and below comments that are indented deeper than it."""
        number = self._line_of(max(index - 1, 0))
        last = len(self.document.line_starts) - 1
        while number < last and self._is_deeper_comment(number + 1, column):
            number += 1
        end = self.document.line_starts[number + 1] if number < last else len(self.text)
        block = self.newline.join(lines)
        if end and self.text[end - 1] in "\r\n":
            return _insert_at(end, block + self.newline)
        return _insert_at(end, self.newline + block)

    def _is_deeper_comment(self, number: int, column: int) -> bool:
        return self._stripped(number).startswith("#") and self._indent(number) > column

    def _insert_above(self, start: int, lines: Sequence[str]) -> _Slice:
        """Insert lines above the one that begins at `start` and its comments; a comment at the top is the file's."""
        number = self._line_of(start)
        first = number
        while first and self._is_comment_at(first - 1, self._indent(number)):
            first -= 1
        place = self.document.line_starts[first or number]
        return _insert_at(place, self.newline.join(lines) + self.newline)

    def _is_comment_at(self, number: int, indent: int) -> bool:
        return self._stripped(number).startswith("#") and self._indent(number) == indent

    def _indent(self, number: int) -> int:
        return len(self._line(number)) - len(self._stripped(number))


def _insert_at(place: int, text: str) -> _Slice:
    return _Slice(place, place, text)


def _flow(record: Fields) -> str:
    return "{" + ", ".join(_block(record)) + "}"


def _joined(records: Iterable[Fields]) -> str:
    return ", ".join(map(_flow, records))


def _block(record: Fields) -> list[str]:
    return [f"{key}: {written(value)}" for key, value in record]
