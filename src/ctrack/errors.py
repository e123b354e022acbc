"""The few exceptions that end a run. Problems with data are not among them: those are findings.

| exit code | meaning |
|---|---|
| 0 | fine |
| 1 | findings |
| 2 | wrong usage: unknown programme, district, indicator, option |
| 3 | cannot run: no tracker, unreadable folder, nothing that can be computed |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from ctrack.i18n import Message


FINDINGS = 1
"""The exit code of a command that checks and found something."""


class CtrackError(Exception):
    """Ends the run with a sentence for the user and an exit code."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: Message, hint: Message | None = None) -> None:
        """Keep the sentence, and the remedy where there is one."""
        super().__init__(str(message))
        self.message = message
        self.hint = hint


class UsageError(CtrackError):
    """The command line asks for something that does not exist or cannot be meant."""

    exit_code = 2


class CannotRunError(CtrackError):
    """The world does not let the command run: no tracker, no permission, nothing readable."""

    exit_code = 3
