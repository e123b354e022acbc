"""What the authority reported, beside our own count of the same part on the day that it became known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ctrack.assess.authority import authority_reports
from ctrack.assess.standing import standing
from ctrack.frozen import replace
from tests.support import sound

if TYPE_CHECKING:
    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset

FILES = {
    "agencies.yaml": "a: {name: A}\nb: {name: B}\n",
    "sources.yaml": "early: {title: Early, published: 2024-03-31}\nlate: {title: Late, published: 2025-03-31}\n",
    "programs/03.yaml": """\
        code: "03"
        title: A programme
        lead: a
        assessments:
          - {date: 2025-03-20, of: 19, attained: 9, source: late}
          - {date: 2024-03-20, of: 19, attained: 5, source: early}
          - {date: 2025-03-20, of: 4, attained: 3, owner: b, source: late}
          - {date: 2025-03-20, of: 94, attained: 58, tasks: true, source: late}
        indicators:
          - code: "03.01"
            name: Attained in 2023
            unit: number
            targets: [{by: 2025, min: 5}]
            measurements: [{date: 2023, value: 6}]
          - code: "03.02"
            name: Attained with the figures of the late report
            unit: number
            owner: b
            targets: [{by: 2025, min: 5}]
            measurements: [{date: 2025-03-20, value: 6, source: late}]
          - {code: "03.03", name: Nothing known, unit: number, targets: [{by: 2025, min: 5}]}
          - code: "03.51"
            name: Tracked along
            unit: number
            official: false
            targets: [{by: 2025, min: 5}]
            measurements: [{date: 2023, value: 6}]
        tasks:
          - {code: "03.T01", name: Done, updates: [{date: 2024, status: done}]}
          - {code: "03.T02", name: Begun, updates: [{date: 2024, status: in_progress}]}
          - {code: "03.T03", name: Nothing known}
    """,
}


DISTRICT = 'name: X\nkind: rural\nmeasurements: [{indicator: "03.01", date: 2023, value: 5}]\n'


def told(dataset: Dataset, day: str) -> list[tuple[str, int | None, tuple[int, int, int]]]:
    reports = authority_reports(dataset, dataset.programmes["03"], date.fromisoformat(day))
    return [
        (
            f"{report.assessment.date}{' tasks' if report.assessment.tasks else ''} {report.assessment.owner or ''}".strip(),
            report.assessment.attained,
            (report.own.recorded, report.own.with_data, report.own.attained),
        )
        for report in reports
    ]


def test_each_report_stands_beside_the_count_of_the_same_part_on_the_day_it_became_known() -> None:
    assert told(sound(FILES).dataset, "2025-12-31") == [
        ("2024-03-20", 5, (3, 1, 1)),
        ("2025-03-20", 9, (3, 2, 2)),
        ("2025-03-20 b", 3, (1, 1, 1)),
        ("2025-03-20 tasks", 58, (3, 2, 1)),
    ]


def test_a_report_is_known_from_the_day_its_source_was_published() -> None:
    assert told(sound(FILES).dataset, "2025-03-30") == [("2024-03-20", 5, (3, 1, 1))]


def test_an_indicator_that_only_districts_report_has_data_when_one_of_them_has() -> None:
    files = {
        "programs/03.yaml": """\
            code: "03"
            title: A programme
            assessments: [{date: 2024, of: 2, attained: 1}]
            indicators:
              - {code: "03.01", name: Reported, unit: number, targets: [{value: 5, districts: all}]}
              - {code: "03.02", name: Not reported, unit: number, targets: [{value: 5, districts: all}]}
        """,
        "districts/x.yaml": DISTRICT,
    }

    assert told(sound(files).dataset, "2025-01-01") == [("2024", 1, (2, 1, 0))]


def test_no_more_districts_are_judged_than_somebody_asks_for() -> None:
    files = {
        "programs/03.yaml": """\
            code: "03"
            title: A programme
            indicators: [{code: "03.01", name: A, unit: number, targets: [{value: 5, districts: all}]}]
        """
    } | {f"districts/{ident}.yaml": DISTRICT for ident in "xyz"}
    dataset = sound(files).dataset
    one = standing(dataset, dataset.indicators["03.01"], date(2025, 1, 1))
    judged: list[str] = []

    def judge(scope: str) -> Result:
        judged.append(scope)
        return one.judge(scope)

    counted = replace(one, judge=judge)
    assert counted.has_data
    assert judged == ["x"]
    assert [row.scope for row in counted.rows] == ["x", "y", "z"]
