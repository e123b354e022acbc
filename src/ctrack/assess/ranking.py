"""Districts in order on one indicator."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import NotComputed, Reason
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.assess.results import Result


def ranks(results: Sequence[Result]) -> Mapping[str, int]:
    """Rank the districts that reported: by attainment where all have one, else by value; equals share a rank.

    A value on another total than the target's is not compared with the target, nor with other districts.
    """
    reported = [result for result in results if result.value and not _is_of_another_total(result)]
    scores = {result.scope: _score(result, by_attainment=_all_have_attainment(reported)) for result in reported}
    return {scope: 1 + sum(other > score for other in scores.values()) for scope, score in scores.items()}


def _is_of_another_total(result: Result) -> bool:
    return isinstance(result.attainment, NotComputed) and result.attainment.reason is Reason.DIFFERENT_OF


def _all_have_attainment(results: Sequence[Result]) -> bool:
    return all(isinstance(result.attainment, Fraction) for result in results)


def _score(result: Result, *, by_attainment: bool) -> Fraction:
    """Give a number that is greater the better a district stands."""
    if by_attainment and isinstance(result.attainment, Fraction):
        return result.attainment
    amount = exact(result.value.amount) if result.value else Fraction(0)
    match result.entry.meaning.direction:
        case "increase":
            return amount
        case "decrease":
            return -amount
    return -result.goal.distance(amount) if result.goal else Fraction(0)
