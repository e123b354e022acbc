"""Start-up: what people wait for at the prompt, on this repository's data, as multiples of an empty Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from measure import CTRACK, EMPTY, Command, Place, always, measure, run
from tables import short, table

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
COMPLETE = (CTRACK, "__complete", "bash", "district")
PROGRAMME = (CTRACK, "status", "--program", "03")


def _other_words(number: int) -> Sequence[Sequence[str]]:
    """Complete after words that no round had before."""
    return [(*COMPLETE, "--as-of", str(date(2024, 1, 2) + timedelta(number)), "Gia")]


SAME_WORDS = Command("completion of a district, the same words again", always((*COMPLETE, "Gia")))
OTHER_WORDS = Command("completion of a district, other words", _other_words)
COMMANDS = [
    Command("`ctrack --version`", always((CTRACK, "--version"))),
    Command("`ctrack --help`", always((CTRACK, "--help"))),
    Command("`ctrack status --program 03 --format json`", always((*PROGRAMME, "--format", "json"))),
    Command("`ctrack status --program 03`, a table on a terminal", always(PROGRAMME), is_on_terminal=True),
    Command("`ctrack status`", always((CTRACK, "status"))),
    Command("`ctrack validate`", always((CTRACK, "validate"))),
]
ANEW = {command: replace(command, name=f"{command.name}, anew", is_anew=True) for command in COMMANDS}


def report(work: Path, rounds: int) -> str:
    """Measure all of them; gives a table."""
    place = Place(ROOT, work / "cache")
    for command in [*COMMANDS, SAME_WORDS]:
        run(command, place)
    measured = measure([*COMMANDS, SAME_WORDS, OTHER_WORDS, *ANEW.values()], [EMPTY], place, rounds)
    times = {command: short(each.times(EMPTY)) for command, each in measured.items()}
    rows = [[command.name, times[command], times[anew]] for command, anew in ANEW.items()]
    rows += [[SAME_WORDS.name, times[SAME_WORDS], ""], [OTHER_WORDS.name, "", times[OTHER_WORDS]]]
    head = ["command", "× `python -c pass`, kept from before", "computed anew"]
    return f"### Start-up, this repository's data, rounds: {rounds}\n\n{table(head, rows)}"
