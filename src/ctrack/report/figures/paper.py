"""The sheet that a chart is drawn on, measured in points from its lower left corner."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from math import nan
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.patheffects import withStroke
from matplotlib.transforms import Affine2D

from ctrack.frozen import frozen
from ctrack.report.figures.colours import INK, PAPER, RULE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from matplotlib.transforms import Transform

    Spot = tuple[float, float]
    """A place on the sheet."""

FONT_SIZE = 10.0
LETTER = 0.65 * FONT_SIZE
"""What a letter takes on average, and rather more than less."""

LINE_HEIGHT = 1.2 * FONT_SIZE
POINTS_AN_INCH = 72

_SETTINGS: Mapping[str, object] = {
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, and has all letters of Vietnamese
    "font.size": FONT_SIZE,
    "text.parse_math": False,
    "text.usetex": False,
    "path.simplify": False,
    "lines.solid_capstyle": "round",
    "lines.dash_capstyle": "butt",
    "lines.dashed_pattern": [4, 3],
    "lines.dotted_pattern": [1, 2],
    "lines.scale_dashes": False,
    "savefig.bbox": None,
    "savefig.facecolor": "auto",
    "savefig.transparent": False,
}

Side = Literal["left", "center", "right"]


@contextmanager
def settings() -> Iterator[None]:
    """Draw with these settings, and leave everyone else's as they are; a letter that the font lacks is a box."""
    with mpl.rc_context(dict(_SETTINGS)), warnings.catch_warnings():  # type: ignore[arg-type]
        warnings.filterwarnings("ignore", message="Glyph ")
        yield


@frozen(kw_only=False)
class Sheet:
    """A figure, and what leads from points to it."""

    figure: Figure
    points: Transform

    def line(self, spots: Sequence[Spot], **how: object) -> None:
        """Draw a line through places, or marks at them."""
        across, up = zip(*spots, strict=True)
        self.figure.add_artist(Line2D(across, up, transform=self.points, **how))  # type: ignore[arg-type]

    def rules(self, lines: Sequence[tuple[Spot, Spot]]) -> None:
        """Draw faint lines below all else."""
        if lines:
            spots = [spot for ends in lines for spot in (*ends, (nan, nan))]
            self.line(spots, color=RULE, linewidth=0.6, zorder=0)

    def bar(self, corner: Spot, size: tuple[float, float], *, fill: str, edge: str, style: str) -> None:
        """Draw a bar from its lower corner at the base; one to the left has a negative width."""
        across, up = size
        shape = Rectangle(
            corner, across, up, facecolor=fill, edgecolor=edge, linestyle=style, linewidth=1, transform=self.points
        )
        self.figure.add_artist(shape)

    def write(self, spot: Spot, text: str, *, side: Side = "left", colour: str = INK) -> None:
        """Write a line: a place is its left end, middle or right end, halfway up."""
        self.figure.text(*spot, text, color=colour, ha=side, va="center_baseline", transform=self.points)


def sheet(width: float, height: float) -> Sheet:
    """Make an empty sheet."""
    size = width / POINTS_AN_INCH, height / POINTS_AN_INCH
    figure = Figure(figsize=size, dpi=POINTS_AN_INCH, facecolor=PAPER)
    return Sheet(figure, Affine2D().scale(1 / POINTS_AN_INCH) + figure.dpi_scale_trans)


def keep_texts_clear(figure: Figure) -> None:
    """Leave a little paper around every letter, where lines pass behind it; a page does so by its style."""
    for text in figure.texts:
        text.set_path_effects([withStroke(linewidth=2, foreground=PAPER)])


def widest(texts: Sequence[str]) -> float:
    """Tell how much room the longest of some texts takes."""
    return max(map(len, texts), default=0) * LETTER


def fitting(text: str, room: float) -> str:
    """Cut a text that takes more than so much room."""
    most = max(int(room / LETTER), 1)
    return text if len(text) <= most else text[: most - 1] + "…"


def side_of(place: float, low: float, high: float) -> Side:
    """Choose the end by which a text is held, so that it does not reach over its surroundings."""
    third = (high - low) / 3
    if place < low + third:
        return "left"
    return "right" if place > high - third else "center"
