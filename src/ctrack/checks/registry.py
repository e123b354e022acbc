"""The rules that exist. Codes are stable and never used again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.checks.rules import figures, freshness, history, references, shape, targets_and_tasks, text
from ctrack.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.checks.rules.rule import Rule
    from ctrack.findings import Finding
    from ctrack.model.words import RuleSetting

RULES: Mapping[str, Rule] = {
    rule.code: rule
    for family in (text, shape, references, figures, targets_and_tasks, freshness, history)
    for rule in family.RULES
}


def is_error(code: str) -> bool:
    """Tell whether a rule's findings are errors, whatever a tracker makes of it."""
    return RULES[code].severity is Severity.ERROR


def is_lost(finding: Finding) -> bool:
    """Tell whether something could not be read because of what was found."""
    return finding.rule.startswith(("CT0", "CT1")) and is_error(finding.rule)


def severity_of(code: str, settings: Mapping[str, RuleSetting]) -> Severity | None:
    """Give the severity of a rule's findings in a tracker; none when the tracker turned it off."""
    setting = settings.get(code)
    if setting is None or code.startswith(("CT0", "CT6")):
        return RULES[code].severity
    return None if setting == "off" else Severity(setting)
