"""`show`: one indicator whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.results import NotComputed, Result
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.chart import chart_of, draw
from ctrack.render.figures import (
    IndicatorView,
    IndicatorWriter,
    comparisons_blocks,
    measurements_blocks,
    one_line,
    targets_blocks,
)
from ctrack.render.notes import Notes
from ctrack.render.page import (
    CODE_INDENT,
    Block,
    Code,
    Heading,
    Listing,
    Page,
    Paragraph,
    Table,
    Tone,
)
from ctrack.render.ranking import ranking_table
from ctrack.render.rows import WIDE, RowWriter
from ctrack.render.tasks import owner_text, tasks_table
from ctrack.render.words import AGGREGATION_NAMES, DIRECTION_NAMES, GRAIN_NAMES, REASONS, ROLLUP_NAMES
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.dataset import Dataset
    from ctrack.model.codelists import Unit
    from ctrack.render.text import Glyphs


def indicator_page(dataset: Dataset, view: IndicatorView, width: int | None, glyphs: Glyphs) -> Page:
    """Show an indicator: what it is, how it stands, every target and figure with its source, what it is related to."""
    notes = Notes(dataset)
    writer = IndicatorWriter(dataset, view, RowWriter(dataset, glyphs, notes, wide=width is None or width >= WIDE))
    blocks: list[Block] = [
        Heading(f"{view.entry.code} {text.name_text(view.entry.indicator)}"),
        Paragraph(_("As known on {day}.").format(day=text.date_text(view.day)), Tone.MUTED),
        Listing(tuple(_description(writer))),
    ]
    blocks += _standing(writer)
    blocks += _over_time(writer, width)
    blocks += targets_blocks(writer)
    blocks += measurements_blocks(writer)
    blocks += comparisons_blocks(writer)
    if view.districts:
        blocks += [Heading(_("Districts"), 2), ranking_table(writer.rows, view.districts)]
    if view.tasks:
        blocks += [Heading(_("Tasks"), 2), tasks_table(notes, view.tasks, view.day, wide=writer.rows.wide)]
    return Page((*blocks, notes.legend(glyphs), notes.bibliography()))


def _description(writer: IndicatorWriter) -> Iterator[tuple[str, str]]:
    view, dataset = writer.view, writer.dataset
    indicator, meaning = view.entry.indicator, view.entry.meaning
    programme = view.entry.programme.programme
    yield _("Programme"), f"{programme.code} {text.title_text(programme)}"
    if indicator.name_en and text.name_text(indicator) != indicator.name:
        yield _("Official name"), text.visible(indicator.name)
    if indicator.definition:
        yield _("Definition"), one_line(indicator.definition)
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
        yield _("Note"), one_line(indicator.note)


def _relations(writer: IndicatorWriter) -> Iterator[tuple[str, str]]:
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


def _standing(writer: IndicatorWriter) -> list[Block]:
    result = writer.view.result
    if result is None:
        return []
    rows = writer.rows
    table = Table(columns=rows.columns(_("Indicator")), rows=(rows.row(result),)).without_empty_columns()
    return [Heading(_("Now"), 2), table, Listing(tuple(_figures(writer, result)))]


def _over_time(writer: IndicatorWriter, width: int | None) -> list[Block]:
    """Draw the values over time, with the targets and the required path."""
    view, glyphs = writer.view, writer.rows.glyphs
    chart = chart_of(view.result, [goal for _target, goal, _result in view.targets]) if view.result else None
    if chart is None:
        return []
    is_sum = view.entry.meaning.aggregation == "sum"
    signs = (
        (chart.values, glyphs.point, _("value so far") if is_sum else _("value")),
        (chart.shown, glyphs.hollow, _("value that is shown, not judged")),
        (chart.targets, glyphs.target, _("target")),
        (chart.path, glyphs.path, _("required path")),
    )
    legend = tuple((sign, meaning) for spots, sign, meaning in signs if spots)
    drawn = Code(draw(chart, width - CODE_INDENT if width else None, glyphs), "text")
    note = Paragraph(_("A year's mark stands at its end."), Tone.MUTED)
    return [Heading(_("Over time"), 2), drawn, Listing(legend, Tone.MUTED), note]


def _figures(writer: IndicatorWriter, result: Result) -> Iterator[tuple[str, str]]:
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
    for name, number in ((_("Expected by then"), pace.expected), (_("Projected at the deadline"), pace.projected)):
        if number is not None:
            yield name, text.figure_text(number, unit)
    yield from _change(result, unit)
    if result.reached_on:
        yield _("Reached on"), text.date_text(result.reached_on)


def _change(result: Result, unit: Unit) -> Iterator[tuple[str, str]]:
    """Write how fast it changes, what is missing, and how fast it would have to change from now on."""
    pace, goal, value = result.pace, result.goal, result.value
    if pace.per_year is not None:
        yield _("Change per year so far"), text.change_text(pace.per_year, unit)
    if (
        pace.per_year_needed is None
        or goal is None
        or value is None
        or result.day > goal.deadline
        or pace.start is None
    ):
        return
    missing = goal.edge(pace.start.amount) - exact(value.amount)
    if not goal.is_met_by(value.amount):
        days = (goal.deadline - value.last).days
        told = ngettext("{change} in the {days} day from then", "{change} in the {days} days from then", days)
        yield _("Still missing"), told.format(change=text.change_text(missing, unit), days=text.count_text(days))
        yield _("Change per year needed"), text.change_text(pace.per_year_needed, unit)
