"""Findings for a person at a terminal: each with the line that it is about, and the verdict at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render.findings.excerpt import excerpt
from ctrack.render.findings.line import label, one_line, place
from ctrack.render.findings.summary import summary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ctrack.findings import Elsewhere, Located, Report

    Paint = Callable[[str, str], str]

UNLIMITED = 200
"""Where nothing limits the width, an excerpt is cut all the same: a line may be as long as a file."""

_LINE_END = re.compile(r"\r\n|\n|\r")
_BOLD = "1"
_FAINT = "2"
_COLORS = {"error": "1;31", "warning": "1;33", "info": "1;36"}


def to_text(report: Report, *, color: bool, width: int | None) -> str:
    """Write every finding with an excerpt of its file, then the summary; excerpts are cut to `width`."""
    paint = _ansi if color else _plain
    files = {found.position.file for found in report.findings}
    lines = {file: _LINE_END.split(report.texts[file]) for file in files if file in report.texts}
    blocks = [
        "\n".join(_block(found, report, lines.get(found.position.file, ()), width or UNLIMITED, paint))
        for found in report.findings
    ]
    return "\n\n".join([*blocks, summary(report)]) + "\n"


def _plain(text: str, _style: str) -> str:
    return text


def _ansi(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m"


def _block(found: Located, report: Report, lines: Sequence[str], width: int, paint: Paint) -> Iterator[str]:
    where, what = place(report.prefix, found.position), label(found)
    message = one_line(found.finding.message.translated())
    yield f"{paint(where, _BOLD)}: {paint(what, _COLORS[found.severity])} {message}"
    yield from _excerpt(found, lines, width, paint)
    margin = " " * len(str(found.position.line))
    for name, remark in _remarks(found, report):
        yield f"{margin} {paint(f'= {name}:', _FAINT)} {remark}"


def _excerpt(found: Located, lines: Sequence[str], width: int, paint: Paint) -> Iterator[str]:
    at = found.position
    if at.line > len(lines):
        return
    line, number = lines[at.line - 1], str(at.line)
    gutter = f"{' ' * len(number)} |"
    end = at.end_column - 1 if at.end_line == at.line else len(line)
    cut = excerpt(line, at.column - 1, end, width - len(f"{number} | "))
    carets = cut.carets.lstrip()
    indent = " " * (len(cut.carets) - len(carets))
    yield f"{paint(f'{number} |', _FAINT)} {cut.line}".rstrip()
    yield f"{paint(gutter, _FAINT)} {indent}{paint(carets, _COLORS[found.severity])}"


def _remarks(found: Located, report: Report) -> Iterator[tuple[str, str]]:
    if found.finding.hint:
        yield _("hint"), one_line(found.finding.hint.translated())
    for other in found.related:
        yield _("related"), _elsewhere(other, report)
    yield _("explain"), f"ctrack rule {found.finding.rule}"


def _elsewhere(other: Elsewhere, report: Report) -> str:
    where = place(report.prefix, other.position)
    if other.in_base:
        where = _("{place} in {base}").format(place=where, base=one_line(report.base or ""))
    return f"{where}: {one_line(other.message.translated())}"
