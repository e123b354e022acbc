from __future__ import annotations

import pytest

from ctrack import i18n
from ctrack.findings import Report, Severity
from ctrack.render.findings.concise import to_concise
from ctrack.render.findings.summary import summary
from tests.render.findings.reports import CLEAN, FULL, Bracketing, bare_words, found, hard


def test_a_line_a_finding() -> None:
    assert to_concise(FULL) == (
        "data/programs/03.yaml:7:29: error[CT302] 125 is above the maximum 100 (is it a count?)\n"
        "data/programs/03.yaml:2:1: warning[CT306] the title is long\n"
        "data/districts/gia lâm.yaml:1:1: info[CT011] nothing here\n"
    )


def test_nothing_where_nothing_was_found() -> None:
    assert to_concise(CLEAN) == ""


def test_numbers_between_colons_stay_numbers() -> None:
    report = Report(findings=(found((100, 1, 100, 2), "a"), found((1234, 5, 1234, 6), "b")))

    assert to_concise(report) == "programs/03.yaml:100:1: error[CT302] a\nprograms/03.yaml:1234:5: error[CT302] b\n"


def test_a_line_is_one_line_whatever_the_data() -> None:
    (line,) = to_concise(hard(prefix="data/")).splitlines()

    assert line.startswith("data/programs/rất-dài-rất-dài-")
    assert r"-:,%#1|.yaml:1:1: error[CT302] 95%0A, a:b\n::set-output name=x::y ##[error]z" in line
    assert not set(line) & set("\x1b\u202e\ud800\u00a0")


@pytest.mark.parametrize(
    ("severities", "files", "said"),
    [
        ("", 44, "no findings in 44 files"),
        ("", 1, "no findings in 1 file"),
        ("eewiii", 44, "2 errors, 1 warning, 3 infos in 44 files"),
        ("i", 0, "1 info in 0 files"),
    ],
)
def test_the_verdict(severities: str, files: int, said: str) -> None:
    kinds = {"e": Severity.ERROR, "w": Severity.WARNING, "i": Severity.INFO}
    findings = tuple(found(severity=kinds[letter]) for letter in severities)

    assert summary(Report(findings=findings, files=("f",) * files)) == said


def test_the_verdict_names_what_was_accepted_and_compared() -> None:
    report = Report(findings=(), accepted=FULL.accepted * 2, files=("f", "g"), base="origin/{main}\x1b")

    assert summary(report) == "no findings in 2 files; 2 accepted; compared with origin/{main}\\u001b"


def test_words_come_from_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001

    assert bare_words(summary(FULL)) == set()
    assert bare_words(to_concise(Report(findings=(found(hint="m"),)))) == {"programs", "yaml", "CT"}
