"""Where a tracker is and which files may matter to it, told without importing anything that takes time."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

TRACKER_FILE = "tracker.yaml"


def is_tracker(folder: str) -> bool:
    """Tell whether a folder is a tracker."""
    return os.path.isfile(os.path.join(folder, TRACKER_FILE))  # noqa: PTH113, PTH118 - pathlib takes time to import


def named_folder(working_folder: str, name: str) -> str:
    """Give the folder that a name means, from the folder that one is in."""
    return os.path.join(working_folder, os.path.expanduser(name))  # noqa: PTH111, PTH118


def tracker_around(working_folder: str) -> str | None:
    """Find the nearest tracker: `data` here or here itself, else in the folders above."""
    folder = working_folder
    while True:
        for candidate in (os.path.join(folder, "data"), folder):  # noqa: PTH118
            if is_tracker(candidate):
                return candidate
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return None
        folder = above


def yaml_files(tracker: str) -> Iterator[tuple[str, str]]:
    """List the YAML files in a tracker, read or not: their names relative to it, and their paths.

    Hidden ones are nobody's business. Raises OSError where a folder cannot be listed.
    """
    waiting = [("", tracker)]
    while waiting:
        prefix, folder = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=not prefix):
                    waiting.append((f"{name}/", entry.path))
                if name.lower().endswith((".yaml", ".yml")):
                    yield name, entry.path
