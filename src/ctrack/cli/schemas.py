"""One run of `schema`: the schemas with the tracker's own ids, to the screen or to a folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.reading import means
from ctrack.cli.session import write_bytes
from ctrack.errors import CannotRunError
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.model.kinds import MODELS
from ctrack.render.ids import Ids, ids_of
from ctrack.render.json import to_json
from ctrack.render.schema import modeline, schema_files, schema_for
from ctrack.store.read import read_files

if TYPE_CHECKING:
    from ctrack.cli.common import Common

EXAMPLES = {"programme": "programs/03.yaml", "district": "districts/gia-lam.yaml"}


def run(common: Common, folder: Path | None) -> None:
    """Write the schemas into `folder`, else as one JSON document by kind."""
    tracker = _tracker(common)
    dataset = read_files(tracker, means()).dataset if tracker else None
    ids = ids_of(dataset) if dataset else Ids()
    if folder is None:
        write_bytes(to_json({kind: schema_for(kind, ids) for kind in MODELS}) + "\n")
        return
    for name, text in schema_files(ids).items():
        _write(folder / name, text)
    sys.stderr.write(_("the first line of a file tells editors its schema:") + "\n")
    place = Path(os.path.relpath(folder.resolve(), (tracker or Path.cwd()).resolve())).as_posix()
    for kind in MODELS:
        file = EXAMPLES.get(kind, f"{kind}.yaml")
        sys.stdout.write(f"{file}: {modeline(file, kind, place)}\n")


def _tracker(common: Common) -> Path | None:
    """Find the tracker; without one the schemas know no ids, unless one was named."""
    try:
        return common.tracker
    except CannotRunError:
        if common.data is not None:
            raise
        return None


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8"))
    except OSError as error:
        message = Message(N_("{file} cannot be written: {reason}"), {"file": file, "reason": error.strerror})
        raise CannotRunError(message) from None
