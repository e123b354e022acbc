"""What changes do: which indicators and districts moved from which status to which, because of which facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.assess.explanation import explain
from ctrack.assess.rows import concerns, district_scopes, has_city_row
from ctrack.changes.definitions import DISTRICT, INDICATOR, PROGRAMME, SOURCE, TRACKER, UNIT
from ctrack.changes.facts import BASELINE, MEASUREMENT, TARGET
from ctrack.dataset import CITY
from ctrack.model.indicator import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ctrack.assess.explanation import Explanation
    from ctrack.assess.results import Result
    from ctrack.changes.compare import Change
    from ctrack.dataset import Dataset, IndicatorEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A row that is judged otherwise now; `because` are the changes that it comes of."""

    before: Result
    after: Result
    because: tuple[Change, ...]

    @property
    def has_moved(self) -> bool:
        """Whether the status is another one, and not only the figures."""
        return self.before.status is not self.after.status


def effects(base: Dataset, head: Dataset, changes: Sequence[Change], day: date) -> tuple[Effect, ...]:
    """Judge by both revisions, as known on `day`, every row that a change may concern and that both have."""
    able = [change for change in changes if _may_matter(change)]
    return tuple(
        effect
        for entry in (head.indicators.values() if able else ())
        if (old := base.indicators.get(entry.code))
        and (told := _concerning(pair := _Pair(base, head, old, entry), able))
        for scope in _scopes(pair)
        if (effect := _effect(pair, scope, told, day))
    )


_FACTS = frozenset({MEASUREMENT, TARGET, BASELINE})
_HEEDED: Mapping[str, tuple[str, ...]] = {
    TRACKER: ("period", "pace.", "stale_after"),
    PROGRAMME: ("period", "issued", "draft"),
    INDICATOR: ("unit", "direction", "aggregation", "per", "path", "rollup.", "same_as"),
    SOURCE: ("published",),
    UNIT: ("rank",),
    DISTRICT: ("until", "kind"),
}
"""The keys of definitions that the arithmetic looks at."""


def _may_matter(change: Change) -> bool:
    """Tell whether a change can have any effect on a status; a definition that is new or gone has none of its own."""
    kind = change.identity.kind
    heeded = _HEEDED.get(kind, ()) if change.before and change.after else ()
    return kind in _FACTS or any(key.startswith(word) for key, _before, _after in change.keys for word in heeded)


@dataclass(frozen=True, slots=True)
class _Pair:
    """An indicator in two revisions."""

    base: Dataset
    head: Dataset
    old: IndicatorEntry
    entry: IndicatorEntry

    @property
    def sides(self) -> tuple[tuple[Dataset, IndicatorEntry], ...]:
        """Both, with their datasets."""
        return (self.base, self.old), (self.head, self.entry)


def _concerning(pair: _Pair, changes: Sequence[Change]) -> tuple[Change, ...]:
    """Give the changes that may have to do with an indicator: its own facts, those it is made of, what defines it."""
    meanings = [entry.meaning for _dataset, entry in pair.sides]
    codes = {pair.entry.code, *(meaning.code for meaning in meanings)}
    rollups = {meaning.rollup.from_ for meaning in meanings if meaning.rollup}
    owners: dict[str, set[str | None]] = {
        PROGRAMME: {code.rpartition(".")[0] for code in codes},
        UNIT: {meaning.unit for meaning in meanings},
        INDICATOR: {*codes, *rollups},
    }
    owners |= dict.fromkeys(_FACTS, owners[INDICATOR])
    if any(change.identity.kind == SOURCE for change in changes):
        owners[SOURCE] = {
            one.source
            for dataset, entry in pair.sides
            for scope in (entry.programme.scope, *dataset.reporting_districts(entry))
            for one in dataset.values(entry, scope)
        }
    return tuple(
        change
        for change in changes
        if change.identity.kind not in owners or change.identity.owner in owners[change.identity.kind]
    )


def _scopes(pair: _Pair) -> Iterator[str]:
    """List the scopes in which either revision has a row; a district must be there in both."""
    home = pair.entry.programme.scope
    if any(has_city_row(dataset, entry) for dataset, entry in pair.sides):
        yield home
    districts = dict.fromkeys(scope for side in pair.sides for scope in district_scopes(*side))
    both = pair.base.districts.keys() & pair.head.districts.keys()
    yield from (scope for scope in districts if scope != home and scope in both)


def _effect(pair: _Pair, scope: str, changes: Sequence[Change], day: date) -> Effect | None:
    concerned = [change for change in changes if _is_of_row(pair, change, scope)]
    if not concerned:
        return None
    before, after = explain(pair.base, pair.old, scope, day), explain(pair.head, pair.entry, scope, day)
    if _essence(before.result) == _essence(after.result):
        return None
    because = _used(before, after, concerned)
    return Effect(before=before.result, after=after.result, because=tuple(because or concerned))


def _is_of_row(pair: _Pair, change: Change, scope: str) -> bool:
    """Tell whether a change may have to do with a row: a district's figure and target do with that district's only."""
    identity = change.identity
    is_made_of_districts = scope == CITY and pair.entry.meaning.rollup is not None
    if identity.kind in {MEASUREMENT, BASELINE}:
        return identity.scope == scope or is_made_of_districts
    if identity.kind == TARGET:
        records = [fact.record for fact in (change.before, change.after) if fact]
        is_home = scope == pair.entry.programme.scope
        return is_made_of_districts or any(
            isinstance(record, Target) and concerns(pair.head, record, scope, is_home=is_home) for record in records
        )
    return True


def _essence(result: Result) -> tuple[object, ...]:
    value = result.value
    told = (value.amount, value.of, value.last, value.status, value.bound) if value else None
    goal = result.goal
    wanted = (goal.low, goal.high, goal.of, goal.deadline) if goal else None
    return told, wanted, result.status, result.attainment, result.pace.percent, result.flags


def _used(before: Explanation, after: Explanation, changes: Sequence[Change]) -> list[Change]:
    """Keep the changes of facts that went into either result, and of definitions."""
    old, new = ({record.pointer for record in side.records} for side in (before, after))
    return [
        change
        for change in changes
        if (change.before and change.before.pointer in old)
        or (change.after and change.after.pointer in new)
        or change.identity.kind not in _FACTS
    ]
