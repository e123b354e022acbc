"""CT4xx: whether targets, tasks and what is said of them fit their indicator and their programme."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT401",
        severity=Severity.ERROR,
        title=N_("the target's edges do not fit"),
        finds=N_(
            "A target whose min is above its max, one with value beside min or max, or one without the edge that the "
            "direction needs: increase needs min, decrease needs max, range needs both, and value stands for both."
        ),
        why=N_("Nobody could say when such a target is attained."),
        wrong="""\
- code: "02.01"
  name: Tốc độ tăng trưởng GRDP
  aggregation: average
  targets:
    - {by: 2025, min: 8.0, max: 7.5}
""",
        right="""\
- code: "02.01"
  name: Tốc độ tăng trưởng GRDP
  aggregation: average
  targets:
    - {by: 2025, min: 7.5, max: 8.0}
""",
        remedy=N_(
            "Swap the edges, drop one of the two forms, or add the edge that is missing, as the document has it."
        ),
    ),
    Rule(
        code="CT402",
        severity=Severity.INFO,
        title=N_("a target whose window is not plain"),
        finds=N_(
            "A target outside the programme's period. Under aggregation sum and average also a target with an earlier "
            "by and without from: it counts from the programme's start, but only that year may be meant."
        ),
        why=N_("The plan of a single year, measured from 2021, looks exceeded long before the year begins."),
        wrong="""\
# the programme's period is 2021..2025
- code: "08.05"
  name: Số lao động được giải quyết việc làm
  aggregation: sum
  targets:
    - {by: 2023, min: 162000}
""",
        right="""\
- code: "08.05"
  name: Số lao động được giải quyết việc làm
  aggregation: sum
  targets:
    - {from: 2023, by: 2023, min: 162000}
""",
        remedy=N_(
            "For the plan of one year write from as well. If the target is meant as it stands, nothing need be done, "
            "and from with the programme's first year says so."
        ),
    ),
    Rule(
        code="CT403",
        severity=Severity.WARNING,
        title=N_("nobody answers for it"),
        finds=N_("An indicator or task without an owner, even by default: its programme has no lead either."),
        why=N_("When it falls behind, there is nobody to ask in the meeting."),
        wrong="""\
code: "03"
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
""",
        right="""\
code: "03"
lead: so-xay-dung
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
    owner: so-noi-vu
""",
        remedy=N_("Add owner, or lead for the whole programme. It is one agency or district; others are partners."),
    ),
    Rule(
        code="CT404",
        severity=Severity.WARNING,
        title=N_("the baseline lies beyond the target"),
        finds=N_(
            "A baseline beyond the target's far edge: under increase above its upper edge, under decrease below its "
            "lower edge. Usually the direction is wrong."
        ),
        why=N_("With the wrong direction a poverty rate that should fall is praised for rising."),
        wrong="""\
- code: "08.01"
  name: Tỷ lệ hộ nghèo
  unit: percent
  baseline: {date: 2020, value: 0.21, source: ctr-08}
  targets: [{by: 2025, value: 0.1}]
""",
        right="""\
- code: "08.01"
  name: Tỷ lệ hộ nghèo
  unit: percent
  direction: decrease
  baseline: {date: 2020, value: 0.21, source: ctr-08}
  targets: [{by: 2025, value: 0.1}]
""",
        remedy=N_(
            "Mend direction, the baseline or the target. If the target really lies behind the start, accept it with "
            "allow and the reason."
        ),
    ),
    Rule(
        code="CT405",
        severity=Severity.WARNING,
        title=N_("a target without a source"),
        finds=N_("A target that does not say which document sets it, and whose programme has no source either."),
        why=N_("Nobody can show that the target was ever set, and who is judged by it will ask."),
        wrong="""\
code: "03"
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
    targets: [{by: 2025, value: 5}]
""",
        right="""\
code: "03"
source: ctr-03
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
    targets: [{by: 2025, value: 5}]
""",
        remedy=N_("Add source to the target, or to the programme if its own document sets the target."),
    ),
    Rule(
        code="CT406",
        severity=Severity.ERROR,
        title=N_("more indicators than declared"),
        finds=N_("A programme in which more official indicators are recorded than declared says."),
        why=N_("The report would say that 20 of 19 indicators are recorded."),
        wrong="""\
declared: {indicators: 1}
indicators:
  - {code: "03.01", name: Số huyện đủ tiêu chí thành quận, unit: district}
  - {code: "03.51", name: Số tuyến phố được chỉnh trang, unit: street}
""",
        right="""\
declared: {indicators: 1}
indicators:
  - {code: "03.01", name: Số huyện đủ tiêu chí thành quận, unit: district}
  - {code: "03.51", name: Số tuyến phố được chỉnh trang, unit: street, official: false}
""",
        remedy=N_(
            "Give official: false to indicators that are only tracked along, and parent to sub-items. If the document "
            "has more indicators, mend declared."
        ),
    ),
    Rule(
        code="CT407",
        severity=Severity.WARNING,
        title=N_("a task without a due date"),
        finds=N_("A task that has no due date."),
        why=N_("It can never be overdue, so nobody is reminded of it."),
        wrong="""\
- code: "03.T01"
  name: Kế hoạch chỉnh trang hè, đường phố 12 quận
  owner: so-xay-dung
""",
        right="""\
- code: "03.T01"
  name: Kế hoạch chỉnh trang hè, đường phố 12 quận
  owner: so-xay-dung
  due: 2021-04-20
""",
        remedy=N_(
            "Add due; a year or a quarter will do. If the document sets no date, accept it with allow and the reason."
        ),
    ),
    Rule(
        code="CT408",
        severity=Severity.WARNING,
        title=N_("the same task twice"),
        finds=N_(
            "Two tasks under one programme with equal due dates and names that are equal apart from case, spaces, "
            "Unicode form and the placing of tone marks."
        ),
        why=N_("The count of tasks is too high, and one of the two stays overdue after the work is done."),
        wrong="""\
- code: "03.T01"
  name: Kế hoạch chỉnh trang hè, đường phố 12 quận
  due: 2021-04-20
- code: "03.T09"
  name: kế hoạch chỉnh trang hè, đường phố 12 quận
  due: 2021-04-20
""",
        right="""\
- code: "03.T01"
  name: Kế hoạch chỉnh trang hè, đường phố 12 quận
  due: 2021-04-20
""",
        remedy=N_("Remove one and keep its updates at the other. If they are two, name what makes them two."),
    ),
    Rule(
        code="CT409",
        severity=Severity.WARNING,
        title=N_("an allow that accepts nothing"),
        finds=N_(
            "An allow whose rule finds nothing below it. Only rules that ran are looked at, so those that need --base "
            "or --freshness are passed over without it."
        ),
        why=N_("The next slip of that kind would be accepted unseen, for a reason that is no longer true."),
        wrong="""\
- code: "08.05"
  name: Số lao động được giải quyết việc làm
  allow: [{rule: CT308, reason: thousands of people}]
  measurements:
    - {date: 2022, value: 30820, source: ktdt-2023-01}
""",
        right="""\
- code: "08.05"
  name: Số lao động được giải quyết việc làm
  measurements:
    - {date: 2022, value: 30820, source: ktdt-2023-01}
""",
        remedy=N_("Remove the entry, or move it to the indicator, task or programme where the finding is."),
    ),
)
