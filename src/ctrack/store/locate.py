"""Find the tracker: a folder that holds tracker.yaml."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctrack.errors import CannotRunError, UsageError
from ctrack.i18n import N_, Message
from ctrack.store.around import TRACKER_FILE, is_tracker, named_folder, tracker_around

if TYPE_CHECKING:
    from collections.abc import Iterable


def find_tracker(given: str | None, environment: str | None, working_folder: Path) -> Path:
    """Give the tracker's folder: the given one, else the environment's, else the nearest around the working folder.

    Raises CannotRunError when there is none; a folder that was named and is no tracker is never replaced by another.
    """
    if given == "":
        raise UsageError(Message(N_("--data: the folder's name is empty")))
    for named, origin in ((given, "--data"), (environment, "CTRACK_DATA")):
        if named:
            return _named_tracker(Path(named_folder(str(working_folder), named)), origin)
    found = tracker_around(str(working_folder))
    if found is not None:
        return Path(found)
    raise CannotRunError(
        Message(
            N_("no tracker here: neither {folder} nor a folder above it holds data/tracker.yaml or tracker.yaml"),
            {"folder": working_folder},
        ),
        Message(N_("name one with --data DIR")),
    )


def path_from(folder: Path, tracker: Path) -> str:
    """Lead from a folder to the tracker: with a file's name behind it, it is the file's path from there."""
    path = Path(os.path.relpath(tracker.resolve(), folder.resolve())).as_posix()
    return "" if path == "." else f"{path}/"


def _named_tracker(folder: Path, origin: str) -> Path:
    if is_tracker(str(folder)):
        return folder
    message = N_("{origin}: {folder} is no tracker, it holds no tracker.yaml")
    if (folder / "tracker.yml").is_file():
        message = N_("{origin}: {folder} holds tracker.yml: rename it to tracker.yaml")
    if not folder.is_dir():
        message = N_("{origin}: there is no folder {folder}")
    raise CannotRunError(Message(message, {"origin": origin, "folder": folder}))


class TrackerFile(NamedTuple):
    """A file of the tracker: its name relative to the tracker (with `/`), and what it is read as."""

    name: str
    kind: str


SINGLE_FILES = {TRACKER_FILE: "tracker", "units.yaml": "units", "sources.yaml": "sources", "agencies.yaml": "agencies"}
FOLDERS = {"programs": "programme", "districts": "district"}


def kind_of(name: str) -> str | None:
    """Tell what a file of a tracker (its name relative to it, with `/`) is read as; nothing when it is not read."""
    if name in SINGLE_FILES:
        return SINGLE_FILES[name]
    folder, _, stem = name.partition("/")
    is_read = stem.endswith(".yaml") and "/" not in stem and not stem.startswith(".")
    return FOLDERS.get(folder) if is_read else None


def list_files(tracker: Path) -> tuple[TrackerFile, ...]:
    """List what is to be read, in the order of the names."""
    names = [name for name in SINGLE_FILES if os.path.lexists(tracker / name)]
    names += [f"{folder}/{name}" for folder in FOLDERS for name in _names_in(tracker / folder)]
    return tuple(TrackerFile(name, kind) for name in sorted(names) if (kind := kind_of(name)))


def _names_in(folder: Path) -> list[str]:
    """List what a folder holds; raises CannotRunError when it is there and cannot be listed."""
    if not os.path.lexists(folder):
        return []
    try:
        return [path.name for path in folder.iterdir()]
    except OSError as error:
        raise unreadable(folder, error) from None


def read_bytes(file: Path) -> bytes:
    """Read a file; raises CannotRunError when that is not possible, or when it is no file: a pipe would never end."""
    try:
        if not file.is_file():
            raise CannotRunError(Message(N_("{file} cannot be read: it is not a file"), {"file": file}))
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from None


def unreadable(path: Path, error: OSError) -> CannotRunError:
    """Make the error of a file or folder that the system does not let us read."""
    message = N_("{file} cannot be read: {reason}")
    return CannotRunError(Message(message, {"file": path, "reason": error.strerror}))


def list_unread(tracker: Path) -> tuple[str, ...]:
    """List the YAML files in the tracker that are not read."""
    read = {file.name for file in list_files(tracker)}
    names = (path.relative_to(tracker).as_posix() for path in tracker.rglob("*"))
    return unread_among(name for name in names if name not in read)


def unread_among(names: Iterable[str]) -> tuple[str, ...]:
    """Keep the YAML files that may have been meant for the tracker; hidden folders are nobody's business."""
    is_hidden = re.compile(r"(^|/)\.").search
    return tuple(sorted(name for name in names if name.lower().endswith((".yaml", ".yml")) and not is_hidden(name)))


def contents_of(tracker: Path) -> dict[str, tuple[str, bytes]]:
    """Give the kind and the bytes of each file that is read; raises CannotRunError when one cannot be opened."""
    return {name: (kind, read_bytes(tracker / name)) for name, kind in list_files(tracker)}
