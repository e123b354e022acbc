"""The language that a run is asked for in."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ctrack.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Getter = Callable[[str], str | None]


def language_of(arguments: Sequence[str], environment: Getter) -> str:
    """Choose the language: `--lang`, else $CTRACK_LANG, else the locale (`vi…` means Vietnamese), else English."""
    given = _given_language(arguments) or environment("CTRACK_LANG")
    if given in LANGUAGES:
        return given
    locale = environment("LC_ALL") or environment("LC_MESSAGES") or environment("LANG") or ""
    return "vi" if locale.lower().startswith("vi") else "en"


def _given_language(arguments: Sequence[str]) -> str | None:
    for argument, following in pairwise([*arguments, ""]):
        if argument == "--lang":
            return following
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None
