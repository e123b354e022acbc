"""CT001 and CT004: the text is not YAML, said in plain words and at the place to look at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

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
_VALUE_START = re.compile(r"^[ \t]*(?:- +)*(?:[^\s:#][^:]*:[ \t]+)?(?:- +)?(\S)")
_COLON_INSIDE = re.compile(r"^\s*(?:- )*[^:#'\"{\[]+:\s+[^'\"{\[\s][^#]*:(\s|$)")


def syntax_finding(file: str, text: str, problem: Problem) -> Finding:
    """Say what the parser could not read, at the opening mark of what was left open, else where it stopped."""
    index = min(problem.index, len(text))
    if text[index : index + 1] == "\t":
        return _tab(file, index)
    opening = problem.context_index
    message = Message(N_("not YAML: {problem}"), {"problem": problem.problem})
    if opening is not None and _LEFT_OPEN.search(problem.context):
        index = opening
        message = Message(
            N_("what begins here with {mark} is not closed properly: {problem}"),
            {"mark": text[index : index + 1], "problem": problem.problem},
        )
    span = Span(index, min(index + 1, len(text)))
    return Finding(
        rule="CT001", place=Place(pointer=(file,), span=span), message=message, hint=_hint(text, problem.index)
    )


def _tab(file: str, index: int) -> Finding:
    return Finding(
        rule="CT004",
        place=Place(pointer=(file,), span=Span(index, index + 1)),
        message=Message(N_("a tab is used for indentation")),
        hint=Message(N_("indent with spaces")),
    )


def _hint(text: str, index: int) -> Message | None:
    """Look at the line of the problem and the one before for what people usually meant."""
    line_start = text.rfind("\n", 0, index) + 1
    line_end = text.find("\n", line_start)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if _COLON_INSIDE.match(line):
        return Message(N_('a text that holds ": " needs quotes'))
    match = _VALUE_START.match(line)
    if match and match[1] in _AT_VALUE:
        return Message(_AT_VALUE[match[1]])
    return None
