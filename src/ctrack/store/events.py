"""YAML text to parser events: libyaml first, because it is quick; ruamel.yaml behind it, because it is the judge.

Neither constructs values, so YAML's own guesses about types never run. What libyaml refuses is parsed again by
ruamel.yaml: if that reads it, its events count, and if not, its error is the one that is reported.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

import yaml

from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

JUDGE_LIMIT = 2**20
"""Beyond this many characters the error of the quick parser stands: the judge would take minutes."""


class Mark(Protocol):
    """A place in the text, in code points."""

    index: int


class Event(Protocol):
    """What both parsers give: marks, and on some events a value, a style, an anchor, a tag."""

    start_mark: Mark
    end_mark: Mark


@frozen(kw_only=False)
class SyntaxProblem(Exception):  # noqa: N818 - it becomes a finding
    """The text is not YAML: what is wrong, where, and where the construct around it began."""

    problem: str
    index: int
    context: str
    context_index: int | None


def loader() -> type:
    """Give the quick parser: libyaml's where PyYAML was built with it."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(text: str) -> Iterator[Event]:
    """Give the events of `text` one by one; raises SyntaxProblem when neither parser reads it."""
    try:
        yield from parse_quickly(text)
    except SyntaxProblem:
        if len(text) > JUDGE_LIMIT:
            raise
    else:
        return
    yield from islice(_judged(text), _readable(text), None)


def parse_quickly(text: str) -> Iterator[Event]:
    """Give the quick parser's events one by one; raises SyntaxProblem when it cannot read the text."""
    try:
        yield from _quick(text)
    except yaml.YAMLError as error:
        raise _problem(error) from None


def events_of(text: str) -> Callable[[], Any]:
    """Give what gives the quick parser's events one by one, and raises YAMLError, with nothing around it."""
    get: Callable[[], Any] = loader()(text).get_event
    return get


def _quick(text: str) -> Iterator[Event]:
    """Give the quick parser's events without a step of Python between them."""
    return iter(events_of(text), None)


def _readable(text: str) -> int:
    """Count the events before the one at which the quick parser stops."""
    count = 0
    with suppress(yaml.YAMLError):
        for count, _ in enumerate(_quick(text), 1):  # noqa: B007 - the last one counts
            pass
    return count


def _judged(text: str) -> Iterator[Event]:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only a file that libyaml refuses pays for it
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        yield from YAML(typ="safe", pure=True).parse(text)
    except YAMLError as error:
        raise _problem(error) from None


def _problem(error: Exception) -> SyntaxProblem:
    """Take an error of either library apart: both give the same attributes, or only a position."""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    return SyntaxProblem(
        problem=str(getattr(error, "problem", None) or getattr(error, "reason", "") or "not YAML"),
        index=mark.index if mark else int(getattr(error, "position", 0) or 0),
        context=str(getattr(error, "context", None) or ""),
        context_index=context.index if context else None,
    )
