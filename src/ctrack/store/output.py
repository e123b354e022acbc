"""Files that leave the tracker: reports and exports, put in place whole; what others put beside them is left alone."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.errors import CannotRunError
from ctrack.i18n import N_, Message
from ctrack.store.write import cannot_write, user_mask

if TYPE_CHECKING:
    from collections.abc import Mapping

MARKER = ".ctrack-export"
"""Names in an exported folder the files that it was written with."""


def put_file(path: Path, content: bytes) -> None:
    """Write a file in the place of one that may be there; raises CannotRunError where it cannot be written."""
    if path.is_dir():
        raise CannotRunError(Message(N_("{file} is a folder"), {"file": path}))
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(content)  # a device or a pipe
        else:
            _replace(_followed(path), content)
    except OSError as error:
        raise cannot_write(path, error) from None


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~user_mask())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def put_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder, in the place of one that was exported before.

    Raises CannotRunError where it cannot be written, or where a folder stands there with other files than an export's.
    """
    _refuse_other_files(path)
    try:
        _replace_folder(_followed(path), files)
    except OSError as error:
        raise cannot_write(path, error) from None


def _replace_folder(path: Path, files: Mapping[str, bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        made.chmod(0o777 & ~user_mask())
        for name, content in {**files, MARKER: "".join(f"{name}\n" for name in sorted(files)).encode()}.items():
            target = made / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        _swap(made, path)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _followed(path: Path) -> Path:
    """Lead through links, so that what they lead to is written, and not the link."""
    return Path(os.path.realpath(path))


def _refuse_other_files(path: Path) -> None:
    """Keep what somebody else put there."""
    if not path.exists():
        return
    if not path.is_dir():
        raise CannotRunError(Message(N_("{file} is there already, and no folder"), {"file": path}))
    marker = path / MARKER
    own = set(marker.read_text(encoding="utf-8").splitlines()) if marker.is_file() else set()
    there = {found.relative_to(path).as_posix() for found in path.rglob("*") if not found.is_dir()} - {MARKER}
    if others := sorted(there - own):
        message = N_("{folder} holds files that no export wrote, {file} for one")
        hint = Message(N_("choose another folder, or move them away"))
        raise CannotRunError(Message(message, {"folder": path, "file": others[0]}), hint)


def _swap(made: Path, path: Path) -> None:
    """Put a folder in the place of another."""
    if not path.exists():
        made.rename(path)
        return
    aside = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}.old."))
    path.rename(aside / "old")
    try:
        made.rename(path)
    except OSError:
        (aside / "old").rename(path)
        raise
    finally:
        with suppress(OSError):
            shutil.rmtree(aside)
