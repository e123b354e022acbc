"""`district`: one district whole, or all of them a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.notes import Notes
from ctrack.render.page import (
    Block,
    Cell,
    Column,
    Heading,
    Page,
    Paragraph,
    Table,
    Tone,
    beside,
    cell,
    stacked,
    text_of,
)
from ctrack.render.programmes import programme_header
from ctrack.render.rows import WIDE, RowWriter, depths
from ctrack.render.tasks import tasks_table
from ctrack.render.words import DISTRICT_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.districts import DistrictRow, DistrictSummary, DistrictView
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs


MAX_CITY = 16
"""The city's value, period and source are broken in two lines if they are longer, where fields are stacked."""


def district_page(dataset: Dataset, view: DistrictView, width: int | None, glyphs: Glyphs) -> Page:
    """Show a district: its values of the city's indicators, then its own programmes and tasks."""
    notes = Notes(dataset)
    writer = RowWriter(dataset, glyphs, notes, wide=width is None or width >= WIDE)
    blocks: list[Block] = [Heading(_title(dataset, view.ident)), Paragraph(_subtitle(dataset, view), Tone.MUTED)]
    blocks.append(Heading(_("City indicators"), 2))
    rows = [row for row in view.rows if _is_known(row.result)]
    if rows:
        blocks.append(_district_table(rows, writer))
    else:
        blocks.append(Paragraph(_("No value and no target of a city indicator is recorded for it: no data.")))
    for programme in view.programmes:
        blocks += _own_programme(programme, view.day, writer)
    if view.tasks:
        blocks += [Heading(_("Tasks"), 2), tasks_table(notes, view.tasks, view.day, wide=writer.wide)]
    return Page((*blocks, notes.legend(glyphs), notes.bibliography()))


def _title(dataset: Dataset, ident: str) -> str:
    district = dataset.districts[ident]
    return f"{text.visible(district.name)} ({_(DISTRICT_KINDS[district.kind])})"


def _subtitle(dataset: Dataset, view: DistrictView) -> str:
    known = _("As known on {day}.").format(day=text.date_text(view.day))
    until = dataset.districts[view.ident].until
    if until is None:
        return known
    existed = _("The unit existed until {day}.").format(day=text.date_text(until.last))
    return f"{known} {existed}"


def _is_known(result: Result) -> bool:
    """Tell whether there was a value, or something to reach, on the day: not where all of it came later."""
    return bool(result.value or result.goal or result.flags)


def _district_table(known: Sequence[DistrictRow], writer: RowWriter) -> Table:
    columns = writer.columns(_("Indicator"))
    if writer.wide:
        columns = (*columns, Column(_("Rank"), "right"), Column(_("City"), "right"))
    rows = tuple(_district_fields(row, writer) for row in known)
    return Table(columns=columns, rows=rows).without_empty_columns()


def _district_fields(row: DistrictRow, writer: RowWriter) -> tuple[Cell, ...]:
    """Add rank and the city's value to a row: in columns of their own, or under status and value."""
    fields = writer.row(row.result)
    if writer.wide:
        return (*fields, _rank_cell(row) or writer.missing(), _city_cell(row, writer) or writer.missing())
    name, value, target, attained, status = fields
    rank, city = _rank_cell(row), _city_cell(row, writer)
    return (
        name,
        stacked(value, (*cell(_("city: "), Tone.MUTED), *city) if city else ()),
        target,
        attained,
        stacked(status, (*cell(_("rank "), Tone.MUTED), *rank) if rank else ()),
    )


def _rank_cell(row: DistrictRow) -> Cell:
    return cell(_("{rank} of {reported}").format(rank=row.rank, reported=row.reported)) if row.rank else ()


def _city_cell(row: DistrictRow, writer: RowWriter) -> Cell:
    """Write the city's value beside the district's, where the indicator has one."""
    if row.city is None or row.city.value is None:
        return ()
    place = beside(writer.period(row.city), cell(writer.source(row.city), Tone.MUTED))
    whole = beside(writer.value(row.city), place)
    return whole if writer.wide or len(text_of(whole)) <= MAX_CITY else stacked(writer.value(row.city), place)


def _own_programme(programme: ProgrammeResult, day: date, writer: RowWriter) -> list[Block]:
    blocks = programme_header(programme, day, writer.notes)
    if programme.rows:
        indents = depths(row.entry for row in programme.rows)
        rows = tuple(writer.row(row, indents[row.code]) for row in programme.rows)
        blocks.append(Table(columns=writer.columns(_("Indicator")), rows=rows).without_empty_columns())
    return blocks


def districts_page(dataset: Dataset, summaries: Sequence[DistrictSummary], day: date, glyphs: Glyphs) -> Page:
    """Show all districts, a row each."""
    columns = (
        Column(_("District"), wrap=True),
        Column(_("Kind")),
        Column(_("Indicators"), "right"),
        Column(_("Reported"), "right"),
        Column(_("Attained"), "right"),
        Column(_("Behind"), "right"),
    )
    rows = tuple(_summary_row(dataset, summary, glyphs) for summary in summaries)
    return Page(
        (
            Heading(_("Districts")),
            Paragraph(
                _("As known on {day}. Behind: at risk, off track, overdue or missed.").format(day=text.date_text(day)),
                Tone.MUTED,
            ),
            Table(columns=columns, rows=rows),
        )
    )


def _summary_row(dataset: Dataset, summary: DistrictSummary, glyphs: Glyphs) -> tuple[Cell, ...]:
    district = dataset.districts[summary.ident]
    missing = cell(glyphs.missing, Tone.MUTED)
    has_data = summary.reported > 0
    return (
        cell(text.visible(district.name)),
        cell(_(DISTRICT_KINDS[district.kind])),
        cell(str(len(summary.results))) if summary.results else missing,
        cell(str(summary.reported)) if has_data else cell(_("no data"), Tone.MUTED),
        cell(str(summary.attained)) if has_data else missing,
        cell(str(summary.behind), Tone.BAD if summary.behind else Tone.PLAIN) if has_data else missing,
    )
