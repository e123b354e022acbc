"""A tracker to compute with: its dataset, and the findings that a reader of figures must know of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ctrack.checks.allow import judge
from ctrack.checks.registry import is_error, is_lost
from ctrack.checks.run import check
from ctrack.errors import CannotRunError
from ctrack.findings import Place
from ctrack.frozen import frozen, replace
from ctrack.i18n import N_, Message
from ctrack.store.gather import ALONE, Means
from ctrack.store.locate import path_from
from ctrack.store.places import in_order, row_at
from ctrack.store.read import Reading, read_contents, read_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from ctrack.dataset import Dataset
    from ctrack.findings import Finding, Located, Pointer
    from ctrack.store.documents import Document
    from ctrack.store.git import Repository


@frozen
class Loaded:
    """A tracker to compute with: the dataset of what is sound, the findings that a reader of figures must know of."""

    dataset: Dataset
    findings: tuple[Located, ...]
    documents: Mapping[str, Document]
    commit: str | None = None
    """The commit that it was read from, else it is the work tree's."""

    reading: Reading
    """All that was read."""

    broken: frozenset[str] = frozenset()
    """The files of which something cannot be read."""

    folder: str = ""
    """Where it stands in that commit, from the repository's root."""

    def locate(self, pointer: Pointer) -> tuple[str, int]:
        """Give the file and line of a record."""
        position = self.documents[str(pointer[0])].position(Place(pointer=pointer))
        return position.file, position.line

    @property
    def has_programme_files(self) -> bool:
        """Whether there are programme files, readable or not."""
        documents = (document for name, document in self.documents.items() if name.startswith("programs/"))
        return any(document.is_read or document.findings for document in documents)


class UnreadableTrackerError(CannotRunError):
    """tracker.yaml cannot be read, so nothing can be computed; `findings` say why."""

    def __init__(self, findings: tuple[Located, ...]) -> None:
        """Keep the findings for the user to see."""
        super().__init__(Message(N_("nothing can be computed: tracker.yaml cannot be read")))
        self.findings = findings


def load(tracker: Path, means: Means = ALONE) -> Loaded:
    """Load the tracker in `tracker`; `means` help in reading its files.

    Raises UnreadableTrackerError when tracker.yaml cannot be read, CannotRunError when a file cannot be opened.
    """
    return loaded_of(read_files(tracker, means))


def load_contents(contents: Mapping[str, tuple[str, bytes]], unread: Sequence[str] = ()) -> Loaded:
    """Load a tracker from the bytes of its files."""
    return loaded_of(read_contents(contents, unread))


def load_revision(tracker: Path, revision: str) -> Loaded:
    """Load the tracker in `tracker` as it stood at a git revision; the work tree is not looked at.

    Raises CannotRunError when there is no such revision or it holds no tracker, and as `load` does.
    """
    from ctrack.store import git  # noqa: PLC0415 - only this needs it

    repository = git.find_repository(tracker, "--rev")
    loaded = load_commit(repository, git.commit_of(repository, revision), tracker)
    if loaded is None:
        message = N_("{option}: revision {revision} holds no tracker")
        raise CannotRunError(Message(message, {"option": repository.option, "revision": revision}))
    return loaded


def load_commit(repository: Repository, commit: str, tracker: Path) -> Loaded | None:
    """Load the tracker in `tracker` as it stood at a commit; nothing where the commit holds none."""
    from ctrack.store import git  # noqa: PLC0415

    base = git.read_base(repository, commit, path_from(repository.root, tracker))
    return base and replace(load_contents(base.contents, base.unread), commit=commit, folder=base.folder)


def loaded_of(reading: Reading) -> Loaded:
    """Check what was read, as far as a reader of figures must know: errors, and files that nobody reads.

    Raises UnreadableTrackerError when tracker.yaml cannot be read.
    """
    if reading.dataset is None:
        raise UnreadableTrackerError(in_order(reading.located(reading.findings)))
    judged = judge(reading.dataset, check(reading.dataset, None), reading.code_at)
    told = judge(reading.dataset, reading.findings, reading.code_at).kept
    found = [finding for finding in (*told, *judged.kept) if _is_told(finding)]
    damage = _damage((*reading.findings, *judged.kept), reading.data)
    return Loaded(
        dataset=replace(reading.dataset, damage=damage),
        findings=in_order(reading.located(found)),
        documents=reading.documents,
        reading=reading,
        broken=frozenset(finding.place.file for finding in reading.findings if is_lost(finding)),
    )


def left_out(reading: Reading) -> dict[tuple[str, str], int]:
    """Count for each indicator and scope the facts that cannot be read."""
    return _damage([finding for finding in reading.findings if is_lost(finding)], reading.data)


def _is_told(finding: Finding) -> bool:
    """Tell whether a view speaks of a finding: figures that are wrong or lost, not those that could be better."""
    return is_error(finding.rule) or finding.rule == "CT206"


def _damage(findings: Iterable[Finding], data: Mapping[str, object]) -> dict[tuple[str, str], int]:
    """Count for each indicator and scope the errors in its facts, whatever the tracker makes of the rules."""
    rows = (row_at(found.place.pointer, data) for found in findings if is_error(found.rule))
    return dict(Counter(row for row in rows if row))
