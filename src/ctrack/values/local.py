"""Numbers and days as people of a country type them, read as that language writes them and in no other way.

`30.820` is thirty thousand in Vietnamese and thirty in English: without a declared language it is not read at all.
"""

from __future__ import annotations

import re
from datetime import date

from ctrack.i18n import N_, Message
from ctrack.values.numbers import read_decimal
from ctrack.values.reading import ReadingError

MARKS = {"en": (",", "."), "vi": (".", ",")}
"""For each language the mark between thousands and the decimal mark; a space between thousands is read in both."""

SAMPLES = {"en": "29,647.5", "vi": "29.647,5"}
"""A number as each language writes it."""

_SPACES = " \u00a0\u202f\u2009"
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([1-9][0-9]{3})", re.ASCII)


def has_marks(text: str) -> bool:
    """Tell whether what a number is depends on the language that it is typed in."""
    return not re.fullmatch(r"[+-]?[0-9]+", text, re.ASCII)


def read_local_number(text: str, language: str) -> str:
    """Write a number typed in a language as the files write it; raises ReadingError where it is none there.

    >>> read_local_number("30.820,5", "vi")
    '30820.5'
    """
    group, mark = MARKS[language]
    grouped = rf"[1-9][0-9]{{0,2}}(?:(?P<group>[{re.escape(group)}{_SPACES}])[0-9]{{3}})(?:(?P=group)[0-9]{{3}})*"
    match = re.fullmatch(rf"([+-]?)(?P<whole>[0-9]+|{grouped})(?:{re.escape(mark)}([0-9]+))?", text, re.ASCII)
    if not match:
        raise _misread(text, language)
    whole = re.sub(r"\D", "", match["whole"])
    number = f"{match[1]}{whole}" + (f".{match[4]}" if match[4] else "")
    read_decimal(number)
    return number


def _misread(text: str, language: str) -> ReadingError:
    """Say what is wrong: what is wrong in any language, else that this language writes numbers otherwise."""
    try:
        read_decimal(text)
    except ReadingError as error:
        if not re.fullmatch(rf"[+-]?[0-9][0-9.,{_SPACES}]*", text, re.ASCII):
            return error
    messages = {
        "en": N_('"{text}" is not a number as English writes it: {sample}'),
        "vi": N_('"{text}" is not a number as Vietnamese writes it: {sample}'),
    }
    return ReadingError("CT106", Message(messages[language], {"text": text, "sample": SAMPLES[language]}))


def read_local_day(text: str, language: str) -> str | None:
    """Write a day typed in a language as the files write it; nothing where the text is none.

    Vietnamese puts the day first: 07/04/2022 is the seventh of April. English is not read: some put the month first.
    """
    match = _DAY_FIRST.fullmatch(text)
    if language != "vi" or not match:
        return None
    day, month, year = map(int, match.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
