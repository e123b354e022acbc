"""What spreadsheets ask for in words: titles of sheets, and formats that show numbers and days as a language does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctrack.render.text import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

LONGEST_TITLE = 31

_LOCALES: Mapping[str, str] = {"en": "409", "vi": "42A"}
_DAYS: Mapping[str, str] = {"en": "yyyy-mm-dd", "vi": "dd/mm/yyyy"}
_UNFIT_FOR_TITLES = re.compile(r"[\[\]:*?/\\']")
_KEPT_BY_EXCEL = ("history",)
"""A title that Excel has for itself."""


def titles(names: Sequence[str]) -> list[str]:
    """Make titles of names: without the signs that titles cannot have, short, and different whatever the case."""
    found: list[str] = []
    for name in names:
        base = _UNFIT_FOR_TITLES.sub(" ", visible(name)).strip() or "?"
        taken = {*_KEPT_BY_EXCEL, *(title.casefold() for title in found)}
        ends = ("", *(f" {number}" for number in range(2, len(names) + 3)))
        found.append(
            next(one for end in ends if (one := base[: LONGEST_TITLE - len(end)] + end).casefold() not in taken)
        )
    return found


def places_of(number: Decimal) -> int:
    """Tell how many decimals a number is written with."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def number_format(places: int, language: str, before: str = "", behind: str = "") -> str:
    """Give the format that shows a number with so many decimals, the marks of a language, and words around it.

    >>> number_format(2, "vi")
    '[$-42A]#,##0.00'
    """
    decimals = f".{'0' * places}" if places else ""
    shown = f"#,##0{decimals}{_words(behind)}"
    locale = f"[$-{_LOCALES[language]}]"
    if not before:
        return locale + shown
    return f"{locale}{_words(before)}{shown};{locale}{_words(before)}-{shown}"


def _words(text: str) -> str:
    words = text.replace('"', "”")
    return f'"{words}"' if words else ""


def day_format(language: str) -> str:
    """Give the format that shows a day."""
    return _DAYS[language]
