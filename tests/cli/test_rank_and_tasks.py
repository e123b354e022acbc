"""`rank` and `tasks` as a user runs them."""

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
    assert "2022  181 days overdue" in table or "2022 181 days overdue" in table


def test_an_unknown_programme_or_owner_exits_2(ctrack: Run, tracker: Path) -> None:
    results = [ctrack("tasks", *asked, cwd=tracker) for asked in (["--program", "9"], ["--owner", "nobody at all"])]

    assert [result.returncode for result in results] == [2, 2]
