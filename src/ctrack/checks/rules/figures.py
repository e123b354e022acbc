"""CT3xx: whether figures fit their unit, their period, their source and each other."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT301",
        severity=Severity.ERROR,
        title=N_("the same measurement or target twice"),
        finds=N_(
            "Two measurements of one indicator, for the same district or the city and the same period, from the same "
            "source and known on the same day. Likewise two targets with equal by, window, districts and decided."
        ),
        why=N_("If the two differ, which one counts depends only on their order in the file."),
        wrong="""\
measurements:
  - {date: 2023, value: 1, source: hnm-2024-01}
  - {date: 2023, value: 2, source: hnm-2024-01}
""",
        right="""\
measurements:
  - {date: 2023, value: 1, source: hnm-2024-01}
  - {date: 2023, value: 2, published: 2024-06, source: hnm-2024-06}
""",
        remedy=N_(
            "Remove the entry that came in twice. If the second is a revision, give it its own source or a later "
            "published, and a changed target a later decided."
        ),
    ),
    Rule(
        code="CT302",
        severity=Severity.ERROR,
        title=N_("outside the unit's limits"),
        finds=N_(
            "A figure below the min or above the max of its unit, or one with a fraction in a unit that says "
            "integer: true."
        ),
        why=N_("A share of 595 percent or half a district in a table costs the whole report its credit."),
        wrong="""\
# units.yaml: percent has min: 0 and max: 100
- code: "04.03"
  name: Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao
  unit: percent
  measurements:
    - {date: 2024, value: 595, source: hnm-2025-03}
""",
        right="""\
- code: "04.03"
  name: Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao
  unit: percent
  measurements:
    - {date: 2024, value: 59.5, source: hnm-2025-03}
""",
        remedy=N_(
            "Mend the figure. If it is right, the indicator needs another unit or the unit other limits in units.yaml."
        ),
    ),
    Rule(
        code="CT303",
        severity=Severity.ERROR,
        title=N_("a result known too early"),
        finds=N_(
            "A result, not an estimate or a forecast, that was known before its period began, or under sum and average "
            "before its period ended. If neither it nor its source has a published day, it is found when its period "
            "begins after the day of --as-of."
        ),
        why=N_("What was only hoped for is reported as reached."),
        wrong="""\
# sources.yaml: hnm-2024-01 was published on 2024-01-10
measurements:
  - {date: 2025, value: 5, source: hnm-2024-01}
""",
        right="""\
measurements:
  - {date: 2025, value: 5, status: forecast, source: hnm-2024-01}
""",
        remedy=N_(
            "Mend date or published. If the document speaks of the future, say status: forecast; if it gives the year "
            "before the year is over, say status: estimated or give the part of the year that it covers."
        ),
    ),
    Rule(
        code="CT304",
        severity=Severity.ERROR,
        title=N_("value and of do not fit"),
        finds=N_(
            "A value or count above its of, an of that is zero or negative, or a count without of or in a unit that is "
            "not percent."
        ),
        why=N_("27 of 25 is never true, and it would appear as a target that was exceeded."),
        wrong="""\
measurements:
  - {date: 2022-04, value: 27, of: 25, source: ktdt-2022-04}
""",
        right="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        remedy=N_(
            "See whether value and of are swapped. In a unit of percent write count and of, in any other value and of."
        ),
    ),
    Rule(
        code="CT305",
        severity=Severity.ERROR,
        title=N_("the stated percentage does not fit"),
        finds=N_(
            "A stated percentage that is one unit of its last digit or more away from what the value and its of give, "
            "or where there is no of, from what the value and the target give."
        ),
        why=N_("One of the printed figures is wrong or was copied wrongly, and somebody in the room will do the sum."),
        wrong="""\
measurements:
  - {date: 2024, count: 229, of: 382, stated: 66, source: hnm-2025-03}
""",
        right="""\
measurements:
  - {date: 2024, count: 229, of: 382, stated: 60, source: hnm-2025-03}
""",
        remedy=N_(
            "Compare with the source and mend the figure that was copied wrongly. If it is printed so, accept it with "
            "allow and say so in the reason, or leave stated out."
        ),
    ),
    Rule(
        code="CT306",
        severity=Severity.WARNING,
        title=N_("a figure without a source"),
        finds=N_("A figure that does not say from which document it comes."),
        why=N_("When somebody doubts the figure, nobody can show where it stands."),
        wrong="""\
measurements:
  - {date: 2022-04, value: 25, of: 27}
""",
        right="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        remedy=N_("Add source with an id of sources.yaml. If the document is not listed there yet, add it first."),
    ),
    Rule(
        code="CT307",
        severity=Severity.ERROR,
        title=N_("of is missing or changes without a break"),
        finds=N_(
            "Where a target of the indicator carries of, under aggregation last: a measurement without of, or one that "
            "has another of than the one before and does not say break: true. Measurements are taken in order of the "
            "end of their period, then of the day on which they became known."
        ),
        why=N_("26 of 31 looks like progress over 25 of 27, although the list of criteria grew and the share fell."),
        wrong="""\
targets:
  - {by: 2025, value: 27, of: 27}
measurements:
  - {date: 2022, value: 25, of: 27, source: ktdt-2022-04}
  - {date: 2023, value: 26, of: 31, source: hnm-2024-01}
""",
        right="""\
targets:
  - {by: 2025, value: 27, of: 27}
  - {by: 2025, value: 31, of: 31, decided: 2023-06-30}
measurements:
  - {date: 2022, value: 25, of: 27, source: ktdt-2022-04}
  - {date: 2023, value: 26, of: 31, break: true, source: hnm-2024-01}
""",
        remedy=N_(
            "Add of. If what is counted changed, say break: true at the first figure after the change, and add the "
            "target that holds since then with its decided; if it did not, mend of."
        ),
    ),
    Rule(
        code="CT308",
        severity=Severity.ERROR,
        title=N_("a point that groups thousands"),
        finds=N_(
            "A number with three decimals, such as 30.820, that is a thousand times off: if its point groups "
            "thousands, as in Vietnamese, it lies within 20 times of the median of the indicator's other figures "
            "(targets and baseline included) or fits its integer unit, and as written it does not."
        ),
        why=N_("Thirty thousand jobs are reported as thirty, and the programme as far behind."),
        wrong="""\
- code: "08.05"
  name: Số lao động được giải quyết việc làm
  unit: person
  measurements:
    - {date: 2022-Q1, value: 29647, source: ktdt-2022-04}
    - {date: 2022-Q2, value: 30.820, source: hnm-2022-07}
    - {date: 2022-Q3, value: 31204, source: hnm-2022-10}
""",
        right="""\
- code: "08.05"
  name: Số lao động được giải quyết việc làm
  unit: person
  measurements:
    - {date: 2022-Q1, value: 29647, source: ktdt-2022-04}
    - {date: 2022-Q2, value: 30820, source: hnm-2022-07}
    - {date: 2022-Q3, value: 31204, source: hnm-2022-10}
""",
        remedy=N_(
            "Write the number without the point: 30820. If the point is a decimal point, accept the figure with allow "
            "and the reason; where the unit is counted in whole ones, take another unit."
        ),
    ),
    Rule(
        code="CT309",
        severity=Severity.WARNING,
        title=N_("a figure far from the others"),
        finds=N_(
            "A value more than 20 times above or below the median of the indicator's other figures, targets and "
            "baseline included. Zeros are left out, and indicators with aggregation average are not looked at."
        ),
        why=N_("A slip of two digits, or millions in the place of billions, decides the chart and the status."),
        wrong="""\
- code: dau-tu-cong.01
  name: Vốn đầu tư công đã giải ngân
  unit: billion-vnd
  measurements:
    - {date: 2021, value: 38215, source: hnm-2022-01}
    - {date: 2022, value: 41960, source: hnm-2023-01}
    - {date: 2023, value: 45287, source: hnm-2024-01}
    - {date: 2024, value: 54127000, source: hnm-2025-03}
""",
        right="""\
- code: dau-tu-cong.01
  name: Vốn đầu tư công đã giải ngân
  unit: billion-vnd
  measurements:
    - {date: 2021, value: 38215, source: hnm-2022-01}
    - {date: 2022, value: 41960, source: hnm-2023-01}
    - {date: 2023, value: 45287, source: hnm-2024-01}
    - {date: 2024, value: 54127, source: hnm-2025-03}
""",
        remedy=N_(
            "Compare with the source, and convert the figure to the indicator's unit. If it is right, accept it with "
            "allow on the indicator and the reason."
        ),
    ),
    Rule(
        code="CT310",
        severity=Severity.WARNING,
        title=N_("parts that do not add up"),
        finds=N_(
            "An indicator whose parts all have a value for the same period and do not add up to its own. For each part "
            "half a unit of the coarsest last digit, the total's included, is tolerated; a bound on the total is taken "
            "into account."
        ),
        why=N_("Readers add up the lines of a table, and then doubt the rest of it."),
        wrong="""\
# in 2023 04.02a has 280 and 04.02b has 102
- code: "04.02"
  name: Tổng số xã đạt chuẩn nông thôn mới
  parts: ["04.02a", "04.02b"]
  measurements:
    - {date: 2023, value: 328, source: hnm-2024-01}
""",
        right="""\
- code: "04.02"
  name: Tổng số xã đạt chuẩn nông thôn mới
  parts: ["04.02a", "04.02b"]
  measurements:
    - {date: 2023, value: 382, source: hnm-2024-01}
""",
        remedy=N_(
            "Mend the figure that is wrong, or the list in parts. If the document itself does not add up, accept it "
            "with allow on the total and the reason."
        ),
    ),
    Rule(
        code="CT311",
        severity=Severity.WARNING,
        title=N_("the city's figure and its districts differ"),
        finds=N_(
            "A value measured for the city that differs from the complete roll-up of its districts for the same period "
            "end."
        ),
        why=N_("The city reports five districts and the table of districts shows four."),
        wrong="""\
# for 2024, four of the five districts have 27 of 27 and one has 26 of 27
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  rollup: {from: "03.01a", by: count_attained}
  measurements:
    - {date: 2024, value: 5, source: hnm-2025-03}
""",
        right="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  rollup: {from: "03.01a", by: count_attained}
  measurements:
    - {date: 2024, value: 4, source: hnm-2025-03}
""",
        remedy=N_(
            "Find out which of the two is right and mend the other. If both are printed so, accept it with allow on "
            "the city's indicator and the reason."
        ),
    ),
    Rule(
        code="CT312",
        severity=Severity.ERROR,
        title=N_("periods that cross"),
        finds=N_(
            "Two measurements under aggregation sum whose periods share days without one lying inside the other. One "
            "period inside the other is fine."
        ),
        why=N_("What happened on the shared days would be counted twice in the sum."),
        wrong="""\
measurements:
  - {date: 2024-01..2024-06, value: 18230, source: hnm-2024-07}
  - {date: 2024-04..2024-09, value: 29647, source: hoai-duc-2024-10}
""",
        right="""\
measurements:
  - {date: 2024-01..2024-06, value: 18230, source: hnm-2024-07}
  - {date: 2024-01..2024-09, value: 29647, source: hoai-duc-2024-10}
""",
        remedy=N_("Mend the dates. Record periods that follow each other, or cumulative ones from the same first day."),
    ),
    Rule(
        code="CT313",
        severity=Severity.WARNING,
        title=N_("sources that disagree"),
        finds=N_(
            "Different figures from different sources for the same period of the same indicator, known on the same day."
        ),
        why=N_("Two people come to the meeting with two figures, and each of them can show a document."),
        wrong="""\
- code: "02.01"
  name: Tốc độ tăng trưởng GRDP
  measurements:
    - {date: 2022, value: 8.80, published: 2023-01-10, source: hnm-2023-01}
    - {date: 2022, value: 8.89, published: 2023-01-10, source: ktdt-2023-01}
""",
        right="""\
- code: "02.01"
  name: Tốc độ tăng trưởng GRDP
  allow: [{rule: CT313, reason: Hànộimới printed the figure of the draft report}]
  measurements:
    - {date: 2022, value: 8.80, published: 2023-01-10, source: hnm-2023-01}
    - {date: 2022, value: 8.89, published: 2023-01-10, source: ktdt-2023-01}
""",
        remedy=N_(
            "Mend the published days if one became known later. A figure that was entered wrongly gets withdrawn and a "
            "note; if both are printed so, accept it with allow and the reason."
        ),
    ),
)
