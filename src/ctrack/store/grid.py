"""`map.csv` of a tracker: a grid of district ids, each in the cell where the district lies on a map of tiles."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from ctrack.store.locate import read_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FILE = "map.csv"


def read_grid(tracker: Path) -> Mapping[str, tuple[int, int]]:
    """Give each district's row and column; nothing where the tracker has no such file.

    Raises CannotRunError where the file cannot be opened.
    """
    path = tracker / FILE
    if not path.is_file():
        return {}
    text = read_bytes(path).decode("utf-8-sig", "replace")
    return {
        ident.strip(): (row, column)
        for row, cells in enumerate(csv.reader(StringIO(text)))
        for column, ident in enumerate(cells)
        if ident.strip()
    }
