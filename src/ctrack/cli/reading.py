"""What helps a command in reading a tracker: a bar for what takes long, what was read before, all cores."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ctrack.cli.dependence import SEEN, cache_folder, program_now
from ctrack.cli.progress import followed
from ctrack.errors import CtrackError
from ctrack.frozen import replace
from ctrack.i18n import gettext as _
from ctrack.store.gather import Means, begin
from ctrack.store.kept import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path


def means() -> Means:
    """Give what helps the command that runs; `--no-cache` and CTRACK_NO_CACHE leave out what was read before."""
    folder = None if "--no-cache" in sys.argv else cache_folder()
    own = Means(follow=_files, may_fork=True)
    if folder is None:
        return own
    files = os.path.join(folder, "files")  # noqa: PTH118
    return replace(own, folder=files, program=digest_of(program_now()), digests=SEEN)


def begun(tracker_of: Callable[[], Path]) -> Means:
    """Begin to read, while what checks and shows is imported. What is wrong with the tracker is told in its turn."""
    own = means()
    try:
        return begin(tracker_of(), own)
    except CtrackError:
        return own


def _files(names: Collection[str]) -> Iterator[str]:
    return followed(names, _("reading files"))
