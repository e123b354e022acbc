"""Answers that were given before are given again: the same words, files, day, terminal and program print the same.

Kept in the user's cache under a hash of all that an answer depends on, so that an old one is never taken for a new one.
This is imported at every start, and imports next to nothing itself.
"""

from __future__ import annotations

import io
import sys

from ctrack.cli.dependence import environment_now, place_of
from ctrack.store.kept import LARGEST, load, save

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import BinaryIO

    from typing_extensions import Buffer

KEPT_CODES = (0, 1)


def answer(argv: Sequence[str], run: Callable[[Sequence[str]], int]) -> int:
    """Print what was answered before, else run and keep what is printed; gives the exit code."""
    environment = environment_now()
    place = place_of(argv[1:], environment)
    if place is None:
        return run(argv)
    kept = load(place)
    if kept is not None:
        return _say(*kept)
    code, out, err = _copied(argv, run)
    if code in KEPT_CODES and len(out) + len(err) <= LARGEST and place_of(argv[1:], environment) == place:
        save(place, code, out, err)
    return code


class _Copy(io.BufferedIOBase):
    """Passes on what is written to a stream, and keeps a copy."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.copy = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        count = self.stream.write(data)
        if len(self.copy) <= LARGEST:
            self.copy += memoryview(data)
        return count

    def flush(self) -> None:
        self.stream.flush()

    def fileno(self) -> int:
        return self.stream.fileno()

    def isatty(self) -> bool:
        return self.stream.isatty()


def _copied(argv: Sequence[str], run: Callable[[Sequence[str]], int]) -> tuple[int, bytes, bytes]:
    """Run, and keep what is printed; gives the exit code and both."""
    before = sys.stdout, sys.stderr
    copies = [_Copy(stream.buffer) for stream in before]
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(copy, stream.encoding, stream.errors, line_buffering=bool(stream.line_buffering))  # type: ignore[type-var]
        for copy, stream in zip(copies, before, strict=True)
    )
    try:
        code = run(argv)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        sys.stdout, sys.stderr = before
    return code, bytes(copies[0].copy), bytes(copies[1].copy)


def _say(code: int, out: bytes, err: bytes) -> int:
    """Print an answer: what is wrong with the data first, as when it was found."""
    sys.stderr.buffer.write(err)
    sys.stderr.flush()
    try:
        sys.stdout.buffer.write(out)
        sys.stdout.flush()
    except OSError as error:
        from ctrack.cli.run import cannot_write  # noqa: PLC0415

        return cannot_write(error)
    return code
