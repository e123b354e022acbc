"""Start-up times as multiples of an empty Python: `python benchmarks/startup.py [ROUNDS]`.

Each round runs every command once, in turn with `python -c pass`, so that a machine whose speed drifts does not
distort the ratios. Prints the median of the ratios.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
CTRACK = str(Path(sysconfig.get_path("scripts")) / "ctrack")
EMPTY = (sys.executable, "-c", "pass")
COMMANDS = {
    "ctrack --version": (CTRACK, "--version"),
    "ctrack --help": (CTRACK, "--help"),
    "ctrack status --program 03 (json)": (CTRACK, "status", "--program", "03", "--format", "json"),
    "ctrack status --program 03 (table)": (CTRACK, "status", "--program", "03"),
    "ctrack status (table)": (CTRACK, "status"),
}


def seconds(command: tuple[str, ...]) -> float:
    """Run a command once; gives wall-clock seconds."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    ratios: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in (EMPTY, *COMMANDS.values()):
        seconds(command)
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            ratios[name].append(seconds(command) / seconds(EMPTY))
    print(f"{'command':<38}{'x python -c pass':>18}")
    for name, measured in ratios.items():
        print(f"{name:<38}{statistics.median(measured):>18.1f}")


if __name__ == "__main__":
    main()
