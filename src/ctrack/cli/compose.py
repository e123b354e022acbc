"""From arguments to views: what is asked for is looked up, judged, and handed to the renderers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ctrack.assess.assess import assess, assess_targets, listed_targets
from ctrack.assess.districts import (
    DistrictRow,
    DistrictSummary,
    DistrictView,
    assess_district,
    assess_districts,
    ranked,
)
from ctrack.assess.programmes import ProgrammeResult, assess_programme
from ctrack.assess.results import Result, Status
from ctrack.assess.rows import has_city_row
from ctrack.assess.tasks import assess_tasks
from ctrack.cli.asked import check_horizon
from ctrack.cli.session import Session, View
from ctrack.dataset import CITY
from ctrack.lookup import find_district, find_indicator, find_owner, find_programme
from ctrack.render import json as to
from ctrack.render.districts import district_page, districts_page
from ctrack.render.figures import IndicatorView
from ctrack.render.flat import PROGRAMME_HEADER, ROW_HEADER, flat_district_row, flat_programme
from ctrack.render.indicators import indicator_page
from ctrack.render.overview import overview_page
from ctrack.render.programmes import SORT_KEYS, programmes_page
from ctrack.render.ranking import RankView, in_order, rank_page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctrack.render.json import Json


def status_view(
    session: Session,
    *,
    programmes: Sequence[str],
    statuses: frozenset[Status],
    owners: Sequence[str],
    horizon: str,
    sort: str | None,
) -> View:
    """Make `status`: without a programme or a filter a row a programme, else a row an indicator."""
    dataset, day = session.dataset, session.day
    horizon = check_horizon(horizon)
    owner_ids = frozenset(find_owner(dataset, name) for name in owners)
    codes = list(dict.fromkeys(find_programme(session.dataset, code) for code in programmes))
    city = [code for code, entry in dataset.programmes.items() if entry.scope in {CITY, *owner_ids}]
    results = [assess_programme(dataset, code, day, horizon) for code in codes or city]

    def keep(result: Result) -> bool:
        is_owned = not owner_ids or dataset.owner(result.entry) in owner_ids
        return is_owned and (not statuses or result.status in statuses)

    key = SORT_KEYS[sort] if sort else None
    is_filtered = bool(statuses or owner_ids)
    is_by_indicator = bool(codes or is_filtered or sort)
    if is_by_indicator:
        page = partial(programmes_page, dataset, results, day, keep=keep, sort=key, is_filtered=is_filtered)
    else:
        page = partial(overview_page, dataset, results, day)
    kept = [(result, _chosen(result, keep, key)) for result in results]
    return View(
        page=lambda width, glyphs: page(width=width, glyphs=glyphs),
        data=lambda: {
            "programs": [to.programme_json(dataset, result, rows, session.locate) for result, rows in kept],
            "unread": list(dataset.unread.programmes),
        },
        rows=lambda: (
            (ROW_HEADER, [session.flat(row) for _, rows in kept for row in rows])
            if is_by_indicator
            else (PROGRAMME_HEADER, [flat_programme(session.dataset, session.locate, result) for result in results])
        ),
    )


def _chosen(
    result: ProgrammeResult, keep: Callable[[Result], bool], key: Callable[[Result], tuple[object, ...]] | None
) -> list[Result]:
    rows = [row for row in result.rows if keep(row)]
    return sorted(rows, key=key) if key else rows


def district_view(session: Session, name: str, horizon: str) -> View:
    """Make `district NAME`."""
    dataset = session.dataset
    view = assess_district(dataset, find_district(dataset, name), session.day, check_horizon(horizon))
    return View(
        page=lambda width, glyphs: district_page(dataset, view, width, glyphs),
        data=lambda: _district_data(session, view),
        rows=lambda: (
            [*ROW_HEADER, "rank", "reported", "city_value", "city_date"],
            [
                *(flat_district_row(session.dataset, session.locate, row) for row in view.rows),
                *(session.flat(row) for programme in view.programmes for row in programme.rows),
            ],
        ),
    )


def _district_data(session: Session, view: DistrictView) -> dict[str, Json]:
    dataset = session.dataset
    district = dataset.districts[view.ident]
    described: dict[str, Json] = {
        "id": view.ident,
        "name": district.name,
        "name_en": district.name_en,
        "kind": str(district.kind),
        "until": district.until.last.isoformat() if district.until else None,
    }
    return {
        "district": described,
        "indicators": [_district_row_json(session, row) for row in view.rows],
        "programs": [to.programme_json(dataset, result, result.rows, session.locate) for result in view.programmes],
        "tasks": [to.task_json(task) for task in view.tasks],
    }


def _district_row_json(session: Session, row: DistrictRow) -> dict[str, Json]:
    city = row.city.value if row.city else None
    return to.row_json(session.dataset, row.result, session.locate) | {
        "rank": row.rank,
        "ranked": row.reported,
        "city_value": city.amount if city else None,
        "city_date": city.period_text if city else None,
    }


def all_districts_view(session: Session, horizon: str) -> View:
    """Make `district` without a name."""
    dataset, horizon = session.dataset, check_horizon(horizon)
    summaries = assess_districts(dataset, session.day, horizon)
    rows = [_summary_json(session, summary) for summary in summaries]
    return View(
        page=lambda _, glyphs: districts_page(dataset, summaries, session.day, glyphs),
        data=lambda: {"districts": [dict(row) for row in rows]},
        rows=lambda: (list(SUMMARY_HEADER), rows),
    )


SUMMARY_HEADER = ("id", "name", "name_en", "kind", "until", "indicators", "reported", "attained", "behind")


def _summary_json(session: Session, summary: DistrictSummary) -> dict[str, Json]:
    district = session.dataset.districts[summary.ident]
    return {
        "id": summary.ident,
        "name": district.name,
        "name_en": district.name_en,
        "kind": str(district.kind),
        "until": district.until.last.isoformat() if district.until else None,
        "indicators": len(summary.results),
        "reported": summary.reported,
        "attained": summary.attained,
        "behind": summary.behind,
    }


def indicator_view(session: Session, code: str, horizon: str) -> View:
    """Make `show CODE`."""
    dataset, day = session.dataset, session.day
    horizon, entry = check_horizon(horizon), find_indicator(dataset, code)
    scope = entry.programme.scope
    districts = ranked(dataset, entry, session.day, horizon)
    view = IndicatorView(
        entry=entry,
        day=day,
        result=assess(dataset, entry, scope, day, horizon) if has_city_row(dataset, entry) else None,
        targets=assess_targets(dataset, entry, scope, day),
        unscored=listed_targets(dataset, entry, scope, day),
        districts=districts,
        children=tuple(other for other in dataset.indicators.values() if other.indicator.parent == code),
        sharing=tuple(other for other in dataset.indicators.values() if other.indicator.same_as == code),
        tasks=tuple(task for task in assess_tasks(dataset, day) if code in task.task.serves),
    )
    rows = ([view.result] if view.result else []) + [row.result for row in districts]
    return View(
        page=lambda width, glyphs: indicator_page(dataset, view, width, glyphs),
        data=lambda: to.indicator_json(dataset, view, session.locate),
        rows=lambda: (list(ROW_HEADER), [session.flat(row) for row in rows]),
    )


def rank_view(session: Session, code: str, horizon: str) -> View:
    """Make `rank CODE`."""
    dataset = session.dataset
    horizon, entry = check_horizon(horizon), find_indicator(dataset, code)
    view = RankView(entry=entry, day=session.day, rows=ranked(dataset, entry, session.day, horizon))
    rows = in_order(view.rows)
    return View(
        page=lambda width, glyphs: rank_page(dataset, view, width, glyphs),
        data=lambda: {
            "program": entry.programme.code,
            "code": entry.code,
            "indicators": [_ranked_json(session, row) for row in rows],
        },
        rows=lambda: (
            [*ROW_HEADER, "rank", "ranked"],
            [{**session.flat(row.result), "rank": row.rank, "ranked": row.reported} for row in rows],
        ),
    )


def _ranked_json(session: Session, row: DistrictRow) -> dict[str, Json]:
    return to.row_json(session.dataset, row.result, session.locate) | {"rank": row.rank, "ranked": row.reported}
