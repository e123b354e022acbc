"""CT2xx: what a file refers to exists, stands once, and does not refer back to itself.

What stands in a file that could not be read, or in a record that was left out, counts as known: a broken file yields
its own findings and no cascade.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from ctrack.dataset import CITY, all_programmes
from ctrack.findings import Finding, Place, Related
from ctrack.i18n import N_, Message
from ctrack.model.fields import Reference, is_reference
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ctrack.dataset import Dataset, Files
    from ctrack.findings import Pointer
    from ctrack.model.indicator import Indicator
    from ctrack.model.programme import Programme, Task


@dataclass(frozen=True, kw_only=True)
class Known:
    """The ids and codes that the files hold, read or not; `None` where a whole file of them could not be read."""

    units: frozenset[str] | None = frozenset()
    sources: frozenset[str] | None = frozenset()
    agencies: frozenset[str] | None = frozenset()
    districts: frozenset[str] = frozenset()
    programmes: frozenset[str] = frozenset()
    indicators: frozenset[str] = frozenset()
    unread_programmes: frozenset[str] = frozenset()

    def ids(self, kind: Reference) -> tuple[frozenset[str] | None, ...]:
        """Give the sets in which a reference may find its end."""
        return {
            Reference.UNIT: (self.units,),
            Reference.SOURCE: (self.sources,),
            Reference.OWNER: (self.agencies, self.districts),
            Reference.DISTRICT: (self.districts,),
            Reference.DOCUMENT: (self.programmes, self.sources),
            Reference.INDICATOR: (self.indicators,),
        }[kind]

    def has(self, kind: Reference, ident: str) -> bool:
        """Tell whether `ident` exists, as far as the files can be read."""
        if kind is Reference.INDICATOR and ident.rpartition(".")[0] in self.unread_programmes:
            return True
        return any(ids is None or ident in ids for ids in self.ids(kind))


_MISSING: Mapping[Reference, str] = {
    Reference.UNIT: N_('there is no unit "{ident}" in units.yaml'),
    Reference.SOURCE: N_('there is no source "{ident}" in sources.yaml'),
    Reference.OWNER: N_('there is no agency or district "{ident}"'),
    Reference.DISTRICT: N_('there is no district "{ident}"'),
    Reference.DOCUMENT: N_('there is no programme or source "{ident}"'),
    Reference.INDICATOR: N_('there is no indicator "{ident}"'),
}


def unknown_references(model: type[BaseModel], data: object, file: str, known: Known) -> Iterator[Finding]:
    """Find references to what does not exist in a file's raw data, so that records with other errors are seen too."""
    for pointer, kind, ident in _references(model, (), data, (file,)):
        if is_reference(kind, ident) and not known.has(kind, ident):
            near = nearest(ident, sorted(candidate for ids in known.ids(kind) for candidate in ids or ()))
            yield Finding(
                rule="CT201",
                place=Place(pointer=pointer),
                message=Message(_MISSING[kind], {"ident": ident}),
                hint=Message(N_("did you mean {word}?"), {"word": near[0]}) if near else None,
            )


def _references(
    annotation: Any,  # noqa: ANN401 - a type of any shape
    metadata: Sequence[object],
    data: object,
    pointer: Pointer,
) -> Iterator[tuple[Pointer, Reference, str]]:
    """Walk data along its type and give every text whose field is marked as a reference."""
    kind = next((mark for mark in metadata if isinstance(mark, Reference)), None)
    origin = get_origin(annotation)
    if kind and isinstance(data, str):
        yield pointer, kind, unicodedata.normalize("NFC", data).strip()
    elif origin is Annotated:
        inner, *marks = get_args(annotation)
        yield from _references(inner, marks, data, pointer)
    elif origin in {Union, UnionType}:
        for part in get_args(annotation):
            yield from _references(part, (), data, pointer)
    elif origin is tuple and isinstance(data, list):
        for number, item in enumerate(data):
            yield from _references(get_args(annotation)[0], (), item, (*pointer, number))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel) and isinstance(data, dict):
        for key, field in annotation.model_fields.items():
            name = field.alias or key
            if name in data:
                yield from _references(field.annotation, field.metadata, data[name], (*pointer, name))


def duplicate_codes(files: Files) -> Iterator[Finding]:
    """Find codes of programmes, indicators and tasks that stand twice."""
    seen: dict[str, Pointer] = {}
    for _, programme in all_programmes(files):
        records: tuple[Programme | Indicator | Task, ...] = (programme, *programme.indicators, *programme.tasks)
        for record in records:
            first = seen.setdefault(record.code, record.pointer)
            if first is not record.pointer:
                yield Finding(
                    rule="CT202",
                    place=Place(pointer=(*record.pointer, "code")),
                    message=Message(N_('the code "{code}" stands twice'), {"code": record.code}),
                    hint=Message(N_("give one of the two another code")),
                    related=(
                        Related(place=Place(pointer=(*first, "code")), message=Message(N_("the first stands here"))),
                    ),
                )


def foreign_codes(files: Files) -> Iterator[Finding]:
    """Find codes that do not begin with their programme's, and files that are not named for their programme's code."""
    for scope, programme in all_programmes(files):
        stem = str(programme.pointer[0]).rpartition("/")[2].removesuffix(".yaml")
        if scope == CITY and programme.code != stem:
            yield Finding(
                rule="CT203",
                place=Place(pointer=(*programme.pointer, "code")),
                message=Message(
                    N_('the code is "{code}", the file is named for "{stem}"'), {"code": programme.code, "stem": stem}
                ),
                hint=Message(N_("rename the file, or mend the code")),
            )
        records: tuple[Indicator | Task, ...] = (*programme.indicators, *programme.tasks)
        for record in records:
            if record.code.rpartition(".")[0] != programme.code:
                yield Finding(
                    rule="CT107",
                    place=Place(pointer=(*record.pointer, "code")),
                    message=Message(
                        N_('"{code}" does not begin with its programme\'s code, "{programme}."'),
                        {"code": record.code, "programme": programme.code},
                    ),
                )


def cycles(files: Files) -> Iterator[Finding]:
    """Find indicators that refer back to themselves, and values beside `same_as`."""
    indicators = {
        indicator.code: indicator for _, programme in all_programmes(files) for indicator in programme.indicators
    }
    for indicator in indicators.values():
        yield from _same_as_problems(indicator, indicators)
        for key in ("parent", "parts", "rollup", "same_as"):
            if _comes_back(indicator, indicators, key):
                message = Message(
                    N_('"{code}" comes back to itself through {key}'), {"code": indicator.code, "key": key}
                )
                yield Finding(rule="CT204", place=Place(pointer=(*indicator.pointer, key), key=True), message=message)


def _same_as_problems(indicator: Indicator, indicators: Mapping[str, Indicator]) -> Iterator[Finding]:
    if not indicator.same_as:
        return
    place = Place(pointer=(*indicator.pointer, "same_as"))
    other = indicators.get(indicator.same_as)
    if other and other is not indicator and other.same_as:
        message = Message(N_('"{code}" is itself the same as "{other}"'), {"code": other.code, "other": other.same_as})
        hint = Message(N_("write same_as: {code}"), {"code": f'"{other.same_as}"'})
        yield Finding(rule="CT204", place=place, message=message, hint=hint)
    for key in ("measurements", "baseline"):
        if getattr(indicator, key):
            message = Message(
                N_("{key} beside same_as: the values are those of {code}"), {"key": key, "code": indicator.same_as}
            )
            hint = Message(N_("move them to {code}"), {"code": indicator.same_as})
            yield Finding(
                rule="CT204", place=Place(pointer=(*indicator.pointer, key), key=True), message=message, hint=hint
            )


def _comes_back(start: Indicator, indicators: Mapping[str, Indicator], key: str) -> bool:
    seen: set[str] = set()
    waiting = list(_next_codes(start, key))
    while waiting:
        code = waiting.pop()
        if code == start.code:
            return True
        if code not in seen and code in indicators:
            seen.add(code)
            waiting += _next_codes(indicators[code], key)
    return False


def _next_codes(indicator: Indicator, key: str) -> tuple[str, ...]:
    """Follow one kind of reference; a roll-up from the indicator itself is fine."""
    match key:
        case "parent":
            return (indicator.parent,) if indicator.parent else ()
        case "same_as":
            return (indicator.same_as,) if indicator.same_as else ()
        case "parts":
            return indicator.parts
        case _:
            return (indicator.rollup.from_,) if indicator.rollup and indicator.rollup.from_ != indicator.code else ()


def equal_file_names(names: Sequence[str], folded: Mapping[str, str]) -> Iterator[Finding]:
    """Find file names that some file systems take for the same; `folded` gives each its folded form."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in names:
        groups[folded[name]].append(name)
    for group in groups.values():
        for name in group[1:]:
            message = Message(
                N_('the file names "{first}" and "{second}" are equal on some file systems'),
                {"first": group[0], "second": name},
            )
            yield Finding(
                rule="CT203", place=Place(pointer=(name,)), message=message, hint=Message(N_("rename one of them"))
            )


def unread_files(names: Sequence[str]) -> Iterator[Finding]:
    """Report YAML files that nobody reads: a misspelt name loses all that stands in the file."""
    for name in names:
        message = Message(N_("this file is not read: {name}"), {"name": name})
        hint = Message(N_("programmes are programs/CODE.yaml, districts districts/ID.yaml"))
        if name.endswith(".yml"):
            hint = Message(N_("rename it: its name must end in .yaml"))
        yield Finding(rule="CT206", place=Place(pointer=(name,)), message=message, hint=hint)


def check(dataset: Dataset) -> Iterator[Finding]:
    """Run the rules of this family that look at a dataset."""
    yield from duplicate_codes(dataset.files)
    yield from foreign_codes(dataset.files)
    yield from cycles(dataset.files)


def district_names(stems: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Find district files whose name is no id, or is the word for the city; `stems` gives file and stem."""
    for file, stem in stems:
        if not is_reference(Reference.DISTRICT, stem):
            message = Message(N_('the name of the file, "{stem}", is not an id'), {"stem": stem})
            hint = Message(N_("lower-case ASCII letters, digits and single hyphens"))
            yield Finding(rule="CT107", place=Place(pointer=(file,)), message=message, hint=hint)
        elif stem == CITY:
            message = Message(N_('"{stem}" means the whole city and cannot be a district'), {"stem": stem})
            yield Finding(rule="CT107", place=Place(pointer=(file,)), message=message)
