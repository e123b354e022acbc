"""`export`: tidy tables as files."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ctrack.api import Tracker
from ctrack.cli.reporting import tell_written
from ctrack.export.formats import FORMATS
from ctrack.i18n import ngettext
from ctrack.render.text import count_text
from ctrack.store.output import put_file, put_folder

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.cli.session import Session


def run(session: Session, form: str, output: Path) -> None:
    """Write the tables, and count them."""
    tracker, format_ = Tracker(session.tracker, session.loaded), FORMATS[form]
    tables = list(tracker.tables(session.day).values())
    files = format_.write(tables, tracker.about(session.day))
    if format_.is_folder:
        put_folder(output, files)
    else:
        put_file(output, files[""])
    tell_written(output)
    rows = sum(len(table.rows) for table in tables)
    told = ngettext("{tables} tables, {count} row", "{tables} tables, {count} rows", rows)
    sys.stderr.write(told.format(tables=len(tables), count=count_text(rows)) + "\n")
