"""Findings as GitLab's Code Quality report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.render.findings.fingerprints import fingerprints
from ctrack.render.findings.json import json_text
from ctrack.render.findings.line import path, remark

if TYPE_CHECKING:
    from ctrack.findings import Located, Report
    from ctrack.render.json import Json

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def to_gitlab(report: Report) -> str:
    """Write an array with an object for each finding; paths lead from the repository's root."""
    prints = fingerprints(report.findings)
    return json_text([_issue(found, known_by, report) for found, known_by in zip(report.findings, prints, strict=True)])


def _issue(found: Located, fingerprint: str, report: Report) -> Json:
    return {
        "description": remark(found.finding, str),
        "check_name": found.finding.rule,
        "fingerprint": fingerprint,
        "severity": _severity(found),
        "location": {"path": path(report.root_prefix, found.position), "lines": {"begin": found.position.line}},
    }


def _severity(found: Located) -> str:
    """History that was rewritten weighs more than any other error."""
    return "critical" if found.finding.rule.startswith("CT6") else _SEVERITIES[found.severity]
