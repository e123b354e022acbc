"""The changes between two revisions in the words of the field: new, revised and removed data, targets, the rest."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

from ctrack.changes.definitions import all_definitions
from ctrack.changes.facts import BASELINE, MEASUREMENT, TARGET, all_facts
from ctrack.changes.names import grouped, renamed_districts
from ctrack.frozen import frozen
from ctrack.model.indicator import Measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
    from datetime import date

    from ctrack.changes.facts import Fact, Identity
    from ctrack.dataset import Dataset, Files


class Section(StrEnum):
    """Where a change is told."""

    NEW = "new"
    REVISED = "revised"
    TARGETS = "targets"
    OTHER = "other"


class How(StrEnum):
    """What happened to a fact."""

    ADDED = "added"
    FURTHER_SOURCE = "further_source"
    REVISED = "revised"
    DECIDED_ANEW = "decided_anew"
    OVERWRITTEN = "overwritten"
    REDATED = "redated"
    WITHDRAWN = "withdrawn"
    ANNOTATED = "annotated"
    CHANGED = "changed"
    REMOVED = "removed"


@frozen
class Change:
    """A fact that is not as it was. `earlier` is the fact of the base that a new one follows on."""

    how: How
    section: Section
    before: Fact | None = None
    after: Fact | None = None
    earlier: Fact | None = None

    @property
    def identity(self) -> Identity:
        """What it is a change of."""
        fact = self.after or self.before
        assert fact is not None  # noqa: S101 - one of the two is there
        return fact.identity

    @property
    def keys(self) -> tuple[tuple[str, object, object], ...]:
        """The keys that say something else, with what they said and say."""
        before = dict((*self.before.says, *self.before.details)) if self.before else {}
        after = dict((*self.after.says, *self.after.details)) if self.after else {}
        return tuple(
            (key, before.get(key), after.get(key)) for key in before | after if before.get(key) != after.get(key)
        )


@frozen
class Comparison:
    """The changes, and what could not be compared.

    `uncompared` counts for files that head cannot read whole the facts that may be there still; in `doubtful` files,
    which base could not, what is new may have been there before.
    """

    changes: tuple[Change, ...]
    uncompared: Mapping[str, int]
    doubtful: tuple[str, ...]

    def of(self, section: Section) -> tuple[Change, ...]:
        """Give the changes of a section."""
        return tuple(change for change in self.changes if change.section is section)


def compare(
    base: Dataset,
    head: Dataset,
    *,
    broken_base: frozenset[str] = frozenset(),
    broken_head: frozenset[str] = frozenset(),
) -> Comparison:
    """Compare two revisions; of files in `broken_…` something cannot be read.

    What is missing from a file that is broken in head is not said to be removed; what is new in a file that was broken
    in base is told, and may have been there before.
    """
    renamed = renamed_districts(base, head)
    found = [
        *_of(base.files, head.files, all_facts, renamed),
        *_of(base.files, head.files, all_definitions, renamed),
    ]
    changes, uncompared, doubtful = [], defaultdict[str, int](int), set()
    for change in found:
        fact = change.before if change.after is None else change.after if change.before is None else None
        file = str(fact.pointer[0]) if fact else ""
        if change.after is None and file in broken_head:
            uncompared[file] += 1
            continue
        if change.before is None and file in broken_base:
            doubtful.add(file)
        changes.append(change)
    return Comparison(changes=tuple(changes), uncompared=dict(uncompared), doubtful=tuple(sorted(doubtful)))


def _of(
    base: Files, head: Files, list_facts: Callable[[Files], Iterator[Fact]], renamed: Mapping[str, str]
) -> Iterator[Change]:
    before, after = grouped(list_facts(base), renamed), grouped(list_facts(head), {})
    pairs: list[tuple[Fact, Fact]] = []
    gone: list[tuple[Identity, Fact]] = []
    new: list[Fact] = []
    for identity in before | after:
        matched = _match(before.get(identity, ()), after.get(identity, ()))
        pairs += matched.pairs
        gone += [(identity, fact) for fact in matched.gone]
        new += matched.new
    redated = _redated(gone, new)
    pairs += redated
    moved = {id(fact) for pair in redated for fact in pair}
    left = [fact for fact in new if id(fact) not in moved]
    rewritten = _redated([one for one in gone if id(one[1]) not in moved], left, has_same_say=False)
    pairs += rewritten
    moved |= {id(fact) for pair in rewritten for fact in pair}
    series = _by_series(before)
    yield from (_changed(old, now) for old, now in pairs)
    yield from (_added(fact, series) for fact in new if id(fact) not in moved)
    yield from (_removed(fact) for _identity, fact in gone if id(fact) not in moved)


@frozen(kw_only=False)
class _Matched:
    """Facts of one identity in two revisions: those that differ in pairs, those that are gone, those that are new."""

    pairs: list[tuple[Fact, Fact]]
    gone: list[Fact]
    new: list[Fact]


def _match(before: Sequence[Fact], after: Sequence[Fact]) -> _Matched:
    """Pair what says the same first, then what says the same but for details, then the rest in order."""
    gone, new = list(before), list(after)
    pairs: list[tuple[Fact, Fact]] = []
    for is_same in (_is_equal, _says_the_same, _is_anything):
        for fact in tuple(gone):
            place = next((place for place, other in enumerate(new) if is_same(fact, other)), None)
            if place is not None:
                gone = [one for one in gone if one is not fact]
                other = new.pop(place)
                pairs += [(fact, other)] if is_same is not _is_equal else []
    return _Matched(pairs, gone, new)


def _is_equal(fact: Fact, other: Fact) -> bool:
    return (fact.says, fact.details) == (other.says, other.details)


def _says_the_same(fact: Fact, other: Fact) -> bool:
    return fact.says == other.says


def _is_anything(_fact: Fact, _other: Fact) -> bool:
    return True


def _series(identity: Identity) -> Hashable:
    """Name what a fact is about, whenever it was published or decided."""
    return identity._replace(parts=identity.parts[:-1]) if identity.kind in {MEASUREMENT, TARGET} else identity


def _redated(
    gone: Sequence[tuple[Identity, Fact]], new: Sequence[Fact], *, has_same_say: bool = True
) -> list[tuple[Fact, Fact]]:
    """Pair facts of which the day of publication or decision is another, first those that say the same otherwise."""
    waiting: dict[Hashable, list[Fact]] = defaultdict(list)
    for fact in new:
        waiting[(_series(fact.identity), fact.says if has_same_say else None)].append(fact)
    pairs = []
    for identity, fact in gone:
        others = waiting.get((_series(identity), fact.says if has_same_say else None))
        if others:
            pairs.append((fact, others.pop(0)))
    return pairs


def _by_series(groups: Mapping[Identity, Sequence[Fact]]) -> Mapping[Hashable, list[Fact]]:
    series: dict[Hashable, list[Fact]] = defaultdict(list)
    for identity, facts in groups.items():
        series[_series(identity)] += facts
    return series


def _changed(before: Fact, after: Fact) -> Change:
    kind = after.identity.kind
    is_withdrawn = "withdrawn" in dict(after.details) and "withdrawn" not in dict(before.details)
    if before.says != after.says:
        how = How.OVERWRITTEN if kind in _SECTIONS else How.CHANGED
        return Change(how=how, section=_SECTIONS.get(kind, Section.OTHER), before=before, after=after)
    if is_withdrawn:
        return Change(how=How.WITHDRAWN, section=_SECTIONS.get(kind, Section.OTHER), before=before, after=after)
    if _day(before, kind) != _day(after, kind):
        return Change(how=How.REDATED, section=_SECTIONS.get(kind, Section.OTHER), before=before, after=after)
    return Change(how=How.ANNOTATED, section=Section.OTHER, before=before, after=after)


def _day(fact: Fact, kind: str) -> object:
    """Give the day since which a figure is known or a target holds, as far as it says so itself."""
    return dict(fact.details).get("decided" if kind == TARGET else "published")


_SECTIONS: Mapping[str, Section] = {
    MEASUREMENT: Section.REVISED,
    TARGET: Section.TARGETS,
    BASELINE: Section.TARGETS,
}


def _added(fact: Fact, series: Mapping[Hashable, Sequence[Fact]]) -> Change:
    before = series.get(_series(fact.identity), ())
    earlier = before[-1] if before else None
    match fact.identity.kind:
        case "measurement":
            results = [one for one in before if not _is_forecast(one)]
            earlier = max(results, key=_published, default=None) if not _is_forecast(fact) else None
            is_revision = earlier is not None and _figure(earlier) != _figure(fact)
            how = How.REVISED if is_revision else How.FURTHER_SOURCE if earlier else How.ADDED
            section = Section.REVISED if is_revision else Section.NEW
        case "target":
            how, section = How.DECIDED_ANEW if earlier else How.ADDED, Section.TARGETS
        case "baseline":
            how, section, earlier = How.ADDED, Section.TARGETS, None
        case _:
            how, section, earlier = How.ADDED, Section.OTHER, None
    return Change(how=how, section=section, after=fact, earlier=earlier)


def _is_forecast(fact: Fact) -> bool:
    return dict(fact.says).get("status") == "forecast"


def _published(fact: Fact) -> date:
    """Give the day by which the later of two figures is known, as far as the entries say so themselves."""
    record = fact.record
    assert isinstance(record, Measurement)  # noqa: S101 - of measurements only
    return (record.published or record.date).last


def _figure(fact: Fact) -> object:
    """Give what a measurement says but for whether the definition changed with it."""
    return tuple((key, value) for key, value in fact.says if key != "break")


def _removed(fact: Fact) -> Change:
    return Change(how=How.REMOVED, section=_SECTIONS.get(fact.identity.kind, Section.OTHER), before=fact)
