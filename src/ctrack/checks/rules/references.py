"""CT2xx: whether what a file refers to exists, stands once, and does not lead back to itself."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT201",
        severity=Severity.ERROR,
        title=N_("reference to something that does not exist"),
        finds=N_(
            "A reference to an indicator, programme, district, source, agency or unit that the tracker does not have. "
            "The nearest one that it has is named."
        ),
        why=N_("The figure stands in the report without its source or its owner, or does not count at all."),
        wrong="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-4}
""",
        right="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        remedy=N_("Mend the spelling, or add what is missing: a new document belongs into sources.yaml first."),
    ),
    Rule(
        code="CT202",
        severity=Severity.ERROR,
        title=N_("the same id or code twice"),
        finds=N_("Two records with the same id or code. Both places are shown."),
        why=N_(
            "Whoever asks for the code gets one of two different things, and figures are credited to the wrong one."
        ),
        wrong="""\
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
  - code: "03.01"
    name: Số tuyến phố được chỉnh trang
""",
        right="""\
indicators:
  - code: "03.01"
    name: Số huyện đủ tiêu chí thành quận
  - code: "03.02"
    name: Số tuyến phố được chỉnh trang
""",
        remedy=N_("Give the newer of the two a code that is not used yet, and mend what refers to it."),
    ),
    Rule(
        code="CT203",
        severity=Severity.ERROR,
        title=N_("file name and content differ, or two file names are equal"),
        finds=N_(
            "A programme's file whose name without .yaml is not the programme's code, or two files whose names are "
            "equal when case and Unicode form are not looked at."
        ),
        why=N_("People look for the programme in the wrong file, and on some computers one file overwrites the other."),
        wrong="""\
# programs/3.yaml
code: "03"
title: Chỉnh trang đô thị, phát triển đô thị và kinh tế đô thị
""",
        right="""\
# programs/03.yaml
code: "03"
title: Chỉnh trang đô thị, phát triển đô thị và kinh tế đô thị
""",
        remedy=N_("Rename the file, or mend the code. Of two files with equal names, rename or merge one."),
    ),
    Rule(
        code="CT204",
        severity=Severity.ERROR,
        title=N_("cycle, or values beside same_as"),
        finds=N_(
            "An indicator that comes back to itself through parent, parts, same_as or rollup (a rollup from itself is "
            "fine), a same_as to an indicator that has itself same_as, or an indicator with same_as that has "
            "measurements or a baseline of its own."
        ),
        why=N_("It is not certain whose figure is shown, or the figure would be computed from itself."),
        wrong="""\
- code: "03.09"
  name: Tỷ trọng kinh tế số
  same_as: "02.05"
  measurements:
    - {date: 2024, value: 22.4, source: hnm-2025-03}
""",
        right="""\
# the measurement stands under 02.05
- code: "03.09"
  name: Tỷ trọng kinh tế số
  same_as: "02.05"
""",
        remedy=N_(
            "Take out the reference that leads back, and let same_as name the indicator that holds the figures. Move "
            "values that stand beside same_as to that indicator."
        ),
    ),
    Rule(
        code="CT205",
        severity=Severity.ERROR,
        title=N_("a measurement after the district's end"),
        finds=N_("A measurement of a district for a period that starts after its until, the last day that it existed."),
        why=N_("The figure of another unit would be reported for a district that is gone."),
        wrong="""\
# districts/gia-lam.yaml
name: Gia Lâm
until: 2025-06-30
measurements:
  - {indicator: "03.01a", date: 2025-Q3, value: 27, of: 27, source: hnm-2025-10}
""",
        right="""\
# districts/gia-lam.yaml
name: Gia Lâm
until: 2025-06-30
measurements:
  - {indicator: "03.01a", date: 2025-Q2, value: 27, of: 27, source: hnm-2025-10}
""",
        remedy=N_("Mend the date or until, or record the figure for the unit that took over."),
    ),
    Rule(
        code="CT206",
        severity=Severity.WARNING,
        title=N_("a file that nobody reads"),
        finds=N_(
            "A YAML file in the tracker's folder that ctrack does not read, such as programs/03.yml or a file in a "
            "folder whose name is misspelt."
        ),
        why=N_("All figures in it are missing from the report, although somebody entered them."),
        wrong="""\
# programs/03.yml
code: "03"
title: Chỉnh trang đô thị, phát triển đô thị và kinh tế đô thị
""",
        right="""\
# programs/03.yaml
code: "03"
title: Chỉnh trang đô thị, phát triển đô thị và kinh tế đô thị
""",
        remedy=N_(
            "Rename or move it: programmes are programs/CODE.yaml, districts are districts/ID.yaml. Keep other YAML "
            "files outside the tracker's folder."
        ),
    ),
)
