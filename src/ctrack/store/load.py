"""A tracker's files to a dataset: read, shape, link, check. Nothing stops at the first problem."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ctrack.checks import references, targets, values
from ctrack.checks.references import Known
from ctrack.checks.registry import RULES, severity_of
from ctrack.checks.shape import Shaped, shape
from ctrack.dataset import CITY, Dataset, Files, Unread, assemble
from ctrack.errors import CannotRunError
from ctrack.findings import Finding, Located, Pointer, Position, Severity
from ctrack.i18n import N_, Message
from ctrack.model.codelists import Agencies, Sources, Tracker, Units
from ctrack.model.district import District
from ctrack.model.fields import Reference, is_reference
from ctrack.model.programme import Programme
from ctrack.store.documents import Document, read_document
from ctrack.store.locate import TRACKER_FILE, list_files, list_unread

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pydantic import BaseModel

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "tracker": Tracker,
    "units": Units,
    "sources": Sources,
    "agencies": Agencies,
    "programme": Programme,
    "district": District,
}


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """A tracker as read: the dataset of what is sound, every finding in order of its place, and the documents."""

    dataset: Dataset
    findings: tuple[Located, ...]
    documents: Mapping[str, Document]

    @property
    def has_programme_files(self) -> bool:
        """Whether there are programme files, readable or not."""
        documents = (document for name, document in self.documents.items() if name.startswith("programs/"))
        return any(document.root is not None or document.findings for document in documents)


class UnreadableTrackerError(CannotRunError):
    """tracker.yaml cannot be read, so nothing can be computed; `findings` say why."""

    def __init__(self, findings: tuple[Located, ...]) -> None:
        """Keep the findings for the user to see."""
        super().__init__(Message(N_("nothing can be computed: tracker.yaml cannot be read")))
        self.findings = findings


@dataclass(frozen=True)
class _File:
    """A file with what was made of it."""

    document: Document
    kind: str
    data: object
    record: BaseModel | None
    findings: tuple[Finding, ...]

    @property
    def stem(self) -> str:
        return self.document.file.rpartition("/")[2].removesuffix(".yaml")

    @property
    def keys(self) -> frozenset[str] | None:
        """The ids of a mapping of ids, sound or not; nothing when it could not be read."""
        return frozenset(key for key in self.data if isinstance(key, str)) if isinstance(self.data, dict) else None


def load(tracker: Path) -> Loaded:
    """Read the tracker in `tracker`.

    Raises UnreadableTrackerError when tracker.yaml cannot be read, CannotRunError when a file cannot be opened.
    """
    contents = {name: (kind, _read_bytes(tracker, name)) for name, kind in list_files(tracker)}
    return load_contents(contents, list_unread(tracker))


def _read_bytes(tracker: Path, name: str) -> bytes:
    try:
        return (tracker / name).read_bytes()
    except OSError as error:
        message = Message(N_("{file} cannot be read: {reason}"), {"file": tracker / name, "reason": error.strerror})
        raise CannotRunError(message) from None


def load_contents(contents: Mapping[str, tuple[str, bytes]], unread: Sequence[str] = ()) -> Loaded:
    """Read a tracker from the bytes of its files: name (relative to the tracker) to kind and content.

    `unread` names the YAML files beside them, which are only reported.
    """
    read = [_read_file(name, kind, content) for name, (kind, content) in sorted(contents.items())]
    documents = {file.document.file: file.document for file in read}
    found = [finding for file in read for finding in (*file.document.findings, *file.findings)]
    found += references.unread_files(unread)
    found += references.district_names([(file.document.file, file.stem) for file in read if file.kind == "district"])
    documents |= {name: Document(name, "", None) for name in unread}
    found += references.equal_file_names(list(documents), {name: _folded(name) for name in documents})
    files = _collect(read)
    if files is None:
        raise UnreadableTrackerError(_located(found, documents, {}))
    known = _known(read)
    dataset = assemble(files)
    for file in read:
        found += references.unknown_references(MODELS[file.kind], file.data, file.document.file, known)
    found += [*references.check(dataset), *targets.check(dataset), *values.check(dataset)]
    return Loaded(
        dataset=replace(dataset, damage=_damage(found, read), unread=_unread(read, dataset)),
        findings=_located(found, documents, files.tracker.rules),
        documents=documents,
    )


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _read_file(name: str, kind: str, content: bytes) -> _File:
    document = read_document(name, content)
    if document.root is None:
        return _File(document, kind, None, None, ())
    shaped: Shaped[BaseModel] = shape(MODELS[kind], document.data(), name)
    return _File(document, kind, document.data(), shaped.record, shaped.findings)


def _collect(read: Iterable[_File]) -> Files | None:
    """Put the records of all files together; nothing without tracker.yaml."""
    records = {file.document.file: file.record for file in read if file.record is not None}
    tracker = records.get(TRACKER_FILE)
    if not isinstance(tracker, Tracker):
        return None
    units, sources, agencies = (records.get(f"{name}.yaml") for name in ("units", "sources", "agencies"))
    return Files(
        tracker=tracker,
        units=units.root if isinstance(units, Units) else {},
        sources=sources.root if isinstance(sources, Sources) else {},
        agencies=agencies.root if isinstance(agencies, Agencies) else {},
        programmes=tuple(record for record in records.values() if isinstance(record, Programme)),
        districts={file.stem: file.record for file in read if isinstance(file.record, District) and file.stem != CITY},
    )


def _known(read: Iterable[_File]) -> Known:
    """List what the files hold, sound or not."""
    files = list(read)
    keys = {file.document.file: file.keys for file in files}
    programmes = [(file.stem, file.data) for file in files if file.kind == "programme"]
    own = [(None, data) for file in files if file.kind == "district" for data in _list_at(file.data, "programs")]
    codes = {_text_at(data, "code") for _, data in (*programmes, *own)} | {stem for stem, _ in programmes if stem}
    indicators = {
        _text_at(indicator, "code") for _, data in (*programmes, *own) for indicator in _list_at(data, "indicators")
    }
    return Known(
        units=keys.get("units.yaml", frozenset()),
        sources=keys.get("sources.yaml", frozenset()),
        agencies=keys.get("agencies.yaml", frozenset()),
        districts=frozenset(file.stem for file in files if file.kind == "district"),
        programmes=frozenset(code for code in codes if code),
        indicators=frozenset(code for code in indicators if code),
        unread_programmes=frozenset(stem for stem, data in programmes if stem and data is None),
    )


def _text_at(data: object, key: str) -> str | None:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, str) else None


def _list_at(data: object, key: str) -> list[object]:
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def _unread(read: Iterable[_File], dataset: Dataset) -> Unread:
    """Name the programmes and indicators that the files hold and the dataset lacks."""
    indicators: dict[str, list[str]] = {}
    programmes = []
    districts = [file.stem for file in read if file.kind == "district" and not _is_sound_district(file)]
    for file in read:
        if file.kind == "programme" and not isinstance(file.record, Programme):
            programmes.append(file.stem)
        for data in (file.data, *_list_at(file.data, "programs")):
            codes = [_text_at(indicator, "code") for indicator in _list_at(data, "indicators")]
            lost = [code for code in codes if code and code not in dataset.indicators]
            indicators.setdefault(_text_at(data, "code") or "", []).extend(lost)
    return Unread(
        programmes=tuple(programmes),
        indicators={code: tuple(lost) for code, lost in indicators.items() if lost},
        districts=tuple(districts),
    )


def _is_sound_district(file: _File) -> bool:
    return isinstance(file.record, District) and file.stem != CITY and is_reference(Reference.DISTRICT, file.stem)


def _damage(findings: Iterable[Finding], read: Iterable[_File]) -> dict[tuple[str, str], int]:
    """Count for each indicator and scope the errors in its facts, whatever the tracker makes of the rules."""
    data = {file.document.file: file.data for file in read}
    rows = (
        _row_of(finding.place.pointer, data) for finding in findings if RULES[finding.rule].severity is Severity.ERROR
    )
    return dict(Counter(row for row in rows if row))


def _row_of(pointer: Pointer, data: Mapping[str, object]) -> tuple[str, str] | None:
    """Find the indicator and scope that a place belongs to."""
    file, node = str(pointer[0]), data.get(str(pointer[0]))
    scope = file.rpartition("/")[2].removesuffix(".yaml") if file.startswith("districts/") else CITY
    for step, number in pairwise(pointer[1:]):
        inside = node.get(step) if isinstance(node, dict) else None
        if isinstance(inside, list) and isinstance(number, int) and number < len(inside):
            node = inside[number]
            code = _text_at(
                node, {"indicators": "code", "tasks": "code", "measurements": "indicator"}.get(str(step), "")
            )
            if code:
                return code, scope
    return None


def _located(
    findings: Iterable[Finding], documents: Mapping[str, Document], settings: Mapping[str, object]
) -> tuple[Located, ...]:
    """Give each finding its severity and position, in the order of the files, lines and columns."""
    found: dict[tuple[Position, str, str], Located] = {}
    for finding in findings:
        severity = severity_of(finding.rule, settings)  # type: ignore[arg-type]
        if severity:
            position = documents[finding.place.file].position(finding.place)
            related = tuple(
                (documents[other.place.file].position(other.place), other.message) for other in finding.related
            )
            located = Located(finding=finding, severity=severity, position=position, related=related)
            found.setdefault((position, finding.rule, str(finding.message)), located)
    return tuple(found[key] for key in sorted(found))
