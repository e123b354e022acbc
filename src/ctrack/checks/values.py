"""CT302, CT304 and CT306: a figure keeps to its unit and to what it is of, and says where it comes from."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.checks.series import FiguresWhere, at, standing_targets, value_key
from ctrack.dataset import all_programmes
from ctrack.findings import Finding, Place
from ctrack.i18n import N_, Message
from ctrack.model.figures import Question
from ctrack.values.numbers import exact, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Pointer
    from ctrack.model.codelists import Unit
    from ctrack.model.indicator import Baseline, Measurement, Target
    from ctrack.values.numbers import Number


def limits(dataset: Dataset) -> Iterator[Finding]:
    """CT302: find figures outside their unit's limits, and fractions in a unit of whole numbers."""
    outside = {ident: FiguresWhere(dataset, _outside_of(unit)) for ident, unit in dataset.files.units.items()}
    for entry in dataset.indicators.values():
        unit = dataset.files.units.get(entry.meaning.unit or "")
        for pointer, key, number in _figures(entry, outside[entry.meaning.unit or ""]) if unit else ():
            if unit and (message := _outside(number, unit)):
                yield Finding(rule="CT302", place=at(pointer, key), message=message, hint=_hint(number, unit))


def _outside_of(unit: Unit) -> Question:
    def is_outside(value: Decimal | None, count: Decimal | None, of: Decimal | None) -> bool:
        is_negative = value is None and count is not None and of is not None and count < 0 < of
        return is_negative or (value is not None and _outside(value, unit) is not None)

    return Question(("value", "count", "of"), is_outside, untrue_between=not unit.integer)


def _figures(entry: IndicatorEntry, outside: FiguresWhere) -> Iterator[tuple[Pointer, str, Number]]:
    """Give the numbers of an indicator that are in its unit, with their places; of those measured, those `outside`."""
    for found in outside.of(entry):
        if found.value is not None:
            yield found.pointer, "value", found.value
        elif found.count is not None and found.of:
            yield found.pointer, "count", 100 * exact(found.count) / exact(found.of)
    if entry.indicator.baseline:
        yield entry.indicator.baseline.pointer, "value", entry.indicator.baseline.value
    for target in standing_targets(entry):
        for key in ("value", "min", "max") if target.from_baseline is None else ():
            number = getattr(target, key)
            if number is not None:
                yield target.pointer, key, number


def _outside(number: Number, unit: Unit) -> Message | None:
    if unit.integer and Fraction(number).denominator != 1:
        template, limit = N_("{number} is no whole number, {unit} are counted in whole ones"), None
    elif unit.min is not None and number < unit.min:
        template, limit = N_("{number} is below {limit}, the least in {unit}"), unit.min
    elif unit.max is not None and number > unit.max:
        template, limit = N_("{number} is above {limit}, the most in {unit}"), unit.max
    else:
        return None
    return Message(template, {"number": plain_text(number), "unit": unit.name, "limit": limit})


def _hint(number: Number, unit: Unit) -> Message | None:
    if unit.integer and Fraction(number).denominator != 1:
        return Message(N_("write a whole number, or take a unit that has fractions"))
    return Message(N_("mend the figure, or the limits of the unit in units.yaml"))


def denominators(dataset: Dataset) -> Iterator[Finding]:
    """CT304: find values above what they are of, and denominators and counts that cannot be."""
    shares = FiguresWhere(dataset, _OF_SOMETHING)
    for entry in dataset.indicators.values():
        unit = dataset.unit(entry)
        percent = unit.name == "%" or entry.meaning.unit == "percent"
        records: list[Measurement | Baseline | Target] = [*shares.of(entry), *standing_targets(entry)]
        records += [entry.indicator.baseline] if entry.indicator.baseline else []
        for record in records:
            if record.of is not None or getattr(record, "count", None) is not None:
                yield from _denominator_problems(record, unit, percent=percent)


_OF_SOMETHING = Question(("of", "count"), lambda of, count: of is not None or count is not None, is_general=True)
_WITHOUT_SOURCE = Question(("source",), lambda source: source is None, is_general=True)


def _denominator_problems(record: Measurement | Baseline | Target, unit: Unit, *, percent: bool) -> Iterator[Finding]:
    if getattr(record, "count", None) is not None and not percent:
        message = Message(N_("count gives a percentage, the indicator is in {unit}"), {"unit": unit.name})
        hint = Message(N_("write value instead of count"))
        yield Finding(rule="CT304", place=at(record.pointer, "count"), message=message, hint=hint)
        return
    if record.of is None:
        return
    if record.of <= 0:
        message = Message(N_("of is {of}: a figure is of something above zero"), {"of": record.of})
        yield Finding(rule="CT304", place=at(record.pointer, "of"), message=message)
        return
    for key in ("count", "value", "min", "max"):
        number = getattr(record, key, None)
        if number is not None and number > record.of and getattr(record, "from_baseline", None) is None:
            message = Message(N_("{number} is more than the {of} that it is of"), {"number": number, "of": record.of})
            hint = Message(N_("mend the one or the other; are they swapped?"))
            yield Finding(rule="CT304", place=at(record.pointer, key), message=message, hint=hint)


def sources(dataset: Dataset) -> Iterator[Finding]:
    """CT306: find figures that do not say where they come from."""
    hint = Message(N_("add source, an id of sources.yaml"))
    without = FiguresWhere(dataset, _WITHOUT_SOURCE)
    for entry in dataset.indicators.values():
        for value in without.of(entry):
            message = Message(N_("the figure {value} has no source"), {"value": getattr(value, value_key(value))})
            yield Finding(rule="CT306", place=Place(pointer=value.pointer), message=message, hint=hint)
        if entry.indicator.baseline and entry.indicator.baseline.source is None:
            message = Message(N_("the baseline has no source"))
            yield Finding(
                rule="CT306", place=Place(pointer=entry.indicator.baseline.pointer), message=message, hint=hint
            )
    for _, programme in all_programmes(dataset.files):
        for assessment in programme.assessments:
            if assessment.source is None:
                message = Message(N_("the assessment has no source"))
                yield Finding(rule="CT306", place=Place(pointer=assessment.pointer), message=message, hint=hint)
