"""All that docs/speed.md tells, measured: `python benchmarks/run.py`; `--help` lists the options. For Linux.

Every command runs as a process of its own, in turn with what it is compared with, so that a machine whose speed drifts
does not distort the ratios. Tables go to stdout, how far it is to stderr.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import peers
import phases
import starts
import tables
from figures import figures
from growth import growth
from libyaml import scanner
from machine import machine
from measure import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


OFTEN = 4
"""A start takes little time, and is measured so many times as often as what reads many figures."""


class Options(argparse.Namespace):
    """What the command line says."""

    sizes: list[int]
    rounds: int
    peers: Path | None
    no_peers: bool
    peers_up_to: int
    write: Path | None


def at_least(least: int) -> Callable[[str], int]:
    """Read a number that is not smaller."""

    def number(text: str) -> int:
        if int(text) < least:
            message = f"{text} is less than {least:,}"
            raise argparse.ArgumentTypeError(message)
        return int(text)

    return number


def options() -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure ctrack beside other programs.")
    add = parser.add_argument
    add("--sizes", type=at_least(100), nargs="+", default=[1_000, 10_000, 100_000], help="measurements of the trackers")
    add(
        "--rounds",
        type=at_least(1),
        default=5,
        help="how often each command runs: starts four times as often, twice at most from 1,000,000 on",
    )
    add("--peers", type=Path, metavar="DIR", help="where the other programs are installed, or are from before")
    add("--no-peers", action="store_true", help="leave the other programs out; nothing is installed")
    add("--peers-up-to", type=int, default=10_000, metavar="N", help="the largest tracker that they check")
    add("--write", type=Path, metavar="PAGE", help="put the tables between the marks of this page, too")
    return parser.parse_args(namespace=Options())


def sections(given: Options, work: Path) -> Iterator[str]:
    """Measure part after part; gives the text of each."""
    others = None if given.no_peers else peers.install(given.peers or work / "peers")
    with_program = scanner(work)
    yield f"{machine(others.versions() if others else [])}."
    say("start-up")
    yield starts.report(work, OFTEN * given.rounds)
    yield f"libyaml's events are scanned by {with_program.kind}. {_about(others, given)}"
    found = []
    for size in sorted(set(given.sizes)):
        say(f"{size:,} measurements")
        asked = others if size <= given.peers_up_to else None
        found.append(figures(work / str(size), size, with_program, asked, given.rounds))
        yield found[-1].report()
    say("steps")
    own = {"this repository's data": starts.ROOT / "data"}
    yield phases.report(own | {f"{one.tracker.measurements:,}": one.tracker.folder for one in found}, given.rounds)
    if len(found) > 1:
        yield growth(found)


def _about(others: peers.Peers | None, given: Options) -> str:
    """Tell at how many measurements the other programs were run."""
    sizes = [f"{size:,}" for size in sorted(set(given.sizes)) if others and size <= given.peers_up_to]
    at = f"run at {' and '.join(sizes)} measurements" if sizes else "not run"
    return f"{', '.join(peers.NAMES)}: {at}."


def main() -> None:
    """Measure and print."""
    given, texts = options(), list[str]()
    with tempfile.TemporaryDirectory() as work:
        for text in sections(given, Path(work)):
            print(f"\n{text}" if texts else text, flush=True)
            texts.append(text)
    if given.write:
        tables.write(given.write, "\n\n".join(texts))


if __name__ == "__main__":
    main()
