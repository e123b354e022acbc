"""Periods: `2022`, `2022-H1`, `2022-Q1`, `2022-04`, `2022-04-07` and `a..b`, as days."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from datetime import date, timedelta
from fractions import Fraction

from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.values.reading import ReadingError

_YEAR = re.compile(r"([1-9][0-9]{3})", re.ASCII)
_HALF = re.compile(r"([1-9][0-9]{3})-H([12])", re.ASCII)
_QUARTER = re.compile(r"([1-9][0-9]{3})-Q([1-4])", re.ASCII)
_MONTH = re.compile(r"([1-9][0-9]{3})-([0-9]{2})", re.ASCII)
_DAY = re.compile(r"([1-9][0-9]{3})-([0-9]{2})-([0-9]{2})", re.ASCII)

_DAY_FIRST = r"(?a)([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([1-9][0-9]{3})"
_YEAR_FIRST = r"(?a)([1-9][0-9]{3})[/.-]([0-9]{1,2})[/.-]([0-9]{1,2})"
_MONTH_FIRST = r"(?ai)(?:tháng\s*|T)?([0-9]{1,2})[/.-]([1-9][0-9]{3})"
_QUARTER_FIRST = r"(?i)(?:quý|quy|q)\s*(I{1,3}|IV|[1-4])\s*[/.-]\s*([1-9][0-9]{3})"
_QUARTER_BARE = r"(?ai)([1-9][0-9]{3})[ /]?([QH])([1-4])"
_YEARS = r"(?a)([1-9][0-9]{3})\s*[-\u2013\u2014]\s*([1-9][0-9]{3})"
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}

_LAST_MONTH = 12


@frozen(kw_only=False)
class Period:
    """A stretch of whole days; two are equal when their days are, however they were typed."""

    first: date
    last: date
    text: str = ""

    def __eq__(self, other: object) -> bool:
        """Compare the days."""
        return isinstance(other, Period) and self.first == other.first and self.last == other.last

    def __hash__(self) -> int:
        """Hash as equality compares."""
        return hash((self.first, self.last))

    def __str__(self) -> str:
        """Write it as it was typed, else as days."""
        return self.text or (str(self.first) if self.first == self.last else f"{self.first}..{self.last}")

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def contains(self, other: Period) -> bool:
        """Tell whether `other` lies wholly inside it."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Tell whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def is_whole(self, grain: str) -> bool:
        """Tell whether it is exactly one calendar `year`, `quarter` or `month`."""
        months = {"year": 12, "quarter": 3, "month": 1}[grain]
        return (self.first.month - 1) % months == 0 and self == months_from(self.first.replace(day=1), months)


def read_period(text: str) -> Period:
    """Read a period; an error where the text is none or runs backwards.

    >>> read_period("2022-Q1").last
    datetime.date(2022, 3, 31)
    """
    start, dots, end = text.partition("..")
    first = _read_single(start)
    last = _read_single(end) if dots else first
    if first is None or last is None:
        raise ReadingError("CT105", Message(N_('"{text}" is not a period'), {"text": text}), _period_hint(text))
    if last.last < first.first:
        raise ReadingError("CT105", Message(N_('the period "{text}" runs backwards'), {"text": text}))
    return Period(first.first, last.last, text)


def _read_single(text: str) -> Period | None:
    if match := _YEAR.fullmatch(text):
        return year_period(int(match[1]))
    if match := _HALF.fullmatch(text):
        return months_from(date(int(match[1]), 6 * int(match[2]) - 5, 1), 6)
    if match := _QUARTER.fullmatch(text):
        return months_from(date(int(match[1]), 3 * int(match[2]) - 2, 1), 3)
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[2]) <= _LAST_MONTH:
        return months_from(date(int(match[1]), int(match[2]), 1), 1)
    if match := _DAY.fullmatch(text):
        return _single_day(*map(int, match.groups()))
    return None


def _single_day(year: int, month: int, day: int) -> Period | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Period(found, found)


def _period_hint(text: str) -> Message | None:
    """Show the right form where only one can be meant."""
    suggestion = suggested_period(text)
    if suggestion:
        return Message(N_("write {text}"), {"text": suggestion})
    if (match := re.fullmatch(_DAY_FIRST, text)) and _single_day(*_swapped(match)):
        year, month, day = _swapped(match)
        forms = {"one": f"{year}-{month:02}-{day:02}", "other": f"{year}-{day:02}-{month:02}"}
        return Message(N_("which is the day? write {one} or {other}"), forms)
    if _DAY.fullmatch(text):
        return Message(N_("there is no such day"))
    return Message(
        N_("a period is written 2024, 2024-H1, 2024-Q1, 2024-04, 2024-04-07 or 2024-01..2024-09"),
    )


def _swapped(match: re.Match[str]) -> tuple[int, int, int]:
    """Give year, month and day of a date that is written day first."""
    day, month, year = map(int, match.groups())
    return year, month, day


def suggested_period(text: str) -> str | None:
    """Give the right form of a period that is written otherwise, where only one can be meant."""
    text = text.strip()
    if match := re.fullmatch(_DAY_FIRST, text):
        day, month, year = map(int, match.groups())
        certain = day > _LAST_MONTH or day == month
        return f"{year}-{month:02}-{day:02}" if certain and _single_day(year, month, day) else None
    if match := re.fullmatch(_YEAR_FIRST, text):
        year, month, day = map(int, match.groups())
        return f"{year}-{month:02}-{day:02}" if _single_day(year, month, day) else None
    if match := re.fullmatch(_YEARS, text):
        return f"{match[1]}..{match[2]}" if match[1] <= match[2] else None
    if match := re.fullmatch(_QUARTER_FIRST, text):
        return f"{match[2]}-Q{_ROMAN.get(match[1].upper(), match[1])}"
    if match := re.fullmatch(_QUARTER_BARE, text):
        suggestion = f"{match[1]}-{match[2].upper()}{match[3]}"
        return suggestion if _read_single(suggestion) else None
    if (match := re.fullmatch(_MONTH_FIRST, text)) and 1 <= int(match[1]) <= _LAST_MONTH:
        return f"{match[2]}-{int(match[1]):02}"
    return None


def year_period(year: int) -> Period:
    """Give a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def months_from(first: date, months: int) -> Period:
    """Give the period of `months` whole months from the first day of a month."""
    end = first.month + months - 1
    year, month = first.year + (end - 1) // 12, (end - 1) % 12 + 1
    return Period(first, date(year, month, monthrange(year, month)[1]))


def months_before(day: date, months: int) -> date:
    """Give the day `months` months before `day`, or that month's last day; the first year is the earliest."""
    index = max(day.year * 12 + day.month - 1 - months, 12)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def half_months_after(day: date, halves: int) -> date:
    """Give the day `halves` half months after `day`: whole months first, then fifteen days for an odd half."""
    months = day.year * 12 + day.month - 1 + halves // 2
    year, month = months // 12, months % 12 + 1
    if year >= date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1])) + timedelta(days=15 * (halves % 2))


def a_year_before(period: Period) -> Period:
    """Give the same stretch of the year before; a month's last day stays a month's last day."""
    return Period(_year_back(period.first), _year_back(period.last))


def _year_back(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(day.year - 1, day.month, last if is_last else min(day.day, last))


def tau(day: date) -> Fraction:
    """Place the end of `day` on the time scale on which whole years are exactly 1 apart."""
    return day.year + Fraction(day.timetuple().tm_yday, 366 if isleap(day.year) else 365)


def tau_before(day: date) -> Fraction:
    """Place the beginning of `day` on the time scale: the end of the day before it."""
    return tau(day - timedelta(days=1))
