"""Markdown tables, and their place in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BEGIN = "<!-- tables: begin -->\n"
END = "<!-- tables: end -->\n"
TEN = 10


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table: the first column is text, the others are numbers."""
    first, *others = (f"| {' | '.join(cells)} |" for cells in [head, *rows])
    return "\n".join([first, f"|---{'|--:' * (len(head) - 1)}|", *others])


def short(number: float) -> str:
    """Write two digits that count, more only before the point."""
    return f"{number:,.0f}" if abs(number) >= TEN else f"{number:.1f}" if abs(number) >= 1 else f"{number:.2f}"


def write(page: Path, tables: str) -> None:
    """Put the tables between the marks of a page."""
    before, begin, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"{page} has no marks for the tables"
        raise SystemExit(message)
    page.write_text(f"{before}{begin}\n{tables}\n\n{end}{after}", encoding="utf-8")
