"""CT501 and CT502: what is too old or missing on a day. They depend on the day and run only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, assess_targets
from ctrack.assess.results import Flag, Status
from ctrack.assess.rows import followed_rows
from ctrack.checks.series import at
from ctrack.dataset import CITY
from ctrack.findings import Finding, Place
from ctrack.i18n import N_, Message
from ctrack.values.periods import half_months_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.words import Grain

_HALF_MONTHS = {"month": 3, "quarter": 9, "year": 36}
"""One and a half times each grain."""


def stale(dataset: Dataset, day: date) -> Iterator[Finding]:
    """CT501: find values that are stale, and indicators whose next value is overdue by half its period."""
    for entry, scope in followed_rows(dataset):
        result = assess(dataset, entry, scope, day)
        if Flag.STALE in result.flags:
            message = Message(
                N_("{what}: the last value is of {date}, older than {months} months"),
                {
                    "what": _row_name(dataset, entry, scope),
                    "date": result.value.period_text if result.value else "",
                    "months": dataset.tracker.stale_after,
                },
            )
        elif (grain := entry.meaning.per) and _is_awaited(dataset, result, grain, day):
            message = Message(
                N_("{what}: a value is due every {grain}, the last is of {date}"),
                {
                    "what": _row_name(dataset, entry, scope),
                    "grain": Message(_GRAINS[grain]),
                    "date": result.value.period_text if result.value else Message(N_("no period yet")),
                },
            )
        else:
            continue
        hint = Message(N_("record the newer value, or ask whoever reports it"))
        yield Finding(rule="CT501", place=_latest_place(entry, result), message=message, hint=hint)


_GRAINS = {"month": N_("month"), "quarter": N_("quarter"), "year": N_("year")}


def _is_awaited(dataset: Dataset, result: Result, grain: Grain, day: date) -> bool:
    """Tell whether one and a half periods went by without a value, while one is still asked for."""
    district = dataset.districts.get(result.scope)
    is_over = result.goal is not None and day > result.goal.deadline
    is_abolished = district is not None and district.until is not None and district.until.last < day
    if is_over or is_abolished:
        return False
    since = result.value.last if result.value else result.entry.programme.period.first
    return half_months_after(since, _HALF_MONTHS[grain]) < day


def _latest_place(entry: IndicatorEntry, result: Result) -> Place:
    return (
        at(result.value.latest.measurement.pointer, "date") if result.value else Place(pointer=entry.indicator.pointer)
    )


def _row_name(dataset: Dataset, entry: IndicatorEntry, scope: str) -> str:
    district = dataset.districts.get(scope)
    return f"{entry.code} {district.name}" if district and scope != CITY else entry.code


def missed_deadlines(dataset: Dataset, day: date) -> Iterator[Finding]:
    """CT502: find targets whose deadline is past and for which no value reaches so far."""
    for entry, scope in followed_rows(dataset):
        for target, goal, result in assess_targets(dataset, entry, scope, day):
            is_without = result.status is Status.NO_DATA and goal.deadline < day
            if result.status is Status.OVERDUE or is_without:
                message = Message(
                    N_("{what}: the deadline {deadline} is past and no value reaches it"),
                    {"what": _row_name(dataset, entry, scope), "deadline": goal.deadline},
                )
                hint = Message(N_("record the value for the end of the target's period"))
                yield Finding(rule="CT502", place=Place(pointer=target.pointer), message=message, hint=hint)
