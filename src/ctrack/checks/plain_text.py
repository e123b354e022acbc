"""CT011 and CT012: text without quotes that other YAML programs read as something else, or that ends too early."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctrack.findings import Finding, Place
from ctrack.i18n import N_, Message
from ctrack.model.fields import Textual
from ctrack.model.raw import CutPlain, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.checks.walk import Field

_READINGS = (
    (N_("a boolean"), re.compile(r"y|n|yes|no|on|off|true|false", re.IGNORECASE)),
    (N_("a time"), re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")),
    (N_("a date"), re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?")),
    (
        N_("a number"),
        re.compile(
            r"[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(\.[0-9_]*)?([eE][-+]?[0-9]+)?"
            r"|\.[0-9][0-9_]*([eE][-+]?[0-9]+)?|\.(inf|Inf|INF))|\.(nan|NaN|NAN)"
        ),
    ),
)


_BEGINS_NUMBERS = frozenset("+-.0123456789")
_LONGEST_WORD = len("false")


def other_reading(text: str) -> str | None:
    """Tell what YAML 1.1 or 1.2 programs may take plain `text` for, when it is not text to them."""
    if len(text) > _LONGEST_WORD and text[0] not in _BEGINS_NUMBERS:
        return None
    return next((reading for reading, pattern in _READINGS if pattern.fullmatch(text)), None)


def check(field: Field) -> Iterator[Finding]:
    """Find a plain scalar in an id, code or text that is not plainly text."""
    if isinstance(field.text, Plain):
        if reading := other_reading(field.text):
            yield _guessed(field, reading)
        if isinstance(field.text, CutPlain) and field.mark.textual is Textual.TEXT:
            yield _cut(field)


def _place(field: Field) -> Place:
    return Place(pointer=field.pointer, key=field.mark.is_key)


def _guessed(field: Field, reading: str) -> Finding:
    text = field.text
    message = Message(N_("other YAML programs read {text} as {reading}"), {"text": text, "reading": Message(reading)})
    hint = Message(N_('write "{text}" in quotes; ctrack fmt does it'), {"text": text})
    return Finding(rule="CT011", place=_place(field), message=message, hint=hint)


def _cut(field: Field) -> Finding:
    message = Message(N_('the text ends at " #" and reads only "{text}"'), {"text": field.text})
    hint = Message(N_("put the whole text in quotes, or a space behind # if it begins a comment"))
    return Finding(rule="CT012", place=_place(field), message=message, hint=hint)
