"""Vietnamese names: matched whatever accents, case, tone-mark style and Unicode form; sorted like a dictionary."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order
_LOOKALIKE_D = str.maketrans({"\u00d0": "\u0110", "\u0189": "\u0110", "\u00f0": "\u0111", "\u0256": "\u0111"})
_ALPHABET = {
    letter: index
    for index, letter in enumerate("a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z".split())  # noqa: SIM905 - one letter a word reads best
}
_PREFIXES = (
    "huyện",
    "quận",
    "thị xã",
    "phường",
    "xã",
    "h.",
    "q.",
    "tx.",
    "p.",
    "x.",
)
MAX_SUGGESTIONS = 3
_CUT_OFF = 0.6
"""What is less alike is not meant: difflib's own measure."""

_BEGINNING = 0.9
"""A word of several that begins one is at least so much alike."""


def accented_key(name: str) -> str:
    """Fold everything but the accents: Unicode form, case, white space, and where a syllable carries its tone mark."""
    text = unicodedata.normalize("NFD", name.translate(_LOOKALIKE_D)).casefold()
    return " ".join(_tone_last(word) for word in text.replace("-", " ").split())


def _tone_last(syllable: str) -> str:
    tones = [char for char in syllable if char in _TONES]
    return "".join(char for char in syllable if char not in _TONES) + "".join(tones)


@lru_cache(maxsize=2**12)
def bare_key(name: str) -> str:
    """Fold the accents too: `"Đông Anh"` and `dong anh` have the same key."""
    return without_accents(accented_key(name))


def without_accents(text: str) -> str:
    """Write Vietnamese letters without their marks."""
    folded = unicodedata.normalize("NFD", text).replace("\u0111", "d").replace("\u0110", "D")
    return "".join(char for char in folded if not unicodedata.combining(char))


def _without_prefix(name: str, *, accents: bool) -> str | None:
    """Take an administrative prefix off `name`; nothing when it has none or is nothing else."""
    key = accented_key if accents else bare_key
    folded = key(name)
    for prefix in map(key, _PREFIXES):
        rest = folded.removeprefix(prefix)
        if rest != folded and (prefix.endswith(".") or rest.startswith(" ")) and rest.strip():
            return rest.strip()
    return None


def match_name(asked: str, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Find the ids whose names `asked` may mean: those that agree with their accents, else those that agree without.

    `names` gives each id its spellings. One id: found. Several: ambiguous. None: unknown.
    """
    for key, accents in ((accented_key, True), (bare_key, False)):
        for wanted in (key(asked), _without_prefix(asked, accents=accents)):
            found = tuple(
                ident for ident, spellings in names.items() if wanted and any(wanted == key(name) for name in spellings)
            )
            if found:
                return found
    return ()


def nearest(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Name the known words that look most like `asked`, best first."""
    return _nearest(asked, tuple(dict.fromkeys(known)))


@lru_cache(maxsize=512)
def _nearest(asked: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """Look for them: where one mistake was made many times, once."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only a mistake pays for it

    wanted = bare_key(asked)
    places: dict[str, int] = {}
    for place, letter in enumerate(wanted):
        places[letter] = places.get(letter, 0) | 1 << place
    keys = {word: bare_key(word) for word in known}
    begun = {word for word, key in keys.items() if wanted and f"{key} ".startswith(f"{wanted} ")}
    most = {word: 1.0 if word in begun else _at_most(places, len(wanted), key) for word, key in keys.items()}
    best: list[tuple[float, str]] = []
    for most_alike, word in sorted((-most[word], word) for word in known):
        if -most_alike < _CUT_OFF or (len(best) == MAX_SUGGESTIONS and (most_alike, word) > best[-1]):
            break  # nor can any behind it be among the best
        ratio = SequenceMatcher(None, wanted, keys[word]).ratio()
        likeness = max(ratio, _BEGINNING) if word in begun else ratio
        if likeness >= _CUT_OFF:
            best = sorted([*best, (-likeness, word)])[:MAX_SUGGESTIONS]
    return tuple(word for _, word in best)


def _at_most(places: Mapping[str, int], length: int, word: str) -> float:
    """Tell how alike a word can be to one of so many letters, each at these places: by their longest common part.

    Letters may be left out of it: Crochemore and others, “A fast and practical bit-vector algorithm for the longest
    common subsequence problem”, 2001. A bit is 0 where the common part grows.
    """
    bits = every = (1 << length) - 1
    for letter in word:
        equal = bits & places.get(letter, 0)
        bits = (bits + equal | bits - equal) & every
    common = length - bits.bit_count()
    return 2 * common / (length + len(word)) if length + len(word) else 1.0


def sort_key(name: str) -> tuple[tuple[int, ...], tuple[int, ...], str]:
    """Order names as a Vietnamese dictionary does: letters first, then tones."""
    text = unicodedata.normalize("NFD", name.translate(_LOOKALIKE_D)).casefold()
    bare = "".join(char for char in text if char not in _TONES)
    letters = tuple(_letter_rank(char) for char in unicodedata.normalize("NFC", bare))
    tones = tuple(_syllable_tone(word) for word in text.split())
    return letters, tones, name


def _letter_rank(char: str) -> int:
    return (
        1000 + _ALPHABET[char]
        if char in _ALPHABET
        else min(ord(char), 999)
        if ord(char) < ord("a")
        else ord(char) + 2000
    )


def _syllable_tone(word: str) -> int:
    return next((_TONES.index(char) + 1 for char in word if char in _TONES), 0)
