from __future__ import annotations

import json

import pytest

from ctrack import i18n
from ctrack.findings import Position, Report, Severity
from ctrack.frozen import replace
from ctrack.render.findings.fingerprints import fingerprints
from ctrack.render.findings.gitlab import to_gitlab
from tests.render.findings.reports import CLEAN, FULL, Bracketing, found, hard


def test_the_array_that_gitlab_reads() -> None:
    report = Report(findings=FULL.findings[:1], prefix="data/", root_prefix="tracker/data/")

    assert to_gitlab(report) == SHOWN


SHOWN = """\
[
  {
    "description": "125 is above the maximum 100 (is it a count?)",
    "check_name": "CT302",
    "fingerprint": "69575b41bb119060b74125229a7e17338d3da091a95ee59d7b7248f973949bf8",
    "severity": "major",
    "location": {
      "path": "tracker/data/programs/03.yaml",
      "lines": {
        "begin": 7
      }
    }
  }
]
"""


def test_an_empty_array_where_nothing_was_found() -> None:
    assert to_gitlab(CLEAN) == "[]\n"


@pytest.mark.parametrize(
    ("rule", "severity", "said"),
    [
        ("CT302", Severity.ERROR, "major"),
        ("CT306", Severity.WARNING, "minor"),
        ("CT402", Severity.INFO, "info"),
        ("CT602", Severity.ERROR, "critical"),
        ("CT606", Severity.WARNING, "critical"),
    ],
)
def test_severities(rule: str, severity: Severity, said: str) -> None:
    (issue,) = json.loads(to_gitlab(Report(findings=(found(rule=rule, severity=severity),))))

    assert issue["severity"] == said


def test_fingerprints_stay_when_lines_move_and_the_message_is_worded_anew() -> None:
    findings = FULL.findings
    moved = [
        replace(
            item,
            position=Position(item.position.file, 90 + n, 1, 90 + n, 2),
            finding=found(rule=item.finding.rule).finding,
        )
        for n, item in enumerate(findings)
    ]

    assert fingerprints(moved) == fingerprints(findings)


def test_fingerprints_all_differ() -> None:
    findings = [
        found(rule=rule, file=file, entity=entity)
        for rule in ("CT302", "CT303")
        for file in ("a", "b")
        for entity in ("", "e", "e", "e\ud800", '","0')
    ]

    assert len(set(fingerprints(findings))) == len(findings)


def test_an_ordinal_counts_only_equal_ones() -> None:
    first, second = found(entity="a"), found(entity="b")

    assert fingerprints([first, second]) == fingerprints([second, first])[::-1]


def test_data_stays_on_its_line() -> None:
    written = to_gitlab(hard(root_prefix="x/"))
    (issue,) = json.loads(written)

    assert issue["location"]["path"] == "x/programs/" + "rất-dài-" * 14 + ":,%#1|.yaml"
    assert issue["description"].startswith(r"95%0A, a:b\n::set-output")
    assert not set(written) & set("\x1b\u202e\ud800\u00a0")


def test_english_whatever_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    english = to_gitlab(FULL)
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001

    assert to_gitlab(FULL) == english
