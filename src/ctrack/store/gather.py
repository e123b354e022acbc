"""The documents of a tracker: those that were read before as they were then, the others read, on all cores if many."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ctrack.frozen import NOTHING, frozen, replace
from ctrack.store.helpers import Helpers, cores, look_elsewhere
from ctrack.store.kept import LARGEST, digest_of, get, make_room, put
from ctrack.store.locate import contents_of, list_files
from ctrack.store.source import Stored, digest_in, size_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ctrack.findings import Finding
    from ctrack.store.documents import Document
    from ctrack.store.source import Content

    Follow = Callable[[Collection[str]], Iterable[str]]
    """Goes through names, and may tell how far it is."""

    Find = Callable[[], Iterable[Finding]]
    """Looks for what is wrong."""

    Elsewhere = Callable[[Find], Find]
    """Has another process begin to look; what it gives waits for the findings."""

PAYS_TO_KEEP = 2_000
"""A shorter file, in bytes, is read as quickly as what was kept of it."""

PAYS_TO_BEGIN = 50_000
"""From so much on, in bytes, another process reads what this one needs only once all is imported."""

PAYS_TO_SHARE = 2 * 2**20
"""From so much on, in bytes, more processes read more quickly, and the files' bytes are not all kept."""


@frozen
class Means:
    """What helps in reading: who follows it, where what was read is kept, whether other processes may take a part."""

    follow: Follow = iter
    folder: str | None = None
    program: str = ""
    """Tells this program from others: what they kept is not taken."""

    digests: Mapping[str, str] = NOTHING
    """Those of files that were read before, by their paths."""

    may_fork: bool = False
    begun: Begun | None = None

    @property
    def elsewhere(self) -> Elsewhere | None:
        """What looks for findings beside this process, where another one can do that."""
        return look_elsewhere if self.may_fork and cores() > 1 else None


class Begun(NamedTuple):
    """A tracker that others have begun to read, while this process has other things to do."""

    tracker: Path
    contents: Mapping[str, tuple[str, Content]]
    """The kind and the bytes of each file."""

    found: Mapping[str, Document]
    helpers: Helpers | None


ALONE = Means()


def begin(tracker: Path, means: Means) -> Means:
    """Begin to read a tracker before its checks are imported; raises CannotRunError when a file cannot be opened."""
    contents = _contents(tracker, means)
    texts = {name: content for name, (_kind, content) in sorted(contents.items())}
    return replace(means, begun=Begun(tracker, contents, *_started(texts, means, PAYS_TO_BEGIN)))


def _contents(tracker: Path, means: Means) -> Mapping[str, tuple[str, Content]]:
    files = list_files(tracker)
    paths = {name: tracker / name for name, _kind in files}
    size = sum(path.stat().st_size for path in paths.values() if path.is_file())
    return (
        {name: (kind, Stored(paths[name], means.digests.get(str(paths[name])))) for name, kind in files}
        if size >= PAYS_TO_SHARE
        else contents_of(tracker)
    )


def gather(contents: Mapping[str, Content], means: Means = ALONE) -> Iterator[tuple[str, Document]]:
    """Read files, name to content; gives each as soon as it is there, so that others read while one is looked at."""
    begun = means.begun
    before, helpers = (begun.found, begun.helpers) if begun else _started(contents, means, PAYS_TO_SHARE)
    yield from before.items()
    new = {name: content for name, content in contents.items() if name not in before}
    documents = _new(new, helpers, means)
    for _ in means.follow(sorted(new)):
        yield next(documents)
    if means.folder and new:
        make_room(means.folder)


def _started(contents: Mapping[str, Content], means: Means, pays: int) -> tuple[Mapping[str, Document], Helpers | None]:
    """Give what was read before, and the processes that read the rest, if that is so many bytes that it `pays`."""
    found = {name: document for name, content in contents.items() if (document := _remembered(name, content, means))}
    sizes = {name: size_of(content) for name, content in contents.items() if name not in found}
    size = sum(sizes.values())
    count = min(cores() - 1, size // PAYS_TO_SHARE + 1) if means.may_fork and size >= pays else 0
    if not count:
        return found, None
    unwritten: dict[str, bytes] = {}

    def read(name: str) -> bytes | None:
        from ctrack.store.parsing import read_and_kept  # noqa: PLC0415 - the other process imports it

        _document, kept = read_and_kept(name, contents[name], is_wanted=True)
        if kept:
            unwritten[name] = kept
        return kept

    def keep() -> None:
        for name, kept in unwritten.items():
            _keep(contents[name], kept, means)

    return found, Helpers(sorted(sizes, key=lambda name: -sizes[name]), count, read, keep)


def _new(contents: Mapping[str, Content], helpers: Helpers | None, means: Means) -> Iterator[tuple[str, Document]]:
    """Read files here, in turn with helpers, and take what those have read."""
    left = dict(contents)
    for name in helpers.waiting() if helpers else ():
        yield name, _read_here(name, left.pop(name), means)
    for name, kept in helpers.results().items() if helpers else ():
        if kept:
            yield name, _kept(name, left.pop(name), kept)
    for name, content in left.items():
        yield name, _read_here(name, content, means)


def _remembered(name: str, content: Content, means: Means) -> Document | None:
    raw = get(_place(content, means)) if means.folder and size_of(content) >= PAYS_TO_KEEP else None
    return _kept(name, content, raw) if raw else None


def _kept(name: str, content: Content, raw: bytes) -> Document:
    from ctrack.store.remembered import Remembered  # noqa: PLC0415 - not before others have begun to read

    return Remembered(name, content, raw)


def _read_here(name: str, content: Content, means: Means) -> Document:
    from ctrack.store.parsing import read_and_kept  # noqa: PLC0415 - often others have read all

    document, kept = read_and_kept(name, content, is_wanted=means.folder is not None)
    _keep(content, kept, means)
    document.source.rest()
    return document


def _keep(content: Content, raw: bytes | None, means: Means) -> None:
    if means.folder and raw and size_of(content) >= PAYS_TO_KEEP and len(raw) <= LARGEST:
        put(_place(content, means), raw)


def _place(content: Content, means: Means) -> str:
    name = digest_of([means.program.encode(), digest_in(content).encode()])
    return os.path.join(means.folder or "", name)  # noqa: PTH118
