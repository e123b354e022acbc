"""A report on one district: its values of the city's indicators, its own programmes, its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.page import Tone
from ctrack.report.behind import ORDER, behind_table
from ctrack.report.fields import NOTHING, text_field
from ctrack.report.model import Column, Field, Kind, Paragraph, Section, Table
from ctrack.report.programme import tasks_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.assess.districts import DistrictRow, DistrictView
    from ctrack.report.fields import Fields
    from ctrack.report.model import Block


def district_sections(fields: Fields, view: DistrictView) -> Iterator[Section]:
    """Tell how a district stands, what of it is behind, and its tasks."""
    rows = [row for row in view.rows if row.result.value or row.result.goal or row.result.flags]
    yield Section(
        ident="summary", title=_("City indicators"), short=_("Summary"), blocks=tuple(_summary(fields, view, rows))
    )
    behind = sorted(
        (row.result for row in rows if row.result.status.is_behind), key=lambda row: ORDER.index(row.status)
    )
    if behind:
        table = behind_table(fields, behind, "behind-indicators")
        yield Section(ident="behind", title=_("What is behind, and by how much"), short=_("Behind"), blocks=(table,))
    if view.tasks:
        tasks = tasks_table(fields, view.tasks, view.day, "tasks-of-the-district")
        yield Section(ident="tasks", title=_("Tasks"), short=_("Tasks"), blocks=(tasks,))


def _summary(fields: Fields, view: DistrictView, rows: Sequence[DistrictRow]) -> Iterator[Block]:
    results = [row.result for row in rows]
    told = _("As known on {day}: {reported} of {count} reported, {attained} attained, {behind} behind.")
    counts = told.format(
        day=text.date_text(view.day),
        count=text.count_text(len(results)),
        reported=text.count_text(sum(one.value is not None for one in results)),
        attained=text.count_text(sum(one.status.is_attained for one in results)),
        behind=text.count_text(sum(one.status.is_behind for one in results)),
    )
    yield Paragraph(text=counts, tone=Tone.MUTED)
    until = fields.dataset.districts[view.ident].until
    if until:
        yield Paragraph(text=_("The unit existed until {day}.").format(day=text.date_text(until.last)))
    if rows:
        yield _table(fields, rows)
    else:
        yield Paragraph(text=_("No value and no target of a city indicator is recorded for it: no data."))


def _table(fields: Fields, rows: Sequence[DistrictRow]) -> Table:
    columns = (
        Column(heading=_("Indicator"), is_wide=True),
        Column(heading=_("Latest value"), kind=Kind.NUMBER),
        Column(heading=_("Target"), kind=Kind.NUMBER),
        Column(heading=_("Attained"), kind=Kind.PERCENT),
        Column(heading=_("Status"), kind=Kind.STATUS),
        Column(heading=_("Rank"), kind=Kind.NUMBER),
        Column(heading=_("City"), kind=Kind.NUMBER),
    )
    lines = tuple(
        (
            fields.name(row.result),
            fields.value(row.result),
            fields.target(row.result),
            fields.attained(row.result),
            fields.status(row.result),
            _rank(row),
            fields.value(row.city) if row.city and row.city.value else NOTHING,
        )
        for row in rows
    )
    table = Table(ident="district-indicators", caption=_("City indicators"), columns=columns, rows=lines)
    return table.without_empty_columns()


def _rank(row: DistrictRow) -> Field:
    if not row.rank:
        return text_field("")
    told = _("{rank} of {reported}").format(rank=row.rank, reported=row.reported)
    return Field(text=told, value=row.rank)
