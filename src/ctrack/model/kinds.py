"""What each kind of file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ctrack.model.codelists import Agencies, Sources, Tracker, Units
from ctrack.model.district import District
from ctrack.model.programme import Programme

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "tracker": Tracker,
    "units": Units,
    "sources": Sources,
    "agencies": Agencies,
    "programme": Programme,
    "district": District,
}
