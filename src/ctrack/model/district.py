"""A district: its values of the city's indicators, and its own programmes."""

from typing import ClassVar

from ctrack.model.fields import DistrictId, DistrictKind, IndicatorRef, PeriodField, Text
from ctrack.model.figures import Figures, Listed
from ctrack.model.indicator import Measurement
from ctrack.model.programme import DistrictProgramme
from ctrack.model.record import Record


class DistrictMeasurement(Measurement):
    """A district's figure for one of the city's indicators."""

    indicator: IndicatorRef


class District(Record):
    """One file of districts/."""

    essential: ClassVar[frozenset[str]] = frozenset({"name", "kind", "until"})

    name: Text
    name_en: Text | None = None
    kind: DistrictKind
    aliases: tuple[Text, ...] = ()
    until: PeriodField | None = None
    successor_of: tuple[DistrictId, ...] = ()
    measurements: Figures[DistrictMeasurement] = Listed()
    programs: tuple[DistrictProgramme, ...] = ()
