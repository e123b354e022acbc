"""A page as GitHub-flavoured Markdown, in which data is only text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctrack.render.page import Cell, Code, Heading, Listing, Page, Paragraph, Table, text_of

if TYPE_CHECKING:
    from ctrack.render.page import Block

_ADDRESS = re.compile(r"(https?://[^\s<>|\\\x00-\x20]*[\w/=#])")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_TRIGGER = re.compile(r"@|:(?=[\w+-]+:)|\bwww(?=\.)|\bGH(?=-\d)", re.IGNORECASE)
WORD_JOINER = "\u2060"
"""Cannot be seen, and keeps a mention, an emoji name or a bare address from being one."""

_BLOCK_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def escape(text: str) -> str:
    """Make `text` mean nothing but itself: no markup, no mention, no reference, no link."""
    return _BLOCK_START.sub(lambda match: f"{match[1]}\\{match[2]}", _escape_words(text))


def escape_but_link(text: str) -> str:
    """Make `text` mean nothing but itself, and its web addresses links, kept whole."""
    parts = _ADDRESS.split(text)
    parts[::2] = map(_escape_words, parts[::2])
    parts[1::2] = (f"<{address}>" for address in parts[1::2])
    return _BLOCK_START.sub(lambda match: f"{match[1]}\\{match[2]}", "".join(parts))


def _escape_words(text: str) -> str:
    return _TRIGGER.sub(lambda match: f"{match[0]}{WORD_JOINER}", _SPECIAL.sub(r"\\\1", text))


def to_markdown(page: Page) -> str:
    """Write a page."""
    return "\n\n".join(part for block in page.blocks if (part := _block(block))) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape(block.text)}"
        case Paragraph():
            return escape_but_link(block.text)
        case Listing():
            return "\n".join(f"- **{escape(name)}** {escape_but_link(meaning)}" for name, meaning in block.items)
        case Code():
            return f"```{block.language}\n{block.text.rstrip()}\n```"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    heading = _line([escape(column.heading) for column in table.columns])
    rule = _line(["--:" if column.align == "right" else "---" for column in table.columns])
    return "\n".join([heading, rule, *(_line([_field(content) for content in row]) for row in table.rows)])


def _field(content: Cell) -> str:
    return escape_but_link(text_of(content).strip()).replace("\n", "<br>")


def _line(fields: list[str]) -> str:
    return f"| {' | '.join(fields)} |"
