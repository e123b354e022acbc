"""Values: what a spreadsheet can hold of exact numbers and days, and the formats that show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render.sheets import day_format, number_format, places_of
from ctrack.render.text import PERCENT_PLACES, number_text, rounded
from ctrack.report.model import Kind
from ctrack.values.numbers import as_decimal, plain_text

if TYPE_CHECKING:
    from ctrack.report.model import Value
    from ctrack.values.numbers import Number

DIGITS = 15
"""So many digits of a number a spreadsheet keeps."""

_FIRST_DAY = date(1900, 3, 1)
"""The first one that all spreadsheets count alike."""

_WHOLE = 100
_LONGEST_WORDS = 80
"""So many letters fit around a number in a format."""


def can_hold(value: Value) -> bool:
    """Tell whether a spreadsheet keeps all of a value; of what no decimal can say it keeps all that counts."""
    if isinstance(value, date):
        return value >= _FIRST_DAY
    decimal = as_decimal(_number(value))
    return decimal is None or isinstance(value, Fraction) or len(decimal.normalize().as_tuple().digits) <= DIGITS


def held(value: Value) -> float | date:
    """Give what a cell holds: whole numbers as such, others as the nearest to the decimal that is written."""
    if isinstance(value, date):
        return value
    number = _number(value)
    decimal = as_decimal(number)
    if decimal is not None and decimal == decimal.to_integral_value():
        return int(decimal)
    return float(decimal if decimal is not None else plain_text(number))


def format_of(value: Value, kind: Kind, language: str, text: str = "") -> str:
    """Give the format that shows a value as its text does: with a hedge before it, a total or a unit behind it."""
    if isinstance(value, date):
        return day_format(language)
    before, found, behind = text.partition(number_text(_number(value)))
    if not found or len(before + behind) > _LONGEST_WORDS:
        before, behind = "", _sign(kind)
    return number_format(_places(value, kind), language, before, behind)


def shown(value: Value, kind: Kind) -> str:
    """Write a value about as long as its cell shows it."""
    if isinstance(value, date):
        return value.isoformat()
    return f"{Decimal(held(value)):,.{_places(value, kind)}f}{_sign(kind)}"  # type: ignore[arg-type]


def _number(value: Decimal | Fraction | int) -> Number:
    return Fraction(value) if isinstance(value, int) else value


def _sign(kind: Kind) -> str:
    return _("{number} %").format(number="") if kind is Kind.PERCENT else ""


def _places(value: Decimal | Fraction | int, kind: Kind) -> int:
    """Give the decimals that are shown: as many as it takes for what is short of 100 not to read 100."""
    is_computed_share = kind is Kind.PERCENT and isinstance(value, Fraction)
    places = PERCENT_PLACES if is_computed_share else places_of(rounded(_number(value)))
    size = abs(Fraction(value))
    while size < _WHOLE <= round(size, places) and places < DIGITS:
        places += 1
    return places
