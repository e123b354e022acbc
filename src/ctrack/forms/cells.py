"""One cell to the text that the files would have: a number, a period, a word. What could be two things is refused.

All raise UsageError or ReadingError, with the remedy.
"""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from ctrack.errors import UsageError
from ctrack.forms.columns import CROSS
from ctrack.forms.tables import Kind
from ctrack.i18n import N_, Message, every_language
from ctrack.model.fields import word_error
from ctrack.model.words import ObservationStatus
from ctrack.render.words import OBSERVATION_NAMES
from ctrack.values.local import SAMPLES, has_marks, read_local_day, read_local_number
from ctrack.values.names import bare_key
from ctrack.values.numbers import read_decimal
from ctrack.values.periods import read_period, suggested_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from ctrack.forms.tables import Cell
    from ctrack.model.codelists import Unit

_SERIAL_DAYS = range(20_000, 80_000)
_BOUNDS = {
    "at_least": ("≥", "at least", "hơn", "trên", "ít nhất"),
    "at_most": ("≤", "at most", "dưới", "nhiều nhất"),
    "about": ("≈", "khoảng"),
}
_FIRST_SERIAL_DAY = date(1899, 12, 30)
TYPE_AGAIN = Message(N_("format the cell as a number, and type it again"))
_YEARS = range(1900, 2200)


def number_of(cell: Cell, language: str | None, unit: Unit | None) -> str:
    """Read a number; one typed as text in the language that its column declares, else where it can mean only one.

    No unit: the number is a percentage whatever the indicator's unit.
    """
    is_percent = unit is None or unit.name.startswith("%")
    match cell.kind:
        case Kind.NUMBER if is_unit(cell.beside, unit):
            return cell.text
        case Kind.NUMBER:
            shown = Message(N_('is shown as {number} "{word}"'), {"number": cell.text, "word": cell.beside})
            raise UsageError(shown, Message(N_("show the number itself, in the indicator's unit")))
        case Kind.PERCENTAGE if is_percent:
            return cell.text
        case Kind.PERCENTAGE:
            shown = Message(N_("is shown as {number} %, and the unit is not percent"), {"number": cell.text})
            raise UsageError(shown, TYPE_AGAIN)
        case Kind.PERIOD:
            template = N_("holds the day {day}: the spreadsheet took what was typed for a date")
            raise UsageError(Message(template, {"day": cell.text}), TYPE_AGAIN)
        case Kind.TRUTH:
            raise UsageError(Message(N_("holds true or false where a number was expected")))
    return _number_in_text(cell.text, language)


def is_unit(word: str, unit: Unit | None) -> bool:
    """Tell whether a word is a name of a unit; none is as good."""
    if not word or word == "%":
        return not word or unit is None or unit.name.startswith("%")
    names = (unit.name, unit.name_en or "", unit.name.lstrip("% ")) if unit else ()
    return bare_key(word) in {bare_key(name) for name in names}


def _number_in_text(text: str, language: str | None) -> str:
    if text.strip("-\u2013\u2014. \u2026/").casefold() in {"", "na", "n/a"}:
        message = Message(N_('"{text}" is not a number'), {"text": text})
        raise UsageError(message, Message(N_("leave the cell empty where there is no figure")))
    if not has_marks(text):
        read_decimal(text)
        return text
    if language is not None:
        return read_local_number(text, language)
    readings = {one: number for one in SAMPLES if (number := _reading(text, one)) is not None}
    if not readings:
        return read_local_number(text, "en")
    if len(set(readings.values())) == 1:
        return next(iter(readings.values()))
    template = N_('"{text}" is {vi} in Vietnamese and {en} in English, and nothing says which it is')
    hint = Message(N_("add --numbers vi or --numbers en"))
    raise UsageError(Message(template, {"text": text, **readings}), hint)


def _reading(text: str, language: str) -> str | None:
    try:
        return read_local_number(text, language)
    except ReadingError:
        return None


def period_of(cell: Cell, language: str | None) -> str:
    """Read a period: as the files write it, or in another form that can mean only one."""
    match cell.kind:
        case Kind.PERIOD:
            return cell.text
        case Kind.NUMBER if cell.text.isdigit() and int(cell.text) in _YEARS:
            return cell.text
        case Kind.NUMBER if cell.text.isdigit() and int(cell.text) in _SERIAL_DAYS:
            day = _FIRST_SERIAL_DAY + timedelta(days=int(cell.text))
            message = N_("holds {number}: a period, or the number that a spreadsheet has for the day {day}?")
            hint = Message(N_("format the cell as text, and write the period"))
            raise UsageError(Message(message, {"number": cell.text, "day": day.isoformat()}), hint)
    try:
        return str(read_period(cell.text))
    except ReadingError:
        meant = suggested_period(cell.text) or read_local_day(cell.text, language or "")
        if meant is None:
            raise
        return meant


def status_of(cell: Cell) -> str:
    """Read an observation status: the word of the files, or what it is called in any language."""
    found = _status_names().get(_key(cell.text))
    if found is None:
        raise word_error(cell.text, tuple(ObservationStatus))
    return found


def bound_of(cell: Cell) -> str:
    """Read a hedge: the word of the files, a sign, or what people write."""
    return next((word for word, called in _BOUNDS.items() if _key(cell.text) in {word, *called}), cell.text)


def note_of(cell: Cell) -> str:
    """Read a note; what a spreadsheet made a date or a percentage of is not what was typed."""
    if cell.kind in {Kind.PERIOD, Kind.PERCENTAGE, Kind.TRUTH}:
        message = Message(N_("holds {text} where a text was expected"), {"text": cell.text})
        raise UsageError(message, Message(N_("format the cell as text, and type it again")))
    return cell.text


def truth_of(cell: Cell) -> str:
    """Read true or false; a cross says true."""
    return "true" if cell.text.casefold() == CROSS else cell.text


@cache
def _status_names() -> dict[str, str]:
    called = {_key(name): word for word, text in OBSERVATION_NAMES.items() for name in every_language(text)}
    return {str(word): str(word) for word in ObservationStatus} | called


def is_called(cell: Cell, name: str) -> bool:
    """Tell whether a cell holds a name in any language."""
    return _key(cell.text) in map(_key, every_language(name))


def _key(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold().strip()
