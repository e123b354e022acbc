from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.values.numbers import as_decimal, plain_text, read_decimal, round_half_up
from ctrack.values.reading import ReadingError

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20, places=6)


@pytest.mark.parametrize("text", ["25", "-7.02", "+5", "0", "0.10", "254315.726", "12345678901234567890.123"])
def test_a_number_is_read_digit_for_digit(text: str) -> None:
    assert str(read_decimal(text)) == text.removeprefix("+")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("8,8", "the decimal mark is a point: write 8.8, or leave the comma out if it groups thousands"),
        ("1,234", "the decimal mark is a point: write 1.234, or leave the comma out if it groups thousands"),
        ("1.204.727", "write 1204727"),
        ("81.033,18", "write 81033.18"),
        ("1,204,727.5", "write 1204727.5"),
        ("30 820", "write 30820"),
        ("30\u00a0820", "write 30820"),
        ("1_000", "write 1000"),
        ("25/27", "write value: 25 and of: 27"),
        ("8.8%", "write 8.8: the unit belongs to the indicator"),
        ("95 %", "write 95: the unit belongs to the indicator"),
        ("7,5-8,0", "write min: 7.5 and max: 8.0"),
        ("21,5 - 23%", "write min: 21.5 and max: 23"),
        ("1e3", "write the number out, without an exponent"),
        ("010", "write 10"),
        (".5", "a point needs digits on both sides"),
        (".inf", "only finite numbers can be recorded"),
        (".nan", "only finite numbers can be recorded"),
        ("\u22125", '"\u2212" is MINUS SIGN: use the keyboard\'s own digits and "-"'),
        ("\uff11\uff12", '"\uff11" is FULLWIDTH DIGIT ONE: use the keyboard\'s own digits and "-"'),
        ("²", '"²" is SUPERSCRIPT TWO: use the keyboard\'s own digits and "-"'),
    ],
)
def test_what_only_looks_like_a_number_gets_the_right_form(text: str, remedy: str) -> None:
    with pytest.raises(ReadingError) as caught:
        read_decimal(text)

    assert (caught.value.rule, str(caught.value.hint)) == ("CT106", remedy)


def test_absurdly_long_numbers_are_refused() -> None:
    with pytest.raises(ReadingError, match="more than 100 characters"):
        read_decimal("9" * 5000)


@pytest.mark.parametrize("text", ["", "abc", "0x1F", "1.2.3", "--1", "١٢"])
def test_other_text_is_no_number(text: str) -> None:
    with pytest.raises(ReadingError):
        read_decimal(text)


@given(DECIMALS)
def test_a_number_written_for_machines_reads_back_exactly(number: Decimal) -> None:
    assert Decimal(plain_text(number)) == number
    assert Decimal(plain_text(Fraction(number))) == number
    assert "E" not in plain_text(Fraction(number))


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(2500, 27), "92.5925925925926"),
        (Fraction(-1, 3), "-0.333333333333333"),
        (Fraction(1, 3000), "0.000333333333333333"),
        (Fraction(2, 3) * 10**20, "66666666666666666667"),
        (Fraction(3, 2), "1.5"),
        (Fraction(82), "82"),
        (Fraction(100) - Fraction(1, 3 * 10**16), "99.9999999999999"),
        (Decimal("8.0"), "8.0"),
    ],
)
def test_computed_numbers_have_fifteen_significant_digits(number: Fraction | Decimal, text: str) -> None:
    assert plain_text(number) == text


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        ("92.59259", 1, "92.6"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("99.96", 1, "99.9"),
        ("99.99999", 0, "99"),
        ("100", 1, "100.0"),
        ("100.04", 1, "100.0"),
        ("2.5", 0, "3"),
        ("-99.96", 1, "-99.9"),
        ("-0.01", 1, "0.0"),
    ],
)
def test_rounding_is_half_up_and_never_up_to_a_hundred(number: str, places: int, text: str) -> None:
    assert str(round_half_up(Decimal(number), places)) == text


@given(st.fractions(), st.integers(0, 6))
def test_rounding_moves_by_less_than_one_unit(number: Fraction, places: int) -> None:
    rounded = Fraction(round_half_up(number, places))

    assert abs(rounded - number) * 10**places <= (1 if 99 < abs(number) < 100 else Fraction(1, 2))


def test_a_third_is_no_decimal() -> None:
    assert as_decimal(Fraction(1, 3)) is None
