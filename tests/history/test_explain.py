"""`explain` in a repository: every number leads to its line, its source, and the commit that entered it."""

from __future__ import annotations

import csv
import io
import json
import shutil
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.history.repositories import CITY, DISTRICT, LAST, PLACES, QUIET, apply, commit, git, lay

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

DAY = ("--as-of", "2026-01-31")
MEASURED = '  - {indicator: "03.02", date: 2023, value: 25, of: 27, source: book}\n'


def explained(run: Run, cwd: Path, *arguments: str, **environment: str) -> Any:  # noqa: ANN401 - JSON
    result = run("explain", *arguments, "--format", "json", *DAY, cwd=cwd, **(QUIET | environment))
    assert (result.returncode, result.stderr) == (0, b"")
    return json.loads(result.stdout)


def commit_as(folder: Path, name: str, when: str) -> str:
    git(folder, "add", "--all")
    author = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": "x@y", "GIT_AUTHOR_DATE": when}
    git(folder, "commit", "--quiet", "--message", "change", **author)
    return git(folder, "rev-parse", "HEAD")


def fact(answer: Any, kind: str, period: str) -> Any:  # noqa: ANN401 - JSON
    (found,) = [one for one in answer["facts"] if (one["kind"], one["date"]) == (kind, period)]
    return found


def test_a_percentage_is_accounted_for_down_to_the_line_and_the_commit(ctrack: Run, repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    apply(repository / "data", (DISTRICT, MEASURED, MEASURED.replace("25,", "26,")))
    second = commit_as(repository, "Nguyễn Thị Hoa", "2024-03-01T23:30:00+0700")

    answer = explained(ctrack, repository, "03.02", "--district", "Gia Lâm")

    (step,) = [step for step in answer["steps"] if step["quantity"] == "attainment"]
    assert {key: step[key] for key in ("formula", "exact", "shown", "reason")} == {
        "formula": "100 * v / lo", "exact": "2600/27", "shown": "96.3", "reason": None,
    }  # fmt: skip
    assert [(term["name"], term["value"]) for term in step["terms"]] == [("v", 26), ("lo", 27)]
    measured, target = fact(answer, "measurement", "2023"), fact(answer, "target", "2025")
    assert (measured["value"], measured["of"], measured["source_title"]) == (26, 27, "A book")
    assert measured["location"] == {"file": "districts/gia-lam.yaml", "line": 5}
    entered = {"commit": second, "author": "Nguyễn Thị Hoa", "date": "2024-03-01", "may_be_older": False}
    assert measured["entered"] == [entered]
    lines = (repository / "data/programs/03.yaml").read_text(encoding="utf-8").splitlines()
    assert "districts: [ba-vi, gia-lam]" in lines[target["location"]["line"] - 1]
    assert [one["commit"] for one in target["entered"]] == [first]
    assert answer["questions"][-1] == {
        "question": "past_deadline", "answer": True, "status": "overdue",
        "conditions": [{"name": "D", "left": "2026-01-31", "sign": ">", "right": "2025-12-31", "holds": True}],
    }  # fmt: skip


def test_the_terms_of_a_formula_lead_to_the_facts(ctrack: Run, repository: Path) -> None:
    answer = explained(ctrack, repository, "03.01")

    steps = {step["quantity"]: step for step in answer["steps"]}
    for step in steps.values():
        if step["formula"]:
            terms = {term["name"]: Fraction(term["exact"]) for term in step["terms"]}
            assert eval(step["formula"], {"__builtins__": {}}, terms) == Fraction(step["exact"])  # noqa: S307 - our own
    named = {term["name"]: answer["facts"][term["fact"]] for step in steps.values() for term in step["terms"] if term["fact"] is not None}  # fmt: skip
    assert (named["v"]["value"], named["v"]["kind"], named["lo"]["kind"]) == (70, "measurement", "target")


def test_a_record_on_several_lines_names_every_commit_and_ends_where_it_ends(ctrack: Run, repository: Path) -> None:
    block = '  - indicator: "03.02"\n    date: 2023\n    value: 25\n    of: 27\n    source: book\n    note: |\n      a\n\n      b\n'
    first = git(repository, "rev-parse", "HEAD")
    apply(repository / "data", (DISTRICT, MEASURED, block))
    second = commit_as(repository, "B", "2024-01-02T00:00:00Z")
    apply(repository / "data", (DISTRICT, "    value: 25", "    value: 26"))
    third = commit_as(repository, "C", "2024-01-03T00:00:00Z")
    assert first != second

    measured = fact(explained(ctrack, repository, "03.02", "--district", "gia-lam"), "measurement", "2023")

    assert [one["commit"] for one in measured["entered"]] == [second, third]
    assert measured["location"]["line"] == 5


def test_layout_and_order_do_not_change_who_entered_a_figure(ctrack: Run, repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    text = (repository / "data" / DISTRICT).read_text(encoding="utf-8")
    moved = text.replace(MEASURED, "").replace("measurements:\n", f"measurements:\n  {MEASURED}", 1)
    (repository / "data" / DISTRICT).write_text(moved.replace("  - {ind", "    - {ind").replace("      -", "    -", 1))
    commit_as(repository, "Formatter", "2024-01-02T00:00:00Z")

    measured = fact(explained(ctrack, repository, "03.02", "--district", "gia-lam"), "measurement", "2023")

    assert [one["commit"] for one in measured["entered"]] == [first]


def test_what_is_not_committed_yet_says_so(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (DISTRICT, MEASURED, MEASURED.replace("25,", "26,")))
    nobody = {"commit": None, "author": None, "date": None, "may_be_older": False}

    measured = fact(explained(ctrack, repository, "03.02", "--district", "gia-lam"), "measurement", "2023")
    page = ctrack("explain", "03.02", "--district", "gia-lam", *DAY, cwd=repository, **QUIET).stdout.decode()

    assert measured["entered"] == [nobody]
    assert "not committed yet" in page

    (repository / "data/districts/ba-vi.yaml").write_text(
        f"name: Ba Vì\nkind: rural\nmeasurements:\n{MEASURED}", encoding="utf-8"
    )
    git(repository, "rm", "--quiet", "--cached", "data/districts/ba-vi.yaml")
    new = fact(explained(ctrack, repository, "03.02", "--district", "ba-vi"), "measurement", "2023")
    assert new["entered"] == [nobody]


def test_a_revision_is_explained_by_its_own_history(ctrack: Run, repository: Path) -> None:
    first = git(repository, "rev-parse", "HEAD")
    apply(repository / "data", (DISTRICT, MEASURED, MEASURED.replace("25,", "26,")))
    commit_as(repository, "B", "2024-01-02T00:00:00Z")
    shutil.rmtree(repository / "data/districts")

    then = explained(ctrack, repository, "03.02", "--district", "gia-lam", "--rev", first)

    measured = fact(then, "measurement", "2023")
    assert (measured["value"], [one["commit"] for one in measured["entered"]]) == (25, [first])
    assert then["revision"] == first


def test_a_shallow_clone_says_that_a_line_may_be_older(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    apply(repository / "data", (CITY, "value: 70", "value: 71"))
    commit(repository)
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), "shallow")

    answer = explained(ctrack, tmp_path / "shallow", "03.01")

    assert {one["may_be_older"] for found in answer["facts"] for one in found["entered"]} == {True}
    page = ctrack("explain", "03.01", *DAY, cwd=tmp_path / "shallow", **QUIET).stdout.decode()
    assert "or before" in page


@pytest.mark.parametrize("place", PLACES)
def test_wherever_the_tracker_stands(ctrack: Run, tmp_path: Path, place: str) -> None:
    root = tmp_path / "repository"
    root.mkdir()
    lay(root, place)
    head = git(root, "rev-parse", "HEAD")

    answer = explained(ctrack, root, "03.01", "--data", str(root / place))

    assert {one["commit"] for found in answer["facts"] for one in found["entered"]} == {head}


def test_outside_of_git_all_else_is_explained(ctrack: Run, repository: Path, tmp_path: Path) -> None:
    shutil.copytree(repository / "data", tmp_path / "plain/data")
    there = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}

    answer = explained(ctrack, tmp_path / "plain", "03.01", **there)
    page = ctrack("explain", "03.01", *DAY, cwd=tmp_path / "plain", **QUIET, **there).stdout.decode()

    assert [found["entered"] for found in answer["facts"]] == [[]] * len(answer["facts"])
    assert "is not in a git checkout" in answer["history"]
    assert "Who entered it is not known:" in page


def test_a_line_that_was_copied_is_of_whoever_copied_it(ctrack: Run, repository: Path) -> None:
    line = "      - {date: 2025, value: 95, source: book, note: theo báo cáo chung của thành phố}\n"
    apply(repository / "data", (CITY, LAST, LAST + line))
    first = commit_as(repository, "Ann", "2024-01-02T00:00:00Z")
    apply(repository / "data", (CITY, "    targets: [{by: 2025, value: 1000}]\n", f"    targets: [{{by: 2025, value: 1000}}]\n    measurements:\n{line}"))  # fmt: skip
    second = commit_as(repository, "Bob", "2024-01-03T00:00:00Z")

    entered = [
        fact(explained(ctrack, repository, code), "measurement", "2025")["entered"] for code in ("03.01", "03.04")
    ]

    assert [[one["commit"] for one in each] for each in entered] == [[first], [second]]


@pytest.mark.parametrize("zone", ["+2400", "-9959", "+51800"])
def test_an_odd_time_zone_is_no_failure(ctrack: Run, repository: Path, zone: str) -> None:
    tree, parent = git(repository, "write-tree"), git(repository, "rev-parse", "HEAD")
    raw = f"tree {tree}\nparent {parent}\nauthor A <a@b> 1700000000 {zone}\ncommitter A <a@b> 1700000000 {zone}\n\nx\n"
    apply(repository / "data", (CITY, "value: 70", "value: 71"))
    git(repository, "add", "--all")
    (repository / "raw").write_text(raw.replace(tree, git(repository, "write-tree")), encoding="ascii")
    made = git(repository, "hash-object", "-t", "commit", "-w", "--literally", "raw")
    git(repository, "update-ref", "refs/heads/main", made)

    measured = fact(explained(ctrack, repository, "03.01"), "measurement", "2024")

    assert [one["commit"] for one in measured["entered"]] == [made]


def test_why_git_cannot_tell_is_said(ctrack: Run, repository: Path) -> None:
    git(repository, "config", "blame.ignoreRevsFile", ".git-blame-ignore-revs")

    answer = explained(ctrack, repository, "03.01")

    assert [found["entered"] for found in answer["facts"]] == [[]] * len(answer["facts"])
    assert "git cannot tell who entered data/programs/03.yaml: " in answer["history"]
    assert ".git-blame-ignore-revs" in answer["history"]


def test_the_facts_of_a_roll_up_name_their_rows(ctrack: Run, repository: Path) -> None:
    rollup = 'code: "05"\ntitle: T\nsource: paper\nindicators:\n  - {code: "05.01", name: A, unit: number, rollup: {from: "03.02", by: sum}}\n'
    (repository / "data/programs/05.yaml").write_text(rollup)

    answer = explained(ctrack, repository, "05.01")
    page = ctrack("explain", "05.01", *DAY, cwd=repository, **QUIET).stdout.decode()

    said = {(one["code"], one["scope"], one["kind"], one["source"]) for one in answer["facts"]}
    assert said == {("03.02", "gia-lam", "measurement", "book"), ("03.02", "city", "target", "book")}
    assert "Gia Lâm: figure 2023: 25/27" in page


def test_a_hostile_author_is_only_text(ctrack: Run, repository: Path) -> None:
    apply(repository / "data", (CITY, "value: 70", "value: 71"))
    commit_as(repository, "[red]x\x1b[31m|<b>@me", "2024-01-02T00:00:00Z")

    page = ctrack("explain", "03.01", *DAY, "--color", "always", cwd=repository, **QUIET).stdout.decode()
    markdown = ctrack("explain", "03.01", *DAY, "--format", "markdown", cwd=repository, **QUIET).stdout.decode()

    assert "\\u001b[31m" in page
    assert "\x1b[31m|" not in page
    assert "<b>" not in markdown.replace("\\<b\\>", "")


def test_as_csv_each_fact_is_a_row(ctrack: Run, repository: Path) -> None:
    result = ctrack("explain", "03.01", "--format", "csv", *DAY, cwd=repository, **QUIET)

    rows = list(csv.DictReader(io.StringIO(result.stdout.decode())))
    assert {row["kind"] for row in rows} == {"measurement", "target"}
    assert {(row["commit"], row["author"]) for row in rows} == {(git(repository, "rev-parse", "HEAD"), "a")}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["03.02"], "03.02 has no figure and no target for the whole city, only for districts\nname one with --district: Ba Vì, Gia Lâm\n"),
        (["03.01", "--district", "Gia Lâm"], "03.01 has no figure and no target of Gia Lâm\n"),
        (["03.02", "--district", "Gia Lam "], None),
        (["03.02", "--district", "Đông Anh"], 'there is no district "Đông Anh"\n'),
        (["gia-lam-03.01", "--district", "ba-vi"], "gia-lam-03.01 has no figure and no target of Ba Vì\n"),
        (["gia-lam-03.01", "--district", "gia-lam"], None),
        (["gia-lam-03.01"], None),
        (["03"], 'there is no indicator "03"\nit is a programme: ctrack status --program 03\n'),
    ],
)  # fmt: skip
def test_the_row_that_is_asked_for(ctrack: Run, repository: Path, arguments: list[str], told: str | None) -> None:
    result = ctrack("explain", *arguments, *DAY, cwd=repository, **QUIET)

    expected = (0, "") if told is None else (2, f"ctrack: {told}")
    assert (result.returncode, result.stderr.decode()) == expected
