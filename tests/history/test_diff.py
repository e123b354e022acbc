"""`diff`: exactly what changed between two revisions, in domain words, and what it does to the statuses."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from tests.history.repositories import (
    CITY,
    DISTRICT,
    FILES,
    FIRST,
    INDICATOR,
    LAST,
    QUIET,
    TRACKER,
    Edit,
    add_measurement,
    apply,
    commit,
    git,
    lay,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Run

ROOT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-01-31")
MEASURED = '  - {indicator: "03.02", date: 2023, value: 25, of: 27, source: book}\n'
GOAL = "      - {value: 100}\n"


def diff(run: Run, cwd: Path, *arguments: str) -> Any:  # noqa: ANN401 - JSON
    result = run("diff", *arguments, "--format", "json", *DAY, cwd=cwd, **QUIET)
    assert (result.returncode, result.stderr) == (0, b"")
    return json.loads(result.stdout)


def told(answer: Any) -> list[tuple[str | None, ...]]:  # noqa: ANN401 - JSON
    return [tuple(change[key] for key in ("section", "how", "kind", "code", "date")) for change in answer["changes"]]


CHANGES: dict[str, tuple[list[Edit], list[tuple[str | None, ...]]]] = {
    "a new figure": (
        [(CITY, FIRST, FIRST + "      - {date: 2022-Q3, value: 20, source: book}\n")],
        [("new", "added", "measurement", "03.01", "2022-Q3")],
    ),
    "the same figure from another source": (
        [(CITY, FIRST, FIRST + "      - {date: 2022, value: 25, source: paper}\n")],
        [("new", "further_source", "measurement", "03.01", "2022")],
    ),
    "a revised figure": (
        [(CITY, LAST, LAST + "      - {date: 2024, value: 72, source: book, published: 2025-03}\n")],
        [("revised", "revised", "measurement", "03.01", "2024")],
    ),
    "a figure written over": (
        [(CITY, "{date: 2022, value: 25, source: book}", "{date: 2022, value: 26, source: book}")],
        [("revised", "overwritten", "measurement", "03.01", "2022")],
    ),
    "a figure taken out": ([(DISTRICT, MEASURED, "")], [("revised", "removed", "measurement", "03.02", "2023")]),
    "a figure withdrawn": (
        [(CITY, "{date: 2022, value: 25, source: book}", "{date: 2022, value: 25, source: book, withdrawn: 2023, note: wrong}")],
        [("revised", "withdrawn", "measurement", "03.01", "2022")],
    ),
    "a note and a source": (
        [(CITY, "{date: 2022, value: 25, source: book}", "{date: 2022, value: 25, source: paper, note: page 3}")],
        [("other", "annotated", "measurement", "03.01", "2022")],
    ),
    "a day of publication": (
        [(CITY, "{date: 2022, value: 25, source: book}", "{date: 2022, value: 25, source: book, published: 2023-02}")],
        [("revised", "redated", "measurement", "03.01", "2022")],
    ),
    "a value and its day of publication": (
        [(CITY, "{date: 2022, value: 25, source: book}", "{date: 2022, value: 26, source: book, published: 2023-02}")],
        [("revised", "overwritten", "measurement", "03.01", "2022")],
    ),
    "a target with another day of decision": (
        [(CITY, "{by: 2023, min: 40, max: 60}", "{by: 2023, min: 30, max: 60, decided: 2022-06}")],
        [("targets", "overwritten", "target", "03.01", "2023")],
    ),
    "a forecast where there is a result": (
        [(CITY, LAST, LAST + "      - {date: 2024, value: 95, source: paper, status: forecast}\n")],
        [("new", "added", "measurement", "03.01", "2024")],
    ),
    "how many are declared": (
        [(CITY, "lead: office\n", "lead: office\ndeclared: {indicators: 19, tasks: 3}\n")],
        [("other", "changed", "programme", "03", None)],
    ),
    "a target decided anew": (
        [(CITY, "      - {by: 2023, min: 40, max: 60}\n", "      - {by: 2023, min: 40, max: 60}\n      - {by: 2023, min: 30, max: 60, decided: 2022-06}\n")],
        [("targets", "decided_anew", "target", "03.01", "2023")],
    ),
    "a target written over": (
        [(CITY, "{by: 2023, min: 40, max: 60}", "{by: 2023, min: 30, max: 60}")],
        [("targets", "overwritten", "target", "03.01", "2023")],
    ),
    "a baseline": (
        [(CITY, "{date: 2020, value: 5, source: book}", "{date: 2020, value: 6, source: book}")],
        [("targets", "overwritten", "baseline", "03.01", "2020")],
    ),
    "an update and an assessment": (
        [
            (CITY, "{date: 2021-12, status: done, source: book}", "{date: 2021-12, status: postponed, source: book}"),
            (CITY, "{date: 2022, of: 10, attained: 4, source: book}", "{date: 2022, of: 10, attained: 5, source: book}"),
        ],
        [("other", "changed", "assessment", "03", None), ("other", "changed", "update", "03.T01", None)],
    ),
    "an indicator taken out": (
        [(CITY, INDICATOR, "")],
        [("targets", "removed", "target", "03.04", "2025"), ("other", "removed", "indicator", "03.04", None)],
    ),
    "definitions": (
        [
            (CITY, "name: Cây xanh", "name: Cây xanh đô thị"),
            ("sources.yaml", "title: A book", "title: Another book"),
            ("agencies.yaml", "name: Sở Nội vụ", "name: Sở Xây dựng"),
            (TRACKER, "title: A tracker", "title: Our tracker"),
            (CITY, "title: Phát triển đô thị", "title: Đô thị"),
            (CITY, "name: Đề án", "name: Đề án mới"),
            ("districts/ba-vi.yaml", "kind: rural", "kind: town"),
        ],
        [
            ("other", "changed", "tracker", "", None),
            ("other", "changed", "source", "book", None),
            ("other", "changed", "agency", "office", None),
            ("other", "changed", "district", "ba-vi", None),
            ("other", "changed", "programme", "03", None),
            ("other", "changed", "task", "03.T01", None),
            ("other", "changed", "indicator", "03.04", None),
        ],
    ),
    "layout, order and comments": (
        [
            (CITY, "issued: 2021-01-01\n", "issued: '2021-01-01'   # decided\n"),
            (DISTRICT, MEASURED, ""),
            (DISTRICT, "measurements:\n  - ", f'measurements:\n{MEASURED.replace("  - {", "  -  { ")}  - '),
        ],
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_exactly_what_changed_is_named(ctrack: Run, repository: Path, name: str) -> None:
    edits, expected = CHANGES[name]
    for edit in edits:
        apply(repository / "data", edit)

    answer = diff(ctrack, repository, "HEAD")

    assert sorted(told(answer), key=str) == sorted(expected, key=str)
    assert sum(answer["summary"][section] for section in ("new", "revised", "targets", "other")) == len(expected)
    commit(repository)
    assert told(diff(ctrack, repository, "HEAD~1", "HEAD")) == told(answer)
    assert told(diff(ctrack, repository, "HEAD")) == []
    assert len(told(diff(ctrack, repository, "HEAD", "HEAD~1"))) == len(expected)


def test_what_a_fact_said_and_says_and_where_it_stands(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (DISTRICT, MEASURED, MEASURED.replace("25", "26").replace("book", "paper")))

    (change,) = diff(ctrack, repository, "HEAD")["changes"]

    assert (change["scope"], change["before"]["value"], change["after"]["value"]) == ("gia-lam", 25, 26)
    assert change["keys"] == ["value", "source"]
    assert change["location"] == {"file": DISTRICT, "line": 5, "in_base": False}
    apply(repository / "data", (DISTRICT, MEASURED.replace("25", "26").replace("book", "paper"), ""))
    (gone,) = diff(ctrack, repository, "HEAD")["changes"]
    assert gone["location"] == {"file": DISTRICT, "line": 5, "in_base": True}


def test_a_status_moves_because_of_one_fact_and_no_other(ctrack: Run, repository: Path) -> None:
    apply(
        repository / "data",
        (DISTRICT, MEASURED, MEASURED + MEASURED.replace("2023", "2025").replace("25, of", "27, of")),
        (CITY, "{by: 2025, value: 1000}", "{by: 2025, value: 1001}"),
        (CITY, FIRST, FIRST + "      - {date: 2022-Q3, value: 20, source: book}\n"),
        (DISTRICT, "measurements: [{date: 2022, value: 6, source: book}]", "measurements: [{date: 2022, value: 6, source: book}, {date: 2025, value: 8, source: book}]"),
    )  # fmt: skip

    answer = diff(ctrack, repository, "HEAD")

    moved = [effect for effect in answer["effects"] if effect["moved"]]
    assert [(one["code"], one["scope"], one["status_before"], one["status_after"]) for one in moved] == [
        ("03.02", "gia-lam", "overdue", "attained"),
        ("gia-lam-03.01", "gia-lam", "overdue", "attained"),
    ]
    causes = [[told(answer)[number] for number in one["because"]] for one in moved]
    assert causes == [
        [("new", "added", "measurement", "03.02", "2025")],
        [("new", "added", "measurement", "gia-lam-03.01", "2025")],
    ]
    assert (moved[0]["before"]["value"], moved[0]["after"]["value"]) == (25, 27)


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        ((TRACKER, "period: 2021..2025\n", "period: 2021..2025\npace: {on_track: 101, at_risk: 10}\n"), "tracker"),
        ((CITY, "issued: 2021-01-01", "issued: 2027-01-01"), "programme"),
        (
            (CITY, "    unit: number\n    baseline", "    unit: number\n    direction: decrease\n    baseline"),
            "indicator",
        ),
        ((CITY, GOAL, GOAL.replace("100", "70")), "target"),
        ((CITY, "baseline: {date: 2020, value: 5", "baseline: {date: 2020, value: 101"), "baseline"),
        (("sources.yaml", "book: {title: A book}", "book: {title: A book, published: 2027}"), "source"),
    ],
)
def test_definitions_move_statuses_too(ctrack: Run, repository: Path, edit: Edit, kind: str) -> None:
    apply(repository / "data", (CITY, "bound: about, break: true", "bound: about"))
    commit(repository)
    day = ("--as-of", "2025-01-31")
    apply(repository / "data", edit)

    result = ctrack("diff", "HEAD", "--format", "json", *day, cwd=repository, **QUIET)

    answer = json.loads(result.stdout)
    kinds = {
        told(answer)[number][2] for one in answer["effects"] for number in one["because"] if one["code"] == "03.01"
    }
    assert kind in kinds


def test_the_revisions_are_named_and_the_work_tree_is_the_default(ctrack: Run, branch: Path) -> None:
    commits = [git(branch, "rev-parse", name)[:9] for name in ("main", "mine")]

    page = ctrack("diff", "main", "mine", *DAY, cwd=branch, **QUIET).stdout.decode()
    tree = ctrack("diff", "main", *DAY, cwd=branch, **QUIET).stdout.decode()

    assert page.startswith(f"Changes from main ({commits[0]}) to mine ({commits[1]})\n")
    assert tree.startswith(f"Changes from main ({commits[0]}) to the work tree\n")
    assert page.splitlines()[1:] == tree.splitlines()[1:]


def test_against_the_merge_base_what_others_added_is_not_removed(ctrack: Run, branch: Path) -> None:
    plain = told(diff(ctrack, branch, "main"))
    own = told(diff(ctrack, branch, "main", "--merge-base"))

    assert ("revised", "removed", "measurement", "03.01", "2025") in plain
    assert own == [("new", "added", "measurement", "03.01", "2022-Q3")]
    assert told(diff(ctrack, branch, "main", "mine", "--merge-base")) == own


def test_the_exit_code_tells_whether_anything_changed(ctrack: Run, repository: Path) -> None:
    def code(*arguments: str) -> int:
        return ctrack("diff", "HEAD", *arguments, *DAY, cwd=repository, **QUIET).returncode

    assert (code(), code("--exit-code")) == (0, 0)
    add_measurement(repository / "data", "2022-Q3", 20)
    assert (code(), code("--exit-code")) == (0, 1)


def test_a_revision_without_a_tracker_is_an_empty_one(ctrack: Run, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--template=", "--initial-branch", "main")
    commit(tmp_path, "nothing")
    lay(tmp_path)

    answer = diff(ctrack, tmp_path, "HEAD~1")

    assert {change["how"] for change in answer["changes"]} <= {"added", "further_source"}
    figures = sum(text.count("date: ") for text in FILES.values())
    assert (
        len([one for one in told(answer) if one[2] in {"measurement", "baseline", "assessment", "update"}]) == figures
    )
    assert answer["effects"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], 'BASE: there is no revision "nowhere" here'),
        (["HEAD", "nowhere"], 'HEAD: there is no revision "nowhere" here'),
        (["--", "-x"], 'BASE: there is no revision "-x" here'),
        (["main...HEAD"], "name two revisions one after the other: BASE HEAD"),
    ],
)
def test_a_revision_that_is_not_there(ctrack: Run, repository: Path, arguments: list[str], message: str) -> None:
    result = ctrack("diff", *arguments, cwd=repository, **QUIET)

    assert (result.returncode, result.stdout) == (3, b"")
    assert message in result.stderr.decode()


def test_outside_of_git_it_cannot_run(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "data", tmp_path / "plain/data")

    result = ctrack("diff", "HEAD", cwd=tmp_path / "plain", GIT_CEILING_DIRECTORIES=str(tmp_path), **QUIET)

    assert result.returncode == 3
    assert "is not in a git checkout" in result.stderr.decode()


def test_what_cannot_be_read_is_not_said_to_be_removed(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (DISTRICT, "name: Gia Lâm\n", "name: Gia Lâm\n  broken: [\n"))

    result = ctrack("diff", "HEAD", "--format", "json", *DAY, cwd=repository, **QUIET)
    page = ctrack("diff", "HEAD", *DAY, "--exit-code", cwd=repository, **QUIET)

    answer = json.loads(result.stdout)
    assert told(answer) == []
    assert "No fact" not in page.stdout.decode()
    assert answer["not_compared"][DISTRICT] >= 4
    assert "cannot be read whole on one side" in page.stdout.decode()
    assert (page.returncode, b"CT001" in page.stderr) == (1, True)


def test_what_was_unreadable_in_the_base_hides_nothing_new(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (CITY, "{date: 2022, value: 25, source: book}", "{date: 2022, value: 2O, source: book}"))
    commit(repository)
    add_measurement(repository / "data", "2024-06", 80, LAST)

    result = ctrack("diff", "HEAD", "--format", "json", *DAY, cwd=repository, **QUIET)

    answer = json.loads(result.stdout)
    assert told(answer) == [("new", "added", "measurement", "03.01", "2024-06")]
    assert (answer["maybe_not_new"], answer["not_compared"]) == ([CITY], {})


def test_a_row_that_lost_an_unreadable_fact_is_marked(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (CITY, "value: 70, source", "value: 7O, source"), (CITY, FIRST, FIRST + "      - {date: 2023-06, value: 45, source: book}\n"))  # fmt: skip

    answer = json.loads(
        ctrack("diff", "HEAD", "--format", "json", "--as-of", "2025-01-31", cwd=repository, **QUIET).stdout
    )
    page = ctrack("diff", "HEAD", "--as-of", "2025-01-31", cwd=repository, **QUIET).stdout.decode()

    (effect,) = [one for one in answer["effects"] if one["code"] == "03.01"]
    assert effect["damaged"]
    assert ("it may have moved only because something cannot be read" in page) == effect["moved"]
    assert ("has other figures and the same status" in page) != effect["moved"]


ROLLUPS = """\
code: "05"
title: Tổng hợp
issued: 2021-01-01
indicators:
  - {code: "05.01", name: Số huyện đạt, unit: number, rollup: {from: "03.02", by: count_attained}, targets: [{value: 1}]}
  - {code: "05.02", name: Tỷ lệ huyện đạt, unit: percent, rollup: {from: "05.03", by: share_attained}, targets: [{min: 50}]}
  - {code: "05.03", name: Như trên, same_as: "03.02", targets: [{value: 27, of: 27, districts: [ba-vi, gia-lam]}]}
  - {code: "05.04", name: Hai nguồn, unit: number, targets: [{value: 10}], measurements: [{date: 2023, value: 11, source: book}, {date: 2023, value: 9, source: paper}]}
"""
MET = MEASURED.replace("25, of", "27, of").replace("book", "late")


@pytest.fixture
def rolled(repository: Path) -> Path:
    data = repository / "data"
    (data / "programs/05.yaml").write_text(ROLLUPS, encoding="utf-8")
    (data / "sources.yaml").write_text(
        FILES["sources.yaml"] + "late: {title: Late, published: 2024-01-10}\n", encoding="utf-8"
    )
    apply(data, (DISTRICT, MEASURED, MET))
    commit(repository)
    return repository


@pytest.mark.parametrize(
    ("edits", "moved", "kinds"),
    [
        ([("sources.yaml", "published: 2024-01-10", "published: 2025-03-10")], {"05.01", "05.02", "03.02"}, {"source"}),
        ([("sources.yaml", "late: {title: Late, published: 2024-01-10}\n", "")], set(), None),
        ([(DISTRICT, MET, MEASURED)], {"05.01", "05.02", "03.02"}, {"measurement"}),
        ([("programs/05.yaml", "districts: [ba-vi, gia-lam]", "districts: [ba-vi]")], {"05.02"}, {"target"}),
        ([(CITY, "issued: 2021-01-01", "issued: 2027-01-01")], {"05.01", "03.02"}, {"programme"}),
        ([("programs/05.yaml", "{date: 2023, value: 11, source: book}, {date: 2023, value: 9, source: paper}", "{date: 2023, value: 9, source: paper}, {date: 2023, value: 11, source: book}")], {"05.04"}, set()),
        ([("districts/ba-vi.yaml", "kind: rural", "kind: rural\nuntil: 2025-06-30"), (DISTRICT, MET, MEASURED)], {"05.01", "05.02", "03.02"}, {"measurement", "district"}),
    ],
)  # fmt: skip
def test_every_status_that_moves_is_told(
    ctrack: Run, rolled: Path, edits: list[Edit], moved: set[str], kinds: set[str] | None
) -> None:
    """Every row that both have is judged by both: here against what `status` and `district` say of them."""
    day = ("--as-of", "2024-12-31")
    for edit in edits:
        apply(rolled / "data", edit)

    answer = json.loads(ctrack("diff", "HEAD", "--format", "json", *day, cwd=rolled, **QUIET).stdout)

    found = [one for one in answer["effects"] if one["moved"]]
    assert moved <= {one["code"] for one in found}
    for one in found:
        for side, revision in (("before", ["--rev", "HEAD"]), ("after", [])):
            arguments = ["explain", one["code"], *revision, *day, "--format", "json"]
            where = (
                []
                if one["scope"] in {"city", "gia-lam"} and one["code"].startswith("gia-lam")
                else ["--district", one["scope"]]
            )
            asked = ctrack(*arguments, *(where if one["scope"] != "city" else []), cwd=rolled, **QUIET)
            if asked.returncode == 0:
                assert json.loads(asked.stdout)["indicator"]["status"] == one[f"status_{side}"]
        if kinds is not None:
            assert {told(answer)[number][2] for number in one["because"]} <= kinds


def test_a_renamed_district_is_judged_by_what_it_was(ctrack: Run, rolled: Path) -> None:
    git(rolled, "mv", "data/districts/gia-lam.yaml", "data/districts/huyen-gia-lam.yaml")
    for file in (CITY, "programs/05.yaml"):
        apply(rolled / "data", (file, "districts: [ba-vi, gia-lam]", "districts: [ba-vi, huyen-gia-lam]"))
    apply(rolled / "data", ("districts/huyen-gia-lam.yaml", MET, MEASURED))

    answer = json.loads(ctrack("diff", "HEAD", "--format", "json", "--as-of", "2024-12-31", cwd=rolled, **QUIET).stdout)

    found = {(one["code"], one["scope"]): (one["status_before"], one["status_after"]) for one in answer["effects"]}
    assert found["03.02", "huyen-gia-lam"][0] == "attained"
    assert ("gia-lam-03.01", "huyen-gia-lam") not in found


def test_a_comment_has_one_marker_is_short_enough_and_nothing_in_it_acts(ctrack: Run, repository: Path) -> None:
    hostile = '"<!-- ctrack diff --> @someone #1 <img src=x> [a](http://x) `|` $x$ **b**"'
    lines = "".join(
        f"      - {{date: 2022-01-{day:02}, value: {day}, source: book, note: {hostile}}}\n" for day in range(1, 32)
    )
    many = "".join(f"s{number}: {{title: {hostile}}}\n" for number in range(900))
    apply(repository / "data", (CITY, FIRST, FIRST + lines), (CITY, "name: Cây xanh", f"name: {hostile}"))
    (repository / "data/sources.yaml").write_text(FILES["sources.yaml"] + many, encoding="utf-8")

    comment = ctrack("diff", "HEAD", "--format", "markdown", *DAY, cwd=repository, **QUIET).stdout.decode()

    assert comment.startswith("<!-- ctrack diff -->\n# Changes from ")
    assert comment.count("<!-- ctrack diff -->") == 1
    assert len(comment) <= 60_000
    assert "more: ctrack diff lists them all" in comment
    assert "<img" not in comment.replace("\\<img", "")
    assert "@someone" not in comment


def test_as_csv_each_key_that_changed_is_a_row(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (DISTRICT, MEASURED, MEASURED.replace("25", "26").replace("book", "paper")))

    result = ctrack("diff", "HEAD", "--format", "csv", *DAY, cwd=repository, **QUIET)

    rows = list(csv.DictReader(io.StringIO(result.stdout.decode())))
    assert [(row["code"], row["scope"], row["key"], row["before"], row["after"]) for row in rows] == [
        ("03.02", "gia-lam", "value", "25", "26"),
        ("03.02", "gia-lam", "source", "book", "paper"),
    ]


def test_a_district_whose_file_has_another_name_is_the_same(ctrack: Run, repository: Path) -> None:
    git(repository, "mv", "data/districts/gia-lam.yaml", "data/districts/huyen-gia-lam.yaml")
    apply(repository / "data", (CITY, "districts: [ba-vi, gia-lam]", "districts: [ba-vi, huyen-gia-lam]"))

    changes = told(diff(ctrack, repository, "HEAD"))

    assert [change for change in changes if change[2] in {"measurement", "target"}] == []


def figures_of(revision: str) -> Counter[tuple[str, str, str]]:
    """Read every measurement and target of a revision of this repository with a parser of its own."""
    names = git(ROOT, "ls-tree", "-r", "--name-only", revision, "--", "data").splitlines()
    yaml = YAML(typ="base", pure=True)
    found: Counter[tuple[str, str, str]] = Counter()
    for name in names:
        if Path(name).parent.name not in {"programs", "districts"} or not name.endswith(".yaml"):
            continue
        data = yaml.load(subprocess.check_output(["git", "show", f"{revision}:{name}"], cwd=ROOT))  # noqa: S607
        found.update(_figures(data, "city" if "/programs/" in name else Path(name).stem))
    return found


def _figures(data: Any, scope: str) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - YAML
    for measurement in data.get("measurements", []):
        yield measurement["indicator"], scope, _written(measurement)
    for programme in [data, *data.get("programs", [])]:
        for indicator in programme.get("indicators", []):
            for record in (*indicator.get("measurements", []), *indicator.get("targets", [])):
                yield indicator["code"], scope, _written(record)


def _written(record: Any) -> str:  # noqa: ANN401 - YAML
    return json.dumps(
        {key: value for key, value in record.items() if key != "indicator"}, sort_keys=True, ensure_ascii=False
    )


def test_of_this_repositorys_own_history_exactly_the_facts_that_changed(ctrack: Run) -> None:
    """The facts of two commits are read by another parser, and counted."""
    if not (ROOT / ".git").exists() or (ROOT / ".git/shallow").exists():
        pytest.skip("the history is not here: this is no clone, or a shallow one")
    commits = git(ROOT, "log", "--format=%H", "--", "data/programs", "data/districts").splitlines()[:3]
    for newer in commits:
        before, after = figures_of(f"{newer}~1"), figures_of(newer)
        answer = json.loads(ctrack("diff", f"{newer}~1", newer, "--format", "json", cwd=ROOT, **QUIET).stdout)

        changes = [one for one in answer["changes"] if one["kind"] in {"measurement", "target"}]
        said = Counter((one["code"], one["scope"]) for one in changes if one["after"])
        gone = Counter((one["code"], one["scope"]) for one in changes if one["before"])
        assert said == Counter(
            (code, scope) for (code, scope, _), number in (after - before).items() for _ in range(number)
        )
        assert gone == Counter(
            (code, scope) for (code, scope, _), number in (before - after).items() for _ in range(number)
        )
