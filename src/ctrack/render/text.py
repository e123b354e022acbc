"""Numbers, dates, values and targets as a reader writes them; data as text that can do nothing."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from ctrack.checks.text import INVISIBLE
from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.i18n import language, written_language
from ctrack.values.numbers import Number, as_decimal, round_half_up
from ctrack.values.periods import months_from

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from ctrack.assess.results import CurrentValue, Goal
    from ctrack.model.codelists import Source, Tracker, Unit
    from ctrack.model.indicator import Target
    from ctrack.model.programme import Programme
    from ctrack.model.words import Bound
    from ctrack.values.periods import Period

PERCENT_PLACES = 1
COMPUTED_PLACES = 2
_BOUND_SIGNS: Mapping[str, str] = {"at_least": "≥ ", "at_most": "≤ ", "about": "≈ "}
_SIGNS = ("≥ >=", "≤ <=", "≠ !=", "≈ ~", "→ ->", "× *", "τ tau", "− -", "– -", "… ...", "· .")  # noqa: RUF001
_ASCII_SIGNS = str.maketrans(dict(pair.split(" ") for pair in _SIGNS))


@frozen(kw_only=False)
class Glyphs:
    """The signs that tables are drawn with."""

    full: str = "█"
    half: str = "▒"
    empty: str = "░"
    mark: str = "│"
    missing: str = "–"  # noqa: RUF001
    levels: str = "▁▂▃▄▅▆▇█"
    point: str = "●"
    hollow: str = "○"
    target: str = "◆"
    path: str = "·"
    tick: str = "┤"
    corner: str = "└"
    base: str = "─"
    notch: str = "┴"


UNICODE = Glyphs()
ASCII = Glyphs(
    full="#",
    half="=",
    empty=".",
    mark="|",
    missing="-",
    levels="",
    point="*",
    hollow="o",
    target="#",
    path=".",
    tick="+",
    corner="+",
    base="-",
    notch="+",
)


def visible(text: str) -> str:
    """Show control, bidirectional and other invisible characters as their code, so that they have no effect."""
    return INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def to_ascii_signs(text: str) -> str:
    """Replace the signs of the tables' own texts that a poor terminal cannot show."""
    return text.translate(_ASCII_SIGNS)


def number_text(number: Number, places: int | None = None) -> str:
    """Write a number for a reader: a measured one digit for digit, a computed one to `places`.

    English `29,647.5`, Vietnamese `29.647,5`.
    """
    return _in_language(f"{rounded(number, places):,f}")


def rounded(number: Number, places: int | None = None) -> Decimal:
    """Round a number as a reader sees it: a measured one not at all, a computed one to `places` if it has more."""
    if isinstance(number, Decimal) and places is None:
        return number
    finite = as_decimal(number)
    if places is None and finite is not None and -_exponent(finite) <= COMPUTED_PLACES:
        return finite
    return round_half_up(number, COMPUTED_PLACES if places is None else places)


def _exponent(decimal: Decimal | None) -> int:
    exponent = decimal.as_tuple().exponent if decimal is not None else 0
    return exponent if isinstance(exponent, int) else 0


def _in_language(text: str) -> str:
    text = text.replace("-", "−")  # noqa: RUF001 - a minus sign, not a hyphen
    return text.translate(str.maketrans(",.", ".,")) if written_language() == "vi" else text


def count_text(count: int) -> str:
    """Write how many there are."""
    return _in_language(f"{count:,}")


def percent_text(number: Fraction) -> str:
    """Write a computed percentage; what is short of 100 never reads 100."""
    return _("{number} %").format(number=number_text(number, PERCENT_PLACES))


def date_text(day: date) -> str:
    """Write a day: English 2022-04-07, Vietnamese 07/04/2022."""
    return f"{day:%d/%m/%Y}" if written_language() == "vi" else day.isoformat()


def target_text(target: Target) -> str:
    """Write a target as it stands in a file: its edges, or what they are counted from the baseline."""
    sign = {"add": _("baseline + "), "percent": _("change in % ")}.get(target.from_baseline or "", "")
    hedge = bound_sign(target.bound) if target.low == target.high else ""
    return f"{hedge}{sign}{interval_text(target.low, target.high, target.of)}"


def period_text(period: Period) -> str:
    """Write a period: English as it was typed, Vietnamese `quý I/2022`, `tháng 4/2022`, `9 tháng 2024`."""
    first, last = period.first, period.last
    is_vietnamese = written_language() == "vi"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and (is_vietnamese or not period.text):
        dash = "–" if is_vietnamese else ".."  # noqa: RUF001
        return str(first.year) if first.year == last.year else f"{first.year}{dash}{last.year}"
    if not is_vietnamese:
        return str(period)
    return date_text(first) if first == last else _vietnamese_period(period)


def _vietnamese_period(period: Period) -> str:
    first, last = period.first, period.last
    months = (last.month - first.month + 1) + 12 * (last.year - first.year)
    is_whole = first.day == 1 and period == months_from(first, months)
    names = {
        (1, 6): _("first half of {year}"),
        (7, 6): _("second half of {year}"),
        **{(3 * number - 2, 3): _("quarter {quarter}/{year}") for number in range(1, 5)},
        (first.month, 1): _("month {month}/{year}"),
    }
    template = names.get((first.month, months)) or (_("{months} months of {year}") if first.month == 1 else None)
    if not is_whole or template is None or first.year != last.year:
        return f"{date_text(first)} – {date_text(last)}"  # noqa: RUF001
    quarter = ("I", "II", "III", "IV")[(first.month - 1) // 3]
    return template.format(year=first.year, quarter=quarter, month=first.month, months=months)


def due_text(target: Target, otherwise: Period | None = None) -> str:
    """Write when a target is due: as it was typed, in each year, or at the end of the period it has otherwise."""
    if target.every:
        return _("each year")
    period = target.by or otherwise
    return period_text(period) if period else ""


def deadline_text(day: date) -> str:
    """Write a deadline: a year's last day is the year."""
    return str(day.year) if (day.month, day.day) == (12, 31) else date_text(day)


def goal_deadline_text(goal: Goal) -> str:
    """Write a goal's deadline as it was typed, unless it is another day: a district's end, or a year of a series."""
    typed = goal.target.by
    is_typed = typed is not None and typed.last == goal.deadline and typed.first != typed.last
    return period_text(typed) if typed and is_typed else deadline_text(goal.deadline)


def with_unit(text: str, unit: Unit) -> str:
    """Put a percent sign behind a figure in percent; other units stand in the heading of the row."""
    return _("{number} %").format(number=text) if unit.name == "%" else text


def figure_text(number: Number, unit: Unit) -> str:
    """Write a figure with its unit."""
    return with_unit(number_text(number), unit) if unit.name == "%" else f"{number_text(number)} {unit_text(unit)}"


def change_text(number: Number, unit: Unit) -> str:
    """Write a difference with its unit: percentages differ by percentage points."""
    points = _("percentage points")
    return f"{number_text(number)} {points if unit.name == '%' else unit_text(unit)}"


def unit_text(unit: Unit) -> str:
    """Name a unit in the reader's language; a bare percent sign stands at the figures."""
    name = unit.name_en if unit.name_en and language() == "en" else unit.name
    return "" if unit.name == "%" else visible(name)


def of_text(number: Number, of: Number | None) -> str:
    """Write `25/27`."""
    return f"{number_text(number)}/{number_text(of)}" if of is not None else number_text(number)


def bound_sign(bound: Bound | None) -> str:
    """Write a hedge."""
    return _BOUND_SIGNS[bound] if bound else ""


def value_text(value: CurrentValue, unit: Unit) -> str:
    """Write the current value with its hedge, denominator and percent sign."""
    is_share = value.is_single and value.latest.measurement.count is not None
    of = None if is_share else value.of
    return with_unit(bound_sign(value.bound) + of_text(value.amount, of), unit)


def interval_text(low: Number | None, high: Number | None, of: Number | None = None) -> str:
    """Write what a target asks for."""
    tail = f"/{number_text(of)}" if of is not None else ""
    if low is not None and high is not None:
        text = number_text(low) if low == high else f"{number_text(low)}–{number_text(high)}"  # noqa: RUF001
    elif low is not None:
        text = f"≥ {number_text(low)}"
    else:
        text = f"≤ {number_text(high)}" if high is not None else "?"
    return text + tail


def goal_text(goal: Goal, unit: Unit) -> str:
    """Write a goal: as typed, or as counted from the baseline."""
    target = goal.target
    is_typed = target.from_baseline is None
    low, high = (target.low, target.high) if is_typed else (goal.low, goal.high)
    sign = bound_sign(target.bound) if low == high else ""
    return with_unit(sign + interval_text(low, high, target.of), unit)


def title_text(record: Programme | Source | Tracker) -> str:
    """Give a title in the reader's language where there is one."""
    return visible(record.title_en if record.title_en and language() == "en" else record.title)


def programme_text(programme: Programme) -> str:
    """Name a programme: its code, title and official number, and whether it is a draft."""
    number = f" ({visible(programme.number)})" if programme.number else ""
    remark = _("draft")
    draft = f" ({remark})" if programme.draft else ""
    return f"{programme.code} {title_text(programme)}{number}{draft}"


class Named(Protocol):
    """What has an official name and may have an English one."""

    @property
    def name(self) -> str:
        """The official name."""

    @property
    def name_en(self) -> str | None:
        """The English one."""


def name_text(record: Named) -> str:
    """Give a name in the reader's language where there is one."""
    return visible(record.name_en if record.name_en and language() == "en" else record.name)


def source_text(source: Source, ident: str) -> str:
    """Cite a source on one line: its title, publisher, date, address, and its id."""
    quality = {"translated": _("a translation"), "secondary": _("second hand")}.get(source.quality)
    published = period_text(source.published) if source.published else _("undated")
    parts = (source.title, source.publisher, published, quality, source.url)
    return visible(f"{', '.join(part for part in parts if part)} ({ident})")
