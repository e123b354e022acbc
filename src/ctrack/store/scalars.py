"""New scalars as text: written so that every YAML program reads the same, with quotes only where they are needed."""

from __future__ import annotations

import re
import unicodedata
from enum import Enum, auto
from typing import NamedTuple

from ctrack.checks.plain_text import other_reading

_WORDS = re.compile(r"[^\W_](?:[\w%()./+–—-]| (?=[^\s#]))*", re.UNICODE)  # noqa: RUF001 - dashes in texts
"""Text that is plain in every place: it begins with a letter or digit and has no sign that YAML knows."""

_NULLS = frozenset({"null", "~", ""})


class Kind(Enum):
    """What a value is for the file: a figure or word that the format types, text, or a code, which stands in quotes."""

    TYPED = auto()
    TEXT = auto()
    CODE = auto()


class Value(NamedTuple):
    """The text of a scalar, and what it is."""

    text: str
    kind: Kind = Kind.TEXT


def typed(text: object) -> Value:
    """Make a value that the format types: a number, a period, a word of a codelist, true."""
    return Value(str(text), Kind.TYPED)


def plain(found: object) -> Value:
    """Make a value that is text: an id, a name, a note; composed (NFC) and trimmed, as it is read."""
    return Value(unicodedata.normalize("NFC", str(found)).strip())


def code(found: object) -> Value:
    """Make a value that is an indicator's or a task's code."""
    return Value(str(found), Kind.CODE)


def written(value: Value) -> str:
    """Write a scalar as it stands in a file."""
    if value.kind is Kind.TYPED:
        return value.text
    if value.kind is Kind.CODE:
        return _quoted(value.text)
    is_plain = _WORDS.fullmatch(value.text) and not other_reading(value.text) and value.text.lower() not in _NULLS
    return value.text if is_plain else _quoted(value.text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'
