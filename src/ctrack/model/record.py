"""The base of every record: frozen, strict about its keys, and knowing where it stands."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SkipValidation

from ctrack.findings import Pointer
from ctrack.model.fields import FreeText
from ctrack.model.raw import POINTER_KEY


class Record(BaseModel):
    """One mapping of a file. `pointer` is its place: the file, then keys and list positions. Any may have a note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pointer: Annotated[Pointer, SkipValidation] = Field(default=(), alias=POINTER_KEY, repr=False)
    note: FreeText | None = None
