"""How far a long work is: a bar on standard error, where that is a terminal and the work takes over a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

Item = TypeVar("Item")

PATIENCE = 1.0
"""So many seconds nothing is shown."""


def followed(items: Collection[Item], doing: str) -> Iterator[Item]:
    """Go through `items`, and show how far that is, once it takes long; `doing` says what is done."""
    if sys.__stderr__ is None or not sys.__stderr__.isatty():
        yield from items
        return
    begun = time.monotonic()
    remaining = iter(items)
    for done, item in enumerate(remaining):
        yield item
        if time.monotonic() - begun > PATIENCE:
            yield from _shown(remaining, doing, done + 1, len(items))


def _shown(remaining: Iterator[Item], doing: str, done: int, total: int) -> Iterator[Item]:
    # the process's own stream: what is shown here is no part of an answer, which may be kept
    from rich.console import Console  # noqa: PLC0415 - only a long work pays for it
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(file=sys.__stderr__), transient=True) as progress:
        task = progress.add_task(doing, total=total, completed=done)
        for item in remaining:
            yield item
            progress.advance(task)
