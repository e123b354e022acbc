"""Many rows: taken apart into columns by what stands between their values, all that look alike at once.

Lines are cut at `}`, line end and `- {date: `, and at `, value: ` and the like. They are rows with these keys if there
is as much of each as there are lines, in that order, but for those in which a value stands that no row may hold. Where
keys differ, a pattern finds the lines below each other that are rows with the same keys, and they are cut.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ctrack.checks.text import is_clean
from ctrack.model.table_writer import Numbering, TableWriter
from ctrack.store.rows import Mask, Run, all_like, like, mask_of_few, not_values, sound_keys_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.store.source import Source

MANY = 200
"""From so many rows in a file on it pays to put them into columns."""

_AT_MOST = 2**16
"""So many bytes are taken apart at once: more would only take more room."""

_ALIKE = re.compile(rb"^( *- \{)[^\n]*+(?:\n\1[^\n]*+)*+", re.MULTILINE)

_SIGNS = bytes([*range(1, 9), *range(14, 32)])
"""Signs that no text may hold: they are put in the place of what stands between values."""

_ALL_BUT_SIGNS = bytes(sorted({*range(256)} - {*_SIGNS}))
_ONE_SIGN = bytes(_SIGNS[0] if byte in _SIGNS else byte for byte in range(256))
_CONTINUED = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""


def mask_of(source: Source) -> Mask:
    """Find the runs of rows of a file, and put them into columns if they are many."""
    try:
        mask = mask_of_many(source.content)
    except UnicodeError:  # whoever reads its text says so
        mask = None
    return mask or mask_of_few(source.text)


def mask_of_many(content: bytes) -> Mask | None:
    """Find the runs of a file and put them into columns; nothing where it has not many lines that look like rows.

    Raises UnicodeDecodeError where it is not UTF-8.
    """
    alike = [match.span() for match in _ALIKE.finditer(content)]
    if sum(content.count(b"\n", *span) + 1 for span in alike) < MANY:
        return None
    taker = _Taker(content)
    for span in alike:
        taker.take(*span)
    return taker.mask()


class _Open(NamedTuple):
    """A run that may go on: where it begins, where its last row and that one's line end, its columns."""

    start: int
    end: int
    line_end: int
    columns: TableWriter


class _Taker:
    """Takes runs apart and puts letters in their place. Places are in bytes until they are written."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._open: _Open | None = None
        self._numbering = Numbering(not_values)
        self._parts: list[str] = []
        self._runs: dict[int, Run] = {}
        self._columns: dict[Run, TableWriter] = {}
        self._written = self._at = self._length = 0
        """How much is written: in bytes and characters of the file, and in characters of the mask."""

    def take(self, start: int, end: int) -> None:
        """Take lines apart that look alike: the rows among them stand in one list."""
        self._numbering = Numbering(not_values)
        while start < end:
            stop = self._content.find(b"\n", start + _AT_MOST, end)
            stop = end if stop < 0 else stop
            if not self._take_alike(start, stop):
                text = self._content[start:stop].decode()
                (self._take_runs if is_clean(text) else self._take_each)(start, text)
            start = stop + 1
        self._close()

    def _take_alike(self, start: int, end: int) -> bool:
        """Take lines apart all at once, but for those with a text that no row has; tell whether that could be done."""
        lines = self._content[start:end]
        taken = _cut(lines)
        if not taken:
            return False
        keys, columns, tail = taken
        numbers, odd = self._numbering.numbered(keys, columns)
        if not odd:
            self._add(start, end - tail, end, keys, numbers)
            return True
        ends = list(accumulate(map(len, lines.split(b"\n")), initial=start))  # as if there were no line ends
        for before, row in pairwise([-1, *odd, len(ends) - 1]):
            first = before + 1
            if row > first:
                line_end = ends[row] + row - 1
                self._add(ends[first] + first, line_end - tail, line_end, keys, [each[first:row] for each in numbers])
        return True

    def _take_runs(self, start: int, text: str) -> None:
        """Take those lines apart that are rows, together as long as they have the same keys."""
        at = 0
        while at < len(text):
            keys = sound_keys_of(text, at)
            run = all_like(keys).match(text, at) if keys else None
            if run is None:
                stop = _line_end(text, at) + 1
            else:
                stop = run.end()
                lines = text[at:stop].removesuffix("\n")
                if not self._take_alike(start, start + len(lines.encode())):
                    self._take_each(start, lines)
            start += len(text[at:stop].encode())
            at = stop

    def _take_each(self, start: int, text: str) -> None:
        """Take the rows among lines apart one by one."""
        at = 0
        while at < len(text):
            keys, first, last = sound_keys_of(text, at), at, at
            rows: list[Sequence[str]] = []
            while keys and (row := like(keys).match(text, at)):
                line_end = _line_end(text, row.end())
                if not is_clean(text[at:line_end]):
                    break
                rows.append(row.groups())
                last, at = row.end(), line_end + 1
            if rows:
                places = [start + len(text[:index].encode()) for index in (first, last, at - 1)]
                numbers, odd = self._numbering.numbered(keys, list(zip(*rows, strict=True)))
                if not odd:
                    self._add(places[0], places[1], places[2], keys, numbers)
            else:
                at = _line_end(text, at) + 1

    def _add(
        self, start: int, end: int, line_end: int, keys: tuple[str, ...], columns: Sequence[Sequence[int]]
    ) -> None:
        """Add rows, to those right above if there are any."""
        run = self._open
        if run is None or start != run.line_end + 1:
            self._close()
            run = _Open(self._content.index(b"{", start), end, line_end, TableWriter(self._numbering))
        run.columns.add_rows(keys, columns)
        self._open = run._replace(end=end, line_end=line_end)

    def _close(self) -> None:
        """Write what stands before the run, and a letter for it."""
        if self._open is None:
            return
        start, end, _line_end, columns = self._open
        self._write(start)
        characters = len(self._content[start:end].translate(None, _CONTINUED))
        run = Run(self._at, self._at + characters, columns.count)
        self._runs[self._length] = run
        self._columns[run] = columns
        self._parts.append("x")
        self._length += 1
        self._at, self._written, self._open = run.end, end, None

    def _write(self, end: int) -> None:
        text = self._content[self._written : end].decode()
        self._parts.append(text)
        self._at += len(text)
        self._length += len(text)

    def mask(self) -> Mask:
        """Give the whole mask."""
        self._write(len(self._content))
        text = "".join(self._parts)
        return Mask(text, text, self._runs, self._columns)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _cut(lines: bytes) -> tuple[tuple[str, ...], Sequence[Sequence[str]], int] | None:
    """Give the keys of rows, what stands at each, and how much follows the last row; nothing where they differ."""
    form = _form(lines.partition(b"\n")[0].decode())
    if form is None or not lines.endswith(b"}" + form.tail):
        return None
    count, keys = lines.count(b"\n") + 1, form.keys
    between = [b"}" + form.tail + b"\n" + form.head, *(b", %s: " % key.encode() for key in keys[1:])]
    signs = [_SIGNS[number : number + 1] for number in range(len(keys))]
    cut = lines[len(form.head) : len(lines) - len(form.tail) - 1]
    left = len(cut) - count * sum(len(text) - 1 for text in between) + len(between[0]) - 1
    for text, sign in zip(between, signs, strict=True):
        cut = cut.replace(text, sign)
    if len(cut) != left or cut.translate(None, _ALL_BUT_SIGNS) != (b"".join(signs[1:] + signs[:1]) * count)[:-1]:
        return None
    values = cut.translate(_ONE_SIGN).decode().split(chr(_SIGNS[0]))
    return keys, [values[number :: len(keys)] for number in range(len(keys))], len(form.tail)


class _Form(NamedTuple):
    """A row without its values: its keys, what stands before the first value and behind the last bracket."""

    keys: tuple[str, ...]
    head: bytes
    tail: bytes


def _form(line: str) -> _Form | None:
    """Give the form of a line; nothing where it is no row, or one that cannot be cut."""
    keys = sound_keys_of(line) if is_clean(line) else ()
    row = like(keys).match(line) if 0 < len(keys) <= len(_SIGNS) else None
    return _Form(keys, line[: row.start(1)].encode(), line[row.end() :].encode()) if row else None
