"""How many cells of a terminal the characters of a line take, as they are shown."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from ctrack.render.findings.line import one_line

_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def shown(line: str) -> list[tuple[str, int]]:
    """Give each character of a line as it is shown, with the cells that it takes."""
    return [_shown(before, char) for before, char in pairwise(f" {line}")]


def _shown(before: str, char: str) -> tuple[str, int]:
    text = one_line(char)
    return (char, _cells(before, char)) if text == char else (text, len(text))


def _cells(before: str, char: str) -> int:
    if char == _EMOJI_STYLE:
        return int(unicodedata.category(before) == "So" and not _is_wide(before))
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or _is_joined_jamo(char):
        return 0
    if char in _SKIN_TONES and _is_wide(before):
        return 0
    return 2 if _is_wide(char) else 1


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in {"W", "F"}


def _is_joined_jamo(char: str) -> bool:
    """Tell the vowels and final consonants of Korean, which are drawn into the cells of the consonant before."""
    return "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
