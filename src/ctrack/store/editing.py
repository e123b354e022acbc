"""From intended edits to changed files: spliced, read again with all others, and judged before they are written."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from typing import TYPE_CHECKING

from ctrack.errors import CannotRunError
from ctrack.findings import Severity
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.store.edits import CannotSpliceError, bare
from ctrack.store.locate import contents_of, kind_of, list_unread
from ctrack.store.parsing import read_document
from ctrack.store.read import read_contents
from ctrack.store.source import BOM
from ctrack.store.splice import edited
from ctrack.store.validate import validate
from ctrack.store.write import Change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from ctrack.findings import Located, Pointer
    from ctrack.store.edits import Edit
    from ctrack.store.gather import Follow
    from ctrack.store.read import Reading


@frozen
class Opened:
    """A tracker that is to be edited: the bytes of its files, and what they say."""

    contents: Mapping[str, tuple[str, bytes]]
    unread: tuple[str, ...]
    reading: Reading


RecordKey = tuple["Pointer", frozenset[tuple[str, str]]]
"""The mapping whose figures a figure is among, and what it says."""


def record_key(holder: Pointer, said: object) -> RecordKey:
    """Make the key by which a figure is known again."""
    return holder, frozenset(said.items() if isinstance(said, dict) else ())


@frozen
class Plan:
    """What is going to be written: the changed files, and the findings that the tracker has only with them."""

    changes: tuple[Change, ...]
    findings: tuple[Located, ...]
    data: Mapping[str, object]
    """What the files say then."""

    @property
    def errors(self) -> tuple[Located, ...]:
        """The new findings for which the change must be refused."""
        return tuple(found for found in self.findings if found.severity is Severity.ERROR)

    def record_at(self, pointer: Pointer) -> RecordKey | None:
        """Tell which new figure a place lies in: its list, and what it says."""
        node: object = self.data.get(str(pointer[0]))
        for depth, step in enumerate(pointer[1:], 1):
            try:
                node = node[step]  # type: ignore[index]
            except (LookupError, TypeError):
                return None
            if isinstance(step, int) and pointer[depth - 1] == "measurements":
                return record_key(pointer[: depth - 1], bare(node))
        return None

    def diff(self, prefix: str) -> str:
        """Show the changes line by line; `prefix` leads from the working folder to the tracker."""
        return "".join(_diff(change, prefix) for change in self.changes)


def open_tracker(tracker: Path) -> Opened:
    """Read a tracker to edit it; raises CannotRunError when a file cannot be opened."""
    contents = contents_of(tracker)
    unread = list_unread(tracker)
    return Opened(contents=contents, unread=unread, reading=read_contents(contents, unread))


def refuse_changed(tracker: Path, opened: Opened) -> None:
    """Raise CannotRunError where any file is not as it was when the tracker was opened."""
    if contents_of(tracker) != opened.contents:
        message = Message(N_("the tracker changed meanwhile, and nothing was written"))
        raise CannotRunError(message, Message(N_("run this again")))


def plan(
    opened: Opened,
    edits: Mapping[str, Sequence[Edit]],
    day: date,
    new_files: Mapping[str, str] | None = None,
    follow: Follow = iter,
) -> Plan:
    """Make edits and new files, and find what would be wrong then that is not wrong now.

    `follow` goes through the names of the files, and may tell how far it is.

    Raises CannotRunError where a file's text leaves no safe place for an edit.
    """
    changes = [_spliced(name, opened.contents[name][1], edits[name]) for name in follow(edits) if edits[name]]
    changes += [Change(name=name, before=None, after=text.encode()) for name, text in (new_files or {}).items()]
    contents = dict(opened.contents)
    for change in changes:
        contents[change.name] = (kind_of(change.name) or "", change.after)
    reading = read_contents(contents, opened.unread)
    found = _new(validate(opened.reading, day).findings, validate(reading, day).findings)
    return Plan(changes=tuple(changes), findings=tuple(found), data=reading.data)


def _spliced(name: str, content: bytes, edits: Sequence[Edit]) -> Change:
    document = read_document(name, content)
    if document.root is None:
        message = N_("{file} cannot be read, so that nothing can be written to it: ctrack validate says why")
        raise CannotRunError(Message(message, {"file": name}))
    try:
        text = edited(document, edits).text
    except CannotSpliceError:
        message = N_("{file} is written in a way that leaves no safe place for the change")
        hint = Message(N_("run ctrack fmt, or edit it by hand"))
        raise CannotRunError(Message(message, {"file": name}), hint) from None
    mark = BOM if content.startswith(BOM.encode()) else ""
    return Change(name=name, before=content, after=(mark + text).encode())


def _new(before: Sequence[Located], after: Sequence[Located]) -> list[Located]:
    """Keep the findings that were not there, whatever their lines."""
    known = Counter(map(_essence, before))
    found = []
    for one in after:
        if known[_essence(one)]:
            known[_essence(one)] -= 1
        else:
            found.append(one)
    return found


def _essence(found: Located) -> tuple[str, ...]:
    return found.finding.rule, found.position.file, found.entity, str(found.finding.message)


def _diff(change: Change, prefix: str) -> str:
    before, after = ((content or b"").decode("utf-8", "replace") for content in (change.before, change.after))
    names = ("/dev/null" if change.before is None else f"a/{prefix}{change.name}", f"b/{prefix}{change.name}")
    lines = unified_diff(before.splitlines(keepends=True), after.splitlines(keepends=True), *names)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
