"""Everything loaded, looked up by code and id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import NOTHING, frozen
from ctrack.model.codelists import Unit
from ctrack.model.figures import Listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from ctrack.model.codelists import Agency, Source, Tracker
    from ctrack.model.district import District
    from ctrack.model.figures import Figures
    from ctrack.model.indicator import Indicator, Measurement
    from ctrack.model.programme import Assessment, Programme, Task, TaskUpdate
    from ctrack.values.periods import Period

_NONE: Listed[Measurement] = Listed()

CITY = "city"
"""The scope of what concerns the whole city; any other scope is a district's id."""


@frozen
class ProgrammeEntry:
    """A programme with the scope that it is of and the period that it runs for."""

    programme: Programme
    scope: str
    period: Period

    @property
    def code(self) -> str:
        """The programme's code."""
        return self.programme.code


@frozen
class IndicatorEntry:
    """An indicator in its programme; `meaning` is the indicator whose values it shares, itself unless `same_as`."""

    indicator: Indicator
    programme: ProgrammeEntry
    meaning: Indicator
    meaning_scope: str

    @property
    def code(self) -> str:
        """The indicator's code."""
        return self.indicator.code


@frozen
class Files:
    """The records of a tracker's files, each as far as it could be read."""

    tracker: Tracker
    units: Mapping[str, Unit] = NOTHING
    sources: Mapping[str, Source] = NOTHING
    agencies: Mapping[str, Agency] = NOTHING
    programmes: tuple[Programme, ...] = ()
    districts: Mapping[str, District] = NOTHING


@frozen
class Unread:
    """What the files hold and nobody could read: programmes, the indicators of each programme, files of districts."""

    programmes: tuple[str, ...] = ()
    indicators: Mapping[str, tuple[str, ...]] = NOTHING
    districts: tuple[str, ...] = ()


@frozen
class Dataset:
    """A tracker in memory. Lookups give the first of what stands twice; the rules report the second."""

    files: Files
    programmes: Mapping[str, ProgrammeEntry]
    indicators: Mapping[str, IndicatorEntry]
    district_values: Mapping[str, Mapping[str, Figures[Measurement]]]
    damage: Mapping[tuple[str, str], int] = NOTHING
    """For an indicator's code and a scope: how many errors there are in its facts."""

    unread: Unread = Unread()

    @property
    def tracker(self) -> Tracker:
        """tracker.yaml."""
        return self.files.tracker

    @property
    def districts(self) -> Mapping[str, District]:
        """The districts by id."""
        return self.files.districts

    def unit(self, entry: IndicatorEntry) -> Unit:
        """Give an indicator's unit; one that is not in units.yaml has only its id as name."""
        ident = entry.meaning.unit or ""
        return self.files.units.get(ident) or Unit(name=ident or "?")

    def source(self, ident: str | None) -> Source | None:
        """Give a source by its id."""
        return self.files.sources.get(ident) if ident else None

    def reported_on(self, report: Assessment | TaskUpdate) -> date:
        """Give the day from which a report is known: when its source was published, else the end of its own date."""
        source = self.source(report.source)
        return (source.published if source and source.published else report.date).last

    def errors_in(self, entry: IndicatorEntry, scope: str) -> int:
        """Count the errors in the facts that a row is made from, those of the districts in a roll-up included."""
        own = {(entry.code, scope), (entry.meaning.code, scope)}
        rollup = entry.meaning.rollup
        if rollup and scope == CITY:
            own |= {row for row in self.damage if row[0] == rollup.from_}
        count = sum(self.damage.get(row, 0) for row in own)
        count += len(self.unread.districts) if rollup else 0
        return count + (entry.meaning.unit not in self.files.units)

    def owner(self, entry: IndicatorEntry) -> str | None:
        """Give who answers for an indicator: its own owner, else the programme's lead, else the district."""
        return entry.indicator.owner or default_owner(entry.programme)

    def values(self, entry: IndicatorEntry, scope: str) -> Figures[Measurement]:
        """Give the measurements of an indicator for the city or a district, in the order of the file."""
        if scope == entry.meaning_scope:
            return entry.meaning.measurements
        return self.of_districts(entry).get(scope, _NONE)

    def reporting_districts(self, entry: IndicatorEntry) -> tuple[str, ...]:
        """List the districts that have values of a city indicator."""
        return tuple(self.of_districts(entry))

    def of_districts(self, entry: IndicatorEntry) -> Mapping[str, Figures[Measurement]]:
        """Give the measurements of a city indicator by the districts that have any."""
        return self.district_values.get(entry.meaning.code, NOTHING) if entry.meaning_scope == CITY else NOTHING

    def of_programme(self, code: str) -> Iterator[IndicatorEntry]:
        """List a programme's indicators in the order of its file."""
        return (entry for entry in self.indicators.values() if entry.programme.code == code)

    def agency_spellings(self) -> dict[str, tuple[str, ...]]:
        """Give each agency and district the spellings that it may be asked for by."""
        spellings = {
            ident: (ident, agency.name, agency.name_en or "", agency.short or "")
            for ident, agency in self.files.agencies.items()
        }
        return spellings | self.district_spellings()

    def district_spellings(self) -> dict[str, tuple[str, ...]]:
        """Give each district the spellings that it may be asked for by."""
        return {
            ident: (ident, district.name, district.name_en or "", *district.aliases)
            for ident, district in self.districts.items()
        }


def default_owner(entry: ProgrammeEntry) -> str | None:
    """Give who answers for what a programme's file says nothing of."""
    return entry.programme.lead or (None if entry.scope == CITY else entry.scope)


def assemble(files: Files) -> Dataset:
    """Link the records of all files."""
    programmes: dict[str, ProgrammeEntry] = {}
    for scope, programme in all_programmes(files):
        period = programme.period or files.tracker.period
        programmes.setdefault(programme.code, ProgrammeEntry(programme=programme, scope=scope, period=period))
    return Dataset(
        files=files,
        programmes=programmes,
        indicators=_link_indicators(programmes),
        district_values=_group_values(files),
    )


def all_programmes(files: Files) -> Iterator[tuple[str, Programme]]:
    """List the programmes of city and districts with their scopes."""
    yield from ((CITY, programme) for programme in files.programmes)
    for ident, district in files.districts.items():
        yield from ((ident, programme) for programme in district.programs)


def _link_indicators(programmes: Mapping[str, ProgrammeEntry]) -> dict[str, IndicatorEntry]:
    """Find each indicator's meaning; one whose `same_as` leads nowhere is left out."""
    own: dict[str, tuple[Indicator, ProgrammeEntry]] = {}
    for programme in programmes.values():
        for indicator in programme.programme.indicators:
            own.setdefault(indicator.code, (indicator, programme))
    linked = {}
    for code, (indicator, programme) in own.items():
        meaning, home = own.get(indicator.same_as, (None, programme)) if indicator.same_as else (indicator, programme)
        if meaning is None or (indicator.same_as and meaning.same_as):
            continue
        linked[code] = IndicatorEntry(
            indicator=indicator, programme=programme, meaning=meaning, meaning_scope=home.scope
        )
    return linked


def _group_values(files: Files) -> dict[str, dict[str, Figures[Measurement]]]:
    grouped: dict[str, dict[str, Figures[Measurement]]] = {}
    for ident, district in files.districts.items():
        for code, values in district.measurements.by("indicator").items():
            grouped.setdefault(code, {})[ident] = values
    return grouped


def all_tasks(dataset: Dataset) -> Iterator[tuple[ProgrammeEntry, Task]]:
    """List the tasks of all programmes."""
    for entry in dataset.programmes.values():
        yield from ((entry, task) for task in entry.programme.tasks)
