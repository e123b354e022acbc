"""Findings as GitHub's Markdown, for the summary of a step: all of them, as far as it has room."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render.findings.line import SEVERITY_NAMES, one_line, path, remark
from ctrack.render.findings.summary import summary
from ctrack.render.markdown import WORD_JOINER, escape

if TYPE_CHECKING:
    from ctrack.findings import Located, Report

MOST_BYTES = 1_000_000
"""GitHub refuses a summary of more than 1 MiB; other commands of the step may write to it too."""

_REFERENCE = re.compile(r"#(?=\d)|\bGH-(?=\d)|:(?=//)", re.IGNORECASE)
"""What GitHub makes a link to an issue or an address, escaped or not."""


def to_step_summary(report: Report) -> str:
    """Write the verdict, and a table with a row for each finding; paths lead from the repository's root."""
    heading = f"### ctrack validate: {_escaped(summary(report))}\n"
    if not report.findings:
        return heading
    rows = [_row(found, report.root_prefix) for found in report.findings]
    sizes = accumulate(len(row.encode("utf-8", "replace")) for row in rows)
    fitting = sum(size <= MOST_BYTES for size in sizes)
    table = _header() + "".join(rows[:fitting])
    return f"{heading}\n{table}\n{_left_out(len(rows) - fitting)}"


def _header() -> str:
    headings = (_("Severity"), _("Rule"), _("File"), _("Line"), _("Finding"))
    return _cells(*headings) + _cells(*["---"] * len(headings))


def _row(found: Located, prefix: str) -> str:
    at, finding = found.position, found.finding
    texts = (
        _(SEVERITY_NAMES[found.severity]),
        finding.rule,
        path(prefix, at),
        f"{at.line}:{at.column}",
        remark(finding),
    )
    return _cells(*map(_escaped, texts))


def _cells(*texts: str) -> str:
    return f"| {' | '.join(texts)} |\n"


def _escaped(text: str) -> str:
    return _REFERENCE.sub(lambda match: f"{match[0]}{WORD_JOINER}", escape(one_line(text)))


def _left_out(number: int) -> str:
    text = ngettext(
        "{number} more finding is left out: there is no room for it here.",
        "{number} more findings are left out: there is no room for them here.",
        number,
    )
    return f"{text.format(number=number)}\n" if number else ""
