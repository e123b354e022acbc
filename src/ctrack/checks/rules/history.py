"""CT6xx: whether a change adds to what was recorded before, or rewrites it; these rules run with --base only."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT601",
        severity=Severity.ERROR,
        title=N_("a fact was removed"),
        finds=N_(
            "Against --base: a measurement, target, baseline, assessment or update of a task that the base has and the "
            "change has not. Moving and reordering are free, and so are drafts."
        ),
        why=N_("Last year's report cannot be explained any more, because the figure that it shows is gone."),
        wrong="""\
measurements:
  # base: - {date: 2023, value: 20, source: hnm-2024-01}
  # this change: the entry is gone
  - {date: 2024, value: 4, source: hnm-2025-03}
""",
        right="""\
measurements:
  # this change:
  - {date: 2023, value: 20, source: hnm-2024-01, withdrawn: 2024-03-01, note: số 20 do gõ nhầm}
  - {date: 2024, value: 4, source: hnm-2025-03}
""",
        remedy=N_(
            "Put it back. A measurement or target that was wrong gets withdrawn with the day, and a note that says why."
        ),
    ),
    Rule(
        code="CT602",
        severity=Severity.ERROR,
        title=N_("a figure was overwritten"),
        finds=N_(
            "Against --base: a measurement whose value, of, status, bound or break was changed, instead of being "
            "revised or withdrawn; likewise a baseline, an assessment or an update of a task. Source, note, stated and "
            "withdrawn are free, and so are drafts."
        ),
        why=N_("Two prints of the same report differ, and nobody can show what was known when the first was made."),
        wrong="""\
measurements:
  # base: - {date: 2023, value: 1, status: estimated, source: hnm-2024-01}
  # this change:
  - {date: 2023, value: 2, source: hnm-2024-01}
""",
        right="""\
measurements:
  - {date: 2023, value: 1, status: estimated, source: hnm-2024-01}
  # this change:
  - {date: 2023, value: 2, published: 2024-06, source: hnm-2024-06}
""",
        remedy=N_(
            "Put the old entry back and add the new figure as a further entry with a later published. If the old one "
            "was never right, give it withdrawn and a note as well."
        ),
    ),
    Rule(
        code="CT603",
        severity=Severity.ERROR,
        title=N_("a target was overwritten"),
        finds=N_(
            "Against --base: a target whose value, min, max, of, status or bound was changed, instead of being decided "
            "anew. Source, note and withdrawn are free, and so are drafts."
        ),
        why=N_("A target that was lowered in silence turns what was missed into what was attained."),
        wrong="""\
targets:
  # base: - {by: 2025, value: 5, source: ctr-03}
  # this change:
  - {by: 2025, value: 4, source: ctr-03}
""",
        right="""\
targets:
  - {by: 2025, value: 5, source: ctr-03}
  # this change:
  - {by: 2025, value: 4, decided: 2024-07-10, source: hnm-2024-07}
""",
        remedy=N_(
            "Put the old target back and add the new one as a further entry with a later decided and the document that "
            "decided it."
        ),
    ),
    Rule(
        code="CT604",
        severity=Severity.ERROR,
        title=N_("a code was removed or given to another thing"),
        finds=N_(
            "Against --base: an indicator's code that is gone, or one whose name, unit, direction and aggregation were "
            "all changed together, so that it now means another thing."
        ),
        why=N_("Printed reports refer to the code, and a reader would find another indicator under it, or none."),
        wrong="""\
# base: "03.02" is Số tuyến phố được chỉnh trang, in streets, increase, sum
# this change:
- code: "03.02"
  name: Tỷ lệ nhà ở xuống cấp
  unit: percent
  direction: decrease
  aggregation: last
""",
        right="""\
# "03.02" stays as it was; this change adds:
- code: "03.12"
  name: Tỷ lệ nhà ở xuống cấp
  unit: percent
  direction: decrease
  aggregation: last
""",
        remedy=N_(
            "Put the indicator back and give the new one a code that was never used. If the code has to go, accept it "
            "with allow on the programme and the reason."
        ),
    ),
    Rule(
        code="CT605",
        severity=Severity.ERROR,
        title=N_("the meaning of an indicator with data changed"),
        finds=N_("Against --base: an indicator that has data, and whose unit, direction or aggregation was changed."),
        why=N_("Old figures would be read in the new unit, and past statuses would change after the fact."),
        wrong="""\
- code: "04.02"
  name: Số xã đạt chuẩn nông thôn mới nâng cao
  # base: unit: commune
  # this change:
  unit: percent
""",
        right="""\
- code: "04.02"
  name: Số xã đạt chuẩn nông thôn mới nâng cao
  unit: commune
# this change:
- code: "04.12"
  name: Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao
  unit: percent
""",
        remedy=N_(
            "Put it back and record the new measure under a code of its own. If it was wrong from the start, accept it "
            "with allow on the indicator and the reason."
        ),
    ),
    Rule(
        code="CT606",
        severity=Severity.WARNING,
        title=N_("a rule was switched down together with data"),
        finds=N_(
            "Against --base: a rule that now weighs less under rules in tracker.yaml, or is off, while data changed in "
            "the same change."
        ),
        why=N_("A check could be silenced in passing, by the very change that it would have stopped."),
        wrong="""\
# this change, tracker.yaml:
rules: {CT308: off}
# this change, programs/08.yaml:
measurements:
  - {date: 2022, value: 30.820, source: ktdt-2023-01}
""",
        right="""\
# this change, programs/08.yaml only:
measurements:
  - {date: 2022, value: 30820, source: ktdt-2023-01}
""",
        remedy=N_(
            "Change rules in a change of its own, with the reason. To accept a single finding use allow at the "
            "indicator, task or programme."
        ),
    ),
    Rule(
        code="CT690",
        severity=Severity.ERROR,
        title=N_("something of the base was not compared"),
        finds=N_("Against --base: a file or a record of the base that could not be read, so it was not compared."),
        why=N_("Facts could have been removed or overwritten there, and the check would not have seen it."),
        wrong="""\
# base, programs/01.yaml: the figure cannot be read (CT106)
measurements:
  - date: 2022
    value: 8,89
""",
        right="""\
# a base in which the figure can be read
measurements:
  - date: 2022
    value: 8.89
""",
        remedy=N_(
            "Compare with a revision that can be read, such as one before or after the mistake. If this change is what "
            "mends the file, compare the facts in it by eye."
        ),
    ),
)
