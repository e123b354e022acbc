"""Many figures: `validate` and `status` on trackers that grow, beside what else reads or checks the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import findings
import libyaml
from measure import CTRACK, EMPTY, Command, Measured, Place, always, measure, run
from tables import short, table
from trackers import make_tracker

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from libyaml import Scanner
    from peers import Peers
    from trackers import Tracker

UNCHANGED = "`ctrack validate`, nothing changed"
MANY = 1_000_000
ROUNDS_OF_MANY = 2


@dataclass(frozen=True)
class Figures:
    """What was measured on a tracker of one size, by the commands' names."""

    tracker: Tracker
    rounds: int
    scan: Command
    measured: dict[str, Measured]
    findings: str

    def report(self) -> str:
        """Show times, memory and what was found in the bad rows."""
        count, files = self.tracker.measurements, len(self.tracker.files)
        heading = (
            f"### {count:,} measurements in {files} files, {self.tracker.size / 2**20:.1f} MiB, rounds: {self.rounds}"
        )
        head = ["program", "× libyaml's events", "× `python -c pass`", "peak memory", "bytes a measurement"]
        return f"{heading}\n\n{table(head, [self._row(name) for name in self.measured])}\n\n{self.findings}"

    def _row(self, name: str) -> list[str]:
        each = self.measured[name]
        memory = (each.peak - self.measured[EMPTY.name].peak) / self.tracker.measurements
        times = [short(each.times(base)) for base in (self.scan, EMPTY)]
        return [name, *times, f"{each.peak / 2**20:.0f} MiB", f"{max(memory, 0):,.0f}"]


def figures(work: Path, measurements: int, scanner: Scanner, peers: Peers | None, rounds: int) -> Figures:
    """Make trackers of a size and measure everything on them."""
    work.mkdir()
    tracker, bad = make_tracker(work / "data", measurements), make_tracker(work / "bad", measurements, is_bad=True)
    found = findings.check(bad)
    rounds = min(rounds, ROUNDS_OF_MANY) if measurements >= MANY else rounds
    scan, place = libyaml.scan(scanner, tracker), Place(work, work / "cache")
    commands = [
        EMPTY,
        scan,
        *_own(tracker, bad),
        libyaml.load(tracker),
        *(peers.commands(tracker, work) if peers else []),
    ]
    run(next(command for command in commands if command.name == UNCHANGED), place)
    measured = measure(commands, [scan, EMPTY], place, rounds)
    return Figures(tracker, rounds, scan, {command.name: each for command, each in measured.items()}, found)


def _own(tracker: Tracker, bad: Tracker) -> list[Command]:
    """Give ctrack's own commands; what one keeps is there for the next."""
    validate, status = (_on(tracker, command) for command in ("validate", "status"))

    def edited(number: int) -> Sequence[Sequence[str]]:
        tracker.edit(number)
        return [validate]

    return [
        Command("`ctrack validate --strict`, computed anew", always((*validate, "--strict", "--no-cache"))),
        Command("`ctrack validate`, one figure edited", edited),
        Command(UNCHANGED, always(validate)),
        Command("`ctrack validate`, computed anew, bad rows", always((*_on(bad, "validate"), "--no-cache")), code=1),
        Command("`ctrack status`, computed anew", always((*status, "--no-cache"))),
    ]


def _on(tracker: Tracker, command: str) -> tuple[str, ...]:
    return (CTRACK, command, "--data", str(tracker.folder))
