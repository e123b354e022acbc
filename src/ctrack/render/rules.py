"""The rules as pages: the list of all, and each with what it finds, why, an example and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.i18n import gettext as _
from ctrack.render.findings.line import SEVERITY_NAMES
from ctrack.render.page import Block, Code, Column, Heading, Listing, Page, Paragraph, Table, Tone, cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ctrack.checks.rules.rule import Rule
    from ctrack.render.json import Json

COLUMNS = ("rule", "severity", "title", "finds", "why", "remedy")
_TONES = {Severity.ERROR: Tone.BAD, Severity.WARNING: Tone.FAIR, Severity.INFO: Tone.MUTED}


def list_page(rules: Iterable[Rule]) -> Page:
    """List rules, a line each."""
    rows = tuple(
        (
            cell(rule.code, Tone.STRONG),
            cell(_(SEVERITY_NAMES[rule.severity]), _TONES[rule.severity]),
            cell(_(rule.title)),
        )
        for rule in rules
    )
    table = Table(columns=(Column(_("Rule")), Column(_("Severity")), Column(_("Finds"), wrap=True)), rows=rows)
    return Page((Heading(_("Rules")), table, Paragraph(_("A rule whole: ctrack rule CODE"), Tone.MUTED)))


def rules_page(rules: Sequence[Rule]) -> Page:
    """Show rules whole."""
    blocks: list[Block] = [Heading(_("Rules"))] if len(rules) > 1 else []
    for rule in rules:
        blocks += _rule_blocks(rule, level=2 if len(rules) > 1 else 1)
    return Page(tuple(blocks))


def _rule_blocks(rule: Rule, level: int) -> tuple[Block, ...]:
    return (
        Heading(f"{rule.code} {_(rule.title)}", level),
        Listing(
            (
                (_("Severity:"), _(SEVERITY_NAMES[rule.severity])),
                (_("Finds:"), _(rule.finds)),
                (_("Why:"), _(rule.why)),
                (_("Remedy:"), _(rule.remedy)),
            )
        ),
        Heading(_("Wrong"), level + 1),
        Code(rule.wrong),
        Heading(_("Right"), level + 1),
        Code(rule.right),
    )


def rules_json(rules: Iterable[Rule]) -> dict[str, Json]:
    """Give rules for machines, in English."""
    return {
        "schema": 1,
        "rules": [
            {
                "code": rule.code,
                "severity": rule.severity.value,
                "title": rule.title,
                "finds": rule.finds,
                "why": rule.why,
                "wrong": rule.wrong,
                "right": rule.right,
                "remedy": rule.remedy,
            }
            for rule in rules
        ],
    }


def rules_rows(rules: Iterable[Rule]) -> tuple[Sequence[str], list[Mapping[str, object]]]:
    """Give rules as rows of a table."""
    return COLUMNS, [
        {
            "rule": rule.code,
            "severity": rule.severity.value,
            "title": rule.title,
            "finds": rule.finds,
            "why": rule.why,
            "remedy": rule.remedy,
        }
        for rule in rules
    ]
