"""Exact numbers: what the files may write, and how a number is written again.

Measured numbers are `Decimal`, digit for digit as typed; what is computed from them is a `Fraction` and is rounded
only where it is written.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from fractions import Fraction

from ctrack.i18n import N_, Message
from ctrack.values.reading import ReadingError

Number = Decimal | Fraction

MAX_DIGITS = 100
SIGNIFICANT_DIGITS = 15

_DECIMAL = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?", re.ASCII)
_USUAL = r"[+-]?(?:0|[1-9][0-9]{0,30}+)(?:\.[0-9]{1,30}+)?+"
_LINES = re.compile(rf"{_USUAL}(?:\n{_USUAL})*+", re.ASCII)
_COMMA = r"(?a)[+-]?[0-9]+,[0-9]+"
_DOT_GROUPS = r"(?a)[+-]?[0-9]{1,3}(\.[0-9]{3}){2,}(,[0-9]+)?|[+-]?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+"
_COMMA_GROUPS = r"(?a)[+-]?[0-9]{1,3}(,[0-9]{3}){2,}(\.[0-9]+)?|[+-]?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+"
_SPACE_GROUPS = r"(?a)[+-]?[0-9]{1,3}([ \u00a0\u202f'_][0-9]{3})+([.,][0-9]+)?"
_FRACTION = r"(?a)([0-9]+)\s*/\s*([0-9]+)"
_RANGE = r"(?a)([0-9]+(?:[.,][0-9]+)?)\s*%?\s*(?:-|–|—|\.\.|đến|to)\s*([0-9]+(?:[.,][0-9]+)?)\s*%?"  # noqa: RUF001 - the dashes people type
_EXPONENT = r"(?a)[+-]?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+"
_LEADING_ZEROS = r"(?a)([+-]?)0+([0-9]+(?:\.[0-9]+)?)"
_BARE_POINT = r"(?a)[+-]?(\.[0-9]+|[0-9]+\.)"
_MINUS_SIGNS = "\u2212\u2010\u2011\u2012\u2013\u2014\ufe63\uff0d"


def read_decimal(text: str) -> Decimal:
    """Read a number exactly as typed; anything outside the grammar is an error that shows the right way to write it.

    >>> read_decimal("254315.726")
    Decimal('254315.726')
    """
    if not _DECIMAL.fullmatch(text):
        raise ReadingError("CT106", Message(N_('"{text}" is not a number'), {"text": text}), _number_hint(text))
    if len(text) > MAX_DIGITS:
        message = Message(N_("the number has more than {limit} characters"), {"limit": MAX_DIGITS})
        raise ReadingError("CT106", message)
    return Decimal(text)


def are_decimals(lines: str) -> bool:
    """Tell whether a number stands on each line, written as most are."""
    return _LINES.fullmatch(lines) is not None


def _write(text: str) -> Message:
    return Message(N_("write {text}"), {"text": text})


def _number_hint(text: str) -> Message | None:
    """Name what is wrong with `text`, and the right form where it is certain."""
    if text.endswith("%") and _DECIMAL.fullmatch(bare := text.rstrip("% ")):
        return Message(N_("write {text}: the unit belongs to the indicator"), {"text": bare})
    if match := re.fullmatch(_FRACTION, text):
        return Message(N_("write value: {value} and of: {of}"), {"value": match[1], "of": match[2]})
    if match := re.fullmatch(_RANGE, text):
        low, high = (group.replace(",", ".") for group in match.groups())
        return Message(N_("write min: {low} and max: {high}"), {"low": low, "high": high})
    if re.fullmatch(_DOT_GROUPS, text):
        return _write(text.replace(".", "").replace(",", "."))
    return _mark_hint(text) or _odd_character_hint(text)


def _mark_hint(text: str) -> Message | None:
    """Name decimal marks, groups and forms that other languages and programs use."""
    if re.fullmatch(_COMMA_GROUPS, text):
        return _write(text.replace(",", ""))
    if re.fullmatch(_COMMA, text):
        return Message(
            N_("the decimal mark is a point: write {text}, or leave the comma out if it groups thousands"),
            {"text": text.replace(",", ".")},
        )
    if re.fullmatch(_SPACE_GROUPS, text):
        return _write(re.sub(r"[ \u00a0\u202f'_]", "", text).replace(",", "."))
    if re.fullmatch(_EXPONENT, text):
        return Message(N_("write the number out, without an exponent"))
    if match := re.fullmatch(_LEADING_ZEROS, text):
        return _write(match[1] + match[2])
    if re.fullmatch(_BARE_POINT, text):
        return Message(N_("a point needs digits on both sides"))
    return None


def _odd_character_hint(text: str) -> Message | None:
    """Name look-alike digits and minus signs, and words that some programs take for numbers."""
    if text.lower().lstrip("+-.") in {"inf", "nan", "infinity"}:
        return Message(N_("only finite numbers can be recorded"))
    for char in text:
        if char in _MINUS_SIGNS or (char.isnumeric() and not char.isascii()):
            name = unicodedata.name(char, "?")
            return Message(
                N_('"{char}" is {name}: use the keyboard\'s own digits and "-"'), {"char": char, "name": name}
            )
    return None


def exact(number: Number) -> Fraction:
    """Give `number` as a fraction, without loss."""
    return Fraction(number)


def as_decimal(number: Number) -> Decimal | None:
    """Give `number` as a decimal where a decimal can say it exactly, else nothing."""
    if isinstance(number, Decimal):
        return number
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return None
    places = max(twos, fives)
    scaled = number.numerator * 10**places // number.denominator
    return Decimal((int(scaled < 0), tuple(int(digit) for digit in str(abs(scaled))), -places))


def last_digit(number: Decimal) -> Fraction:
    """Give one unit of a number's last digit.

    >>> last_digit(Decimal("36.6"))
    Fraction(1, 10)
    """
    return Fraction(10) ** int(number.as_tuple().exponent)


def plain_text(number: Number) -> str:
    """Write `number` for machines: every digit where a decimal can say it, else 15 significant ones; no exponent."""
    decimal = as_decimal(number)
    if decimal is None:
        decimal = _significant(exact(number))
    return f"{decimal:f}" if isinstance(number, Decimal) else _without_trailing_zeros(f"{decimal:f}")


def _significant(number: Fraction) -> Decimal:
    magnitude = abs(number)
    places = SIGNIFICANT_DIGITS
    while magnitude >= 1 and places > 0:
        magnitude, places = magnitude / 10, places - 1
    while 0 < magnitude < Fraction(1, 10):
        magnitude, places = magnitude * 10, places + 1
    return round_half_up(number, places)


def _without_trailing_zeros(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_half_up(number: Number, places: int) -> Decimal:
    """Round for a reader, half away from zero; what is short of 100 never becomes 100.

    >>> round_half_up(Fraction(99999, 1000), 1)
    Decimal('99.9')
    """
    value = exact(number)
    scaled = abs(value) * 10**places
    whole = int(scaled + Fraction(1, 2))
    if abs(value) < 100 and whole >= 100 * 10**places:  # noqa: PLR2004 - percent
        whole = int(scaled)
    return Decimal((int(value < 0 and whole > 0), tuple(int(digit) for digit in str(whole)), -places))
