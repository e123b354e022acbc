"""Findings as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from ctrack.findings import Severity
from ctrack.render.findings.fingerprints import fingerprints
from ctrack.render.findings.json import json_text
from ctrack.render.findings.line import one_line, path, remark
from ctrack.render.markdown import WORD_JOINER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.checks.rules.rule import Rule
    from ctrack.findings import Elsewhere, Located, Position, Report
    from ctrack.render.json import Json

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def to_sarif(report: Report, rules: Mapping[str, Rule], version: str) -> str:
    """Write a log of one run: the rules, the findings, and those that were accepted as suppressed ones."""
    run: dict[str, Json] = {
        "tool": {"driver": _driver(rules, version)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": _text("the root of the repository")}},
        "results": _results(report, {code: index for index, code in enumerate(rules)}),
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _driver(rules: Mapping[str, Rule], version: str) -> Json:
    return {"name": "ctrack", "semanticVersion": version, "rules": [_rule(rule) for rule in rules.values()]}


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in re.findall(r"[^\W_]+", rule.title.replace("'", ""))),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.finds} {rule.why}"},
        "help": {"text": _help(rule, "{}"), "markdown": _help(rule, "```yaml\n{}\n```")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _help(rule: Rule, example: str) -> str:
    wrong, right = (example.format(text.strip("\n")) for text in (rule.wrong, rule.right))
    return f"{rule.finds} {rule.why}\n\nWrong:\n\n{wrong}\n\nRight:\n\n{right}\n\n{rule.remedy}"


def _results(report: Report, indexes: Mapping[str, int]) -> list[Json]:
    reasons = [*([None] * len(report.findings)), *(item.reason for item in report.accepted)]
    findings = [*report.findings, *(item.located for item in report.accepted)]
    return [
        _result(found, known_by, indexes, report.root_prefix) | _suppressed(reason)
        for found, known_by, reason in zip(findings, fingerprints(findings), reasons, strict=True)
    ]


def _result(found: Located, fingerprint: str, indexes: Mapping[str, int], prefix: str) -> dict[str, Json]:
    return {
        "ruleId": found.finding.rule,
        "ruleIndex": indexes[found.finding.rule],
        "level": _LEVELS[found.severity],
        "message": _text(remark(found.finding, str)),
        "locations": [{"physicalLocation": _physical(found.position, prefix)}],
        "relatedLocations": [_related(other, prefix) for other in found.related if not other.in_base],
        "partialFingerprints": {"ctrackEntity/v1": fingerprint},
    }


def _suppressed(reason: str | None) -> dict[str, Json]:
    return {} if reason is None else {"suppressions": [{"kind": "inSource", "justification": reason}]}


def _related(other: Elsewhere, prefix: str) -> Json:
    return {"physicalLocation": _physical(other.position, prefix), "message": _text(one_line(str(other.message)))}


def _physical(position: Position, prefix: str) -> Json:
    uri = quote(path(prefix, position), safe="/", errors="surrogateescape")
    region: dict[str, Json] = {
        "startLine": position.line,
        "startColumn": position.column,
        "endLine": position.end_line,
        "endColumn": position.end_column,
    }
    return {"artifactLocation": {"uri": uri, "uriBaseId": _ROOT}, "region": region}


def _text(text: str) -> Json:
    """Write a message: SARIF reads `{0}` as a place to fill and `[text](target)` as a link, which data must not be."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", f"]{WORD_JOINER}(")}
