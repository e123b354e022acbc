"""CT001 and CT004: the text is not YAML, said in plain words and at the place to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

from ctrack.checks.text import conflict_marker
from ctrack.findings import Finding, Place, Span
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Mapping


class Problem(Protocol):
    """What a parser says of a text that it cannot read."""

    @property
    def problem(self) -> str:
        """What is wrong."""

    @property
    def index(self) -> int:
        """Where it was noticed."""

    @property
    def context(self) -> str:
        """What was being read."""

    @property
    def context_index(self) -> int | None:
        """Where that began."""


_LEFT_OPEN = re.compile(r"quoted scalar|flow (sequence|mapping|node)")
_AT_VALUE: Mapping[str, str] = {
    "@": N_('a text that starts with "@" needs quotes'),
    "`": N_('a text that starts with "`" needs quotes'),
    "%": N_('a text that starts with "%" needs quotes'),
    "*": N_('a text that starts with "*" needs quotes'),
    "&": N_('a text that starts with "&" needs quotes'),
    "!": N_('a text that starts with "!" needs quotes'),
    ">": N_('a text that starts with ">" needs quotes'),
    "|": N_('a text that starts with "|" needs quotes'),
}
_CONFLICT_MIDDLE = re.compile(r"={7}(?=[\r\n]|\Z)")
_VALUE_START = re.compile(r"^[ \t]*(?:- +)*(?:[^\s:#][^:]*:[ \t]+)?(?:- +)?(\S)")
_COLON_INSIDE = re.compile(r"^\s*(?:- )*[^:#'\"{\[]+:\s+[^'\"{\[\s][^#]*:(\s|$)")


def syntax_finding(file: str, text: str, problem: Problem) -> Finding:
    """Say what the parser could not read, at the opening mark of what was left open, else where it stopped."""
    index = min(problem.index, len(text))
    if text[index : index + 1] == "\t":
        return _tab(file, index)
    marker = _lone_conflict_marker(text, index)
    if marker is not None:
        return conflict_marker(file, marker)
    place, message = _what_is_wrong(text, index, problem)
    return Finding(
        rule="CT001", place=Place(pointer=(file,), span=place), message=message, hint=_hint(text, index, problem)
    )


def _what_is_wrong(text: str, index: int, problem: Problem) -> tuple[Span, Message]:
    """Point to what was left open, else to where the parser stopped."""
    template = N_("not YAML: {problem}")
    if problem.context_index is not None and _LEFT_OPEN.search(problem.context) and "escape" not in problem.problem:
        index = problem.context_index
        template = N_("what begins here with {mark} is not closed properly: {problem}")
    message = Message(template, {"mark": text[index : index + 1], "problem": problem.problem})
    return Span(index, min(index + 1, len(text))), message


def _lone_conflict_marker(text: str, index: int) -> Span | None:
    """Find the middle of a git conflict, whose other markers are gone, in the line of the problem or the one before."""
    line_start = text.rfind("\n", 0, index) + 1
    before = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    for start in (before, line_start):
        if _CONFLICT_MIDDLE.match(text, start):
            return Span(start, start + 7)
    return None


def _tab(file: str, index: int) -> Finding:
    return Finding(
        rule="CT004",
        place=Place(pointer=(file,), span=Span(index, index + 1)),
        message=Message(N_("a tab is used for indentation")),
        hint=Message(N_("indent with spaces")),
    )


def _hint(text: str, index: int, problem: Problem) -> Message | None:
    """Look at the line of the problem for what people usually meant."""
    if "escape" in problem.problem:
        return Message(N_("write a backslash twice, or use single quotes"))
    line_start = text.rfind("\n", 0, index) + 1
    line_end = text.find("\n", line_start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if _COLON_INSIDE.match(line):
        return Message(N_('a text that holds ": " needs quotes'))
    match = _VALUE_START.match(line)
    if match and match[1] in _AT_VALUE:
        return Message(_AT_VALUE[match[1]])
    return None
