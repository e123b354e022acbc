"""The tables of indicators and their facts: baselines, targets, measurements, figures of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from ctrack.assess.observations import known_day
from ctrack.dataset import CITY
from ctrack.export.lists import joined, last_day, written
from ctrack.export.model import Of, Table, Type, make
from ctrack.export.programmes import PROGRAMME, SOURCE
from ctrack.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Baseline, Comparison, Measurement, Target
    from ctrack.render.json import Locate

INDICATOR = ("indicators", "code")


def indicators(dataset: Dataset, locate: Locate) -> Table:
    """List the indicators."""
    columns: list[Of[IndicatorEntry]] = [
        Of("code", Type.TEXT, "The indicator's code", lambda one: one.code),
        Of("program", Type.TEXT, "The programme's code", lambda one: one.programme.code, PROGRAMME),
        Of("scope", Type.TEXT, "`city`, or the district whose own it is", lambda one: one.programme.scope),
        Of("name", Type.TEXT, "Its name", lambda one: one.indicator.name),
        Of("name_en", Type.TEXT, "Its English name", lambda one: one.indicator.name_en),
        Of("group", Type.TEXT, "The group that it stands in", lambda one: one.indicator.group),
        Of("unit", Type.TEXT, "Its unit", lambda one: one.meaning.unit, ("units", "id")),
        Of("direction", Type.TEXT, "increase, decrease or range", lambda one: str(one.meaning.direction)),
        Of("aggregation", Type.TEXT, "last, sum or average", lambda one: str(one.meaning.aggregation)),
        Of("per", Type.TEXT, "Of which whole periods only values are judged", lambda one: one.meaning.per),
        Of("path", Type.TEXT, "linear or exponential", lambda one: str(one.meaning.path)),
        Of("official", Type.BOOLEAN, "Whether it is a declared one", lambda one: one.indicator.is_official),
        Of("parent", Type.TEXT, "The indicator above it", lambda one: one.indicator.parent, INDICATOR),
        Of("same_as", Type.TEXT, "The one whose values it shares", lambda one: one.indicator.same_as, INDICATOR),
        Of("rollup_from", Type.TEXT, "Made from this one's districts", lambda one: _rollup(one, "from_"), INDICATOR),
        Of("rollup_by", Type.TEXT, "How", lambda one: _rollup(one, "by")),
        Of("owner", Type.TEXT, "Who answers for it, also by default", dataset.owner),
        Of("partners", Type.TEXT, "Who takes part, ids", lambda one: joined(one.indicator.partners)),
        Of("definition", Type.TEXT, "Its definition", lambda one: one.indicator.definition),
        Of("note", Type.TEXT, "A remark", lambda one: one.indicator.note),
        Of("file", Type.TEXT, "The file that it stands in", lambda one: locate(one.indicator.pointer)[0]),
        Of("line", Type.INTEGER, "The line", lambda one: locate(one.indicator.pointer)[1]),
    ]
    return make("indicators", "Indicators", columns, dataset.indicators.values(), ("code",))


def _rollup(entry: IndicatorEntry, key: str) -> str | None:
    rollup = entry.meaning.rollup
    return str(getattr(rollup, key)) if rollup else None


def baselines(dataset: Dataset) -> Table:
    """List where the ways to the targets begin."""
    columns: list[Of[tuple[str, Baseline]]] = [
        Of("indicator", Type.TEXT, "The indicator's code", lambda one: one[0], INDICATOR),
        Of("date", Type.TEXT, "Its period, as typed", lambda one: written(one[1].date)),
        Of("date_end", Type.DATE, "The last day of that", lambda one: one[1].date.last),
        Of("value", Type.NUMBER, "The value", lambda one: one[1].value),
        Of("of", Type.NUMBER, "The total that it is of", lambda one: one[1].of),
        Of("status", Type.TEXT, "Its observation status", lambda one: str(one[1].status)),
        Of("bound", Type.TEXT, "at_least, at_most or about", lambda one: one[1].bound),
        Of("source", Type.TEXT, "Where it is from", lambda one: one[1].source, SOURCE),
        Of("note", Type.TEXT, "A remark", lambda one: one[1].note),
    ]
    found = ((code, one.indicator.baseline) for code, one in dataset.indicators.items() if one.indicator.baseline)
    return make("baselines", "Where the ways to the targets begin", columns, found, ("indicator",))


def targets(dataset: Dataset, locate: Locate) -> Table:
    """List the targets."""
    columns: list[Of[tuple[IndicatorEntry, Target]]] = [
        Of("indicator", Type.TEXT, "The indicator's code", lambda one: one[0].code, INDICATOR),
        Of("program", Type.TEXT, "The programme's code", lambda one: one[0].programme.code, PROGRAMME),
        Of("by", Type.TEXT, "The deadline, as typed; empty: the period's end", lambda one: written(one[1].by)),
        Of("by_end", Type.DATE, "The last day of that", lambda one: last_day(one[1].by or one[0].programme.period)),
        Of("every", Type.TEXT, "How often it comes again", lambda one: one[1].every),
        Of("from", Type.TEXT, "Where its own window begins", lambda one: written(one[1].from_)),
        Of("min", Type.NUMBER, "The lower edge", lambda one: one[1].low),
        Of("max", Type.NUMBER, "The upper edge", lambda one: one[1].high),
        Of("of", Type.NUMBER, "The total that it is of", lambda one: one[1].of),
        Of("from_baseline", Type.TEXT, "How the edges count from the baseline", lambda one: one[1].from_baseline),
        Of("districts", Type.TEXT, "For which districts: a group, or ids", lambda one: _districts(one[1])),
        Of("decided", Type.DATE, "When it was decided", lambda one: last_day(one[1].decided)),
        Of("status", Type.TEXT, "draft, if it is one", lambda one: one[1].status),
        Of("bound", Type.TEXT, "at_least, at_most or about", lambda one: one[1].bound),
        Of("withdrawn", Type.DATE, "When it was withdrawn", lambda one: last_day(one[1].withdrawn)),
        Of(
            "source",
            Type.TEXT,
            "Where it is from, else the programme's",
            lambda one: one[1].source or one[0].programme.programme.source,
            SOURCE,
        ),
        Of("note", Type.TEXT, "A remark", lambda one: one[1].note),
        Of("file", Type.TEXT, "The file that it stands in", lambda one: locate(one[1].pointer)[0]),
        Of("line", Type.INTEGER, "The line", lambda one: locate(one[1].pointer)[1]),
    ]
    found = ((entry, target) for entry in dataset.indicators.values() for target in entry.indicator.targets)
    return make("targets", "What is to be reached by when", columns, found)


def _districts(target: Target) -> str | None:
    districts = target.districts
    return joined(districts) if isinstance(districts, tuple) else str(districts) if districts else None


Figure = TypeVar("Figure", bound="_Figure")


@frozen(kw_only=False)
class _Figure:
    """A figure with the indicator and the scope that it is of."""

    entry: IndicatorEntry
    scope: str
    record: Measurement


def measurements(dataset: Dataset, locate: Locate) -> Table:
    """List every figure, those of districts and those withdrawn included."""
    figures = sorted(_figures(dataset), key=lambda one: (one.entry.code, one.scope != CITY, one.scope))
    return make("measurements", "Measured values", _columns(dataset, locate), figures)


def _figures(dataset: Dataset) -> Iterator[_Figure]:
    for entry in dataset.indicators.values():
        if entry.meaning is entry.indicator:
            scopes = [entry.programme.scope, *dataset.reporting_districts(entry)]
            for scope in scopes:
                yield from (_Figure(entry, scope, one) for one in dataset.values(entry, scope))


def _columns(dataset: Dataset, locate: Locate) -> list[Of[_Figure]]:
    return [
        Of("indicator", Type.TEXT, "The indicator's code", lambda one: one.entry.code, INDICATOR),
        Of("program", Type.TEXT, "The programme's code", lambda one: one.entry.programme.code, PROGRAMME),
        Of("scope", Type.TEXT, "`city`, or a district's id", lambda one: one.scope),
        Of("date", Type.TEXT, "The period that it describes, as typed", lambda one: str(one.record.date)),
        Of("date_first", Type.DATE, "Its first day", lambda one: one.record.date.first),
        Of("date_end", Type.DATE, "Its last day", lambda one: one.record.date.last),
        Of("value", Type.NUMBER, "The value", lambda one: one.record.value),
        Of("count", Type.NUMBER, "Or how many of the total", lambda one: one.record.count),
        Of("of_target", Type.NUMBER, "Or the percentage of the plan", lambda one: one.record.of_target),
        Of("of", Type.NUMBER, "The total that it is of", lambda one: one.record.of),
        Of("stated", Type.NUMBER, "The percentage that the source prints", lambda one: one.record.stated),
        Of("published", Type.TEXT, "When it was published, as typed", lambda one: written(one.record.published)),
        Of("known", Type.DATE, "Since when it is known", lambda one: known_day(dataset, one.record)),
        Of("status", Type.TEXT, "Its observation status", lambda one: str(one.record.status)),
        Of("bound", Type.TEXT, "at_least, at_most or about", lambda one: one.record.bound),
        Of("break", Type.BOOLEAN, "Whether the definition changed with it", lambda one: one.record.break_),
        Of("withdrawn", Type.DATE, "When it was withdrawn", lambda one: last_day(one.record.withdrawn)),
        Of("source", Type.TEXT, "Where it is from", lambda one: one.record.source, SOURCE),
        Of("note", Type.TEXT, "A remark", lambda one: one.record.note),
        Of("file", Type.TEXT, "The file that it stands in", lambda one: locate(one.record.pointer)[0]),
        Of("line", Type.INTEGER, "The line", lambda one: locate(one.record.pointer)[1]),
    ]


def comparisons(dataset: Dataset, locate: Locate) -> Table:
    """List the figures of others."""
    found = (
        _Figure(entry, entry.programme.scope, one)
        for entry in dataset.indicators.values()
        for one in entry.indicator.comparisons
    )

    def whose(one: _Figure) -> str:
        record: Comparison = one.record  # type: ignore[assignment]
        return record.with_

    columns = [Of("with", Type.TEXT, "Whose figure it is", whose), *_columns(dataset, locate)]
    return make("comparisons", "Figures of others, shown beside and never scored", columns, found)
