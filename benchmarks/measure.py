"""Runs commands in turn with others that they are compared with: medians of the ratios, and peak memory."""

from __future__ import annotations

import os
import pty
import shlex
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import termios
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Words = Sequence[str]

CTRACK = str(Path(sysconfig.get_path("scripts")) / "ctrack")
SPAWN = (sys.executable, "-I", "-S", str(Path(__file__).with_name("spawn.py")))


@dataclass(frozen=True)
class Place:
    """Where commands run: the folder, and a cache of their own."""

    folder: Path
    cache: Path


@dataclass(frozen=True)
class Command:
    """What is measured: processes one after the other, which may differ from round to round."""

    name: str
    processes: Callable[[int], Sequence[Words]]
    code: int = 0
    is_anew: bool = False
    is_on_terminal: bool = False


def always(*processes: Words) -> Callable[[int], Sequence[Words]]:
    """Run the same processes in each round."""
    return lambda _: processes


EMPTY = Command("`python -c pass`", always((sys.executable, "-c", "pass")))


class Cost(NamedTuple):
    """What one run cost: seconds, and the bytes of its largest process."""

    seconds: float
    peak: int


@dataclass
class Measured:
    """What a command cost in all rounds: its times as multiples of each base, and its peak memory."""

    ratios: dict[Command, list[float]] = field(default_factory=dict)
    peak: int = 0

    def add(self, cost: Cost, bases: dict[Command, Cost]) -> None:
        """Add a round."""
        self.peak = max(self.peak, cost.peak)
        for base, beside in bases.items():
            self.ratios.setdefault(base, []).append(cost.seconds / beside.seconds)

    def times(self, base: Command) -> float:
        """Give the median of the multiples of a base."""
        return statistics.median(self.ratios[base])


def measure(
    commands: Sequence[Command], bases: Sequence[Command], place: Place, rounds: int
) -> dict[Command, Measured]:
    """Run each command once a round, each right after the bases."""
    measured = {command: Measured() for command in commands}
    for number in range(rounds):
        for command in commands:
            beside = {base: run(base, place, number) for base in bases}
            cost = run(command, place, number)
            measured[command].add(cost, beside)
            say(f"  round {number + 1} of {rounds}: {cost.seconds:8.3f} s {cost.peak / 2**20:7.1f} MiB  {command.name}")
    return measured


def say(line: str) -> None:
    """Tell how far it is."""
    print(line, file=sys.stderr, flush=True)


def run(command: Command, place: Place, number: int = -1) -> Cost:
    """Run a command as it is in a round."""
    costs = [_process(words, command, place) for words in command.processes(number)]
    return Cost(sum(cost.seconds for cost in costs), max(cost.peak for cost in costs))


def _process(words: Words, command: Command, place: Place) -> Cost:
    """Run one process; ends the benchmark unless its exit code is the one expected."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as told, tempfile.TemporaryFile() as printed:
        with _terminal(printed) if command.is_on_terminal else nullcontext(printed.fileno()) as out:
            _spawn([*SPAWN, str(writing), *words], writing, out, command, place)
        seconds, kibibytes, code = told.read().split()
        if int(code) != command.code:
            printed.seek(0)
            message = f"exit code {code}: {shlex.join(words)}\n{printed.read().decode(errors='replace')[-4000:]}"
            raise SystemExit(message)
    return Cost(float(seconds), int(kibibytes) * 1024)


def _spawn(words: Words, writing: int, out: int, command: Command, place: Place) -> None:
    """Start the small process that starts the one measured, and wait for it."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm", "XDG_CACHE_HOME": str(place.cache)}
    if command.is_anew:
        environment["CTRACK_NO_CACHE"] = "1"
    try:
        subprocess.run(
            words,
            cwd=place.folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            pass_fds=(writing,),
            check=True,
        )
    finally:
        os.close(writing)


@contextmanager
def _terminal(printed: IO[bytes]) -> Iterator[int]:
    """Give a terminal of 80 columns, and keep what is printed on it."""
    screen, end = pty.openpty()
    termios.tcsetwinsize(end, (24, 80))
    reader = Thread(target=_read, args=(screen, printed))
    reader.start()
    try:
        yield end
    finally:
        os.close(end)
        reader.join()
        os.close(screen)


def _read(screen: int, printed: IO[bytes]) -> None:
    """Read a terminal until its other end is closed, which Linux tells as an error."""
    with suppress(OSError):
        while got := os.read(screen, 2**16):
            printed.write(got)
