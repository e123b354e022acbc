"""A tracker's files to a dataset: read, shape, link. Nothing stops at the first problem."""

from __future__ import annotations

import gc
import unicodedata
from contextlib import contextmanager
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from ctrack.checks import plain_text, references
from ctrack.checks.references import Known
from ctrack.checks.shape import shape
from ctrack.checks.walk import marked_fields
from ctrack.dataset import CITY, Dataset, Files, Unread, assemble
from ctrack.frozen import frozen, replace
from ctrack.model.codelists import Tracker
from ctrack.model.district import District
from ctrack.model.fields import Reference, is_reference
from ctrack.model.kinds import MODELS
from ctrack.model.programme import Programme
from ctrack.store.around import TRACKER_FILE
from ctrack.store.documents import Document
from ctrack.store.gather import ALONE, PAYS_TO_BEGIN, Means, gather
from ctrack.store.locate import contents_of, list_unread
from ctrack.store.places import list_at, locate, row_at, text_at
from ctrack.store.source import Source, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ctrack.checks.walk import Kind
    from ctrack.findings import Finding, Located, Pointer
    from ctrack.model.words import RuleSetting
    from ctrack.store.gather import Elsewhere, Find
    from ctrack.store.source import Content


@frozen(slots=False)
class Reading:
    """A tracker's files as read: raw data and documents by file, how what is wrong with them is found, the dataset.

    No dataset: tracker.yaml cannot be read.
    """

    files: tuple[_File, ...]
    documents: Mapping[str, Document]
    find: Find
    check_elsewhere: Elsewhere | None
    """Has the dataset checked in another process: where this one has something to find for certain."""

    dataset: Dataset | None

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with texts, shapes and references: looked for when somebody asks, if not before."""
        return tuple(self.find())

    @cached_property
    def data(self) -> Mapping[str, object]:
        """The raw data of each file."""
        return {file.document.file: file.data for file in self.files}

    @property
    def settings(self) -> Mapping[str, RuleSetting]:
        """What tracker.yaml says of rules."""
        return self.dataset.tracker.rules if self.dataset else {}

    def located(self, findings: Iterable[Finding], base: Mapping[str, Document] | None = None) -> Iterator[Located]:
        """Give findings their severity and position; `base` holds the documents of the revision compared with."""
        return locate(findings, self.documents, self.data, self.settings, base)

    def code_at(self, pointer: Pointer) -> str | None:
        """Tell which indicator or task a place belongs to."""
        row = row_at(pointer, self.data)
        return row[0] if row else None


@frozen(kw_only=False)
class _File:
    """A file with what was made of it."""

    document: Document
    kind: str
    data: object
    record: object
    findings: tuple[Finding, ...]

    @property
    def stem(self) -> str:
        return self.document.file.rpartition("/")[2].removesuffix(".yaml")

    @property
    def keys(self) -> frozenset[str] | None:
        """The ids of a mapping of ids, sound or not; nothing when it could not be read."""
        return frozenset(key for key in self.data if isinstance(key, str)) if isinstance(self.data, dict) else None

    @property
    def programmes(self) -> list[dict[str, Any]]:
        """The raw programmes of the file: itself, or a district's own."""
        found = [self.data] if self.kind == "programme" else list_at(self.data, "programs")
        return [programme for programme in found if isinstance(programme, dict)]


def read_files(tracker: Path, means: Means = ALONE) -> Reading:
    """Read the files of the tracker in `tracker`; raises CannotRunError when one cannot be opened."""
    if means.begun and means.begun.tracker != tracker:
        means = replace(means, begun=None)
    begun = means.begun
    return read_contents(begun.contents if begun else contents_of(tracker), list_unread(tracker), means)


def read_contents(
    contents: Mapping[str, tuple[str, Content]], unread: Sequence[str] = (), means: Means = ALONE
) -> Reading:
    """Read a tracker from the bytes of its files: name (relative to the tracker) to kind and content.

    `unread` names the YAML files beside them, which are only reported.
    """
    with _without_collector():
        found = gather({name: content for name, (_kind, content) in contents.items()}, means)
        shaped = {name: _shaped(document, contents[name][0]) for name, document in found}
    read = tuple(shaped[name] for name in sorted(contents))
    documents = {file.document.file: file.document for file in read}
    documents |= {name: Document(name, Source(""), None) for name in unread}
    files = _collect(read)
    find: Find = partial(_reading_findings, read, unread, list(documents))
    size = sum(size_of(content) for _kind, content in contents.values())
    elsewhere = means.elsewhere if size >= PAYS_TO_BEGIN else None
    is_sound = not any(file.document.findings or file.findings for file in read)
    if elsewhere and is_sound:
        find = elsewhere(find)
    return Reading(
        files=read,
        documents=documents,
        find=find,
        check_elsewhere=None if is_sound else elsewhere,
        dataset=_assembled(files, read) if files else None,
    )


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let nobody look for garbage in what is only growing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _assembled(files: Files, read: Sequence[_File]) -> Dataset:
    dataset = assemble(files)
    return replace(dataset, unread=_unread(read, dataset))


def _reading_findings(read: Sequence[_File], unread: Sequence[str], names: Sequence[str]) -> Iterator[Finding]:
    """Give what is wrong with texts, shapes and references: all that needs no dataset."""
    for file in read:
        yield from file.document.findings
        yield from file.findings
    yield from _scalar_findings(read, _known(read))
    yield from references.unread_files(unread)
    yield from references.district_names([(file.document.file, file.stem) for file in read if file.kind == "district"])
    yield from references.equal_file_names(names, {name: _folded(name) for name in names})
    city_first = sorted(read, key=lambda file: file.kind != "programme")
    programmes = [programme for file in city_first for programme in file.programmes]
    yield from references.duplicate_codes(programmes)
    yield from references.cycles(programmes)


def _scalar_findings(read: Sequence[_File], known: Known) -> Iterator[Finding]:
    """Give what is wrong with single scalars. One in which nothing was found needs no second look elsewhere."""
    sound: set[Kind] = set()
    for file in read:
        for field in marked_fields(MODELS[file.kind], file.data, file.document.file, sound):
            found = [*plain_text.check(field), *references.unknown_reference(field, known)]
            yield from found
            if not found:
                sound.add(field.kind)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _shaped(document: Document, kind: str) -> _File:
    if not document.is_read:
        return _File(document, kind, None, None, ())
    data = document.data(in_columns=True)
    shaped = shape(MODELS[kind], data, (document.file,))
    if document.findings or shaped.findings:
        data = document.data(in_columns=True)  # shaping has taken out what is wrong
    return _File(document, kind, data, shaped.record, shaped.findings)


def _collect(read: Iterable[_File]) -> Files | None:
    """Put the records of all files together; nothing without tracker.yaml."""
    records: dict[str, Any] = {file.document.file: file.record for file in read if file.record is not None}
    tracker = records.get(TRACKER_FILE)
    if not isinstance(tracker, Tracker):
        return None
    return Files(
        tracker=tracker,
        units=records.get("units.yaml", {}),
        sources=records.get("sources.yaml", {}),
        agencies=records.get("agencies.yaml", {}),
        programmes=tuple(record for record in records.values() if isinstance(record, Programme)),
        districts={file.stem: file.record for file in read if isinstance(file.record, District) and file.stem != CITY},
    )


def _known(read: Sequence[_File]) -> Known:
    """List what the files hold, sound or not."""
    keys = {file.document.file: file.keys for file in read}
    stems = {file.stem for file in read if file.kind == "programme" and file.stem}
    programmes = [programme for file in read for programme in file.programmes]
    codes = {text_at(programme, "code") for programme in programmes} | stems
    indicators = {
        text_at(indicator, "code") for programme in programmes for indicator in list_at(programme, "indicators")
    }
    return Known(
        units=keys.get("units.yaml", frozenset()),
        sources=keys.get("sources.yaml", frozenset()),
        agencies=keys.get("agencies.yaml", frozenset()),
        districts=frozenset(file.stem for file in read if file.kind == "district"),
        programmes=frozenset(code for code in codes if code),
        indicators=frozenset(code for code in indicators if code),
        unread_programmes=frozenset(file.stem for file in read if file.kind == "programme" and file.data is None),
    )


def _unread(read: Sequence[_File], dataset: Dataset) -> Unread:
    """Name the programmes and indicators that the files hold and the dataset lacks."""
    indicators: dict[str, list[str]] = {}
    programmes = []
    districts = [file.stem for file in read if file.kind == "district" and not _is_sound_district(file)]
    for file in read:
        if file.kind == "programme" and not isinstance(file.record, Programme):
            programmes.append(file.stem)
        for programme in file.programmes:
            codes = [text_at(indicator, "code") for indicator in list_at(programme, "indicators")]
            lost = [code for code in codes if code and code not in dataset.indicators]
            indicators.setdefault(text_at(programme, "code") or "", []).extend(lost)
    return Unread(
        programmes=tuple(programmes),
        indicators={code: tuple(lost) for code, lost in indicators.items() if lost},
        districts=tuple(districts),
    )


def _is_sound_district(file: _File) -> bool:
    return isinstance(file.record, District) and file.stem != CITY and is_reference(Reference.DISTRICT, file.stem)
