"""The closed vocabularies of the format: one enumeration a codelist, each word as it stands in a file."""

from __future__ import annotations

from enum import StrEnum


class ProgrammeKind(StrEnum):
    """What kind of document a programme is."""

    PROGRAM = "program"
    RESOLUTION = "resolution"
    DIRECTIVE = "directive"
    PLAN = "plan"


class Direction(StrEnum):
    """Which way an indicator is meant to go."""

    INCREASE = "increase"
    DECREASE = "decrease"
    RANGE = "range"


class Aggregation(StrEnum):
    """How the values of several periods make one."""

    LAST = "last"
    SUM = "sum"
    AVERAGE = "average"


class Grain(StrEnum):
    """The length of period that a value describes."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class PathShape(StrEnum):
    """The required path from baseline to target."""

    LINEAR = "linear"
    EXPONENTIAL = "exponential"


class ObservationStatus(StrEnum):
    """SDMX observation statuses: A, P, E, U, F."""

    FINAL = "final"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    DOUBTFUL = "doubtful"
    FORECAST = "forecast"


class Bound(StrEnum):
    """A hedge printed beside a figure: shown, changes no arithmetic."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class TargetStatus(StrEnum):
    """A target is in force unless it says otherwise."""

    DRAFT = "draft"


class Recurrence(StrEnum):
    """How often a target recurs."""

    YEAR = "year"


class FromBaseline(StrEnum):
    """How a target's bounds count from the baseline."""

    ADD = "add"
    PERCENT = "percent"


class RollupBy(StrEnum):
    """How district values make a city value."""

    COUNT_ATTAINED = "count_attained"
    SHARE_ATTAINED = "share_attained"
    SUM = "sum"
    AVERAGE = "average"


class TaskKind(StrEnum):
    """What a task is to deliver."""

    SCHEME = "scheme"
    TOPIC = "topic"
    PLAN = "plan"
    RESOLUTION = "resolution"
    PROJECT = "project"
    REVIEW = "review"
    OTHER = "other"


class TaskStatus(StrEnum):
    """Where a task stands."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class DistrictKind(StrEnum):
    """quận, huyện, thị xã, phường, xã."""

    URBAN = "urban"
    RURAL = "rural"
    TOWN = "town"
    WARD = "ward"
    COMMUNE = "commune"


class DistrictGroup(StrEnum):
    """A group of districts that a target can be set for."""

    ALL = "all"
    URBAN = "urban"
    RURAL = "rural"
    TOWN = "town"


class SourceQuality(StrEnum):
    """How near a source is to the original wording."""

    ORIGINAL = "original"
    TRANSLATED = "translated"
    SECONDARY = "secondary"


class RuleSetting(StrEnum):
    """What a tracker can make of a rule."""

    OFF = "off"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
