"""The facts of an indicator as tables: its targets with a verdict each, its figures, the comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.observations import is_known, known_comparisons, known_day
from ctrack.assess.results import Flag, Result
from ctrack.assess.targets import is_decided
from ctrack.dataset import CITY
from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.page import Block, Cell, Column, Heading, Listing, Paragraph, Table, Tone, cell, text_of
from ctrack.render.rows import RowWriter, status_cell
from ctrack.render.words import FLAG_NAMES, OBSERVATION_NAMES, UNSCORED_NAMES
from ctrack.values.periods import a_year_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ctrack.assess.districts import DistrictRow
    from ctrack.assess.results import Goal
    from ctrack.assess.tasks import TaskResult
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Measurement, Target
    from ctrack.render.notes import Notes
    from ctrack.values.periods import Period


@frozen
class IndicatorView:
    """Everything that `show CODE` shows."""

    entry: IndicatorEntry
    day: date
    result: Result | None
    targets: tuple[tuple[Target, Goal, Result], ...]
    unscored: tuple[tuple[Target, str], ...]
    districts: tuple[DistrictRow, ...]
    children: tuple[IndicatorEntry, ...]
    sharing: tuple[IndicatorEntry, ...]
    tasks: tuple[TaskResult, ...]


@frozen(kw_only=False)
class IndicatorWriter:
    """What the parts of the page need."""

    dataset: Dataset
    view: IndicatorView
    rows: RowWriter

    @property
    def notes(self) -> Notes:
        """The sources and signs of the page."""
        return self.rows.notes


def one_line(note: str | None) -> str:
    """Write a free text on one line."""
    return text.visible(" ".join((note or "").split()))


def targets_blocks(writer: IndicatorWriter) -> list[Block]:
    """List every target: those in force with a verdict each, the others with why they are not scored."""
    view = writer.view
    rows = [
        _target_row(writer, target, text.goal_text(goal, writer.dataset.unit(view.entry)), goal, result)
        for target, goal, result in view.targets
    ]
    rows += [
        _target_row(writer, target, _unscored_text(writer, target), None, _(UNSCORED_NAMES[reason]))
        for target, reason in view.unscored
    ]
    rows += [
        _target_row(writer, target, _unscored_text(writer, target), None, _("set for districts: see below"))
        for target in view.entry.indicator.targets
        if target.districts is not None
        and view.entry.programme.scope == CITY
        and is_decided(view.entry, target, view.day)
    ]
    if not rows:
        return []
    columns = (
        Column(_("Target"), "right"),
        Column(_("Deadline")),
        Column(_("Decided")),
        Column(_("Attained"), "right"),
        Column(_("Verdict"), wrap=True),
        Column(_("Source")),
        Column(_("Note"), wrap=True),
    )
    return [Heading(_("Targets"), 2), *_with_notes(writer, columns, rows, labels=(0, 1))]


def _with_notes(
    writer: IndicatorWriter, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], labels: tuple[int, ...]
) -> list[Block]:
    """Make a table whose last column is notes; with little room the notes stand under it, by their `labels`."""
    if writer.rows.wide:
        return [Table(columns=columns, rows=tuple(rows)).without_empty_columns()]
    table = Table(columns=columns[:-1], rows=tuple(row[:-1] for row in rows)).without_empty_columns()
    noted = tuple((", ".join(text_of(row[label]) for label in labels), text_of(row[-1])) for row in rows if row[-1])
    return [table, Listing(noted, Tone.MUTED)] if noted else [table]


def _unscored_text(writer: IndicatorWriter, target: Target) -> str:
    return text.with_unit(text.target_text(target), writer.dataset.unit(writer.view.entry))


def _target_row(
    writer: IndicatorWriter, target: Target, wanted: str, goal: Goal | None, verdict: Result | str
) -> tuple[Cell, ...]:
    programme = writer.view.entry.programme.programme
    attained: Cell = ()
    if isinstance(verdict, Result):
        attained = writer.rows.attained(verdict)
        writer.notes.see(verdict)
    words = status_cell(verdict.status) if isinstance(verdict, Result) else cell(verdict, Tone.MUTED)
    return (
        cell(wanted),
        cell(_window_text(target, goal, writer)),
        cell(text.period_text(decided) if (decided := target.decided or programme.issued) else ""),
        attained,
        words,
        cell(writer.notes.cite(target.source or programme.source), Tone.MUTED),
        cell(one_line(target.note), Tone.MUTED),
    )


def _window_text(target: Target, goal: Goal | None, writer: IndicatorWriter) -> str:
    if goal and goal.has_own_window:
        since = _("from {day}").format(day=text.date_text(goal.window.first))
        return f"{text.deadline_text(goal.window.last)} ({since})"
    last = goal.window.last if goal else (target.by or writer.view.entry.programme.period).last
    return text.deadline_text(last)


def measurements_blocks(writer: IndicatorWriter) -> list[Block]:
    """List every figure of the indicator's own scope, the latest first, with the figure of a year before."""
    entry = writer.view.entry
    values = writer.dataset.values(entry, entry.programme.scope)
    baseline = entry.meaning.baseline
    if not values and baseline is None:
        return []
    known = [value for value in values if is_known(writer.dataset, value, writer.view.day)]
    columns = (
        Column(_("Period")),
        Column(_("Value"), "right"),
        Column(_("A year before"), "right"),
        Column(_("Status"), wrap=True),
        Column(_("Known since")),
        Column(_("Source")),
        Column(_("Note"), wrap=True),
    )
    ordered = sorted(
        known, key=lambda value: (value.date.last, value.date.days, known_day(writer.dataset, value)), reverse=True
    )
    counted = {entry.period: entry.measurement for entry in (writer.view.result.history if writer.view.result else ())}
    rows = [_measurement_row(writer, value, counted) for value in ordered]
    if baseline:
        of = text.of_text(baseline.value, baseline.of)
        rows.append(
            (
                cell(text.period_text(baseline.date)),
                cell(text.bound_sign(baseline.bound) + of),
                (),
                cell(_("baseline")),
                (),
                cell(writer.notes.cite(baseline.source), Tone.MUTED),
                cell(one_line(baseline.note), Tone.MUTED),
            )
        )
    blocks: list[Block] = [Heading(_("Figures"), 2), *_with_notes(writer, columns, rows, labels=(0,))]
    hidden = len(values) - len(known)
    if hidden:
        blocks.append(Paragraph(_("Not known on that day, or withdrawn: {count}.").format(count=hidden), Tone.MUTED))
    return blocks


def _measurement_row(
    writer: IndicatorWriter, value: Measurement, counted: Mapping[Period, Measurement]
) -> tuple[Cell, ...]:
    year_before = counted.get(a_year_before(value.date))
    marks = [_(OBSERVATION_NAMES[value.status])] + ([_(FLAG_NAMES[Flag.BREAK])] if value.break_ else [])
    winner = counted.get(value.date)
    marks += [_("replaced")] if winner is not None and winner is not value and value.status != "forecast" else []
    return (
        cell(text.period_text(value.date)),
        cell(measured_text(value)),
        cell(measured_text(year_before) if year_before else ""),
        cell(", ".join(marks)),
        cell(text.date_text(known_day(writer.dataset, value))),
        cell(writer.notes.cite(value.source), Tone.MUTED),
        cell(one_line(value.note), Tone.MUTED),
    )


def measured_text(value: Measurement) -> str:
    """Write a measurement as it was entered."""
    sign = text.bound_sign(value.bound)
    if value.count is not None:
        return sign + text.of_text(value.count, value.of)
    if value.of_target is not None:
        return _("{percent} % of the target").format(percent=sign + text.number_text(value.of_target))
    return sign + (text.of_text(value.value, value.of) if value.value is not None else "")


def comparisons_blocks(writer: IndicatorWriter) -> list[Block]:
    """List the figures of others."""
    comparisons = known_comparisons(writer.dataset, writer.view.entry, writer.view.day)
    if not comparisons:
        return []
    columns = (
        Column(_("Compared with"), wrap=True),
        Column(_("Period")),
        Column(_("Value"), "right"),
        Column(_("Status"), wrap=True),
        Column(_("Source")),
    )
    rows = tuple(
        (
            cell(text.visible(entry.with_)),
            cell(text.period_text(entry.date)),
            cell(measured_text(entry)),
            cell(_(OBSERVATION_NAMES[entry.status])),
            cell(writer.notes.cite(entry.source), Tone.MUTED),
        )
        for entry in comparisons
    )
    return [
        Heading(_("Comparisons"), 2),
        Paragraph(_("Shown beside it, never scored."), Tone.MUTED),
        Table(columns=columns, rows=rows),
    ]
