"""What a file holds: its bytes, and its text as long as somebody looks at it."""

from __future__ import annotations

BOM = "\ufeff"
_BOM = BOM.encode()


class Source:
    """A file's text, its byte order mark taken off. A million rows take half the room as bytes."""

    __slots__ = ("_content", "_text")

    def __init__(self, content: bytes | str) -> None:
        """Keep the bytes of a file that is UTF-8, or a text."""
        self._content = content
        self._text = content if isinstance(content, str) else None

    @property
    def content(self) -> bytes:
        """The text as UTF-8; raises UnicodeEncodeError where a text has signs that none may have."""
        content = self._content
        return content.removeprefix(_BOM) if isinstance(content, bytes) else content.encode()

    @property
    def text(self) -> str:
        """The text."""
        if self._text is None:
            self._text = self._decoded()
        return self._text

    def rest(self) -> None:
        """Keep the bytes alone until somebody asks again."""
        if isinstance(self._content, bytes):
            self._text = None

    def _decoded(self) -> str:
        content = self._content
        return content.decode("utf-8").removeprefix(BOM) if isinstance(content, bytes) else content
