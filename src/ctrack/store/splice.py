"""Edits of a file as slices of the author's own text: nothing outside of what is inserted changes.

After an edit the file is read again and must say exactly what was intended, else the edit is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ctrack.model.fields import POINTER_KEY
from ctrack.store.documents import read_text
from ctrack.store.leaves import is_in_brackets, last_leaf_end, node_at
from ctrack.store.nodes import Mapping as MappingNode
from ctrack.store.nodes import Scalar as ScalarNode
from ctrack.store.nodes import Sequence as SequenceNode
from ctrack.store.scalars import plain, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctrack.findings import Pointer
    from ctrack.store.documents import Document
    from ctrack.store.nodes import Node
    from ctrack.store.scalars import Value

Fields = tuple[tuple[str, "Value"], ...]
"""The keys of a new record with their values, in the order in which they are written."""

_STEP = 2
_LINE_END = re.compile(r"\r\n|\n|\r")


class Append(NamedTuple):
    """Put a record into the list `key` of the mapping at `pointer`, before the item `before`, else at the end.

    Where there is no such list yet, `order` tells behind which keys it belongs, and `is_block` that a record takes a
    line for each key; else the neighbours show how it is written.
    """

    pointer: Pointer
    key: str
    record: Fields
    before: int | None = None
    order: tuple[str, ...] = ()
    is_block: bool = False


class SetKey(NamedTuple):
    """Give the mapping at `pointer` a key that it does not have; `order` lists the keys as they should follow."""

    pointer: Pointer
    key: str
    value: Value
    order: tuple[str, ...] = ()


class Enter(NamedTuple):
    """Give the mapping at `pointer` an entry that is a record, before the entry `before`, else at the end."""

    pointer: Pointer
    key: str
    record: Fields
    before: str | None = None


class Replace(NamedTuple):
    """Put another value in the place of the scalar `key` of the mapping at `pointer`."""

    pointer: Pointer
    key: str
    value: Value


Edit = Append | SetKey | Enter | Replace


class CannotSpliceError(Exception):
    """The text would not say what was intended, or there is no place for it."""


def edited(document: Document, edits: Iterable[Edit]) -> Document:
    """Make edits, one after the other; raises CannotSpliceError where one cannot be made or proven."""
    for edit in edits:
        expected = _expected(document, edit)
        text = _Splicer(document).with_edit(edit)
        document = read_text(document.file, text)
        if document.root is None or bare(document.data()) != expected:
            raise CannotSpliceError
    return document


def bare(data: object) -> object:
    """Give what a file says, without where it stands, how it is quoted, and the line ends behind a text."""
    if isinstance(data, dict):
        return {str(key): bare(value) for key, value in data.items() if key != POINTER_KEY}
    if isinstance(data, list):
        return [bare(item) for item in data]
    return str(data).rstrip() if isinstance(data, str) else data


def _expected(document: Document, edit: Edit) -> object:
    """Say what the file must say afterwards."""
    data = bare(document.data())
    holder: object = data
    try:
        for step in edit.pointer[1:]:
            holder = holder[step]  # type: ignore[index]
    except (LookupError, TypeError):
        raise CannotSpliceError from None
    if not isinstance(holder, dict):
        raise CannotSpliceError
    match edit:
        case Append():
            items = list(holder.get(edit.key, []))
            place = len(items) if edit.before is None else edit.before
            items.insert(place, {key: value.text for key, value in edit.record})
            holder[edit.key] = items
        case SetKey() if edit.key not in holder:
            holder[edit.key] = edit.value.text
        case Replace() if isinstance(holder.get(edit.key), str):
            holder[edit.key] = edit.value.text
        case Enter() if edit.key not in holder:
            holder[edit.key] = {key: value.text for key, value in edit.record}
        case _:
            raise CannotSpliceError
    return data


class _Splicer:
    """Finds the place of an edit in a text, and writes the new text there in the style of what stands around it."""

    def __init__(self, document: Document) -> None:
        self.document, self.text = document, document.text
        line_end = _LINE_END.search(self.text)
        self.newline = line_end[0] if line_end else "\n"

    def with_edit(self, edit: Edit) -> str:
        holder = node_at(self.document.root, edit.pointer)
        if not isinstance(holder, MappingNode):
            raise CannotSpliceError
        if isinstance(edit, Append) and edit.key in holder.entries:
            items = holder.entries[edit.key][1]
            if not isinstance(items, SequenceNode):
                raise CannotSpliceError
            return self._into_list(items, edit)
        if isinstance(edit, Replace):
            return self._replaced(holder, edit)
        if edit.key in holder.entries or not holder.entries:
            raise CannotSpliceError
        match edit:
            case Append():
                lines = _block(edit.record) if edit.is_block else [_flow(edit.record)]
                return self._new_key(holder, edit.key, edit.order, f"[{_flow(edit.record)}]", lines)
            case SetKey():
                return self._new_key(holder, edit.key, edit.order, written(edit.value), [])
            case Enter():
                return self._new_entry(holder, edit)

    def _replaced(self, holder: MappingNode, edit: Replace) -> str:
        start = holder.entries[edit.key][1].span.start
        end = last_leaf_end(self.text, holder.entries[edit.key][1])
        is_block = self.text.startswith(("|", ">"), start)
        end = start + len(self.text[start:end].rstrip()) if is_block else end
        return self.text[:start] + written(edit.value) + self.text[end:]

    def _into_list(self, items: SequenceNode, edit: Append) -> str:
        place = len(items.items) if edit.before is None else edit.before
        if is_in_brackets(self.text, items):
            return self._into_brackets(items, place, _flow(edit.record))
        if place:
            above = items.items[place - 1]
            entry = self._entry(above, edit.record)
            return self._insert_below(last_leaf_end(self.text, above), entry, self._dash(above)[0])
        first = items.items[0]
        return self._insert_above(self._dash(first)[1], self._entry(first, edit.record))

    def _into_brackets(self, items: SequenceNode, place: int, new: str) -> str:
        if not items.items:
            index = items.span.start + 1
        elif place:
            index, new = last_leaf_end(self.text, items.items[place - 1]), f", {new}"
        else:
            index, new = items.items[0].span.start, f"{new}, "
        return self.text[:index] + new + self.text[index:]

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
            return [f"{indent}-{gap}{{{_pairs(record)}}}"]
        (key, value), *rest = record
        return [
            f"{indent}-{gap}{key}: {written(value)}",
            *(f"{indent} {' ' * len(gap)}{key}: {written(value)}" for key, value in rest),
        ]

    def _new_key(self, holder: MappingNode, key: str, order: tuple[str, ...], flow: str, item: Sequence[str]) -> str:
        """Write a key that a mapping does not have, behind those that it should follow."""
        names = list(holder.entries)
        before = [name for name in names if name in order and key in order and order.index(name) < order.index(key)]
        above = max(before, key=order.index) if before else names[-1] if not order else names[0]
        place = last_leaf_end(self.text, holder.entries[above][1])
        if is_in_brackets(self.text, holder):
            return f"{self.text[:place]}, {key}: {flow}{self.text[place:]}"
        column = self._column(holder.entries[names[0]][0])
        indent = " " * column
        if not item:
            return self._insert_below(place, [f"{indent}{key}: {flow}"], column)
        dashed = [f"{indent}{' ' * _STEP}{'- ' if number == 0 else '  '}{line}" for number, line in enumerate(item)]
        return self._insert_below(place, [f"{indent}{key}:", *dashed], column)

    def _new_entry(self, holder: MappingNode, edit: Enter) -> str:
        names = list(holder.entries)
        neighbour = holder.entries[edit.before or names[-1]]
        key = written(plain(edit.key))
        if is_in_brackets(self.text, holder):
            new = f"{key}: {{{_pairs(edit.record)}}}"
            if edit.before:
                place = neighbour[0].span.start
                return f"{self.text[:place]}{new}, {self.text[place:]}"
            place = last_leaf_end(self.text, neighbour[1])
            return f"{self.text[:place]}, {new}{self.text[place:]}"
        column = self._column(neighbour[0])
        indent = " " * column
        if is_in_brackets(self.text, neighbour[1]):
            entry = [f"{indent}{key}: {{{_pairs(edit.record)}}}"]
        else:
            deeper = (
                self._column(next(iter(neighbour[1].entries.values()))[0])
                if isinstance(neighbour[1], MappingNode) and neighbour[1].entries
                else column + _STEP
            )
            entry = [f"{indent}{key}:", *(f"{' ' * deeper}{name}: {written(value)}" for name, value in edit.record)]
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

    def _insert_below(self, index: int, lines: Sequence[str], column: int) -> str:
        """Insert lines below the one in which something ends, and below comments that are indented deeper than it."""
        number = self._line_of(max(index - 1, 0))
        last = len(self.document.line_starts) - 1
        while number < last and self._is_deeper_comment(number + 1, column):
            number += 1
        end = self.document.line_starts[number + 1] if number < last else len(self.text)
        block = self.newline.join(lines)
        if end and self.text[end - 1] in "\r\n":
            return self.text[:end] + block + self.newline + self.text[end:]
        return self.text[:end] + self.newline + block + self.text[end:]

    def _is_deeper_comment(self, number: int, column: int) -> bool:
        return self._stripped(number).startswith("#") and self._indent(number) > column

    def _insert_above(self, start: int, lines: Sequence[str]) -> str:
        """Insert lines above the one that begins at `start` and its comments; a comment at the top is the file's."""
        number = self._line_of(start)
        first = number
        while first and self._is_comment_at(first - 1, self._indent(number)):
            first -= 1
        place = self.document.line_starts[first or number]
        return self.text[:place] + self.newline.join(lines) + self.newline + self.text[place:]

    def _is_comment_at(self, number: int, indent: int) -> bool:
        return self._stripped(number).startswith("#") and self._indent(number) == indent

    def _indent(self, number: int) -> int:
        return len(self._line(number)) - len(self._stripped(number))


def _flow(record: Fields) -> str:
    return f"{{{_pairs(record)}}}"


def _block(record: Fields) -> list[str]:
    return [f"{key}: {written(value)}" for key, value in record]


def _pairs(record: Fields) -> str:
    return ", ".join(f"{key}: {written(value)}" for key, value in record)
