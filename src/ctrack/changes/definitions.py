"""What gives the facts their meaning, as facts of its own: programmes, indicators, tasks, codelists, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.changes.facts import Fact, Identity
from ctrack.dataset import CITY, all_programmes
from ctrack.i18n import N_
from ctrack.model.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctrack.changes.facts import Says
    from ctrack.dataset import Files

TRACKER, UNIT, SOURCE, AGENCY, DISTRICT = "tracker", "unit", "source", "agency", "district"
PROGRAMME, INDICATOR, TASK, COMPARISON = "programme", "indicator", "task", "comparison"
DEFINITION_NAMES: Mapping[str, str] = {
    TRACKER: N_("the tracker's settings"),
    UNIT: N_("the unit"),
    SOURCE: N_("the source"),
    AGENCY: N_("the agency"),
    DISTRICT: N_("the district"),
    PROGRAMME: N_("the programme"),
    INDICATOR: N_("the indicator"),
    TASK: N_("the task"),
    COMPARISON: N_("the comparison"),
}

_OF_THEIR_OWN = frozenset(
    {
        *("pointer", "baseline", "targets", "measurements", "comparisons"),
        *("assessments", "indicators", "tasks", "updates", "programs"),
    }
)
"""Fields that are facts or definitions of their own."""


def all_definitions(files: Files) -> Iterator[Fact]:
    """List the definitions of every file; what is left out in a file has its default."""
    yield _definition(TRACKER, "", CITY, files.tracker, files.tracker.title)
    codelists = (UNIT, files.units), (SOURCE, files.sources), (AGENCY, files.agencies), (DISTRICT, files.districts)
    for kind, records in codelists:
        yield from (_definition(kind, ident, CITY, record, ident) for ident, record in records.items())
    for scope, programme in all_programmes(files):
        yield _definition(PROGRAMME, programme.code, scope, programme, programme.code)
        for task in programme.tasks:
            yield _definition(TASK, task.code, scope, task, task.code)
        for indicator in programme.indicators:
            yield _definition(INDICATOR, indicator.code, scope, indicator, indicator.code)
            for other in indicator.comparisons:
                parts = (other.with_, str(other.date), str(other.published))
                identity = Identity(COMPARISON, indicator.code, scope, parts)
                text = f"{indicator.code} {other.with_} {other.date}"
                yield Fact(identity=identity, says=_described(other), text=text, record=other)


def _definition(kind: str, owner: str, scope: str, record: Record, text: str) -> Fact:
    return Fact(identity=Identity(kind, owner, scope, ()), says=_described(record), text=text, record=record)


def _described(record: Record, prefix: str = "") -> Says:
    """Give the keys of a record with their values, those of records inside it with a dot between."""
    told: list[tuple[str, object]] = []
    for name, field in record.fields.items():
        value = getattr(record, name)
        key = prefix + field.key
        if (
            (name in _OF_THEIR_OWN and (not prefix or name == "pointer"))
            or value is None
            or value is False
            or value == ()
        ):
            continue
        if isinstance(value, Record):
            told += _described(value, f"{key}.")
        elif isinstance(value, dict):
            told += [(f"{key}.{inner}", setting) for inner, setting in value.items()]
        elif isinstance(value, tuple):
            told += [(key, ", ".join(map(_item, value)))]
        else:
            told += [(key, value)]
    return tuple(told)


def _item(item: object) -> str:
    return ": ".join(str(value) for _key, value in _described(item)) if isinstance(item, Record) else str(item)
