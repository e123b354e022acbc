from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack import i18n
from ctrack.findings import Report, Severity
from ctrack.render.findings.junit import to_junit
from tests.render.findings.reports import CLEAN, FULL, PROGRAMME, Bracketing, found, hard

SHOWN = """\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ctrack validate" tests="4" failures="2" errors="0">
  <testsuite name="ctrack validate" tests="4" failures="2" errors="0">
    <testcase classname="data/districts/gia lâm.yaml" name="CT011" file="data/districts/gia lâm.yaml" line="1">
      <system-out>line 1, column 1: nothing here</system-out>
    </testcase>
    <testcase classname="data/programs/03.yaml" name="CT302" file="data/programs/03.yaml" line="7">
      <failure type="error" message="125 is above the maximum 100">line 7, column 29: 125 is above the maximum 100 (is it a count?)</failure>
    </testcase>
    <testcase classname="data/programs/03.yaml" name="CT306" file="data/programs/03.yaml" line="2">
      <failure type="warning" message="the title is long">line 2, column 1: the title is long</failure>
    </testcase>
    <testcase classname="data/units.yaml" name="ctrack validate" file="data/units.yaml" />
  </testsuite>
</testsuites>
"""


def test_a_test_for_each_file_and_rule_and_each_clean_file() -> None:
    assert to_junit(FULL) == SHOWN


def test_a_clean_tracker_has_tests_that_pass() -> None:
    root = parsed(to_junit(CLEAN))

    assert (root.get("tests"), root.get("failures")) == ("2", "0")
    assert [case.get("classname") for case in root.iter("testcase")] == ["data/tracker.yaml", "data/units.yaml"]


def parsed(written: str) -> ET.Element:
    return ET.fromstring(written.encode("utf-8"))  # noqa: S314 - our own text


def test_a_rule_broken_twice_in_a_file_is_one_failed_test_of_its_worst_severity() -> None:
    findings = (
        found((1, 1, 1, 2), "a", severity=Severity.WARNING),
        found((2, 1, 2, 2), "b"),
        found((3, 1, 3, 2), "c", severity=Severity.INFO),
    )
    (case,) = parsed(to_junit(Report(findings=findings, files=(PROGRAMME,)))).iter("testcase")
    (failure, output) = case

    assert (failure.tag, failure.get("type"), failure.get("message")) == ("failure", "error", "a")
    assert failure.text == "line 1, column 1: a\nline 2, column 1: b"
    assert (output.tag, output.text) == ("system-out", "line 3, column 1: c")


def test_the_hardest_data() -> None:
    (case,) = parsed(to_junit(hard(prefix="x/"))).iter("testcase")

    assert case.get("file") == "x/programs/" + "rất-dài-" * 14 + ":,%#1|.yaml"
    assert (case[0].get("message") or "").startswith(r"95%0A, a:b\n::set-output name=x::y ##[error]z | @team #123")
    assert r"</details> `code` [red]x[/red] :100: 😀" in (case[0].text or "")


@given(st.text(max_size=20), st.text(st.characters(exclude_characters="/"), max_size=5))
def test_whatever_the_data_it_is_xml(message: str, file: str) -> None:
    report = Report(findings=(found(message=message, file=file, hint=message or None),), files=(file,))

    assert parsed(to_junit(report)).get("failures") == "1"


@pytest.mark.parametrize("char", ["\x00", "\x0b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_xml_does_not_allow_is_shown_as_its_code(char: str) -> None:
    assert f"column 29: a\\u{ord(char):04x}b<" in to_junit(Report(findings=(found(message=f"a{char}b"),)))


def test_english_whatever_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    english = to_junit(FULL)
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001

    assert to_junit(FULL) == english
