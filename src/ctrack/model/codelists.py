"""tracker.yaml, units.yaml, sources.yaml and agencies.yaml."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import ClassVar

from ctrack.model import words
from ctrack.model.fields import (
    Boolean,
    ChangeableRule,
    Count,
    Number,
    PeriodField,
    RuleSetting,
    SourceQuality,
    Text,
)
from ctrack.model.record import Record


class PaceThresholds(Record):
    """From which percentage of the required pace an indicator is on track, and at risk."""

    on_track: Number = Decimal(95)
    at_risk: Number = Decimal(60)


class Tracker(Record):
    """tracker.yaml: title, term, thresholds, rule settings."""

    essential: ClassVar[frozenset[str]] = frozenset({"title", "period", "pace", "stale_after"})

    title: Text
    title_en: Text | None = None
    period: PeriodField
    pace: PaceThresholds = PaceThresholds()
    stale_after: Count = 12
    rules: Mapping[ChangeableRule, RuleSetting] = MappingProxyType({})


class Unit(Record):
    """A unit of measure, with the limits that its values keep."""

    name: Text
    name_en: Text | None = None
    min: Number | None = None
    max: Number | None = None
    integer: Boolean = False
    rank: Boolean = False


class Source(Record):
    """A document that figures come from."""

    title: Text
    title_en: Text | None = None
    publisher: Text | None = None
    published: PeriodField | None = None
    url: Text | None = None
    quality: SourceQuality = words.SourceQuality.ORIGINAL


class Agency(Record):
    """Who answers for an indicator or a task."""

    name: Text
    name_en: Text | None = None
    short: Text | None = None
    until: PeriodField | None = None
