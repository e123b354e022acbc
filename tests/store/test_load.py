"""From files to a dataset: shapes, references, and what a slip costs."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ctrack.assess.assess import assess
from ctrack.dataset import CITY
from ctrack.errors import CannotRunError
from ctrack.store.load import UnreadableTrackerError, load
from tests.support import TRACKER, loaded, programme, rules_of, sound, write_tracker

INDICATOR = "unit: number\ntargets: [{by: 2025, value: 5}]\nmeasurements:\n"


def messages(text: str, **files: str) -> list[tuple[str, int, int, str, str | None]]:
    """Read a programme and list rule, line, column, message and hint of its findings."""
    found = loaded(
        {"programs/03.yaml": text, **{name.replace("__", "/") + ".yaml": content for name, content in files.items()}}
    )
    return [
        (
            item.finding.rule,
            item.position.line,
            item.position.column,
            str(item.finding.message),
            str(item.finding.hint) if item.finding.hint else None,
        )
        for item in found.findings
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "- {date: 2023, value: '8,8'}",
            (
                "CT106",
                9,
                29,
                '"8,8" is not a number',
                "the decimal mark is a point: write 8.8, or leave the comma out if it groups thousands",
            ),
        ),
        ("- {date: 2023}", ("CT101", 9, 10, "a measurement needs exactly one of value, count and of_target", None)),
        ("- {value: 3}", ("CT101", 9, 10, 'the key "date" is missing', None)),
        ("- {date: 2023, value: 3, boundd: about}", ("CT102", 9, 32, 'unknown key "boundd"', "did you mean bound?")),
        (
            "- {date: 2023, value: 3, note: Xã, phường}",
            (
                "CT102",
                9,
                42,
                'unknown key "phường"',
                'a comma ended the text before "phường": put the whole text in quotes',
            ),
        ),
        ("- {date: 2023, value: [3]}", ("CT103", 9, 29, "one value was expected here, found a list", None)),
        ("- 2023", ("CT103", 9, 9, "a mapping is expected here, found one value", None)),
        (
            "- {date: 2023, value: 3, bound: abuot}",
            ("CT104", 9, 39, '"abuot" is not one of: at_least, at_most, about', "did you mean about?"),
        ),
        (
            "- {date: 2023, value: 3, break: yes}",
            ("CT104", 9, 39, '"yes" is neither true nor false', "write true or false"),
        ),
        ("- {date: 31/12/2024, value: 3}", ("CT105", 9, 16, '"31/12/2024" is not a period', "write 2024-12-31")),
        (
            "- {date: 2023, value: 3, source: Báo}",
            ("CT107", 9, 40, '"Báo" is not an id: lower-case ASCII letters, digits and single hyphens', None),
        ),
        (
            "- {date: 2023, value: }",
            ("CT108", 9, 22, "a value is expected here", "write the value, or leave the key out"),
        ),
        (
            "- {date: 2023, value: ~}",
            ("CT108", 9, 29, "a value is expected here", "write the value, or leave the key out"),
        ),
        ("- {date: 2023, value: ''}", ("CT108", 9, 29, "the value is empty", "write the value, or leave the key out")),
        ("- {date: 2023, value:3}", ("CT102", 9, 22, 'unknown key "value:3"', "a colon needs a space behind it")),
        ("- {date: 2023, count: 3}", ("CT304", 9, 10, "count needs of, what is counted of", None)),
    ],
)
def test_a_wrong_measurement_is_told_at_its_place(line: str, expected: tuple[object, ...]) -> None:
    assert messages(programme(INDICATOR + f"  {line}\n  - {{date: 2022, value: 1}}\n")) == [expected]


def test_one_slip_leaves_out_one_figure_and_marks_the_row() -> None:
    found = loaded(
        {"programs/03.yaml": programme(INDICATOR + "  - {date: 2023, value: 8,8}\n  - {date: 2022, value: 1}\n")}
    )

    result = assess(found.dataset, found.dataset.indicators["03.01"], CITY, date(2024, 1, 31))

    assert result.value is not None
    assert (result.value.amount, found.dataset.damage) == (1, {("03.01", "city"): 1})


def test_a_broken_file_never_hides_the_others() -> None:
    found = loaded(
        {
            "programs/03.yaml": programme("unit: number\n"),
            "programs/04.yaml": "code: '04'\ntitle: [open\n",
            "districts/a.yaml": "kind: rural\n",
            "sources.yaml": "book: {title: A book, published: soon}\n",
        }
    )

    assert list(found.dataset.programmes) == ["03"]
    assert rules_of(found) == [
        ("districts/a.yaml", 1, 1, "CT101"),
        ("programs/04.yaml", 2, 8, "CT001"),
        ("sources.yaml", 1, 34, "CT105"),
    ]


def test_there_is_no_cascade_from_what_could_not_be_read() -> None:
    text = (
        "unit: number\nowner: ghost\ntargets: [{value: 5, source: book}, {value: 6, by: 2024, source: gone, districts: [a]}]\n"
        'rollup: {from: "04.01", by: sum}\n'
    )
    found = loaded(
        {
            "programs/03.yaml": programme(text),
            "programs/04.yaml": "a: [\n",
            "districts/a.yaml": "name: A\nkind:\n\trural\n",
            "sources.yaml": "book: {title: A book, published: soon}\n",
            "agencies.yaml": "a: b: c\n",
        }
    )

    assert [(file, rule) for file, _, _, rule in rules_of(found)] == [
        ("agencies.yaml", "CT001"),
        ("districts/a.yaml", "CT004"),
        ("programs/03.yaml", "CT201"),
        ("programs/04.yaml", "CT001"),
        ("sources.yaml", "CT105"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("unit: nunber\n", ("CT201", 6, 11, 'there is no unit "nunber" in units.yaml', "did you mean number?")),
        ("unit: number\nowner: office\n", ("CT201", 7, 12, 'there is no agency or district "office"', None)),
        ("unit: number\nparent: '03.02'\n", ("CT201", 7, 13, 'there is no indicator "03.02"', "did you mean 03.01?")),
        (
            "unit: number\ntargets: [{value: 3, districts: [gia-lan]}]\n",
            ("CT201", 7, 38, 'there is no district "gia-lan"', "did you mean gia-lam?"),
        ),
        (
            "unit: number\ntargets: [{value: 3, districts: every}]\n",
            ("CT104", 7, 37, '"every" is not one of: all, urban, rural, town', None),
        ),
        (
            "unit: number\nmeasurements: [{date: 2023, value: 1, source: boook}]\n",
            ("CT201", 7, 51, 'there is no source "boook" in sources.yaml', "did you mean book?"),
        ),
        ("same_as: '03.01'\n", ("CT204", 6, 14, '"03.01" comes back to itself through same_as', None)),
        ("unit: number\nparent: '03.01'\n", ("CT204", 7, 13, '"03.01" comes back to itself through parent', None)),
        ("unit: number\nparts: ['03.01']\n", ("CT204", 7, 13, '"03.01" comes back to itself through parts', None)),
        (
            "unit: number\ntargets: [{by: 2025, max: 3}]\n",
            (
                "CT401",
                7,
                16,
                "the direction increase needs value or min",
                "add the edge, or mend the indicator's direction",
            ),
        ),
        (
            "unit: number\ntargets: [{by: 2025, min: 9, max: 3}]\n",
            ("CT401", 7, 16, "min 9 is above max 3", "are the two swapped?"),
        ),
        (
            "unit: number\ntargets: [{by: 2025, min: 9, value: 3}]\n",
            ("CT401", 7, 16, "value stands beside min or max", "keep value, or min and max"),
        ),
        (
            "unit: number\ntargets: [{by: 2025, every: year, value: 3}]\n",
            ("CT102", 7, 16, "by stands beside every", "keep one of the two"),
        ),
    ],
)
def test_references_and_targets(text: str, expected: tuple[object, ...]) -> None:
    found = messages(
        programme(text), sources="book: {title: A book}\n", **{"districts/gia-lam": "name: Gia Lâm\nkind: rural\n"}
    )

    assert found == [expected]


def test_a_roll_up_from_itself_is_fine() -> None:
    sound({"programs/03.yaml": programme('unit: number\nrollup: {from: "03.01", by: sum}\n')})


def test_same_as_of_same_as_and_values_beside_it() -> None:
    text = """\
code: "03"
title: A programme
indicators:
  - {code: "03.01", name: A, unit: number}
  - {code: "03.02", name: B, same_as: "03.01"}
  - {code: "03.03", name: C, same_as: "03.02"}
  - {code: "03.04", name: D, same_as: "03.01", measurements: [{date: 2023, value: 1}]}
"""

    assert messages(text) == [
        ("CT204", 6, 39, '"03.02" is itself the same as "03.01"', 'write same_as: "03.01"'),
        ("CT204", 7, 48, "measurements beside same_as: the values are those of 03.01", "move them to 03.01"),
    ]


def test_codes_stand_once_and_begin_with_their_programme() -> None:
    text = """\
code: "03"
title: A programme
indicators:
  - {code: "03.01", name: A, unit: number}
  - {code: "03.01", name: B, unit: number}
  - {code: "04.02", name: C, unit: number}
"""

    assert messages(text) == [
        ("CT202", 5, 12, 'the code "03.01" stands twice', "give one of the two another code"),
        ("CT107", 6, 12, '"04.02" does not begin with its programme\'s code, "03."', None),
    ]


def test_the_file_is_named_for_its_code() -> None:
    found = loaded({"programs/3.yaml": programme("unit: number\n")})

    assert rules_of(found) == [("programs/3.yaml", 1, 7, "CT203")]


def test_file_names_that_some_file_systems_take_for_one() -> None:
    found = loaded(
        {"districts/Gia-lam.yaml": "name: A\nkind: rural\n", "districts/gia-lam.yaml": "name: A\nkind: rural\n"}
    )

    assert [(file, rule) for file, _, _, rule in rules_of(found)] == [
        ("districts/Gia-lam.yaml", "CT107"),
        ("districts/gia-lam.yaml", "CT203"),
    ]


@pytest.mark.parametrize("stem", ["dong-ánh", "A B", "city"])
def test_a_districts_file_is_named_for_its_id_and_none_is_the_city(stem: str) -> None:
    found = loaded({f"districts/{stem}.yaml": "name: A\nkind: rural\n"})

    assert rules_of(found) == [(f"districts/{stem}.yaml", 1, 1, "CT107")]
    assert (stem in found.dataset.districts) is (stem != "city")


@pytest.mark.parametrize(
    "slip",
    [
        "note: [a]",
        "owner: ~",
        'group: ""',
        "baseline:",
        "foo: 1",
        "partners: [X]",
        "allow: [{rule: x}]",
        "definition: a\tb",
    ],
)
def test_a_slip_that_changes_no_meaning_costs_an_indicator_only_that_key(slip: str) -> None:
    found = loaded({"programs/03.yaml": programme(f"unit: number\n{slip}\n")})

    assert list(found.dataset.indicators) == ["03.01"]
    assert found.dataset.damage == {("03.01", "city"): len(found.findings)}


@pytest.mark.parametrize(
    "slip", ["direction: up", "direktion: decrease", "aggregation: total", "per: decade", "parent: 3"]
)
def test_a_slip_that_changes_the_meaning_leaves_out_the_indicator_and_says_so(slip: str) -> None:
    found = loaded({"programs/03.yaml": programme(f"unit: number\n{slip}\n")})

    assert (list(found.dataset.indicators), found.dataset.unread.indicators) == ([], {"03": ("03.01",)})


def test_every_problem_of_a_record_comes_in_one_run() -> None:
    text = """\
unit: nope
owner: nobody
direction: up
parent: "03.99"
targets: [{by: 31/12/2024, min: a, source: zz}]
measurements: [{date: 2024, value: 5, source: yy}]
"""

    rules = [item[0] for item in messages(programme(text))]
    assert rules == ["CT201", "CT201", "CT104", "CT201", "CT105", "CT106", "CT201", "CT201"]


LIMITS = 'head: {name: người, min: 0, integer: true}\npercent: {name: "%", min: 0, max: 100}\n'


WHOLE = "write a whole number, or take a unit that has fractions"
MEND = "mend the figure, or the limits of the unit in units.yaml"


@pytest.mark.parametrize(
    ("unit", "facts", "expected"),
    [
        (
            "head",
            "measurements: [{date: 2023, value: 1.5}]",
            ("CT302", 7, 40, "1.5 is no whole number, người are counted in whole ones", WHOLE),
        ),
        ("head", "baseline: {date: 2020, value: -1}", ("CT302", 7, 35, "-1 is below 0, the least in người", MEND)),
        (
            "percent",
            "targets: [{by: 2025, max: 101, min: 5}]",
            ("CT302", 7, 31, "101 is above 100, the most in %", MEND),
        ),
    ],
)
def test_figures_keep_to_the_limits_of_their_unit(unit: str, facts: str, expected: tuple[object, ...]) -> None:
    found = loaded({"units.yaml": LIMITS, "programs/03.yaml": programme(f"unit: {unit}\n{facts}\n")})

    (item,) = found.findings
    hint = str(item.finding.hint) if item.finding.hint else None
    assert (item.finding.rule, item.position.line, item.position.column, str(item.finding.message), hint) == expected
    assert found.dataset.damage == {("03.01", "city"): 1}


def test_the_limits_hold_for_districts_and_not_for_changes_from_a_baseline() -> None:
    text = "unit: head\nbaseline: {date: 2020, value: 5}\ntargets: [{by: 2025, max: -40.5, from_baseline: percent}]\ndirection: decrease\n"
    district = 'name: A\nkind: rural\nmeasurements:\n  - {indicator: "03.01", date: 2023, value: -3}\n'
    found = loaded({"units.yaml": LIMITS, "programs/03.yaml": programme(text), "districts/a.yaml": district})

    assert rules_of(found) == [("districts/a.yaml", 4, 45, "CT302")]
    assert found.dataset.damage == {("03.01", "a"): 1}


ROLLED = """\
code: "03"
title: T
indicators:
  - {code: "03.01", name: A, unit: number, rollup: {from: "03.02", by: count_attained}, targets: [{value: 2}]}
  - {code: "03.02", name: B, unit: number, targets: [{value: 5, districts: all}]}
"""


def test_an_error_in_a_districts_figure_marks_the_roll_up_too() -> None:
    district = 'name: A\nkind: rural\nmeasurements:\n  - {indicator: "03.02", date: 2023, value: 20/20}\n'
    dataset = loaded({"programs/03.yaml": ROLLED, "districts/a.yaml": district}).dataset

    marks = {
        (code, scope): dataset.errors_in(dataset.indicators[code], scope)
        for code, scope in (("03.01", CITY), ("03.02", "a"), ("03.02", CITY))
    }
    assert marks == {("03.01", CITY): 1, ("03.02", "a"): 1, ("03.02", CITY): 0}


@pytest.mark.parametrize("name", ["districts/Gia Lâm.yaml", "districts/gia-lam.yaml"])
def test_a_district_that_cannot_be_read_marks_the_roll_ups(name: str) -> None:
    dataset = loaded({"programs/03.yaml": ROLLED, name: "name: A\nkind: rural\n" if " " in name else "a: ["}).dataset

    assert dataset.errors_in(dataset.indicators["03.01"], CITY) == 1


def test_a_row_whose_unit_is_unknown_is_marked() -> None:
    dataset = loaded({"programs/03.yaml": programme("unit: number\n"), "units.yaml": "a: ["}).dataset

    assert dataset.errors_in(dataset.indicators["03.01"], CITY) == 1


def test_turning_a_rule_off_hides_no_damage() -> None:
    found = loaded(
        {
            "tracker.yaml": TRACKER + "rules: {CT106: off}\n",
            "programs/03.yaml": programme(INDICATOR + "  - {date: 2023, value: x}\n"),
        }
    )

    assert (found.findings, found.dataset.damage) == ((), {("03.01", "city"): 1})


def test_an_unusable_key_is_not_missed_as_well() -> None:
    assert [item[0] for item in messages(programme("unit: number\n").replace("name:", "na\u200bme:"))] == ["CT005"]


@pytest.mark.parametrize(
    "header", ["perod: 2021..2025\n", "period: [2021, 2025]\n", "issued: soon\n", "draft: maybe\n"]
)
def test_a_header_that_changes_what_numbers_mean_leaves_out_the_file(header: str) -> None:
    found = loaded({"programs/03.yaml": programme("unit: number\n", header)})

    assert (list(found.dataset.programmes), len(found.findings)) == ([], 1)


@pytest.mark.parametrize("header", ["numbr: 3\n", "lead: Nobody\n", "assessments: [{date: soon, of: 3}]\n", "note:\n"])
def test_a_harmless_slip_in_a_header_costs_only_itself(header: str) -> None:
    found = loaded({"programs/03.yaml": programme("unit: number\n", header)})

    assert (list(found.dataset.programmes), len(found.findings)) == (["03"], 1)


@pytest.mark.parametrize(
    "text",
    ["title: A\n", "", "a: [", "title: A\nperiod: soon\n", "title: A\nperiod: 2021..2025\npace: {on_track: many}\n"],
)
def test_without_a_sound_tracker_file_nothing_can_be_computed(text: str) -> None:
    with pytest.raises(UnreadableTrackerError) as caught:
        loaded({"tracker.yaml": text})

    assert len(caught.value.findings) == 1


def test_a_file_that_cannot_be_opened_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tracker = write_tracker(tmp_path, {"programs/03.yaml": programme("unit: number\n")})
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "03.yaml":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CannotRunError, match=r"programs/03.yaml cannot be read: Permission denied"):
        load(tracker)


def test_a_slip_in_the_rule_settings_does_not_stop_the_views() -> None:
    found = loaded({"tracker.yaml": TRACKER + "rules: {CT403: of}\n"})

    assert rules_of(found) == [("tracker.yaml", 3, 16, "CT104")]


def test_rules_can_be_turned_down_but_not_the_reading_of_text() -> None:
    found = loaded(
        {
            "tracker.yaml": TRACKER + "rules: {CT401: info, CT007: off}\n",
            "programs/03.yaml": programme("unit: number\nowner: &x a\ntargets: [{max: 3}]\n"),
        }
    )

    assert [(item.finding.rule, item.severity) for item in found.findings] == [
        ("CT007", "error"),
        ("CT401", "info"),
        ("CT104", "error"),
    ]


def test_everything_of_the_format_is_read() -> None:
    found = sound(
        {
            "tracker.yaml": "title: T\ntitle_en: E\nperiod: 2021..2025\npace: {on_track: 95, at_risk: 60, note: n}\nstale_after: 12\nrules: {CT403: off}\n",
            "units.yaml": "district: {name: huyện, name_en: districts, min: 0, integer: true, note: n}\nrank: {name: hạng, rank: true, max: 63}\nshare: {name: '%'}\n",
            "sources.yaml": "s1: {title: T, title_en: E, publisher: P, published: 2022-04, url: 'https://x', quality: translated, note: n}\n",
            "agencies.yaml": "sxd: {name: Sở Xây dựng, name_en: D, short: SXD, until: 2025-02-28, note: n}\n",
            "programs/03.yaml": EVERYTHING,
            "districts/gia-lam.yaml": DISTRICT,
            "districts/long-bien.yaml": "name: Long Biên\nkind: urban\n",
        }
    )

    entry = found.dataset.indicators["03.01"]
    assert (entry.indicator.targets[1].from_baseline, entry.indicator.measurements[1].break_) == ("add", True)
    assert (found.dataset.indicators["gia-lam-03.01"].programme.scope, found.dataset.owner(entry)) == ("gia-lam", "sxd")


EVERYTHING = """\
code: 03
number: 03-CTr/TU
kind: program
title: Chỉnh trang đô thị
title_en: Urban renewal
period: 2021..2025
issued: 2021-03-17
draft: false
lead: sxd
declared: {indicators: 19, tasks: 34, note: n}
source: s1
note: n
allow: [{rule: CT403, reason: r}]
assessments:
  - {date: 2025-03-20, of: 19, attained: 9, exceeded: 1, expected: 14, on_schedule: 3, difficult: 5, owner: sxd, tasks: true, source: s1, note: n}
indicators:
  - code: 03.01
    name: Số huyện
    name_en: Districts
    group: Phát triển
    unit: district
    direction: increase
    aggregation: last
    per: year
    path: linear
    official: true
    definition: |
      Two lines
      of text
    owner: sxd
    partners: [sxd, long-bien]
    rollup: {from: "03.01a", by: count_attained, note: n}
    parts: ["03.02"]
    baseline: {date: 2020, value: 0, of: 5, status: final, bound: about, source: s1, note: n}
    targets:
      - {by: 2025, value: 5, of: 5, bound: about, source: s1}
      - {from: 2023, by: 2023, min: 3, max: 4, from_baseline: add, decided: 2022-01-10, status: draft, withdrawn: 2024-01-01, note: n}
      - {every: year, min: 1, districts: [gia-lam]}
      - {min: 1, districts: urban}
    measurements:
      - {date: 2023, value: 2, of: 5, stated: 40, published: 2024-02, status: provisional, bound: at_least, source: s1, note: n}
      - {date: 2024-H1, of_target: 40, break: true, withdrawn: 2025-01-01}
    comparisons:
      - {with: cả nước, date: 2024-09, value: 47, status: estimated, source: s1}
    allow: [{rule: CT307, reason: r, note: n}]
    note: n
  - {code: "03.01a", name: A, unit: share, parent: "03.01"}
  - {code: "03.02", name: B, same_as: "03.01a"}
tasks:
  - code: 03.T01
    name: Kế hoạch
    name_en: Plan
    kind: plan
    owner: sxd
    partners: [long-bien]
    serves: ["03.02"]
    due: 2021-04-20
    source: s1
    updates: [{date: 2021-04-15, status: done, due: 2021-05, source: s1, note: n}]
    allow: [{rule: CT407, reason: r}]
    note: n
"""
DISTRICT = """\
name: Gia Lâm
name_en: Gia Lam
kind: rural
aliases: [H. Gia Lâm]
until: 2025-06-30
successor_of: [long-bien]
note: n
measurements:
  - {indicator: "03.01a", date: 2022-04, count: 25, of: 27, source: s1}
programs:
  - code: gia-lam-03
    implements: "03"
    title: Own
    indicators:
      - {code: gia-lam-03.01, name: X, unit: district}
"""
