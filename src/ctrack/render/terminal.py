"""A page for a terminal, or for a pipe that wants the same as plain text. Only here: rich.

Data reaches rich as `Text`, never as markup, and the console is told not to look for emoji, links or numbers.
"""

from __future__ import annotations

import textwrap
from io import StringIO
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from ctrack.render.page import CODE_INDENT, Cell, Code, Heading, Listing, Page, Paragraph, Table, Tone, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctrack.render.page import Block

STYLES: Mapping[Tone, str] = {
    Tone.PLAIN: "",
    Tone.GOOD: "green",
    Tone.FAIR: "yellow",
    Tone.BAD: "red",
    Tone.MUTED: "bright_black",
    Tone.STRONG: "bold",
}
UNLIMITED = 10_000
LEAST_WRAPPED = 12
"""No column of names is made narrower than this."""

_HEIGHT = 100
_ASCII_RULE = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)


def to_text(page: Page, width: int | None, *, color: bool, ascii_only: bool) -> str:
    """Write a page `width` columns wide; without a width nothing is wrapped."""
    out = StringIO()
    console = Console(
        file=out,
        width=width or UNLIMITED,
        height=_HEIGHT,
        force_terminal=color,
        color_system="standard" if color else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
        _environ={},
    )
    for number, block in enumerate(page.blocks):
        for part in _parts(block, width, ascii_only=ascii_only):
            if number and _stands_apart(block):
                console.print()
            _print(console, part)
    lines = out.getvalue().splitlines()
    return "".join(f"{line.rstrip() if not color else line}\n" for line in lines)


def _print(console: Console, part: Text | RichTable) -> None:
    """Print a part whole: a table that cannot be made narrow enough runs over the edge, it is never cut."""
    asked = console.width
    if isinstance(part, RichTable):
        gaps = sum(part.padding) * (len(part.columns) - 1) + len(part.columns) - 1
        console.width = max(asked, sum(column.min_width or 0 for column in part.columns) + gaps)
    console.print(part, crop=False, soft_wrap=isinstance(part, Text))
    console.width = asked


def _stands_apart(block: Block) -> bool:
    return not isinstance(block, Paragraph)


def _parts(block: Block, width: int | None, *, ascii_only: bool) -> Iterator[Text | RichTable]:
    match block:
        case Heading():
            yield Text(_filled(block.text, width), "bold")
        case Paragraph():
            yield Text(_filled(block.text, width), STYLES[block.tone])
        case Listing() if block.items:
            yield Text("\n".join(_items(block, width)), STYLES[block.tone])
        case Code():
            yield Text(textwrap.indent(block.text.rstrip(), " " * CODE_INDENT))
        case Table():
            yield _table(block, ascii_only=ascii_only)


def _filled(text: str, width: int | None, indent: str = "") -> str:
    """Wrap a text; words that are longer than a line, such as addresses, are left whole."""
    if width is None:
        return text
    return textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _items(block: Listing, width: int | None) -> Iterator[str]:
    column = max(len(name) for name, _ in block.items) + 2
    return (_filled(f"{name:<{column}}{meaning}", width, " " * column) for name, meaning in block.items)


def _table(table: Table, *, ascii_only: bool) -> RichTable:
    shown = RichTable(
        box=_ASCII_RULE if ascii_only else box.SIMPLE_HEAD,
        show_edge=False,
        pad_edge=False,
        padding=(0, 1, 0, 0),
        header_style="bold",
    )
    is_stacked = any("\n" in piece.text for row in table.rows for content in row for piece in content)
    for number, column in enumerate(table.columns):
        natural = max(map(_width, [column.heading, *(text_of(row[number]) for row in table.rows)]))
        shown.add_column(
            Text(column.heading),
            justify=column.align,
            no_wrap=not column.wrap,
            overflow="fold",
            min_width=min(natural, LEAST_WRAPPED) if column.wrap else natural,
        )
    for number, row in enumerate(table.rows):
        has_gap = is_stacked and number < len(table.rows) - 1
        shown.add_row(*(_text(content) for content in row))
        if has_gap:
            shown.add_row(*("" for _ in row))
    return shown


def _width(text: str) -> int:
    return max(map(cell_len, text.split("\n")))


def _text(content: Cell) -> Text:
    text = Text()
    for piece in content:
        text.append(piece.text, STYLES[piece.tone] or None)
    return text
