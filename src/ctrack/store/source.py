"""What a file holds: its bytes, and its text as long as somebody looks at it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from ctrack.errors import CannotRunError
from ctrack.i18n import N_, Message
from ctrack.store.kept import digest_of
from ctrack.store.locate import read_bytes, unreadable

if TYPE_CHECKING:
    from pathlib import Path

BOM = "\ufeff"
_BOM = BOM.encode()


class Stored:
    """The bytes of a file that is one of many: they are read when they are needed, and not kept."""

    __slots__ = ("_digest", "_path", "_stamp", "size")

    def __init__(self, path: Path, digest: str | None = None) -> None:
        """Look at a file; raises CannotRunError when that is not possible. `digest` is that of its bytes, if known."""
        self._path = path
        self._digest = digest
        self._stamp = self._stamp_now()
        self.size = self._stamp[0]

    def _stamp_now(self) -> tuple[int, ...]:
        try:
            about = self._path.stat()
        except OSError as error:
            raise unreadable(self._path, error) from None
        return about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino

    @property
    def digest(self) -> str:
        """A name that no other bytes have."""
        if self._digest is None:
            self._digest = digest_of([self.read()])
        return self._digest

    def read(self) -> bytes:
        """Give its bytes; raises CannotRunError when they cannot be read, or are not what they were at first."""
        content = read_bytes(self._path)
        is_same = digest_of([content]) == self._digest if self._digest else self._stamp_now() == self._stamp
        if not is_same:
            message = Message(N_("{file} was changed while it was read"), {"file": self._path})
            raise CannotRunError(message, Message(N_("run this again")))
        return content


Content = bytes | Stored
"""What a file holds."""


def size_of(content: Content) -> int:
    """Count the bytes."""
    return content.size if isinstance(content, Stored) else len(content)


def digest_in(content: Content) -> str:
    """Give a name that no other bytes have."""
    return content.digest if isinstance(content, Stored) else digest_of([content])


class Source:
    """A file's text, its byte order mark taken off: much text is only kept while somebody looks at it."""

    __slots__ = ("_content", "_line_starts", "_origin", "_text")

    def __init__(self, origin: Content | str) -> None:
        """Keep what a file holds, or a text."""
        self._origin = origin
        self._content: bytes | None = None
        self._text: str | None = None
        self._line_starts: list[int] | None = None

    @property
    def raw(self) -> bytes:
        """The bytes of the file; raises UnicodeEncodeError where a text has signs that none may have."""
        if self._content is None:
            origin = self._origin
            read = origin.read() if isinstance(origin, Stored) else origin
            self._content = read.encode() if isinstance(read, str) else read
        return self._content

    @property
    def content(self) -> bytes:
        """The text as UTF-8, without the mark."""
        return self.raw.removeprefix(_BOM) if not isinstance(self._origin, str) else self.raw

    @property
    def text(self) -> str:
        """The text; raises UnicodeDecodeError where it is not UTF-8."""
        if self._text is None:
            self._text = self._origin if isinstance(self._origin, str) else self.raw.decode("utf-8").removeprefix(BOM)
        return self._text

    @property
    def line_starts(self) -> list[int]:
        """Where each line of the text begins: behind LF, CR or both."""
        if self._line_starts is None:
            self._line_starts = _line_starts(self.text)
        return self._line_starts

    def rest(self) -> None:
        """Keep no more than is needed to give the same again."""
        self._content = self._text = self._line_starts = None


def _line_starts(text: str) -> list[int]:
    lines = f"{text}\n".splitlines(keepends=True)
    if "\r" in text or len(lines) > text.count("\n") + 1:  # Python knows more line ends than YAML
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
    return list(accumulate(map(len, lines[:-1]), initial=0))
