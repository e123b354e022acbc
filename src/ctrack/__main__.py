"""The way in: `ctrack` and `python -m ctrack`. What needs no library is answered before any is imported."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from ctrack import __version__  # noqa: PLC0415

        sys.stdout.write(f"ctrack {__version__}\n")
        return
    from ctrack.cli.answers import answer  # noqa: PLC0415

    sys.exit(answer(sys.argv, _run))


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
