"""`ctrack validate` beside what else reads YAML in CI: `python benchmarks/validate.py [MEASUREMENTS [ROUNDS]]`.

Makes a tracker of the given size (10,000 unless told), installs yamllint and check-jsonschema into an environment of
their own, and runs each as a cold process on the same files, in turn, so that a drifting machine does not distort the
ratios. Prints medians as multiples of an empty Python, and peak memory.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from pathlib import Path

CTRACK = str(Path(sysconfig.get_path("scripts")) / "ctrack")
PEERS = ("yamllint", "check-jsonschema")
DISTRICTS = 30
PROGRAMMES = 10
PERIODS = [f"{year}-{month:02}" for year in range(2021, 2026) for month in range(1, 13)]
YAMLLINT = "{extends: relaxed, rules: {document-start: disable, line-length: disable}}"
SCAN = """
import sys, yaml
for name in sys.argv[1:]:
    for event in yaml.parse(open(name, "rb"), yaml.CSafeLoader):
        pass
"""
LOAD = SCAN.replace("for event in yaml.parse", "for _ in yaml.load_all")


def make_tracker(folder: Path, measurements: int) -> None:
    """Write a clean tracker: ten programmes, thirty districts that report every indicator."""
    indicators = max(1, round(measurements / (DISTRICTS * len(PERIODS) * PROGRAMMES)))
    periods = PERIODS[: max(1, min(len(PERIODS), round(measurements / (DISTRICTS * PROGRAMMES * indicators))))]
    (folder / "programs").mkdir(parents=True)
    (folder / "districts").mkdir()
    (folder / "tracker.yaml").write_text("title: Bộ theo dõi\nperiod: 2021..2025\n")
    (folder / "units.yaml").write_text("percent: {name: '%', min: 0, max: 100}\n")
    (folder / "sources.yaml").write_text("".join(f"nguon-{n}: {{title: Báo cáo {n}}}\n" for n in range(10, 60)))
    (folder / "agencies.yaml").write_text("so-xay-dung: {name: Sở Xây dựng}\n")
    codes = [f"{p:02}.{i:02}" for p in range(1, PROGRAMMES + 1) for i in range(1, indicators + 1)]
    for number in range(1, PROGRAMMES + 1):
        own = [code for code in codes if code.startswith(f"{number:02}.")]
        (folder / "programs" / f"{number:02}.yaml").write_text(programme(f"{number:02}", own))
    for number in range(DISTRICTS):
        lines = [figure(code, period, number) for code in codes for period in periods]
        head = f"name: Huyện số {number}\nkind: rural\nmeasurements:\n"
        (folder / "districts" / f"huyen-{number}.yaml").write_text(head + "".join(lines))


def programme(code: str, indicators: list[str]) -> str:
    """Write a programme whose indicators are measured in the districts."""
    head = f'code: "{code}"\ntitle: Chương trình {code}\nlead: so-xay-dung\nsource: nguon-10\nindicators:\n'
    return head + "".join(
        f'  - code: "{indicator}"\n    name: Tỷ lệ hộ dùng nước sạch, chỉ tiêu {indicator}\n    unit: percent\n'
        f"    targets:\n      - {{by: 2025, min: 90, districts: all}}\n"
        for indicator in indicators
    )


def figure(code: str, period: str, number: int) -> str:
    """Write one measurement."""
    value = 50 + (number * 7 + int(period[-2:])) % 40
    return f'  - {{indicator: "{code}", date: {period}, value: {value}.5, source: nguon-{10 + number}}}\n'


def peers(folder: Path) -> Path:
    """Install the others into an environment of their own; gives the folder of their programs."""
    environment = folder / "peers"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "pip", "install", "--quiet", *PEERS], check=True)
    return programs


def commands(tracker: Path, schemas: Path, programs: Path) -> dict[str, list[list[str]]]:
    """Give what is measured: each a list of processes, run one after the other."""
    files = {kind: sorted(map(str, tracker.glob(pattern))) for kind, pattern in KINDS.items()}
    everything = [name for names in files.values() for name in names]
    check = str(programs / "check-jsonschema")
    return {
        "ctrack validate": [[CTRACK, "validate", "--strict", "--no-cache", "--data", str(tracker)]],
        "ctrack validate, nothing changed": [[CTRACK, "validate", "--strict", "--data", str(tracker)]],
        "ctrack status": [[CTRACK, "status", "--no-cache", "--data", str(tracker)]],
        "yamllint": [[str(programs / "yamllint"), "-d", YAMLLINT, *everything]],
        "check-jsonschema, our schemas": [
            [check, "--schemafile", str(schemas / f"{kind}.json"), *names] for kind, names in files.items()
        ],
        "PyYAML's CSafeLoader": [[sys.executable, "-c", LOAD, *everything]],
        "libyaml's events, nothing else": [[sys.executable, "-c", SCAN, *everything]],
    }


KINDS = {
    "tracker": "tracker.yaml",
    "units": "units.yaml",
    "sources": "sources.yaml",
    "agencies": "agencies.yaml",
    "programme": "programs/*.yaml",
    "district": "districts/*.yaml",
}


def run(processes: list[list[str]], cache: Path) -> tuple[float, float]:
    """Run processes one after the other; gives seconds, and the largest one's peak memory in MiB."""
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(cache)}
    start, peak = time.perf_counter(), 0.0
    for command in processes:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            message = f"exit code {process.returncode}: {command}"
            raise SystemExit(message)
        peak = max(peak, usage.ru_maxrss / 1024)
    return time.perf_counter() - start, peak


def main() -> None:
    """Measure and print a table."""
    measurements = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5  # noqa: PLR2004 - the second argument
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_tracker(folder / "data", measurements)
        schemas = folder / "schemas"
        subprocess.run(
            [CTRACK, "schema", "--data", str(folder / "data"), "--write", str(schemas)], check=True, capture_output=True
        )
        measured = commands(folder / "data", schemas, peers(folder))
        ratios: dict[str, list[float]] = {name: [] for name in measured}
        peaks = dict.fromkeys(measured, 0.0)
        for _ in range(rounds):
            for each, processes in measured.items():
                empty, _ = run([[sys.executable, "-c", "pass"]], folder / "cache")
                seconds, peak = run(processes, folder / "cache")
                ratios[each].append(seconds / empty)
                peaks[each] = max(peaks[each], peak)
        size = sum(path.stat().st_size for path in (folder / "data").rglob("*.yaml"))
        print(f"{measurements} measurements, {size / 2**20:.1f} MiB, {rounds} rounds\n")
    print("| program | x `python -c pass` | x libyaml's events | peak memory |\n|---|--:|--:|--:|")
    scan = statistics.median(ratios["libyaml's events, nothing else"])
    for each, found in ratios.items():
        median = statistics.median(found)
        print(f"| {each} | {median:.0f} | {median / scan:.1f} | {peaks[each]:.0f} MiB |")


if __name__ == "__main__":
    main()
