"""What a view gives as CSV: the rows of its JSON, each as one level of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.assess.results import Result, Status
from ctrack.render import json as to

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.assess.districts import DistrictRow
    from ctrack.assess.programmes import ProgrammeResult
    from ctrack.dataset import Dataset
    from ctrack.render.json import Json, Locate

ROW_HEADER = [
    "program",
    "code",
    "scope",
    "name",
    "name_en",
    "unit",
    "direction",
    "aggregation",
    "official",
    "parent",
    "owner",
    "value",
    "of",
    "date",
    "date_end",
    "value_status",
    "bound",
    "source",
    "inputs",
    "target_by",
    "target_from",
    "target_min",
    "target_max",
    "target_of",
    "target_bound",
    "target_source",
    "deadline",
    "attainment",
    "attainment_reason",
    "progress",
    "progress_reason",
    "pace",
    "pace_reason",
    "pace_basis",
    "expected",
    "projected",
    "per_year",
    "per_year_needed",
    "status",
    "flags",
    "reached_on",
    "findings",
    "file",
    "line",
]
PROGRAMME_HEADER = [
    *["code", "number", "kind", "title", "title_en", "draft", "declared", "recorded", "with_data"],
    *(str(status) for status in Status),
    *(
        f"assessment_{key}"
        for key in ["date", "of", "attained", "exceeded", "expected", "on_schedule", "difficult", "source"]
    ),
]


def flat_row(dataset: Dataset, locate: Locate, result: Result) -> Mapping[str, object]:
    """Give a row of the JSON as one level of columns."""
    row: dict[str, object] = {"program": result.entry.programme.code}
    return row | _flattened(to.row_json(dataset, result, locate), {"location": ""})


def flat_programme(dataset: Dataset, locate: Locate, result: ProgrammeResult) -> Mapping[str, object]:
    """Give a programme of the JSON as one level of columns."""
    return _flattened(to.programme_json(dataset, result, (), locate), {"counts": ""})


def _flattened(data: Mapping[str, Json], prefixes: Mapping[str, str]) -> dict[str, object]:
    flat: dict[str, object] = {}
    for key, found in data.items():
        if isinstance(found, dict):
            flat |= {f"{prefixes.get(key, f'{key}_')}{inner}": value for inner, value in found.items()}
        else:
            flat[key] = found
    return flat


def flat_district_row(dataset: Dataset, locate: Locate, row: DistrictRow) -> Mapping[str, object]:
    """Give a district's row with its rank and the city's own value."""
    city = row.city.value if row.city else None
    extra = {
        "rank": row.rank,
        "reported": row.reported,
        "city_value": city.amount if city else None,
        "city_date": city.period_text if city else None,
    }
    return {**flat_row(dataset, locate, row.result), **extra}
