"""CT5xx: what is too old or missing on a day; these rules run with --freshness only."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT501",
        severity=Severity.WARNING,
        title=N_("a value that is too old"),
        finds=N_(
            "With --freshness: an indicator with a target whose deadline is not past, and whose latest value ends more "
            "than stale_after months (12 unless tracker.yaml says otherwise) before the day of --as-of. With per, also "
            "one without a value for one and a half times that month, quarter or year."
        ),
        why=N_("The meeting would judge the pace by a figure that nobody has looked at for a year."),
        wrong="""\
# ctrack validate --freshness --as-of 2024-06-30
targets: [{by: 2025, value: 5}]
measurements:
  - {date: 2022, value: 1, source: ktdt-2023-01}
""",
        right="""\
targets: [{by: 2025, value: 5}]
measurements:
  - {date: 2022, value: 1, source: ktdt-2023-01}
  - {date: 2023, value: 2, source: hnm-2024-06}
""",
        remedy=N_("Record the newer value as a further entry, or ask the owner for it."),
    ),
    Rule(
        code="CT502",
        severity=Severity.WARNING,
        title=N_("a deadline without a final value"),
        finds=N_(
            "With --freshness: a target whose deadline is past on the day of --as-of, while no value reaches up to the "
            "deadline."
        ),
        why=N_("The term is over, and nobody can say whether the target was attained or missed."),
        wrong="""\
# ctrack validate --freshness --as-of 2026-02-28
targets: [{by: 2025, value: 5}]
measurements:
  - {date: 2024, value: 4, source: hnm-2025-03}
""",
        right="""\
targets: [{by: 2025, value: 5}]
measurements:
  - {date: 2024, value: 4, source: hnm-2025-03}
  - {date: 2025, value: 5, source: hnm-2026-01}
""",
        remedy=N_("Record the value for the end of the target's period, or ask the owner for it."),
    ),
)
