"""`init` and `new`: a tracker to begin with, and skeletons of records at their right places."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.recording import refuse_errors
from ctrack.errors import CannotRunError, UsageError
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _
from ctrack.lookup import find_programme
from ctrack.model.codelists import Agency, Source
from ctrack.model.programme import Programme
from ctrack.render.text import visible
from ctrack.store.editing import Opened, Plan, open_tracker, plan
from ctrack.store.edits import Append, Edit, Enter
from ctrack.store.figures import keys_of
from ctrack.store.locate import path_from
from ctrack.store.scalars import Value, code, plain, typed, written
from ctrack.store.write import Change, locked, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from ctrack.cli.common import Common
    from ctrack.dataset import Dataset, ProgrammeEntry

TEMPLATE = "template"
LEAST_DIGITS = 2


def init(folder: Path) -> None:
    """Write a tracker with a worked example into a folder; raises CannotRunError where one of its files is there."""
    changes = [Change(name=name, before=None, after=content) for name, content in sorted(_template().items())]
    taken = [change.name for change in changes if (folder / change.name).exists()]
    if taken:
        message = N_("{folder} already holds {names}, nothing was written")
        raise CannotRunError(Message(message, {"folder": folder, "names": ", ".join(taken)}))
    write(folder, changes)
    for change in changes:
        sys.stdout.write(visible(_("wrote {file}").format(file=path_from(Path.cwd(), folder) + change.name)) + "\n")
    sys.stderr.write(visible(_("now: ctrack status --data {folder}").format(folder=folder)) + "\n")


def _template() -> dict[str, bytes]:
    """Give the files of the worked example by their names in a tracker."""
    root = resources.files("ctrack") / TEMPLATE
    return {name: file.read_bytes() for name, file in _files(root, "")}


def _files(folder: Traversable, prefix: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry


@frozen
class Request:
    """What `new` is asked for: the kind, what it is named by, and its keys as they were typed."""

    common: Common
    kind: str
    ident: str
    keys: Mapping[str, str]
    is_dry_run: bool


ALLOWED: Mapping[str, tuple[str, ...]] = {
    "program": ("title", "title_en"),
    "indicator": ("name", "name_en", "unit"),
    "district": ("name", "name_en", "kind"),
    "source": ("title", "title_en", "publisher", "published", "url", "quality"),
    "agency": ("name", "name_en", "short"),
}
"""The keys that each kind of record takes, the ones that it needs first."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    "program": ("title",),
    "indicator": ("name", "unit"),
    "district": ("name", "kind"),
    "source": ("title",),
    "agency": ("name",),
}
_TYPED = frozenset({"published", "quality", "kind"})


def new(request: Request) -> None:
    """Write a record, or show what would be written."""
    _check_keys(request)
    tracker = request.common.tracker
    prefix = path_from(Path.cwd(), tracker)
    if request.is_dry_run:
        sys.stdout.write(_planned(request, open_tracker(tracker), prefix).diff(prefix))
        return
    with locked(tracker):
        made = _planned(request, open_tracker(tracker), prefix)
        write(tracker, made.changes)
    for change in made.changes:
        sys.stdout.write(visible(_("wrote {file}").format(file=prefix + change.name)) + "\n")


def _check_keys(request: Request) -> None:
    kind = request.kind
    for key in NEEDED[kind]:
        if key not in request.keys:
            message = N_("a new {kind} needs --{option}")
            raise UsageError(Message(message, {"kind": kind, "option": key.replace("_", "-")}))
    for key in request.keys:
        if key not in ALLOWED[kind]:
            message = N_("--{option} does not go with a new {kind}")
            raise UsageError(Message(message, {"kind": kind, "option": key.replace("_", "-")}))


def _planned(request: Request, opened: Opened, prefix: str) -> Plan:
    dataset = opened.reading.dataset
    if dataset is None:
        raise CannotRunError(Message(N_("nothing can be recorded: tracker.yaml cannot be read")))
    edits, files = _edits(request, opened, dataset)
    for name in files:
        if name in opened.contents:
            raise UsageError(Message(N_("{file} is there already"), {"file": prefix + name}))
    made = plan(opened, edits, request.common.day, files)
    refuse_errors(made, prefix)
    return made


def _edits(request: Request, opened: Opened, dataset: Dataset) -> tuple[dict[str, list[Edit]], dict[str, str]]:
    """Give the edits by file, and the new files."""
    match request.kind:
        case "program":
            return {}, {f"programs/{request.ident}.yaml": _file({"code": code(request.ident), **_values(request)})}
        case "district":
            return {}, {f"districts/{request.ident}.yaml": _file(_values(request))}
        case "indicator":
            edit = _indicator(request, dataset.programmes[find_programme(dataset, request.ident)])
            return {str(edit.pointer[0]): [edit]}, {}
    file = "sources.yaml" if request.kind == "source" else "agencies.yaml"
    known: Mapping[str, Source | Agency] = dataset.files.sources if request.kind == "source" else dataset.files.agencies
    if request.ident in known:
        raise UsageError(Message(N_("{file} has {ident} already"), {"file": file, "ident": request.ident}))
    record = tuple(_values(request).items())
    if file not in opened.contents:
        pairs = ", ".join(f"{key}: {written(value)}" for key, value in record)
        return {}, {file: f"{written(plain(request.ident))}: {{{pairs}}}\n"}
    following = next((ident for ident in known if ident > request.ident), None)
    return {file: [Enter((file,), request.ident, record, following)]}, {}


def _values(request: Request) -> dict[str, Value]:
    """Give the keys in the order of the format."""
    return {
        key: (typed if key in _TYPED else plain)(request.keys[key])
        for key in ALLOWED[request.kind]
        if key in request.keys
    }


def _file(keys: Mapping[str, Value]) -> str:
    return "".join(f"{key}: {written(value)}\n" for key, value in keys.items())


def _indicator(request: Request, programme: ProgrammeEntry) -> Append:
    """Make an indicator with the next number of its programme."""
    numbers = [one.code.rpartition(".")[2] for one in programme.programme.indicators]
    last = max((int("".join(char for char in number if char.isdigit()) or 0) for number in numbers), default=0)
    own = code(f"{programme.code}.{last + 1:0{LEAST_DIGITS}}")
    record = (("code", own), *_values(request).items())
    return Append(programme.programme.pointer, "indicators", record, None, keys_of(Programme), is_block=True)
