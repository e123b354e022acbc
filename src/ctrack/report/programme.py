"""A report's section on a programme: its indicators, what the authority reported itself, charts, districts, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.assess import assess_targets
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.authority import reports_table
from ctrack.render.page import Tone, text_of
from ctrack.render.programmes import district_counts, summary_text
from ctrack.render.rows import depths
from ctrack.render.tasks import owner_text
from ctrack.report.drawn import bars_of, line_of, map_of
from ctrack.report.fields import text_field
from ctrack.report.model import Column, Kind, Paragraph, Section, Table, Terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.assess.results import Result
    from ctrack.assess.tasks import TaskResult
    from ctrack.report.drawn import Grid
    from ctrack.report.fields import Fields
    from ctrack.report.model import Block, Field


def programme_section(
    fields: Fields, result: ProgrammeResult, tasks: Sequence[TaskResult], day: date, grid: Grid
) -> Section:
    """Tell all of a programme."""
    code, programme = result.entry.code, result.entry.programme
    parts = [
        Section(
            ident=f"charts-{code}",
            title=_("Values over time"),
            short="",
            blocks=tuple(_lines(fields, result, day)),
        ),
        Section(
            ident=f"districts-{code}", title=_("Districts"), short="", blocks=tuple(_districts(fields, result, grid))
        ),
        Section(
            ident=f"tasks-{code}",
            title=_("Tasks"),
            short="",
            blocks=(tasks_table(fields, tasks, day, f"tasks-of-{code}"),) if tasks else (),
        ),
    ]
    return Section(
        ident=f"programme-{code}",
        title=text.programme_text(programme),
        short=code,
        blocks=tuple(_indicators(fields, result, day)),
        parts=tuple(part for part in parts if part.blocks),
    )


def _indicators(fields: Fields, result: ProgrammeResult, day: date) -> Iterator[Block]:
    code, lead = result.entry.code, result.entry.programme.lead
    yield Paragraph(text=summary_text(result, day), tone=Tone.MUTED)
    if lead:
        yield Paragraph(text=_("Lead: {agency}.").format(agency=owner_text(fields.dataset, lead)))
    if result.rows:
        indents = depths(row.entry for row in result.rows)
        caption = _("Indicators of {code}").format(code=code)
        yield rows_table(fields, result.rows, f"indicators-{code}", caption, indents)
    elif not result.by_district:
        yield Paragraph(text=_("No indicator is recorded: no data."))
    lost = fields.dataset.unread.indicators.get(code, ())
    if lost:
        yield Terms(items=tuple((f"{one}!", _("cannot be read: see the messages")) for one in lost))
    if result.reports:
        yield _reports(fields, result)


def rows_table(
    fields: Fields, rows: Sequence[Result], ident: str, caption: str, indents: dict[str, int] | None = None
) -> Table:
    """Give results a row each."""
    columns = (
        Column(heading=_("Indicator"), is_wide=True),
        Column(heading=_("Latest value"), kind=Kind.NUMBER),
        Column(heading=_("Target"), kind=Kind.NUMBER),
        Column(heading=_("Attained"), kind=Kind.PERCENT),
        Column(heading=_("Pace"), kind=Kind.PERCENT),
        Column(heading=_("Status"), kind=Kind.STATUS),
    )
    lines = tuple(
        (
            fields.name(row, (indents or {}).get(row.code, 0)),
            fields.value(row),
            fields.target(row),
            fields.attained(row),
            fields.pace(row),
            fields.status(row),
        )
        for row in rows
    )
    return Table(ident=ident, caption=caption, columns=columns, rows=lines).without_empty_columns()


def _reports(fields: Fields, result: ProgrammeResult) -> Table:
    """Put what the authority reported beside what the facts recorded here say."""
    table = reports_table(result.reports, fields.notes)
    return Table(
        ident=f"reports-{result.entry.code}",
        caption=_("What the authority itself reported of {code}").format(code=result.entry.code),
        columns=tuple(Column(heading=column.heading, is_wide=True) for column in table.columns),
        rows=tuple(tuple(_lines_field(text_of(content)) for content in row) for row in table.rows),
    )


def _lines_field(words: str) -> Field:
    first, _break, rest = words.partition("\n")
    return text_field(first, note=rest)


def _lines(fields: Fields, result: ProgrammeResult, day: date) -> Iterator[Block]:
    for row in result.rows:
        goals = [goal for _target, goal, _judged in assess_targets(fields.dataset, row.entry, row.scope, day)]
        line = line_of(fields.dataset, row, goals)
        if line:
            yield line


def _districts(fields: Fields, result: ProgrammeResult, grid: Grid) -> Iterator[Block]:
    """Draw the indicators that only districts have values of; of what none has reported the line says enough."""
    silent = []
    for one in result.by_district:
        bars = bars_of(fields.dataset, one.rows)
        if bars:
            yield bars
            yield map_of(fields.dataset, one.rows, grid)
        else:
            silent.append((one.entry.code, district_counts(one.rows)))
    if silent:
        yield Terms(items=tuple(silent))


def tasks_table(fields: Fields, tasks: Sequence[TaskResult], day: date, ident: str) -> Table:
    """Give tasks a row each."""
    columns = (
        Column(heading=_("Task"), is_wide=True),
        Column(heading=_("Owner")),
        Column(heading=_("Due"), kind=Kind.DATE),
        Column(heading=_("Status"), kind=Kind.STATUS),
    )
    rows = tuple(
        (fields.task(task), fields.owner(task.owner), fields.task_due(task, day), fields.task_status(task))
        for task in tasks
    )
    return Table(ident=ident, caption=_("Tasks"), columns=columns, rows=rows).without_empty_columns()
