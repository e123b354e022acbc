"""A figure as SVG for a page: short, without ids, in colours that follow the page, with its texts as text."""

# ruff: noqa: ARG002, FBT001, FBT002, N803 - the methods and their parameters are matplotlib's

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.colors import to_hex
from matplotlib.path import Path

from ctrack.report.figures.colours import on_screen
from ctrack.report.figures.paper import FONT_SIZE, POINTS_AN_INCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.backend_bases import GraphicsContextBase
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.text import Text
    from matplotlib.transforms import Transform
    from matplotlib.typing import ColorType

_LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C", Path.CLOSEPOLY: "Z"}
_ANCHORS = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}


def svg(figure: Figure, label: str) -> str:
    """Write a figure as an image whose name is `label`."""
    figure.patch.set_visible(False)
    width, height = figure.get_size_inches() * POINTS_AN_INCH
    renderer = _Renderer(width, height)
    figure.draw(renderer)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(width)} {_number(height)}" role="img"'
        f' aria-label={quoteattr(label)} font-size="{_number(FONT_SIZE)}" fill="none">{renderer.content}</svg>'
    )


class _Renderer(RendererBase):
    """Collects what is drawn: shapes of one style are one path, texts of one style one group, above all shapes."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self._size = width, height
        self._shapes: dict[str, list[str]] = {}
        self._texts: dict[str, list[str]] = {}

    @property
    def content(self) -> str:
        shapes = (f'<path{style} d="{"".join(parts)}"/>' for style, parts in self._shapes.items())
        texts = (f"<g{style}>{''.join(parts)}</g>" for style, parts in self._texts.items())
        return "".join((*shapes, *texts))

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self._size

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: ColorType | None = None
    ) -> None:
        self._add(gc, rgbFace, _outline(path, transform, self._size[1]))

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Transform,
        path: Path,
        trans: Transform,
        rgbFace: ColorType | None = None,
    ) -> None:
        shape = _circle(marker_path, marker_trans) or _corners(marker_path, marker_trans)
        for across, up in trans.transform(path.vertices):
            start, steps = shape
            self._add(gc, rgbFace, f"M{_pair(across + start[0], self._size[1] - up - start[1])}{steps}")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: bool | str = False,
        mtext: Text | None = None,
    ) -> None:
        side = mtext.get_horizontalalignment() if mtext else "left"
        across = mtext.get_transform().transform(mtext.get_unitless_position())[0] if mtext else x
        style = f' fill="{_colour(gc.get_rgb())}"{_ANCHORS[side]}'
        place = f'x="{_number(across)}" y="{_number(y)}"'
        self._texts.setdefault(style, []).append(f"<text {place}>{escape(s)}</text>")

    def _add(self, gc: GraphicsContextBase, face: ColorType | None, outline: str) -> None:
        style = _stroke(gc) + _fill(face)
        if style:
            self._shapes.setdefault(style, []).append(outline)


def _stroke(gc: GraphicsContextBase) -> str:
    width = gc.get_linewidth()
    if not width or not gc.get_rgb()[3]:
        return ""
    _offset, dashes = gc.get_dashes()
    pattern = f' stroke-dasharray="{" ".join(map(_number, np.asarray(dashes)))}"' if dashes is not None else ""
    return f' stroke="{_colour(gc.get_rgb())}" stroke-width="{_number(width)}"{pattern}'


def _fill(face: ColorType | None) -> str:
    return f' fill="{_colour(face)}"' if face is not None else ""


def _colour(colour: ColorType) -> str:
    return on_screen(to_hex(colour))


def _outline(path: Path, transform: Transform, height: float) -> str:
    return "".join(_steps(path, transform, height))


def _steps(path: Path, transform: Transform, height: float) -> Iterator[str]:
    for spots, code in path.iter_segments(transform, remove_nans=True, simplify=False):
        pairs = zip(spots[::2], spots[1::2], strict=True)
        is_end = code == Path.CLOSEPOLY
        yield _LETTERS[code] + ("" if is_end else " ".join(_pair(across, height - up) for across, up in pairs))


def _circle(path: Path, transform: Transform) -> tuple[tuple[float, float], str] | None:
    """Give where a round marker begins, and its outline from there; nothing for one with corners."""
    if Path.CURVE4 not in np.asarray(path.codes):
        return None
    radius = path.get_extents(transform).width / 2
    arc = f"a{_pair(radius, radius)} 0 0 0"
    return (-radius, 0), f"{arc} {_pair(2 * radius, 0)}{arc} {_pair(-2 * radius, 0)}"


def _corners(path: Path, transform: Transform) -> tuple[tuple[float, float], str]:
    """Give where a marker with corners begins, and its outline from there."""
    spots = transform.transform(path.vertices)
    sides = spots[1:-1] - spots[:-2]
    return tuple(spots[0]), "".join(f"l{_pair(across, -up)}" for across, up in sides) + "z"


def _pair(across: float, down: float) -> str:
    return f"{_number(across)} {_number(down)}"


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0").replace("-0.", "-.").removeprefix("0") or "0"
