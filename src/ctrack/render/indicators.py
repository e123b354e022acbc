"""`show`: one indicator whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.assess.observations import is_known, known_day
from ctrack.assess.results import Flag, NotComputed, Result
from ctrack.i18n import N_
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.page import (
    Block,
    Cell,
    Column,
    Heading,
    Listing,
    Page,
    Paragraph,
    Table,
    Tone,
    beside,
    cell,
    stacked,
    text_of,
)
from ctrack.render.rows import FLAG_NAMES, REASONS, WIDE, Notes, RowWriter, status_cell
from ctrack.render.tasks import owner_text, tasks_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ctrack.assess.results import Goal
    from ctrack.assess.tasks import TaskResult
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.indicator import Measurement, Target
    from ctrack.render.districts import DistrictRow
    from ctrack.render.text import Glyphs

DIRECTION_NAMES: Mapping[str, str] = {
    "increase": N_("to increase"),
    "decrease": N_("to decrease"),
    "range": N_("to stay in a range"),
}
AGGREGATION_NAMES: Mapping[str, str] = {
    "last": N_("the latest value counts"),
    "sum": N_("values are added up"),
    "average": N_("values are averaged"),
}
GRAIN_NAMES: Mapping[str, str] = {
    "year": N_("only values of whole years are judged"),
    "quarter": N_("only values of whole quarters are judged"),
    "month": N_("only values of whole months are judged"),
}
ROLLUP_NAMES: Mapping[str, str] = {
    "count_attained": N_("number of districts that attain {code}"),
    "share_attained": N_("percentage of districts that attain {code}"),
    "sum": N_("sum of the districts' values of {code}"),
    "average": N_("average of the districts' values of {code}"),
}
UNSCORED_NAMES: Mapping[str, str] = {
    "draft": N_("draft, not scored"),
    "withdrawn": N_("withdrawn"),
    "not_yet_decided": N_("decided later"),
    "replaced": N_("replaced by a later decision"),
    "unfit_edges": N_("not scored: its edges do not fit"),
    "no_baseline": N_("not scored: counts from a baseline that is not recorded"),
}
STATUS_NAMES: Mapping[str, str] = {
    "final": N_("final"),
    "provisional": N_("provisional"),
    "estimated": N_("estimated"),
    "doubtful": N_("doubtful"),
    "forecast": N_("forecast"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
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


@dataclass(frozen=True)
class _Writer:
    """What the parts of the page need."""

    dataset: Dataset
    view: IndicatorView
    rows: RowWriter

    @property
    def notes(self) -> Notes:
        return self.rows.notes


def indicator_page(dataset: Dataset, view: IndicatorView, width: int | None, glyphs: Glyphs) -> Page:
    """Show an indicator: what it is, how it stands, every target and figure with its source, what it is related to."""
    notes = Notes(dataset)
    writer = _Writer(dataset, view, RowWriter(dataset, glyphs, notes, wide=width is None or width >= WIDE))
    blocks: list[Block] = [
        Heading(f"{view.entry.code} {text.name_text(view.entry.indicator)}"),
        Paragraph(_("As known on {day}.").format(day=text.date_text(view.day)), Tone.MUTED),
        Listing(tuple(_description(writer))),
    ]
    blocks += _standing(writer)
    blocks += _targets(writer)
    blocks += _measurements(writer)
    blocks += _comparisons(writer)
    blocks += _districts(writer)
    if view.tasks:
        blocks += [Heading(_("Tasks"), 2), tasks_table(dataset, view.tasks, view.day, wide=writer.rows.wide)]
    return Page((*blocks, notes.legend(glyphs), notes.bibliography()))


def _description(writer: _Writer) -> Iterator[tuple[str, str]]:
    view, dataset = writer.view, writer.dataset
    indicator, meaning = view.entry.indicator, view.entry.meaning
    programme = view.entry.programme.programme
    yield _("Programme"), f"{programme.code} {text.title_text(programme)}"
    if indicator.name_en and text.name_text(indicator) != indicator.name:
        yield _("Official name"), text.visible(indicator.name)
    if indicator.definition:
        yield _("Definition"), _one_line(indicator.definition)
    yield _("Unit"), text.unit_text(dataset.unit(view.entry)) or "%"
    yield _("Direction"), _(DIRECTION_NAMES[meaning.direction])
    grain = f", {_(GRAIN_NAMES[meaning.per])}" if meaning.per else ""
    yield _("Value"), _(AGGREGATION_NAMES[meaning.aggregation]) + grain
    if meaning.rollup:
        yield _("Roll-up"), _(ROLLUP_NAMES[meaning.rollup.by]).format(code=meaning.rollup.from_)
    yield (
        _("Official"),
        _("one of the declared indicators") if indicator.is_official else _("tracked along, not declared"),
    )
    yield _("Owner"), owner_text(dataset, dataset.owner(view.entry)) or writer.rows.glyphs.missing
    if indicator.partners:
        yield _("Partners"), ", ".join(owner_text(dataset, ident) for ident in indicator.partners)
    yield from _relations(writer)
    if indicator.note:
        yield _("Note"), _one_line(indicator.note)


def _one_line(note: str | None) -> str:
    return text.visible(" ".join((note or "").split()))


def _relations(writer: _Writer) -> Iterator[tuple[str, str]]:
    view = writer.view
    indicator = view.entry.indicator
    if indicator.same_as:
        yield _("Same as"), _named(writer.dataset, indicator.same_as)
    if view.sharing:
        yield _("Also judged as"), "; ".join(_named(writer.dataset, entry.code) for entry in view.sharing)
    if indicator.parent:
        yield _("Part of"), _named(writer.dataset, indicator.parent)
    if view.children:
        yield _("Sub-items"), "; ".join(_named(writer.dataset, entry.code) for entry in view.children)
    if indicator.parts:
        yield _("Sum of"), "; ".join(_named(writer.dataset, code) for code in indicator.parts)


def _named(dataset: Dataset, code: str) -> str:
    entry = dataset.indicators.get(code)
    return f"{code} {text.name_text(entry.indicator)}" if entry else code


def _standing(writer: _Writer) -> list[Block]:
    result = writer.view.result
    if result is None:
        return []
    rows = writer.rows
    table = Table(columns=rows.columns(_("Indicator")), rows=(rows.row(result),)).without_empty_columns()
    return [Heading(_("Now"), 2), table, Listing(tuple(_figures(writer, result)))]


def _figures(writer: _Writer, result: Result) -> Iterator[tuple[str, str]]:
    """Write what was computed, and of what was not, why."""
    unit = writer.dataset.unit(result.entry)
    for name, computed in (
        (_("Attainment"), result.attainment),
        (_("Progress"), result.progress),
        (_("Pace"), result.pace.percent),
    ):
        if isinstance(computed, NotComputed):
            yield name, f"{writer.rows.glyphs.missing} ({_(REASONS[computed.reason])})"
        else:
            yield name, text.percent_text(computed)
    pace = result.pace
    for name, number in (
        (_("Expected by then"), pace.expected),
        (_("Projected at the deadline"), pace.projected),
        (_("Change per year so far"), pace.per_year),
        (_("Change per year needed"), pace.per_year_needed),
    ):
        if number is not None:
            yield name, text.with_unit(text.number_text(number), unit)
    if result.reached_on:
        yield _("Reached on"), text.date_text(result.reached_on)


def _targets(writer: _Writer) -> list[Block]:
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
        if target.districts is not None and view.entry.programme.scope == "city"
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
    writer: _Writer, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]], labels: tuple[int, ...]
) -> list[Block]:
    """Make a table whose last column is notes; with little room the notes stand under it, by their `labels`."""
    if writer.rows.wide:
        return [Table(columns=columns, rows=tuple(rows)).without_empty_columns()]
    table = Table(columns=columns[:-1], rows=tuple(row[:-1] for row in rows)).without_empty_columns()
    noted = tuple((", ".join(text_of(row[label]) for label in labels), text_of(row[-1])) for row in rows if row[-1])
    return [table, Listing(noted, Tone.MUTED)] if noted else [table]


def _unscored_text(writer: _Writer, target: Target) -> str:
    sign = {"add": _("baseline + "), "percent": _("change in % ")}.get(target.from_baseline or "", "")
    return text.with_unit(
        sign + text.interval_text(target.low, target.high, target.of), writer.dataset.unit(writer.view.entry)
    )


def _target_row(
    writer: _Writer, target: Target, wanted: str, goal: Goal | None, verdict: Result | str
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
        cell(str(target.decided or programme.issued or "")),
        attained,
        words,
        cell(writer.notes.cite(target.source or programme.source), Tone.MUTED),
        cell(_one_line(target.note), Tone.MUTED),
    )


def _window_text(target: Target, goal: Goal | None, writer: _Writer) -> str:
    if goal and goal.has_own_window:
        return f"{text.deadline_text(goal.window.last)} ({_('from {day}').format(day=goal.window.first)})"
    last = goal.window.last if goal else (target.by or writer.view.entry.programme.period).last
    return text.deadline_text(last)


def _measurements(writer: _Writer) -> list[Block]:
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
        Column(_("Status")),
        Column(_("Known since")),
        Column(_("Source")),
        Column(_("Note"), wrap=True),
    )
    ordered = sorted(
        known, key=lambda value: (value.date.last, value.date.days, known_day(writer.dataset, value)), reverse=True
    )
    rows = [_measurement_row(writer, value, values) for value in ordered]
    if baseline:
        of = text.of_text(baseline.value, baseline.of)
        rows.append(
            (
                cell(str(baseline.date)),
                cell(text.bound_sign(baseline.bound) + of),
                (),
                cell(_("baseline")),
                (),
                cell(writer.notes.cite(baseline.source), Tone.MUTED),
                cell(_one_line(baseline.note), Tone.MUTED),
            )
        )
    blocks: list[Block] = [Heading(_("Figures"), 2), *_with_notes(writer, columns, rows, labels=(0,))]
    hidden = len(values) - len(known)
    if hidden:
        blocks.append(Paragraph(_("Not known on that day, or withdrawn: {count}.").format(count=hidden), Tone.MUTED))
    return blocks


def _measurement_row(writer: _Writer, value: Measurement, values: Sequence[Measurement]) -> tuple[Cell, ...]:
    marks = [_(STATUS_NAMES[value.status])] + ([_(FLAG_NAMES[Flag.BREAK])] if value.break_ else [])
    return (
        cell(str(value.date)),
        cell(measured_text(value)),
        cell(_year_before(value, values)),
        cell(", ".join(marks)),
        cell(text.date_text(known_day(writer.dataset, value))),
        cell(writer.notes.cite(value.source), Tone.MUTED),
        cell(_one_line(value.note), Tone.MUTED),
    )


def measured_text(value: Measurement) -> str:
    """Write a measurement as it was entered."""
    sign = text.bound_sign(value.bound)
    if value.count is not None:
        return sign + text.of_text(value.count, value.of)
    if value.of_target is not None:
        return _("{percent} % of the target").format(percent=sign + text.number_text(value.of_target))
    return sign + (text.of_text(value.value, value.of) if value.value is not None else "")


def _year_before(value: Measurement, values: Sequence[Measurement]) -> str:
    """Find the same stretch of days a year before, where it was measured."""
    wanted = tuple(_a_year_back(day) for day in (value.date.first, value.date.last))
    found = [other for other in values if (other.date.first, other.date.last) == wanted and other.status != "forecast"]
    return measured_text(found[-1]) if found else ""


def _a_year_back(day: date) -> date:
    is_month_end = (day.month, day.day) in {(2, 28), (2, 29)}
    return day.replace(year=day.year - 1, day=28) if is_month_end and day.day > 28 else day.replace(year=day.year - 1)  # noqa: PLR2004 - the end of February


def _comparisons(writer: _Writer) -> list[Block]:
    comparisons = writer.view.entry.indicator.comparisons
    if not comparisons:
        return []
    columns = (
        Column(_("Compared with"), wrap=True),
        Column(_("Period")),
        Column(_("Value"), "right"),
        Column(_("Status")),
        Column(_("Source")),
    )
    rows = tuple(
        (
            cell(text.visible(entry.with_)),
            cell(str(entry.date)),
            cell(measured_text(entry)),
            cell(_(STATUS_NAMES[entry.status])),
            cell(writer.notes.cite(entry.source), Tone.MUTED),
        )
        for entry in comparisons
    )
    return [
        Heading(_("Comparisons"), 2),
        Paragraph(_("Shown beside it, never scored."), Tone.MUTED),
        Table(columns=columns, rows=rows),
    ]


def _districts(writer: _Writer) -> list[Block]:
    """List the districts in the order of their ranks; those without a value come last."""
    if not writer.view.districts:
        return []
    columns = (
        Column(_("Rank"), "right"),
        Column(_("District"), wrap=True),
        Column(_("Value"), "right"),
        Column(_("Target"), "right"),
        Column(_("Attained"), "right"),
        Column(""),
        Column(_("Status")),
    )
    ordered = sorted(writer.view.districts, key=lambda row: (row.rank is None, row.rank or 0))
    return [
        Heading(_("Districts"), 2),
        Table(columns=columns, rows=tuple(_district_row(writer, row) for row in ordered)).without_empty_columns(),
    ]


def _district_row(writer: _Writer, row: DistrictRow) -> tuple[Cell, ...]:
    result, rows = row.result, writer.rows
    writer.notes.see(result)
    join = beside if rows.wide else stacked
    return (
        cell(str(row.rank)) if row.rank else writer.rows.missing(),
        cell(text.visible(writer.dataset.districts[result.scope].name)),
        join(rows.value(result), beside(rows.period(result), cell(rows.source(result), Tone.MUTED))),
        join(rows.target(result), rows.deadline(result)),
        rows.attained(result),
        rows.bar(result),
        join(status_cell(result.status), cell(", ".join(_(FLAG_NAMES[flag]) for flag in result.flags), Tone.MUTED)),
    )
