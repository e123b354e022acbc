"""`explain`: one row, how it came about, and who entered what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.explanation import explain
from ctrack.assess.rows import district_scopes, has_city_row
from ctrack.cli.asked import check_horizon
from ctrack.cli.session import Session, View
from ctrack.dataset import CITY
from ctrack.errors import UsageError
from ctrack.i18n import N_, Message
from ctrack.lookup import find_district, find_indicator
from ctrack.render.explanation import explanation_page
from ctrack.render.explanation_json import FACT_HEADER, explanation_json, fact_rows
from ctrack.render.origins import ExplanationView
from ctrack.store.provenance import provenance

if TYPE_CHECKING:
    from ctrack.dataset import IndicatorEntry


def explain_view(session: Session, code: str, district: str | None, horizon: str) -> View:
    """Make `explain CODE`."""
    dataset, entry = session.dataset, find_indicator(session.dataset, code)
    horizon, scope = check_horizon(horizon), _scope(session, entry, district)
    explanation = explain(dataset, entry, scope, session.day, horizon)
    known = provenance(session.tracker, session.loaded, [record.pointer for record in explanation.records])
    view = ExplanationView(explanation=explanation, place=session.locate, entered=known.entered, unknown=known.problem)
    return View(
        page=lambda _, glyphs: explanation_page(dataset, view, glyphs),
        data=lambda: explanation_json(dataset, view),
        rows=lambda: (FACT_HEADER, fact_rows(dataset, view)),
    )


def _scope(session: Session, entry: IndicatorEntry, district: str | None) -> str:
    """Give the scope that is asked for; raises UsageError where the indicator has no such row."""
    dataset, home = session.dataset, entry.programme.scope
    scopes = [scope for scope in district_scopes(dataset, entry) if scope != home]
    names = ", ".join(dataset.districts[scope].name for scope in scopes)
    hint = Message(N_("name one with --district: {names}"), {"names": names}) if names else None
    if district is None:
        if has_city_row(dataset, entry) or not scopes:
            return home
        message = N_("{code} has no figure and no target for the whole city, only for districts")
        raise UsageError(Message(message, {"code": entry.code}), hint)
    scope = find_district(dataset, district)
    if scope in {home, *scopes}:
        return scope
    message = N_("{code} has no figure and no target of {district}")
    arguments = {"code": entry.code, "district": dataset.districts[scope].name}
    raise UsageError(Message(message, arguments), hint if home == CITY else None)
