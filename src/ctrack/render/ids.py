"""The ids and codes of a tracker with their names, for editors to complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import NOTHING, frozen
from ctrack.model.fields import Reference
from ctrack.render.text import name_text, title_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.dataset import Dataset
    from ctrack.render.text import Named


@frozen
class Ids:
    """The ids and codes that a tracker has, each with its name."""

    units: Mapping[str, str] = NOTHING
    sources: Mapping[str, str] = NOTHING
    agencies: Mapping[str, str] = NOTHING
    districts: Mapping[str, str] = NOTHING
    programmes: Mapping[str, str] = NOTHING
    indicators: Mapping[str, str] = NOTHING

    def known(self, kind: Reference) -> Mapping[str, str]:
        """Give what a reference may name."""
        return {
            Reference.UNIT: self.units,
            Reference.SOURCE: self.sources,
            Reference.OWNER: {**self.agencies, **self.districts},
            Reference.DISTRICT: self.districts,
            Reference.DOCUMENT: {**self.programmes, **self.sources},
            Reference.INDICATOR: self.indicators,
        }[kind]


def ids_of(dataset: Dataset) -> Ids:
    """Collect the ids of a tracker, with names in the reader's language."""
    files = dataset.files
    indicators = (indicator for entry in dataset.programmes.values() for indicator in entry.programme.indicators)
    return Ids(
        units=_names(files.units),
        sources={ident: title_text(source) for ident, source in files.sources.items()},
        agencies=_names(files.agencies),
        districts=_names(files.districts),
        programmes={code: title_text(entry.programme) for code, entry in dataset.programmes.items()},
        indicators={indicator.code: name_text(indicator) for indicator in indicators},
    )


def _names(records: Mapping[str, Named]) -> dict[str, str]:
    return {ident: name_text(record) for ident, record in records.items()}
