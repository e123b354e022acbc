"""The rules that exist: code, severity, title. Codes are stable and never used again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.findings import Severity
from ctrack.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.model.words import RuleSetting


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule is called and how much its findings weigh unless the tracker says otherwise."""

    code: str
    severity: Severity
    title: str


RULES: Mapping[str, Rule] = {
    rule.code: rule
    for rule in (
        Rule("CT001", Severity.ERROR, N_("not YAML")),
        Rule("CT002", Severity.ERROR, N_("git conflict marker")),
        Rule("CT003", Severity.ERROR, N_("duplicate key")),
        Rule("CT004", Severity.ERROR, N_("tab used for indentation")),
        Rule("CT005", Severity.ERROR, N_("invisible or control character")),
        Rule("CT006", Severity.WARNING, N_("text that is not in Unicode's composed form")),
        Rule("CT007", Severity.ERROR, N_("anchor, alias, merge key, tag or directive")),
        Rule("CT008", Severity.ERROR, N_("more than one document, or none")),
        Rule("CT009", Severity.ERROR, N_("not UTF-8")),
        Rule("CT010", Severity.ERROR, N_("too deep or too large")),
        Rule("CT101", Severity.ERROR, N_("missing key")),
        Rule("CT102", Severity.ERROR, N_("unknown key")),
        Rule("CT103", Severity.ERROR, N_("wrong kind of node")),
        Rule("CT104", Severity.ERROR, N_("not one of the allowed words")),
        Rule("CT105", Severity.ERROR, N_("not a period")),
        Rule("CT106", Severity.ERROR, N_("not a number")),
        Rule("CT107", Severity.ERROR, N_("not an id or code")),
        Rule("CT108", Severity.ERROR, N_("empty value")),
        Rule("CT201", Severity.ERROR, N_("reference to something that does not exist")),
        Rule("CT202", Severity.ERROR, N_("the same id or code twice")),
        Rule("CT203", Severity.ERROR, N_("file name and content differ, or two file names are equal")),
        Rule("CT204", Severity.ERROR, N_("cycle, or values beside same_as")),
        Rule("CT205", Severity.ERROR, N_("a measurement after the district's end")),
        Rule("CT206", Severity.WARNING, N_("a file that nobody reads")),
        Rule("CT302", Severity.ERROR, N_("outside the unit's limits")),
        Rule("CT304", Severity.ERROR, N_("value and of do not fit")),
        Rule("CT401", Severity.ERROR, N_("the target's edges do not fit")),
    )
}


def severity_of(code: str, settings: Mapping[str, RuleSetting]) -> Severity | None:
    """Give the severity of a rule's findings in a tracker; none when the tracker turned it off."""
    setting = settings.get(code)
    if setting is None or code.startswith(("CT0", "CT6")):
        return RULES[code].severity
    return None if setting == "off" else Severity(setting)
