"""Every text that a reader sees goes through the catalogues."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from ctrack import i18n
from ctrack.cli.common import Format
from ctrack.cli.compose import (
    all_districts_view,
    district_view,
    indicator_view,
    rank_view,
    status_view,
)
from ctrack.cli.explaining import explain_view
from ctrack.cli.follow_up import all_owners_view, due_view, owner_view, tasks_view
from ctrack.cli.session import Session
from ctrack.render.markdown import to_markdown
from ctrack.render.text import UNICODE
from tests.support import sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from ctrack.cli.session import View

LEFT_AS_TYPED = {"br", "ctrack", "show", "explain", "district", "programs", "districts", "yaml", "text", "lo", "hi"}
"""Commands, file names and the letters of formulas are the same in every language."""

FILES = {
    "units.yaml": 'u1: {name: "11"}\n',
    "sources.yaml": 'a1: {title: "22", published: 2023-01}\n',
    "agencies.yaml": 'a2: {name: "33"}\n',
    "tracker.yaml": 'title: "44"\nperiod: 2021..2025\n',
    "programs/03.yaml": """\
code: "03"
title: "55"
lead: a2
declared: {indicators: 9}
assessments: [{date: 2023, of: 9, attained: 1, exceeded: 1, expected: 2, on_schedule: 3, difficult: 4, source: a1}]
indicators:
  - code: "03.01"
    name: "66"
    unit: u1
    rollup: {from: "03.02", by: count_attained}
    baseline: {date: 2020, value: 0, source: a1}
    targets: [{value: 5, source: a1}, {by: 2023, value: 3}, {value: 4, status: draft}, {by: 2024, value: 1, withdrawn: 2022}]
    measurements: [{date: 2022, value: 1, status: estimated, source: a1}, {date: 2021, value: 1, bound: about, source: a1}]
    comparisons: [{with: "77", date: 2022, value: 3}]
  - {code: "03.02", name: "88", unit: u1, parent: "03.01", targets: [{value: 5, districts: all}]}
tasks:
  - {code: 03.T01, name: "99", serves: ["03.01"], due: 2022, updates: [{date: 2022, status: in_progress}]}
  - {code: 03.T02, name: "99", owner: d1}
""",
    "districts/d1.yaml": 'name: "10"\nkind: rural\nuntil: 2025-06-30\nmeasurements: [{indicator: "03.02", date: 2022, value: 4}]\n',
    "districts/d2.yaml": 'name: "20"\nkind: urban\n',
}


class Bracketing:
    """A catalogue that puts every translation in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        return f"⟦{singular if number == 1 else plural}⟧"


@pytest.fixture
def _bracketed() -> Iterator[None]:
    i18n._Active.catalogue = Bracketing()  # type: ignore[assignment]  # noqa: SLF001
    yield
    i18n.activate("en")


VIEWS: dict[str, Callable[[Session], View]] = {
    "overview": lambda session: status_view(
        session, programmes=[], statuses=frozenset(), owners=[], horizon="term", sort=None
    ),
    "programme": lambda session: status_view(
        session, programmes=["03"], statuses=frozenset(), owners=[], horizon="term", sort=None
    ),
    "district": lambda session: district_view(session, "10", "term"),
    "districts": lambda session: all_districts_view(session, "term"),
    "indicator": lambda session: indicator_view(session, "03.01", "term"),
    "district indicator": lambda session: indicator_view(session, "03.02", "term"),
    "ranks": lambda session: rank_view(session, "03.02", "term"),
    "nobody to rank": lambda session: rank_view(session, "03.01", "term"),
    "tasks": lambda session: tasks_view(session, programmes=[], owners=[], overdue_only=False),
    "owners": all_owners_view,
    "owner": lambda session: owner_view(session, "33"),
    "owner of nothing": lambda session: owner_view(session, "20"),
    "due": lambda session: due_view(session, within=timedelta(days=900), owners=[]),
    "nothing due": lambda session: due_view(session, within=timedelta(days=1), owners=["20"]),
    "explain": lambda session: explain_view(session, "03.02", "10", "term"),
    "explain a roll-up": lambda session: explain_view(session, "03.01", None, "term"),
    "no tasks": lambda session: tasks_view(session, programmes=[], owners=["20"], overdue_only=True),
}


@pytest.mark.usefixtures("_bracketed")
@pytest.mark.parametrize("width", [80, None])
@pytest.mark.parametrize("name", VIEWS)
def test_no_word_of_a_view_bypasses_the_catalogues(name: str, width: int | None, tmp_path: Path) -> None:
    session = Session(
        loaded=sound(FILES), tracker=tmp_path, day=date(2024, 6, 30), format=Format.TABLE, has_color=False
    )

    shown = to_markdown(VIEWS[name](session).page(width, UNICODE))

    outside = shown
    while "⟦" in outside:
        outside = re.sub(r"⟦[^⟦⟧]*⟧", "", outside)
    words = set(re.findall(r"[A-Za-z]{2,}", outside)) - LEFT_AS_TYPED
    assert words == set()
