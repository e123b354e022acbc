"""`report`: the periodic report as a file."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ctrack.api import Tracker
from ctrack.errors import UsageError
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.render.text import visible
from ctrack.report.formats import FORMATS, Format
from ctrack.store.output import put_file

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.cli.session import Session


@frozen
class Request:
    """What the command line asks for, each as it was typed."""

    programmes: tuple[str, ...]
    district: str | None
    since: str | None
    form: str | None
    output: Path

    def check(self) -> None:
        """Raise UsageError where the options do not go together."""
        if self.programmes and self.district is not None:
            raise UsageError(Message(N_("--program and --district: a report is of one of the two")))
        self.format  # noqa: B018 - raises where it cannot be told

    @property
    def format(self) -> Format:
        """How it is written: as asked for, else as the file's name ends."""
        if self.form is not None:
            return FORMATS[self.form]
        suffix = self.output.suffix.lower()
        found = next((one for one in FORMATS.values() if one.suffix == suffix), None)
        if found is None:
            message = N_("{file}: which format? name one with --format: {allowed}")
            raise UsageError(Message(message, {"file": self.output, "allowed": ", ".join(FORMATS)}))
        return found


def run(session: Session, request: Request) -> None:
    """Write the report."""
    made = Tracker(session.tracker, session.loaded).report(
        session.day, programmes=request.programmes, district=request.district, since=request.since
    )
    put_file(request.output, request.format.write(made))
    tell_written(request.output)


def tell_written(output: Path) -> None:
    """Say what was written; to a device or a pipe nothing more is added."""
    if output.is_file() or output.is_dir():
        sys.stdout.write(visible(_("wrote {file}").format(file=output)) + "\n")
