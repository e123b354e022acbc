"""`owner`: who answers for what, one agency whole or all of them a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.standing import only_of_districts, own_rows
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.authority import reports_table
from ctrack.render.notes import Notes
from ctrack.render.page import Block, Cell, Column, Heading, Listing, Page, Paragraph, Table, Tone, cell
from ctrack.render.programmes import district_line
from ctrack.render.rows import WIDE, RowWriter
from ctrack.render.tasks import owner_text, tasks_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.assess.owners import OwnerResult
    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs


def owner_page(dataset: Dataset, result: OwnerResult, day: date, width: int | None, glyphs: Glyphs) -> Page:
    """Show what one agency answers for: its indicators, its tasks, what was reported of its part."""
    writer = RowWriter(dataset, glyphs, Notes(dataset), wide=width is None or width >= WIDE)
    blocks: list[Block] = [
        Heading(_name(dataset, result.ident)),
        Paragraph(_("As known on {day}.").format(day=text.date_text(day)), Tone.MUTED),
    ]
    if result.reports:
        blocks.append(reports_table(result.reports, writer.notes))
    lines = tuple(map(writer.row, own_rows(result.standings)))
    if lines:
        blocks.append(Table(columns=writer.columns(_("Indicator")), rows=lines).without_empty_columns())
    by_district = only_of_districts(result.standings)
    if by_district:
        blocks.append(Listing(tuple((one.entry.code, district_line(one.rows)) for one in by_district)))
    if result.tasks:
        blocks += [Heading(_("Tasks"), 2), tasks_table(writer.notes, result.tasks, day, wide=writer.wide)]
    if not result.standings and not result.tasks:
        blocks.append(Paragraph(_("It is named as the owner of no indicator and of no task.")))
    return Page((*blocks, writer.notes.legend(glyphs), writer.notes.bibliography()))


def owners_page(dataset: Dataset, results: Sequence[OwnerResult], day: date, glyphs: Glyphs) -> Page:
    """Show all agencies and districts that answer for anything, a row each."""
    columns = (
        Column(_("Owner"), wrap=True),
        Column(_("Indicators"), "right"),
        Column(_("With data"), "right"),
        Column(_("Attained"), "right"),
        Column(_("Behind"), "right"),
        Column(_("Tasks"), "right"),
        Column(_("Overdue"), "right"),
    )
    explained = _("As known on {day}. Behind: at risk, off track, overdue or missed.").format(day=text.date_text(day))
    rows = tuple(_row(dataset, result, glyphs) for result in results)
    return Page((Heading(_("Owners")), Paragraph(explained, Tone.MUTED), Table(columns=columns, rows=rows)))


def _name(dataset: Dataset, ident: str | None) -> str:
    """Name an owner, or say that none is named."""
    return owner_text(dataset, ident) or _("no owner is named")


def _row(dataset: Dataset, result: OwnerResult, glyphs: Glyphs) -> tuple[Cell, ...]:
    missing = cell(glyphs.missing, Tone.MUTED)
    counted = bool(result.with_data)
    return (
        cell(_name(dataset, result.ident), Tone.PLAIN if result.ident else Tone.MUTED),
        cell(str(len(result.standings))) if result.standings else missing,
        cell(str(result.with_data)) if result.standings else missing,
        cell(str(result.attained)) if counted else missing,
        cell(str(result.behind), Tone.BAD if result.behind else Tone.PLAIN) if result.standings else missing,
        cell(str(len(result.tasks))) if result.tasks else missing,
        cell(str(result.overdue), Tone.BAD if result.overdue else Tone.PLAIN) if result.tasks else missing,
    )
