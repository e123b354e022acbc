"""A page as GitHub-flavoured Markdown, in which data is only text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctrack.render.page import Cell, Code, Heading, Listing, Page, Paragraph, Table, text_of

if TYPE_CHECKING:
    from ctrack.render.page import Block

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")
_TRIGGER = re.compile(r"@|:(?=[\w+-]+:)|\bwww(?=\.)", re.IGNORECASE)
WORD_JOINER = "\u2060"
"""Cannot be seen, and keeps a mention, an emoji name or a bare address from being one."""

_BLOCK_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def escape(text: str) -> str:
    """Make `text` mean nothing but itself: no markup, no mention, no reference, no link."""
    escaped = _SPECIAL.sub(r"\\\1", text)
    escaped = _TRIGGER.sub(lambda match: f"{match[0]}{WORD_JOINER}", escaped)
    return _BLOCK_START.sub(lambda match: f"{match[1]}\\{match[2]}", escaped)


def to_markdown(page: Page) -> str:
    """Write a page."""
    return "\n\n".join(part for block in page.blocks if (part := _block(block))) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape(block.text)}"
        case Paragraph():
            return escape(block.text)
        case Listing():
            return "\n".join(f"- **{escape(name)}** {escape(meaning)}" for name, meaning in block.items)
        case Code():
            return f"```{block.language}\n{block.text.rstrip()}\n```"
        case Table():
            return _table(block)


def _table(table: Table) -> str:
    heading = _line([escape(column.heading) for column in table.columns])
    rule = _line(["--:" if column.align == "right" else "---" for column in table.columns])
    return "\n".join([heading, rule, *(_line([_field(content) for content in row]) for row in table.rows)])


def _field(content: Cell) -> str:
    return escape(text_of(content).strip()).replace("\n", "<br>")


def _line(fields: list[str]) -> str:
    return f"| {' | '.join(fields)} |"
