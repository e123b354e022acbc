"""CT2xx: what a file refers to exists, stands once, and does not refer back to itself.

What stands in a file that could not be read, or in a record that was left out, counts as known: a broken file yields
its own findings and no cascade.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ctrack.dataset import CITY, all_programmes
from ctrack.findings import Finding, Place, Related
from ctrack.i18n import N_, Message
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ctrack.dataset import Dataset, Files
    from ctrack.findings import Pointer
    from ctrack.model.district import District
    from ctrack.model.indicator import Indicator, Measurement, Target
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
    unread_programmes: frozenset[str] = field(default=frozenset())

    def has_indicator(self, code: str) -> bool:
        """Tell whether an indicator exists, as far as the files can be read."""
        return code in self.indicators or code.rpartition(".")[0] in self.unread_programmes


@dataclass(frozen=True, slots=True)
class _Reference:
    pointer: Pointer
    kind: str
    ident: str | None


_KINDS = {
    "unit": N_('there is no unit "{ident}" in units.yaml'),
    "source": N_('there is no source "{ident}" in sources.yaml'),
    "agency": N_('there is no agency or district "{ident}"'),
    "district": N_('there is no district "{ident}"'),
    "programme": N_('there is no programme or source "{ident}"'),
    "indicator": N_('there is no indicator "{ident}"'),
}


def unknown_references(files: Files, known: Known) -> Iterator[Finding]:
    """Find references to what does not exist."""
    for reference in _references(files):
        ident = reference.ident
        if ident is None or _exists(reference.kind, ident, known):
            continue
        candidates = _candidates(reference.kind, known)
        near = nearest(ident, candidates)
        yield Finding(
            rule="CT201",
            place=Place(pointer=reference.pointer),
            message=Message(_KINDS[reference.kind], {"ident": ident}),
            hint=Message(N_("did you mean {word}?"), {"word": near[0]}) if near else None,
        )


def _exists(kind: str, ident: str, known: Known) -> bool:
    if kind == "indicator":
        return known.has_indicator(ident)
    sets = {
        "unit": (known.units,),
        "source": (known.sources,),
        "agency": (known.agencies, known.districts),
        "district": (known.districts,),
        "programme": (known.programmes, known.sources),
    }[kind]
    return any(ids is None or ident in ids for ids in sets)


def _candidates(kind: str, known: Known) -> list[str]:
    sets = {
        "unit": (known.units,),
        "source": (known.sources,),
        "agency": (known.agencies, known.districts),
        "district": (known.districts,),
        "programme": (known.programmes, known.sources),
        "indicator": (known.indicators,),
    }[kind]
    return sorted(ident for ids in sets for ident in ids or ())


def _references(files: Files) -> Iterator[_Reference]:
    for _, programme in all_programmes(files):
        yield from _programme_references(programme)
    for district in files.districts.values():
        yield from _district_references(district)


def _programme_references(programme: Programme) -> Iterator[_Reference]:
    at = programme.pointer
    yield _Reference((*at, "lead"), "agency", programme.lead)
    yield _Reference((*at, "source"), "source", programme.source)
    yield _Reference((*at, "implements"), "programme", getattr(programme, "implements", None))
    for assessment in programme.assessments:
        yield _Reference((*assessment.pointer, "source"), "source", assessment.source)
        yield _Reference((*assessment.pointer, "owner"), "agency", assessment.owner)
    for indicator in programme.indicators:
        yield from _indicator_references(indicator)
    for task in programme.tasks:
        yield from _task_references(task)


def _task_references(task: Task) -> Iterator[_Reference]:
    at = task.pointer
    yield _Reference((*at, "owner"), "agency", task.owner)
    yield from _listed(at, "partners", "agency", task.partners)
    yield from _listed(at, "serves", "indicator", task.serves)
    yield _Reference((*at, "source"), "source", task.source)
    for update in task.updates:
        yield _Reference((*update.pointer, "source"), "source", update.source)


def _listed(at: Pointer, key: str, kind: str, idents: Sequence[str]) -> Iterator[_Reference]:
    return (_Reference((*at, key, number), kind, ident) for number, ident in enumerate(idents))


def _indicator_references(indicator: Indicator) -> Iterator[_Reference]:
    at = indicator.pointer
    yield _Reference((*at, "unit"), "unit", indicator.unit)
    yield _Reference((*at, "owner"), "agency", indicator.owner)
    yield from _listed(at, "partners", "agency", indicator.partners)
    yield _Reference((*at, "parent"), "indicator", indicator.parent)
    yield _Reference((*at, "same_as"), "indicator", indicator.same_as)
    yield from _listed(at, "parts", "indicator", indicator.parts)
    if indicator.rollup:
        yield _Reference((*indicator.rollup.pointer, "from"), "indicator", indicator.rollup.from_)
    if indicator.baseline:
        yield _Reference((*indicator.baseline.pointer, "source"), "source", indicator.baseline.source)
    for target in indicator.targets:
        yield from _target_references(target)
    yield from _measurement_references((*indicator.measurements, *indicator.comparisons))


def _target_references(target: Target) -> Iterator[_Reference]:
    yield _Reference((*target.pointer, "source"), "source", target.source)
    if isinstance(target.districts, tuple):
        yield from _listed(target.pointer, "districts", "district", target.districts)


def _measurement_references(measurements: Sequence[Measurement]) -> Iterator[_Reference]:
    return (_Reference((*entry.pointer, "source"), "source", entry.source) for entry in measurements)


def _district_references(district: District) -> Iterator[_Reference]:
    yield from _listed(district.pointer, "successor_of", "district", district.successor_of)
    for measurement in district.measurements:
        yield _Reference((*measurement.pointer, "indicator"), "indicator", measurement.indicator)
    yield from _measurement_references(district.measurements)


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
        yield Finding(rule="CT206", place=Place(pointer=(name,)), message=message, hint=hint)


def check(dataset: Dataset, known: Known) -> Iterator[Finding]:
    """Run the rules of this family."""
    yield from unknown_references(dataset.files, known)
    yield from duplicate_codes(dataset.files)
    yield from foreign_codes(dataset.files)
    yield from cycles(dataset.files)
