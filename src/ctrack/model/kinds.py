"""What each kind of file holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ctrack.model.codelists import Agency, Source, Tracker, Unit
from ctrack.model.district import District
from ctrack.model.fields import Identifier
from ctrack.model.programme import Programme
from ctrack.model.record import Annotation

MODELS: Final[Mapping[str, Annotation]] = {
    "tracker": Tracker,
    "units": Mapping[Identifier, Unit],
    "sources": Mapping[Identifier, Source],
    "agencies": Mapping[Identifier, Agency],
    "programme": Programme,
    "district": District,
}
"""A record, or a mapping of ids."""
