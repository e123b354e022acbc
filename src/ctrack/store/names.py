"""The names in a tracker that a shell completes, kept in the user's cache: YAML is read only where a file changed.

A file is known by a hash of its bytes, so that the answer is never that of an older state.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctrack import __version__
from ctrack.store.locate import list_files
from ctrack.store.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctrack.store.locate import TrackerFile
    from ctrack.store.nodes import Node

MAX_TRACKERS = 20
"""The names of so many trackers are kept, the latest used."""


class Name(NamedTuple):
    """Something that can be named: its kind, its code or id, its name, and other spellings of it."""

    kind: str
    ident: str
    name: str
    others: tuple[str, ...] = ()


def names_in(tracker: Path, cache: Path | None) -> list[Name]:
    """Give the names of a tracker, in the order of its files; of what cannot be read there are none."""
    place = cache / f"{_digest(os.fsencode(os.path.realpath(tracker)))}.json" if cache else None
    known = _load(place)
    files: dict[str, tuple[str, list[list[object]]]] = {}
    for file in list_files(tracker):
        try:
            content = (tracker / file.name).read_bytes()
        except OSError:
            continue
        digest = _digest(content)
        old = known.get(file.name)
        files[file.name] = old if old and old[0] == digest else (digest, _read(file, content))
    if place and files != known:
        _save(place, files)
    return [_name(entry) for _digest_of_file, names in files.values() for entry in names]


def _name(entry: list[object]) -> Name:
    kind, ident, name, *others = map(str, entry)
    return Name(kind, ident, name, tuple(others))


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _load(place: Path | None) -> dict[str, tuple[str, list[list[object]]]]:
    """Read what is kept; whatever is wrong with it, it is as if there were nothing."""
    if place is None:
        return {}
    try:
        kept = json.loads(place.read_bytes())
        if kept["version"] != __version__:
            return {}
        return {
            str(name): (str(digest), [list(map(str, one)) for one in names])
            for name, (digest, names) in kept["files"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _save(place: Path, files: dict[str, tuple[str, list[list[object]]]]) -> None:
    """Keep the names; where that is not possible, the next run reads the files again."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".tmp")
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            json.dump({"version": __version__, "files": files}, out, ensure_ascii=False)
        Path(temporary).replace(place)
        for old in sorted(place.parent.glob("*.json"), key=os.path.getmtime, reverse=True)[MAX_TRACKERS:]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _read(file: TrackerFile, content: bytes) -> list[list[object]]:
    """Read the names in a file from its nodes: no model is needed for that."""
    from ctrack.store.build import build  # noqa: PLC0415 - only a file that changed pays for it

    try:
        root, _findings = build(file.name, Source(content))
    except UnicodeDecodeError:
        return []
    readers: dict[str, Callable[[str, dict[str, Node]], Iterator[Name]]] = {
        "programme": _of_programme,
        "district": _of_district,
        "agencies": _of_agencies,
        "sources": _of_sources,
    }
    if file.kind not in readers or root is None:
        return []
    stem = file.name.rpartition("/")[2].removesuffix(".yaml")
    return [[one.kind, one.ident, one.name, *one.others] for one in readers[file.kind](stem, _entries(root))]


def _entries(node: Node | None) -> dict[str, Node]:
    from ctrack.store.nodes import Mapping  # noqa: PLC0415

    return {key: value for key, (_key, value) in node.entries.items()} if isinstance(node, Mapping) else {}


def _items(node: Node | None) -> list[Node]:
    from ctrack.store.nodes import Sequence  # noqa: PLC0415

    return node.items if isinstance(node, Sequence) else []


def _text(node: Node | None) -> str:
    from ctrack.store.nodes import Scalar  # noqa: PLC0415

    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""


def _of_programme(_stem: str, entries: dict[str, Node]) -> Iterator[Name]:
    yield Name("programme", _text(entries.get("code")), _text(entries.get("title")), (_text(entries.get("title_en")),))
    for item in _items(entries.get("indicators")):
        indicator = _entries(item)
        english = _text(indicator.get("name_en"))
        yield Name("indicator", _text(indicator.get("code")), _text(indicator.get("name")), (english,))


def _of_district(stem: str, entries: dict[str, Node]) -> Iterator[Name]:
    aliases = tuple(_text(alias) for alias in _items(entries.get("aliases")))
    yield Name("district", stem, _text(entries.get("name")), (_text(entries.get("name_en")), *aliases))
    for programme in _items(entries.get("programs")):
        yield from _of_programme(stem, _entries(programme))


def _of_agencies(_stem: str, entries: dict[str, Node]) -> Iterator[Name]:
    for ident, record in entries.items():
        agency = _entries(record)
        english, short = (_text(agency.get(key)) for key in ("name_en", "short"))
        yield Name("agency", ident, _text(agency.get("name")), (english, short))


def _of_sources(_stem: str, entries: dict[str, Node]) -> Iterator[Name]:
    for ident, record in entries.items():
        source = _entries(record)
        yield Name("source", ident, _text(source.get("title")), (_text(source.get("title_en")),))
