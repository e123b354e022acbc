"""Where the numbers of an explanation come from: each fact with its place, its source, and who entered it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.model.indicator import Measurement, Target
from ctrack.render import text
from ctrack.render.figures import measured_text, one_line
from ctrack.render.formulas import symbol
from ctrack.render.page import Block, Cell, Column, Heading, Paragraph, Table, Tone, cell, stacked
from ctrack.values.commits import SHORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ctrack.assess.explanation import Explanation
    from ctrack.assess.formulas import Recorded
    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.findings import Pointer
    from ctrack.i18n import Message
    from ctrack.model.codelists import Unit
    from ctrack.render.notes import Notes
    from ctrack.values.commits import Entered


@frozen
class ExplanationView:
    """Everything that `explain CODE` shows; `place` gives the file and line of a record, `entered` who entered it."""

    explanation: Explanation
    place: Callable[[Pointer], tuple[str, int]]
    entered: Mapping[Pointer, tuple[Entered, ...]]
    unknown: Message | None


def origins(dataset: Dataset, view: ExplanationView, notes: Notes) -> Iterator[Block]:
    """Say where each fact stands, what it is from, and who entered it."""
    explanation = view.explanation
    names, owners = _names(explanation), owners_of(explanation)
    rows = tuple(
        (
            cell(", ".join(names[id(record)])),
            _fact_cell(dataset, explanation.result, owners, record, notes),
            cell(_where(view, record.pointer)),
            stacked(*(cell(_entry_text(entry)) for entry in view.entered.get(record.pointer, ()))),
        )
        for record in explanation.records
    )
    if not rows:
        return
    columns = (
        Column(""),
        Column(_("Fact"), wrap=True),
        Column(_("Where")),
        Column(_("Entered"), wrap=True),
    )
    yield Heading(_("Where the numbers come from"), 2)
    yield Table(columns=columns, rows=rows).without_empty_columns()
    if view.unknown:
        told = _("Who entered it is not known: {reason}.")
        yield Paragraph(told.format(reason=view.unknown.translated()), Tone.MUTED)


def _fact_cell(dataset: Dataset, result: Result, owners: Mapping[int, Result], record: Recorded, notes: Notes) -> Cell:
    """Name a fact: whose it is if it is another row's, what it says, its source and note."""
    owner = owners.get(id(record), result)
    said = _record_text(record, dataset.unit(owner.entry))
    if (owner.code, owner.scope) != (result.code, result.scope):
        district = dataset.districts.get(owner.scope)
        whose = text.name_text(district) if district and isinstance(record, Measurement) else owner.code
        said = f"{whose}: {said}"
    cited = notes.cite(source_of(owners, result, record))
    return stacked(cell(f"{said} {cited}".strip()), cell(one_line(record.note), Tone.MUTED))


def _where(view: ExplanationView, pointer: Pointer) -> str:
    file, line = view.place(pointer)
    return text.visible(f"{file}:{line}")


def owners_of(explanation: Explanation) -> Mapping[int, Result]:
    """Give each fact of the rows of a roll-up the row that it is of."""
    owners: dict[int, Result] = {}
    for row in explanation.districts:
        measurements = [entry.measurement for entry in row.history]
        for record in (*measurements, *([row.goal.target] if row.goal else [])):
            owners.setdefault(id(record), row)
    return owners


def source_of(owners: Mapping[int, Result], result: Result, record: Recorded) -> str | None:
    """Give the source of a fact: its own, else of a target that of its programme."""
    owner = owners.get(id(record), result)
    return record.source or (owner.entry.programme.programme.source if isinstance(record, Target) else None)


def _names(explanation: Explanation) -> Mapping[int, list[str]]:
    """Give each fact the names that it has in the formulas."""
    names: dict[int, list[str]] = defaultdict(list)
    for step in explanation.steps:
        for term in step.formula.terms if step.formula else ():
            name = symbol(term.name)
            if term.record is not None and name not in names[id(term.record)]:
                names[id(term.record)].append(name)
    return names


def _record_text(record: Recorded, unit: Unit) -> str:
    """Name a fact: what it is, its period and what it says."""
    if isinstance(record, Target):
        edges = text.with_unit(text.target_text(record), unit)
        return _("target {deadline}: {edges}").format(deadline=text.due_text(record), edges=edges)
    if isinstance(record, Measurement):
        return _("figure {period}: {value}").format(period=text.period_text(record.date), value=measured_text(record))
    value = text.bound_sign(record.bound) + text.of_text(record.value, record.of)
    return _("baseline {period}: {value}").format(
        period=text.period_text(record.date), value=text.with_unit(value, unit)
    )


def _entry_text(entry: Entered) -> str:
    if entry.commit is None:
        return _("not committed yet")
    day = text.date_text(entry.day) if entry.day else "?"
    told = f"{entry.commit[:SHORT]} {day} {text.visible(entry.author)}"
    return _("{commit} or before").format(commit=told) if entry.may_be_older else told
