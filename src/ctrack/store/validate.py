"""Everything that can be said against a tracker, in one report. Nothing is written, and nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ctrack.checks import history
from ctrack.checks.allow import judge, unused
from ctrack.checks.registry import RULES, is_lost, severity_of
from ctrack.checks.run import check, check_freshness
from ctrack.findings import Accepted, Report
from ctrack.store.around import TRACKER_FILE
from ctrack.store.places import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ctrack.findings import Finding, Located, Pointer
    from ctrack.store.documents import Document
    from ctrack.store.gather import Find
    from ctrack.store.read import Reading


class _Texts(Mapping[str, str]):
    """The texts of files: made when they are looked at."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents

    def __getitem__(self, name: str) -> str:
        return self._documents[name].text

    def __iter__(self) -> Iterator[str]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


class Compared(NamedTuple):
    """The revision that a tracker is compared with: how it was named, what it held, which lines are new since."""

    name: str
    reading: Reading | None
    changed: Mapping[str, frozenset[int]]


class _Account:
    """Findings that count and findings that are accepted, each with its place, and the `allow`s that accepted any."""

    def __init__(self, reading: Reading, in_base: Mapping[str, Document] | None) -> None:
        self.kept: list[Located] = []
        self.accepted: list[Accepted] = []
        self.used: set[Pointer] = set()
        self._reading = reading
        self._in_base = in_base

    def add(self, findings: Iterable[Finding]) -> None:
        """Judge findings, and tell where they stand."""
        kept = list(findings)
        if kept and self._reading.dataset:
            judged = judge(self._reading.dataset, kept, self._reading.code_at)
            kept = judged.kept
            self.used |= judged.used
            for finding, reason in judged.accepted:
                places = self._reading.located([finding], self._in_base)
                self.accepted += [Accepted(located=located, reason=reason) for located in places]
        self.kept += self._reading.located(kept, self._in_base)


def validate(reading: Reading, day: date, *, freshness: bool = False, base: Compared | None = None) -> Report:
    """Run the rules over a tracker as read. `freshness` adds what depends on the day, `base` the history rules."""
    account = _Account(reading, base.reading.documents if base and base.reading else None)
    find: Find = partial(_of_dataset, reading, day, freshness=freshness)
    if reading.check_elsewhere:
        find = reading.check_elsewhere(find)
        account.add(reading.findings)
        account.add(find())
    else:  # what is wrong with texts and references may be looked for elsewhere meanwhile
        own = list(find())
        account.add(reading.findings)
        account.add(own)
    account.add(_of_history(reading, base))
    if reading.dataset and not any(is_lost(finding) for finding in reading.findings):
        ran = _codes_that_ran(reading, freshness=freshness, has_base=base is not None)
        account.add(unused(reading.dataset, account.used, ran))
    return Report(
        findings=in_order(account.kept),
        accepted=tuple(account.accepted),
        files=tuple(sorted(reading.documents)),
        texts=_Texts(reading.documents),
        changed=base.changed if base else None,
        base=base.name if base else None,
    )


def _codes_that_ran(reading: Reading, *, freshness: bool, has_base: bool) -> frozenset[str]:
    """List the rules that ran and that the tracker did not turn off."""
    families = {"CT5": freshness, "CT6": has_base}
    asked = (code for code in RULES if families.get(code[:3], True))
    return frozenset(code for code in asked if severity_of(code, reading.settings) is not None)


def _of_dataset(reading: Reading, day: date, *, freshness: bool) -> Iterator[Finding]:
    if reading.dataset:
        yield from check(reading.dataset, day)
        if freshness:
            yield from check_freshness(reading.dataset, day)


def _of_history(reading: Reading, base: Compared | None) -> Iterator[Finding]:
    """Compare with the base, and say what of it could not be compared."""
    if base is None or base.reading is None:
        return
    if base.reading.dataset and reading.dataset:
        broken = frozenset(finding.place.file for finding in reading.findings if is_lost(finding))
        yield from history.check(base.reading.dataset, reading.dataset, broken)
    told = set()
    for finding in base.reading.findings:
        file = finding.place.file
        if is_lost(finding) and file not in told:
            told.add(file)
            shown_in = file if file in reading.documents else TRACKER_FILE
            yield history.not_compared(file, shown_in, finding)
