"""A report's sections on what is behind and by how much, and on what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.results import Status
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.page import Tone
from ctrack.report.model import Column, Kind, Paragraph, Section, Table, Terms
from ctrack.report.programme import tasks_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.assess.due import Due, DueList, DueTarget
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.assess.results import Result
    from ctrack.report.fields import Fields
    from ctrack.report.model import Block, Field

ORDER = (Status.MISSED, Status.OVERDUE, Status.OFF_TRACK, Status.AT_RISK)


def behind_section(fields: Fields, results: Sequence[ProgrammeResult]) -> Section:
    """List the indicators that are behind, the worst first; of districts only how many."""
    rows = [row for result in results for row in result.rows if row.status.is_behind]
    return Section(
        ident="behind",
        title=_("What is behind, and by how much"),
        short=_("Behind"),
        blocks=tuple(_behind(fields, rows, results)),
    )


def _behind(fields: Fields, rows: Sequence[Result], results: Sequence[ProgrammeResult]) -> Iterator[Block]:
    if rows:
        yield behind_table(fields, sorted(rows, key=lambda row: ORDER.index(row.status)), "behind-indicators")
    lines = [
        (one.entry.code, _district_text(one.rows))
        for result in results
        for one in result.by_district
        if any(row.status.is_behind for row in one.rows)
    ]
    if lines:
        yield Terms(items=tuple(lines))
    if not rows and not lines:
        yield Paragraph(text=_("Nothing that can be judged is behind."))


def _district_text(rows: Sequence[Result]) -> str:
    behind = sum(row.status.is_behind for row in rows)
    told = ngettext("{behind} of {count} district behind", "{behind} of {count} districts behind", len(rows))
    counts = told.format(behind=text.count_text(behind), count=text.count_text(len(rows)))
    return f"{text.name_text(rows[0].entry.indicator)}: {counts}"


def behind_table(fields: Fields, rows: Sequence[Result], ident: str) -> Table:
    """Give rows that are behind: how far from the target, and from where they should be by then."""
    columns = (
        Column(heading=_("Indicator"), is_wide=True),
        Column(heading=_("Owner")),
        Column(heading=_("Latest value"), kind=Kind.NUMBER),
        Column(heading=_("Target"), kind=Kind.NUMBER),
        Column(heading=_("Short of the target by"), kind=Kind.NUMBER),
        Column(heading=_("Short of the path by"), kind=Kind.NUMBER),
        Column(heading=_("Attained"), kind=Kind.PERCENT),
        Column(heading=_("Pace"), kind=Kind.PERCENT),
        Column(heading=_("Status"), kind=Kind.STATUS),
    )
    lines = tuple(_row(fields, row) for row in rows)
    return Table(ident=ident, caption=_("Behind"), columns=columns, rows=lines).without_empty_columns()


def _row(fields: Fields, row: Result) -> tuple[Field, ...]:
    return (
        fields.name(row, note=fields.scope(row) or None),
        fields.owner(fields.dataset.owner(row.entry)),
        fields.value(row),
        fields.target(row),
        fields.short_of_target(row),
        fields.short_of_path(row),
        fields.attained(row),
        fields.pace(row),
        fields.status(row),
    )


def due_section(fields: Fields, due: DueList) -> Section:
    """List what is overdue, what is due soon, and which figures are stale."""
    return Section(ident="due", title=_("What is due"), short=_("Due"), blocks=tuple(_due(fields, due)))


def _due(fields: Fields, due: DueList) -> Iterator[Block]:
    until = text.date_text(due.until)
    told = _("Overdue on {day}, or due until {until}.").format(day=text.date_text(due.day), until=until)
    yield Paragraph(text=told, tone=Tone.MUTED)
    soon = _("until {day}").format(day=until)
    blocks = [
        *_span(fields, due, due.overdue, "overdue", (_("Targets overdue"), _("Tasks overdue"))),
        *_span(
            fields,
            due,
            due.soon,
            "soon",
            (_("Targets due {until}").format(until=soon), _("Tasks due {until}").format(until=soon)),
        ),
        *_stale(fields, due),
    ]
    yield from blocks or [Paragraph(text=_("Nothing is due {until}.").format(until=soon))]


def _span(fields: Fields, due: DueList, span: Due, ident: str, captions: tuple[str, str]) -> Iterator[Block]:
    if span.targets:
        yield _targets(fields, due, span.targets, f"targets-{ident}", captions[0])
    if span.tasks:
        table = tasks_table(fields, [task.result for task in span.tasks], due.day, f"tasks-{ident}")
        yield Table(ident=table.ident, caption=captions[1], columns=table.columns, rows=table.rows)


def _targets(fields: Fields, due: DueList, targets: Sequence[DueTarget], ident: str, caption: str) -> Table:
    columns = (
        Column(heading=_("Indicator"), is_wide=True),
        Column(heading=_("Due"), kind=Kind.DATE),
        Column(heading=_("Owner")),
        Column(heading=_("Latest value"), kind=Kind.NUMBER),
        Column(heading=_("Target"), kind=Kind.NUMBER),
    )
    rows = tuple(
        (
            fields.name(one.result, note=fields.scope(one.result) or None),
            fields.deadline(one.deadline, due.day),
            fields.owner(fields.dataset.owner(one.result.entry)),
            fields.value(one.result),
            fields.target(one.result),
        )
        for one in targets
    )
    return Table(ident=ident, caption=caption, columns=columns, rows=rows).without_empty_columns()


def _stale(fields: Fields, due: DueList) -> Iterator[Block]:
    if not due.stale:
        return
    months = fields.dataset.tracker.stale_after
    caption = ngettext("Figures older than {months} month", "Figures older than {months} months", months)
    columns = (
        Column(heading=_("Indicator"), is_wide=True),
        Column(heading=_("Owner")),
        Column(heading=_("Latest value"), kind=Kind.NUMBER),
    )
    rows = tuple(
        (
            fields.name(row, note=fields.scope(row) or None),
            fields.owner(fields.dataset.owner(row.entry)),
            fields.value(row),
        )
        for row in due.stale
    )
    yield Table(ident="stale", caption=caption.format(months=text.count_text(months)), columns=columns, rows=rows)
