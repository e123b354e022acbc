"""Charts of a report: as SVG for pages, as PNG for office documents. Both are the same from run to run."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from ctrack.render.text import visible
from ctrack.report.extras import needed
from ctrack.report.model import Line

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from ctrack.report.model import Bars

ON_SCREEN = 340.0
"""How wide a chart is drawn for a page, in points: as wide as a telephone."""

ON_PAPER = 454.0
"""How wide a chart is drawn for paper, in points: 16 cm."""


def svg(block: Line | Bars) -> str:
    """Draw a chart as SVG to stand within a page, whose style colours it; its name is the caption."""
    with needed("matplotlib"):
        from ctrack.report.figures import vector  # noqa: PLC0415 - an extra, and slow to import
        from ctrack.report.figures.paper import settings  # noqa: PLC0415
    with settings():
        return vector.svg(_figure(block, ON_SCREEN), visible(block.caption))


def png(block: Line | Bars, *, dpi: int = 200) -> bytes:
    """Draw a chart as PNG on white; it is 16 cm wide."""
    with needed("matplotlib"):
        from ctrack.report.figures.paper import keep_texts_clear, settings  # noqa: PLC0415 - an extra
    content = BytesIO()
    with settings():
        figure = _figure(block, ON_PAPER)
        keep_texts_clear(figure)
        figure.savefig(content, format="png", dpi=dpi, metadata={"Software": None})
    return content.getvalue()


def _figure(block: Line | Bars, width: float) -> Figure:
    from ctrack.report.figures import bars, lines  # noqa: PLC0415

    return lines.drawn(block, width) if isinstance(block, Line) else bars.drawn(block, width)
