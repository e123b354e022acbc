"""Findings for GitHub: annotations by workflow commands, and the full list for the step's summary."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.i18n import ngettext
from ctrack.render.findings.concise import concise_line
from ctrack.render.findings.line import one_line, path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.findings import Located, Position, Report

PER_KIND = 10
"""GitHub drops what a step annotates beyond this, for each kind."""

_KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def to_github(report: Report, *, root: str) -> str:
    """Write a command for each finding that GitHub shows, those on changed lines first, and the others as plain lines.

    `root` leads from the repository's root to the tracker.
    """
    shown, others = _shared_out(report)
    lines = [_annotation(found, root) for found in shown]
    if others:
        lines += [_rest(len(others)), *_inert([concise_line(found, root) for found in others])]
    return "".join(f"{line}\n" for line in lines)


def _shared_out(report: Report) -> tuple[list[Located], list[Located]]:
    room = dict.fromkeys(Severity, PER_KIND)
    if any(report.count(severity) > PER_KIND for severity in Severity):
        room[Severity.INFO] -= 1  # the last notice says how many are not shown
    shown: list[Located] = []
    others: list[Located] = []
    for found in sorted(report.findings, key=lambda found: not _is_changed(found.position, report.changed)):
        (shown if room[found.severity] else others).append(found)
        room[found.severity] = max(0, room[found.severity] - 1)
    return shown, others


def _is_changed(position: Position, changed: Mapping[str, frozenset[int]] | None) -> bool:
    lines = (changed or {}).get(position.file, frozenset())
    return not lines.isdisjoint(range(position.line, position.end_line + 1))


def _annotation(found: Located, root: str) -> str:
    at, finding = found.position, found.finding
    hints = [finding.hint] if finding.hint else []
    text = "\n".join(one_line(message.translated()) for message in (finding.message, *hints))
    where = {"line": at.line, "col": at.column, "endLine": at.end_line}
    if at.end_line == at.line:
        where["endColumn"] = at.end_column
    return _command(_KINDS[found.severity], text, {"title": finding.rule, "file": path(root, at), **where})


def _rest(number: int) -> str:
    text = ngettext(
        "{number} more finding: the summary of this step lists all",
        "{number} more findings: the summary of this step lists all",
        number,
    )
    return _command("notice", text.format(number=number), {"title": "ctrack"})


def _command(name: str, text: str, properties: Mapping[str, str | int]) -> str:
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {given}::{_data(text)}"


def _data(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")  # names of files need not be Unicode
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _inert(lines: list[str]) -> list[str]:
    """Put lines where the runner obeys no command until it reads a word that no line can hold."""
    token = sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return [f"::stop-commands::{token}", *lines, f"::{token}::"]
