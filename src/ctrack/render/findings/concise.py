"""A line a finding, never wrapped nor styled: for pipes, editors and grep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.render.findings.line import label, place, remark

if TYPE_CHECKING:
    from ctrack.findings import Located, Report


def to_concise(report: Report) -> str:
    """Write `programs/03.yaml:41:12: error[CT302] message (hint)` for each finding."""
    return "".join(f"{concise_line(found, report.prefix)}\n" for found in report.findings)


def concise_line(found: Located, prefix: str) -> str:
    """Write one finding."""
    return f"{place(prefix, found.position)}: {label(found)} {remark(found.finding)}"
