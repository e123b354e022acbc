"""Raw data, which the models validate: text, lists, mappings, and what stands for a value that is none.

Keys that start with `HIDDEN` carry what the file does not say. No library is needed here: what only reads files shall
not wait for one.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from typing import Final

HIDDEN: Final = "\0"
POINTER_KEY: Final = HIDDEN + "pointer"
BROKEN_KEY: Final = HIDDEN + "broken"


class Unusable(Enum):
    """What stands for a value that is none."""

    BROKEN = "broken"
    EMPTY = "empty"
    BARE = "bare"


BROKEN: Final = Unusable.BROKEN
"""A node that cannot be read and whose finding exists already."""

EMPTY: Final = Unusable.EMPTY
"""The value of a key with nothing, `~` or `null` behind it; not `None`, which models take for a key left out."""

BARE: Final = Unusable.BARE
"""The value of a key that has not even a colon behind it, as a stray comma in `{…}` leaves it."""


NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""How YAML writes that there is nothing."""


class Plain(str):
    """The text of a scalar that stands in the file without quotes, so that other YAML programs guess its type."""

    __slots__ = ()


class CutPlain(Plain):
    """One that a ` #` without a space behind it cuts short: what follows may have been meant as text."""

    __slots__ = ()


@lru_cache(maxsize=2**14)
def raw_text(text: str) -> object:
    """Make raw data of a scalar as it is written, in double quotes without escapes or in none."""
    return text[1:-1] if text[0] == '"' else EMPTY if text in NULLS else Plain(text)
