"""What Word and Excel have in common: texts that their files can hold, colours, numbers of captions, packing."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ctrack.i18n import gettext as _
from ctrack.render.page import Tone
from ctrack.render.text import visible
from ctrack.report.model import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctrack.report.model import Bars, Line, TileMap

MOMENT = datetime(2000, 1, 1)  # noqa: DTZ001 - the libraries take it for UTC
"""When every file says it was made: the same report is the same file."""

FILLS: Mapping[Tone, str] = {Tone.GOOD: "DCEFD8", Tone.FAIR: "FFE9A8", Tone.BAD: "F6BDB5", Tone.MUTED: "E7E6E6"}
"""What is behind a status."""

INKS: Mapping[Tone, str] = {Tone.GOOD: "1B5E20", Tone.FAIR: "6B4A00", Tone.BAD: "8E1B1B", Tone.MUTED: "595959"}
"""What words are written in: dark enough on white and on their fill."""

TAGS: Mapping[str, str] = {"vi": "vi-VN", "en": "en-GB"}
"""What files call the languages."""

HEAD_FILL, RULE, GREY = "DDE6EE", "A6A6A6", "595959"

_OLDEST = (1980, 1, 1, 0, 0, 0)
_NONCHARACTERS = re.compile("[\ufffe\uffff]")


def plain(text: str) -> str:
    """Give a text as XML can hold it: what cannot be seen is shown as its code, lines end in one way."""
    lines = visible(text).replace("\r\n", "\n").replace("\r", "\n")
    return _NONCHARACTERS.sub(lambda match: f"\\u{ord(match[0]):04x}", lines)


class Captions:
    """Numbers tables and figures, each from 1 on in the order in which they are asked for."""

    def __init__(self) -> None:
        self._tables, self._figures = count(1), count(1)

    def next(self, block: Table | Line | Bars | TileMap) -> tuple[str, int]:
        """Give the words of a caption, with places for number and text, and the number."""
        if isinstance(block, Table):
            return _("Table {number}. {caption}"), next(self._tables)
        return _("Figure {number}. {caption}"), next(self._figures)


def packed(content: bytes, parts: Mapping[str, bytes] | None = None) -> bytes:
    """Pack a file anew without the time at which it was packed; `parts` stand in for those of the same name."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w") as made:
        for name in given.namelist():
            entry = ZipInfo(name, _OLDEST)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            made.writestr(entry, (parts or {}).get(name) or given.read(name))
    return out.getvalue()
