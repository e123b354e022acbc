"""Values over time: the values that count joined to a line, the required path dashed, targets as diamonds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.render.scale import scale_of
from ctrack.render.text import visible
from ctrack.report.figures import labels
from ctrack.report.figures.colours import MUTED, PAPER, TARGET, VALUE
from ctrack.report.figures.paper import LINE_HEIGHT, fitting, sheet, widest
from ctrack.report.figures.years import years
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from ctrack.render.scale import Scale
    from ctrack.report.figures.paper import Sheet, Spot
    from ctrack.report.figures.years import Years
    from ctrack.report.model import Line, Point

HEIGHT = 170.0
MOST_STEPS = 5
MOST_TARGETS_NAMED = 2
NUMBERS_SHARE = 0.3
LABELS_SHARE = 0.6
"""At most so much of the width do the numbers at the side, and a label, take."""

_ABOVE, _BELOW, _ASIDE = 18.0, 32.0, 16.0
"""Room around the points: for a label above, for a label and the years below, for half a year's name."""

_TO_NUMBERS, _TO_YEARS = 4.0, 10.0


@frozen
class _Area:
    """Where points stand on the sheet."""

    time: Years
    scale: Scale
    left: float
    right: float

    def across(self, share: float) -> float:
        return self.left + share * (self.right - self.left)

    def up(self, share: float) -> float:
        return _BELOW + share * (HEIGHT - _BELOW - _ABOVE)

    def spot(self, point: Point) -> Spot:
        return self.across(float(self.time.share(point.day))), self.up(float(self.scale.share(exact(point.value))))

    def spots(self, points: Sequence[Point]) -> list[Spot]:
        return [self.spot(point) for point in points]


def drawn(block: Line, width: float) -> Figure:
    """Draw values over time; without any point the sheet is empty."""
    points = (*block.values, *block.shown, *block.path, *block.targets)
    if not points:
        return sheet(width, LINE_HEIGHT).figure
    scale = scale_of([exact(point.value) for point in points], MOST_STEPS)
    numbers = [fitting(label, width * NUMBERS_SHARE) for label in scale.labels]
    margin = widest(numbers) + _TO_NUMBERS
    area = _Area(time=years([point.day for point in points]), scale=scale, left=margin + _ASIDE, right=width - _ASIDE)
    page = sheet(width, HEIGHT)
    _draw_scales(page, area, numbers, (margin, width))
    _draw_points(page, area, block)
    _write_labels(page, area, block)
    return page.figure


def _draw_scales(page: Sheet, area: _Area, numbers: Sequence[str], ends: tuple[float, float]) -> None:
    heights = [area.up(float(area.scale.share(mark))) for mark in area.scale.marks]
    page.rules([((ends[0], height), (ends[1], height)) for height in heights])
    for height, number in zip(heights, numbers, strict=True):
        page.write((ends[0] - _TO_NUMBERS, height), number, side="right", colour=MUTED)
    for share, year in area.time.marks:
        page.write((area.across(float(share)), _TO_YEARS - 2), year, side="center", colour=MUTED)


def _draw_points(page: Sheet, area: _Area, block: Line) -> None:
    """Draw the four kinds of points, what matters most on top."""

    def draw(points: Sequence[Point], **how: object) -> None:
        if points:
            page.line(area.spots(points), color=how.pop("colour"), **how)

    hollow = {"marker": "o", "markersize": 6, "markerfacecolor": PAPER, "markeredgewidth": 1.2}
    draw(block.path, colour=MUTED, linewidth=1.2, linestyle="--")
    draw(block.targets, colour=TARGET, linestyle="none", marker="D", markersize=6, markeredgewidth=0)
    draw(block.shown, colour=VALUE, linestyle="none", **hollow)
    draw(block.values, colour=VALUE, linewidth=1.8, marker="o", markersize=6, markeredgewidth=0)


def _write_labels(page: Sheet, area: _Area, block: Line) -> None:
    """Write what the last value, the targets and the first value are."""
    ends = list(dict.fromkeys((*block.values[-1:], *block.values[:1])))
    targets = block.targets if len(block.targets) <= MOST_TARGETS_NAMED else block.targets[-1:]
    points = [*ends[:1], *targets, *ends[1:]]
    taken = [spot for series in (block.values, block.path) for spot in labels.along(area.spots(series))]
    taken += area.spots((*block.shown, *block.targets))
    room = (area.right - area.left) * LABELS_SHARE
    texts = [(fitting(visible(point.label), room), area.spot(point)) for point in points]
    for point, label in zip(points, labels.place(texts, (area.left, area.right), taken), strict=True):
        page.write(label.spot, label.text, side=label.side, colour=VALUE if point in ends else TARGET)
