"""A chart over time in letters: the values, the targets, and the path that leads from the start to them."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.render.scale import scale_of
from ctrack.values.numbers import exact
from ctrack.values.periods import tau, tau_before

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ctrack.assess.results import Goal, Observation, Result
    from ctrack.render.scale import Scale
    from ctrack.render.text import Glyphs

    Spot = tuple[Fraction, Fraction]
    """A moment on the time scale, and a height."""

MAX_WIDTH = 72
LEAST_WIDTH = 24
ROWS_BETWEEN_TICKS = 2
LEAST_SPOTS = 2


@frozen
class Chart:
    """What is drawn: values that count, those that are only shown, the corners of the path, and the targets' edges."""

    values: tuple[Spot, ...]
    shown: tuple[Spot, ...]
    path: tuple[Spot, ...]
    targets: tuple[Spot, ...]

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Everything that must have room."""
        return (*self.values, *self.shown, *self.path, *self.targets)


def chart_of(result: Result, goals: Sequence[Goal]) -> Chart | None:
    """Make the chart of a row; none where there is no value, or nothing to see it against."""
    value = result.value
    if value is None:
        return None
    if value.rollup:
        counted: list[Spot] = [(tau(value.last), exact(value.amount))]
        shown: list[Spot] = []
    elif result.entry.meaning.aggregation == "sum":
        counted, shown = _running_sum(value.inputs), []
    else:
        used = {id(entry) for entry in (value.series or value.inputs)}
        spots = [(id(entry) in used, (tau(entry.last), exact(entry.amount))) for entry in result.history]
        counted, shown = [spot for is_used, spot in spots if is_used], [spot for is_used, spot in spots if not is_used]
    chart = Chart(values=tuple(counted), shown=tuple(shown), path=_path(result), targets=tuple(_targets(goals)))
    return chart if len(set(chart.spots)) >= LEAST_SPOTS else None


def _path(result: Result) -> tuple[Spot, ...]:
    """Give the corners of the required path; what counts on average is required all along."""
    goal = result.goal
    if goal is None or result.entry.meaning.aggregation != "average":
        return result.pace.path
    height = goal.edge(Fraction(0))
    return (tau_before(goal.window.first), height), (tau(goal.deadline), height)


def _running_sum(inputs: Sequence[Observation]) -> list[Spot]:
    total, spots = Fraction(0), []
    for entry in inputs:
        total += exact(entry.amount)
        spots.append((tau(entry.last), total))
    return spots


def _targets(goals: Sequence[Goal]) -> Iterator[Spot]:
    for goal in goals:
        edges = dict.fromkeys(edge for edge in (goal.low, goal.high) if edge is not None)
        yield from ((tau(goal.deadline), edge) for edge in edges)


def _row(scale: Scale, height: Fraction) -> int:
    """Give the line of a height, counted from below."""
    return floor((height - scale.low) / scale.step * ROWS_BETWEEN_TICKS + Fraction(1, 2))


def draw(chart: Chart, width: int | None, glyphs: Glyphs) -> str:
    """Draw a chart at most `width` columns wide; values cover targets, and both cover the path."""
    scale = scale_of([height for _moment, height in chart.spots])
    labels = {number * ROWS_BETWEEN_TICKS: label for number, label in enumerate(scale.labels)}
    side = max(map(len, labels.values()))
    columns = max(min(width or MAX_WIDTH, MAX_WIDTH) - side - 2, LEAST_WIDTH)
    moments = [moment for moment, _height in chart.spots]
    begin, end = min(moments), max(moments)
    span = (end - begin) or Fraction(1)

    def column(moment: Fraction) -> int:
        return floor((moment - begin) / span * (columns - 1) + Fraction(1, 2))

    grid = [[" "] * columns for _row in range(scale.count * ROWS_BETWEEN_TICKS + 1)]
    layers = (
        (_along(chart.path, begin, span, columns), glyphs.path),
        (chart.targets, glyphs.target),
        (chart.shown, glyphs.hollow),
        (chart.values, glyphs.point),
    )
    for spots, sign in layers:
        for moment, height in spots:
            grid[_row(scale, height)][column(moment)] = sign
    lines = [
        f"{labels.get(number, ''):>{side}} {glyphs.tick if number in labels else glyphs.mark}{''.join(row)}".rstrip()
        for number, row in reversed(list(enumerate(grid)))
    ]
    return "\n".join([*lines, *_years(begin, end, columns, side, column, glyphs)])


def _along(path: Sequence[Spot], begin: Fraction, span: Fraction, columns: int) -> Iterator[Spot]:
    """Give a spot of the path in every column that it crosses."""
    for (left, low), (right, high) in pairwise(path):
        for number in range(columns):
            moment = begin + span * number / (columns - 1)
            if left <= moment <= right:
                yield moment, low + (high - low) * (moment - left) / (right - left)


def _years(
    begin: Fraction, end: Fraction, columns: int, side: int, column: Callable[[Fraction], int], glyphs: Glyphs
) -> tuple[str, str]:
    """Draw the line below, with a mark at the end of each year that there is room to name."""
    line, names = [glyphs.base] * columns, [" "] * columns
    free = 0
    for year in range(ceil(begin), floor(end) + 1):
        place = column(Fraction(year))
        start = min(max(place - 1, 0), columns - 4)
        if start >= free:
            line[place] = glyphs.notch
            names[start : start + 4] = str(year - 1)
            free = start + len("2025 ")
    return f"{' ' * side} {glyphs.corner}{''.join(line)}", f"{' ' * side}  {''.join(names)}".rstrip()
