"""libyaml and ruamel.yaml read the same text at the same places, so the quick one may stand in for the judge.

They are known to differ on anchors, aliases and tags, which the format does not allow, and on tabs as white space inside
a line, which YAML allows and ruamel.yaml refuses.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ctrack.checks.text import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[2] / "data"
Seen = tuple[str, object, bool, int, int]


def essence(events: Iterable[object]) -> list[Seen]:
    """List the events: their kind, text, whether plain, and where they begin and end.

    An empty plain scalar has no place of its own: the one parser gives it that of the colon, the other of what follows.
    """
    return [_seen(event) for event in events if type(event).__name__ in SHOWN]


SHOWN = {"ScalarEvent", "MappingStartEvent", "SequenceStartEvent"}


def _seen(event: Any) -> Seen:  # noqa: ANN401 - either library's event
    value, plain = getattr(event, "value", None), not getattr(event, "style", None)
    start, end = (0, 0) if value == "" and plain else (event.start_mark.index, event.end_mark.index)
    return type(event).__name__, value, plain, start, end


def quick(text: str) -> list[Seen] | None:
    try:
        return essence(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return None


def judge(text: str) -> list[Seen] | None:
    try:
        return essence(YAML(typ="safe", pure=True).parse(text))
    except YAMLError:
        return None


SCALARS = st.one_of(
    st.text(alphabet="aăâđêô 0123456789.,-:#'\"%@", max_size=12),
    st.sampled_from(
        [
            "03",
            "no",
            "12:30",
            "1_000",
            "~",
            "null",
            "2022-04-07",
            "30.820",
            "Tỷ lệ",
            "😀 e\u0301",
            "",
            "a # b",
            "x: y",
            "- z",
        ]
    ),
)
KEYS = st.sampled_from(["code", "name", "title", "note", "value", "of", "date", "source"])
ENDINGS = st.sampled_from(["\n", "\r\n"])


def quoted(text: str, style: str) -> str:
    """Write a scalar plain, in either quotes, or as a block."""
    match style:
        case "single":
            return "'" + text.replace("'", "''") + "'"
        case "double":
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case "literal":
            return f"|\n          {text}x\n          more"
        case "folded":
            return f">-\n          {text}x\n          more"
    return text


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of our subset, mostly well formed: block and flow, all styles of scalars, comments, both line ends."""
    lines: list[str] = draw(st.sampled_from([[], ["# a comment"], ["---"]])).copy()
    for _ in range(draw(st.integers(1, 4))):
        lines.append(f"{draw(KEYS)}:")
        for _ in range(draw(st.integers(1, 3))):
            shape = draw(st.sampled_from(["flow", "block", "scalar", "list"]))
            style = draw(st.sampled_from(["plain", "plain", "single", "double", "literal", "folded"]))
            scalar = quoted(draw(SCALARS), style)
            flat = quoted(draw(SCALARS), draw(st.sampled_from(["plain", "single", "double"])))
            match shape:
                case "flow":
                    lines.append(f"    - {{{draw(KEYS)}: {flat}, {draw(KEYS)}: [{flat}, x]}}")
                case "block":
                    lines += [f"    - {draw(KEYS)}: {scalar}", f"      {draw(KEYS)}: {flat} # why"]
                case "list":
                    lines.append(f"    - [{flat}]")
                case _:
                    lines.append(f"    - {scalar}")
        if draw(st.booleans()):
            lines += ["", "# between"]
    return draw(ENDINGS).join("\n".join(lines).split("\n")) + draw(st.sampled_from(["", "\n"]))


@settings(max_examples=400, deadline=None)
@given(files())
def test_both_read_the_same_text_and_the_same_positions(text: str) -> None:
    if INVISIBLE.search(text):
        return
    first, second = quick(text), judge(text)

    assert first is None or second is None or first == second


@settings(max_examples=400, deadline=None)
@given(files(), st.integers(0, 400), st.sampled_from(list(":#-'\"{}[], \n\tx?|>%@")), st.booleans())
def test_both_agree_on_files_with_a_slip(text: str, place: int, char: str, insert: bool) -> None:
    place = min(place, len(text))
    slipped = text[:place] + char + text[place + (not insert) :]
    first, second = quick(slipped), judge(slipped)

    assert first is None or second is None or first == second


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda path: path.name)
def test_both_read_the_shipped_data_alike(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert quick(text) == judge(text) is not None
