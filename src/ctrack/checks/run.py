"""All rules that look at a whole dataset, as a list that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.checks import allow, freshness, periods, plausible, programmes, references, targets, totals, values
from ctrack.checks.series import all_series

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctrack.dataset import Dataset
    from ctrack.findings import Finding


def check(dataset: Dataset, day: date | None) -> Iterator[Finding]:
    """Run every rule that needs nothing but the data; `day` is the day of the run, where periods must have begun."""
    figures = list(all_series(dataset))
    yield from allow.unknown_rules(dataset)
    yield from references.foreign_codes(dataset.files)
    yield from periods.after_the_end(dataset)
    yield from periods.twice(dataset, figures)
    yield from targets.twice(dataset)
    yield from values.limits(dataset)
    yield from periods.too_early(dataset, figures, day)
    yield from values.denominators(dataset)
    yield from plausible.stated_percentages(dataset, figures)
    yield from values.sources(dataset)
    yield from plausible.changed_denominators(dataset, figures)
    yield from plausible.unlikely_figures(dataset, figures)
    yield from totals.parts(dataset)
    yield from totals.roll_ups(dataset)
    yield from periods.crossing(figures)
    yield from periods.disputed(dataset, figures)
    yield from targets.edges(dataset)
    yield from targets.outside_the_programme(dataset)
    yield from programmes.owners(dataset)
    yield from targets.wrong_direction(dataset)
    yield from targets.sources(dataset)
    yield from programmes.declared(dataset)
    yield from programmes.due_dates(dataset)
    yield from programmes.tasks_twice(dataset)


def check_freshness(dataset: Dataset, day: date) -> Iterator[Finding]:
    """Run the rules that ask what is too old or missing on `day`."""
    yield from freshness.stale(dataset, day)
    yield from freshness.missed_deadlines(dataset, day)
