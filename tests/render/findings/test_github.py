from __future__ import annotations

import pytest

from ctrack import i18n
from ctrack.findings import Report, Severity
from ctrack.frozen import replace
from ctrack.render.findings.github import to_github
from tests.render.findings.reports import CLEAN, FULL, PROGRAMME, Bracketing, bare_words, found, hard

COMMANDS = {"error", "warning", "notice", "set-output", "stop-commands"}


def obeyed(output: str) -> list[str]:
    """Do as the runner does: give the commands that it obeys, new form and old, until it is told to stop."""
    commands, stopped = [], None
    for line in output.splitlines():
        name = command_in(line, COMMANDS | ({stopped} if stopped else set()))
        if stopped is not None:
            stopped = None if name == stopped else stopped
        elif name == "stop-commands":
            stopped = line.rpartition("::")[2]
        elif name:
            commands.append(name)
    assert stopped is None
    return commands


def command_in(line: str, known: set[str]) -> str | None:
    new = line.lstrip().removeprefix("::").partition("::") if line.lstrip().startswith("::") else None
    if new and new[1] and (name := new[0].partition(" ")[0]) in known:
        return name
    old = line.partition("##[")[2].partition("]")
    return name if old[1] and (name := old[0].partition(" ")[0]) in known else None


def test_a_command_a_finding() -> None:
    assert to_github(FULL, root="tracker/data/") == (
        "::error title=CT302,file=tracker/data/programs/03.yaml,line=7,col=29,endLine=7,endColumn=32"
        "::125 is above the maximum 100%0Ais it a count?\n"
        "::warning title=CT306,file=tracker/data/programs/03.yaml,line=2,col=1,endLine=2,endColumn=6::the title is long\n"
        "::notice title=CT011,file=tracker/data/districts/gia lâm.yaml,line=1,col=1,endLine=1,endColumn=1::nothing here\n"
    )


def test_no_end_column_across_lines() -> None:
    report = Report(findings=(found((2, 3, 4, 1), "m"),))

    assert to_github(report, root="") == "::error title=CT302,file=programs/03.yaml,line=2,col=3,endLine=4::m\n"


def test_nothing_where_nothing_was_found() -> None:
    assert to_github(CLEAN, root="") == ""


def test_data_and_properties_are_escaped() -> None:
    report = Report(findings=(found((1, 1, 1, 2), "95%0A, a:b\n::set-output", file="a:b,c%\r\nd\ud800.yaml"),))

    assert to_github(report, root="") == (
        "::error title=CT302,file=a%3Ab%2Cc%25%0D%0Ad?.yaml,line=1,col=1,endLine=1,endColumn=2"
        "::95%250A, a:b\\n::set-output\n"
    )


def many(**numbers: int) -> Report:
    """Make a report of so many findings of each severity, a line each."""
    kinds = [Severity(name) for name, number in numbers.items() for _ in range(number)]
    return Report(findings=tuple(found((n, 1, n, 2), f"m{n}", severity=kind) for n, kind in enumerate(kinds, 1)))


def test_ten_of_each_kind_are_shown() -> None:
    report = many(error=10, warning=10, info=10)

    assert obeyed(to_github(report, root="")) == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10


def test_where_there_are_more_the_last_notice_says_so_and_they_follow_as_plain_lines() -> None:
    assert to_github(many(error=12), root="t/").splitlines()[10:] == [
        "::notice title=ctrack::2 more findings: the summary of this step lists all",
        "::stop-commands::b98fdfbad3830fdfa8ab28eb7cb0b7dd936d134c2c6da4b2599cb78aeb421191",
        "t/programs/03.yaml:11:1: error[CT302] m11",
        "t/programs/03.yaml:12:1: error[CT302] m12",
        "::b98fdfbad3830fdfa8ab28eb7cb0b7dd936d134c2c6da4b2599cb78aeb421191::",
    ]


def test_the_notice_that_says_so_has_its_place_among_ten() -> None:
    output = to_github(many(error=11, info=10), root="")

    assert obeyed(output) == ["error"] * 10 + ["notice"] * 10
    assert "::notice title=ctrack::2 more findings: the summary of this step lists all\n" in output


def test_changed_lines_come_first() -> None:
    report = replace(many(error=12), changed={PROGRAMME: frozenset({12, 5}), "units.yaml": frozenset({1})})

    shown = [line.rpartition("::")[2] for line in to_github(report, root="").splitlines() if line.startswith("::error")]
    assert shown == ["m5", "m12", "m1", "m2", "m3", "m4", "m6", "m7", "m8", "m9"]


def test_a_finding_is_on_a_changed_line_when_any_of_its_lines_is() -> None:
    findings = (found((1, 1, 1, 2), "a"), found((2, 1, 6, 2), "b"))
    report = Report(findings=findings, changed={PROGRAMME: frozenset({6})})

    assert [line[-1] for line in to_github(report, root="").splitlines()] == ["b", "a"]


@pytest.mark.parametrize("times", [1, 15])
@pytest.mark.parametrize(
    "file", ["a.yaml", "::set-output name=x::y", "##[set-output name=x]y", "a\n::set-output name=x::y"]
)
def test_data_starts_no_command(times: int, file: str) -> None:
    message = "::set-output name=x::y ##[set-output name=x]y\n::set-output name=x::y\n##[error]z"
    report = Report(findings=(found((1, 1, 1, 2), message, file=file, hint=message),) * times)

    assert obeyed(to_github(report, root="")) == ["error"] * min(times, 10) + ["notice"] * (times > 10)


def test_what_follows_is_obeyed_again_and_the_word_depends_on_the_lines_only() -> None:
    output = to_github(many(error=12), root="")

    assert obeyed(output + "::warning::w\n")[-1] == "warning"
    assert to_github(many(error=12), root="") == output
    assert output.splitlines()[-1] != to_github(many(error=13), root="").splitlines()[-1]


def test_the_hardest_data() -> None:
    output = to_github(hard(), root="x/")

    assert obeyed(output) == ["error"]
    assert len(output.splitlines()) == 1
    assert "-%3A%2C%25#1|.yaml,line=1" in output


def test_words_come_from_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001
    shown = to_github(many(error=11), root="").partition("::notice")[2].splitlines()

    assert bare_words(shown[0]) == {"title", "ctrack"}
    assert bare_words(shown[2]) == {"programs", "yaml", "CT"}
