"""CT302: a figure keeps to the limits of its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.dataset import CITY
from ctrack.findings import Finding, Place
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Pointer
    from ctrack.model.codelists import Unit


def check(dataset: Dataset) -> Iterator[Finding]:
    """Find figures outside their unit's limits, and fractions in a unit of whole numbers."""
    for entry in dataset.indicators.values():
        unit = dataset.files.units.get(entry.indicator.unit or "")
        for pointer, number in _figures(dataset, entry) if unit else ():
            if unit and (message := _problem(number, unit)):
                yield Finding(rule="CT302", place=Place(pointer=pointer), message=message, hint=_hint(number, unit))


def _figures(dataset: Dataset, entry: IndicatorEntry) -> Iterator[tuple[Pointer, Decimal]]:
    """Give every number of an indicator that is in its unit, with its place."""
    indicator = entry.indicator
    values = [*indicator.measurements, *indicator.comparisons]
    if entry.programme.scope == CITY:
        values += [value for ident in dataset.reporting_districts(entry) for value in dataset.values(entry, ident)]
    for value in values:
        if value.value is not None:
            yield (*value.pointer, "value"), value.value
    if indicator.baseline:
        yield (*indicator.baseline.pointer, "value"), indicator.baseline.value
    for target in indicator.targets:
        for key in ("value", "min", "max") if target.from_baseline is None else ():
            number = getattr(target, key)
            if number is not None:
                yield (*target.pointer, key), number


def _problem(number: Decimal, unit: Unit) -> Message | None:
    if unit.integer and number != number.to_integral_value():
        return Message(
            N_("{number} is no whole number, {unit} are counted in whole ones"), {"number": number, "unit": unit.name}
        )
    if unit.min is not None and number < unit.min:
        return Message(
            N_("{number} is below {limit}, the least in {unit}"),
            {"number": number, "limit": unit.min, "unit": unit.name},
        )
    if unit.max is not None and number > unit.max:
        return Message(
            N_("{number} is above {limit}, the most in {unit}"),
            {"number": number, "limit": unit.max, "unit": unit.name},
        )
    return None


def _hint(number: Decimal, unit: Unit) -> Message | None:
    """Recognise a point that groups thousands, as Vietnamese writes them."""
    digits = str(abs(number))
    is_grouped = unit.integer and len(digits.rpartition(".")[2]) == 3  # noqa: PLR2004 - a group of thousands
    return (
        Message(N_("if the point groups thousands, write {text}"), {"text": str(number).replace(".", "")})
        if is_grouped
        else None
    )
