"""CT1xx: whether each record has the keys it needs, and each value the form that its key asks for."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT101",
        severity=Severity.ERROR,
        title=N_("missing key"),
        finds=N_(
            "A record without a key that it must have, such as a measurement without date or without a value. The "
            "finding points at the first key of the record."
        ),
        why=N_("A figure without its date or unit says nothing, so the record is left out of every table."),
        wrong="""\
measurements:
  - {value: 25, of: 27, source: ktdt-2022-04}
""",
        right="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        remedy=N_("Add the key that is named. If you do not know its value, leave the whole record out until you do."),
    ),
    Rule(
        code="CT102",
        severity=Severity.ERROR,
        title=N_("unknown key"),
        finds=N_("A key that this kind of record does not have. The nearest key that it does have is named."),
        why=N_("A misspelt key would be passed over in silence, and what stands behind it would be lost."),
        wrong="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, soure: ktdt-2022-04}
""",
        right="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        remedy=N_(
            "Use the key that is named, or put what you want to say into note. Inside braces a comma ends a text, so a "
            "text that holds one needs quotes."
        ),
    ),
    Rule(
        code="CT103",
        severity=Severity.ERROR,
        title=N_("wrong kind of node"),
        finds=N_("A mapping, a list or a single value in a place where one of the other two is expected."),
        why=N_("It could only be guessed how the entries belong together, so they are not read."),
        wrong="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  partners: so-xay-dung
""",
        right="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  partners: [so-xay-dung]
""",
        remedy=N_(
            "Write the kind that the message names: a list in square brackets or with a hyphen before each entry, a "
            "mapping as keys with a colon and a space."
        ),
    ),
    Rule(
        code="CT104",
        severity=Severity.ERROR,
        title=N_("not one of the allowed words"),
        finds=N_(
            "A value that is not one of the words which its key allows. The message lists them and names the nearest."
        ),
        why=N_("An estimate whose status cannot be read would be reported as a final figure."),
        wrong="""\
measurements:
  - {date: 2023, value: 1, status: estimate, source: hnm-2024-01}
""",
        right="""\
measurements:
  - {date: 2023, value: 1, status: estimated, source: hnm-2024-01}
""",
        remedy=N_("Write one of the words in the list, exactly as it stands there."),
    ),
    Rule(
        code="CT105",
        severity=Severity.ERROR,
        title=N_("not a period"),
        finds=N_(
            "A date or reporting period in another form than 2024, 2024-H1, 2024-Q1, 2024-04, 2024-04-07 or "
            "2024-01..2024-09, or one that runs backwards. Where the right form is certain, it is shown."
        ),
        why=N_("Whether 03/04/2024 is in March or in April would be guessed, and with it what counts on which day."),
        wrong="""\
measurements:
  - {date: Quý I/2022, value: 18, source: ktdt-2022-04}
  - {date: 31/12/2024, value: 111, source: hnm-2025-03}
""",
        right="""\
measurements:
  - {date: 2022-Q1, value: 18, source: ktdt-2022-04}
  - {date: 2024-12-31, value: 111, source: hnm-2025-03}
""",
        remedy=N_("Write the year first, then the half-year, quarter or month, then the day: 2022-Q1, 2024-12-31."),
    ),
    Rule(
        code="CT106",
        severity=Severity.ERROR,
        title=N_("not a number"),
        finds=N_(
            "A number written in another way than with plain digits and a decimal point: with a decimal comma, grouped "
            "thousands, a percent sign, a range, a fraction, an exponent or NaN, or with digits or minus signs that "
            "only look alike."
        ),
        why=N_("A comma read the wrong way makes a figure ten or a thousand times too large in the report."),
        wrong="""\
measurements:
  - date: 2022
    value: 8,89
    source: ktdt-2023-01
""",
        right="""\
measurements:
  - date: 2022
    value: 8.89
    source: ktdt-2023-01
""",
        remedy=N_(
            "Write digits and at most one decimal point. Write 25/27 as value: 25 and of: 27, and 7,5-8,0 as min: 7.5 "
            "and max: 8.0."
        ),
    ),
    Rule(
        code="CT107",
        severity=Severity.ERROR,
        title=N_("not an id or code"),
        finds=N_(
            "An id that has other signs than lower-case letters a to z, digits and single hyphens, or a code in "
            "another form than 03, 03.01, 03.01a or 03.T01. The code of an indicator or a task begins with its "
            "programme's."
        ),
        why=N_("What is not named exactly cannot be found by those who refer to it, nor by a reader of the report."),
        wrong="""\
- code: "3.1"
  name: Số huyện đủ tiêu chí thành quận
  owner: Sở Nội vụ
""",
        right="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  owner: so-noi-vu
""",
        remedy=N_(
            "Write the id or code in its form. Official names belong into name, ids of agencies are in agencies.yaml."
        ),
    ),
    Rule(
        code="CT108",
        severity=Severity.ERROR,
        title=N_("empty value"),
        finds=N_('A key with nothing behind it, or with "~", null or an empty text.'),
        why=N_("Nobody can tell whether the value is zero, unknown or forgotten."),
        wrong="""\
measurements:
  - {date: 2023, value: 2, source: hnm-2024-06, note: }
""",
        right="""\
measurements:
  - {date: 2023, value: 2, source: hnm-2024-06}
""",
        remedy=N_("Write the value, or leave the key out. A figure of zero is written 0."),
    ),
)
