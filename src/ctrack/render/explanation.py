"""`explain`: how a number and a status came about, step by step, and who entered what they rest on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import NotComputed
from ctrack.dataset import CITY
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.figures import measured_text
from ctrack.render.formulas import decimal_text, result_lines, shown, symbol
from ctrack.render.notes import Notes
from ctrack.render.origins import origins
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
    cell,
    stacked,
)
from ctrack.render.rows import RowWriter, status_cell
from ctrack.render.words import (
    CHOICES,
    FLAG_MEANINGS,
    FLAG_NAMES,
    OBSERVATION_NAMES,
    QUANTITY_NAMES,
    QUESTIONS,
    REASONS,
    ROLES,
    STATUS_NAMES,
    TERM_NAMES,
    UNSCORED_NAMES,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctrack.assess.results import Goal
    from ctrack.assess.roles import Considered
    from ctrack.assess.verdict import Answer, Condition
    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer
    from ctrack.model.codelists import Unit
    from ctrack.render.origins import ExplanationView
    from ctrack.render.text import Glyphs
    from ctrack.values.numbers import Number

_SIGNS: Mapping[str, str] = {">=": "≥", "<=": "≤", "!=": "≠"}


def explanation_page(dataset: Dataset, view: ExplanationView, glyphs: Glyphs) -> Page:
    """Explain a row."""
    writer = _Writer(dataset, view, glyphs)
    return Page((*writer.opening(), *writer.targets(), *writer.figures(), *writer.districts(), *writer.steps(),
                 *writer.verdict(), *origins(dataset, view, writer.notes), writer.notes.bibliography()))  # fmt: skip


class _Writer:
    """Writes the parts of the page."""

    def __init__(self, dataset: Dataset, view: ExplanationView, glyphs: Glyphs) -> None:
        self.dataset, self.view, self.glyphs = dataset, view, glyphs
        self.explanation = view.explanation
        self.result = view.explanation.result
        self.notes = Notes(dataset)
        self.rows = RowWriter(dataset, glyphs, self.notes, wide=True)
        self.unit: Unit = dataset.unit(self.result.entry)

    def opening(self) -> Iterator[Block]:
        """Name the row, and say how it stands."""
        result = self.result
        scope = "" if result.scope == CITY else f", {text.name_text(self.dataset.districts[result.scope])}"
        yield Heading(f"{result.code} {text.name_text(result.entry.indicator)}{scope}")
        yield Paragraph(_("As known on {day}.").format(day=text.date_text(result.day)), Tone.MUTED)
        status = _(STATUS_NAMES[result.status])
        if isinstance(result.attainment, NotComputed):
            reason = _(REASONS[result.attainment.reason])
            is_said = result.goal is None or result.value is None  # the status says it already
            told = (
                f"{status}."
                if is_said
                else _("{status}; no percentage: {reason}.").format(status=status, reason=reason)
            )
        else:
            percent = text.percent_text(result.attainment)
            told = _("{status}; {percent} of the target.").format(status=status, percent=percent)
        yield Paragraph(told, Tone.STRONG)
        if self.rows.damage(result):
            yield Paragraph(
                _("There are errors in the facts of this row, and what cannot be read is left out: ctrack validate"),
                Tone.BAD,
            )

    def targets(self) -> Iterator[Block]:
        """List the targets: which one is judged and why, and why the others are not."""
        chosen = self.explanation.chosen
        rows = [
            self._goal_row(goal, _(CHOICES[chosen.why]) if chosen and goal is chosen.goal else _("not judged now"))
            for goal in self._goals()
        ]
        rows += [
            (
                cell(text.with_unit(text.interval_text(target.low, target.high, target.of), self.unit)),
                cell(text.due_text(target, self.result.entry.programme.period)),
                cell(_(UNSCORED_NAMES[reason])),
                cell(self._line(target.pointer), Tone.MUTED),
            )
            for target, reason in self.explanation.unscored
        ]
        yield Heading(_("Target"), 2)
        if not rows:
            yield Paragraph(_("No target is in force."))
            return
        columns = (
            Column(_("Target"), "right"),
            Column(_("Deadline")),
            Column(_("Role"), wrap=True),
            Column(_("Line"), "right"),
        )
        yield Table(columns=columns, rows=tuple(rows))
        yield self._file(self.result.entry.indicator.pointer)

    def _goals(self) -> list[Goal]:
        """Put the judged goal first, the others by their deadlines."""
        chosen = self.explanation.chosen
        return sorted(
            self.explanation.goals,
            key=lambda goal: (not (chosen and goal is chosen.goal), goal.window.last, goal.window.first),
        )

    def _goal_row(self, goal: Goal, role: str) -> tuple[Cell, ...]:
        since = _("from {day}").format(day=text.date_text(goal.window.first))
        deadline = text.goal_deadline_text(goal) + (f" ({since})" if goal.has_own_window else "")
        return (
            cell(text.goal_text(goal, self.unit)),
            cell(deadline),
            cell(role),
            cell(self._line(goal.target.pointer), Tone.MUTED),
        )

    def figures(self) -> Iterator[Block]:
        """List every figure of the row and what became of it."""
        rows = tuple(
            (
                cell(text.period_text(one.measurement.date)),
                stacked(cell(measured_text(one.measurement)), cell(_firmness(one), Tone.MUTED)),
                cell(text.date_text(one.known)),
                self._attained_then(one),
                cell(_(ROLES[one.role])),
                cell(self._line(one.measurement.pointer), Tone.MUTED),
            )
            for one in reversed(self.explanation.figures)
        )
        yield Heading(_("Figures"), 2)
        if not rows:
            yield Paragraph(_("No figure is recorded."))
            return
        columns = (
            Column(_("Period")),
            Column(_("Value"), "right"),
            Column(_("Known since")),
            Column(_("Attained then"), "right"),
            Column(_("Role"), wrap=True),
            Column(_("Line"), "right"),
        )
        yield Table(columns=columns, rows=rows)
        yield self._file(self.explanation.figures[0].measurement.pointer)
        yield Paragraph(_("`--as-of` explains a past day, as on the day since which a figure is known."), Tone.MUTED)

    def _attained_then(self, one: Considered) -> Cell:
        """Write how far the target was reached when a figure became known, where it was the one that counted."""
        value = one.then.value if one.then else None
        is_counted = value is not None and any(entry.measurement is one.measurement for entry in value.inputs)
        return self.rows.attained(one.then) if one.then and is_counted else ()

    def districts(self) -> Iterator[Block]:
        """List the districts' rows that a roll-up is made of."""
        if not self.explanation.districts:
            return
        rollup = self.result.entry.meaning.rollup
        rows = tuple(
            (
                cell(text.name_text(self.dataset.districts[row.scope])),
                self.rows.value(row),
                self.rows.target(row),
                status_cell(row.status),
                cell(f"ctrack explain {row.code} --district {row.scope} --as-of {row.day}", Tone.MUTED),
            )
            for row in self.explanation.districts
        )
        columns = (
            Column(_("District"), wrap=True),
            Column(_("Value"), "right"),
            Column(_("Target"), "right"),
            Column(_("Status"), wrap=True),
            Column(_("How it came about"), wrap=True),
        )
        yield Heading(_("Districts ({code})").format(code=rollup.from_ if rollup else ""), 2)
        yield Table(columns=columns, rows=rows)

    def steps(self) -> Iterator[Block]:
        """Write each number as a formula, exactly and as it is shown."""
        rows = []
        for step in self.explanation.steps:
            reason = _(REASONS[step.computed.reason]) if isinstance(step.computed, NotComputed) else ""
            how = stacked(*map(cell, result_lines(step))) if not reason else cell(reason, Tone.MUTED)
            result = cell(shown(step, self.unit), Tone.STRONG) if not reason else self.rows.missing()
            rows.append((cell(_(QUANTITY_NAMES[step.quantity])), how, result))
        columns = (
            Column(_("Number"), wrap=True),
            Column(_("How it is computed"), wrap=True),
            Column(_("Shown as"), "right"),
        )
        yield Heading(_("Computation"), 2)
        yield Table(columns=columns, rows=tuple(rows))
        names = dict.fromkeys(
            term.name for step in self.explanation.steps if step.formula for term in step.formula.terms
        )
        yield Listing(tuple((symbol(name), _(TERM_NAMES[name])) for name in names if name in TERM_NAMES), Tone.MUTED)

    def verdict(self) -> Iterator[Block]:
        """Show the questions down to the first yes, which gives the status, and what the flags mean."""
        rows = tuple(
            (
                cell(_(QUESTIONS[answer.question])),
                cell(self._conditions(answer)),
                (
                    *cell(_("yes: ") if answer.holds else _("no")),
                    *(status_cell(answer.status) if answer.holds else ()),
                ),
            )
            for answer in self.explanation.answers
        )
        columns = (Column(_("Question"), wrap=True), Column(_("Here"), wrap=True), Column(_("Answer")))
        yield Heading(_("Status"), 2)
        yield Table(columns=columns, rows=rows)
        flags = [(_(FLAG_NAMES[flag]), _(FLAG_MEANINGS[flag])) for flag in self.result.flags]
        if self.result.reached_on:
            flags.append((_("Reached on"), text.date_text(self.result.reached_on)))
        yield Listing(tuple(flags))

    def _conditions(self, answer: Answer) -> str:
        conjunction = _("and")
        return f" {conjunction} ".join(map(self._condition, answer.conditions))

    def _condition(self, condition: Condition) -> str:
        if condition.sign == "complete":
            return _("all periods are covered") if condition.holds else _("some periods are missing")
        sides = [_side(side) for side in (condition.left, condition.right)]
        if sides[0] == sides[1] and condition.left != condition.right:  # rounding hides what decides
            sides = [
                decimal_text(side) if isinstance(side, (Decimal, Fraction)) else "?"
                for side in (condition.left, condition.right)
            ]
        named = f"{condition.name} = " if condition.name else ""
        return named + f" {_SIGNS.get(condition.sign, condition.sign)} ".join(sides)

    def _file(self, pointer: Pointer) -> Paragraph:
        """Name the file that the lines of a table are counted in."""
        return Paragraph(_("Lines of {file}.").format(file=text.visible(str(pointer[0]))), Tone.MUTED)

    def _line(self, pointer: Pointer) -> str:
        return str(self.view.place(pointer)[1])


def _firmness(one: Considered) -> str:
    status = one.measurement.status
    return "" if status == "final" else _(OBSERVATION_NAMES[status])


def _side(side: Number | date | None) -> str:
    if side is None:
        return "?"
    return text.date_text(side) if isinstance(side, date) else text.number_text(side)
