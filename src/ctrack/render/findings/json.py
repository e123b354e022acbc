"""Findings as JSON: stable keys, English, files relative to the tracker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.render.json import SCHEMA, Json, to_json
from ctrack.render.text import visible

if TYPE_CHECKING:
    from ctrack.findings import Elsewhere, Located, Position, Report


def json_text(data: Json) -> str:
    """Write JSON in which invisible characters are escaped, so that a terminal can show it; the data is the same."""
    return visible(to_json(data)) + "\n"


def to_json_report(report: Report) -> str:
    """Write the findings, their counts, and those that were accepted with the reason."""
    counts: dict[str, Json] = {str(severity): report.count(severity) for severity in Severity}
    return json_text(
        {
            "schema": SCHEMA,
            "findings": [_finding(found) for found in report.findings],
            "summary": {**counts, "files": len(report.files)},
            "accepted": [{**_finding(item.located), "reason": item.reason} for item in report.accepted],
            "base": report.base,
        }
    )


def _finding(found: Located) -> dict[str, Json]:
    hint = found.finding.hint
    return {
        "rule": found.finding.rule,
        "severity": str(found.severity),
        "message": str(found.finding.message),
        "hint": str(hint) if hint else None,
        **_position(found.position),
        "entity": found.entity or None,
        "related": [_elsewhere(other) for other in found.related],
    }


def _elsewhere(other: Elsewhere) -> Json:
    return {**_position(other.position), "message": str(other.message), "in_base": other.in_base}


def _position(position: Position) -> dict[str, Json]:
    return {
        "file": position.file,
        "line": position.line,
        "column": position.column,
        "end_line": position.end_line,
        "end_column": position.end_column,
    }
