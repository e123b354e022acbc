"""Makes trackers of any size: many programmes and districts, clean or with one bad row in a hundred."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAMMES = 10
SOURCES = [f"nguon-{number}" for number in range(10, 60)]
PERIODS = [f"{year}-{month:02}" for year in range(2021, 2026) for month in range(1, 13)]
FIXED = {
    "tracker.yaml": "title: Bộ theo dõi\nperiod: 2021..2025\n",
    "units.yaml": "percent: {name: '%', min: 0, max: 100}\n",
    "sources.yaml": "".join(f"{source}: {{title: Báo cáo {source}}}\n" for source in SOURCES),
    "agencies.yaml": "so-xay-dung: {name: Sở Xây dựng}\n",
}
HEAD = "name: Huyện {name}\nkind: rural\nmeasurements:\n"


class Row(NamedTuple):
    """A measurement as its district writes it."""

    district: str
    indicator: str
    date: str
    value: str
    source: str

    def __str__(self) -> str:
        return f'  - {{indicator: "{self.indicator}", date: {self.date}, value: {self.value}, source: {self.source}}}\n'


class Spot(NamedTuple):
    """Where a finding is expected, and of which rule."""

    file: str
    line: int
    rule: str


@dataclass(frozen=True)
class Tracker:
    """A tracker on disk."""

    folder: Path
    measurements: int
    bad: frozenset[Spot] = frozenset()

    @property
    def files(self) -> list[str]:
        """Name its files, with their folder."""
        return sorted(map(str, self.folder.rglob("*.yaml")))

    @property
    def size(self) -> int:
        """Count the bytes of its files."""
        return sum(path.stat().st_size for path in self.folder.rglob("*.yaml"))

    def edit(self, number: int) -> None:
        """Change the first figure of the first district to one that was never there before."""
        path = min((self.folder / "districts").iterdir())
        path.write_bytes(re.sub(rb"value: [\d.]+", b"value: 60.%d" % (number + 1), path.read_bytes(), count=1))


def _misspelt(row: Row) -> Row:
    return row._replace(source=row.source.replace("nguon", "nguom"))


def _with_comma(row: Row) -> Row:
    return row._replace(value=row.value.replace(".", ","))


def _impossible(row: Row) -> Row:
    return row._replace(date=f"{row.date[:4]}-13")


SPOILERS: list[tuple[str, Callable[[Row], Row]]] = [
    ("CT201", _misspelt),
    ("CT102", _with_comma),
    ("CT105", _impossible),
]
EVERY = 100
"""One row of so many is bad, where some are."""


def make_tracker(folder: Path, measurements: int, *, is_bad: bool = False) -> Tracker:
    """Write a tracker of so many measurements."""
    (folder / "programs").mkdir(parents=True)
    (folder / "districts").mkdir()
    texts = FIXED | {f"programs/{code}.yaml": _programme(code, own) for code, own in _programmes(measurements).items()}
    for name, text in texts.items():
        (folder / name).write_text(text)
    bad: list[Spot] = []
    for before, district, rows in _districts(measurements):
        name = f"districts/{district}.yaml"
        written = _spoilt(rows, before, name, bad) if is_bad else rows
        (folder / name).write_text(HEAD.format(name=district) + "".join(map(str, written)))
    return Tracker(folder, measurements, frozenset(bad))


def rows_of(measurements: int) -> Iterator[Row]:
    """Give the rows of a clean tracker."""
    for _, _, rows in _districts(measurements):
        yield from rows


def _spoilt(rows: list[Row], before: int, file: str, bad: list[Spot]) -> Iterator[Row]:
    """Spoil one row in so many, in each way by turns, and note where."""
    for index, row in enumerate(rows):
        if (before + index) % EVERY == EVERY // 2:
            rule, spoil = SPOILERS[len(bad) % len(SPOILERS)]
            bad.append(Spot(file, HEAD.count("\n") + 1 + index, rule))
            yield spoil(row)
        else:
            yield row


def _districts(measurements: int) -> Iterator[tuple[int, str, list[Row]]]:
    """Share the measurements equally: how many stand in districts before, the district, its rows."""
    districts, codes, before = _how_many_districts(measurements), _codes(measurements), 0
    months = PERIODS[: -(-_most(measurements) // len(codes))]
    for number in range(districts):
        share = measurements // districts + (number < measurements % districts)
        rows = [_row(number, code, month) for code, month in islice(product(codes, months), share)]
        yield before, f"huyen-{number + 1}", rows
        before += share


def _row(number: int, code: str, month: str) -> Row:
    """Write a figure between 50 and 100, of two decimals: most of five thousand numbers occur."""
    shift = number * 7 + int(month[-2:]) + int(code[-2:])
    spread = number * 7919 + int(code.replace(".", "")) * 6997 + int(month.replace("-", "")) * 1009
    value = f"{50 + spread % 5000 / 100:.2f}"
    return Row(f"huyen-{number + 1}", code, month, value, SOURCES[shift % len(SOURCES)])


def _how_many_districts(measurements: int) -> int:
    return max(10, min(90, measurements // 300))


def _most(measurements: int) -> int:
    """Tell how many measurements the largest district has."""
    return -(-measurements // _how_many_districts(measurements))


def _codes(measurements: int) -> list[str]:
    """Name the indicators: as many as it takes when each is measured for sixty months, ten at least."""
    count = max(PROGRAMMES, -(-_most(measurements) // len(PERIODS)))
    return [f"{index % PROGRAMMES + 1:02}.{index // PROGRAMMES + 1:02}" for index in range(count)]


def _programmes(measurements: int) -> dict[str, list[str]]:
    """Sort the indicators by programme."""
    codes = _codes(measurements)
    return {code[:2]: [each for each in codes if each[:2] == code[:2]] for code in codes}


def _programme(code: str, indicators: list[str]) -> str:
    """Write a programme whose indicators are measured in the districts."""
    head = f'code: "{code}"\ntitle: Chương trình {code}\nlead: so-xay-dung\nsource: nguon-10\nindicators:\n'
    return head + "".join(
        f'  - code: "{indicator}"\n    name: Tỷ lệ hộ dùng nước sạch, chỉ tiêu {indicator}\n    unit: percent\n'
        f"    targets:\n      - {{by: 2025, min: 90, districts: all}}\n"
        for indicator in indicators
    )
