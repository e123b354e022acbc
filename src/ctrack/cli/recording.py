"""`record`: a figure into the right file, or a mark on one that was entered wrongly."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.asked import misread, read_option
from ctrack.errors import CannotRunError, UsageError
from ctrack.findings import Severity
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.lookup import find_district, find_measured, find_source, scope_of
from ctrack.model.indicator import Measurement
from ctrack.render.findings.concise import concise_line
from ctrack.render.text import visible
from ctrack.store.editing import Opened, Plan, open_tracker, plan
from ctrack.store.edits import Edit, Replace, SetKey
from ctrack.store.figures import figure_edit, keys_of
from ctrack.store.locate import path_from
from ctrack.store.scalars import Value, plain, typed
from ctrack.store.write import locked, write
from ctrack.values.numbers import read_decimal
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctrack.cli.common import Common
    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.findings import Located
    from ctrack.values.periods import Period


@frozen
class Request:
    """What the command line asks to record, each as it was typed."""

    common: Common
    code: str
    value: str | None
    date: str
    district: str | None
    source: str | None
    numbers: dict[str, str | None]
    kind: str
    published: str | None
    status: str | None
    bound: str | None
    is_break: bool
    note: str | None
    withdraw: str | None
    is_dry_run: bool


def only_one(flags: dict[str, bool]) -> str | None:
    """Give the flag that is set; raises UsageError where several are."""
    chosen = [name for name, is_set in flags.items() if is_set]
    if len(chosen) > 1:
        names = ", ".join(f"--{name.replace('_', '-')}" for name in chosen)
        raise UsageError(Message(N_("only one of these can hold: {names}"), {"names": names}))
    return chosen[0] if chosen else None


def run(request: Request) -> None:
    """Record, or show what would be written."""
    tracker = request.common.tracker
    if request.is_dry_run:
        made = _planned(request, open_tracker(tracker), tracker)
        sys.stdout.write(made.diff(path_from(Path.cwd(), tracker)))
        return
    with locked(tracker):
        made = _planned(request, open_tracker(tracker), tracker)
        write(tracker, made.changes)
    prefix = path_from(Path.cwd(), tracker)
    for change in made.changes:
        sys.stdout.write(visible(_("wrote {file}").format(file=prefix + change.name)) + "\n")


def _planned(request: Request, opened: Opened, tracker: Path) -> Plan:
    """Plan the edit; raises CannotRunError, with the findings told, where the result would have new errors."""
    dataset = opened.reading.dataset
    if dataset is None:
        raise CannotRunError(Message(N_("nothing can be recorded: tracker.yaml cannot be read")))
    file, edits = _edits(request, dataset)
    made = plan(opened, {file: edits}, request.common.day)
    refuse_errors(made, path_from(Path.cwd(), tracker))
    return made


def refuse_errors(made: Plan, prefix: str, origin: Callable[[Located], str] = lambda _: "") -> None:
    """Tell the findings that a change brings; raises CannotRunError where there are errors among them.

    `origin` adds to a finding where its figure comes from.
    """
    for found in made.findings:
        if found.severity is not Severity.INFO:
            sys.stderr.write(f"{concise_line(found, prefix)}{origin(found)}\n")
    if made.errors:
        raise CannotRunError(Message(N_("nothing was written: the result would have the errors above")))


def _edits(request: Request, dataset: Dataset) -> tuple[str, list[Edit]]:
    entry = find_measured(dataset, request.code)
    district = None if request.district is None else find_district(dataset, request.district)
    scope = scope_of(dataset, entry, district)
    period = read_option(request.date, "--date")
    if request.withdraw is not None:
        return _withdrawal(request, dataset, entry, scope, period)
    edit = figure_edit(dataset, entry, scope, period, _figure(request, dataset))
    return str(edit.pointer[0]), [edit]


def _figure(request: Request, dataset: Dataset) -> dict[str, Value]:
    """Give the figure's keys as they are to be written."""
    if request.value is None:
        hint = Message(N_("see {command} --help"), {"command": "ctrack record"})
        raise UsageError(Message(N_("{argument} is missing"), {"argument": "VALUE"}), hint)
    if request.source is None:
        raise UsageError(Message(N_("--source is missing: every figure says where it comes from")))
    told = {"date": typed(request.date), request.kind: _number(request.value, "VALUE")}
    told |= {key: _number(text, f"--{key}") for key, text in request.numbers.items() if text is not None}
    if request.published is not None:
        read_option(request.published, "--published")
    words = {"published": request.published, "status": request.status, "bound": request.bound}
    told |= {key: typed(word) for key, word in words.items() if word is not None}
    if request.is_break:
        told["break"] = typed("true")
    told["source"] = plain(find_source(dataset, request.source))
    if request.note is not None:
        told["note"] = plain(request.note)
    return told


def _number(text: str, option: str) -> Value:
    try:
        read_decimal(text)
    except ReadingError as error:
        raise misread(error, option) from None
    return typed(text)


def _withdrawal(
    request: Request, dataset: Dataset, entry: IndicatorEntry, scope: str, period: Period
) -> tuple[str, list[Edit]]:
    """Mark the one figure of the period that fits what is said of it."""
    read_option(request.withdraw or "", "--withdraw")
    if request.note is None:
        raise UsageError(Message(N_("--withdraw needs --note, which says why")))
    fitting = [one for one in dataset.values(entry, scope) if one.date == period and _fits(request, one)]
    if len(fitting) != 1:
        message = N_("{count} figures of {code} for {period} fit: name one by its value, --source or --published")
        if not fitting:
            message = N_("there is no figure of {code} for {period} that fits")
        raise UsageError(Message(message, {"code": entry.code, "period": request.date, "count": len(fitting)}))
    (one,) = fitting
    order = keys_of(Measurement)
    mark: list[Edit] = [SetKey(one.pointer, "withdrawn", typed(request.withdraw), order)]
    note = f"{one.note}; {request.note}" if one.note else request.note
    change = Replace if one.note else SetKey
    mark.append(change(one.pointer, "note", plain(note)))
    return str(one.pointer[0]), mark


def _fits(request: Request, one: Measurement) -> bool:
    numbers = (one.value, one.count, one.of_target)
    is_value = request.value is None or read_decimal(_number(request.value, "VALUE").text) in numbers
    is_source = request.source is None or one.source == request.source
    is_published = request.published is None or str(one.published) == request.published
    return one.withdrawn is None and is_value and is_source and is_published
