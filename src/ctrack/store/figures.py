"""Where a figure goes: into the programme's file or the district's, in its order there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.model.district import District
from ctrack.model.indicator import Indicator, Measurement
from ctrack.store.edits import Append
from ctrack.store.scalars import code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.model.record import Record
    from ctrack.store.scalars import Value
    from ctrack.values.periods import Period


def keys_of(model: type[Record]) -> tuple[str, ...]:
    """Give the keys of a record in the order in which they are written."""
    return tuple(field.key for field in model.fields.values())


def figure_edit(
    dataset: Dataset, entry: IndicatorEntry, scope: str, period: Period, figure: Mapping[str, Value]
) -> Append:
    """Put a figure for a period, given by its keys, where the figures of the indicator and scope stand."""
    order = (*(key for key in keys_of(Measurement) if key != "note"), "note")
    record = tuple((key, figure[key]) for key in order if key in figure)
    if scope == entry.programme.scope:
        return Append(entry.indicator.pointer, "measurements", record, None, keys_of(Indicator))
    own = (("indicator", code(entry.code)), *record)
    place = _place(dataset, scope, entry.code, period)
    return Append((f"districts/{scope}.yaml",), "measurements", own, place, keys_of(District))


def _place(dataset: Dataset, scope: str, indicator: str, period: Period) -> int | None:
    """Find the figure that a new one stands before: a district's are in the order of indicator and date."""
    key = (indicator, period.last, period.first)
    figures = dataset.districts[scope].measurements
    later = (one for one in figures if (one.indicator, one.date.last, one.date.first) > key)
    following = next(later, None)
    return int(following.pointer[-1]) if following else None
