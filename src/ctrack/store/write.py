"""Changed files put in place: under a lock, whole or not at all, and never over what somebody else wrote meanwhile."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from ctrack.errors import CannotRunError
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OWN_FOLDER = ".ctrack"
"""The folder in a tracker with the file that writers lock; git is told to leave it out."""

PATIENCE = 30.0
"""So many seconds a writer waits for another."""


@frozen
class Change:
    """A file of the tracker, its bytes when it was read (none: it is new), and those that it gets."""

    name: str
    before: bytes | None
    after: bytes


@contextmanager
def locked(tracker: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Keep other writers of a tracker out; raises CannotRunError when one does not end in time, or none may write."""
    lock = FileLock(tracker / OWN_FOLDER / "lock", mode=0o666, thread_local=False)
    try:
        _make_own_folder(tracker / OWN_FOLDER)
        lock.acquire(timeout=patience)
    except Timeout:
        message = N_("another ctrack is writing to {folder} for more than {seconds} seconds")
        hint = Message(N_("wait for it, and run this again"))
        raise CannotRunError(Message(message, {"folder": tracker, "seconds": f"{patience:g}"}), hint) from None
    except OSError as error:
        raise cannot_write(tracker, error) from None
    try:
        yield
    finally:
        lock.release()


def _make_own_folder(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists() or not ignore.stat().st_size:
        ignore.write_text("*\n")


def replace_file(path: Path, content: bytes, expected: bytes) -> None:
    """Put `content` in the place of a file that still holds `expected`; raises as `write` does."""
    write(path.parent, [Change(name=path.name, before=expected, after=content)])


def write(tracker: Path, changes: Sequence[Change]) -> None:
    """Put changed files in place: all are written beside their targets first, then each replaces its target.

    Raises CannotRunError when a file is not as it was read, or cannot be written; before the first replacement nothing
    has changed then. Whatever ends the program between two replacements, running it again completes the rest.
    """
    prepared: list[tuple[str, Path]] = []
    try:
        prepared.extend(_prepared(tracker, change) for change in changes)
        for (name, target), change in zip(prepared, changes, strict=True):
            _refuse_changed(tracker, change)
            _put(name, target, change)
    except OSError as error:
        raise cannot_write(Path(error.filename or tracker), error) from None
    finally:
        for name, _target in prepared:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108


def _prepared(tracker: Path, change: Change) -> tuple[str, Path]:
    """Write a file's new bytes beside its target, safe on the disk."""
    target = Path(os.path.realpath(tracker / change.name))
    if change.before is not None:
        with target.open("r+b"):  # a file that is gone or protected from writing is not replaced either
            pass
    _refuse_changed(tracker, change)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target, change))  # noqa: PTH101
    except BaseException:
        with suppress(OSError):
            os.unlink(name)  # noqa: PTH108
        raise
    return name, target


def _mode(target: Path, change: Change) -> int:
    """Keep a file's mode; a new one gets what the user's mask leaves."""
    if change.before is not None:
        return target.stat().st_mode & 0o7777
    return 0o666 & ~user_mask()


def user_mask() -> int:
    """Give the rights that the user takes from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refuse_changed(tracker: Path, change: Change) -> None:
    path = tracker / change.name
    try:
        now = path.read_bytes()
    except FileNotFoundError:
        now = None
    if now != change.before:
        message = Message(N_("{file} changed meanwhile and was left alone"), {"file": path})
        raise CannotRunError(message, Message(N_("run this again")))


def _put(name: str, target: Path, change: Change) -> None:
    if change.before is None:
        os.link(name, target)  # unlike a replacement this fails where somebody made the file meanwhile
        os.unlink(name)  # noqa: PTH108
    else:
        os.replace(name, target)  # noqa: PTH105
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def cannot_write(path: Path, error: OSError) -> CannotRunError:
    """Say that a file cannot be written, and why."""
    message = N_("{file} cannot be written: {reason}")
    return CannotRunError(Message(message, {"file": path, "reason": error.strerror or str(error)}))
