"""ctrack: an indicator tracker over plain YAML files."""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["Status", "Tracker", "__version__", "load"]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ctrack.api import Status, Tracker, load


def __getattr__(name: str) -> object:
    """Give what notebooks use only when it is asked for: the command line starts without it."""
    if name in __all__:
        from ctrack import api  # noqa: PLC0415

        return getattr(api, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
