from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack import i18n
from ctrack.render.text import number_text
from ctrack.values.local import read_local_day, read_local_number
from ctrack.values.numbers import read_decimal
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from decimal import Decimal

NUMBERS = st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=3)


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("vi", "30.820", "30820"),
        ("vi", "8,8", "8.8"),
        ("vi", "8,80", "8.80"),
        ("vi", "-7,02", "-7.02"),
        ("vi", "1.204.727", "1204727"),
        ("vi", "81.033,18", "81033.18"),
        ("vi", "30 820,5", "30820.5"),
        ("vi", "30\u00a0820", "30820"),
        ("vi", "25", "25"),
        ("vi", "30820,5", "30820.5"),
        ("en", "30.820", "30.820"),
        ("en", "30,820", "30820"),
        ("en", "8.8", "8.8"),
        ("en", "81,033.18", "81033.18"),
        ("en", "0.5", "0.5"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language: str, text: str, number: str) -> None:
    assert read_local_number(text, language) == number


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "8.8"),
        ("vi", "30.82"),
        ("vi", "0.123"),
        ("vi", "1.204 727"),
        ("vi", "1.2047"),
        ("vi", "1,204,727"),
        ("vi", "8,"),
        ("vi", ",8"),
        ("vi", "012"),
        ("vi", ""),
        ("vi", "8,8%"),
        ("vi", "25/27"),
        ("vi", "\u22125"),
        ("vi", "1e3"),
        ("en", "8,8"),
        ("en", "30.820,5"),
        ("en", "1.204.727"),
        ("en", "٣"),
    ],
)
def test_what_the_language_does_not_write_is_refused(language: str, text: str) -> None:
    with pytest.raises(ReadingError):
        read_local_number(text, language)


@given(NUMBERS, st.sampled_from(["en", "vi"]))
def test_what_we_write_for_readers_is_read_as_the_same_number(number: Decimal, language: str) -> None:
    i18n.activate(language)
    shown = number_text(number).replace("\u2212", "-")
    i18n.activate("en")

    assert read_decimal(read_local_number(shown, language)) == number


@given(st.text("0123456789.,", min_size=1, max_size=12))
def test_only_marks_are_read_otherwise_and_never_a_digit(text: str) -> None:
    for language, point in (("en", "."), ("vi", ",")):
        try:
            number = read_local_number(text, language)
        except ReadingError:
            continue
        assert number.replace(".", "") == text.replace(".", "").replace(",", "")
        assert ("." in number) == (point in text)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("vi", "07/04/2022", "2022-04-07"),
        ("vi", "7-4-2022", "2022-04-07"),
        ("vi", "31/02/2022", None),
        ("vi", "2022-04", None),
        ("en", "07/04/2022", None),
    ],
)
def test_a_day_is_read_where_its_order_is_known(language: str, text: str, day: str | None) -> None:
    assert read_local_day(text, language) == day
