"""`diff`: what changed between two revisions, and what that does, as tables; cut to a length for a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.changes.compare import How, Section
from ctrack.changes.definitions import DEFINITION_NAMES
from ctrack.changes.facts import NAMES
from ctrack.dataset import CITY
from ctrack.frozen import frozen
from ctrack.i18n import N_, ngettext
from ctrack.i18n import gettext as _
from ctrack.model.indicator import Baseline, Measurement, Target
from ctrack.model.programme import TaskUpdate
from ctrack.render import text
from ctrack.render.figures import measured_text, one_line
from ctrack.render.markdown import to_markdown
from ctrack.render.page import Block, Cell, Column, Heading, Page, Paragraph, Table, Tone, cell, stacked
from ctrack.render.rows import status_cell
from ctrack.render.words import OBSERVATION_NAMES, TASK_STATUS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from ctrack.assess.results import Result
    from ctrack.changes.compare import Change, Comparison
    from ctrack.changes.effects import Effect
    from ctrack.changes.facts import Fact
    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer

MARKER = "<!-- ctrack diff -->"
"""The first line of a comment, by which the next run finds it again."""

MAX_COMMENT = 60_000
"""Hosts of repositories take comments of some 65,000 characters."""

_CAPS = (200, 100, 50, 20, 10, 5, 2, 0)
MAX_WORDS = 60
"""A longer text is cut where keys are listed."""

_HOW_NAMES: Mapping[How, str] = {
    How.ADDED: N_("new"),
    How.FURTHER_SOURCE: N_("the same figure again"),
    How.REVISED: N_("revised by a further entry"),
    How.DECIDED_ANEW: N_("decided anew"),
    How.OVERWRITTEN: N_("overwritten"),
    How.REDATED: N_("known from another day"),
    How.WITHDRAWN: N_("withdrawn"),
    How.ANNOTATED: N_("details changed"),
    How.CHANGED: N_("changed"),
    How.REMOVED: N_("removed"),
}


@frozen
class DiffView:
    """Everything that `diff BASE HEAD` shows; `place` and `place_in_base` give the file and line of a record."""

    base: Dataset
    head: Dataset
    base_name: str
    head_name: str | None
    day: date
    comparison: Comparison
    effects: tuple[Effect, ...]
    place: Callable[[Pointer], tuple[str, int]]
    place_in_base: Callable[[Pointer], tuple[str, int]]

    @property
    def moved(self) -> tuple[Effect, ...]:
        """The rows whose status is another one now."""
        return tuple(effect for effect in self.effects if effect.has_moved)


def to_comment(view: DiffView) -> str:
    """Write the changes as Markdown for a comment on a pull request: one marker, and never longer than a host takes."""
    written = (f"{MARKER}\n{to_markdown(diff_page(view, cap))}" for cap in _CAPS)
    return next((comment for comment in written if len(comment) <= MAX_COMMENT), MARKER)


def diff_page(view: DiffView, cap: int | None = None) -> Page:
    """Show the changes; of each table at most `cap` rows."""
    return Page(tuple(_Writer(view, cap).blocks()))


class _Writer:
    """Writes the parts of the page."""

    def __init__(self, view: DiffView, cap: int | None) -> None:
        self.view, self.cap = view, cap

    def blocks(self) -> Iterator[Block]:
        view = self.view
        head = view.head_name or _("the work tree")
        yield Heading(_("Changes from {base} to {head}").format(base=view.base_name, head=head))
        yield Paragraph(_("Statuses as known on {day}.").format(day=text.date_text(view.day)), Tone.MUTED)
        if view.comparison.changes or view.effects:
            yield Paragraph(self._summary(), Tone.STRONG)
        elif not view.comparison.uncompared:
            yield Paragraph(_("No fact and no definition changed."))
        yield from self._moves()
        yield from self._data(Section.NEW, _("New data"))
        yield from self._data(Section.REVISED, _("Revised and removed data"))
        yield from self._data(Section.TARGETS, _("Targets and baselines"))
        yield from self._others()
        for file, count in sorted(view.comparison.uncompared.items()):
            told = ngettext(
                "{file} cannot be read whole on one side: {count} fact was not compared.",
                "{file} cannot be read whole on one side: {count} facts were not compared.",
                count,
            )
            yield Paragraph(told.format(file=text.visible(file), count=text.count_text(count)), Tone.BAD)
        for file in view.comparison.doubtful:
            told = _("{file} could not be read whole in the base: what is new in it may have been there before.")
            yield Paragraph(told.format(file=text.visible(file)), Tone.BAD)

    def _summary(self) -> str:
        new, revised, targets, other = (len(self.view.comparison.of(section)) for section in Section)
        moved = len(self.view.moved)
        parts = (
            (new, ngettext("{count} new figure", "{count} new figures", new)),
            (revised, ngettext("{count} revised or removed", "{count} revised or removed", revised)),
            (targets, ngettext("{count} target or baseline", "{count} targets or baselines", targets)),
            (other, ngettext("{count} other change", "{count} other changes", other)),
            (moved, ngettext("{count} status moved", "{count} statuses moved", moved)),
        )
        return "; ".join(words.format(count=text.count_text(number)) for number, words in parts if number) + "."

    def _moves(self) -> Iterator[Block]:
        rows = [
            (
                cell(self._row_name(effect.after) + ("!" if effect.is_damaged else "")),
                stacked(status_cell(effect.before.status), cell(self._standing(effect.before), Tone.MUTED)),
                stacked(status_cell(effect.after.status), cell(self._standing(effect.after), Tone.MUTED)),
                self._because(effect),
            )
            for effect in self.view.moved
        ]
        columns = (
            Column(_("Indicator"), wrap=True),
            Column(_("Before")),
            Column(_("After")),
            Column(_("Because of"), wrap=True),
        )
        yield from self._table(_("What it does"), columns, rows)
        if any(effect.is_damaged for effect in self.view.moved):
            told = _("! there are errors in its facts: it may have moved only because something cannot be read")
            yield Paragraph(told, Tone.BAD)
        others = len(self.view.effects) - len(rows)
        if others:
            told = ngettext(
                "{count} further row has other figures and the same status.",
                "{count} further rows have other figures and the same status.",
                others,
            )
            yield Paragraph(told.format(count=text.count_text(others)), Tone.MUTED)

    def _standing(self, result: Result) -> str:
        unit = self.view.head.unit(result.entry)
        return text.value_text(result.value, unit) if result.value else ""

    def _because(self, effect: Effect) -> Cell:
        if not effect.because:
            return cell(_("another order of entries that stand for each other"))
        return stacked(*(cell(self._cause(change)) for change in effect.because))

    def _cause(self, change: Change) -> str:
        fact = change.after or change.before
        assert fact is not None  # noqa: S101 - one of the two is there
        said = self._said(fact)
        what = {"measurement": _("figure"), "target": _("target"), "baseline": _("baseline")}.get(fact.identity.kind)
        named = f"{what} {_period(fact)}: {said}" if what else self._named(fact)
        scope = self._scope(fact.identity.scope)
        keys = "" if what or not (change.before and change.after) else f": {'; '.join(_keys(change))}"
        return f"{named}{f', {scope}' if scope and what else ''} ({_(_HOW_NAMES[change.how])}{keys})"

    def _data(self, section: Section, title: str) -> Iterator[Block]:
        changes = self.view.comparison.of(section)
        rows = [
            (
                stacked(cell(self._owner_name(change)), cell(self._where(change, fact), Tone.MUTED)),
                cell(_period(fact)),
                stacked(*(cell(line) for line in self._values(change))),
                cell(_(_HOW_NAMES[change.how])),
            )
            for change in changes
            if (fact := change.after or change.before)
        ]
        columns = (
            Column(_("Indicator"), wrap=True),
            Column(_("Deadline") if section is Section.TARGETS else _("Period")),
            Column(_("Value") if section is Section.NEW else _("Before and after"), "right", wrap=True),
            Column(_("What happened"), wrap=True),
        )
        yield from self._table(title, columns, rows)

    def _values(self, change: Change) -> Iterator[str]:
        """Write what was said before, and behind an arrow what is said now."""
        before = change.before or (change.earlier if change.how is not How.FURTHER_SOURCE else None)
        is_standing = change.how is not How.WITHDRAWN
        if before:
            yield self._said(before)
        if change.after and is_standing:
            yield f"→ {self._said(change.after)}" if before else self._said(change.after)

    def _others(self) -> Iterator[Block]:
        rows = [
            (
                stacked(cell(self._named(fact)), cell(self._where(change, fact), Tone.MUTED)),
                cell(_(_HOW_NAMES[change.how])),
                stacked(*(cell(line) for line in _keys(change))),
            )
            for change in self.view.comparison.of(Section.OTHER)
            if (fact := change.after or change.before)
        ]
        columns = (Column(_("What"), wrap=True), Column(_("What happened"), wrap=True), Column(_("Keys"), wrap=True))
        yield from self._table(_("Other changes"), columns, rows)

    def _table(self, title: str, columns: tuple[Column, ...], rows: Sequence[tuple[Cell, ...]]) -> Iterator[Block]:
        if not rows:
            return
        yield Heading(f"{title} ({text.count_text(len(rows))})", 2)
        kept = tuple(rows if self.cap is None else rows[: self.cap])
        if kept:
            yield Table(columns=columns, rows=kept).without_empty_columns()
        hidden = len(rows) - len(kept)
        if hidden:
            yield Paragraph(
                _("… and {count} more: ctrack diff lists them all").format(count=text.count_text(hidden)), Tone.MUTED
            )

    def _said(self, fact: Fact) -> str:
        """Write what a fact says, as a reader writes it."""
        record = fact.record
        if isinstance(record, Target):
            draft = _("draft")
            return text.target_text(record) + (f" ({draft})" if fact.is_draft else "")
        if isinstance(record, Measurement):
            status = "" if record.status == "final" else f" ({_(OBSERVATION_NAMES[record.status])})"
            return measured_text(record) + status
        if isinstance(record, Baseline):
            return text.bound_sign(record.bound) + text.of_text(record.value, record.of)
        return ""

    def _row_name(self, result: Result) -> str:
        scope = self._scope(result.scope)
        name = f"{result.code} {text.name_text(result.entry.indicator)}"
        return f"{name}, {scope}" if scope else name

    def _owner_name(self, change: Change) -> str:
        code = change.identity.owner
        entry = self.view.head.indicators.get(code) or self.view.base.indicators.get(code)
        name = f"{code} {text.name_text(entry.indicator)}" if entry else code
        scope = self._scope(change.identity.scope)
        return f"{name}, {scope}" if scope else name

    def _scope(self, scope: str) -> str:
        if scope == CITY:
            return ""
        district = self.view.head.districts.get(scope) or self.view.base.districts.get(scope)
        return text.name_text(district) if district else scope

    def _named(self, fact: Fact) -> str:
        kind, record = fact.identity.kind, fact.record
        what = _(DEFINITION_NAMES.get(kind) or NAMES[kind])
        if isinstance(record, TaskUpdate):
            return f"{what} {fact.identity.owner} {text.period_text(record.date)}: {_(TASK_STATUS[record.status])}"
        return text.visible(f"{what} {fact.text}") if kind != "tracker" else what

    def _where(self, change: Change, fact: Fact) -> str:
        """Say where a fact stands, and what it is from."""
        file, line = (self.view.place if change.after else self.view.place_in_base)(fact.pointer)
        place = text.visible(f"{file}:{line}")
        told = place if change.after else _("{place} in the base").format(place=place)
        source = dict(fact.details).get("source")
        return f"{told} [{text.visible(str(source))}]" if source else told


def _period(fact: Fact) -> str:
    record = fact.record
    if isinstance(record, Target):
        return text.due_text(record)
    return text.period_text(record.date) if isinstance(record, (Measurement, Baseline)) else ""


def _keys(change: Change) -> Iterator[str]:
    """Write the keys that say something else; of what is new or gone its own words say enough."""
    for key, before, after in change.keys if change.before and change.after else ():
        yield f"{key}: {_words(before)} → {_words(after)}"


def _words(value: object) -> str:
    if value is None:
        return "–"  # noqa: RUF001
    words = one_line(str(value).lower() if isinstance(value, bool) else str(value))
    is_whole = len(words) <= MAX_WORDS or "://" in words  # an address that is cut leads elsewhere
    return words if is_whole else f"{words[: MAX_WORDS - 1]}…"
