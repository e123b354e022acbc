from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ctrack import i18n
from ctrack.findings import Report
from ctrack.render.findings.json import to_json_report
from tests.render.findings.reports import CLEAN, FULL, HARD, Bracketing, found, hard

if TYPE_CHECKING:
    import pytest


def test_a_finding_with_everything() -> None:
    report = Report(findings=FULL.findings[:1], files=("programs/03.yaml",), prefix="data/", base="main")

    assert to_json_report(report) == EVERYTHING


EVERYTHING = """\
{
  "schema": 1,
  "findings": [
    {
      "rule": "CT302",
      "severity": "error",
      "message": "125 is above the maximum 100",
      "hint": "is it a count?",
      "file": "programs/03.yaml",
      "line": 7,
      "column": 29,
      "end_line": 7,
      "end_column": 32,
      "entity": "03.01/city/2024",
      "related": [
        {
          "file": "units.yaml",
          "line": 2,
          "column": 3,
          "end_line": 2,
          "end_column": 7,
          "message": "the unit",
          "in_base": false
        },
        {
          "file": "units.yaml",
          "line": 9,
          "column": 3,
          "end_line": 9,
          "end_column": 7,
          "message": "the unit before",
          "in_base": true
        }
      ]
    }
  ],
  "summary": {
    "error": 1,
    "warning": 0,
    "info": 0,
    "files": 1
  },
  "accepted": [],
  "base": "main"
}
"""


def test_accepted_findings_have_their_reason() -> None:
    (accepted,) = json.loads(to_json_report(FULL))["accepted"]

    assert accepted == {
        "rule": "CT306",
        "severity": "error",
        "message": "accepted one",
        "hint": None,
        "file": "programs/03.yaml",
        "line": 4,
        "column": 5,
        "end_line": 4,
        "end_column": 9,
        "entity": None,
        "related": [],
        "reason": "agreed, see the minutes",
    }


def test_a_clean_tracker() -> None:
    assert json.loads(to_json_report(CLEAN)) == {
        "schema": 1,
        "findings": [],
        "summary": {"error": 0, "warning": 0, "info": 0, "files": 2},
        "accepted": [],
        "base": None,
    }


def test_data_comes_back_as_it_was_and_does_nothing_on_the_way() -> None:
    written = to_json_report(hard())
    (read,) = json.loads(written)["findings"]

    assert (read["message"], read["hint"], read["entity"]) == (HARD, HARD, HARD)
    assert not set(written) & set("\x1b\u202e\ud800\u00a0")
    assert "😀" in written


def test_english_whatever_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    english = to_json_report(FULL)
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001

    assert to_json_report(FULL) == english


def test_the_empty_file_has_a_place() -> None:
    (read,) = json.loads(to_json_report(Report(findings=(found((1, 1, 1, 1)),))))["findings"]

    assert (read["line"], read["column"], read["end_line"], read["end_column"]) == (1, 1, 1, 1)
