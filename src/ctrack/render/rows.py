"""The fields of a row: what a result says in a table, narrow (fields stacked) or wide (a column each)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import NotComputed, Result, Status
from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.drawing import attainment_bar, sparkline
from ctrack.render.page import Cell, Column, Piece, Tone, beside, cell, stacked
from ctrack.render.words import FLAG_NAMES, STATUS_NAMES, TONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.render.notes import Notes
    from ctrack.render.text import Glyphs
    from ctrack.values.periods import Period

WIDE = 200
"""From this many columns on every field has a column of its own."""

MAX_PERIOD = len("2024-01..2024-09")
"""A longer period is broken in two where fields are stacked."""

MAX_GOAL = 15
"""A longer range is broken in two where fields are stacked."""


@frozen(kw_only=False)
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
                Column(_("Status"), wrap=True),
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
        name = cell(f"{'  ' * depth}{result.code}{self.marks(result)} {text.name_text(result.entry.indicator)}")
        pace = self.pace(result)
        return (
            stacked(name, cell(f"{'  ' * depth}({unit})" if unit else "", Tone.MUTED)),
            stacked(self.value(result), _cited(self.period(result), self.source(result))),
            stacked(self.target(result), _cited(self.deadline(result), self.target_source(result))),
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
            cell(result.code + self.marks(result)),
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

    def damage(self, result: Result) -> str:
        """Mark a row in whose facts there are errors."""
        if not self.dataset.errors_in(result.entry, result.scope):
            return ""
        self.notes.has_damage = True
        return "!"

    def marks(self, result: Result) -> str:
        """Mark a row in whose facts there are errors, and one that is tracked along without being declared."""
        indicator = result.entry.indicator
        if indicator.is_official or indicator.parent:
            return self.damage(result)
        self.notes.has_tracked = True
        return self.damage(result) + "*"

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
            return cell(self._period_text(value.latest.period))
        return cell(self._period_text(value.period))

    def _period_text(self, period: Period) -> str:
        """Let a span of days break where its halves meet, if there is little room."""
        written = text.period_text(period)
        if self.wide or len(written) <= MAX_PERIOD:
            return written
        return written.replace("..", "..\n").replace(" \u2013 ", " \u2013\n")

    def source(self, result: Result) -> str:
        """Cite where the value comes from."""
        if result.value is None:
            return ""
        sources = dict.fromkeys(entry.measurement.source for entry in result.value.inputs)
        return "".join(map(self.notes.cite, sources))

    def target(self, result: Result) -> Cell:
        """Write the judged target."""
        if result.goal is None:
            return self.missing()
        goal = text.goal_text(result.goal, self.dataset.unit(result.entry))
        return cell(goal if self.wide or len(goal) <= MAX_GOAL else goal.replace("\u2013", "\u2013\n"))

    def deadline(self, result: Result) -> Cell:
        """Write by when."""
        return cell(text.goal_deadline_text(result.goal)) if result.goal else ()

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
        line = sparkline(result, self.glyphs)
        self.notes.has_trends = self.notes.has_trends or bool(line)
        return line


def _cited(said: Cell, sources: str) -> Cell:
    """Put a source beside what it says, several of them below it."""
    place = beside if sources.count("[") == 1 else stacked
    return place(said, cell(sources, Tone.MUTED))


def status_cell(status: Status) -> Cell:
    """Write a status; its tone never says more than its words."""
    return (Piece(_(STATUS_NAMES[status]), TONES[status]),)


def depths(entries: Iterable[IndicatorEntry]) -> dict[str, int]:
    """Give each indicator's code how deep it is indented under its parent."""
    parents = {entry.code: entry.indicator.parent for entry in entries}
    return {code: _depth(code, parents) for code in parents}


def _depth(code: str, parents: Mapping[str, str | None]) -> int:
    seen = {code}
    parent = parents[code]
    while parent is not None and parent in parents and parent not in seen:
        seen.add(parent)
        parent = parents[parent]
    return len(seen) - 1
