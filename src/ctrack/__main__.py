"""The way in: `ctrack` and `python -m ctrack`. What needs no library is answered before any is imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    if sys.argv[1:] == ["--version"]:
        from ctrack import __version__  # noqa: PLC0415

        sys.stdout.write(f"ctrack {__version__}\n")
        return
    if sys.argv[1:2] == ["__complete"]:
        from ctrack.cli.completing import main as complete  # noqa: PLC0415

        complete(sys.argv[2:])
        return
    from ctrack.cli.run import run  # noqa: PLC0415

    sys.exit(run(sys.argv))


if __name__ == "__main__":
    main()
