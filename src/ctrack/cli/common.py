"""What commands share: tracker, day, format, colour, width. No typer: some command lines are answered without it."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path

from ctrack.errors import UsageError
from ctrack.frozen import frozen, replace
from ctrack.i18n import N_, Message


class Format(StrEnum):
    """How a view is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class Color(StrEnum):
    """When colour is used."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Language(StrEnum):
    """The languages of the output."""

    VI = "vi"
    EN = "en"


@frozen
class Common:
    """The options that stand before or after a command."""

    data: str | None = None
    as_of: str | None = None
    color: Color | None = None

    def given(self, *, data: str | None, as_of: str | None, color: Color | None) -> Common:
        """Let what stands after the command win over what stands before it."""
        return replace(
            self,
            data=self.data if data is None else data,
            as_of=self.as_of if as_of is None else as_of,
            color=color or self.color,
        )

    @property
    def day(self) -> date:
        """The day that is asked for: the last of `--as-of`, else today where the user is."""
        if self.as_of is None:
            return datetime.now(UTC).astimezone().date()
        from ctrack.values.periods import read_period  # noqa: PLC0415
        from ctrack.values.reading import ReadingError  # noqa: PLC0415

        try:
            return read_period(self.as_of).last
        except ReadingError as error:
            raise UsageError(Message(N_("--as-of: {problem}"), {"problem": error.message}), error.hint) from None

    @property
    def tracker(self) -> Path:
        """The tracker's folder."""
        from ctrack.store.locate import find_tracker  # noqa: PLC0415

        return find_tracker(self.data, os.environ.get("CTRACK_DATA"), Path.cwd())

    @property
    def has_color(self) -> bool:
        """Whether the output may be coloured."""
        if self.color in {Color.ALWAYS, Color.NEVER}:
            return self.color is Color.ALWAYS
        is_capable = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
        return is_capable and not os.environ.get("NO_COLOR")


def output_width() -> int | None:
    """Give the width to fill: COLUMNS, else the terminal's; nothing for a pipe, which is not wrapped."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return int(columns)
    return os.get_terminal_size(sys.stdout.fileno()).columns or 80 if sys.stdout.isatty() else None
