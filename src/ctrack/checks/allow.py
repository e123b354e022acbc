"""`allow` and `rules`: which findings a tracker accepts, and CT409 where it accepts one that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.checks.registry import RULES
from ctrack.checks.series import at
from ctrack.findings import Finding, Place
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer
    from ctrack.model.indicator import Allow, Indicator
    from ctrack.model.programme import Programme, Task

    CodeAt = Callable[[Pointer], str | None]
    """Tells which indicator a place in the files belongs to."""

_NEVER = frozenset({"CT601", "CT602", "CT603"})


@frozen
class Judged:
    """Findings that count, findings that an `allow` accepts with its reason, and the `allow`s that accepted any."""

    kept: list[Finding]
    accepted: list[tuple[Finding, str]]
    used: set[Pointer]


def can_be_allowed(code: str) -> bool:
    """Tell whether a finding of this rule may be accepted at all."""
    return not code.startswith("CT0") and code not in _NEVER


def judge(dataset: Dataset, findings: Iterable[Finding], code_at: CodeAt) -> Judged:
    """Part findings into those that count and those that are accepted."""
    judged = Judged(kept=[], accepted=[], used=set())
    allows = _Allows(dataset)
    for finding in findings:
        allow = allows.covering(finding, code_at) if can_be_allowed(finding.rule) else None
        if allow is None:
            judged.kept.append(finding)
        else:
            judged.accepted.append((finding, allow.reason))
            judged.used.add(allow.pointer)
    return judged


class _Allows:
    """What is accepted where: by the place of the record that says so, and by indicator code for districts' values."""

    def __init__(self, dataset: Dataset) -> None:
        self.by_place: dict[Pointer, Sequence[Allow]] = {}
        self.by_code: dict[str, Sequence[Allow]] = {}
        for entry in dataset.programmes.values():
            programme = entry.programme
            records: list[Programme | Indicator | Task] = [programme, *programme.indicators, *programme.tasks]
            self.by_place |= {record.pointer: record.allow for record in records if record.allow}
            for indicator in programme.indicators:
                self.by_code[indicator.code] = (*indicator.allow, *programme.allow)

    def covering(self, finding: Finding, code_at: CodeAt) -> Allow | None:
        """Find the `allow` that accepts a finding: on a record around its place, or on the indicator it is of."""
        if not self.by_place:
            return None
        pointer = finding.place.pointer
        above = (self.by_place.get(pointer[:length], ()) for length in range(len(pointer), 0, -1))
        code = code_at(pointer)
        candidates = [allow for allows in above for allow in allows] + list(self.by_code.get(code or "", ()))
        return next((allow for allow in candidates if allow.rule == finding.rule), None)


def _all_allows(dataset: Dataset) -> Iterator[Allow]:
    for entry in dataset.programmes.values():
        programme = entry.programme
        records: list[Programme | Indicator | Task] = [programme, *programme.indicators, *programme.tasks]
        yield from (allow for record in records for allow in record.allow)


def unknown_rules(dataset: Dataset) -> Iterator[Finding]:
    """CT104: find settings and `allow`s of rules that do not exist or cannot be accepted."""
    for code in dataset.tracker.rules:
        if code not in RULES:
            yield _no_rule(code, Place(pointer=("tracker.yaml", "rules", code), key=True))
    for allow in _all_allows(dataset):
        if allow.rule not in RULES:
            yield _no_rule(allow.rule, at(allow.pointer, "rule"))
        elif not can_be_allowed(allow.rule):
            message = Message(N_("a finding of {code} cannot be accepted"), {"code": allow.rule})
            hint = Message(N_("mend what it finds, and remove this entry"))
            yield Finding(rule="CT104", place=at(allow.pointer, "rule"), message=message, hint=hint)


def _no_rule(code: str, place: Place) -> Finding:
    near = nearest(code, RULES)
    hint = Message(N_("did you mean {word}?"), {"word": near[0]}) if near else None
    return Finding(rule="CT104", place=place, message=Message(N_("there is no rule {code}"), {"code": code}), hint=hint)


def unused(dataset: Dataset, used: Container[Pointer], ran: Container[str]) -> Iterator[Finding]:
    """CT409: find `allow`s that accept nothing, among the rules that ran."""
    for allow in _all_allows(dataset):
        is_judged = allow.rule in ran and can_be_allowed(allow.rule) and allow.rule != "CT409"
        if is_judged and allow.pointer not in used:
            message = Message(N_("{code} finds nothing here that could be accepted"), {"code": allow.rule})
            hint = Message(N_("remove this entry"))
            yield Finding(rule="CT409", place=at(allow.pointer, "rule"), message=message, hint=hint)
