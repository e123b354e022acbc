"""A file with whose text nothing is the matter, read to what is kept of it, without a node in between.

The events of YAML's parser become raw data and the places of nodes at once. Whatever is out of the ordinary ends this:
the file is then read by `build`, which tells what is wrong. Both give the same where this gives anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from yaml.error import YAMLError
from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from ctrack.checks.text import is_clean
from ctrack.model.raw import NULLS
from ctrack.store import node_bytes
from ctrack.store.build import CUT, MAX_DEPTH, normalised
from ctrack.store.events import events_of
from ctrack.store.remembered import BARE_VALUE, CUT_TEXT, EMPTY_VALUE, QUOTED_TEXT
from ctrack.store.rows import is_sound, line_of, pairs_in, rows_from

if TYPE_CHECKING:
    from ctrack.store.rows import Mask
    from ctrack.store.source import Source

    Kept = tuple[Any, Any]
    """Raw data, and nodes, as `remembered` and `node_bytes` write them."""

_AROUND: Final = frozenset({StreamStartEvent, StreamEndEvent, DocumentEndEvent})


def read_sound(source: Source, mask: Mask) -> Kept | None:
    """Give what is to be kept of a file; nothing where anything is, or may be, the matter with it."""
    rest = mask.rest
    if mask.columns or "\t" in rest or "\\" in rest or not is_clean(rest):
        return None
    reader = _Reader(source, mask)
    try:
        kept = reader.document()
    except (YAMLError, _OddError):
        return None
    return None if reader.runs else kept


class _OddError(Exception):
    """This is not for here."""


class _Reader:
    """Goes through the events of a file."""

    def __init__(self, source: Source, mask: Mask) -> None:
        self.runs = dict(mask.runs)
        self._source = source
        self._text = mask.text
        self._may_be_cut = " #" in mask.text
        self._at = mask.at if mask.runs else None
        self._next = events_of(mask.text)

    def document(self) -> Kept | None:
        """Read the one document of a file."""
        found: Kept | None = None
        while True:
            event = self._next()
            kind = type(event)
            if kind is StreamEndEvent:
                return found
            if kind in _AROUND:
                continue
            if kind is DocumentStartEvent:
                if found or event.version or event.tags:
                    raise _OddError
            elif kind is MappingStartEvent:
                found = self._mapping(event, 1)
            else:
                raise _OddError

    def _mapping(self, begun: Any, depth: int) -> Kept:  # noqa: ANN401 - an event
        """Read a mapping, in which most values are scalars."""
        if begun.anchor or begun.tag or depth >= MAX_DEPTH:
            raise _OddError
        raw: dict[object, Any] = {}
        nodes: list[tuple[str, Any, Any]] = []
        names = set()
        following = self._next
        while type(event := following()) is not MappingEndEvent:
            if type(event) is not ScalarEvent:
                raise _OddError
            key_raw, key = self._scalar(event)
            name = normalised(event.value)
            if name in names or name == "<<" or key_raw is EMPTY_VALUE or key[-1]:
                raise _OddError
            names.add(name)
            value = following()
            if type(value) is ScalarEvent:
                value_raw, node = self._scalar(value)
                if value_raw is EMPTY_VALUE and not value.value and node[1] == key[2]:
                    value_raw = BARE_VALUE
            else:
                value_raw, node = self._collection(value, depth)
            raw[name if key[3] else (QUOTED_TEXT, name)] = value_raw
            nodes.append((name, key, node))
        return raw, (node_bytes.MAPPING, *self._span(begun, event), nodes)

    def _collection(self, event: Any, depth: int) -> Kept:  # noqa: ANN401
        if type(event) is MappingStartEvent:
            return self._mapping(event, depth + 1)
        if type(event) is SequenceStartEvent:
            return self._sequence(event, depth + 1)
        raise _OddError

    def _sequence(self, begun: Any, depth: int) -> Kept:  # noqa: ANN401
        if begun.anchor or begun.tag or depth >= MAX_DEPTH:
            raise _OddError
        raw: list[Any] = []
        nodes: list[Any] = []
        while type(event := self._next()) is not SequenceEndEvent:
            if event.start_mark.index in self.runs:
                self._rows(event, depth, raw, nodes)
                continue
            entry, node = self._scalar(event) if type(event) is ScalarEvent else self._collection(event, depth)
            raw.append(entry)
            nodes.append(node)
        return raw, (node_bytes.SEQUENCE, *self._span(begun, event), nodes)

    def _span(self, begun: Any, ended: Any) -> tuple[int, int]:  # noqa: ANN401
        start, end = begun.start_mark.index, ended.end_mark.index
        return (self._at(start), self._at(end)) if self._at else (start, end)

    def _rows(self, event: Any, depth: int, raw: list[Any], nodes: list[Any]) -> None:  # noqa: ANN401
        """Read the rows that a letter stands for."""
        run = self.runs.pop(event.start_mark.index)
        if event.end_mark.index != event.start_mark.index + 1 or depth + 2 > MAX_DEPTH:
            raise _OddError
        text = self._source.text
        for match in rows_from(text, line_of(text, run), run.end):
            start, end = match.span(1)
            pairs = pairs_in(text, start, end)
            keys = tuple([key for key, _value in pairs])
            if not is_sound(keys):
                raise _OddError
            raw.append({key: _row_value(value) for key, value in pairs})
            nodes.append((node_bytes.ROW, start, end, keys))

    def _scalar(self, event: Any) -> tuple[Any, tuple[str, int, int, bool, bool]]:  # noqa: ANN401
        if event.anchor or event.tag:
            raise _OddError
        text: str = event.value
        start, end = event.start_mark.index, event.end_mark.index
        is_cut = self._may_be_cut and bool(CUT.match(self._text, end))
        if self._at:
            moved = self._at(start) - start
            start += moved
            end += moved
        if event.style:
            return (QUOTED_TEXT, text), (text, start, end, False, False)
        if text in NULLS:
            return EMPTY_VALUE, (text, start, end, True, is_cut)
        return (CUT_TEXT, text) if is_cut else text, (text, start, end, True, is_cut)


def _row_value(value: str) -> object:
    """Write the value of a row as `remembered` does."""
    return (QUOTED_TEXT, value[1:-1]) if value[0] == '"' else EMPTY_VALUE if value in NULLS else value
