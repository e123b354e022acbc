"""Laws that hold for every tracker."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ctrack.assess.assess import assess
from ctrack.assess.programmes import assess_programme
from ctrack.assess.results import Status
from ctrack.dataset import CITY
from tests.support import loaded, programme

if TYPE_CHECKING:
    from ctrack.assess.results import Result

YEARS = st.integers(2016, 2024)
AMOUNTS = st.integers(-50, 200)
STATUSES = st.sampled_from(["final", "provisional", "estimated", "doubtful", "forecast"])
DAYS = st.dates(date(2016, 1, 1), date(2027, 12, 31))
DIRECTIONS = st.sampled_from(["increase", "decrease", "range"])
AGGREGATIONS = st.sampled_from(["last", "sum", "average"])


@st.composite
def measurements(draw: st.DrawFn) -> str:
    """One measurement as a line of a file."""
    year = draw(YEARS)
    period = draw(st.sampled_from([f"{year}", f"{year}-H1", f"{year}-Q3", f"{year}-{draw(st.integers(1, 12)):02}"]))
    published = date(year, 12, 31) + timedelta(days=draw(st.integers(0, 700)))
    extra = draw(st.sampled_from(["", ", break: true", ", bound: about"]))
    return f"  - {{date: {period}, value: {draw(AMOUNTS)}, status: {draw(STATUSES)}, published: {published}{extra}}}"


@st.composite
def indicators(draw: st.DrawFn) -> tuple[str, list[str]]:
    """An indicator without its measurements, and those."""
    direction = draw(DIRECTIONS)
    low, high = sorted((draw(AMOUNTS), draw(AMOUNTS)))
    bounds = {"increase": f"min: {low}", "decrease": f"max: {high}", "range": f"min: {low}, max: {high}"}[direction]
    targets = [f"{{by: {year}, {bounds}}}" for year in draw(st.lists(st.integers(2018, 2025), max_size=3, unique=True))]
    baseline = draw(st.sampled_from(["", f"baseline: {{date: 2015, value: {draw(AMOUNTS)}}}\n"]))
    path = draw(st.sampled_from(["linear", "exponential"]))
    head = (
        f"unit: number\ndirection: {direction}\naggregation: {draw(AGGREGATIONS)}\npath: {path}\n{baseline}"
        f"targets: [{', '.join(targets)}]\n"
    )
    return head, draw(st.lists(measurements(), max_size=6, unique=True))


def judge(head: str, lines: list[str], day: date) -> Result:
    text = head + ("measurements:\n" + "\n".join(lines) + "\n" if lines else "")
    dataset = loaded({"programs/03.yaml": programme(text, "period: 2016..2025\n")}).dataset
    return assess(dataset, dataset.indicators["03.01"], CITY, day)


def essence(result: Result) -> tuple[object, ...]:
    """What a result says, without where its facts stand."""
    value = result.value
    amount = (value.amount, value.first, value.last, value.status, value.bound) if value else None
    return (
        amount,
        result.attainment,
        result.progress,
        result.pace.percent,
        result.pace.projected,
        result.status,
        result.flags,
        result.reached_on,
    )


def known_by(line: str) -> date:
    return date.fromisoformat(line.partition("published: ")[2][:10])


@given(indicators(), DAYS)
def test_every_row_has_exactly_one_status_and_nothing_is_without_a_reason(
    indicator: tuple[str, list[str]], day: date
) -> None:
    result = judge(*indicator, day)

    assert result.status in set(Status)
    for computed in (result.attainment, result.progress, result.pace.percent):
        assert isinstance(computed, Fraction) or computed.reason
    assert (result.pace.basis is None) == (not isinstance(result.pace.percent, Fraction))


@given(indicators(), DAYS, st.randoms())
def test_the_order_in_the_file_does_not_matter(indicator: tuple[str, list[str]], day: date, random: object) -> None:
    head, lines = indicator
    lines = list({line.partition(", value")[0] + line.partition("published")[2][:12]: line for line in lines}.values())
    shuffled = list(lines)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert essence(judge(head, lines, day)) == essence(judge(head, shuffled, day))


@given(indicators(), DAYS)
def test_a_day_never_sees_what_became_known_later(indicator: tuple[str, list[str]], day: date) -> None:
    head, lines = indicator

    assert essence(judge(head, lines, day)) == essence(
        judge(head, [line for line in lines if known_by(line) <= day], day)
    )


@given(indicators(), measurements(), DAYS)
def test_a_revision_changes_nothing_before_it_is_known(
    indicator: tuple[str, list[str]], revision: str, day: date
) -> None:
    head, lines = indicator

    before = min(day, known_by(revision) - timedelta(days=1))

    assert essence(judge(head, lines, before)) == essence(judge(head, [*lines, revision], before))


RANK = {Status.OFF_TRACK: 0, Status.AT_RISK: 1, Status.ON_TRACK: 2, Status.ATTAINED: 3, Status.EXCEEDED: 4}


@given(
    st.integers(1, 100),
    st.integers(101, 200),
    st.integers(1, 300),
    st.integers(1, 300),
    st.sampled_from(["linear", "exponential"]),
)
def test_more_is_never_worse_on_the_way_up(begin: int, floor: int, one: int, other: int, path: str) -> None:
    head = (
        f"unit: number\npath: {path}\nbaseline: {{date: 2015, value: {begin}}}\ntargets: [{{by: 2025, min: {floor}}}]\n"
    )
    less, more = (
        judge(head, [f"  - {{date: 2022, value: {value}}}"], date(2023, 1, 31)) for value in sorted((one, other))
    )

    for name in ("attainment", "progress"):
        assert getattr(less, name) <= getattr(more, name)
    assert less.pace.percent <= more.pace.percent  # type: ignore[operator]
    assert RANK[less.status] <= RANK[more.status]


@given(st.integers(101, 200), st.integers(1, 100), st.integers(1, 300), st.integers(1, 300))
def test_less_is_never_worse_on_the_way_down(begin: int, ceiling: int, one: int, other: int) -> None:
    head = f"unit: number\ndirection: decrease\nbaseline: {{date: 2015, value: {begin}}}\ntargets: [{{by: 2025, max: {ceiling}}}]\n"
    less, more = (
        judge(head, [f"  - {{date: 2022, value: {value}}}"], date(2023, 1, 31)) for value in sorted((one, other))
    )

    assert less.attainment >= more.attainment  # type: ignore[operator]
    assert less.pace.percent >= more.pace.percent  # type: ignore[operator]
    assert RANK[less.status] >= RANK[more.status]


@settings(max_examples=30)
@given(st.lists(indicators(), min_size=1, max_size=6), DAYS, st.data())
def test_the_counts_add_up_to_what_is_recorded(
    drawn: list[tuple[str, list[str]]], day: date, data: st.DataObject
) -> None:
    text = 'code: "03"\ntitle: A programme\nindicators:\n'
    for number, (head, lines) in enumerate(drawn):
        body = (
            head
            + f"official: {data.draw(st.sampled_from(['true', 'false']))}\n"
            + ("measurements:\n" + "\n".join(lines) if lines else "")
        )
        text += f'  - code: "03.{number:02}"\n    name: N\n' + "".join(f"    {line}\n" for line in body.splitlines())
    dataset = loaded({"programs/03.yaml": text}).dataset

    result = assess_programme(dataset, "03", day)

    assert sum(result.counts.values()) == result.recorded == text.count("official: true")
    assert set(result.counts) == set(Status)
