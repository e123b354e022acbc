"""The documents of a tracker: those that were read before as they were then, the others read, on all cores if many."""

from __future__ import annotations

import marshal
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctrack.store.documents import Document, read_document
from ctrack.store.kept import LARGEST, digest_of, get, make_room, put
from ctrack.store.raw import Remembered, raw_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    Follow = Callable[[Collection[str]], Iterable[str]]
    """Goes through names, and may tell how far it is."""

PAYS_TO_KEEP = 2_000
"""A shorter file, in bytes, is read as quickly as what was kept of it."""

PAYS_TO_SHARE = 2 * 2**20
"""For less, in bytes, another process takes more time than it saves."""


@dataclass(frozen=True, kw_only=True)
class Means:
    """What helps in reading: who follows it, where raw data is kept, whether other processes may take a part."""

    follow: Follow = iter
    folder: str | None = None
    program: str = ""
    """Tells this program from others: what they kept is not taken."""

    may_fork: bool = False


ALONE = Means()


def gather(contents: Mapping[str, bytes], means: Means = ALONE) -> dict[str, Document]:
    """Read files: name to content."""
    found = {name: document for name, content in contents.items() if (document := _remembered(name, content, means))}
    new = [name for name in contents if name not in found]
    shares = _shares([(name, contents[name]) for name in new]) if means.may_fork else []
    helpers = [_Helper(share, contents) for share in shares[1:]]
    helped = {name for share in shares[1:] for name in share}
    for name in means.follow([name for name in contents if name not in helped]):
        if name not in found:
            found[name] = read_document(name, contents[name])
            _keep(contents[name], raw_bytes(found[name]) if means.folder else None, means)
            found[name].source.rest()
    for helper in helpers:
        for name, raw in helper.results().items():
            content = contents[name]
            found[name] = Remembered(name, content, raw) if raw else read_document(name, content)
            _keep(content, raw, means)
    if new and means.folder:
        make_room(means.folder)
    return {name: found[name] for name in contents}


def _remembered(name: str, content: bytes, means: Means) -> Document | None:
    raw = get(_place(content, means)) if means.folder and len(content) >= PAYS_TO_KEEP else None
    return Remembered(name, content, raw) if raw else None


def _keep(content: bytes, raw: bytes | None, means: Means) -> None:
    if means.folder and raw and len(content) >= PAYS_TO_KEEP and len(raw) <= LARGEST:
        put(_place(content, means), raw)


def _place(content: bytes, means: Means) -> str:
    return os.path.join(means.folder or "", digest_of([means.program.encode(), content]))  # noqa: PTH118


def _shares(files: Sequence[tuple[str, bytes]]) -> list[list[str]]:
    """Share files out among the cores, about equally; one share where that does not pay."""
    size = sum(len(content) for _, content in files)
    count = min(os.cpu_count() or 1, size // PAYS_TO_SHARE + 1, len(files)) if hasattr(os, "fork") else 1
    shares: list[tuple[int, list[str]]] = [(0, []) for _ in range(max(count, 1))]
    for name, content in sorted(files, key=lambda file: -len(file[1])):
        index = min(range(len(shares)), key=lambda one: shares[one][0])
        shares[index] = (shares[index][0] + len(content), [*shares[index][1], name])
    return [names for _, names in shares]


class _Helper:
    """Another process that reads a share of the files."""

    def __init__(self, names: Sequence[str], contents: Mapping[str, bytes]) -> None:
        """Begin."""
        self._names = names
        self._end, write_end = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            _read_apart(names, contents, write_end)
        os.close(write_end)

    def results(self) -> dict[str, bytes | None]:
        """Wait for the raw data of its files; nothing for one that has to be read here."""
        with os.fdopen(self._end, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self._pid, 0)
        done: dict[str, bytes | None] = marshal.loads(answer) if answer and status == 0 else {}  # noqa: S302 - ours
        return {name: done.get(name) for name in self._names}


def _read_apart(names: Sequence[str], contents: Mapping[str, bytes], end: int) -> None:
    """Read files and write their raw data; ends the process."""
    code = 1
    try:
        done = {name: raw_bytes(read_document(name, contents[name])) for name in names}
        with os.fdopen(end, "wb") as pipe:
            pipe.write(marshal.dumps(done))
        code = 0
    finally:
        os._exit(code)
