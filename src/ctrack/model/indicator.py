"""An indicator and its facts: baseline, targets, measurements, comparisons."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from ctrack.i18n import N_, Message
from ctrack.model import words
from ctrack.model.fields import (
    Aggregation,
    Boolean,
    Bound,
    Direction,
    Districts,
    FreeText,
    FromBaseline,
    Grain,
    IndicatorCode,
    IndicatorRef,
    Number,
    ObservationStatus,
    OwnerId,
    PathShape,
    PeriodField,
    Recurrence,
    RollupBy,
    RuleCode,
    SourceId,
    TargetStatus,
    Text,
    UnitId,
    failure,
)
from ctrack.model.figures import Figures, Listed
from ctrack.model.record import Record

NEEDED_EDGES: Mapping[words.Direction, tuple[str, ...]] = {
    words.Direction.INCREASE: ("min",),
    words.Direction.DECREASE: ("max",),
    words.Direction.RANGE: ("min", "max"),
}
"""Which edges a target must have to be judged; a single value gives both."""


class Allow(Record):
    """A finding that is accepted, and why."""

    rule: RuleCode
    reason: FreeText


class Baseline(Record):
    """Where the way to the target begins; always known."""

    date: PeriodField
    value: Number
    of: Number | None = None
    status: ObservationStatus = words.ObservationStatus.FINAL
    bound: Bound | None = None
    source: SourceId | None = None


class Target(Record):
    """What is to be reached by when: an interval, possibly with a window of its own."""

    by: PeriodField | None = None
    every: Recurrence | None = None
    value: Number | None = None
    min: Number | None = None
    max: Number | None = None
    of: Number | None = None
    from_: PeriodField | None = None
    from_baseline: FromBaseline | None = None
    districts: Districts | None = None
    decided: PeriodField | None = None
    status: TargetStatus | None = None
    bound: Bound | None = None
    source: SourceId | None = None
    withdrawn: PeriodField | None = None

    def check(self) -> None:
        """Look that a deadline is one day or a recurrence."""
        if self.by is not None and self.every is not None:
            raise failure("CT102", Message(N_("by stands beside every")), Message(N_("keep one of the two")))

    @property
    def low(self) -> Decimal | None:
        """The lower edge as written."""
        return self.min if self.value is None else self.value

    @property
    def high(self) -> Decimal | None:
        """The upper edge as written."""
        return self.max if self.value is None else self.value

    def suits(self, direction: words.Direction) -> bool:
        """Tell whether it can be judged: the edges that the direction needs are there, in order, and given one way."""
        edges = {"min": self.low, "max": self.high}
        is_ordered = self.low is None or self.high is None or self.low <= self.high
        is_one_way = self.value is None or (self.min is None and self.max is None)
        return is_ordered and is_one_way and all(edges[edge] is not None for edge in NEEDED_EDGES[direction])


class Measurement(Record):
    """One figure for one period."""

    date: PeriodField
    value: Number | None = None
    count: Number | None = None
    of_target: Number | None = None
    of: Number | None = None
    stated: Number | None = None
    published: PeriodField | None = None
    status: ObservationStatus = words.ObservationStatus.FINAL
    bound: Bound | None = None
    break_: Boolean = False
    source: SourceId | None = None
    withdrawn: PeriodField | None = None

    def check(self) -> None:
        """Look that it has one value, and that a count says what it is counted of."""
        given = [key for key in ("value", "count", "of_target") if getattr(self, key) is not None]
        if len(given) != 1:
            raise failure("CT101", Message(N_("a measurement needs exactly one of value, count and of_target")))
        if self.count is not None and self.of is None:
            raise failure("CT304", Message(N_("count needs of, what is counted of")))


class Comparison(Measurement):
    """A figure of somebody else, shown beside the indicator and never scored."""

    with_: Text


class Rollup(Record):
    """How a city value is made from the districts'."""

    from_: IndicatorRef
    by: RollupBy


class Indicator(Record):
    """Something that is measured against targets."""

    essential: ClassVar[frozenset[str]] = frozenset(
        {"code", "name", "unit", "direction", "aggregation", "per", "path", "official", "parent", "rollup", "same_as"}
    )

    code: IndicatorCode
    name: Text
    name_en: Text | None = None
    group: Text | None = None
    unit: UnitId | None = None
    direction: Direction = words.Direction.INCREASE
    aggregation: Aggregation = words.Aggregation.LAST
    per: Grain | None = None
    path: PathShape = words.PathShape.LINEAR
    official: Boolean | None = None
    definition: FreeText | None = None
    parent: IndicatorRef | None = None
    owner: OwnerId | None = None
    partners: tuple[OwnerId, ...] = ()
    rollup: Rollup | None = None
    parts: tuple[IndicatorRef, ...] = ()
    same_as: IndicatorRef | None = None
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    measurements: Figures[Measurement] = Listed()
    comparisons: tuple[Comparison, ...] = ()
    allow: tuple[Allow, ...] = ()

    def check(self) -> None:
        """Look that its values have a unit, unless it is the same as another indicator."""
        if self.unit is None and self.same_as is None:
            raise failure("CT101", Message(N_("the key {key} is missing"), {"key": "unit"}))

    @property
    def is_official(self) -> bool:
        """Whether it is one of the declared indicators; a sub-item is not unless it says so."""
        return self.parent is None if self.official is None else self.official
