"""Real files, damaged at random: reading them never fails, and what is not read is never passed over in silence.

`CTRACK_FUZZ=10000` makes a long run of it. A failure names the seed; `damaged(seed)` gives the same files again.
"""

from __future__ import annotations

import faulthandler
import os
import random
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from ctrack.dataset import CITY
from ctrack.findings import Severity
from ctrack.model.figures import Figures
from ctrack.model.kinds import MODELS
from ctrack.model.record import Record
from ctrack.store.load import UnreadableTrackerError, load_contents
from ctrack.store.parsing import read_document
from tests.support import read_as, validated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ctrack.dataset import Files
    from ctrack.store.load import Loaded

DATA = Path(__file__).parents[2] / "data"
NAMES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))
EXAMPLES = int(os.environ.get("CTRACK_FUZZ") or 150)
BATCHES = 15
HANG = 60
"""Seconds after which an example counts as hanging: far beyond what any should take."""

CHARACTERS: list[str] = [
    *":-#'\"{}[],&*!|>%@`?~<=\t\r\n\0\x07\x1b ",
    "\u00a0",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\u0301",
    "−",
    "１",
    "😀",
    "---\n",
    "<<: ",
    "&x ",
    "*x",
    "!!str ",
    "=======\n",
]


def flip_bytes(content: bytes, chance: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def put_in(content: bytes, chance: random.Random) -> bytes:
    text = content.decode(errors="replace")
    place = chance.randint(0, len(text))
    return (text[:place] + chance.choice(CHARACTERS) + text[place + chance.randint(0, 2) :]).encode()


def drop_characters(content: bytes, chance: random.Random) -> bytes:
    place = chance.randint(0, len(content))
    return content[:place] + content[place + chance.randint(1, 12) :]


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _lines(content: bytes) -> list[bytes]:
    return content.splitlines(keepends=True)


def drop_lines(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    place = chance.randrange(len(lines))
    del lines[place : place + chance.randint(1, 3)]
    return b"".join(lines)


def double_lines(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    place = chance.randrange(len(lines))
    some = lines[place : place + chance.randint(1, 5)]
    return b"".join([*lines[:place], *some, *lines[place:]])


def swap_lines(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def move_in(content: bytes, chance: random.Random) -> bytes:
    lines = _lines(content)
    place = chance.randrange(len(lines))
    lines[place] = b" " * chance.randint(1, 3) + lines[place] if chance.random() < 0.5 else lines[place].lstrip(b" -")
    return b"".join(lines)


def merge(content: bytes, chance: random.Random) -> bytes:
    other = (DATA / chance.choice(NAMES)).read_bytes()
    lines, others = _lines(content), _lines(other)
    place, start = chance.randint(0, len(lines)), chance.randrange(len(others))
    return b"".join([*lines[:place], *others[start:], *(lines[place:] if chance.random() < 0.5 else [])])


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    flip_bytes,
    put_in,
    put_in,
    drop_characters,
    cut_off,
    drop_lines,
    double_lines,
    swap_lines,
    move_in,
    merge,
]


class Damaged(NamedTuple):
    """A tracker with one file that is not as it was."""

    name: str
    files: dict[str, bytes]

    @property
    def content(self) -> bytes:
        return self.files[self.name]


def damaged(seed: int) -> Damaged:
    """Damage one file of the shipped data in one to three ways."""
    chance = random.Random(seed)  # noqa: S311 - the same files for the same seed
    files = {name: (DATA / name).read_bytes() for name in NAMES}
    name = chance.choice(NAMES)
    for _ in range(chance.randint(1, 3)):
        files[name] = chance.choice(MUTATIONS)(files[name], chance) if files[name] else b"x"
    return Damaged(name, files)


@contextmanager
def guarded(note: Path, seed: int) -> Iterator[None]:
    """End the process, which fails the test, where an example hangs; `note` then tells its seed and where it was."""
    with note.open("w", encoding="utf-8") as file:
        file.write(f"seed {seed}\n")
        file.flush()
        faulthandler.dump_traceback_later(HANG, exit=True, file=file)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


def written(content: bytes) -> int | None:
    """Count the values of a file with another YAML reader; nothing where that one gives up."""
    try:
        return _leaves(yaml.load(content, Loader=yaml.CBaseLoader))  # noqa: S506 - it makes nothing but text
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError):
        return None


def _leaves(node: object) -> int:
    if isinstance(node, dict):
        return sum(map(_leaves, node.values()))
    return sum(map(_leaves, node)) if isinstance(node, list) else 1


def read(record: object) -> int:
    """Count the values that reached the records of a file."""
    if isinstance(record, Record):
        return sum(read(value) for name, value in vars(record).items() if name != "pointer")
    if isinstance(record, dict):
        return sum(map(read, record.values()))
    is_list = isinstance(record, tuple | Figures) and not hasattr(record, "_fields")
    return sum(map(read, record)) if is_list and isinstance(record, tuple | Figures) else 1


def record_of(files: Files, name: str) -> object:
    """Give the record that a file became."""
    stem = name.rpartition("/")[2].removesuffix(".yaml")
    match read_as(name):
        case "programme":
            return next((programme for programme in files.programmes if programme.pointer[0] == name), ())
        case "district":
            return files.districts.get(stem, ())
        case "tracker":
            return files.tracker
        case kind:
            return getattr(files, kind)


def loaded(files: dict[str, bytes]) -> Loaded | None:
    """Read a tracker; nothing when its own file is beyond use."""
    try:
        return load_contents({name: (read_as(name), content) for name, content in files.items()})
    except UnreadableTrackerError:
        return None


def has_error(case: Damaged) -> bool:
    """Tell whether the file's reader or shape is told to be wrong: errors of other families say nothing of that."""
    found = validated(dict(case.files)).findings
    return any(
        item.severity is Severity.ERROR
        and item.position.file == case.name
        and item.finding.rule.startswith(("CT0", "CT1"))
        for item in found
    )


def problem(case: Damaged) -> str | None:
    """Say what went unnoticed."""
    is_told = has_error(case)
    document = read_document(case.name, case.content)
    if document.root is None:
        return None if is_told else "a file that cannot be read has no error"
    tracker = loaded(case.files)
    if tracker is None:
        return None if is_told else "a tracker that cannot be used has no error"
    count, expected = read(record_of(tracker.dataset.files, case.name)), written(case.content)
    is_whole = expected is None or count == expected
    return None if is_told or is_whole else f"{expected} values in the file, {count} read, and no error"


def test_every_value_of_the_undamaged_files_is_read() -> None:
    tracker = loaded({name: (DATA / name).read_bytes() for name in NAMES})

    assert tracker is not None
    counts = {
        name: (read(record_of(tracker.dataset.files, name)), written((DATA / name).read_bytes())) for name in NAMES
    }
    assert {name: count for name, count in counts.items() if count[0] != count[1]} == {}


def test_a_value_that_is_left_out_is_missed_by_the_count() -> None:
    content = (DATA / "programs/04.yaml").read_bytes()
    text = content.replace(b"value:", b"value: x", 1)
    tracker = loaded({name: (DATA / name).read_bytes() for name in NAMES} | {"programs/04.yaml": text})

    assert tracker is not None
    assert read(record_of(tracker.dataset.files, "programs/04.yaml")) != written(text)


def test_the_files_damaged_are_of_every_kind() -> None:
    assert {read_as(name) for name in NAMES} == set(MODELS)
    assert f"districts/{CITY}.yaml" not in NAMES


@pytest.mark.parametrize("batch", range(BATCHES))
def test_nothing_is_passed_over_in_silence(batch: int, tmp_path: Path) -> None:
    unnoticed = {}
    for seed in range(batch, EXAMPLES, BATCHES):
        case = damaged(seed)
        with guarded(tmp_path / "hanging.txt", seed):
            try:
                found = problem(case)
            except Exception as error:
                error.add_note(f"seed {seed}, {case.name}")
                raise
        if found:
            unnoticed[seed] = f"{case.name}: {found}"

    assert unnoticed == {}
