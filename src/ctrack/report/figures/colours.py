"""The colours of charts: on light paper as they stand here, on a screen by the names that a page's style gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.render.page import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

INK = "#1b1f24"
MUTED = "#59636e"
RULE = "#d3d9df"
PAPER = "#ffffff"
VALUE = "#0b4f8a"
VALUE_SOFT = "#a9c8e6"
TARGET = "#a8172a"
GOOD = "#176b30"
FAIR = "#8a5a00"
FAIR_SOFT = "#f3d89b"
BAD = "#b3261e"

NAMES: Mapping[str, str] = {
    INK: "ink",
    MUTED: "muted",
    RULE: "rule",
    PAPER: "paper",
    VALUE: "value",
    VALUE_SOFT: "value-soft",
    TARGET: "target",
    GOOD: "good",
    FAIR: "fair",
    FAIR_SOFT: "fair-soft",
    BAD: "bad",
}

TONES: Mapping[Tone, tuple[str, str, str]] = {
    Tone.PLAIN: (VALUE_SOFT, VALUE, "-"),
    Tone.STRONG: (VALUE, VALUE, "-"),
    Tone.GOOD: (GOOD, GOOD, "-"),
    Tone.FAIR: (FAIR_SOFT, FAIR, "-"),
    Tone.BAD: (PAPER, BAD, "--"),
    Tone.MUTED: (PAPER, MUTED, ":"),
}
"""What fills a bar, what goes round it, and how: without colours a bar is full, half full or empty."""


def on_screen(colour: str) -> str:
    """Name a colour for a page that may be light or dark; alone it is the light one."""
    return f"var(--{NAMES[colour]},{colour})"
