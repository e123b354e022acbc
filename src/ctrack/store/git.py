"""git, as far as a tracker needs it: a revision's files, and which lines differ. Read only, never the network."""

from __future__ import annotations

import codecs
import os
import posixpath
import re
import shlex
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from ctrack.errors import CannotRunError
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.store.around import TRACKER_FILE
from ctrack.store.locate import FOLDERS, TrackerFile, kind_of, unread_among

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator, Mapping, Sequence

_INDEX = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
_PATHS = (*_INDEX, "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR")
_HEEDED = frozenset({"GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH"})
_TOP_LEVEL = ["git", "rev-parse", "--show-toplevel"]
_REFETCH = N_("fetch it: git fetch --refetch")
_LINK = "120000"
_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")


class Entry(NamedTuple):
    """A file in a revision: its mode, object and path from the repository's root."""

    mode: str
    ident: str
    path: str


@frozen(kw_only=False)
class Repository:
    """A git checkout."""

    root: Path
    is_named: bool = False
    """Whether only GIT_DIR and its like lead to it, and no `.git` around the tracker."""

    option: str = "--base"
    """What it is asked for, named in errors."""

    def run(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run git in the root, with nothing of the user's settings that would change what it prints."""
        command = ["git", "--literal-pathspecs", "-c", "core.quotePath=false", *arguments]
        return _git(command, self.root, given, heeded=_PATHS if self.is_named else _INDEX, option=self.option)

    def must(self, *arguments: str, given: bytes = b"") -> bytes:
        """Run git and give what it prints; raises CannotRunError with git's own reason when it fails."""
        done = self.run(*arguments, given=given)
        if done.returncode != 0:
            reason = reason_of(done.stderr)
            message = Message(
                N_("{option}: git cannot read that revision: {reason}"), {"option": self.option, "reason": reason}
            )
            raise CannotRunError(message, Message(_REFETCH) if b"lazy fetching" in done.stderr else None)
        return done.stdout

    def text(self, *arguments: str) -> str | None:
        """Run git and give what it prints; nothing when it fails."""
        done = self.run(*arguments)
        return done.stdout.decode("utf-8", "surrogateescape").strip() if done.returncode == 0 else None

    @property
    def is_shallow(self) -> bool:
        """Whether the checkout holds only the latest commits."""
        return self.text("rev-parse", "--is-shallow-repository") == "true"


def reason_of(output: bytes) -> str:
    """Give the line in which git says why it failed."""
    lines = output.decode("utf-8", "replace").strip().splitlines() or [""]
    told = next((line for line in lines if line.startswith(("fatal: ", "error: "))), lines[0])
    return told.removeprefix("fatal: ").removeprefix("error: ")


def _git(
    command: list[str], folder: Path, given: bytes = b"", *, heeded: Sequence[str] = (), option: str
) -> subprocess.CompletedProcess[bytes]:
    """Run git: in English, writing nothing, fetching nothing, and deaf to variables that change what it prints."""
    import subprocess  # noqa: PLC0415 - most commands need no git, and it takes a while

    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name in {*_HEEDED, *heeded}
    }
    environment |= {name: value for name, value in os.environ.items() if name.startswith(("GIT_CONFIG", "GIT_TEST_"))}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
    for name in heeded:
        if environment.get(name):
            environment[name] = str(Path(environment[name]).absolute())
    try:
        return subprocess.run(command, cwd=folder, input=given, capture_output=True, check=False, env=environment)  # noqa: S603 - no shell, and revisions are never options
    except FileNotFoundError:
        raise CannotRunError(
            Message(N_("git was not found, and {option} needs it"), {"option": option}), Message(N_("install git"))
        ) from None


def find_repository(folder: Path, option: str = "--base") -> Repository:
    """Find the checkout around a folder, which `option` asks for.

    Raises CannotRunError when there is none, with git's own reason.
    """
    heeded: tuple[str, ...] = ()  # in hooks git names its folder from elsewhere: a `.git` around the tracker is surer
    done = _git(_TOP_LEVEL, folder, option=option)
    if done.returncode != 0 and b"dubious ownership" not in done.stderr:
        heeded = _PATHS
        done = _git(_TOP_LEVEL, folder, heeded=heeded, option=option)
    if done.returncode == 0:
        return Repository(Path(os.fsdecode(done.stdout.rstrip(b"\n"))), is_named=bool(heeded), option=option)
    reason = reason_of(done.stderr)
    message = Message(N_("{folder} is not in a git checkout: {reason}"), {"folder": folder, "reason": reason})
    owned_by_another = re.search("dubious ownership in repository at '(.+)'", reason)
    hint = N_("trust it: git config --global --add safe.directory {folder}")
    trusted = {"folder": shlex.quote(owned_by_another[1])} if owned_by_another else {}
    raise CannotRunError(message, Message(hint, trusted) if owned_by_another else None)


def root_above(folder: Path) -> Path | None:
    """Find the root of the repository around a folder without running git."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def commit_of(repository: Repository, revision: str) -> str:
    """Give the commit that `revision` names; raises CannotRunError with the command that may fetch it."""
    commit = None
    if not revision.startswith("-"):
        commit = repository.text("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not commit:
        message = N_('{option}: there is no revision "{revision}" here')
        raise CannotRunError(
            Message(message, {"option": repository.option, "revision": revision}), _how_to_fetch(repository, revision)
        )
    return commit


def resolve(repository: Repository, revision: str, head: str = "HEAD") -> str:
    """Give the commit where `head` left `revision`: their common ancestor, so that only its own changes count.

    Raises CannotRunError with the command that mends it when the commit is unknown or beyond a shallow clone.
    """
    commit = commit_of(repository, revision)
    ancestors = (repository.text("merge-base", "--all", commit, head) or "").split()
    if len(ancestors) == 1 and not _is_cut(repository, commit, head, ancestors[0]):
        return ancestors[0]
    if len(ancestors) > 1:
        message = Message(
            N_('{option}: "{revision}" and the work tree were merged crosswise'),
            {"option": repository.option, "revision": revision},
        )
        raise CannotRunError(message, Message(N_("merge {revision} into this branch first"), {"revision": revision}))
    message = Message(
        N_('{option}: where the work tree left "{revision}" is not known, they have no commit in common'),
        {"option": repository.option, "revision": revision},
    )
    raise CannotRunError(message, _how_to_fetch(repository))


def _is_cut(repository: Repository, commit: str, head: str, ancestor: str) -> bool:
    """Tell whether a shallow clone ends between an ancestor and the two, so that a later one may be hidden."""
    if not repository.is_shallow:
        return False
    boundary = shallow_boundary(repository)
    between = (repository.text("rev-list", commit, head, "--not", ancestor) or "").split()
    return not boundary.isdisjoint(between)


def shallow_boundary(repository: Repository) -> frozenset[str]:
    """Give the commits at which a shallow clone ends; of a whole one there are none."""
    file = repository.root / (repository.text("rev-parse", "--git-path", "shallow") or "")
    return frozenset(file.read_text(encoding="ascii").split()) if file.is_file() else frozenset()


def _how_to_fetch(repository: Repository, revision: str = "") -> Message:
    if ".." in revision and repository.option in {"BASE", "HEAD"}:
        return Message(N_("name two revisions one after the other: BASE HEAD"))
    if repository.text("rev-parse", "--verify", "--quiet", "HEAD") is None:
        return Message(N_("nothing is committed here yet"))
    remote = (repository.text("remote") or "origin").split()[0]
    branches = f'{remote} "+refs/heads/*:refs/remotes/{remote}/*"'
    if repository.is_shallow:
        hint = N_("this is a shallow clone: git fetch --unshallow {branches} (in GitHub Actions: fetch-depth: 0)")
        return Message(hint, {"branches": branches})
    return Message(N_("fetch it: git fetch --tags {branches}"), {"branches": branches})


class Base(NamedTuple):
    """A tracker at a revision: its folder from the repository's root, the bytes of its files, and those not read."""

    folder: str
    contents: Mapping[str, tuple[str, bytes]]
    unread: tuple[str, ...]


def read_base(repository: Repository, commit: str, folder: str) -> Base | None:
    """Read the tracker of a commit; nothing when the commit has none. A tracker that was moved since is found."""
    entries = {entry.path: entry for entry in _entries(repository, commit)}
    entries |= _behind_links(repository, entries, folder)
    place = _folder_in(entries, repository, folder)
    if place is None:
        return None
    names = [path.removeprefix(place) for path in entries if path.startswith(place)]
    _refuse_unread_folders(entries, place, repository.option)
    files = [TrackerFile(name, kind) for name in names if (kind := kind_of(name))]
    blobs = _blobs(repository, [entries[place + file.name] for file in files])
    contents = {file.name: (file.kind, blob) for file, blob in zip(files, blobs, strict=True)}
    return Base(place, contents, unread_among(name for name in names if name not in contents))


def _refuse_unread_folders(entries: Mapping[str, Entry], place: str, option: str) -> None:
    """Raise CannotRunError where a folder of the tracker is a submodule, or a link that leads out of the repository."""
    for folder in FOLDERS:
        is_followed = any(path.startswith(f"{place}{folder}/") for path in entries)
        if f"{place}{folder}" in entries and not is_followed:
            message = N_("{option}: in that revision {folder} is a link or a submodule and cannot be read")
            raise CannotRunError(Message(message, {"option": option, "folder": f"{place}{folder}"}))


def _entries(repository: Repository, commit: str) -> Iterator[Entry]:
    """List what a commit holds: files and links; of a submodule only its place."""
    for line in repository.must("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, _kind, ident = about.decode().split()
        yield Entry(mode, ident, path.decode("utf-8", "surrogateescape"))


def _behind_links(repository: Repository, entries: Mapping[str, Entry], folder: str) -> dict[str, Entry]:
    """Give the files behind the links in or above a folder, under the links' own names; of a link out of it nothing."""
    links = [
        entry
        for entry in entries.values()
        if entry.mode == _LINK and (entry.path.startswith(folder) or folder.startswith(f"{entry.path}/"))
    ]
    found: dict[str, Entry] = {}
    for link, blob in zip(links, _blobs(repository, links), strict=True):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(link.path), os.fsdecode(blob)))
        for path, entry in entries.items():
            if path == target or path.startswith(f"{target}/"):
                found[link.path + path.removeprefix(target)] = entry
    return found


def _folder_in(entries: Mapping[str, Entry], repository: Repository, folder: str) -> str | None:
    """Find the tracker's folder in a commit: where it is now, else the one tracker of the commit that is gone since."""
    if folder + TRACKER_FILE in entries:
        return folder
    places = [path.removesuffix(TRACKER_FILE) for path in entries if PurePosixPath(path).name == TRACKER_FILE]
    gone = [place for place in places if not (repository.root / place / TRACKER_FILE).is_file()]
    if len(gone) > 1:
        raise CannotRunError(
            Message(
                N_("{option}: the tracker was not in {folder}, and it is not plain which of {places} it was"),
                {
                    "option": repository.option,
                    "folder": folder or ".",
                    "places": ", ".join(place or "." for place in gone),
                },
            )
        )
    return gone[0] if gone else None


def _blobs(repository: Repository, entries: list[Entry]) -> list[bytes]:
    """Read objects in one go; raises CannotRunError when one is missing, as in a partial clone."""
    given = "".join(f"{entry.ident}\n" for entry in entries).encode()
    blobs, rest = [], repository.must("cat-file", "--batch", given=given)
    for entry in entries:
        header, _, rest = rest.partition(b"\n")
        parts = header.split()
        if len(parts) != 3:  # noqa: PLR2004 - object, type, size
            message = Message(
                N_("{option}: git does not have {path} of that revision"),
                {"option": repository.option, "path": entry.path},
            )
            raise CannotRunError(message, Message(_REFETCH))
        size = int(parts[2])
        blobs.append(rest[:size])
        rest = rest[size + 1 :]
    return blobs


def changed_lines(repository: Repository, commit: str, base_folder: str, folder: str) -> dict[str, frozenset[int]]:
    """Tell which lines of the tracker's files, relative to it, are new against a commit; empty files have none."""
    options = ("-p", "--no-color", "--no-ext-diff", "--no-textconv", "--text", "--unified=0", "--no-prefix", "-M")
    paths = tuple(dict.fromkeys(path or "." for path in (base_folder, folder)))
    printed = repository.must("diff-index", *options, "--no-relative", commit, "--", *paths)
    lines: dict[str, set[int]] = {}
    name = ""
    for line in printed.split(b"\n"):
        if line.startswith(b"+++ "):
            name = _unquoted(line[4:]).removeprefix(folder)
        elif match := _HUNK.match(line):
            start, count = int(match[1]), int(match[2] or 1)
            lines.setdefault(name, set()).update(range(start, start + count))
    untracked = repository.must("ls-files", "-z", "--others", "--", folder or ".")
    for path in map(os.fsdecode, untracked.split(b"\0")[:-1]):
        if kind_of(path.removeprefix(folder)):
            count = len((repository.root / path).read_bytes().splitlines())
            lines[path.removeprefix(folder)] = set(range(1, count + 1))
    return {name: frozenset(numbers) for name, numbers in lines.items()}


def _unquoted(path: bytes) -> str:
    """Read a path as git writes it: in quotes with escapes where it holds odd characters."""
    bare = path.rstrip(b"\t")
    if bare.startswith(b'"'):
        bare = codecs.escape_decode(bare[1:-1])[0]
    return bare.decode("utf-8", "surrogateescape")
