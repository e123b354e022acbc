"""`import`: the figures of a filled form or of another sheet, all of them or none."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.asked import read_option
from ctrack.cli.progress import followed
from ctrack.cli.recording import refuse_errors
from ctrack.cli.session import loaded_telling
from ctrack.errors import CannotRunError, UsageError
from ctrack.forms.excel import read_workbook
from ctrack.forms.figures import read_rows
from ctrack.forms.headed import rows_below
from ctrack.forms.merging import Merged, merge
from ctrack.forms.separated import read_csv
from ctrack.forms.sheets import Defaults, Sheets
from ctrack.frozen import frozen, replace
from ctrack.i18n import N_, Message, ngettext
from ctrack.i18n import gettext as _
from ctrack.lookup import find_district, find_source
from ctrack.render.findings.line import one_line
from ctrack.render.text import count_text
from ctrack.store.editing import Opened, Plan, open_tracker, plan, refuse_changed
from ctrack.store.load import left_out, loaded_of
from ctrack.store.locate import path_from, read_bytes
from ctrack.store.write import locked, write

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.cli.common import Common
    from ctrack.dataset import Dataset
    from ctrack.findings import Located
    from ctrack.forms.tables import Problem, Table
    from ctrack.store.editing import RecordKey

WORKBOOKS = (".xlsx", ".xlsm")
TEXTS = (".csv", ".tsv", ".txt")
SHOWN = 50
"""So many problems are listed; the others are counted."""

YES = frozenset({"y", "yes", "c", "có", "co"})


@frozen
class Request:
    """What the command line asks for, each as it was typed."""

    common: Common
    file: Path
    language: str | None
    district: str | None
    source: str | None
    date: str | None
    is_dry_run: bool
    is_confirmed: bool


def run(request: Request) -> None:
    """Show what the sheet would change, and write all of it; nothing is written where anything of it is refused."""
    tables = read_tables(request.file)
    tracker = request.common.tracker
    opened = open_tracker(tracker)
    prefix = path_from(Path.cwd(), tracker)
    loaded = loaded_telling(lambda: loaded_of(opened.reading), prefix)
    dataset = replace(loaded.dataset, damage=left_out(opened.reading))
    sheets = Sheets()
    rows = rows_below(tables, sheets)
    read_rows(dataset, followed(rows, _("reading rows")), _defaults(request, dataset), sheets)
    merged = merge(dataset, sheets.figures)
    _refuse_problems([*sheets.problems, *merged.problems], [*sheets.remarks, *merged.remarks])
    made = _planned(request, opened, dataset, merged, prefix)
    sys.stdout.write(made.diff(prefix))
    sys.stdout.flush()
    _tell(sheets, merged, made)
    if made.changes and not request.is_dry_run:
        if sheets.understood and not request.is_confirmed:
            _confirm()
        with locked(tracker):
            refuse_changed(tracker, opened)
            write(tracker, made.changes)
        for change in made.changes:
            sys.stderr.write(one_line(_("wrote {file}").format(file=prefix + change.name)) + "\n")


def read_tables(file: Path) -> tuple[Table, ...]:
    """Read the sheets of a workbook or of a CSV file; raises UsageError for another kind of file."""
    kind = file.suffix.lower()
    if kind in WORKBOOKS:
        return read_workbook(file.name, read_bytes(file))
    if kind in TEXTS:
        return (read_csv(file.name, read_bytes(file)),)
    message = Message(N_("{file} is neither a workbook (.xlsx) nor a CSV file (.csv)"), {"file": file})
    raise UsageError(message, Message(N_("save it again as one of the two")))


def _defaults(request: Request, dataset: Dataset) -> Defaults:
    if request.date is not None:
        read_option(request.date, "--date")
    return Defaults(
        language=request.language,
        district=None if request.district is None else find_district(dataset, request.district),
        source=None if request.source is None else find_source(dataset, request.source),
        date=request.date,
    )


def _refuse_problems(problems: Sequence[Problem], remarks: Sequence[Problem]) -> None:
    """Tell what is wrong with cells; raises CannotRunError where anything is."""
    for label, told in ((_("remark"), remarks), (_("error"), problems)):
        for problem in told[:SHOWN]:
            hint = f" ({problem.hint.translated()})" if problem.hint else ""
            line = f"{problem.place}: {label}: {problem.message.translated()}{hint}"
            sys.stderr.write(one_line(line) + "\n")
        if len(told) > SHOWN:
            sys.stderr.write(_("… and {count} more").format(count=count_text(len(told) - SHOWN)) + "\n")
    if problems:
        raise CannotRunError(Message(N_("nothing was written: the sheet has the errors above")))


def _planned(request: Request, opened: Opened, dataset: Dataset, merged: Merged, prefix: str) -> Plan:
    edits = merged.edits(dataset)
    follow = partial(followed, doing=_("writing files"))
    made = plan(opened, edits, request.common.day, follow=follow)
    refuse_errors(made, prefix, partial(_origin, made, merged.places(dataset)))
    return made


def _origin(made: Plan, places: Mapping[RecordKey, str], found: Located) -> str:
    """Add to a finding the cell that its figure comes from."""
    key = made.record_at(found.finding.place.pointer)
    place = places.get(key) if key else None
    return f" [{one_line(place)}]" if place else ""


def _tell(sheets: Sheets, merged: Merged, made: Plan) -> None:
    """Say how texts were understood, and what becomes of the rows."""
    for one in sheets.understood:
        line = _('{place}: "{typed}" is read as {read}').format(place=one.place, typed=one.typed, read=one.read)
        sys.stderr.write(one_line(line) + "\n")
    new, files, known, blank = len(merged.new), len(made.changes), merged.known, sheets.blank
    counted = (
        (new, ngettext("{count} new figure", "{count} new figures", new)),
        (files, ngettext("in {count} file", "in {count} files", files)),
        (known, ngettext("{count} is there already", "{count} are there already", known)),
        (blank, ngettext("{count} row without a value", "{count} rows without a value", blank)),
    )
    told = [text.format(count=count_text(count)) for count, text in counted if count]
    sys.stderr.write(("; ".join(told) or _("the sheet has no figure")) + "\n")


def _confirm() -> None:
    """Let a person say whether the texts were understood; raises CannotRunError where nobody does."""
    refused = CannotRunError(
        Message(N_("nothing was written: texts were read as shown above, and nobody confirmed it")),
        Message(N_("add --yes if that is right")),
    )
    if not sys.stdin.isatty():
        raise refused
    sys.stderr.write(_("Is that right? Write it? [y/N] "))
    sys.stderr.flush()
    if sys.stdin.readline().strip().casefold() not in YES:
        raise refused
