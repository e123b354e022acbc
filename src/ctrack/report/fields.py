"""The fields of a report's tables: what a result, a task or a programme says, in words and for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.results import NotComputed, Result
from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.page import Tone
from ctrack.render.tasks import owner_text
from ctrack.render.words import FLAG_NAMES, STATUS_NAMES, TASK_STATUS, TONES
from ctrack.report.model import Field
from ctrack.values.numbers import exact

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from ctrack.assess.results import Computed, Goal, Status
    from ctrack.assess.tasks import TaskResult
    from ctrack.dataset import Dataset
    from ctrack.model.codelists import Unit
    from ctrack.render.notes import Notes

NOTHING = Field()


def text_field(words: str, *, note: str = "", tone: Tone = Tone.PLAIN) -> Field:
    """Make a field of words."""
    return Field(text=words, note=note, tone=tone)


def count_field(count: int | None, tone: Tone = Tone.PLAIN) -> Field:
    """Make a field of how many there are; `?` where nobody knows."""
    return Field(text="?") if count is None else Field(text=text.count_text(count), value=count, tone=tone)


def percent_field(number: Computed) -> Field:
    """Make a field of a percentage, rounded as it is shown; an empty one where none is computed."""
    if isinstance(number, NotComputed):
        return NOTHING
    return Field(text=text.percent_text(number), value=text.rounded(number, text.PERCENT_PLACES))


def status_field(status: Status, note: str = "") -> Field:
    """Make a field of a status."""
    return Field(text=_(STATUS_NAMES[status]), tone=TONES[status], note=note, key=str(status))


def _only_edge(goal: Goal) -> Decimal | None:
    """Give the number that a goal is, as it is written; nothing where it is a range."""
    target = goal.target
    low, high = (target.low, target.high) if target.from_baseline is None else (goal.low, goal.high)
    edges = {edge for edge in (low, high) if edge is not None}
    return text.rounded(edges.pop()) if len(edges) == 1 else None


@frozen(kw_only=False)
class Fields:
    """Writes the fields of results and tasks, and notes the sources and signs that they use."""

    dataset: Dataset
    notes: Notes

    def unit(self, result: Result) -> Unit:
        """Give the unit of a row."""
        return self.dataset.unit(result.entry)

    def name(self, result: Result, depth: int = 0, note: str | None = None) -> Field:
        """Name a row by its indicator's code and name; below it the unit, unless there is another note."""
        self.notes.see(result)
        unit = text.unit_text(self.unit(result))
        words = f"{result.code}{self._marks(result)} {text.name_text(result.entry.indicator)}"
        return Field(text=words, note=unit if note is None else note, depth=depth, key=result.code)

    def _marks(self, result: Result) -> str:
        indicator = result.entry.indicator
        damage = "!" if self.dataset.errors_in(result.entry, result.scope) else ""
        along = "" if indicator.is_official or indicator.parent else "*"
        self.notes.has_damage = self.notes.has_damage or bool(damage)
        self.notes.has_tracked = self.notes.has_tracked or bool(along)
        return damage + along

    def value(self, result: Result) -> Field:
        """Write the latest value; below it its period and where it is from."""
        value = result.value
        if value is None:
            return text_field(_("no data"), tone=Tone.MUTED)
        sources = dict.fromkeys(entry.measurement.source for entry in value.inputs)
        if value.rollup:
            told = _("{reported} of {expected} districts").format(
                reported=value.rollup.reported, expected=value.rollup.expected
            )
            sources = {}
        else:
            told = text.period_text(value.latest.period if value.is_single else value.period)
        note = " ".join([told, "".join(map(self.notes.cite, sources))]).strip()
        words = text.value_text(value, self.unit(result))
        return Field(text=words, value=text.rounded(value.amount), note=note, tone=Tone.STRONG)

    def target(self, result: Result) -> Field:
        """Write the judged target; below it the deadline and where it is from."""
        goal = result.goal
        if goal is None:
            return NOTHING
        source = self.notes.cite(goal.target.source or result.entry.programme.programme.source)
        note = f"{text.goal_deadline_text(goal)} {source}".strip()
        return Field(text=text.goal_text(goal, self.unit(result)), value=_only_edge(goal), note=note)

    def attained(self, result: Result) -> Field:
        """Write the attainment."""
        return percent_field(result.attainment)

    def pace(self, result: Result) -> Field:
        """Write the pace."""
        return percent_field(result.pace.percent)

    def status(self, result: Result) -> Field:
        """Write the status; below it the flags."""
        return status_field(result.status, ", ".join(_(FLAG_NAMES[flag]) for flag in result.flags))

    def short_of_target(self, result: Result) -> Field:
        """Write how far the value lies from the target."""
        if result.goal is None or result.value is None or result.goal.is_of_another_total(result.value.of):
            return NOTHING
        short = result.goal.distance(exact(result.value.amount))
        return self._change(result, short) if short else NOTHING

    def short_of_path(self, result: Result) -> Field:
        """Write how far the value lies from where the required path should be by then; nothing on or beyond it."""
        expected, value, goal = result.pace.expected, result.value, result.goal
        if expected is None or value is None or goal is None:
            return NOTHING
        short = goal.distance(exact(value.amount)) - goal.distance(expected)
        return self._change(result, short) if short > 0 else NOTHING

    def _change(self, result: Result, amount: Fraction) -> Field:
        return Field(text=text.change_text(amount, self.unit(result)), value=text.rounded(amount))

    def owner(self, ident: str | None) -> Field:
        """Name an agency or a district."""
        return text_field(owner_text(self.dataset, ident))

    def scope(self, result: Result) -> str:
        """Name the district that a row is of, where it is not its programme's own."""
        district = self.dataset.districts.get(result.scope)
        return text.name_text(district) if district and result.scope != result.entry.programme.scope else ""

    def deadline(self, day: date, today: date) -> Field:
        """Write a deadline; below it how far away it is."""
        days = (day - today).days
        if days < 0:
            told = ngettext("{days} day overdue", "{days} days overdue", -days)
        else:
            told = ngettext("in {days} day", "in {days} days", days) if days else _("today")
        note = told.format(days=text.count_text(abs(days)))
        return Field(text=text.deadline_text(day), value=day, note=note, tone=Tone.BAD if days < 0 else Tone.FAIR)

    def task(self, task: TaskResult) -> Field:
        """Name a task."""
        damaged = any(code == task.task.code for code, _scope in self.dataset.damage)
        self.notes.has_damage = self.notes.has_damage or damaged
        return Field(text=f"{task.task.code}{'!' if damaged else ''} {text.name_text(task.task)}", key=task.task.code)

    def task_due(self, task: TaskResult, today: date) -> Field:
        """Write when a task is due; below it by how much it is late."""
        if task.due is None:
            return NOTHING
        if task.is_overdue:
            return self.deadline(task.due, today)
        return Field(text=text.deadline_text(task.due), value=task.due)

    def task_status(self, task: TaskResult) -> Field:
        """Write what was last reported of a task; below it when, and where."""
        if task.status is None or task.update is None:
            return text_field(_("nothing reported"), tone=Tone.MUTED)
        note = f"{text.period_text(task.update.date)} {self.notes.cite(task.update.source)}".strip()
        tones = {"done": Tone.GOOD, "postponed": Tone.FAIR, "cancelled": Tone.MUTED}
        return Field(
            text=_(TASK_STATUS[task.status]),
            tone=tones.get(task.status, Tone.PLAIN),
            note=note,
            key=str(task.status),
        )
