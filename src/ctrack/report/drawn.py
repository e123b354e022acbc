"""What is drawn: an indicator's values over time, its districts as bars, and as tiles on a map."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from ctrack.assess.ranking import ranks
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.chart import chart_of
from ctrack.render.page import Tone
from ctrack.render.words import STATUS_NAMES, TONES
from ctrack.report.model import Bar, Bars, Line, Point, Tile, TileMap
from ctrack.values.names import sort_key
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.assess.results import Goal, Result
    from ctrack.dataset import Dataset

    Spots = Sequence[tuple[Fraction, Fraction]]

    Grid = Mapping[str, tuple[int, int]]
    """Where each district stands on a map of tiles: row and column from the top left."""

LEAST_VALUES = 2
COLUMNS = 6
"""So many tiles stand in a row where nobody says where they belong."""


def line_of(dataset: Dataset, result: Result, goals: Sequence[Goal]) -> Line | None:
    """Draw the values of a row over time; nothing where there are not even two."""
    chart = chart_of(result, goals)
    if chart is None or len(chart.values) + len(chart.shown) < LEAST_VALUES:
        return None
    unit = dataset.unit(result.entry)

    def points(spots: Spots) -> tuple[Point, ...]:
        drawn = ((_day(moment), height) for moment, height in spots)
        return tuple(Point(day=day, value=height, label=text.figure_text(height, unit)) for day, height in drawn)

    values = "; ".join(
        f"{text.period_text(entry.period)}: {text.figure_text(entry.amount, unit)}" for entry in result.history
    )
    wanted = text.goal_text(result.goal, unit) if result.goal else _("no target")
    return Line(
        ident=f"line-{_slug(result)}",
        caption=f"{result.code} {text.name_text(result.entry.indicator)}",
        unit="%" if unit.name == "%" else text.unit_text(unit),
        description=_("Values: {values}. Target: {target}.").format(values=values, target=wanted),
        values=points(chart.values),
        shown=points(chart.shown),
        path=points(chart.path),
        targets=points(chart.targets),
    )


def _day(moment: Fraction) -> date:
    """Give the day whose end lies at a moment of the scale on which years are 1 apart."""
    year = floor(moment)
    if moment == year:
        return date(year - 1, 12, 31)
    first = date(year, 1, 1)
    days = (date(year + 1, 1, 1) - first).days
    return first + timedelta(days=floor((moment - year) * days + Fraction(1, 2)) - 1)


def _slug(result: Result) -> str:
    return f"{result.code}-{result.scope}".replace(".", "-").lower()


def _reported(dataset: Dataset, results: Sequence[Result]) -> list[Result]:
    """Give the districts that reported: by rank, then by name."""
    order = ranks(results)
    last = len(order) + 1
    found = [result for result in results if result.value]
    return sorted(
        found, key=lambda one: (order.get(one.scope, last), sort_key(text.name_text(dataset.districts[one.scope])))
    )


def bars_of(dataset: Dataset, results: Sequence[Result]) -> Bars | None:
    """Draw the districts' values of an indicator beside each other; nothing where there are not even two."""
    found = _reported(dataset, results)
    if len(found) < LEAST_VALUES:
        return None
    unit, first = dataset.unit(found[0].entry), found[0]
    bars = tuple(
        Bar(
            name=text.name_text(dataset.districts[result.scope]),
            value=exact(result.value.amount),
            label=text.value_text(result.value, unit),
            tone=TONES[result.status],
        )
        for result in found
        if result.value
    )
    shared = _shared_edge(found)
    return Bars(
        ident=f"bars-{_slug(first)}",
        caption=f"{first.code} {text.name_text(first.entry.indicator)}",
        unit="%" if unit.name == "%" else text.unit_text(unit),
        description="; ".join(f"{bar.name}: {bar.label}" for bar in bars),
        bars=bars,
        target=shared,
        target_label=text.goal_text(first.goal, unit) if first.goal and shared is not None else "",
    )


def _shared_edge(results: Sequence[Result]) -> Fraction | None:
    """Give the target that all of them have, on the same total as their values; nothing where they differ."""
    edges = {_edge(result) for result in results}
    return edges.pop() if len(edges) == 1 else None


def _edge(result: Result) -> Fraction | None:
    goal, value = result.goal, result.value
    is_comparable = goal and value and not goal.is_of_another_total(value.of)
    return goal.edge(Fraction(0)) if goal and is_comparable else None


def map_of(dataset: Dataset, results: Sequence[Result], grid: Grid) -> TileMap:
    """Draw all districts as tiles, each by how it stands; one that has no row says so."""
    by_scope = {result.scope: result for result in results}
    first = results[0]
    unit = dataset.unit(first.entry)
    places = _places(dataset, grid)
    tiles = []
    for ident, (row, column) in places.items():
        result = by_scope.get(ident)
        label = text.value_text(result.value, unit) if result and result.value else _("no data")
        tone = TONES[result.status] if result and result.value else Tone.MUTED
        name = text.name_text(dataset.districts[ident])
        tiles.append(Tile(row=row, column=column, name=name, label=label, tone=tone))
    shown = dict.fromkeys(result.status for result in results if result.value)
    told = (
        f"{text.name_text(dataset.districts[result.scope])}: "
        f"{text.value_text(result.value, unit)} ({_(STATUS_NAMES[result.status])})"
        for result in _reported(dataset, results)
        if result.value
    )
    return TileMap(
        ident=f"map-{_slug(first)}",
        caption=f"{first.code} {text.name_text(first.entry.indicator)}",
        description="; ".join(told),
        tiles=tuple(tiles),
        legend=tuple((_(STATUS_NAMES[status]), TONES[status]) for status in shown),
    )


def _places(dataset: Dataset, grid: Grid) -> dict[str, tuple[int, int]]:
    """Give every district a place: its own, else one below, in the order of their names."""
    known = {ident: place for ident, place in grid.items() if ident in dataset.districts}
    others = sorted(
        (ident for ident in dataset.districts if ident not in known),
        key=lambda ident: sort_key(dataset.districts[ident].name),
    )
    below = 1 + max((row for row, _column in known.values()), default=-1)
    return known | {ident: (below + number // COLUMNS, number % COLUMNS) for number, ident in enumerate(others)}
