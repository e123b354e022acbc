"""Other processes: they read files while this one has other things to do, and then beside it, and look for findings."""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Read = Callable[[str], bytes | None]
    """Reads a file, and gives what can be handed over of it; nothing where it has to be read here."""

Found = TypeVar("Found")
_NUMBER = 4
_MOST = 2**12
"""So many numbers of files fit into a pipe at once, on any system."""


class Helpers:
    """Processes that take a file after the other from a queue, as this process may do, too."""

    def __init__(self, names: Sequence[str], count: int, read: Read, done: Callable[[], None]) -> None:
        """Start `count` of them, or as many as can be; `done` is what each does when its results are handed over."""
        self._names = names[:_MOST]
        self._queue, end = os.pipe()
        os.write(end, b"".join(number.to_bytes(_NUMBER, "big") for number in range(len(self._names))))
        os.close(end)
        self._helpers = [helper for _ in range(count) if (helper := self._start(read, done))]

    def waiting(self) -> Iterator[str]:
        """Take the names of files that nobody has taken yet."""
        while number := os.read(self._queue, _NUMBER):
            yield self._names[int.from_bytes(number, "big")]

    def results(self) -> dict[str, bytes | None]:
        """Wait for what others have read: files of a process that died are missing."""
        os.close(self._queue)
        found: dict[str, bytes | None] = {}
        for helper in self._helpers:
            found |= helper.results()
        return found

    def _start(self, read: Read, done: Callable[[], None]) -> _Helper | None:
        pipe, end = os.pipe()
        process = _fork()
        if process is None:
            os.close(pipe)
            os.close(end)
            return None
        if not process:
            os.close(pipe)  # so that writing to it fails once the other end is gone
            self._work(read, done, end)
        os.close(end)
        return _Helper(process, pipe)

    def _work(self, read: Read, done: Callable[[], None], end: int) -> None:
        """Read files; ends the process."""
        try:
            found = {name: read(name) for name in self.waiting()}
            with os.fdopen(end, "wb") as pipe:
                pipe.write(marshal.dumps(found))
            done()
        finally:
            os._exit(0)


class _Helper(NamedTuple):
    process: int
    pipe: int

    def results(self) -> dict[str, bytes | None]:
        with os.fdopen(self.pipe, "rb") as pipe:
            answer = pipe.read()
        with suppress(ChildProcessError):  # whoever started us may let nobody wait
            os.waitpid(self.process, 0)
        try:
            found: dict[str, bytes | None] = marshal.loads(answer)  # noqa: S302 - our own process
        except (EOFError, ValueError, TypeError):  # it died before it was done
            return {}
        return found


def look_elsewhere(find: Callable[[], Iterable[Found]]) -> Callable[[], Iterable[Found]]:
    """Have another process look whether there is anything to find; only if there is, it is looked for here, too."""
    process = _fork()
    if process is None:
        return find
    if not process:
        is_any = True
        try:
            is_any = any(True for _ in find())
        finally:
            os._exit(is_any)

    def found() -> Iterable[Found]:
        with suppress(ChildProcessError):
            return find() if os.waitpid(process, 0)[1] else ()
        return find()

    return found


def _fork() -> int | None:
    """Start a process: nothing where there can be no more, 0 in the new one.

    It has no part in the output: who waits for its end shall not wait for this process, should that be left alone.
    """
    process: int | None = None
    with suppress(OSError):
        process = os.fork()
        if not process:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 1)
            os.dup2(nowhere, 2)
    return process


def cores() -> int:
    """Count the processes that may work at once: one where there can be no others."""
    return (os.cpu_count() or 1) if hasattr(os, "fork") else 1
