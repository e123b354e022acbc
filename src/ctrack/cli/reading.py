"""What helps a command in reading a tracker: a bar for what takes long, what was read before, all cores."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ctrack.cli.dependence import cache_folder, program_now
from ctrack.cli.progress import followed
from ctrack.i18n import gettext as _
from ctrack.store.gather import Means
from ctrack.store.kept import digest_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def means() -> Means:
    """Give what helps the command that runs; `--no-cache` and CTRACK_NO_CACHE leave out what was read before."""
    folder = None if "--no-cache" in sys.argv else cache_folder()
    if folder is None:
        return Means(follow=_files, may_fork=True)
    return Means(
        follow=_files,
        folder=os.path.join(folder, "files"),  # noqa: PTH118
        program=digest_of(program_now()),
        may_fork=True,
    )


def _files(names: Collection[str]) -> Iterator[str]:
    return followed(names, _("reading files"))
