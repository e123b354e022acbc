"""What a finding is known by from one run to the next, whatever happens to the lines around it."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.findings import Located


def fingerprints(findings: Sequence[Located]) -> list[str]:
    """Give one for each finding, all different: of its rule, file and entity, and its number among equal ones."""
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for found in findings:
        known_by = (found.finding.rule, found.position.file, found.entity)
        made.append(sha256(dumps([*known_by, seen[known_by]]).encode("ascii")).hexdigest())
        seen[known_by] += 1
    return made
