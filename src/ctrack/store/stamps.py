"""Which bytes files hold: where the file system says that nothing has changed, they are not read again.

This is imported at every start, and imports next to nothing itself.
"""

from __future__ import annotations

import marshal
import os
import stat
import time

from ctrack.store.kept import digest_of, get, make_room, put

PAYS = 2**20
"""So many bytes, hashed anew, are worth remembering."""

_SETTLES = 3 * 10**9
"""A file that was written within so many nanoseconds may be written again without another time."""


class Digests:
    """Names of what files hold, which no other bytes have; kept from one run to the next.

    A file's size, both of its times, its number and its device tell whether it is what it was, as git has it. That is
    only so where the system itself notes when a file was changed: elsewhere all are read.
    """

    def __init__(self, place: str) -> None:
        """Take what was kept in a file."""
        self._place = place
        raw = get(place) if os.name == "posix" else None
        self._before: dict[str, tuple[tuple[int, ...], str]] = marshal.loads(raw) if raw else {}  # noqa: S302 - our own
        self._settled: dict[str, tuple[tuple[int, ...], str]] = {}
        self._start = time.time_ns()
        self._count = 0

    def of(self, path: str) -> str:
        """Name what a file holds; raises OSError where it cannot be read."""
        about = os.stat(path)  # noqa: PTH116 - pathlib takes time to import
        if not stat.S_ISREG(about.st_mode):
            raise OSError(path)  # a pipe would never end
        stamp = about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino, about.st_dev
        before = self._before.get(path)
        if before and before[0] == stamp:
            self._settled[path] = before
            return before[1]
        with open(path, "rb") as file:  # noqa: PTH123
            digest = digest_of([file.read()])
        if max(about.st_mtime_ns, about.st_ctime_ns) < self._start - _SETTLES:
            self._settled[path] = stamp, digest
            self._count += about.st_size
        return digest

    def keep(self) -> None:
        """Keep what was found, if it is so much that it pays."""
        if self._count >= PAYS and os.name == "posix":
            put(self._place, marshal.dumps(self._settled))
            make_room(os.path.dirname(self._place))  # noqa: PTH120
