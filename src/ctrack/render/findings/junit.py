"""Findings as JUnit XML, for whatever shows tests: a test for each file and rule with findings, and each clean file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ctrack.findings import Severity
from ctrack.render.findings.line import one_line, remark

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctrack.findings import Located, Report

_NAME = "ctrack validate"
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
"""XML does not allow them; what else it does not allow is invisible."""


def to_junit(report: Report) -> str:
    """Write one suite; it has a failed test where there is an error or a warning."""
    cases = list(_cases(report))
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"name": _NAME, "tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    root = ET.Element("testsuites", counts)
    suite = ET.SubElement(root, "testsuite", counts)
    suite.extend(cases)
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _cases(report: Report) -> Iterable[ET.Element]:
    grouped: dict[tuple[str, str], list[Located]] = {}
    for found in report.findings:
        grouped.setdefault((found.position.file, found.finding.rule), []).append(found)
    clean = set(report.files) - {file for file, _ in grouped}
    for file, rule in sorted([*grouped, *((file, "") for file in clean)]):
        path = _allowed(report.prefix + file)
        case = ET.Element("testcase", classname=path, name=rule or _NAME, file=path)
        _fill(case, grouped.get((file, rule), ()))
        yield case


def _fill(case: ET.Element, findings: Sequence[Located]) -> None:
    failures = [found for found in findings if found.severity is not Severity.INFO]
    infos = [found for found in findings if found.severity is Severity.INFO]
    if findings:
        case.set("line", str(findings[0].position.line))
    if failures:
        worst = Severity.ERROR if any(found.severity is Severity.ERROR for found in failures) else Severity.WARNING
        message = _allowed(str(failures[0].finding.message))
        ET.SubElement(case, "failure", type=str(worst), message=message).text = _lines(failures)
    if infos:
        ET.SubElement(case, "system-out").text = _lines(infos)


def _lines(findings: Sequence[Located]) -> str:
    return "\n".join(_line(found) for found in findings)


def _line(found: Located) -> str:
    at = found.position
    return _allowed(f"line {at.line}, column {at.column}: {remark(found.finding, str)}")


def _allowed(text: str) -> str:
    return _NO_CHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", one_line(text))
