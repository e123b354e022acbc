"""Who entered a fact: the commits that last touched its very lines, by `git blame`."""

from __future__ import annotations

import os
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import groupby
from typing import TYPE_CHECKING

from ctrack.errors import CannotRunError
from ctrack.frozen import NOTHING, frozen
from ctrack.i18n import N_, Message
from ctrack.store.git import Repository, find_repository, reason_of, shallow_boundary
from ctrack.store.leaves import last_leaf_end, node_at
from ctrack.values.commits import Entered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from ctrack.findings import Pointer
    from ctrack.store.documents import Document
    from ctrack.store.load import Loaded


@frozen
class Provenance:
    """Who entered the facts, each by its pointer; `problem` says why nothing is known."""

    entered: Mapping[Pointer, tuple[Entered, ...]] = NOTHING
    problem: Message | None = None


def provenance(tracker: Path, loaded: Loaded, pointers: Iterable[Pointer]) -> Provenance:
    """Ask git who entered the facts at `pointers`, in the work tree or in the commit that was loaded."""
    try:
        repository = find_repository(tracker)
    except CannotRunError as error:
        return Provenance(problem=error.message)
    entered: dict[Pointer, tuple[Entered, ...]] = {}
    problem: Message | None = None
    for file, asked in groupby(sorted(set(pointers), key=str), key=lambda pointer: str(pointer[0])):
        stretches = {pointer: lines_of(loaded.documents[file], pointer) for pointer in asked}
        try:
            by_line = _blame(repository, loaded.commit, _path(repository, tracker, loaded, file), stretches.values())
        except CannotRunError as error:
            by_line, problem = {}, error.message
        for pointer, lines in stretches.items():
            entered[pointer] = tuple(dict.fromkeys(by_line[line] for line in lines if line in by_line))
    return Provenance(entered=entered, problem=problem)


def lines_of(document: Document, pointer: Pointer) -> range:
    """Give the lines of a record, as git counts them."""
    node = node_at(document.root, pointer)
    if node is None:
        return range(0)
    begin = node.span.start
    end = begin + len(
        document.text[begin : last_leaf_end(document.text, node)].rstrip()
    )  # a block scalar's mark lies behind its last line
    first, last = (document.text.count("\n", 0, index) + 1 for index in (begin, end))
    return range(first, last + 1)


def _path(repository: Repository, tracker: Path, loaded: Loaded, file: str) -> str:
    """Lead from the repository's root to a file, through links in the work tree."""
    if loaded.commit is not None:
        return loaded.folder + file
    return os.path.relpath(os.path.realpath(tracker / file), os.path.realpath(repository.root)).replace(os.sep, "/")


def _blame(repository: Repository, commit: str | None, path: str, stretches: Iterable[range]) -> Mapping[int, Entered]:
    """Tell for each line who entered it; of a file that git does not know, all lines are not committed yet.

    Raises CannotRunError with git's own reason when it cannot tell.
    """
    ranges = [lines for lines in stretches if lines]
    if repository.text("rev-parse", "--verify", "--quiet", f"{commit or 'HEAD'}:{path}") is None:
        return {} if commit else {line: _UNCOMMITTED for lines in ranges for line in lines}
    asked = [f"-L{lines.start},{lines.stop - 1}" for lines in ranges]
    revision = [commit] if commit else []
    done = repository.run("blame", "--porcelain", "--root", "-w", *asked, *revision, "--", path)
    if done.returncode != 0:
        reason = reason_of(done.stderr)
        raise CannotRunError(
            Message(N_("git cannot tell who entered {file}: {reason}"), {"file": path, "reason": reason})
        )
    return _read_porcelain(done.stdout, shallow_boundary(repository)) if asked else {}


_UNCOMMITTED = Entered(None, "", None)


def _read_porcelain(printed: bytes, boundary: frozenset[str]) -> dict[int, Entered]:
    """Read what `git blame --porcelain` prints: of each commit the headers stand before its first line only."""
    headers: dict[str, dict[str, str]] = defaultdict(dict)
    lines: dict[int, str] = {}
    commit = ""
    for line in printed.decode("utf-8", "replace").split("\n"):
        word, _, rest = line.partition(" ")
        if line.startswith("\t"):
            commit = ""
        elif not commit and rest:
            commit = word
            lines[int(rest.split()[1])] = commit
        elif commit:
            headers[commit][word] = rest
    return {number: _entered(commit, headers[commit], boundary) for number, commit in lines.items()}


def _entered(commit: str, header: Mapping[str, str], boundary: frozenset[str]) -> Entered:
    if not commit.strip("0"):
        return _UNCOMMITTED
    return Entered(commit, header.get("author", ""), _day(header), commit in boundary)


def _day(header: Mapping[str, str]) -> date | None:
    """Give the day on which the author made the commit, where the author was."""
    zone = header.get("author-tz", "+0000")
    try:
        minutes = int(zone[1:3]) * 60 + int(zone[3:5])
        there = timezone(timedelta(minutes=-minutes if zone.startswith("-") else minutes))
        return datetime.fromtimestamp(int(header["author-time"]), UTC).astimezone(there).date()
    except (KeyError, ValueError, OverflowError, OSError):
        return None
