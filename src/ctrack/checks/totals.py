"""CT310 and CT311: parts add up to their total, districts to the city."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.assess import measured_and_rolled_up
from ctrack.assess.observations import counted_observations
from ctrack.assess.rows import make_row
from ctrack.assess.targets import goals_in_force
from ctrack.checks.series import value_place
from ctrack.dataset import CITY
from ctrack.findings import Finding, Related
from ctrack.i18n import N_, Message
from ctrack.values.numbers import exact, last_digit, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.assess.results import CurrentValue, Observation
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.values.periods import Period

_ALWAYS = date.max
"""Everything is known by then: what depends on the day is left to other rules."""


def parts(dataset: Dataset) -> Iterator[Finding]:
    """CT310: find totals whose parts all have a value for the same period and do not add up to it."""
    for entry in dataset.indicators.values():
        members = [dataset.indicators.get(code) for code in entry.indicator.parts]
        if members and all(members):
            scopes = [entry.programme.scope, *dataset.reporting_districts(entry)]
            for scope in dict.fromkeys(scopes):
                yield from _parts(dataset, entry, [member for member in members if member], scope)


def _parts(dataset: Dataset, entry: IndicatorEntry, members: Sequence[IndicatorEntry], scope: str) -> Iterator[Finding]:
    by_part = [_by_period(dataset, member, scope) for member in members]
    for period, total in _by_period(dataset, entry, scope).items():
        if not all(period in values for values in by_part):
            continue
        values = [values[period] for values in by_part]
        added = sum((exact(value.amount) for value in values), Fraction(0))
        if not _agrees(total, added, tolerance=len(values) * _half_a_unit([total, *values])):
            message = Message(
                N_("the parts {codes} add up to {added}, the total of {period} is {total}"),
                {
                    "codes": ", ".join(member.code for member in members),
                    "added": plain_text(added),
                    "period": period,
                    "total": plain_text(total.amount),
                },
            )
            yield Finding(
                rule="CT310",
                place=value_place(total.measurement),
                message=message,
                hint=Message(N_("mend the figure that is wrong, or accept it with allow and the reason")),
                related=tuple(_part(member, value) for member, value in zip(members, values, strict=True)),
            )


def _part(member: IndicatorEntry, value: Observation) -> Related:
    shown = {"code": member.code, "value": plain_text(value.amount)}
    return Related(place=value_place(value.measurement), message=Message(N_("{code} is {value}"), shown))


def _by_period(dataset: Dataset, entry: IndicatorEntry, scope: str) -> dict[Period, Observation]:
    row = make_row(dataset, entry, scope)
    observations = counted_observations(dataset, row, goals_in_force(row, _ALWAYS), _ALWAYS)
    return {observation.period: observation for observation in observations}


def _half_a_unit(values: Sequence[Observation]) -> Fraction:
    """Give half a unit of the coarsest last digit; what is computed from a count has none."""
    digits = [last_digit(value.amount) for value in values if isinstance(value.amount, Decimal)]
    return max(digits, default=Fraction(0)) / 2


def _agrees(total: Observation, added: Fraction, tolerance: Fraction) -> bool:
    """Compare within the tolerance, as the total's hedge allows."""
    amount = exact(total.amount)
    match total.measurement.bound:
        case "at_least":
            return added >= amount - tolerance
        case "at_most":
            return added <= amount + tolerance
        case "about":
            return True
    return abs(added - amount) <= tolerance


def roll_ups(dataset: Dataset) -> Iterator[Finding]:
    """CT311: find city values that differ from the complete roll-up of the districts for the same period end."""
    for entry in dataset.indicators.values():
        if entry.indicator.rollup and entry.programme.scope == CITY:
            measured, rolled = measured_and_rolled_up(dataset, entry, _ALWAYS)
            if measured and rolled and measured.last == rolled.last and not rolled.is_incomplete:
                yield from _differing(measured, rolled)


def _differing(measured: CurrentValue, rolled: CurrentValue) -> Iterator[Finding]:
    latest, added = measured.latest, exact(rolled.amount)
    if measured.is_single:
        agrees = _agrees(latest, added, Fraction(0) if added.denominator == 1 else _half_a_unit([latest]))
    else:
        agrees = exact(measured.amount) == added
    if not agrees:
        yield Finding(
            rule="CT311",
            place=value_place(latest.measurement),
            message=Message(
                N_("the city's value is {measured}, its districts give {rolled}"),
                {"measured": plain_text(measured.amount), "rolled": plain_text(rolled.amount)},
            ),
            hint=Message(N_("mend the figure that is wrong, or accept it with allow and the reason")),
        )
