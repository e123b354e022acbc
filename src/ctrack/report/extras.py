"""Packages that only reports need: not everyone has them, and who lacks one is told how to get it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from ctrack.errors import CannotRunError
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def needed(package: str) -> Iterator[None]:
    """Import within; raises CannotRunError where `package` is not installed."""
    try:
        yield
    except ImportError:
        message = Message(N_("this report needs the package {package}, which is not installed"), {"package": package})
        raise CannotRunError(message, Message(N_("pip install 'ctrack[report]'"))) from None
