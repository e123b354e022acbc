"""Start-up times as multiples of an empty Python: `python benchmarks/startup.py [ROUNDS]`.

Each round runs every command once, in turn with `python -c pass`, so that a machine whose speed drifts does not
distort the ratios. Prints the median of the ratios: with the answer kept from before, and computed anew.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CTRACK = str(Path(sysconfig.get_path("scripts")) / "ctrack")
EMPTY = (sys.executable, "-c", "pass")
DISTRICT = (CTRACK, "__complete", "bash", "district", "Gia")
COMMANDS = {
    "ctrack --version": (CTRACK, "--version"),
    "ctrack --help": (CTRACK, "--help"),
    "ctrack status --program 03 (json)": (CTRACK, "status", "--program", "03", "--format", "json"),
    "ctrack status --program 03 (table)": (CTRACK, "status", "--program", "03"),
    "ctrack status (table)": (CTRACK, "status"),
    "ctrack validate (text)": (CTRACK, "validate"),
    "completion of a district": DISTRICT,
}


def seconds(command: tuple[str, ...], cache: str = "", *, anew: bool = False) -> float:
    """Run a command once; gives wall-clock seconds."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": cache}
    if anew:
        environment["CTRACK_NO_CACHE"] = "1"
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ratios: dict[tuple[str, bool], list[float]] = {(name, anew): [] for name in COMMANDS for anew in (False, True)}
    with tempfile.TemporaryDirectory() as cache:
        for command in (EMPTY, *COMMANDS.values()):
            seconds(command, cache)
        for _ in range(rounds):
            for (name, anew), measured in ratios.items():
                measured.append(seconds(COMMANDS[name], cache, anew=anew) / seconds(EMPTY))
    print(f"{'command':<38}{'kept':>8}{'anew':>8}  x python -c pass")
    for name in COMMANDS:
        kept, fresh = (statistics.median(ratios[name, anew]) for anew in (False, True))
        print(f"{name:<38}{kept:>8.1f}{fresh:>8.1f}")


if __name__ == "__main__":
    main()
