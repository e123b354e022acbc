"""Which changes against a base are free, and which overwrite what was there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.history.repositories import (
    CITY,
    CLEAN,
    DISTRICT,
    DRAFTED,
    FIRST,
    INDICATOR,
    LAST,
    PLACES,
    PROGRAMME,
    QUIET,
    REMOVED,
    TRACKER,
    Edit,
    apply,
    check,
    city,
    commit,
    compare,
    git,
    lay,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

FREE: dict[str, tuple[Edit, ...]] = {
    "nothing": (),
    "measurements in another order": (city(FIRST, ""), city(LAST, LAST + FIRST)),
    "targets in another order": (
        city("      - {value: 100}\n", ""),
        city("max: 60}\n", "max: 60}\n      - {value: 100}\n"),
    ),
    "an indicator further up": (city(INDICATOR, ""), city("indicators:\n", "indicators:\n" + INDICATOR)),
    "indicators behind tasks": (
        city(PROGRAMME[PROGRAMME.index("tasks:") :], ""),
        city("indicators:\n", PROGRAMME[PROGRAMME.index("tasks:") :] + "indicators:\n"),
    ),
    "keys in another order": (city(FIRST, "      - {source: book, value: 25, date: 2022}\n"),),
    "block for flow": (city(FIRST, "      - date: 2022\n        value: 25\n        source: book\n"),),
    "flow for block": (
        city(
            INDICATOR,
            '  - {code: "03.04", name: Cây xanh, unit: number, targets: [{by: 2025, value: 1000}]}\n',
        ),
    ),
    "quotes": (city(FIRST, "      - {\"date\": '2022', value: \"25\", source: 'book'}\n"), city('"03.01"', "03.01")),
    "comments": (city(FIRST, "      # as printed\n" + FIRST.replace("\n", "  # p. 4\n")),),
    "another indentation": (city(FIRST, "      -   {date: 2022,\n           value: 25, source: book}\n"),),
    "25.0 for 25": (city(FIRST, FIRST.replace("25", "25.0")),),
    "+25 for 25": (city(FIRST, FIRST.replace("25", "+25")),),
    "a year as its days": (city(FIRST, FIRST.replace("2022", "2022-01-01..2022-12-31")),),
    "a year as its months": (city(FIRST, FIRST.replace("2022", "2022-01..2022-12")),),
    "one value as both edges": (city("{value: 100}", "{min: 100, max: 100}"),),
    "the default deadline": (city("{value: 100}", "{by: 2025, value: 100}"),),
    "the default deadline as a day": (city("{value: 100}", "{by: 2025-12-31, value: 100}"),),
    "the default period of the programme": (city("lead: office", "lead: office\nperiod: 2021..2025"),),
    "the default status": (city(FIRST, FIRST.replace("}", ", status: final}")),),
    "the default break": (city(FIRST, FIRST.replace("}", ", break: false}")),),
    "the defaults of an indicator": (
        city(
            "    unit: number\n    baseline",
            "    unit: number\n    direction: increase\n    aggregation: last\n    path: linear\n    official: true\n"
            "    owner: office\n    baseline",
        ),
    ),
    "the default owner of an assessment's tasks": (city("attained: 4, source", "attained: 4, tasks: false, source"),),
    "districts in another order": (city("[ba-vi, gia-lam]", "[gia-lam, ba-vi]"),),
    "notes": (
        city(FIRST, FIRST.replace("}", ", note: as printed}")),
        city("{value: 100}", "{value: 100, note: as decided}"),
        (DISTRICT, "value: 24, of: 27, source: book", "value: 24, of: 27, source: book, note: p. 3"),
    ),
    "another source": (
        city(FIRST, FIRST.replace("book", "paper")),
        city("{value: 100}", "{value: 100, source: paper}"),
        city("value: 5, source: book", "value: 5, source: paper"),
        city("attained: 4, source: book", "attained: 4, source: paper"),
        city("in_progress, source: book", "in_progress, source: paper"),
        (DISTRICT, "value: 24, of: 27, source: book", "value: 24, of: 27, source: paper"),
    ),
    "stated": (city(FIRST, FIRST.replace("}", ", stated: 25.0}")),),
    "withdrawn": (
        city(FIRST, FIRST.replace("}", ", withdrawn: 2025-02-10, note: a slip}")),
        city("max: 60}", "max: 60, withdrawn: 2025-02-10, note: not set}"),
    ),
    "further facts": (
        city(FIRST, FIRST + FIRST.replace("25", "26").replace("}", ", published: 2024-02}")),
        city("{value: 100}", "{value: 100}\n      - {value: 90, decided: 2023-02}"),
        city("tasks:", "  - {code: 03.05, name: Hồ, unit: number, targets: [{value: 3}]}\ntasks:"),
        (
            DISTRICT,
            "measurements:\n  - {",
            'measurements:\n  - {indicator: "03.02", date: 2021, value: 20, of: 27, source: book}\n  - {',
        ),
    ),
    "a name, a group, an owner": (
        city("name: Cây xanh", "name: Cây xanh đô thị\n    group: Môi trường\n    owner: gia-lam"),
        city("name: Đề án", "name: Đề án mới"),
    ),
    "a draft target changed": (city("value: 20, of: 27, districts: all", "value: 22, of: 27, districts: rural"),),
    "a draft target removed": (city("      - {by: 2024, value: 20, of: 27, districts: all, status: draft}\n", ""),),
    "a draft target decided": (city("districts: all, status: draft}", "districts: all, decided: 2022-02}"),),
    "figures of a draft programme": (
        (DRAFTED, "{date: 2022, value: 3, source: book}", "{date: 2022, value: 4, source: book}"),
        (DRAFTED, "value: 10", "value: 12"),
        (DRAFTED, "    baseline: {date: 2020, value: 1, source: book}\n", ""),
        (DISTRICT, '  - {indicator: "04.01", date: 2023, value: 2, source: book}\n', ""),
    ),
    "indicators of a draft programme": (
        (DRAFTED, 'code: "04.01"', 'code: "04.02"'),
        (DRAFTED, "unit: number", "unit: criterion"),
        (DISTRICT, 'indicator: "04.01"', 'indicator: "04.02"'),
    ),
    "a draft programme issued with other figures": (
        (DRAFTED, "draft: true", "issued: 2021-03-17"),
        (DRAFTED, "value: 10", "value: 12"),
        (DRAFTED, "{date: 2022, value: 3, source: book}", "{date: 2022, value: 4, source: book}"),
        (DISTRICT, "date: 2023, value: 2,", "date: 2023, value: 1,"),
    ),
    "one of two equal figures removed": (city("      - {date: 2021, value: 12, source: paper}\n", ""),),
    "unit, direction and aggregation without data": (
        city(
            "    unit: number\n    targets: [{by: 2025, value: 1000}]",
            "    unit: criterion\n    direction: range\n    aggregation: sum\n    targets: [{by: 2025, value: 1000}]",
        ),
    ),
    "a rule switched down alone": ((TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: info}"),),
    "a rule switched down with moved entries": (
        (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: off}"),
        city(FIRST, ""),
        city(LAST, LAST + FIRST.replace("25", "25.0")),
    ),
    "a rule switched up with data": (
        (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT313: info, CT407: error}"),
    ),
}


@pytest.mark.parametrize("edits", FREE.values(), ids=FREE)
def test_this_is_free(edits: tuple[Edit, ...], repository: Path) -> None:
    apply(repository / "data", *edits)

    assert compare(repository)[:3] == CLEAN


@pytest.mark.parametrize("encode", ["\ufeff{}", "crlf", "\ufeffcrlf"])
def test_line_ends_and_byte_order_marks_are_free(encode: str, repository: Path) -> None:
    for file in (repository / "data").rglob("*.yaml"):
        text = file.read_bytes().decode()
        text = text.replace("\n", "\r\n") if "crlf" in encode else text
        file.write_bytes(("\ufeff" * encode.startswith("\ufeff") + text).encode())

    assert compare(repository)[:3] == CLEAN


def test_canonical_layout_is_free(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", city(FIRST, "      -   {source: 'book',\n           date:   2022, \"value\": 25}\n"))
    commit(repository)
    assert ctrack("fmt", cwd=repository).returncode == 0

    assert git(repository, "diff", "--name-only") == f"data/{CITY}"
    assert check(ctrack, repository)[:3] == CLEAN


MOVED = [
    ("data", "tracker", True),
    ("data", "tracker", False),
    ("data", ".", True),
    (".", "data", False),
    ("data", "sổ liệu/thành phố", False),
    ("sổ liệu", "data", True),
]


@pytest.mark.parametrize(("before", "after", "is_committed"), MOVED)
def test_moving_the_tracker_is_free_and_hides_nothing(
    before: str, after: str, is_committed: bool, ctrack: Run, tmp_path: Path
) -> None:
    repository = lay(tmp_path / "repository", before)
    (repository / after).mkdir(parents=True, exist_ok=True)
    for path in list((repository / before).glob("[!.]*")):
        if path != repository / after:
            path.rename(repository / after / path.name)
    if is_committed:
        commit(repository)
    base = "HEAD~1" if is_committed else "HEAD"

    assert check(ctrack, repository, base, "--data", after)[:3] == CLEAN
    apply(repository / after, city(FIRST, ""))
    assert check(ctrack, repository, base, "--data", after).rules == REMOVED


def test_a_tracker_that_moved_out_of_several_is_not_guessed(ctrack: Run, repository: Path) -> None:
    shutil.copytree(repository / "data", repository / "other")
    commit(repository)
    for name in ("data", "other"):
        (repository / name).rename(repository / f"{name}-2")

    checked = check(ctrack, repository, "HEAD", "--data", "data-2")

    assert checked.code == 3
    assert "data/, other/" in checked.err


@pytest.mark.parametrize("place", PLACES)
def test_a_tracker_anywhere_is_compared(place: str, ctrack: Run, tmp_path: Path) -> None:
    repository = lay(tmp_path / "repo", place)
    tracker = repository / place
    apply(tracker, city(FIRST, FIRST.replace("25", "26")))

    found = [("CT602", "the measurement 03.01 2022: 25 was changed: value 25 → 26")]
    assert check(ctrack, repository, "HEAD", f"--data={tracker}")[:2] == (1, found)
    assert check(ctrack, tracker / "programs")[:2] == (1, found)


@pytest.mark.parametrize("target", ["data", "../outside-link"])
def test_a_link_to_the_tracker_is_compared(target: str, ctrack: Run, repository: Path) -> None:
    link = repository / "link" if target == "data" else repository.parent / "outside"
    link.symlink_to(repository / "data")
    apply(repository / "data", city(FIRST, ""))

    assert check(ctrack, repository, "HEAD", f"--data={link}").rules == REMOVED


def test_renaming_a_district_file_is_free_while_its_name_stays(repository: Path) -> None:
    data = repository / "data"
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/gia-lam-cu.yaml")
    apply(data, city("[ba-vi, gia-lam]", "[ba-vi, gia-lam-cu]"))
    assert compare(repository)[:3] == CLEAN

    apply(data, ("districts/gia-lam-cu.yaml", "value: 24, of: 27", "value: 23, of: 27"))
    assert compare(repository).rules == ["CT602"]


def test_a_rule_switched_down_beside_a_renamed_district_is_free(repository: Path) -> None:
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/gia-lam-cu.yaml")
    apply(repository / "data", city("[ba-vi, gia-lam]", "[ba-vi, gia-lam-cu]"))
    apply(repository / "data", (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: off}"))

    assert compare(repository)[:3] == CLEAN


def test_a_renamed_district_may_have_been_assessed(repository: Path) -> None:
    apply(repository / "data", city("owner: office, source", "owner: gia-lam, source"))
    commit(repository)
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/gia-lam-cu.yaml")
    apply(repository / "data", city("[ba-vi, gia-lam]", "[ba-vi, gia-lam-cu]"))
    apply(repository / "data", city("owner: gia-lam, source", "owner: gia-lam-cu, source"))

    assert compare(repository)[:3] == CLEAN


def test_renaming_a_district_file_and_the_district_is_found(repository: Path) -> None:
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/long-bien.yaml")
    apply(repository / "data", ("districts/long-bien.yaml", "Gia Lâm", "Long Biên"))

    assert "CT601" in compare(repository).rules


# What is found

FOUND: dict[str, tuple[tuple[Edit, ...], list[tuple[str, str]]]] = {
    "value": ((city(FIRST, FIRST.replace("25", "26")),), [("CT602", "value 25 → 26")]),
    "a digit behind the point": ((city(FIRST, FIRST.replace("25", "25.01")),), [("CT602", "value 25 → 25.01")]),
    "of": ((city("count: 20, of: 40", "count: 20, of: 41"),), [("CT602", "of 40 → 41")]),
    "count": ((city("count: 20, of: 40", "count: 21, of: 40"),), [("CT602", "count 20 → 21")]),
    "of_target": ((city("of_target: 90", "of_target: 91"),), [("CT602", "of_target 90 → 91")]),
    "value for of_target": ((city("of_target: 90", "value: 90"),), [("CT602", "of_target 90 → –")]),
    "status": ((city(", status: estimated}", "}"),), [("CT602", "status estimated → final")]),
    "bound": ((city("bound: about, ", ""),), [("CT602", "bound about → –")]),
    "bound added": ((city(FIRST, FIRST.replace("}", ", bound: about}")),), [("CT602", "bound – → about")]),
    "break": ((city(", break: true", ""),), [("CT602", "break true → –")]),
    "value of a published figure": ((city("value: 55", "value: 56"),), [("CT602", "2023: 55")]),
    "published": ((city("published: 2024-06", "published: 2024-07"),), [("CT601", "03.01 2023: 55")]),
    "date": ((city(FIRST, FIRST.replace("2022", "2022-Q4")),), [("CT601", "03.01 2022: 25")]),
    "a district's value": ((((DISTRICT, "value: 24", "value: 23"),)), [("CT602", "03.02 gia-lam 2022: 24/27")]),
    "a district's of": ((((DISTRICT, "24, of: 27", "24, of: 28"),)), [("CT602", "of 27 → 28")]),
    "a city's measurement": ((city(FIRST, ""),), [("CT601", "the measurement 03.01 2022: 25 was removed")]),
    "a district's measurement": (
        ((DISTRICT, '  - {indicator: "03.02", date: 2022, value: 24, of: 27, source: book}\n', ""),),
        [("CT601", "03.02 gia-lam 2022: 24/27")],
    ),
    "a figure of a district's own programme": (
        ((DISTRICT, "[{date: 2022, value: 6, source: book}]", "[{date: 2022, value: 7, source: book}]"),),
        [("CT602", "gia-lam-03.01")],
    ),
    "one of two different figures": (
        (city("      - {date: 2022-H1, value: 14, source: paper}\n", ""),),
        [("CT601", "03.01 2022-H1: 14")],
    ),
    "one of two different figures changed": ((city("value: 14", "value: 15"),), [("CT602", "value 14 → 15")]),
    "a withdrawn figure changed": (
        (city(FIRST, FIRST.replace("25", "26").replace("}", ", withdrawn: 2025-02-10, note: a slip}")),),
        [("CT602", "value 25 → 26")],
    ),
    "a target's value": ((city("{value: 100}", "{value: 99}"),), [("CT603", "value 100 → 99")]),
    "a target's min": ((city("min: 40, max", "min: 41, max"),), [("CT603", "min 40 → 41")]),
    "a target's max": ((city("max: 60", "max: 61"),), [("CT603", "max 60 → 61")]),
    "a target's other edge": ((city("{value: 100}", "{min: 100}"),), [("CT603", "value 100 → –")]),
    "a target's of": ((city("value: 27, of: 27", "value: 27, of: 28"),), [("CT603", "of 27 → 28")]),
    "a target's status": ((city("{value: 100}", "{value: 100, status: draft}"),), [("CT603", "status – → draft")]),
    "a target's bound": ((city("{value: 100}", "{value: 100, bound: about}"),), [("CT603", "bound – → about")]),
    "a yearly target": ((city("min: 40}]", "min: 39}]"),), [("CT603", "min 40 → 39")]),
    "a target removed": ((city("      - {value: 100}\n", ""),), [("CT601", "the target 03.01 2025-12-31: 100")]),
    "a target's deadline": ((city("by: 2023, min", "by: 2024, min"),), [("CT601", "the target 03.01 2023: 40..60")]),
    "a target's window": ((city("{value: 100}", "{from: 2024, value: 100}"),), [("CT601", "the target 03.01")]),
    "a target's districts": (
        (city("[ba-vi, gia-lam]", "[gia-lam]"),),
        [("CT601", "the target 03.02 2025: 27")],
    ),
    "a target's districts for a group": (
        (city("[ba-vi, gia-lam]", "rural"),),
        [("CT601", "the target 03.02 2025: 27")],
    ),
    "a default deadline, by the programme's period": (
        (city("lead: office", "lead: office\nperiod: 2021..2026"),),
        [("CT601", "the target 03.01 2025-12-31: 100")],
    ),
    "a default deadline, by the tracker's period": (
        ((TRACKER, "2021..2025", "2021..2026"),),
        [("CT601", "the target 03.01 2025-12-31: 100")],
    ),
    "baseline": ((city("value: 5,", "value: 6,"),), [("CT602", "the baseline 03.01 2020: 5 was changed")]),
    "baseline's date": ((city("{date: 2020, value: 5", "{date: 2019, value: 5"),), [("CT601", "the baseline 03.01")]),
    "baseline removed": (
        (city("    baseline: {date: 2020, value: 5, source: book}\n", ""),),
        [("CT601", "the baseline 03.01 2020: 5 was removed")],
    ),
    "assessment": ((city("attained: 4", "attained: 5"),), [("CT602", "the assessment 03 2022")]),
    "a count added to an assessment": ((city("attained: 4", "attained: 4, difficult: 1"),), [("CT602", "difficult")]),
    "assessment removed": (
        (city("  - {date: 2022, of: 10, attained: 4, source: book}\n", ""),),
        [("CT601", "the assessment 03 2022: 4/10 was removed")],
    ),
    "an agency's assessment removed": (
        (city("  - {date: 2023, of: 3, attained: 2, owner: office, source: book}\n", ""),),
        [("CT601", "the assessment 03 2023: 2/3 was removed")],
    ),
    "task update": ((city("in_progress", "postponed"),), [("CT602", "the update 03.T01 2021-06")]),
    "task update removed": (
        (city("      - {date: 2021-06, status: in_progress, source: book}\n", ""),),
        [("CT601", "the update 03.T01 2021-06: in_progress was removed")],
    ),
    "an indicator without data removed": (
        (city(INDICATOR, ""),),
        [("CT601", "the target 03.04 2025: 1000"), ("CT604", 'the indicator 03.04 "Cây xanh" was removed')],
    ),
    "an indicator without data under a new code": (
        (city('code: "03.04"', 'code: "03.05"'),),
        [("CT601", "the target 03.04 2025: 1000"), ("CT604", 'the indicator 03.04 "Cây xanh" was removed')],
    ),
    "a district's own indicator under a new code": (
        ((DISTRICT, "gia-lam-03.01", "gia-lam-03.02"),),
        [("CT601", "gia-lam-03.01"), ("CT601", "gia-lam-03.01"), ("CT604", "gia-lam-03.01")],
    ),
    "a code with another meaning": (
        (
            city(
                "    name: Cây xanh\n    unit: number\n",
                "    name: Hồ nước\n    unit: criterion\n    direction: decrease\n    aggregation: sum\n",
            ),
        ),
        [("CT604", "03.04 now means another thing")],
    ),
    "unit with data": (
        (city("    unit: number\n    baseline", "    unit: percent\n    baseline"),),
        [("CT605", "unit: number → percent")],
    ),
    "direction with data": (
        (city("    unit: number\n    baseline", "    unit: number\n    direction: decrease\n    baseline"),),
        [("CT605", "direction: increase → decrease")],
    ),
    "aggregation with data": (
        (city("    unit: number\n    baseline", "    unit: number\n    aggregation: average\n    baseline"),),
        [("CT605", "aggregation: last → average")],
    ),
    "unit with data of districts only": (
        (city("    unit: criterion\n", "    unit: number\n"),),
        [("CT605", "unit: criterion → number")],
    ),
    "a rule switched down with new data": (
        (
            (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT407: off}"),
            city(LAST, LAST + "      - {date: 2025, value: 80, source: book}\n"),
        ),
        [("CT606", "CT407 is switched down in the same change as data")],
    ),
    "a rule switched down with a figure changed": (
        (
            (TRACKER, "period: 2021..2025", "period: 2021..2025\nrules: {CT305: info}"),
            city(FIRST, FIRST.replace("25", "26")),
        ),
        [("CT602", "value 25 → 26"), ("CT606", "CT305 is switched down")],
    ),
    "a programme turned back to a draft": (
        (city("lead: office", "lead: office\ndraft: true"), city(FIRST, FIRST.replace("25", "26"))),
        [("CT602", "value 25 → 26")],
    ),
}


@pytest.mark.parametrize(("edits", "expected"), FOUND.values(), ids=FOUND)
def test_this_is_found(edits: tuple[Edit, ...], expected: list[tuple[str, str]], repository: Path) -> None:
    apply(repository / "data", *edits)

    checked = compare(repository)

    assert checked.rules == [rule for rule, _part in expected] or sorted(checked.rules) == [r for r, _ in expected]
    for rule, part in expected:
        assert any(found == rule and part in message for found, message in checked.found), (rule, part, checked.found)
    is_failing = any(rule != "CT606" for rule, _part in expected)
    assert checked.code == is_failing or checked.others


def test_a_file_deleted_whole_is_found(repository: Path) -> None:
    (repository / "data" / DISTRICT).unlink()
    found = compare(repository)
    assert found.code == 1
    assert {"03.02 gia-lam 2022: 24/27", "03.02 gia-lam 2023: 25/27", "gia-lam-03.01"} <= {
        part
        for part in ("03.02 gia-lam 2022: 24/27", "03.02 gia-lam 2023: 25/27", "gia-lam-03.01")
        if part in str(found)
    }

    (repository / "data" / CITY).unlink()
    found = compare(repository)
    assert [message for rule, message in found.found if rule == "CT604" and "03.01" in message]
    facts = [message for rule, message in found.found if rule == "CT601" and "gia-lam" not in message]
    assert len(facts) == 3 + 1 + 6 + 7 + 2 + 2  # two equal figures read as one


@pytest.mark.parametrize("name", ["programs/03.yml", "programs/sub/03.yaml", "programs/.03.yaml", "03.yaml"])
def test_a_file_put_where_nobody_reads_it_is_found(name: str, repository: Path) -> None:
    (repository / "data" / name).parent.mkdir(exist_ok=True)
    (repository / "data" / CITY).rename(repository / "data" / name)

    checked = compare(repository)

    assert checked.code == 1
    assert {"CT601", "CT604"} <= set(checked.rules)


@pytest.mark.parametrize("form", ["text", "concise", "github", "gitlab", "sarif", "junit", "json"])
def test_every_format_can_write_what_is_found(form: str, ctrack: Run, repository: Path) -> None:
    apply(repository / "data", city(FIRST, ""), city("max: 60", "max: 61"), city(INDICATOR, ""))
    (repository / "data" / DISTRICT).unlink()

    result = ctrack("validate", "--base", "HEAD", "--format", form, cwd=repository, **QUIET)

    assert (result.returncode, b"Traceback" in result.stderr) == (1, False)
    for code in (b"CT601", b"CT603", b"CT604"):
        assert code in result.stdout
