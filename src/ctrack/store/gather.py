"""The documents of a tracker: those that were read before as they were then, the others read, on all cores if many."""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from ctrack.store.documents import Document, read_document
from ctrack.store.kept import LARGEST, digest_of, get, make_room, put
from ctrack.store.locate import contents_of
from ctrack.store.remembered import Remembered, to_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    Follow = Callable[[Collection[str]], Iterable[str]]
    """Goes through names, and may tell how far it is."""

PAYS_TO_KEEP = 2_000
"""A shorter file, in bytes, is read as quickly as what was kept of it."""

PAYS_TO_BEGIN = 50_000
"""From so much on, in bytes, another process reads what this one needs only once all is imported."""

IMPORTS = 4 * 2**20
"""So much, in bytes, is read while a process imports what checks and judges."""

PAYS_TO_SHARE = 2 * 2**20
"""From so much on, in bytes, more processes read more quickly."""


@dataclass(frozen=True, kw_only=True)
class Means:
    """What helps in reading: who follows it, where what was read is kept, whether other processes may take a part."""

    follow: Follow = iter
    folder: str | None = None
    program: str = ""
    """Tells this program from others: what they kept is not taken."""

    may_fork: bool = False
    begun: Begun | None = None


class Begun(NamedTuple):
    """A tracker that others have begun to read, while this process has other things to do."""

    tracker: Path
    contents: Mapping[str, tuple[str, bytes]]
    """The kind and the bytes of each file."""

    found: Mapping[str, Document]
    helpers: Sequence[_Helper]


ALONE = Means()


def begin(tracker: Path, means: Means) -> Means:
    """Begin to read a tracker before its checks are imported; raises CannotRunError when a file cannot be opened."""
    contents = contents_of(tracker)
    texts = {name: content for name, (_kind, content) in sorted(contents.items())}
    return replace(means, begun=Begun(tracker, contents, *_started(texts, means, head_start=IMPORTS)))


def gather(contents: Mapping[str, bytes], means: Means = ALONE) -> dict[str, Document]:
    """Read files: name to content."""
    begun = means.begun
    before, helpers = (begun.found, begun.helpers) if begun else _started(contents, means)
    found = dict(before)
    helped = {name: helper for helper in helpers for name in helper.names}
    results: dict[str, bytes | None] = {}
    for name in means.follow(sorted(contents, key=helped.__contains__)):  # those that others read come last
        if name in helped and name not in results:
            results |= helped[name].results()
        if kept := results.get(name):
            found[name] = Remembered(name, contents[name], kept)
        elif name not in found:
            found[name] = _read_here(name, contents[name], means)
    if means.folder and len(before) < len(found):
        make_room(means.folder)
    return {name: found[name] for name in contents}


def _started(
    contents: Mapping[str, bytes], means: Means, *, head_start: int = 0
) -> tuple[Mapping[str, Document], Sequence[_Helper]]:
    """Give what was read before, and the processes that read a part of the rest."""
    found = _all_remembered(contents, means)
    new = {name: content for name, content in contents.items() if name not in found}
    shares = _shares(new, head_start) if means.may_fork else []
    return found, [helper for share in shares[1:] if share and (helper := _helper(share, new, means))]


def _all_remembered(contents: Mapping[str, bytes], means: Means) -> dict[str, Document]:
    return {name: document for name, content in contents.items() if (document := _remembered(name, content, means))}


def _remembered(name: str, content: bytes, means: Means) -> Document | None:
    raw = get(_place(content, means)) if means.folder and len(content) >= PAYS_TO_KEEP else None
    return Remembered(name, content, raw) if raw else None


def _read_here(name: str, content: bytes, means: Means) -> Document:
    document = read_document(name, content)
    _keep(content, to_bytes(document) if means.folder else None, means)
    document.source.rest()
    return document


def _keep(content: bytes, raw: bytes | None, means: Means) -> None:
    if means.folder and raw and len(content) >= PAYS_TO_KEEP and len(raw) <= LARGEST:
        put(_place(content, means), raw)


def _place(content: bytes, means: Means) -> str:
    return os.path.join(means.folder or "", digest_of([means.program.encode(), content]))  # noqa: PTH118


def _shares(contents: Mapping[str, bytes], head_start: int) -> list[list[str]]:
    """Share files out among the cores: equally, but that others may read `head_start` bytes before this one begins."""
    size = sum(map(len, contents.values()))
    pays = size >= PAYS_TO_SHARE or (head_start and size >= PAYS_TO_BEGIN)
    shares: list[tuple[int, list[str]]] = [(head_start, [])]
    shares += [(0, []) for _ in range(min(_cores() - 1, size // PAYS_TO_SHARE + 1) if pays else 0)]
    for name in sorted(contents, key=lambda name: -len(contents[name])):
        index = min(range(len(shares)), key=lambda one: shares[one][0])
        shares[index] = (shares[index][0] + len(contents[name]), [*shares[index][1], name])
    return [names for _, names in shares]


def _cores() -> int:
    return (os.cpu_count() or 1) if hasattr(os, "fork") else 1


class _Helper(NamedTuple):
    """Another process that reads a share of the files."""

    names: Sequence[str]
    process: int
    pipe: int

    def results(self) -> dict[str, bytes | None]:
        """Wait for the raw data of its files; nothing for one that has to be read here."""
        with os.fdopen(self.pipe, "rb") as pipe:
            answer = pipe.read()
        with suppress(ChildProcessError):  # whoever started us may let nobody wait
            os.waitpid(self.process, 0)
        try:
            done: dict[str, bytes | None] = marshal.loads(answer)  # noqa: S302 - our own process
        except (EOFError, ValueError, TypeError):  # it died before it was done
            done = {}
        return {name: done.get(name) for name in self.names}


def _helper(names: Sequence[str], contents: Mapping[str, bytes], means: Means) -> _Helper | None:
    """Have files read by another process; nothing where there can be none."""
    pipe, end = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(pipe)
        os.close(end)
        return None
    if not process:
        _read_apart(names, contents, means, end)
    os.close(end)
    return _Helper(names, process, pipe)


def _read_apart(names: Sequence[str], contents: Mapping[str, bytes], means: Means, end: int) -> None:
    """Read files, and write and keep what they hold; ends the process."""
    try:
        done = {name: to_bytes(read_document(name, contents[name])) for name in names}
        with os.fdopen(end, "wb") as pipe:
            pipe.write(marshal.dumps(done))
        for name, kept in done.items():
            _keep(contents[name], kept, means)
    finally:
        os._exit(0)
