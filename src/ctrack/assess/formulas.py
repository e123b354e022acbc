"""The arithmetic of a row written out: each number as a formula over its terms, and the fact behind each term.

A formula is a template such as `100 * {v} / {lo}`, in the notation of Python: filled with names it reads as in the
method, filled with numbers it is a sum that anybody can do again.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.model.indicator import Baseline, Measurement, Target

if TYPE_CHECKING:
    from datetime import date

    from ctrack.assess.results import Computed
    from ctrack.values.numbers import Number

Recorded = Baseline | Measurement | Target
"""A fact that a number comes from."""


class Quantity(StrEnum):
    """What is computed, in this order."""

    LOWER_EDGE = "lower_edge"
    UPPER_EDGE = "upper_edge"
    VALUE = "value"
    ATTAINMENT = "attainment"
    PROGRESS = "progress"
    EXPECTED = "expected"
    PACE = "pace"
    PROJECTED = "projected"
    PER_YEAR = "per_year"
    PER_YEAR_NEEDED = "per_year_needed"


@frozen
class Term:
    """A number in a formula: its name there, and the fact that says it. A `day` makes it a moment on the time scale."""

    name: str
    number: Number
    record: Recorded | None = None
    day: date | None = None


@frozen
class Formula:
    """How a number is computed."""

    template: str
    terms: tuple[Term, ...] = ()


@frozen
class Step:
    """One number of a row: how it is computed, and what comes out; a step that cannot be gone has no formula."""

    quantity: Quantity
    computed: Computed
    formula: Formula | None = None
