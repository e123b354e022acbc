"""A programme: its indicators, its tasks, and what the authority itself said of it."""

from typing import ClassVar

from ctrack.model import words
from ctrack.model.fields import (
    Boolean,
    Count,
    DocumentId,
    Identifier,
    IndicatorRef,
    OwnerId,
    PeriodField,
    ProgrammeKind,
    SourceId,
    TaskCode,
    TaskKind,
    TaskStatus,
    Text,
)
from ctrack.model.indicator import Allow, Indicator
from ctrack.model.record import Record


class Declared(Record):
    """How many indicators and tasks the official document has; recorded ones may be fewer."""

    indicators: Count | None = None
    tasks: Count | None = None


class Assessment(Record):
    """What the authority itself reported of the whole programme, or of one agency's part."""

    date: PeriodField
    of: Count
    attained: Count | None = None
    exceeded: Count | None = None
    expected: Count | None = None
    on_schedule: Count | None = None
    difficult: Count | None = None
    owner: OwnerId | None = None
    tasks: Boolean = False
    source: SourceId | None = None


class TaskUpdate(Record):
    """Where a task stood on a day."""

    date: PeriodField
    status: TaskStatus
    due: PeriodField | None = None
    source: SourceId | None = None


class Task(Record):
    """Something to be delivered."""

    essential: ClassVar[frozenset[str]] = frozenset({"code", "name", "due", "updates"})

    code: TaskCode
    name: Text
    name_en: Text | None = None
    kind: TaskKind = words.TaskKind.OTHER
    owner: OwnerId | None = None
    partners: tuple[OwnerId, ...] = ()
    serves: tuple[IndicatorRef, ...] = ()
    due: PeriodField | None = None
    source: SourceId | None = None
    updates: tuple[TaskUpdate, ...] = ()
    allow: tuple[Allow, ...] = ()


class Programme(Record):
    """One file of programs/."""

    essential: ClassVar[frozenset[str]] = frozenset({"code", "title", "period", "issued", "draft"})

    code: Identifier
    number: Text | None = None
    kind: ProgrammeKind = words.ProgrammeKind.PROGRAM
    title: Text
    title_en: Text | None = None
    period: PeriodField | None = None
    issued: PeriodField | None = None
    draft: Boolean = False
    lead: OwnerId | None = None
    declared: Declared = Declared()
    source: SourceId | None = None
    assessments: tuple[Assessment, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    tasks: tuple[Task, ...] = ()
    allow: tuple[Allow, ...] = ()


class DistrictProgramme(Programme):
    """A district's own action programme."""

    implements: DocumentId | None = None
