"""The fields of a row: what a result says in a table, narrow (fields stacked) or wide (a column each)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import Flag, NotComputed, Reason, Result, Status
from ctrack.i18n import N_
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.drawing import attainment_bar, sparkline
from ctrack.render.page import Cell, Column, Listing, Piece, Tone, beside, cell, stacked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs

WIDE = 200
"""From this many columns on every field has a column of its own."""

MAX_PERIOD = len("2024-01..2024-09")
"""A longer period is broken in two where fields are stacked."""

TONES: Mapping[Status, Tone] = {
    Status.EXCEEDED: Tone.GOOD,
    Status.ATTAINED: Tone.GOOD,
    Status.ON_TRACK: Tone.GOOD,
    Status.AT_RISK: Tone.FAIR,
    Status.OFF_TRACK: Tone.BAD,
    Status.IN_PROGRESS: Tone.PLAIN,
    Status.OVERDUE: Tone.BAD,
    Status.MISSED: Tone.BAD,
    Status.NO_DATA: Tone.MUTED,
    Status.NO_TARGET: Tone.MUTED,
}

SHORT_STATUS: Mapping[Status, str] = {
    Status.EXCEEDED: N_("exceeded"),
    Status.ATTAINED: N_("attained"),
    Status.ON_TRACK: N_("on track"),
    Status.AT_RISK: N_("at risk"),
    Status.OFF_TRACK: N_("off track"),
    Status.IN_PROGRESS: N_("in progress"),
    Status.OVERDUE: N_("overdue"),
    Status.MISSED: N_("missed"),
    Status.NO_DATA: N_("no data"),
    Status.NO_TARGET: N_("no target"),
}

FLAG_NAMES: Mapping[Flag, str] = {
    Flag.ESTIMATED: N_("estimated"),
    Flag.PROVISIONAL: N_("provisional"),
    Flag.DOUBTFUL: N_("doubtful"),
    Flag.DERIVED: N_("derived"),
    Flag.STALE: N_("stale"),
    Flag.LATE: N_("late"),
    Flag.LOST: N_("lost"),
    Flag.BREAK: N_("break"),
    Flag.INCOMPLETE: N_("incomplete"),
    Flag.PARTIAL: N_("partial"),
    Flag.DISPUTED: N_("disputed"),
}

FLAG_MEANINGS: Mapping[Flag, str] = {
    Flag.ESTIMATED: N_("the source calls the figure an estimate"),
    Flag.PROVISIONAL: N_("the figure is provisional"),
    Flag.DOUBTFUL: N_("the figure is doubtful"),
    Flag.DERIVED: N_("only the percentage of the plan is known"),
    Flag.STALE: N_("the latest figure is too old to judge the pace"),
    Flag.LATE: N_("reached after the deadline"),
    Flag.LOST: N_("reached before, not any more"),
    Flag.BREAK: N_("the definition changed; earlier figures are not comparable"),
    Flag.INCOMPLETE: N_("some periods or districts have not reported"),
    Flag.PARTIAL: N_("the figure covers the beginning of the period only"),
    Flag.DISPUTED: N_("another source gives another figure"),
}

STATUS_MEANINGS: Mapping[Status, str] = {
    Status.ON_TRACK: N_("at least {on_track} % of the pace that the deadline requires"),
    Status.AT_RISK: N_("{at_risk} to {on_track} % of that pace"),
    Status.OFF_TRACK: N_("below {at_risk} % of that pace, or a target on the way was missed"),
    Status.IN_PROGRESS: N_("the pace cannot be judged: no start, or the latest figure is old"),
    Status.OVERDUE: N_("the deadline is past and the final figure is missing"),
    Status.MISSED: N_("the final figure falls short of the target"),
    Status.NO_DATA: N_("no figure is known"),
    Status.NO_TARGET: N_("there is nothing to judge against"),
}

REASONS: Mapping[Reason, str] = {
    Reason.NO_TARGET: N_("no target"),
    Reason.NO_DATA: N_("no data"),
    Reason.ZERO_TARGET: N_("the target is zero: there is no ratio"),
    Reason.NEGATIVE_TARGET: N_("the target is negative: there is no ratio"),
    Reason.NO_RATIO: N_("no ratio makes sense here"),
    Reason.DIFFERENT_OF: N_("value and target are of different totals"),
    Reason.NO_BASELINE: N_("no baseline before the value"),
    Reason.BASELINE_MEETS_TARGET: N_("the start already met the target"),
    Reason.BREAK: N_("the definition changed after the baseline"),
    Reason.NOT_A_LEVEL: N_("a sum or an average has no way from a baseline"),
    Reason.NO_START: N_("nothing to start from: no baseline, and no earlier figure"),
    Reason.NEGATIVE_VALUE: N_("an exponential path needs positive numbers"),
    Reason.AFTER_DEADLINE: N_("the start lies after the deadline"),
    Reason.INCOMPLETE: N_("some periods are missing"),
}


@dataclass
class Notes:
    """Collects the sources and signs that a page uses, in the order of their first use."""

    dataset: Dataset
    sources: list[str] = field(default_factory=list)
    statuses: set[Status] = field(default_factory=set)
    flags: set[Flag] = field(default_factory=set)
    has_bars: bool = False
    has_marks: bool = False
    has_damage: bool = False

    def cite(self, ident: str | None) -> str:
        """Give the number that a source is cited by."""
        if ident is None:
            return ""
        if ident not in self.sources:
            self.sources.append(ident)
        return f"[{self.sources.index(ident) + 1}]"

    def see(self, result: Result) -> None:
        """Note what a row shows."""
        self.statuses.add(result.status)
        self.flags |= set(result.flags)
        self.has_bars = self.has_bars or isinstance(result.attainment, Fraction)
        self.has_marks = self.has_marks or result.pace.expected is not None

    def legend(self, glyphs: Glyphs) -> Listing:
        """Explain the signs that were used."""
        pace = self.dataset.tracker.pace
        limits = {"on_track": text.number_text(pace.on_track), "at_risk": text.number_text(pace.at_risk)}
        items = [
            (_(SHORT_STATUS[status]), _(meaning).format_map(limits))
            for status, meaning in STATUS_MEANINGS.items()
            if status in self.statuses
        ]
        items += [(_(FLAG_NAMES[flag]), _(FLAG_MEANINGS[flag])) for flag in Flag if flag in self.flags]
        if self.has_bars:
            items.insert(0, (glyphs.full * 2 + glyphs.empty, _("share of the target reached")))
        if self.has_bars and self.has_marks:
            items.insert(1, (glyphs.mark, _("where the required path should be by then")))
        if self.has_damage:
            items.append(("!", _("some facts of this row have errors; it is computed from the sound ones")))
        return Listing(tuple(items), Tone.MUTED)

    def bibliography(self) -> Listing:
        """List the sources cited."""
        return Listing(
            tuple((f"[{number}]", self._cited(ident)) for number, ident in enumerate(self.sources, 1)), Tone.MUTED
        )

    def _cited(self, ident: str) -> str:
        source = self.dataset.source(ident)
        return text.source_text(source, ident) if source else text.visible(ident)


@dataclass(frozen=True)
class RowWriter:
    """Writes the fields of results."""

    dataset: Dataset
    glyphs: Glyphs
    notes: Notes
    wide: bool

    def columns(self, name: str) -> tuple[Column, ...]:
        """Give the columns of a table of indicators; `name` heads the first."""
        if not self.wide:
            return (
                Column(name, wrap=True),
                Column(_("Latest value"), "right"),
                Column(_("Target"), "right"),
                Column(_("Attained"), "right"),
                Column(_("Status")),
            )
        return (
            Column(_("Code")),
            Column(name, wrap=True),
            Column(_("Unit")),
            Column(_("Latest"), "right"),
            Column(_("Period")),
            Column(_("Source")),
            Column(_("Target"), "right"),
            Column(_("Deadline")),
            Column(_("Attained"), "right"),
            Column(""),
            Column(_("Pace"), "right"),
            Column(_("Status")),
            Column(_("Flags"), wrap=True),
            Column(_("Trend")),
        )

    def row(self, result: Result, depth: int = 0) -> tuple[Cell, ...]:
        """Give the fields of a row."""
        self.notes.see(result)
        return self._wide_row(result, depth) if self.wide else self._narrow_row(result, depth)

    def _narrow_row(self, result: Result, depth: int) -> tuple[Cell, ...]:
        unit = text.unit_text(self.dataset.unit(result.entry))
        name = cell(f"{'  ' * depth}{result.code}{self._damage(result)} {text.name_text(result.entry.indicator)}")
        pace = self.pace(result)
        return (
            stacked(name, cell(f"{'  ' * depth}({unit})" if unit else "", Tone.MUTED)),
            stacked(self.value(result), beside(self.period(result), cell(self.source(result), Tone.MUTED))),
            stacked(self.target(result), beside(self.deadline(result), cell(self.target_source(result), Tone.MUTED))),
            stacked(self.attained(result), self.bar(result)),
            stacked(
                status_cell(result.status),
                beside(cell(_("pace"), Tone.MUTED), pace) if isinstance(result.pace.percent, Fraction) else (),
                cell(self.trend(result), Tone.MUTED),
                cell("\n".join(_(FLAG_NAMES[flag]) for flag in result.flags), Tone.MUTED),
            ),
        )

    def _wide_row(self, result: Result, depth: int) -> tuple[Cell, ...]:
        return (
            cell(result.code + self._damage(result)),
            cell("  " * depth + text.name_text(result.entry.indicator)),
            cell(text.unit_text(self.dataset.unit(result.entry)), Tone.MUTED),
            self.value(result),
            self.period(result),
            cell(self.source(result), Tone.MUTED),
            beside(self.target(result), cell(self.target_source(result), Tone.MUTED)),
            self.deadline(result),
            self.attained(result),
            self.bar(result),
            self.pace(result),
            status_cell(result.status),
            cell(", ".join(_(FLAG_NAMES[flag]) for flag in result.flags), Tone.MUTED),
            cell(self.trend(result), Tone.MUTED),
        )

    def _damage(self, result: Result) -> str:
        if not self.dataset.damage.get((result.code, result.scope)):
            return ""
        self.notes.has_damage = True
        return "!"

    def missing(self) -> Cell:
        """Write that there is nothing."""
        return cell(self.glyphs.missing, Tone.MUTED)

    def value(self, result: Result) -> Cell:
        """Write the value, or that there is none; a roll-up says how many districts it is from."""
        if result.value is None:
            return self.missing()
        return cell(text.value_text(result.value, self.dataset.unit(result.entry)), Tone.STRONG)

    def period(self, result: Result) -> Cell:
        """Write the period of the value."""
        value = result.value
        if value is None:
            return ()
        if value.rollup:
            reported = _("{reported} of {expected} districts")
            return cell(reported.format(reported=value.rollup.reported, expected=value.rollup.expected))
        if value.is_single:
            return cell(self._period_text(str(value.latest.period)))
        years = (
            f"{value.first.year}..{value.last.year}" if value.first.year != value.last.year else str(value.last.year)
        )
        whole = (value.first.month, value.first.day, value.last.month, value.last.day) == (1, 1, 12, 31)
        return cell(self._period_text(years if whole else value.period_text))

    def _period_text(self, period: str) -> str:
        """Let a span of days break where its halves meet, if there is little room."""
        return period if self.wide or len(period) <= MAX_PERIOD else period.replace("..", "..\n")

    def source(self, result: Result) -> str:
        """Cite where the value comes from."""
        return self.notes.cite(result.value.latest.measurement.source) if result.value else ""

    def target(self, result: Result) -> Cell:
        """Write the judged target."""
        if result.goal is None:
            return self.missing()
        return cell(text.goal_text(result.goal, self.dataset.unit(result.entry)))

    def deadline(self, result: Result) -> Cell:
        """Write by when."""
        return cell(text.deadline_text(result.goal.deadline)) if result.goal else ()

    def target_source(self, result: Result) -> str:
        """Cite where the target comes from."""
        if result.goal is None:
            return ""
        return self.notes.cite(result.goal.target.source or result.entry.programme.programme.source)

    def attained(self, result: Result) -> Cell:
        """Write the attainment, or that there is none."""
        if isinstance(result.attainment, NotComputed):
            return self.missing()
        return cell(text.percent_text(result.attainment), Tone.STRONG)

    def bar(self, result: Result) -> Cell:
        """Draw the attainment."""
        return cell(attainment_bar(result, self.glyphs), TONES[result.status])

    def pace(self, result: Result) -> Cell:
        """Write the pace, or that there is none."""
        percent = result.pace.percent
        return cell(text.percent_text(percent)) if isinstance(percent, Fraction) else self.missing()

    def trend(self, result: Result) -> str:
        """Draw the values so far."""
        return sparkline(result.history, self.glyphs)


def status_cell(status: Status) -> Cell:
    """Write a status; its tone never says more than its words."""
    return (Piece(_(SHORT_STATUS[status]), TONES[status]),)


def depths(results: Iterable[Result]) -> dict[str, int]:
    """Give each row how deep it is indented under its parent."""
    parents = {result.code: result.entry.indicator.parent for result in results}
    return {code: _depth(code, parents) for code in parents}


def _depth(code: str, parents: Mapping[str, str | None]) -> int:
    seen = {code}
    parent = parents[code]
    while parent is not None and parent in parents and parent not in seen:
        seen.add(parent)
        parent = parents[parent]
    return len(seen) - 1
