"""Paths on the command line: which tracker they belong to, and which of its files they name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.errors import UsageError
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.store.around import is_tracker
from ctrack.store.locate import path_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctrack.cli.common import Common


@frozen(kw_only=False)
class Chosen:
    """A tracker and the paths in it that were named, relative to it; none means all of it."""

    tracker: Path
    names: tuple[str, ...]

    def has(self, file: str) -> bool:
        """Tell whether a file of the tracker was named, by itself or by a folder."""
        return not self.names or any(name in {"", file} or file.startswith(f"{name}/") for name in self.names)

    def prefix_from(self, folder: Path) -> str:
        """Lead from a folder to the tracker: with a file's name behind it, it is the file's path from there."""
        return path_from(folder, self.tracker)


def choose(common: Common, paths: Sequence[str]) -> Chosen:
    """Find the tracker that paths are of; raises UsageError for a path that is of none or does not exist."""
    if not paths:
        return Chosen(common.tracker, ())
    given = [Path.cwd() / Path(path).expanduser() for path in paths]
    for path, text in zip(given, paths, strict=True):
        if not path.exists():
            raise UsageError(Message(N_("there is no file or folder {path}"), {"path": text}))
    tracker = common.tracker if common.data is not None else _tracker_around(given[0]) or common.tracker
    return Chosen(tracker, tuple(_name_in(tracker, path, text) for path, text in zip(given, paths, strict=True)))


def _tracker_around(path: Path) -> Path | None:
    """Find the tracker that a path is in, or that a folder holds as data."""
    return next((folder for folder in (path, path / "data", *path.parents) if is_tracker(str(folder))), None)


def _name_in(tracker: Path, path: Path, text: str) -> str:
    name = Path(os.path.relpath(path.resolve(), tracker.resolve())).as_posix()
    if name == "..":
        return ""
    if name.startswith("../"):
        message = Message(N_("{path} is not in the tracker {tracker}"), {"path": text, "tracker": tracker})
        raise UsageError(message)
    return "" if name == "." else name
