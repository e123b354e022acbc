"""The tables of what is computed: a row for each indicator and scope, and the findings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, district_results
from ctrack.assess.horizon import TERM
from ctrack.assess.rows import has_city_row
from ctrack.export.facts import INDICATOR
from ctrack.export.model import Column, Of, Table, Type, make
from ctrack.export.programmes import PROGRAMME, SOURCE
from ctrack.render.flat import ROW_HEADER, flat_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.export.model import Value
    from ctrack.findings import Located, Report
    from ctrack.render.json import Locate

_T, _N, _I, _D, _B = Type.TEXT, Type.NUMBER, Type.INTEGER, Type.DATE, Type.BOOLEAN
_ABOUT: Mapping[str, tuple[Type, str]] = {
    "program": (_T, "The programme's code"),
    "code": (_T, "The indicator's code"),
    "scope": (_T, "`city`, or a district's id"),
    "name": (_T, "The indicator's name"),
    "name_en": (_T, "Its English name"),
    "unit": (_T, "Its unit"),
    "direction": (_T, "increase, decrease or range"),
    "aggregation": (_T, "last, sum or average"),
    "official": (_B, "Whether it is a declared one"),
    "parent": (_T, "The indicator above it"),
    "owner": (_T, "Who answers for it, also by default"),
    "value": (_N, "The current value"),
    "of": (_N, "The total that it is of"),
    "date": (_T, "The period that it describes"),
    "date_end": (_D, "The last day of that"),
    "value_status": (_T, "The observation status, the weakest of the inputs"),
    "bound": (_T, "at_least, at_most or about"),
    "source": (_T, "Where the latest input is from"),
    "inputs": (_I, "How many measurements went into it"),
    "target_by": (_D, "The last day of the judged target's window"),
    "target_from": (_D, "The first day of that, where the target has a window of its own"),
    "target_min": (_N, "The target's lower edge"),
    "target_max": (_N, "The target's upper edge"),
    "target_of": (_N, "The total that the target is of"),
    "target_bound": (_T, "The target's hedge"),
    "target_source": (_T, "Where the target is from"),
    "deadline": (_D, "The deadline"),
    "attainment": (_N, "Attainment, per cent"),
    "attainment_reason": (_T, "Why there is none"),
    "progress": (_N, "The way gone from the baseline, per cent"),
    "progress_reason": (_T, "Why there is none"),
    "pace": (_N, "Pace, per cent of what is required"),
    "pace_reason": (_T, "Why there is none"),
    "pace_basis": (_T, "What the required path starts from"),
    "expected": (_N, "Where the required path is by then"),
    "projected": (_N, "Where the rate so far leads by the deadline"),
    "per_year": (_N, "The change per year so far"),
    "per_year_needed": (_N, "The change per year needed"),
    "status": (_T, "One of ten statuses"),
    "flags": (_T, "What a reader must know beside it, with spaces between"),
    "reached_on": (_D, "When the target was first reached"),
    "findings": (_I, "How many errors there are in its facts"),
    "file": (_T, "The file of the latest input, else of the indicator"),
    "line": (_I, "The line"),
}
_REFERS = {"program": PROGRAMME, "code": INDICATOR, "unit": ("units", "id"), "source": SOURCE, "target_source": SOURCE}


def all_results(dataset: Dataset, day: date, horizon: str = TERM) -> Iterator[Result]:
    """Judge every indicator for its programme's scope and for the districts."""
    for entry in dataset.indicators.values():
        home = entry.programme.scope
        if has_city_row(dataset, entry):
            yield assess(dataset, entry, home, day, horizon)
        yield from (one for one in district_results(dataset, entry, day, horizon) if one.scope != home)


def results_table(dataset: Dataset, locate: Locate, day: date, results: Iterable[Result]) -> Table:
    """Give results a row each, with the columns that the views write as CSV."""
    names = [*ROW_HEADER[:3], "as_of", *ROW_HEADER[3:]]
    about = {**_ABOUT, "as_of": (_D, "The day as known on which")}
    columns = tuple(
        Column(name=name, type=about[name][0], about=about[name][1], refers=_REFERS.get(name)) for name in names
    )
    rows = ({**flat_row(dataset, locate, result), "as_of": day} for result in results)
    return Table(
        name="results",
        about="Every indicator and scope, judged",
        columns=columns,
        rows=tuple(tuple(_value(row.get(column.name), column.type) for column in columns) for row in rows),
        key=("code", "scope"),
    )


def _value(found: object, kind: Type) -> Value:
    if isinstance(found, list):
        return " ".join(map(str, found)) or None
    if kind is Type.DATE and isinstance(found, str):
        return date.fromisoformat(found)
    return found  # type: ignore[return-value]


def findings_table(report: Report) -> Table:
    """List what is wrong, and what is accepted for a reason."""
    columns: list[Of[tuple[Located, str | None]]] = [
        Of("rule", Type.TEXT, "The rule's code", lambda one: one[0].finding.rule),
        Of("severity", Type.TEXT, "error, warning or info", lambda one: str(one[0].severity)),
        Of("message", Type.TEXT, "What was found", lambda one: str(one[0].finding.message)),
        Of("hint", Type.TEXT, "The remedy", lambda one: str(one[0].finding.hint) if one[0].finding.hint else None),
        Of("file", Type.TEXT, "The file", lambda one: one[0].position.file),
        Of("line", Type.INTEGER, "The line", lambda one: one[0].position.line),
        Of("column", Type.INTEGER, "The column", lambda one: one[0].position.column),
        Of("entity", Type.TEXT, "What it is about, by codes and dates", lambda one: one[0].entity or None),
        Of("accepted", Type.TEXT, "The reason for which it is accepted", lambda one: one[1]),
    ]
    found = [
        *((one, None) for one in report.findings),
        *((one.located, one.reason) for one in report.accepted),
    ]
    return make("findings", "What is wrong in the files", columns, found)
