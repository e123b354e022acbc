"""CT002, CT004 to CT006, CT009, CT010: what can be said of a file's text before and beside its YAML."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ctrack.findings import Finding, Place, Related, Span
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_BYTES = 64 * 2**20

_CONFLICT = re.compile(r"^(<{7}|>{7}|\|{7})(?=[ \r\n]|\Z)", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t[ \t]*(?=[^\s#])", re.MULTILINE)
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff]"
)
"""Characters that cannot be seen, or that change how what is around them is seen or read."""

_INVISIBLE_RUN = re.compile(f"{INVISIBLE.pattern}+")

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x85-\x9f\u2028\u2029\ud800-\udfff\ufeff]")
"""Those of them that YAML does not allow, or that its versions read differently: such a file is not read further."""


def _finding(rule: str, file: str, span: Span, message: Message, hint: Message | None = None) -> Finding:
    return Finding(rule=rule, place=Place(pointer=(file,), span=span), message=message, hint=hint)


def conflict_markers(file: str, text: str) -> Iterator[Finding]:
    """Find what git left behind where two edits met: one finding a conflict, at its first marker."""
    opening: Span | None = None
    for match in _CONFLICT.finditer(text) if any(sign * 7 in text for sign in "<>|") else ():
        span, sign = Span(*match.span()), match[0][0]
        if sign == ">" and opening:
            yield conflict_marker(file, opening, end=span)
            opening = None
        elif sign == "<":
            if opening:
                yield conflict_marker(file, opening)
            opening = span
        elif opening is None:
            yield conflict_marker(file, span)
    if opening:
        yield conflict_marker(file, opening)


def conflict_marker(file: str, span: Span, end: Span | None = None) -> Finding:
    """Report a conflict, or a marker that is left of one."""
    place = Place(pointer=(file,), span=span)
    return Finding(
        rule="CT002",
        place=place,
        message=Message(N_("a git conflict marker: two edits met here and were not merged")),
        hint=Message(N_("keep the lines that are right and remove the markers")),
        related=(Related(place=Place(pointer=(file,), span=end), message=Message(N_("it ends here"))),) if end else (),
    )


def tab_indentation(file: str, text: str) -> Iterator[Finding]:
    """Find lines that are indented with tabs."""
    for match in _TAB_INDENT.finditer(text):
        index = text.index("\t", match.start())
        yield _finding(
            "CT004",
            file,
            Span(index, match.end()),
            Message(N_("a tab is used for indentation")),
            Message(N_("indent with spaces")),
        )


def describe(char: str) -> str:
    """Name a character that cannot be shown."""
    return f"U+{ord(char):04X} {unicodedata.name(char, 'control character')}"


def _unusual(text: str) -> str:
    """Give the characters of a text that no key of an ordinary keyboard types, as they follow each other."""
    return text.encode("utf-8", "surrogatepass").translate(None, _ORDINARY).decode("utf-8", "surrogatepass")


_ORDINARY = bytes([*b"\t\r\n", *range(0x20, 0x7F)])


def invisible_characters(file: str, text: str) -> Iterator[Finding]:
    """Find invisible and control characters."""
    if not INVISIBLE.search(_unusual(text)):
        return
    for match in _INVISIBLE_RUN.finditer(text):
        yield invisible_character(file, match[0][0], Span(*match.span()))


def invisible_character(file: str, char: str, span: Span) -> Finding:
    """Report one invisible character."""
    message = Message(N_("an invisible character: {name}"), {"name": describe(char)})
    return _finding("CT005", file, span, message, Message(N_("remove it, or type an ordinary space")))


def is_clean(text: str) -> bool:
    """Tell whether nothing is to be said of its characters: no conflict, nothing invisible, all composed."""
    has_more = bool(INVISIBLE.search(_unusual(text))) or not unicodedata.is_normalized("NFC", text)
    return not has_more and not any(True for _ in conflict_markers("", text))


def is_unreadable(text: str) -> bool:
    """Tell whether the text holds characters that no YAML parser should be given."""
    return bool(_UNREADABLE.search(text))


def not_nfc(file: str, scalars: Iterable[tuple[str, Span]]) -> Iterator[Finding]:
    """Find texts that are not in Unicode's composed form."""
    for text, span in scalars:
        if not unicodedata.is_normalized("NFC", text):
            message = Message(N_("the text is not in Unicode's composed form (NFC)"))
            yield _finding("CT006", file, span, message, Message(N_("ctrack fmt mends it")))


def not_utf8(file: str, content: bytes, error: UnicodeDecodeError) -> Finding:
    """Report the first byte that is not UTF-8; the place is counted in what could be read before it."""
    before = content[: error.start].decode("utf-8", "ignore").removeprefix("\ufeff")
    message = Message(
        N_("the file is not UTF-8: byte {byte} in line {line}"),
        {"byte": f"0x{content[error.start]:02X}", "line": before.count("\n") + 1},
    )
    hint = Message(N_("save the file as UTF-8"))
    return _finding("CT009", file, Span(len(before), len(before)), message, hint)


def is_utf16(content: bytes) -> bool:
    """Tell whether a file without a byte order mark is UTF-16: in ASCII text every second byte is zero."""
    start = content[:200]
    return len(start) > 1 and max(start[::2].count(0), start[1::2].count(0)) * 4 > len(start)


def looks_like_utf16(file: str, content: bytes) -> Finding:
    """Report a file that is UTF-16."""
    first = content.index(0)
    before = content[:first].decode("utf-8", "ignore")
    message = Message(
        N_("the file is not UTF-8 but UTF-16: byte 0x00 in line {line}"), {"line": before.count("\n") + 1}
    )
    return _finding("CT009", file, Span(len(before), len(before)), message, Message(N_("save the file as UTF-8")))


def too_large(file: str, size: int) -> Finding:
    """Report a file beyond the limit."""
    message = Message(
        N_("the file has {size} bytes, more than {limit} are not read"), {"size": size, "limit": MAX_BYTES}
    )
    return _finding("CT010", file, Span(0, 0), message)
