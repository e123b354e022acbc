"""The tables of what facts refer to: units, sources, agencies, districts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.export.model import Of, Table, Type, make

if TYPE_CHECKING:
    from datetime import date

    from ctrack.dataset import Dataset
    from ctrack.model.codelists import Agency, Source, Unit
    from ctrack.model.district import District
    from ctrack.values.periods import Period


def last_day(period: Period | None) -> date | None:
    """Give the last day of a period."""
    return period.last if period else None


def written(period: Period | None) -> str | None:
    """Give a period as it was typed."""
    return str(period) if period else None


def joined(words: tuple[str, ...]) -> str | None:
    """Put ids into one field, with spaces between."""
    return " ".join(words) or None


def units(dataset: Dataset) -> Table:
    """List the units."""
    columns: list[Of[tuple[str, Unit]]] = [
        Of("id", Type.TEXT, "The unit's id", lambda one: one[0]),
        Of("name", Type.TEXT, "Its name", lambda one: one[1].name),
        Of("name_en", Type.TEXT, "Its English name", lambda one: one[1].name_en),
        Of("min", Type.NUMBER, "The least value allowed", lambda one: one[1].min),
        Of("max", Type.NUMBER, "The greatest value allowed", lambda one: one[1].max),
        Of("integer", Type.BOOLEAN, "Whether only whole numbers are allowed", lambda one: one[1].integer),
        Of("rank", Type.BOOLEAN, "Whether it is a place in an order", lambda one: one[1].rank),
    ]
    return make("units", "Units of measure", columns, dataset.files.units.items(), ("id",))


def sources(dataset: Dataset) -> Table:
    """List the sources."""
    columns: list[Of[tuple[str, Source]]] = [
        Of("id", Type.TEXT, "The source's id", lambda one: one[0]),
        Of("title", Type.TEXT, "Its title", lambda one: one[1].title),
        Of("title_en", Type.TEXT, "Its English title", lambda one: one[1].title_en),
        Of("publisher", Type.TEXT, "Who published it", lambda one: one[1].publisher),
        Of("published", Type.TEXT, "When it was published, as typed", lambda one: written(one[1].published)),
        Of("published_on", Type.DATE, "The last day of that", lambda one: last_day(one[1].published)),
        Of("url", Type.TEXT, "Its address", lambda one: one[1].url),
        Of("quality", Type.TEXT, "original, translated or secondary", lambda one: str(one[1].quality)),
        Of("note", Type.TEXT, "A remark", lambda one: one[1].note),
    ]
    return make("sources", "Documents that figures come from", columns, dataset.files.sources.items(), ("id",))


def agencies(dataset: Dataset) -> Table:
    """List the agencies."""
    columns: list[Of[tuple[str, Agency]]] = [
        Of("id", Type.TEXT, "The agency's id", lambda one: one[0]),
        Of("name", Type.TEXT, "Its name", lambda one: one[1].name),
        Of("name_en", Type.TEXT, "Its English name", lambda one: one[1].name_en),
        Of("short", Type.TEXT, "Its short name", lambda one: one[1].short),
        Of("until", Type.DATE, "The last day that it existed", lambda one: last_day(one[1].until)),
    ]
    return make("agencies", "Who answers for indicators and tasks", columns, dataset.files.agencies.items(), ("id",))


def districts(dataset: Dataset) -> Table:
    """List the districts."""
    columns: list[Of[tuple[str, District]]] = [
        Of("id", Type.TEXT, "The district's id", lambda one: one[0]),
        Of("name", Type.TEXT, "Its name", lambda one: one[1].name),
        Of("name_en", Type.TEXT, "Its English name", lambda one: one[1].name_en),
        Of("kind", Type.TEXT, "urban, rural, town, ward or commune", lambda one: str(one[1].kind)),
        Of("until", Type.DATE, "The last day that it existed", lambda one: last_day(one[1].until)),
        Of("successor_of", Type.TEXT, "The ids of those that it follows", lambda one: joined(one[1].successor_of)),
    ]
    return make("districts", "Districts", columns, dataset.districts.items(), ("id",))
