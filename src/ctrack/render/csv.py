"""Rows as RFC 4180 CSV: the same columns whatever the language, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from ctrack.values.numbers import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")


def defuse(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{text}" if text.startswith(_RUN_BY_SPREADSHEETS) else text


def to_csv(header: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Write rows under a header; a list is joined by spaces, what is not there is empty."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_field(row.get(name)) for name in header] for row in rows)
    return out.getvalue()


def _field(found: object) -> str:
    match found:
        case None:
            return ""
        case bool():
            return "true" if found else "false"
        case str():
            return defuse(found)
        case list() | tuple():
            return " ".join(_field(item) for item in found)
        case int():
            return str(found)
    return plain_text(found)  # type: ignore[arg-type]
