"""Figures of sheets beside those of the tracker: which are new, which are there, and which contradict one that is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctrack.assess.observations import known_day
from ctrack.assess.results import Flag
from ctrack.forms.tables import Problem
from ctrack.i18n import N_, Message, gettext
from ctrack.render.figures import measured_text
from ctrack.render.words import FLAG_NAMES, OBSERVATION_NAMES
from ctrack.store.editing import record_key
from ctrack.store.figures import figure_edit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctrack.dataset import Dataset
    from ctrack.forms.sheets import Figure
    from ctrack.model.indicator import Measurement
    from ctrack.store.editing import RecordKey
    from ctrack.store.edits import Append

SAID = ("value", "count", "of_target", "of", "status", "bound", "break_")
"""What a figure says; where two are of the same period, source and day, it is the same in both or one is wrong."""


@dataclass(kw_only=True)
class Merged:
    """What becomes of figures: those to be written, how many are there already, and why some cannot be taken over."""

    new: list[Figure] = field(default_factory=list)
    known: int = 0
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    def edits(self, dataset: Dataset) -> dict[str, list[Append]]:
        """Give the edits by file, in the order of indicator and period."""
        edits: dict[str, list[Append]] = defaultdict(list)
        for one in sorted(self.new, key=_order):
            edit = _edit(dataset, one)
            edits[str(edit.pointer[0])].append(edit)
        return dict(edits)

    def places(self, dataset: Dataset) -> dict[RecordKey, str]:
        """Tell where in the sheets each new figure stands."""
        edits = ((_edit(dataset, one), one.place) for one in self.new)
        return {
            record_key(edit.pointer, {key: value.text for key, value in edit.record}): place for edit, place in edits
        }


def _edit(dataset: Dataset, one: Figure) -> Append:
    return figure_edit(dataset, one.entry, one.scope, one.measurement.date, one.values)


def _order(figure: Figure) -> tuple[object, ...]:
    period = figure.measurement.date
    return figure.entry.code, period.last, period.first


def merge(dataset: Dataset, figures: Iterable[Figure]) -> Merged:
    """Compare figures with those of the tracker, and with one another."""
    merged = Merged()
    taken: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        row = (figure.entry.code, figure.scope)
        there = [
            one for one in dataset.values(figure.entry, figure.scope) if _is_of_same(dataset, one, figure.measurement)
        ]
        earlier = [one for one in taken[row] if _is_of_same(dataset, one.measurement, figure.measurement)]
        if _compare(merged, figure, there):
            pass
        elif earlier:
            _compare_rows(merged, figure, earlier[0])
        else:
            taken[row].append(figure)
            merged.new.append(figure)
    return merged


def _is_of_same(dataset: Dataset, one: Measurement, other: Measurement) -> bool:
    """Tell whether two figures cannot both stand: of one period, from one source, known on one day."""
    return (
        one.date == other.date and one.source == other.source and known_day(dataset, one) == known_day(dataset, other)
    )


def _says_the_same(one: Measurement, other: Measurement) -> bool:
    return all(getattr(one, key) == getattr(other, key) for key in SAID) and (
        None in {one.stated, other.stated} or one.stated == other.stated
    )


def _compare(merged: Merged, figure: Figure, there: list[Measurement]) -> bool:
    """Compare a figure with those that are there of its kind; gives whether that settles what becomes of it."""
    standing = [one for one in there if one.withdrawn is None]
    same = next((one for one in standing if _says_the_same(one, figure.measurement)), None)
    if same:
        merged.known += 1
        if figure.measurement.note not in {None, same.note}:
            merged.remarks.append(Problem(figure.place, Message(N_("the figure is there already, with another note"))))
        return True
    if standing:
        arguments = {"code": figure.entry.code, "value": _told(standing[0]), "now": _told(figure.measurement)}
        message = Message(
            N_("{code} has {value} for this period from this source already, here it is {now}"), arguments
        )
        hint = Message(N_("a revised figure says when it became known (published), or has another source"))
        merged.problems.append(Problem(figure.place, message, hint))
        return True
    withdrawn = next((one for one in there if _says_the_same(one, figure.measurement)), None)
    if withdrawn is None:
        return False
    reason = {"note": withdrawn.note or withdrawn.withdrawn}
    message = Message(N_("this figure was entered before, and withdrawn ({note})"), reason)
    merged.problems.append(Problem(figure.place, message))
    return True


def _told(measurement: Measurement) -> str:
    """Write a figure with all that makes it another one."""
    marks = [] if measurement.status == "final" else [gettext(OBSERVATION_NAMES[measurement.status])]
    marks += [gettext(FLAG_NAMES[Flag.BREAK])] if measurement.break_ else []
    return f"{measured_text(measurement)} ({', '.join(marks)})" if marks else measured_text(measurement)


def _compare_rows(merged: Merged, figure: Figure, earlier: Figure) -> None:
    if _says_the_same(earlier.measurement, figure.measurement):
        message = Message(N_("the same figure stands at {place} too, and is taken once"), {"place": earlier.place})
        merged.remarks.append(Problem(figure.place, message))
        return
    message = Message(
        N_("{place} says {value} for the same indicator, period and source"),
        {"place": earlier.place, "value": _told(earlier.measurement)},
    )
    merged.problems.append(Problem(figure.place, message))
