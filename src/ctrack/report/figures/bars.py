"""Values beside each other: horizontal bars in their order, names at the left, labels at the ends."""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from textwrap import wrap
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.render.scale import scale_of
from ctrack.render.text import visible
from ctrack.report.figures.colours import MUTED, TARGET, TONES
from ctrack.report.figures.paper import LETTER, LINE_HEIGHT, fitting, sheet, side_of, widest
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from ctrack.render.scale import Scale
    from ctrack.report.figures.paper import Sheet
    from ctrack.report.model import Bar, Bars
    from ctrack.values.numbers import Number

MOST_STEPS = 5
MOST_LINES = 3
THICKNESS = 11.0
NAMES_SHARE = 0.4
LABELS_SHARE = 0.4
"""At most so much of the width do the names, and the labels, take."""

_GAP = 5.0
_BELOW, _ABOVE = 18.0, 18.0
"""Room for the numbers below, and for the target's label above."""

_TO_NUMBERS = 8.0


@frozen
class _Area:
    """Where bars stand on the sheet: the scale from one place to another, and how high the stack of bars is."""

    scale: Scale
    start: float
    end: float
    top: float

    def across(self, value: Number) -> float:
        return self.start + float(self.scale.share(exact(value))) * (self.end - self.start)


def drawn(block: Bars, width: float) -> Figure:
    """Draw bars from zero on, and a line at the target that they share; without any bar the sheet is empty."""
    if not block.bars:
        return sheet(width, LINE_HEIGHT).figure
    names = [_lines(bar.name, width * NAMES_SHARE) for bar in block.bars]
    labels = [fitting(visible(bar.label), width * LABELS_SHARE) for bar in block.bars]
    pitches = [max(THICKNESS, len(lines) * LINE_HEIGHT) + _GAP for lines in names]
    margin = widest([line for lines in names for line in lines]) + _GAP
    area = _area(block, labels, (margin, width), _BELOW + sum(pitches))
    page = sheet(width, area.top + (_ABOVE if block.target is not None else 2))
    _draw_scale(page, area)
    bottoms = (area.top - down for down in accumulate(pitches))
    for bar, label, lines, bottom, pitch in zip(block.bars, labels, names, bottoms, pitches, strict=True):
        middle = bottom + pitch / 2
        _draw_bar(page, area, bar, label, middle)
        _write_name(page, lines, margin - _GAP, middle)
    _draw_target(page, area, block)
    return page.figure


def _lines(name: str, room: float) -> list[str]:
    return wrap(visible(name), int(room / LETTER), max_lines=MOST_LINES, placeholder=" …") or [""]


def _area(block: Bars, labels: Sequence[str], ends: tuple[float, float], top: float) -> _Area:
    """Leave room beside the longest bars for what is written at their ends."""
    target = [exact(block.target)] if block.target is not None else []
    scale = scale_of([Fraction(0), *(exact(bar.value) for bar in block.bars), *target], MOST_STEPS)
    written = list(zip(block.bars, labels, strict=True))
    before = widest([label for bar, label in written if bar.value < 0])
    behind = widest([label for bar, label in written if bar.value >= 0])
    return _Area(scale=scale, start=ends[0] + before + _GAP, end=ends[1] - behind - _GAP, top=top)


def _draw_scale(page: Sheet, area: _Area) -> None:
    places = [area.across(mark) for mark in area.scale.marks]
    page.rules([((place, _BELOW), (place, area.top)) for place in places])
    for place, number in zip(places, area.scale.labels, strict=True):
        page.write((place, _TO_NUMBERS), number, side="center", colour=MUTED)


def _draw_bar(page: Sheet, area: _Area, bar: Bar, label: str, middle: float) -> None:
    zero, end = area.across(Fraction(0)), area.across(bar.value)
    fill, edge, style = TONES[bar.tone]
    page.bar((zero, middle - THICKNESS / 2), (end - zero, THICKNESS), fill=fill, edge=edge, style=style)
    if bar.value < 0:
        page.write((end - _GAP, middle), label, side="right")
    else:
        page.write((end + _GAP, middle), label)


def _write_name(page: Sheet, lines: Sequence[str], right: float, middle: float) -> None:
    first = middle + (len(lines) - 1) * LINE_HEIGHT / 2
    for number, line in enumerate(lines):
        page.write((right, first - number * LINE_HEIGHT), line, side="right")


def _draw_target(page: Sheet, area: _Area, block: Bars) -> None:
    zero = area.across(Fraction(0))
    page.line([(zero, _BELOW), (zero, area.top)], color=MUTED, linewidth=1)
    if block.target is None:
        return
    place = area.across(block.target)
    page.line([(place, _BELOW), (place, area.top)], color=TARGET, linewidth=1.4)
    label = fitting(visible(block.target_label), (area.end - area.start) * LABELS_SHARE + LETTER)
    page.write((place, area.top + _ABOVE / 2), label, side=side_of(place, area.start, area.end), colour=TARGET)
