"""Reports for tests: findings built from plain values."""

from __future__ import annotations

import re

from ctrack.findings import Accepted, Elsewhere, Finding, Located, Place, Position, Report, Severity
from ctrack.i18n import Message

PROGRAMME = "programs/03.yaml"
TEXT = """\
code: "03"
title: Một chương trình
indicators:
  - code: "03.01"
    unit: percent
    measurements:
      - {date: 2024, value: 125}   # Q4
"""
HARD = (
    "95%0A, a:b\n::set-output name=x::y ##[error]z | @team #123 GH-9 </details> `code` [red]x[/red] :100: "
    "😀 Hoa\u0300 Gia\u00a0Lâm \x1b[31m\u202e \ud800 https://e.example"
)
"""Everything that some reader of the output might act on."""


def text_message(text: str) -> Message:
    """Make a message of a text that says only itself."""
    return Message("{text}", {"text": text})


def found(
    at: tuple[int, int, int, int] = (7, 29, 7, 32),
    message: str = "125 is above the maximum 100",
    *,
    rule: str = "CT302",
    severity: Severity = Severity.ERROR,
    file: str = PROGRAMME,
    hint: str | None = None,
    entity: str = "",
    related: tuple[Elsewhere, ...] = (),
) -> Located:
    """Make a finding."""
    finding = Finding(
        rule=rule,
        place=Place(pointer=(file,)),
        message=text_message(message),
        hint=text_message(hint) if hint else None,
    )
    return Located(finding=finding, severity=severity, position=Position(file, *at), entity=entity, related=related)


def elsewhere(line: int, message: str, *, file: str = "units.yaml", in_base: bool = False) -> Elsewhere:
    """Make a related place, four characters wide."""
    return Elsewhere(Position(file, line, 3, line, 7), text_message(message), in_base)


FULL = Report(
    findings=(
        found(
            hint="is it a count?",
            entity="03.01/city/2024",
            related=(elsewhere(2, "the unit"), elsewhere(9, "the unit before", in_base=True)),
        ),
        found((2, 1, 2, 6), "the title is long", rule="CT306", severity=Severity.WARNING),
        found((1, 1, 1, 1), "nothing here", rule="CT011", severity=Severity.INFO, file="districts/gia lâm.yaml"),
    ),
    accepted=(Accepted(located=found((4, 5, 4, 9), "accepted one", rule="CT306"), reason="agreed, see the minutes"),),
    files=(PROGRAMME, "districts/gia lâm.yaml", "units.yaml"),
    texts={PROGRAMME: TEXT, "districts/gia lâm.yaml": "", "units.yaml": ""},
    prefix="data/",
    root_prefix="tracker/data/",
    base="main",
)
CLEAN = Report(findings=(), files=("tracker.yaml", "units.yaml"), prefix="data/")


def hard(prefix: str = "", root_prefix: str = "") -> Report:
    """Make a report of one finding in which everything is as bad as it can be."""
    file = "programs/" + "rất-dài-" * 14 + ":,%#1|.yaml"
    located = found((1, 1, 1, 2), HARD, file=file, hint=HARD, entity=HARD)
    accepted = Accepted(located=found((1, 1, 1, 2), HARD, file=file, entity=HARD), reason=HARD)
    return Report(
        findings=(located,),
        accepted=(accepted,),
        files=(file,),
        texts={file: "a"},
        prefix=prefix,
        root_prefix=root_prefix,
    )


class Bracketing:
    """A catalogue that puts every translation in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return f"⟦{singular if number == 1 else plural}⟧"


def bare_words(shown: str) -> set[str]:
    """Give the words that did not come from a catalogue."""
    while "⟦" in shown:
        shown = re.sub(r"⟦[^⟦⟧]*⟧", "", shown)
    return set(re.findall(r"[A-Za-z]{2,}", shown))
