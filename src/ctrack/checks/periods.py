"""CT205, CT301, CT303, CT312 and CT313: figures beside each other in time."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from ctrack.assess.observations import amount_of, known_day, published_by, published_in
from ctrack.assess.rows import make_row
from ctrack.assess.targets import goals_in_force
from ctrack.checks.series import at, the_other, value_place
from ctrack.findings import Finding
from ctrack.i18n import N_, Message
from ctrack.model.figures import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ctrack.checks.series import Series
    from ctrack.dataset import Dataset
    from ctrack.model.figures import Figures
    from ctrack.model.indicator import Measurement
    from ctrack.values.periods import Period

_NO_RESULT = frozenset({"estimated", "forecast"})


def after_the_end(dataset: Dataset) -> Iterator[Finding]:
    """CT205: find measurements of a district for a period that starts after the district's end."""
    for ident, district in dataset.districts.items():
        if district.until:
            own = [entry.indicator for entry in dataset.indicators.values() if entry.programme.scope == ident]
            for figures in (district.measurements, *(indicator.measurements for indicator in own)):
                yield from _after_the_end(figures, district.name, district.until)


def _after_the_end(figures: Figures[Measurement], district: str, until: Period) -> Iterator[Finding]:
    def is_after(date: Period, withdrawn: Period | None) -> bool:
        return withdrawn is None and date.first > until.last

    for measurement in figures.where(Question(("date", "withdrawn"), is_after)):
        message = Message(
            N_("{date} begins after {until}, the last day of {district}"),
            {"date": measurement.date, "until": until, "district": district},
        )
        hint = Message(N_("record it for the unit that took over"))
        yield Finding(rule="CT205", place=at(measurement.pointer, "date"), message=message, hint=hint)


def twice(dataset: Dataset, figures: Iterable[Series]) -> Iterator[Finding]:
    """CT301: find measurements of equal period and known day from the same source."""
    for series in figures:
        if not series.has_ends_twice:
            continue
        seen: dict[tuple[object, ...], Measurement] = {}
        for measurement in series.measurements:
            key = (measurement.date, known_day(dataset, measurement), measurement.source)
            first = seen.setdefault(key, measurement)
            if first is not measurement:
                yield Finding(
                    rule="CT301",
                    place=at(measurement.pointer, "date"),
                    message=Message(
                        N_("the measurement of {code} for {date} stands twice, known on the same day from one source"),
                        {"code": series.entry.code, "date": measurement.date},
                    ),
                    hint=Message(N_("remove one; a revised figure says when it was published")),
                    related=the_other(at(first.pointer, "date")),
                )


def too_early(dataset: Dataset, figures: Iterable[Series], day: date | None) -> Iterator[Finding]:
    """CT303: find results known before their period began, or ended where whole periods count; `day` is today."""

    def may_be(period: Period, published: Period | None, source: str | None, status: str) -> bool:
        known = published or published_by(dataset, source)
        latest = known.last if known else day
        return latest is not None and latest < period.last and status not in _NO_RESULT

    def published_on(source: str | None) -> date | None:
        return _last_of(published_by(dataset, source))

    question = Question(("date", "published", "source", "status"), may_be)
    first = min(filter(None, [day, *map(published_on, dataset.files.sources)]), default=date.max)
    for series in figures:
        own = series.measurements
        if series.last <= min([first, *filter(None, own.derived("published", _last_of))]):
            continue
        needs_whole = series.entry.meaning.aggregation != "last"
        for measurement in own.where(question):
            yield from _too_early(measurement, published_in(dataset, measurement), day, needs_whole=needs_whole)


def _last_of(period: Period | None) -> date | None:
    return period.last if period else None


def _too_early(
    measurement: Measurement, published: Period | None, day: date | None, *, needs_whole: bool
) -> Iterator[Finding]:
    period = measurement.date
    shown = {"date": period, "published": published}
    if published is None:
        if day is None or period.first <= day:
            return
        message = Message(N_("a result for {date}, which has not begun on {day}"), shown | {"day": day})
    elif published.last < period.first:
        message = Message(N_("a result for {date} is known on {published}, before that begins"), shown)
    elif needs_whole and published.last < period.last:
        message = Message(N_("a result for the whole of {date} is known on {published}, before that ends"), shown)
    else:
        return
    key = "published" if measurement.published else "date"
    hint = Message(N_("mend the dates, or say status: estimated or forecast"))
    yield Finding(rule="CT303", place=at(measurement.pointer, key), message=message, hint=hint)


def crossing(figures: Iterable[Series]) -> Iterator[Finding]:
    """CT312: find periods under `sum` that share days without one lying inside the other."""
    for series in figures:
        if series.entry.meaning.aggregation == "sum" and _may_cross(series.measurements.different("date")):
            yield from _crossing(series)


def _may_cross(periods: Iterable[Period]) -> bool:
    """Tell whether any two periods that differ share days."""
    days = sorted({(period.first, period.last) for period in periods})
    return any(later[0] <= earlier[1] for earlier, later in pairwise(days))


def _crossing(series: Series) -> Iterator[Finding]:
    """Compare each period with those still open when it begins, longest first."""
    open_ones: list[Measurement] = []
    told: set[object] = set()
    for measurement in sorted(series.results, key=lambda entry: (entry.date.first, -entry.date.days)):
        period = measurement.date
        open_ones = [other for other in open_ones if other.date.last >= period.first]
        other = next((other for other in open_ones if other.date.last < period.last), None)
        if other and period not in told:
            told.add(period)
            first, later = sorted((measurement, other), key=_order)
            yield Finding(
                rule="CT312",
                place=at(later.pointer, "date"),
                message=Message(
                    N_("{date} and {other} share days, and neither lies inside the other: the sum is not certain"),
                    {"date": later.date, "other": first.date},
                ),
                hint=Message(N_("mend the dates, or record periods that follow each other or contain each other")),
                related=the_other(at(first.pointer, "date")),
            )
        open_ones.append(measurement)


def _order(measurement: Measurement) -> int:
    """Order the measurements of a list as they stand in it."""
    return int(measurement.pointer[-1])


def disputed(dataset: Dataset, figures: Iterable[Series]) -> Iterator[Finding]:
    """CT313: find figures of different sources for one period that differ and are known on the same day."""
    for series in figures:
        if not series.has_ends_twice:
            continue
        groups: dict[tuple[object, ...], list[Measurement]] = defaultdict(list)
        for measurement in series.results:
            groups[measurement.date, known_day(dataset, measurement)].append(measurement)
        for group in groups.values():
            yield from _disputed(dataset, series, group) if len(group) > 1 else ()


def _disputed(dataset: Dataset, series: Series, group: list[Measurement]) -> Iterator[Finding]:
    row = make_row(dataset, series.entry, series.scope)
    first, *others = group
    amount = amount_of(first, goals_in_force(row, known_day(dataset, first)))
    for other in others:
        if other.source != first.source and amount != amount_of(other, goals_in_force(row, known_day(dataset, other))):
            yield Finding(
                rule="CT313",
                place=value_place(other),
                message=Message(
                    N_("{source} and {other} give different figures for {date}, known on the same day"),
                    {"source": first.source, "other": other.source, "date": other.date},
                ),
                hint=Message(N_("say when each was published, or accept it with allow and the reason")),
                related=the_other(value_place(first)),
            )
