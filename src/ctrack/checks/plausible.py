"""CT305, CT307, CT308 and CT309: figures that do not go with the others of their indicator."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from ctrack.assess.observations import amount_of, known_day
from ctrack.assess.rows import make_row
from ctrack.assess.targets import goals_in_force
from ctrack.checks.series import at, standing_targets
from ctrack.dataset import CITY
from ctrack.findings import Finding, Place
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.model.figures import Question
from ctrack.values.amounts import extent_of, floats_of
from ctrack.values.numbers import exact, last_digit, plain_text, round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from ctrack.assess.results import Goal
    from ctrack.checks.series import Series
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Pointer
    from ctrack.model.codelists import Unit
    from ctrack.model.figures import Figures
    from ctrack.model.indicator import Comparison, Measurement
    from ctrack.values.numbers import Number

    _Spot = tuple[Pointer, str]
    """A record and a key of it."""

FAR = 20
"""How many times above or below the usual figure is far away."""

_PLAINLY_NEAR = FAR * (1 - 1e-9)
"""Floats are no further apart than the numbers that they are nearest to, but for much less than this leaves."""

_GROUP = 3
_THOUSANDTH = Decimal("0.001")


_STATED = Question(("stated",), lambda stated: stated is not None, is_general=True)


def stated_percentages(dataset: Dataset, figures: Iterable[Series]) -> Iterator[Finding]:
    """CT305: find printed percentages that value and of, or else the target, do not give."""
    for series in figures:
        for measurement in series.measurements.where(_STATED):
            yield from _stated(measurement, _percentages(dataset, series, measurement))
    for entry in dataset.indicators.values():
        for comparison in entry.indicator.comparisons:
            if comparison.stated is not None and comparison.withdrawn is None:
                yield from _stated(comparison, _share(comparison))


def _stated(measurement: Measurement, given: Sequence[Fraction]) -> Iterator[Finding]:
    stated = measurement.stated
    if stated is None or not given or any(abs(exact(stated) - one) < last_digit(stated) for one in given):
        return
    shown = {"stated": stated, "given": round_half_up(given[0], max(2, _places(stated) + 1))}
    message = Message(N_("{stated} % is stated, the figures give {given} %"), shown)
    hint = Message(N_("mend the figure that is wrong: value, of, stated or the target"))
    yield Finding(rule="CT305", place=at(measurement.pointer, "stated"), message=message, hint=hint)


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def _percentages(dataset: Dataset, series: Series, measurement: Measurement) -> tuple[Fraction, ...]:
    """Give the percentages that may have been printed: of what the value is of, else of each goal that may be meant."""
    if share := _share(measurement):
        return share
    row = make_row(dataset, series.entry, series.scope)
    goals = goals_in_force(row, known_day(dataset, measurement))
    amount = amount_of(measurement, goals) if measurement.of_target is None else None
    around = sorted(
        (goal for goal in goals if goal.window.contains(measurement.date)), key=lambda goal: goal.window.days
    )
    return tuple(ratio for goal in around for ratio in _ratios(amount, goal)) if amount is not None else ()


def _share(measurement: Measurement | Comparison) -> tuple[Fraction, ...]:
    number = measurement.count if measurement.value is None else measurement.value
    return (100 * exact(number) / exact(measurement.of),) if number is not None and measurement.of else ()


def _ratios(amount: Number, goal: Goal) -> Iterator[Fraction]:
    """Give value by goal; where less is better the goal by the value too, as both are printed."""
    edge = goal.edge(amount)
    if edge and goal.direction == "decrease" and amount:
        yield 100 * edge / exact(amount)
    if edge:
        yield 100 * exact(amount) / edge


def changed_denominators(dataset: Dataset, figures: Iterable[Series]) -> Iterator[Finding]:
    """CT307: where a target is of a total, find levels whose total is missing or changes without a break."""
    for series in figures:
        has_total = any(target.of is not None for target in standing_targets(series.entry))
        if has_total and series.entry.meaning.aggregation == "last":
            yield from _changed_denominators(dataset, series)


def _changed_denominators(dataset: Dataset, series: Series) -> Iterator[Finding]:
    before: Measurement | None = None
    for measurement in sorted(series.measurements, key=lambda one: (one.date.last, known_day(dataset, one))):
        if measurement.of_target is not None:
            continue
        if measurement.of is None:
            message = Message(N_("the target is of a total, this figure is not"))
            hint = Message(N_("add of, the total that the figure is of"))
            yield Finding(rule="CT307", place=Place(pointer=measurement.pointer), message=message, hint=hint)
            continue
        if before and before.of != measurement.of and not measurement.break_:
            message = Message(
                N_("of is {of}, in {date} it was {before}"),
                {"of": measurement.of, "date": before.date, "before": before.of},
            )
            hint = Message(N_("if the definition changed here, say break: true"))
            yield Finding(rule="CT307", place=at(measurement.pointer, "of"), message=message, hint=hint)
        before = measurement


@frozen(kw_only=False, slots=False)
class _Level:
    """Figures of one level, city or districts, measured and decided; the usual one is the median of the others."""

    measured: tuple[Figures[Measurement], ...]
    decided: tuple[tuple[_Spot, Decimal], ...]
    baseline: tuple[tuple[_Spot, Decimal], ...]

    def numbers(self) -> Iterator[tuple[_Spot, Decimal, bool]]:
        """Give where each stands, the number, and whether it is measured."""
        for figures in self.measured:
            for value in figures:
                if value.value is not None:
                    yield (value.pointer, "value"), value.value, True
        yield from ((spot, number, True) for spot, number in self.baseline)
        yield from ((spot, number, False) for spot, number in self.decided)

    @cached_property
    def _sizes(self) -> list[Fraction]:
        return sorted(abs(exact(number)) for _, number, _ in self.numbers() if number)

    def usual_beside(self, number: Number) -> Fraction | None:
        """Give the median of the others, zeros left out; nothing without others."""
        sizes = self._sizes
        if not number:
            count = len(sizes)
            return (sizes[(count - 1) // 2] + sizes[count // 2]) / 2 if sizes else None
        own, count = bisect_left(sizes, abs(exact(number))), len(sizes) - 1
        if count < 1:
            return None
        low, high = (sizes[index + (index >= own)] for index in ((count - 1) // 2, count // 2))
        return (low + high) / 2

    def suspects(self) -> Iterator[tuple[_Spot, Decimal, bool]]:
        """Give the figures that may be far from the usual: none where they all lie near one another."""
        others = [number for _, number in (*self.baseline, *self.decided)]
        extents = [extent_of(floats_of(others)), *[figures.extent("value") for figures in self.measured]]
        is_close = max(high for _, high in extents) < _PLAINLY_NEAR * min(low for low, _ in extents)
        grouped = (not one.rules_out(_GROUPED) and one.where(_GROUPED) for one in self.measured)
        if is_close and not any(map(_is_grouped, others)) and not any(grouped):
            return iter(())
        return (one for one in self.numbers() if not is_close or _is_grouped(one[1]))


def unlikely_figures(dataset: Dataset, figures: Iterable[Series]) -> Iterator[Finding]:
    """CT308 and CT309: find figures a thousand times off by their groups of three, or far from the usual."""
    measured: dict[str, dict[str, Figures[Measurement]]] = defaultdict(dict)
    for series in figures:
        measured[series.entry.code][series.scope] = series.measurements
    for entry in dataset.indicators.values():
        if entry.meaning is entry.indicator:
            unit = dataset.unit(entry)
            for level in _levels(entry, measured[entry.code]):
                for spot, number, is_measured in level.suspects():
                    yield from _unlikely(entry, unit, level, at(*spot), number, is_measured=is_measured)


def _levels(entry: IndicatorEntry, measured: Mapping[str, Figures[Measurement]]) -> Iterator[_Level]:
    """Give the level of the indicator's own scope, and that of the districts."""
    baseline, home = entry.indicator.baseline, entry.programme.scope
    targets = [target for target in standing_targets(entry) if target.from_baseline is None]
    for is_own in (True, False):
        yield _Level(
            measured=tuple([figures for scope, figures in measured.items() if (scope == home) == is_own]),
            decided=tuple(
                ((target.pointer, key), getattr(target, key))
                for target in targets
                if (target.districts is None or home != CITY) == is_own
                for key in ("value", "min", "max")
                if getattr(target, key) is not None
            ),
            baseline=(((baseline.pointer, "value"), baseline.value),) if is_own and baseline else (),
        )


def _unlikely(
    entry: IndicatorEntry, unit: Unit, level: _Level, place: Place, number: Decimal, *, is_measured: bool
) -> Iterator[Finding]:
    usual = level.usual_beside(number)
    if _is_grouped(number) and _is_thousandfold(number, usual, unit):
        grouped = number.scaleb(_GROUP)
        message = Message(N_("{number} is a thousand times off if its point groups thousands"), {"number": number})
        hint = Message(N_("write {grouped}, or accept it with allow and the reason"), {"grouped": f"{grouped:f}"})
        yield Finding(rule="CT308", place=place, message=message, hint=hint)
    elif is_measured and number and usual and not _is_near(number, usual) and entry.meaning.aggregation != "average":
        times, above = _times(number, usual)
        template = (
            N_("{number} is {times} times the usual {usual}")
            if above
            else N_("{number} is {times} times smaller than the usual {usual}")
        )
        shown = {"number": number, "times": times, "usual": plain_text(round_half_up(usual, 2).normalize())}
        hint = Message(N_("mend the figure or its unit, or accept it with allow and the reason"))
        yield Finding(rule="CT309", place=place, message=Message(template, shown), hint=hint)


def _times(number: Number, usual: Fraction) -> tuple[int, bool]:
    ratio = abs(exact(number)) / usual
    return (int(ratio), True) if ratio > 1 else (int(1 / ratio), False)


def _is_grouped(number: Decimal) -> bool:
    """Tell whether a number is written with exactly three decimals, as a Vietnamese group of thousands looks."""
    return number.same_quantum(_THOUSANDTH) and 1 <= abs(number) < 10**_GROUP


_GROUPED = Question(
    ("value",),
    lambda value: value is not None and _is_grouped(value),
    is_general=True,
    sign=re.compile(r"\.[0-9]{3}$", re.MULTILINE | re.ASCII),
)


def _is_thousandfold(number: Decimal, usual: Fraction | None, unit: Unit) -> bool:
    grouped = number.scaleb(_GROUP)
    if unit.integer and _is_inside(grouped, unit):
        return True
    return bool(number) and usual is not None and _is_near(grouped, usual) and not _is_near(number, usual)


def _is_inside(number: Decimal, unit: Unit) -> bool:
    return (unit.min is None or number >= unit.min) and (unit.max is None or number <= unit.max)


def _is_near(number: Number, usual: Fraction) -> bool:
    return usual <= FAR * abs(exact(number)) and abs(exact(number)) <= FAR * usual
