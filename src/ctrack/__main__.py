"""The way in: `ctrack` and `python -m ctrack`. What needs no library is answered before any is imported."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and end with its code.

    It ends at once: taking what was made apart object by object takes a while, and nobody needs the room.
    """
    try:
        code = command()
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except OSError as error:
        from ctrack.cli.run import cannot_write  # noqa: PLC0415

        code = cannot_write(error)
    os._exit(code)


def command() -> int:
    """Run the command line; gives the exit code."""
    if sys.argv[1:] == ["--version"]:
        from ctrack import __version__  # noqa: PLC0415

        print(f"ctrack {__version__}")  # noqa: T201 - which says nothing where output is closed
        return 0
    from ctrack.cli.answers import answer  # noqa: PLC0415

    return answer(sys.argv, _run)


def _run(argv: Sequence[str]) -> int:
    """Answer anew; gives the exit code."""
    if argv[1:2] == ["__complete"]:
        from ctrack.cli.completing import main as complete  # noqa: PLC0415

        complete(argv[2:])
        return 0
    from ctrack.cli.run import run  # noqa: PLC0415

    return run(argv)


if __name__ == "__main__":
    main()
