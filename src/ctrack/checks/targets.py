"""CT301, CT401, CT402, CT404 and CT405: targets fit their indicator, their programme and each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.rows import make_row
from ctrack.assess.targets import goals_of
from ctrack.checks.series import at, standing_targets, the_other
from ctrack.findings import Finding, Place, Related
from ctrack.i18n import N_, Message
from ctrack.model.indicator import NEEDED_EDGES
from ctrack.model.words import DistrictGroup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.assess.results import Goal
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Baseline, Target
    from ctrack.model.words import Direction


def edges(dataset: Dataset) -> Iterator[Finding]:
    """CT401: find targets that cannot be judged."""
    for entry in dataset.indicators.values():
        for target in standing_targets(entry):
            if not target.suits(entry.meaning.direction):
                yield _unfit(target, entry.meaning.direction)


def _unfit(target: Target, direction: Direction) -> Finding:
    place = Place(pointer=target.pointer)
    if target.value is not None and (target.min is not None or target.max is not None):
        message = Message(N_("value stands beside min or max"))
        return Finding(rule="CT401", place=place, message=message, hint=Message(N_("keep value, or min and max")))
    if target.low is not None and target.high is not None and target.low > target.high:
        message = Message(N_("min {min} is above max {max}"), {"min": target.low, "max": target.high})
        return Finding(rule="CT401", place=place, message=message, hint=Message(N_("are the two swapped?")))
    needed = ", ".join(NEEDED_EDGES[direction])
    message = Message(N_("the direction {direction} needs value or {edges}"), {"direction": direction, "edges": needed})
    hint = Message(N_("add the edge, or mend the indicator's direction"))
    return Finding(rule="CT401", place=place, message=message, hint=hint)


def twice(dataset: Dataset) -> Iterator[Finding]:
    """CT301: find targets of equal deadline, window, districts and decision."""
    for entry in dataset.indicators.values():
        seen: dict[tuple[object, ...], Target] = {}
        for target in standing_targets(entry):
            first = seen.setdefault(_identity(dataset, entry, target), target)
            if first is not target:
                key = "by" if target.by else "every" if target.every else None
                yield Finding(
                    rule="CT301",
                    place=at(target.pointer, key) if key else Place(pointer=target.pointer),
                    message=Message(
                        N_("the target of {code} stands twice, decided on the same day"), {"code": entry.code}
                    ),
                    hint=Message(N_("remove one; a changed target says when it was decided")),
                    related=the_other(Place(pointer=first.pointer)),
                )


def _identity(dataset: Dataset, entry: IndicatorEntry, target: Target) -> tuple[object, ...]:
    decided = target.decided or entry.programme.programme.issued
    by = (target.by or entry.programme.period).last
    start = target.from_.first if target.from_ else None
    districts: object = target.districts
    if isinstance(districts, DistrictGroup):
        kinds = (ident for ident, district in dataset.districts.items() if districts in {"all", district.kind.value})
        districts = frozenset(kinds)
    elif target.districts is not None:
        districts = frozenset(target.districts)
    return by, target.every, start, districts, decided.last if decided else None, target.status


def outside_the_programme(dataset: Dataset) -> Iterator[Finding]:
    """CT402: find targets outside the programme's period, and sums of which it is not plain where they begin."""
    for entry in dataset.indicators.values():
        for target in standing_targets(entry):
            if target.by and (message := _outside(entry, target)):
                hint = Message(N_("if it is meant so, nothing is to be done; from says where its window begins"))
                yield Finding(rule="CT402", place=at(target.pointer, "by"), message=message, hint=hint)


def _outside(entry: IndicatorEntry, target: Target) -> Message | None:
    period, by = entry.programme.period, target.by
    if by is None:
        return None
    if not period.first <= by.last <= period.last:
        return Message(N_("{by} is outside the programme's period, {period}"), {"by": by, "period": period})
    if entry.meaning.aggregation != "last" and by.last < period.last and target.from_ is None:
        return Message(
            N_("does the target by {by} count from {start}, the programme's start, or only in that period?"),
            {"by": by, "start": period.first},
        )
    return None


def wrong_direction(dataset: Dataset) -> Iterator[Finding]:
    """CT404: find baselines beyond the target's far edge."""
    for entry in dataset.indicators.values():
        baseline = entry.indicator.baseline
        beyond = _goal_beyond(dataset, entry, baseline) if baseline else None
        if baseline and beyond:
            shown = {"value": baseline.value, "direction": entry.meaning.direction}
            yield Finding(
                rule="CT404",
                place=at(baseline.pointer, "value"),
                message=Message(
                    N_("the baseline {value} lies beyond the target already: is the direction {direction} right?"),
                    shown,
                ),
                hint=Message(N_("mend direction, the baseline or the target")),
                related=(
                    Related(place=Place(pointer=beyond.target.pointer), message=Message(N_("the target stands here"))),
                ),
            )


def _goal_beyond(dataset: Dataset, entry: IndicatorEntry, baseline: Baseline) -> Goal | None:
    """Find the first goal whose far edge the baseline has passed."""
    row = make_row(dataset, entry, entry.programme.scope)
    goals = (goal for target in row.targets if target.withdrawn is None for goal in goals_of(row, target))
    return next((goal for goal in goals if _is_beyond(goal, baseline)), None)


def _is_beyond(goal: Goal, baseline: Baseline) -> bool:
    if goal.is_of_another_total(baseline.of):
        return False
    if goal.direction == "increase":
        return goal.high is not None and baseline.value > goal.high
    return goal.direction == "decrease" and goal.low is not None and baseline.value < goal.low


def sources(dataset: Dataset) -> Iterator[Finding]:
    """CT405: find targets without a source, even by default."""
    for entry in dataset.indicators.values():
        for target in standing_targets(entry):
            if target.source is None and entry.programme.programme.source is None:
                message = Message(N_("the target has no source, nor has its programme"))
                hint = Message(N_("add source, here or for the whole programme"))
                yield Finding(rule="CT405", place=Place(pointer=target.pointer), message=message, hint=hint)
