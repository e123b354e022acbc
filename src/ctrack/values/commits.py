"""Who entered lines of a file, as the history tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

SHORT = 9
"""So many characters of a commit's name are shown."""


class Entered(NamedTuple):
    """A commit that entered lines; without a commit they are not committed yet.

    `day` is the author's own. Where a shallow clone ends at the commit, the lines may be older.
    """

    commit: str | None
    author: str
    day: date | None
    may_be_older: bool = False
