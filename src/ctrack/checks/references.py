"""CT2xx: what a file refers to exists, stands once, and does not refer back to itself.

What stands in a file that could not be read, or in a record that was left out, counts as known: a broken file yields
its own findings and no cascade.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ctrack.dataset import CITY, all_programmes
from ctrack.findings import Finding, Place, Related
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.model.fields import Reference, is_reference
from ctrack.model.raw import POINTER_KEY
from ctrack.model.table import Table
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ctrack.checks.walk import Field
    from ctrack.dataset import Files
    from ctrack.findings import Pointer
    from ctrack.model.indicator import Indicator
    from ctrack.model.programme import Task

    RawRecord = dict[str, Any]
    """A mapping as it stands in a file, with its place at POINTER_KEY."""


@frozen
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


def unknown_reference(field: Field, known: Known) -> Iterator[Finding]:
    """Find a reference to what does not exist in a raw field, so that records with other errors count too."""
    kind = field.mark.reference
    if kind is None:
        return
    ident = unicodedata.normalize("NFC", field.text).strip()
    if is_reference(kind, ident) and not known.has(kind, ident):
        near = nearest(ident, sorted(candidate for ids in known.ids(kind) for candidate in ids or ()))
        yield Finding(
            rule="CT201",
            place=Place(pointer=field.pointer),
            message=Message(_MISSING[kind], {"ident": ident}),
            hint=Message(N_("did you mean {word}?"), {"word": near[0]}) if near else None,
        )


def duplicate_codes(programmes: Iterable[RawRecord]) -> Iterator[Finding]:
    """Find codes of programmes, indicators and tasks that stand twice; raw records, so that broken ones count too."""
    seen: dict[str, Pointer] = {}
    for programme in programmes:
        for record in (programme, *_records_in(programme, "indicators"), *_records_in(programme, "tasks")):
            code, pointer = _word(record, "code"), record[POINTER_KEY]
            first = seen.setdefault(code, pointer) if code else pointer
            if first is not pointer:
                yield Finding(
                    rule="CT202",
                    place=Place(pointer=(*pointer, "code")),
                    message=Message(N_('the code "{code}" stands twice'), {"code": code}),
                    hint=Message(N_("give one of the two another code")),
                    related=(
                        Related(place=Place(pointer=(*first, "code")), message=Message(N_("the first stands here"))),
                    ),
                )


def _records_in(record: RawRecord, key: str) -> list[RawRecord]:
    """List the mappings in the list at `key`."""
    found = record.get(key)
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _word(record: RawRecord, key: str) -> str | None:
    found = record.get(key)
    return unicodedata.normalize("NFC", found).strip() if isinstance(found, str) else None


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


def cycles(programmes: Iterable[RawRecord]) -> Iterator[Finding]:
    """Find indicators that refer back to themselves, and values beside `same_as`."""
    indicators = {
        code: indicator
        for programme in programmes
        for indicator in _records_in(programme, "indicators")
        if (code := _word(indicator, "code"))
    }
    for code, indicator in indicators.items():
        yield from _same_as_problems(code, indicator, indicators)
    for key in ("parent", "parts", "rollup", "same_as"):
        told: set[str] = set()
        for code in indicators:
            cycle = _cycle(code, indicators, key) if code not in told else ()
            told.update(cycle)
            if cycle:
                yield _cycle_finding(cycle, indicators, key)


def _cycle_finding(cycle: Sequence[str], indicators: Mapping[str, RawRecord], key: str) -> Finding:
    places = [_link_place(indicators[code], cycle[(number + 1) % len(cycle)], key) for number, code in enumerate(cycle)]
    message = Message(N_('"{code}" comes back to itself through {key}'), {"code": cycle[0], "key": key})
    related = tuple(Related(place=place, message=Message(N_("and on from here"))) for place in places[1:])
    return Finding(rule="CT204", place=places[0], message=message, related=related)


def _link_place(indicator: RawRecord, following: str, key: str) -> Place:
    """Point to the reference of an indicator that leads on."""
    pointer = (*indicator[POINTER_KEY], key)
    found = indicator.get(key)
    if isinstance(found, list):
        return Place(pointer=(*pointer, next(number for number, code in enumerate(found) if code == following)))
    return Place(pointer=(*pointer, "from") if isinstance(found, dict) else pointer)


def _same_as_problems(code: str, indicator: RawRecord, indicators: Mapping[str, RawRecord]) -> Iterator[Finding]:
    same = _word(indicator, "same_as")
    if not same:
        return
    other = _word(indicators.get(same, {}), "same_as")
    if other and same != code:
        message = Message(N_('"{code}" is itself the same as "{other}"'), {"code": same, "other": other})
        hint = Message(N_("write same_as: {code}"), {"code": f'"{other}"'})
        place = Place(pointer=(*indicator[POINTER_KEY], "same_as"))
        yield Finding(rule="CT204", place=place, message=message, hint=hint)
    for key in ("measurements", "baseline"):
        if isinstance(given := indicator.get(key), list | dict | Table) and given:
            message = Message(N_("{key} beside same_as: the values are those of {code}"), {"key": key, "code": same})
            hint = Message(N_("move them to {code}"), {"code": same})
            place = Place(pointer=(*indicator[POINTER_KEY], key), key=True)
            yield Finding(rule="CT204", place=place, message=message, hint=hint)


def _cycle(start: str, indicators: Mapping[str, RawRecord], key: str) -> tuple[str, ...]:
    """Follow references from `start` until they come back to it; gives the codes on the way, or nothing."""
    came_from: dict[str, str] = {}
    waiting = [start]
    while waiting:
        code = waiting.pop()
        for following in _next_codes(code, indicators[code], key):
            if following == start:
                way = [code]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return tuple(reversed(way))
            if following not in came_from and following in indicators:
                came_from[following] = code
                waiting.append(following)
    return ()


def _next_codes(code: str, indicator: RawRecord, key: str) -> list[str]:
    """Follow one kind of reference; a roll-up from the indicator itself is fine."""
    found = indicator.get(key)
    if isinstance(found, list):
        return [item for item in found if isinstance(item, str)]
    if isinstance(found, dict):
        source = _word(found, "from")
        return [source] if source and source != code else []
    return [found] if isinstance(found, str) else []


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
