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


_LEFT_OPEN = r"quoted scalar|flow (sequence|mapping|node)"
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
_PLAIN_WORDS = (
    (r"mapping values are not allowed", N_('a second ": " where only a value may stand')),
    (
        r"expected <block end>, but found '?<?(block mapping start|block sequence start|-)",
        N_("the indentation does not fit the lines above"),
    ),
    (r"expected <block end>|did not find expected key", N_("this does not fit what stands before it")),
    (r"cannot start any token", N_("a text cannot begin with this character")),
    (r"expected ',' or '([\]}])'", N_("a comma or the closing bracket is missing")),
    (r"could not find expected ':'", N_("a colon is missing")),
    (r"unexpected end of stream|end of stream|stream end", N_("the file ends before it is closed")),
    (r"unknown escape character", N_("a backslash in double quotes before a character that it does not go with")),
    (r"sequence entries are not allowed", N_("a list item where only a value may stand")),
)
_DASH_VALUE = r"^[^#'\"]*:[ \t]+-[ \t]"
_COMMENT_INSIDE = r"[ \t]#"

_CONFLICT_MIDDLE = r"={7}(?=[\r\n]|\Z)"
_VALUE_START = r"^[ \t]*(?:- +)*(?:[^\s:#][^:]*:[ \t]+)?(?:- +)?(\S)"
_COLON_INSIDE = r"^\s*(?:- )*[^:#'\"{\[]+:\s+[^'\"{\[\s][^#]*:(\s|$)"


def syntax_finding(
    file: str, text: str, problem: Problem, last_quoted: Span | None = None, left_open: int | None = None
) -> Finding:
    """Say what the parser could not read, at the opening mark of what was left open, else where it stopped.

    `last_quoted` is the last text in quotes before: when it runs over lines up to here, its closing quote is missing.
    `left_open` is where the innermost bracket stands that is still open.
    """
    index = min(problem.index, len(text))
    if last_quoted and _runs_on(text, last_quoted, index):
        mark = text[last_quoted.start]
        message = Message(N_("what begins here with {mark} is closed only lines below"), {"mark": mark})
        hint = Message(N_("close the quotes where the text ends"))
        opening = Place(pointer=(file,), span=Span(last_quoted.start, last_quoted.start + 1))
        return Finding(rule="CT001", place=opening, message=message, hint=hint)
    if text[index : index + 1] == "\t":
        return _tab(file, index)
    marker = _lone_conflict_marker(text, index)
    if marker is not None:
        return conflict_marker(file, marker)
    place, message = _what_is_wrong(text, index, problem, left_open)
    return Finding(
        rule="CT001", place=Place(pointer=(file,), span=place), message=message, hint=_hint(text, index, problem)
    )


def _in_plain_words(problem: str) -> Message | str:
    """Say what the parser says, as a colleague would; its own words where they are rare."""
    return next((Message(words) for pattern, words in _PLAIN_WORDS if re.search(pattern, problem)), problem)


def _runs_on(text: str, quoted: Span, index: int) -> bool:
    """Tell whether a text in quotes of several lines ends in the line of the problem."""
    is_long = "\n" in text[slice(*quoted)] and text[quoted.start] in "\"'"
    return is_long and quoted.end <= index and "\n" not in text[quoted.end : index]


def _what_is_wrong(text: str, index: int, problem: Problem, left_open: int | None) -> tuple[Span, Message]:
    """Point to what was left open, else to where the parser stopped."""
    template = N_("not YAML: {problem}")
    said = _in_plain_words(problem.problem)
    if problem.context_index is not None and re.search(_LEFT_OPEN, problem.context) and "escape" not in problem.problem:
        index = problem.context_index
        if text[index : index + 1] not in {"[", "{", '"', "'"} and left_open is not None:
            index = left_open
        template = N_("what begins here with {mark} is not closed properly: {problem}")
    message = Message(template, {"mark": text[index : index + 1], "problem": said})
    return Span(index, min(index + 1, len(text))), message


def _lone_conflict_marker(text: str, index: int) -> Span | None:
    """Find the middle of a git conflict, whose other markers are gone, in the line of the problem or the one before."""
    line_start = text.rfind("\n", 0, index) + 1
    before = text.rfind("\n", 0, max(line_start - 1, 0)) + 1
    for start in (before, line_start):
        if re.match(_CONFLICT_MIDDLE, text[start : start + 8]):
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
    if re.match(_COLON_INSIDE, line):
        return Message(N_('a text that holds ": " needs quotes'))
    if re.match(_DASH_VALUE, line):
        return Message(N_('a text that starts with "-" and a space needs quotes'))
    if problem.context_index is not None and "flow" in problem.context:
        opened = text[problem.context_index : index].partition("\n")[0]
        if re.search(_COMMENT_INSIDE, opened):
            return Message(N_('" #" begins a comment: a text that holds it needs quotes'))
    match = re.match(_VALUE_START, line)
    if match and match[1] in _AT_VALUE:
        return Message(_AT_VALUE[match[1]])
    return None
