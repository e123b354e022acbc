"""A finding on one line: its path and place, its message and remedy, and nothing that acts on what shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.render.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctrack.findings import Finding, Located, Position

SEVERITY_NAMES: Mapping[Severity, str] = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.INFO: N_("info"),
}

_BREAKS = str.maketrans({"\t": "\\t", "\n": "\\n", "\r": "\\r"})


def one_line(text: str) -> str:
    """Show line breaks, tabs, control and invisible characters as their code, so that the text stays on its line."""
    return visible(text).translate(_BREAKS)


def path(prefix: str, position: Position) -> str:
    """Give the path that a reader can open; `prefix` leads to the tracker."""
    return prefix + position.file


def place(prefix: str, position: Position) -> str:
    """Write `programs/03.yaml:41:12`, as editors and terminals understand it."""
    return one_line(f"{path(prefix, position)}:{position.line}:{position.column}")


def label(found: Located) -> str:
    """Write `error[CT302]`."""
    return f"{_(SEVERITY_NAMES[found.severity])}[{found.finding.rule}]"


def remark(finding: Finding, say: Callable[[Message], str] = Message.translated) -> str:
    """Give the message, and the remedy behind it in brackets; `say` is `str` for English."""
    hint = f" ({say(finding.hint)})" if finding.hint else ""
    return one_line(say(finding.message) + hint)
