"""The verdict in one line: how many findings of which weight, in how many files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render.findings.line import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.findings import Report


def summary(report: Report) -> str:
    """Write `2 errors, 1 warning in 44 files; 2 accepted; compared with main`."""
    counts = {severity: report.count(severity) for severity in Severity}
    number = len(report.files)
    files = ngettext("{number} file", "{number} files", number).format(number=number)
    verdict = _("{findings} in {files}").format(findings=counted(counts) or _("no findings"), files=files)
    return "; ".join([verdict, *_remarks(report)])


def counted(counts: Mapping[Severity, int]) -> str:
    """Write `2 errors, 1 warning`; nothing where there are none."""
    return ", ".join(_counted(severity, number) for severity, number in counts.items() if number)


def _counted(severity: Severity, number: int) -> str:
    texts = {
        Severity.ERROR: ngettext("{number} error", "{number} errors", number),
        Severity.WARNING: ngettext("{number} warning", "{number} warnings", number),
        Severity.INFO: ngettext("{number} info", "{number} infos", number),
    }
    return texts[severity].format(number=number)


def _remarks(report: Report) -> list[str]:
    number = len(report.accepted)
    accepted = [ngettext("{number} accepted", "{number} accepted", number).format(number=number)] if number else []
    compared = [] if report.base is None else [_("compared with {base}").format(base=one_line(report.base))]
    return accepted + compared
