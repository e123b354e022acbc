"""The report as one page that needs nothing else: no network, and no script to be read."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render.text import visible
from ctrack.report import charts, markup
from ctrack.report.extras import needed
from ctrack.report.model import Paragraph, Table, Terms, TileMap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment

    from ctrack.report.model import Report

TEMPLATES = Path(__file__).parent / "templates"


def to_html(report: Report) -> str:
    """Write a report as a page."""
    with needed("jinja2"):
        from markupsafe import Markup  # noqa: PLC0415 - an extra, and slow to import

        environment = _environment()
    maps = [block for _level, section in report.walk() for block in section.blocks if isinstance(block, TileMap)]
    style, script = _own("report.css") + markup.places(maps), _own("report.js")
    return environment.get_template("report.html.j2").render(
        report=report,
        words=_words(),
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 - the program's own files
        script=Markup(script),  # noqa: S704
    )


def _environment() -> Environment:
    """Make what fills the template: every text is data, and what cannot be seen in it is shown."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - an extra
    from markupsafe import Markup  # noqa: PLC0415

    def shown(value: object) -> object:
        return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        keep_trailing_newline=True,
    )
    asked = (
        markup.density, markup.depth, markup.heading, markup.machine,
        markup.pieces, markup.placed, markup.runs, markup.signs,
    )  # fmt: skip
    environment.filters.update({function.__name__: function for function in asked})
    environment.filters["beside"] = partial(zip, strict=True)
    environment.filters["svg"] = lambda block: Markup(charts.svg(block))  # noqa: S704 - escaped where it is drawn
    environment.tests.update({kind.__name__.lower(): _is(kind) for kind in (Paragraph, Table, Terms, TileMap)})
    return environment


def _is(kind: type[object]) -> Callable[[object], bool]:
    return lambda block: isinstance(block, kind)


def _own(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _words() -> Mapping[str, str]:
    return {
        "skip": _("Skip to the report"),
        "unit": _("Unit"),
        "in_words": _("Values as text"),
        "filter": _("Filter rows"),
        "shown": _("{shown} of {count} rows"),
        "sort": _("Sort by"),
    }


def _policy(style: str, script: str) -> str:
    """Allow the page its own style and script, pictures that it holds itself, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
