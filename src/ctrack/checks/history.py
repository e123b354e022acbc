"""CT601 to CT606 and CT690: a change against the revision before it. Facts are compared by what they are.

Moving, reordering and reformatting are free, and so is what the base does not have. Drafts are free.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.changes.facts import NAMES, TARGET, all_facts
from ctrack.changes.names import grouped, renamed_districts, under_new_names
from ctrack.checks.registry import RULES, severity_of
from ctrack.checks.series import at
from ctrack.findings import Finding, Place, Related, Severity
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.values.names import accented_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ctrack.changes.facts import Fact, Identity, Says
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Pointer

_WEIGHT = {None: 0, Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}


@frozen
class Change:
    """Two revisions of a tracker.

    `renamed` gives districts of the base that now have another id; of the files in `broken` something cannot be read
    now, so that nothing in them counts as removed: their own findings come first.
    """

    base: Dataset
    head: Dataset
    renamed: Mapping[str, str]
    broken: frozenset[str]

    def place_of(self, code: str, scope: str, key: str) -> Place:
        """Point to where a fact that is gone should stand: its list, else its indicator, programme or file."""
        entry = self.head.indicators.get(code)
        if scope in self.head.districts and not (entry and entry.programme.scope == scope):
            return Place(pointer=(f"districts/{scope}.yaml", "measurements"), key=True)
        if entry:
            return at_key(entry.indicator.pointer, key)
        programme = self.head.programmes.get(code) or self.head.programmes.get(code.rpartition(".")[0])
        return Place(pointer=programme.programme.pointer if programme else ("tracker.yaml",))


def at_key(pointer: Pointer, key: str) -> Place:
    """Point to a key of a record, or to the record where it has no such key."""
    return Place(pointer=(*pointer, key), key=True)


def check(base: Dataset, head: Dataset, broken: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Run all rules of this family but CT690."""
    change = Change(base=base, head=head, renamed=renamed_districts(base, head), broken=broken)
    yield from (finding for finding in _lost_and_changed(change) if not _may_be_unread(finding, change))
    yield from (finding for finding in _indicators(change) if not _may_be_unread(finding, change))
    yield from _loosened_rules(change)


def _may_be_unread(finding: Finding, change: Change) -> bool:
    """Tell whether what seems to be removed may only be unreadable now."""
    before = {related.place.file for related in finding.related if related.place.in_base}
    return finding.rule in {"CT601", "CT604"} and bool(change.broken & {finding.place.file, *before})


def _lost_and_changed(change: Change) -> Iterator[Finding]:
    """CT601, CT602 and CT603."""
    now = grouped(all_facts(change.head.files), {})
    for identity, facts in grouped(all_facts(change.base.files), change.renamed).items():
        there = now.get(identity, [])
        lost = [fact for fact in facts if not fact.is_draft and all(fact.says != other.says for other in there)]
        said = [fact.says for fact in facts]
        new = [other for other in there if other.says not in said]
        for number, fact in enumerate(lost):
            yield _changed(fact, new[number]) if number < len(new) else _removed(change, identity, fact)


def _in_base(fact: Fact) -> tuple[Related, ...]:
    place = Place(pointer=fact.pointer, in_base=True)
    return (Related(place=place, message=Message(N_("it stood here"))),)


def _removed(change: Change, identity: Identity, fact: Fact) -> Finding:
    keys = {"measurement": "measurements", "target": "targets", "assessment": "assessments", "update": "updates"}
    hints = {
        "measurement": N_("put it back; if it was wrong, add withdrawn: DATE and a note that says why"),
        "target": N_("put it back; if it was changed, add a further target with a later decided"),
    }
    return Finding(
        rule="CT601",
        place=change.place_of(identity.owner, identity.scope, keys.get(identity.kind, identity.kind)),
        message=Message(N_("{what} {fact} was removed"), {"what": Message(NAMES[identity.kind]), "fact": fact.text}),
        hint=Message(hints.get(identity.kind, N_("put it back"))),
        related=_in_base(fact),
    )


def _changed(fact: Fact, now: Fact) -> Finding:
    is_target = fact.identity.kind == TARGET
    hints = {
        "measurement": N_("put the old figure back and add the new one as a further entry with a later published"),
        "target": N_("put the old target back and add the new one as a further entry with a later decided"),
        "baseline": N_("put it back: everything that was reported so far was computed from it"),
    }
    message = Message(
        N_("{what} {fact} was changed: {changes}"),
        {"what": Message(NAMES[fact.identity.kind]), "fact": fact.text, "changes": _changes(fact, now)},
    )
    return Finding(
        rule="CT603" if is_target else "CT602",
        place=Place(pointer=now.pointer),
        message=message,
        hint=Message(hints.get(fact.identity.kind, N_("put it back and add the new one as a further entry"))),
        related=_in_base(fact),
    )


def _changes(fact: Fact, now: Fact) -> str:
    """Write what a fact said and says now, key by key."""
    before, after = dict(fact.says), dict(now.says)
    changed = [key for key in before | after if before.get(key) != after.get(key)]
    return ", ".join(f"{key} {_written(before.get(key))} → {_written(after.get(key))}" for key in changed)


def _written(value: object) -> str:
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)  # noqa: RUF001


def _indicators(change: Change) -> Iterator[Finding]:
    """CT604 and CT605."""
    with_data = {fact.identity.owner for fact in all_facts(change.base.files) if fact.identity.kind in _FIGURES}
    for code, before in change.base.indicators.items():
        if before.programme.programme.draft:
            continue
        now = change.head.indicators.get(code)
        if now is None:
            yield _code_removed(change, before)
            continue
        changed = _changed_meaning(before, now)
        if len(changed) == len(_MEANING):
            message = Message(N_("{code} now means another thing"), {"code": code})
            hint = Message(N_("put it back, and give the new indicator a code of its own"))
            yield Finding(rule="CT604", place=at(now.indicator.pointer, "code"), message=message, hint=hint)
        elif code in with_data and (defining := [key for key in changed if key != "name"]):
            yield _redefined(before, now, defining)


_FIGURES = frozenset({"measurement", "baseline"})
_MEANING = ("name", "unit", "direction", "aggregation")


def _changed_meaning(before: IndicatorEntry, now: IndicatorEntry) -> list[str]:
    changed = [key for key in _MEANING[1:] if getattr(before.meaning, key) != getattr(now.meaning, key)]
    is_renamed = accented_key(before.indicator.name) != accented_key(now.indicator.name)
    return ["name", *changed] if is_renamed else changed


def _code_removed(change: Change, before: IndicatorEntry) -> Finding:
    return Finding(
        rule="CT604",
        place=change.place_of(before.code, before.programme.scope, "code"),
        message=Message(
            N_('the indicator {code} "{name}" was removed'), {"code": before.code, "name": before.indicator.name}
        ),
        hint=Message(N_("put it back: reports that were printed refer to its code")),
        related=(
            Related(place=Place(pointer=before.indicator.pointer, in_base=True), message=Message(N_("it stood here"))),
        ),
    )


def _redefined(before: IndicatorEntry, now: IndicatorEntry, keys: Sequence[str]) -> Finding:
    changes = ", ".join(f"{key}: {getattr(before.meaning, key)} → {getattr(now.meaning, key)}" for key in keys)
    place = at(now.indicator.pointer, keys[0])
    return Finding(
        rule="CT605",
        place=place,
        message=Message(
            N_("{code} has data, and its definition changed: {changes}"), {"code": now.code, "changes": changes}
        ),
        hint=Message(N_("put it back and take a new code; if it was wrong from the start, accept it with allow")),
        related=(
            Related(
                place=Place(pointer=(*before.indicator.pointer, keys[0]), in_base=True),
                message=Message(N_("it stood here")),
            ),
        ),
    )


def _loosened_rules(change: Change) -> Iterator[Finding]:
    """CT606."""
    before, now = change.base.tracker.rules, change.head.tracker.rules
    loosened = [code for code in RULES if _WEIGHT[severity_of(code, now)] < _WEIGHT[severity_of(code, before)]]
    if not loosened or _facts(change.base, change.renamed) == _facts(change.head, {}):
        return
    for code in loosened:
        place = Place(pointer=("tracker.yaml", "rules", code) if code in now else ("tracker.yaml",))
        message = Message(N_("{code} is switched down in the same change as data"), {"code": code})
        hint = Message(N_("change rules in a change of their own"))
        yield Finding(rule="CT606", place=place, message=message, hint=hint)


def _facts(dataset: Dataset, renamed: Mapping[str, str]) -> set[tuple[Identity, Says]]:
    return {(under_new_names(fact.identity, renamed), fact.says) for fact in all_facts(dataset.files)}


def not_compared(file: str, shown_in: str, problem: Finding) -> Finding:
    """CT690: something in a file of the base could not be read; it is said in `shown_in`, which is there now."""
    return Finding(
        rule="CT690",
        place=Place(pointer=(shown_in,)),
        message=Message(
            N_("{file} could not be read whole in the base and was not compared: {rule}, {problem}"),
            {"file": file, "rule": problem.rule, "problem": problem.message},
        ),
        hint=Message(N_("compare with a revision that can be read")),
    )
