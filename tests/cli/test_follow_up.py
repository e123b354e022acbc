"""`rank`, `tasks`, `due` and `owner` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.support import programme, write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


def data(run: Run, *arguments: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
    result = run(*arguments, "--format", "json", **options)
    assert (result.returncode, result.stderr) == (0, b"")
    return json.loads(result.stdout)


def district(*figures: str) -> str:
    lines = "".join(f'  - {{indicator: "03.01", {figure}}}\n' for figure in figures)
    return "name: NAME\nkind: rural\n" + (f"measurements:\n{lines}" if lines else "")


def districts(**figures: str | None) -> dict[str, str]:
    return {
        f"districts/{name}.yaml": district(*([figure] if figure else [])).replace("NAME", name.upper())
        for name, figure in figures.items()
    }


def test_the_five_districts_in_april_2022(ctrack: Run) -> None:
    answer = data(ctrack, "rank", "03.01a", "--as-of", "2022-04-30")

    assert [(row["rank"], row["scope"], row["value"], row["ranked"]) for row in answer["indicators"]][:2] == [
        (1, "gia-lam", 25, 5),
        (2, "thanh-tri", 24, 5),
    ]
    assert (answer["program"], answer["code"]) == ("03", "03.01a")


def test_those_without_a_rank_come_last_and_are_not_lost(ctrack: Run, tmp_path: Path) -> None:
    text = programme("unit: number\ntargets: [{value: 27, of: 27, districts: [a, b, c]}]\n")
    write_tracker(
        tmp_path,
        {
            "programs/03.yaml": text,
            **districts(a="date: 2023, value: 31, of: 33", b=None, c="date: 2023, value: 9, of: 27"),
        },
    )

    rows = list(
        csv.DictReader(
            io.StringIO(
                ctrack("rank", "03.01", "--as-of", "2024", "--format", "csv", cwd=tmp_path).stdout.decode(), newline=""
            )
        )
    )
    table = ctrack("rank", "03.01", "--as-of", "2024", cwd=tmp_path, COLUMNS="80").stdout.decode()

    assert [(row["rank"], row["scope"], row["ranked"]) for row in rows] == [
        ("1", "c", "1"),
        ("", "a", "1"),
        ("", "b", "1"),
    ]
    assert "2 of 3 districts reported." in table


@pytest.mark.parametrize(
    ("figures", "bars"),
    [
        ({"a": "date: 2023, value: 10", "b": "date: 2023, value: 5"}, ["██████████", "█████"]),
        ({"a": "date: 2023, value: 100", "b": "date: 2023, value: 99"}, ["██████████", "█████████"]),
        ({"a": "date: 2023, value: 10", "b": "date: 2023, value: -5"}, ["", ""]),
        ({"a": "date: 2023, value: 0", "b": "date: 2023, value: 0"}, ["", ""]),
    ],
)
def test_without_targets_values_are_drawn_beside_the_greatest(
    ctrack: Run, tmp_path: Path, figures: dict[str, str], bars: list[str]
) -> None:
    write_tracker(tmp_path, {"programs/03.yaml": programme("unit: number\n"), **districts(**figures)})

    lines = ctrack("rank", "03.01", "--as-of", "2024", cwd=tmp_path, COLUMNS="80").stdout.decode().splitlines()

    drawn = [line for line in lines if line.lstrip().startswith(("1 ", "2 "))]
    assert [line.count("█") for line in drawn] == [len(bar) for bar in bars]
    assert any("the value, beside the greatest of them" in line for line in lines) == any(bars)


def test_an_indicator_of_the_city_has_nobody_to_rank(ctrack: Run) -> None:
    shown = ctrack("rank", "dau-tu-cong.01")

    assert (shown.returncode, b"No district has a target or a value of it." in shown.stdout) == (0, True)


TASKS = """\
code: "03"
title: A programme
indicators: []
tasks:
  - {code: "03.T01", name: A plan, due: 2022, owner: works, updates: [{date: 2022, status: done}]}
  - {code: "03.T02", name: A road, due: 2022, owner: works, updates: [{date: 2022-06, status: in_progress}]}
  - {code: "03.T03", name: A park}
"""


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    own = "name: A\nkind: rural\nprograms:\n  - {code: a-plan, title: Own, tasks: [{code: a-plan.T01, name: A hall, due: 2023}]}\n"
    return write_tracker(
        tmp_path,
        {
            "programs/03.yaml": TASKS,
            "programs/04.yaml": TASKS.replace('"03', '"04'),
            "districts/a.yaml": own,
            "agencies.yaml": "works: {name: Department of Works}\n",
        },
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ([], ["03.T01", "03.T02", "03.T03", "04.T01", "04.T02", "04.T03", "a-plan.T01"]),
        (["--program", "04", "--program", "a-plan"], ["04.T01", "04.T02", "04.T03", "a-plan.T01"]),
        (["--owner", "department of works"], ["03.T01", "03.T02", "04.T01", "04.T02"]),
        (["--owner", "A"], ["a-plan.T01"]),
        (["--overdue"], ["03.T02", "04.T02"]),
        (["--overdue", "--program", "04", "--owner", "works"], ["04.T02"]),
        (["--overdue", "--owner", "A"], []),
    ],
)
def test_tasks_are_chosen_by_programme_owner_and_delay(
    ctrack: Run, tracker: Path, asked: list[str], found: list[str]
) -> None:
    answer = data(ctrack, "tasks", *asked, "--as-of", "2023-06-30", cwd=tracker)
    table = ctrack("tasks", *asked, "--as-of", "2023-06-30", cwd=tracker).stdout.decode()

    assert [task["code"] for task in answer["tasks"]] == found
    assert [code for code in found if code not in table] == []
    assert ("No task fits." in table) == (not found)


def test_what_was_not_reported_is_not_called_not_started(ctrack: Run, tracker: Path) -> None:
    table = ctrack("tasks", "--program", "03", "--as-of", "2023-06-30", cwd=tracker).stdout.decode()

    assert "As known on 2023-06-30: 3 tasks; 1 in progress, 1 done, 1 without a report, 1 overdue." in table
    assert "2022, 181 days overdue" in table


def test_an_unknown_programme_or_owner_exits_2(ctrack: Run, tracker: Path) -> None:
    results = [ctrack("tasks", *asked, cwd=tracker) for asked in (["--program", "9"], ["--owner", "nobody at all"])]

    assert [result.returncode for result in results] == [2, 2]


DUE = """\
code: "03"
title: A programme
lead: works
indicators:
  - code: "03.01"
    name: Parks
    unit: number
    targets: [{by: 2022, value: 3}, {by: 2024-06, value: 5}, {by: 2025, value: 9}]
    measurements: [{date: 2022, value: 2}, {date: 2024-05, value: 4}]
  - {code: "03.02", name: Roads, unit: number, owner: A, targets: [{by: 2023, value: 3}], measurements: [{date: 2023, value: 3}]}
  - {code: "03.03", name: Schools, unit: number, official: false, targets: [{by: 2023, value: 3}]}
  - {code: "03.04", name: Trees, unit: number, targets: [{by: 2030, value: 3}], measurements: [{date: 2022, value: 1}]}
  - {code: "03.05", name: Wells, unit: number, targets: [{by: 2024-07, value: 3, districts: [a]}]}
tasks:
  - {code: "03.T01", name: A plan, due: 2024-04-30}
  - {code: "03.T02", name: A road, due: 2024-05-31, updates: [{date: 2024-05-10, status: done}]}
  - {code: "03.T03", name: A park, due: 2024-07-31, owner: a}
"""


@pytest.fixture
def due_tracker(tmp_path: Path) -> Path:
    return write_tracker(
        tmp_path,
        {
            "programs/03.yaml": DUE.replace("owner: A", "owner: a"),
            "districts/a.yaml": "name: A\nkind: rural\n",
            "agencies.yaml": "works: {name: Department of Works}\n",
        },
    )


@pytest.mark.parametrize(
    ("asked", "overdue", "soon", "stale"),
    [
        ([], ["03.03", "03.T01"], ["03.01", "03.05", "03.T03"], ["03.04"]),
        (["--within", "30d"], ["03.03", "03.T01"], ["03.01"], ["03.04"]),
        (["--within", "4w", "--owner", "works"], ["03.03", "03.T01"], [], ["03.04"]),
        (["--within", "0d"], ["03.03", "03.T01"], [], ["03.04"]),
        (["--owner", "A"], [], ["03.T03"], []),
    ],
)
def test_what_is_due_soonest_first(
    ctrack: Run, due_tracker: Path, asked: list[str], overdue: list[str], soon: list[str], stale: list[str]
) -> None:
    answer = data(ctrack, "due", *asked, "--as-of", "2024-06-01", cwd=due_tracker)
    rows = csv.DictReader(
        io.StringIO(
            ctrack("due", *asked, "--as-of", "2024-06-01", "--format", "csv", cwd=due_tracker).stdout.decode(),
            newline="",
        )
    )

    def codes(span: dict[str, list[dict[str, str]]]) -> list[str]:
        return [row["code"] for row in (*span["targets"], *span["tasks"])]

    assert (codes(answer["overdue"]), codes(answer["due"])) == (overdue, soon)
    assert [row["code"] for row in answer["stale"]] == stale
    assert sorted((row["due"], row["code"]) for row in rows) == sorted(
        [("overdue", code) for code in overdue] + [("due", code) for code in soon] + [("stale", code) for code in stale]
    )


def test_the_page_of_what_is_due(ctrack: Run, due_tracker: Path) -> None:
    shown = ctrack("due", "--as-of", "2024-06-01", cwd=due_tracker, COLUMNS="80").stdout.decode()

    headings = [line for line in shown.splitlines() if line.startswith(("Targets", "Tasks", "Figures"))]
    assert headings == [
        "Targets overdue",
        "Tasks overdue",
        "Targets due until 2024-08-30",
        "Tasks due until 2024-08-30",
        "Figures older than 12 months",
    ]
    assert [part in shown for part in ("153 days overdue", "32 days overdue", "in 29 days")] == [True] * 3
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize("span", ["", "90", "x", "-1d", "3661d", "99999w", "1.5w", "\u0661d"])
def test_a_span_that_cannot_be_read_exits_2(ctrack: Run, due_tracker: Path, span: str) -> None:
    result = ctrack("due", "--within", span, cwd=due_tracker)

    assert (result.returncode, b"write 90d or 12w" in result.stderr) == (2, True)


def test_nothing_is_due(ctrack: Run, due_tracker: Path) -> None:
    shown = ctrack("due", "--owner", "A", "--within", "10d", "--as-of", "2024-06-01", cwd=due_tracker).stdout.decode()

    assert "Nothing is due until 2024-06-11." in shown


def test_who_answers_for_what(ctrack: Run, due_tracker: Path) -> None:
    answer = data(ctrack, "owner", "--as-of", "2024-06-01", cwd=due_tracker)

    assert [tuple(owner.values()) for owner in answer["owners"]] == [
        ("a", "A", None, 1, 1, 1, 0, 1, 0),
        ("works", "Department of Works", None, 4, 2, 0, 1, 2, 1),
    ]


def test_what_nobody_is_named_for_is_counted_last(ctrack: Run, due_tracker: Path) -> None:
    path = due_tracker / "programs" / "03.yaml"
    path.write_text(path.read_text().replace("lead: works\n", ""))

    answer = data(ctrack, "owner", "--as-of", "2024-06-01", cwd=due_tracker)
    table = ctrack("owner", "--as-of", "2024-06-01", cwd=due_tracker).stdout.decode()

    assert [(owner["id"], owner["indicators"]) for owner in answer["owners"]] == [("a", 1), (None, 4)]
    assert "no owner is named" in table


def test_one_owner_whole(ctrack: Run, due_tracker: Path) -> None:
    answer = data(ctrack, "owner", "department of works", "--as-of", "2024-06-01", cwd=due_tracker)
    table = ctrack("owner", "works", "--as-of", "2024-06-01", cwd=due_tracker).stdout.decode()

    assert [(row["code"], row["scope"]) for row in answer["indicators"]] == [
        ("03.01", "city"),
        ("03.03", "city"),
        ("03.04", "city"),
        ("03.05", "a"),
    ]
    assert [task["code"] for task in answer["tasks"]] == ["03.T01", "03.T02"]
    assert (answer["owner"]["id"], table.startswith("Department of Works\n")) == ("works", True)
    assert "03.05  Wells: 0 of 1 district reported, 0 attained" in table


def test_an_owner_of_nothing_and_an_unknown_one(ctrack: Run, due_tracker: Path) -> None:
    (due_tracker / "agencies.yaml").write_text("works: {name: Department of Works}\nidle: {name: Idle Office}\n")
    idle, unknown = (ctrack("owner", name, cwd=due_tracker) for name in ("idle office", "departmnt of works"))

    assert (idle.returncode, b"owner of no indicator and of no task" in idle.stdout) == (0, True)
    assert (unknown.returncode, b"did you mean: Department of Works" in unknown.stderr) == (2, True)


def test_what_was_reported_of_an_agencys_part_stands_with_the_agency(ctrack: Run, due_tracker: Path) -> None:
    path = due_tracker / "programs" / "03.yaml"
    said = (
        "assessments: [{date: 2023, of: 7, attained: 6, owner: works}, {date: 2023, of: 9, attained: 8}]\nindicators:"
    )
    path.write_text(path.read_text().replace("indicators:", said, 1))

    answer = data(ctrack, "owner", "works", "--as-of", "2024-06-01", cwd=due_tracker)
    table = ctrack("owner", "works", "--as-of", "2024-06-01", cwd=due_tracker).stdout.decode()

    assert [report["of"] for report in answer["assessments"]] == [7]
    assert "of 7: 6 attained (2023)" in table
