"""`form`: a workbook for offices to fill."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.asked import read_option
from ctrack.errors import CannotRunError, UsageError
from ctrack.forms.excel import openpyxl
from ctrack.forms.lines import district_lines, is_asked_for, programme_lines
from ctrack.forms.workbook import FormSheet, write_form
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message, ngettext
from ctrack.i18n import gettext as _
from ctrack.lookup import find_district, find_programme
from ctrack.render.text import programme_text, visible
from ctrack.store.write import Change, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.cli.session import Session
    from ctrack.dataset import Dataset
    from ctrack.values.periods import Period

SUFFIX = ".xlsx"


@frozen
class Request:
    """What the command line asks for, each as it was typed."""

    programmes: tuple[str, ...]
    district: str | None
    period: str
    output: Path


def run(session: Session, request: Request) -> None:
    """Write the form; raises CannotRunError where its file is there already: it may have been filled."""
    openpyxl()
    period, path = read_option(request.period, "--period"), request.output
    if path.suffix.lower() != SUFFIX:
        raise UsageError(Message(N_("{file}: a form is an Excel workbook, its name ends in .xlsx"), {"file": path}))
    if path.exists():
        message = Message(N_("{file} is there already, and may have been filled"), {"file": path})
        raise CannotRunError(message, Message(N_("choose another name, or remove it first")))
    asked = list(_sheets(session, request, period))
    sheets = [sheet for sheet in asked if sheet.lines]
    count = sum(len(sheet.lines) for sheet in sheets)
    if not count:
        raise UsageError(Message(N_("there is no indicator to ask for")))
    write(path.parent, [Change(name=path.name, before=None, after=write_form(session.dataset, sheets, period))])
    sys.stdout.write(visible(_("wrote {file}").format(file=path)) + "\n")
    told = ngettext(
        "{count} row to fill; then: ctrack import {file}", "{count} rows to fill; then: ctrack import {file}", count
    )
    sys.stderr.write(visible(told.format(count=count, file=path)) + "\n")
    empty = [sheet.name for sheet in asked if not sheet.lines]
    if empty:
        sys.stderr.write(visible(_("nothing to ask for: {names}").format(names=", ".join(empty))) + "\n")
    _tell_left_out(session.dataset, request)


def _sheets(session: Session, request: Request, period: Period) -> Iterator[FormSheet]:
    dataset, day = session.dataset, session.day
    scope = None if request.district is None else find_district(dataset, request.district)
    for code in dict.fromkeys(find_programme(dataset, asked) for asked in request.programmes):
        title = programme_text(dataset.programmes[code].programme)
        yield FormSheet(name=code, title=title, lines=tuple(programme_lines(dataset, code, scope, period, day)))
    if scope and not request.programmes:
        name = dataset.districts[scope].name
        yield FormSheet(name=name, title=name, lines=tuple(district_lines(dataset, scope, period, day)))
    if not request.programmes and scope is None:
        raise UsageError(Message(N_("which form? name a programme with --program, or a district with --district")))


def _tell_left_out(dataset: Dataset, request: Request) -> None:
    """Name the indicators of the programmes that nobody is asked for."""
    codes = dict.fromkeys(find_programme(dataset, asked) for asked in request.programmes)
    left = [one.code for code in codes for one in dataset.of_programme(code) if not is_asked_for(dataset, one)]
    if left:
        told = _("left out, their figures come from other indicators: {codes}")
        sys.stderr.write(told.format(codes=", ".join(left)) + "\n")
