"""Names as people type them to what they name: programmes, indicators, districts, agencies, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.dataset import CITY
from ctrack.errors import CannotRunError, UsageError
from ctrack.i18n import N_, Message
from ctrack.values.names import match_name, nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ctrack.dataset import Dataset, IndicatorEntry


def unknown(what: Message, candidates: Iterable[str]) -> UsageError:
    """Make the error of a name (`asked` in the message) that nothing has, with the nearest that there are."""
    near = nearest(str(what.args["asked"]), candidates)
    hint = Message(N_("did you mean: {names}?"), {"names": ", ".join(near)}) if near else None
    return UsageError(what, hint)


def find_programme(dataset: Dataset, asked: str) -> str:
    """Find a programme by its code or its official number."""
    programmes = dataset.programmes
    if asked in programmes:
        return asked
    numbers = {entry.programme.number: code for code, entry in programmes.items() if entry.programme.number}
    if asked in numbers:
        return numbers[asked]
    if asked in dataset.unread.programmes:
        message = Message(N_("programme {asked} cannot be read: see the findings above"), {"asked": asked})
        raise CannotRunError(message)
    padded = [code for code in programmes if code.lstrip("0") == asked]
    message = Message(N_('there is no programme "{asked}"'), {"asked": asked})
    raise (
        unknown(message, programmes)
        if not padded
        else UsageError(message, Message(N_("did you mean: {names}?"), {"names": ", ".join(padded)}))
    )


def find_indicator(dataset: Dataset, asked: str) -> IndicatorEntry:
    """Find an indicator by its code."""
    if asked in dataset.indicators:
        return dataset.indicators[asked]
    if any(asked in codes for codes in dataset.unread.indicators.values()):
        raise CannotRunError(Message(N_("indicator {asked} cannot be read: see the findings above"), {"asked": asked}))
    message = Message(N_('there is no indicator "{asked}"'), {"asked": asked})
    if asked in dataset.programmes:
        raise UsageError(message, Message(N_("it is a programme: ctrack status --program {asked}"), {"asked": asked}))
    raise unknown(message, dataset.indicators)


def find_measured(dataset: Dataset, asked: str) -> IndicatorEntry:
    """Find an indicator that has figures of its own, by its code."""
    entry = find_indicator(dataset, asked)
    if entry.indicator.same_as:
        message = N_("{code} has the figures of {other}: record them there")
        raise UsageError(Message(message, {"code": entry.code, "other": entry.indicator.same_as}))
    return entry


def scope_of(dataset: Dataset, entry: IndicatorEntry, district: str | None) -> str:
    """Tell whose figure of an indicator is meant: the district's (its id), else that of the programme's own scope."""
    home = entry.programme.scope
    if district is None or home in {CITY, district}:
        return district or home
    message = N_("{code} is an indicator of {district}'s own programme")
    raise UsageError(Message(message, {"code": entry.code, "district": dataset.districts[home].name}))


def find_district(dataset: Dataset, asked: str) -> str:
    """Find a district by any spelling of its name."""
    message = Message(N_('there is no district "{asked}"'), {"asked": asked})
    return _find_named(asked, dataset.district_spellings(), lambda ident: dataset.districts[ident].name, message)


def find_owner(dataset: Dataset, asked: str) -> str:
    """Find an agency or a district by any spelling of its name."""
    message = Message(N_('there is no agency or district "{asked}"'), {"asked": asked})

    def name(ident: str) -> str:
        record = dataset.files.agencies.get(ident) or dataset.districts[ident]
        return record.name

    return _find_named(asked, dataset.agency_spellings(), name, message)


def find_source(dataset: Dataset, asked: str) -> str:
    """Find a source by its id."""
    if asked in dataset.files.sources:
        return asked
    raise unknown(Message(N_('there is no source "{asked}" in sources.yaml'), {"asked": asked}), dataset.files.sources)


def _find_named(
    asked: str, spellings: Mapping[str, tuple[str, ...]], name: Callable[[str], str], missing: Message
) -> str:
    if asked in spellings:
        return asked
    found = match_name(asked, spellings)
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(f"{name(ident)} ({ident})" for ident in found)
        raise UsageError(Message(N_('"{asked}" is ambiguous: {names}'), {"asked": asked, "names": names}))
    raise unknown(missing, [name(ident) for ident in spellings])
