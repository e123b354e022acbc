"""The facts of a tracker, each with what it is and what it says, so that two revisions can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctrack.dataset import CITY, all_programmes
from ctrack.frozen import frozen
from ctrack.i18n import N_
from ctrack.model.words import DistrictGroup

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from ctrack.dataset import Files
    from ctrack.findings import Pointer
    from ctrack.model.indicator import Baseline, Indicator, Measurement, Target
    from ctrack.model.programme import Assessment, Programme, Task
    from ctrack.model.record import Record
    from ctrack.values.periods import Period

Days = tuple[object, object] | None
Says = tuple[tuple[str, object], ...]
"""What may not change: the keys that are given, each with its value."""


class Identity(NamedTuple):
    """What makes a fact the same one in two revisions: its kind, whose it is, and its own dates and districts."""

    kind: str
    owner: str
    scope: str
    parts: tuple[Hashable, ...]


@frozen
class Fact:
    """A figure or promise that is never overwritten. `says` is what may not change, `details` what may.

    `text` names it for a reader; `record` is what stands in the file.
    """

    identity: Identity
    says: Says
    text: str
    record: Record
    details: Says = ()
    is_draft: bool = False

    @property
    def pointer(self) -> Pointer:
        """Its place."""
        return self.record.pointer


MEASUREMENT, TARGET, BASELINE, ASSESSMENT, UPDATE = "measurement", "target", "baseline", "assessment", "update"
NAMES = {
    MEASUREMENT: N_("the measurement"),
    TARGET: N_("the target"),
    BASELINE: N_("the baseline"),
    ASSESSMENT: N_("the assessment"),
    UPDATE: N_("the update"),
}


def all_facts(files: Files) -> Iterator[Fact]:
    """List the facts of every file, those of records that stand twice included."""
    for scope, programme in all_programmes(files):
        period = programme.period or files.tracker.period
        for indicator in programme.indicators:
            yield from _of_indicator(indicator, scope, programme, period)
        for assessment in programme.assessments:
            yield _assessment(programme, scope, assessment)
        for task in programme.tasks:
            yield from _of_task(task, scope, programme)
    drafts = {
        indicator.code
        for _, programme in all_programmes(files)
        if programme.draft
        for indicator in programme.indicators
    }
    for ident, district in files.districts.items():
        for measurement in district.measurements:
            code = measurement.indicator
            yield _measurement(measurement, code, ident, is_draft=code in drafts)


def _of_indicator(indicator: Indicator, scope: str, programme: Programme, period: Period) -> Iterator[Fact]:
    for measurement in indicator.measurements:
        yield _measurement(measurement, indicator.code, scope, is_draft=programme.draft)
    for target in indicator.targets:
        yield _target(target, indicator.code, scope, period, is_draft=programme.draft)
    if indicator.baseline:
        yield _baseline(indicator.baseline, indicator.code, scope, is_draft=programme.draft)


_COUNTS = ("of", "attained", "exceeded", "expected", "on_schedule", "difficult")


def _given(keys: Mapping[str, object]) -> Says:
    return tuple((key, value) for key, value in keys.items() if value is not None)


_DETAILS = ("published", "decided", "stated", "withdrawn", "source", "note")


def _details(record: Record) -> Says:
    return _given({key: getattr(record, key, None) for key in _DETAILS})


def _days(period: Period | None) -> Days:
    return (period.first, period.last) if period else None


def _measurement(measurement: Measurement, code: str, scope: str, *, is_draft: bool) -> Fact:
    number = next(
        number for number in (measurement.value, measurement.count, measurement.of_target) if number is not None
    )
    kind = "of_target" if measurement.of_target is not None else "count" if measurement.count is not None else "value"
    return Fact(
        identity=Identity(MEASUREMENT, code, scope, (_days(measurement.date), _days(measurement.published))),
        says=_given(
            {
                kind: number,
                "of": measurement.of,
                "status": measurement.status,
                "bound": measurement.bound,
                "break": measurement.break_ or None,
            }
        ),
        text=f"{_whose(code, scope)} {measurement.date}: {_written(number, measurement.of)}",
        record=measurement,
        details=_details(measurement),
        is_draft=is_draft,
    )


def _whose(code: str, scope: str) -> str:
    return code if scope == CITY else f"{code} {scope}"


def _written(number: object, of: object) -> str:
    return f"{number}/{of}" if of is not None else str(number)


def _target(target: Target, code: str, scope: str, period: Period, *, is_draft: bool) -> Fact:
    by = target.every or (target.by or period).last
    districts = target.districts
    whom = districts.value if isinstance(districts, DistrictGroup) else districts and tuple(sorted(set(districts)))
    edges = "..".join(str(edge) for edge in dict.fromkeys((target.low, target.high)) if edge is not None)
    return Fact(
        identity=Identity(TARGET, code, scope, (by, _days(target.from_), whom, _days(target.decided))),
        says=_given(
            {
                **({"value": target.low} if target.low == target.high else {"min": target.low, "max": target.high}),
                "of": target.of,
                "status": target.status,
                "bound": target.bound,
                "from_baseline": target.from_baseline,
            }
        ),
        text=f"{_whose(code, scope)} {target.every or target.by or period.last}: {edges}",
        record=target,
        details=_details(target),
        is_draft=is_draft or target.status is not None,
    )


def _baseline(baseline: Baseline, code: str, scope: str, *, is_draft: bool) -> Fact:
    return Fact(
        identity=Identity(BASELINE, code, scope, (_days(baseline.date),)),
        says=_given({"value": baseline.value, "of": baseline.of, "status": baseline.status, "bound": baseline.bound}),
        text=f"{_whose(code, scope)} {baseline.date}: {_written(baseline.value, baseline.of)}",
        record=baseline,
        details=_details(baseline),
        is_draft=is_draft,
    )


def _assessment(programme: Programme, scope: str, assessment: Assessment) -> Fact:
    return Fact(
        identity=Identity(
            ASSESSMENT, programme.code, scope, (_days(assessment.date), assessment.owner, assessment.tasks)
        ),
        says=_given({key: getattr(assessment, key) for key in _COUNTS}),
        text=f"{programme.code} {assessment.date}: {_written(assessment.attained, assessment.of)}",
        record=assessment,
        details=_details(assessment),
        is_draft=programme.draft,
    )


def _of_task(task: Task, scope: str, programme: Programme) -> Iterator[Fact]:
    for update in task.updates:
        yield Fact(
            identity=Identity(UPDATE, task.code, scope, (_days(update.date),)),
            says=_given({"status": update.status, "due": update.due}),
            text=f"{task.code} {update.date}: {update.status}",
            record=update,
            details=_details(update),
            is_draft=programme.draft,
        )
