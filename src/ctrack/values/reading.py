"""What a reader of text raises when the text is not what its field wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctrack.i18n import Message


class ReadingError(ValueError):
    """The text cannot be read: which rule it breaks, in a sentence, with the remedy where it is certain."""

    def __init__(self, rule: str, message: Message, hint: Message | None = None) -> None:
        """Keep the parts of the later finding."""
        super().__init__(str(message))
        self.rule = rule
        self.message = message
        self.hint = hint
