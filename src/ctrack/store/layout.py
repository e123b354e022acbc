"""The canonical layout of a file, made by moving and mending slices of the author's own text.

Two spaces a level, one space after `:`, `-` and `,`, none inside brackets, no spaces at line ends, one line end at the
end of the file; Unicode composed (NFC); quotes where other YAML programs would guess a type. Comments, blank lines,
line ends and everything inside scalars stay. Lines get their indentation from the collections that begin on them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import yaml

from ctrack.frozen import frozen
from ctrack.store.events import loader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ctrack.findings import Span

Edit = tuple[int, int, str]
"""A slice of the text, and what comes in its place."""

Column = tuple[int, int]
"""The column that something has, and the one that it gets."""

_LINE = re.compile(r"[^\r\n]*(\r\n|\n|\r|\Z)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_SPACES = re.compile(r"[ \t]*")
_KEEPS_BLANK_LINES = re.compile(r"[|>][1-9]?\+")
_STEP = 2
_STARTS = {"BlockMappingStartToken", "BlockSequenceStartToken"}
_BRACKETS = {"FlowMappingStartToken", "FlowSequenceStartToken"}
_CLOSING = {"FlowMappingEndToken", "FlowSequenceEndToken"}
_VISIBLE = _BRACKETS | _CLOSING | {"ScalarToken", "ValueToken", "BlockEntryToken", "FlowEntryToken"}


@frozen(kw_only=False)
class Token:
    """A token that can be seen, with the new column of the block collection that it is in, and whether it opens one."""

    kind: str
    start: int
    end: int
    old: int
    new: int
    is_entry: bool


class CannotLayOutError(Exception):
    """The file uses something that the layout does not know; it is left as it is."""


def lay_out(text: str, quoted: Iterable[Span] = ()) -> str:
    """Give `text` in canonical layout, with quotes around the plain scalars at `quoted`.

    Raises CannotLayOutError where the text is not YAML to libyaml, or has explicit keys (`? `).
    """
    text = spliced(text, ((span.start, span.end, _in_quotes(text[span.start : span.end])) for span in quoted))
    tokens = list(_tokens(text))
    return spliced(text, [*_gaps(text, tokens), *_lines(text, tokens)])


def _in_quotes(plain: str) -> str:
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """Put each edit's text in the place of its slice."""
    parts, done = [], 0
    for start, end, new in sorted(edits):
        parts += [text[done:start], new]
        done = end
    return "".join([*parts, text[done:]])


@dataclass(slots=True)
class _Level:
    """A block collection that is open: the column that it has and the one that it gets."""

    old: int
    new: int
    is_mapping: bool
    is_implied: bool = False


class _Levels(list[_Level]):
    """The block collections that are open, the innermost last."""

    def open(self, column: int, *, is_mapping: bool, is_implied: bool = False) -> None:
        new = self[-1].new + _STEP if self else 0
        self.append(_Level(column, new, is_mapping, is_implied))

    def close_implied(self) -> None:
        """Close a list that stands at its key's own column, for which the parser has no end."""
        if self and self[-1].is_implied:
            self.pop()


def _tokens(text: str) -> Iterator[Token]:
    """Give the tokens that can be seen, each with the columns of its block collection."""
    levels, depth, is_key = _Levels(), 0, False
    for raw in _scan(text):
        kind, start, end = type(raw).__name__, raw.start_mark.index, raw.end_mark.index
        if kind in _STARTS:
            levels.open(raw.start_mark.column, is_mapping=kind == "BlockMappingStartToken")
        elif kind == "BlockEndToken":
            levels.close_implied()
            levels.pop()
        elif kind == "KeyToken":
            if end > start:
                raise CannotLayOutError
            is_key = depth == 0
            if is_key:
                levels.close_implied()
        elif kind in _VISIBLE:
            depth += (kind in _BRACKETS) - (kind in _CLOSING)
            if kind == "BlockEntryToken" and levels[-1].is_mapping:
                levels.open(raw.start_mark.column, is_mapping=False, is_implied=True)
            old, new = (levels[-1].old, levels[-1].new) if levels else (0, 0)
            yield Token(kind, start, scalar_end(text, start, end), old, new, is_key or kind == "BlockEntryToken")
            is_key = False


def scalar_end(text: str, start: int, end: int) -> int:
    """Find where a token's text ends: blank lines behind a text of `|` or `>` are no part of it but under `+`."""
    if not _is_block_text(text, start) or _KEEPS_BLANK_LINES.match(text, start):
        return end
    last = start + len(text[start:end].rstrip())
    return last + _spaces_at(text, last)


def _spaces_at(text: str, index: int) -> int:
    """Count the spaces and tabs from a place on."""
    found = _SPACES.match(text, index)
    return len(found[0]) if found else 0


def _is_block_text(text: str, start: int) -> bool:
    return text.startswith(("|", ">"), start)


def _scan(text: str) -> Iterator[yaml.Token]:
    """Give the tokens of a text that is YAML as a whole: the tokens alone may look sound where it is not."""
    try:
        for _ in yaml.parse(text, Loader=loader()):
            pass
        yield from yaml.scan(text, Loader=loader())
    except yaml.YAMLError:
        raise CannotLayOutError from None


def _gaps(text: str, tokens: Sequence[Token]) -> Iterator[Edit]:
    """Mend the spaces between tokens of one line."""
    for before, after in pairwise(tokens):
        gap = text[before.end : after.start]
        if not gap.strip(" \t") and gap != (wanted := _wanted_gap(before.kind, after.kind, gap)):
            yield before.end, after.start, wanted


def _wanted_gap(before: str, after: str, gap: str) -> str:
    if before in {"ValueToken", "BlockEntryToken"} or (before == "FlowEntryToken" and after not in _CLOSING):
        return " "
    return "" if before in _BRACKETS or after in _CLOSING | {"FlowEntryToken", "ValueToken"} else gap


def _lines(text: str, tokens: Sequence[Token]) -> Iterator[Edit]:
    """Indent lines by the collections that begin on them, and take off spaces at their ends."""
    lines = [Line(*match.span(), text) for match in _LINE.finditer(text) if match[0]]
    _place(lines, tokens)
    _place_comments(lines)
    done = max(
        [line.content_end for line in lines if not line.is_blank] + [token.end for token in tokens[-1:]], default=0
    )
    for line in lines:
        if line.new != line.old:
            yield line.start, line.start + line.old, " " * line.new
        if not line.is_inside and line.stop > line.content_end and line.start < done:
            yield line.content_end, line.stop, ""
    yield from _final_line_end(text, lines, done)


@dataclass
class Line:
    """A line of a file: where it starts and ends, how far it is indented and how far it should be."""

    start: int
    end: int
    text: str = field(repr=False)
    is_inside: bool = False
    """Its end is inside a scalar."""

    is_continued: bool = False
    """It begins inside a scalar."""

    is_comment: bool = False
    columns: list[Column] = field(default_factory=list)
    """Those of the collections that have an entry here."""

    def __post_init__(self) -> None:
        """Measure it."""
        whole = self.text[self.start : self.end]
        bare = whole.rstrip("\r\n")
        self.stop = self.start + len(bare)
        self.content_end = self.start + len(bare.rstrip(" \t"))
        self.old = len(bare) - len(bare.lstrip(" "))
        self.new = self.old
        self.is_blank = self.content_end == self.start or not bare.strip(" \t")
        self.is_comment = bare.lstrip(" \t").startswith("#")

    def go_on(self, shift: int) -> None:
        """Note that it begins inside a scalar, which is moved by `shift` columns."""
        self.is_continued, self.is_comment = True, False
        if self.stop > self.start:
            self.new = max(self.old + shift, 0)


def _place(lines: Sequence[Line], tokens: Sequence[Token]) -> None:
    """Give each line that a token begins or runs through its new column."""
    number = 0
    for token in tokens:
        while lines[number].end <= token.start and number + 1 < len(lines):
            number += 1
        line, shift = lines[number], token.new - token.old
        if not text_before(line, token.start):
            line.new = token.new if token.is_entry else max(line.old + shift, 0)
            line.is_comment = False
        if token.is_entry:
            line.columns.append((token.old, token.new))
        while number + 1 < len(lines) and lines[number].end < token.end:
            lines[number].is_inside = lines[number] is not line or not _is_block_text(line.text, token.start)
            number += 1
            lines[number].go_on(shift)
        if lines[number].stop < token.end:
            lines[number].is_inside = True


def text_before(line: Line, index: int) -> str:
    """Give what stands in a line before a place, indentation left out."""
    return line.text[line.start : index].strip(" \t")


def _place_comments(lines: Sequence[Line]) -> None:
    """Give comment lines the column of what they stand at: the next line, or a collection that they may still be in."""
    structural = [line for line in lines if not line.is_blank and not line.is_comment and not line.is_continued]
    starts = [line.start for line in structural]
    around: list[Column] = []
    for line in lines:
        if line.is_comment:
            line.old = _spaces_at(line.text, line.start)
            index = bisect_right(starts, line.start)
            following = [(other.old, other.new) for other in structural[index : index + 1]]
            columns = [*following, *reversed(around)]
            column = min(columns, key=lambda column: abs(column[0] - line.old), default=(0, 0))
            line.new = column[1]
            _leave(around, column[0] + 1)
        for column in line.columns:
            _leave(around, column[0])
            around.append(column)


def _leave(around: list[Column], column: int) -> None:
    """Close the collections that stand at a column or further right."""
    while around and around[-1][0] >= column:
        around.pop()


def _final_line_end(text: str, lines: Sequence[Line], done: int) -> Iterator[Edit]:
    """End the file with one line end; what belongs to a last text of several lines stays."""
    start = next((line.stop for line in reversed(lines) if line.content_end == done), done)
    end = _LINE_END.match(text, start) or _LINE_END.search(text)
    wanted = "" if done and text[done - 1] in "\r\n" else end[0] if end else "\n"
    if text[start:] != wanted:
        yield start, len(text), wanted
