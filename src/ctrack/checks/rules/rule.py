"""What is said of a rule, wherever it is said: `ctrack rule`, docs/rules.md, the metadata of SARIF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import frozen

if TYPE_CHECKING:
    from ctrack.findings import Severity


@frozen
class Rule:
    """One rule. The texts are English templates for the catalogues; `wrong` and `right` are YAML and stay as they are.

    `title` is a noun phrase of a few words; `finds` says in a sentence or two what is found; `why` what goes wrong
    without it; `remedy` what to do.
    """

    code: str
    severity: Severity
    title: str
    finds: str
    why: str
    wrong: str
    right: str
    remedy: str
