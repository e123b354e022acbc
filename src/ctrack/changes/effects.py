"""What changes do: which indicators and districts moved from which status to which, because of which facts.

Every row that both revisions have is judged by both: what could have an effect is not guessed. Only the causes of what
moved are looked for among the changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess
from ctrack.assess.explanation import explain
from ctrack.assess.rows import concerns, district_scopes, has_city_row
from ctrack.changes.compare import How
from ctrack.changes.definitions import DISTRICT, INDICATOR, PROGRAMME, SOURCE, TRACKER, UNIT
from ctrack.changes.facts import BASELINE, MEASUREMENT, TARGET
from ctrack.changes.names import renamed_districts
from ctrack.dataset import CITY
from ctrack.frozen import frozen
from ctrack.model.indicator import Target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ctrack.assess.explanation import Explanation
    from ctrack.assess.results import Result
    from ctrack.changes.compare import Change
    from ctrack.dataset import Dataset, IndicatorEntry


@frozen
class Effect:
    """A row that is judged otherwise now; `because` are the changes that it comes of.

    None: only the order of entries that stand for each other changed. `is_damaged`: there are errors in its facts on
    one side, so that it may have moved only because something cannot be read.
    """

    before: Result
    after: Result
    because: tuple[Change, ...]
    is_damaged: bool

    @property
    def has_moved(self) -> bool:
        """Whether the status is another one, and not only the figures."""
        return self.before.status is not self.after.status


def effects(base: Dataset, head: Dataset, changes: Sequence[Change], day: date) -> tuple[Effect, ...]:
    """Judge by both revisions, as known on `day`, every row that both have."""
    names = {now: then for then, now in renamed_districts(base, head).items()}
    pairs = (
        _Pair(base, head, old, entry, names)
        for entry in head.indicators.values()
        if (old := base.indicators.get(entry.code))
    )
    return tuple(effect for pair in pairs for scope in _scopes(pair) if (effect := _effect(pair, scope, changes, day)))


@frozen(kw_only=False)
class _Pair:
    """An indicator in two revisions; `names` gives districts that were renamed the ids that they had."""

    base: Dataset
    head: Dataset
    old: IndicatorEntry
    entry: IndicatorEntry
    names: Mapping[str, str]

    def then(self, scope: str) -> str:
        """Give the id that a scope had in the base."""
        return self.names.get(scope, scope)


def _scopes(pair: _Pair) -> Iterator[str]:
    """List the scopes in which either revision has a row; a district must be there in both."""
    home = pair.entry.programme.scope
    if has_city_row(pair.base, pair.old) or has_city_row(pair.head, pair.entry):
        yield home
    now = {then: now for now, then in pair.names.items()}
    before = [now.get(scope, scope) for scope in district_scopes(pair.base, pair.old)]
    districts = dict.fromkeys([*before, *district_scopes(pair.head, pair.entry)])
    yield from (
        scope
        for scope in districts
        if scope != home and scope in pair.head.districts and pair.then(scope) in pair.base.districts
    )


def _effect(pair: _Pair, scope: str, changes: Sequence[Change], day: date) -> Effect | None:
    then = pair.then(scope)
    before, after = assess(pair.base, pair.old, then, day), assess(pair.head, pair.entry, scope, day)
    if _essence(before) == _essence(after):
        return None
    sides = explain(pair.base, pair.old, then, day), explain(pair.head, pair.entry, scope, day)
    return Effect(
        before=before,
        after=after,
        because=_causes(pair, scope, sides, changes),
        is_damaged=bool(pair.base.errors_in(pair.old, then) or pair.head.errors_in(pair.entry, scope)),
    )


def _essence(result: Result) -> tuple[object, ...]:
    value = result.value
    told = (value.amount, value.of, value.last, value.status, value.bound) if value else None
    goal = result.goal
    wanted = (goal.low, goal.high, goal.of, goal.deadline) if goal else None
    return told, wanted, result.status, result.attainment, result.pace.percent, result.flags


_HEEDED: Mapping[str, tuple[str, ...]] = {
    TRACKER: ("period", "pace.", "stale_after"),
    PROGRAMME: ("period", "issued", "draft"),
    INDICATOR: ("unit", "direction", "aggregation", "per", "path", "rollup.", "same_as"),
    SOURCE: ("published",),
    UNIT: ("rank",),
    DISTRICT: ("until", "kind"),
}
"""The keys of definitions that the arithmetic looks at."""

_SILENT = frozenset({"note", "stated"})
"""The keys of facts that it does not look at."""


def _causes(
    pair: _Pair, scope: str, sides: tuple[Explanation, Explanation], changes: Sequence[Change]
) -> tuple[Change, ...]:
    """Give the changes that a row moved by: of facts that went into it before or now, of what defines it.

    Where none of its facts is among them, all changes that may concern it: something was decided by what is not there.
    """
    able = [change for change in changes if _may_matter(change) and _may_concern(pair, scope, sides, change)]
    used = [{record.pointer for record in side.records} for side in sides]
    facts = [change for change in able if change.identity.kind in _FACTS]
    definitions = [change for change in able if change.identity.kind not in _FACTS]
    direct = [
        change
        for change in facts
        if (change.before and change.before.pointer in used[0]) or (change.after and change.after.pointer in used[1])
    ]
    return (*(direct or ([] if definitions else facts)), *definitions)


_FACTS = frozenset({MEASUREMENT, TARGET, BASELINE})


def _may_matter(change: Change) -> bool:
    """Tell whether the arithmetic looks at what a change changes."""
    kind = change.identity.kind
    if kind in _FACTS:
        return change.how is not How.ANNOTATED or any(key not in _SILENT for key, _before, _after in change.keys)
    heeded = _HEEDED.get(kind, ())
    return any(key.startswith(word) for key, _before, _after in change.keys for word in heeded)


def _may_concern(pair: _Pair, scope: str, sides: tuple[Explanation, Explanation], change: Change) -> bool:
    """Tell whether a change may have to do with a row: with its own facts, those it is made of, what defines it."""
    rows = {row for side in sides for row in side.rows}
    entries = [row.entry for side in sides for row in (side.result, *side.districts)]
    codes = {code for entry in entries for code in (entry.code, entry.meaning.code)}
    scopes = {pair.then(scope), scope, *(row[1] for row in rows)}
    identity = change.identity
    match identity.kind:
        case "measurement" | "baseline":
            return identity.owner in codes and identity.scope in scopes
        case "target":
            return identity.owner in codes and _is_target_of(pair, scopes, change)
        case "indicator":
            return identity.owner in codes
        case "programme":
            return identity.owner in {code.rpartition(".")[0] for code in codes}
        case "unit":
            return identity.owner in {entry.meaning.unit for entry in entries}
        case "source":
            return identity.owner in {record.source for side in sides for record in side.known_facts}
        case "district":
            return identity.owner in scopes
    return True


def _is_target_of(pair: _Pair, scopes: set[str], change: Change) -> bool:
    records = [fact.record for fact in (change.before, change.after) if fact]
    return any(
        isinstance(record, Target)
        and any(
            concerns(dataset, record, scope, is_home=scope in {CITY, change.identity.scope})
            for scope in scopes
            for dataset in (pair.base, pair.head)
        )
        for record in records
    )
