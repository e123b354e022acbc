"""What a row is judged from: an indicator for the city or one district, with the facts that concern it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.dataset import CITY
from ctrack.frozen import frozen
from ctrack.model.words import DistrictGroup

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.figures import Figures
    from ctrack.model.indicator import Baseline, Measurement, Target
    from ctrack.model.words import Aggregation, Direction


@frozen
class Row:
    """An indicator and a scope."""

    entry: IndicatorEntry
    scope: str
    targets: tuple[Target, ...]
    measurements: Figures[Measurement]
    baseline: Baseline | None
    until: date | None
    is_rank: bool

    @property
    def direction(self) -> Direction:
        """Which way it is meant to go."""
        return self.entry.meaning.direction

    @property
    def aggregation(self) -> Aggregation:
        """How its periods make one value."""
        return self.entry.meaning.aggregation


def make_row(dataset: Dataset, entry: IndicatorEntry, scope: str) -> Row:
    """Gather what concerns an indicator in a scope; a district's row of a city indicator has no baseline."""
    is_home = scope == entry.programme.scope
    has_baseline = is_home and scope == entry.meaning_scope
    district = dataset.districts.get(scope)
    return Row(
        entry=entry,
        scope=scope,
        targets=tuple(
            target for target in entry.indicator.targets if concerns(dataset, target, scope, is_home=is_home)
        ),
        measurements=dataset.values(entry, scope),
        baseline=entry.meaning.baseline if has_baseline else None,
        until=district.until.last if district and district.until else None,
        is_rank=dataset.unit(entry).rank,
    )


def concerns(dataset: Dataset, target: Target, scope: str, *, is_home: bool) -> bool:
    """Tell whether a target is set for a scope: without `districts` for its programme's, else for those it names."""
    districts = target.districts
    if districts is None:
        return is_home
    if scope == CITY:
        return False
    if isinstance(districts, DistrictGroup):
        district = dataset.districts.get(scope)
        return district is not None and (districts is DistrictGroup.ALL or district.kind == districts.value)
    return scope in districts


def has_city_row(dataset: Dataset, entry: IndicatorEntry) -> bool:
    """Tell whether an indicator has a row of its programme's own scope: not when all its facts are districts'."""
    if entry.meaning.rollup or dataset.values(entry, entry.programme.scope):
        return True
    targets = entry.indicator.targets
    if any(target.districts is None for target in targets):
        return True
    return not targets and not dataset.reporting_districts(entry)


def district_scopes(dataset: Dataset, entry: IndicatorEntry) -> tuple[str, ...]:
    """List the districts that have a target or a value of a city indicator, in the order of their ids."""
    if entry.programme.scope != CITY:
        return ()
    reporting = set(dataset.reporting_districts(entry))
    return tuple(
        ident
        for ident in sorted(dataset.districts)
        if ident in reporting
        or any(concerns(dataset, target, ident, is_home=False) for target in entry.indicator.targets)
    )


def followed_rows(dataset: Dataset) -> Iterator[tuple[IndicatorEntry, str]]:
    """Give every row that is followed: drafts and what exists no more are left out by their dates."""
    for entry in dataset.indicators.values():
        if entry.programme.programme.draft:
            continue
        if has_city_row(dataset, entry):
            yield entry, entry.programme.scope
        yield from ((entry, scope) for scope in district_scopes(dataset, entry) if scope != entry.programme.scope)
