"""`fmt` over real files in any layout: no fact changes, no comment is lost, and a second run changes nothing."""

from __future__ import annotations

import os
import random
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, RootModel

from ctrack.store.format import formatted
from ctrack.store.locate import list_files
from ctrack.store.read import read_contents
from tests.support import TRACKER, UNITS, write_tracker

if TYPE_CHECKING:
    from tests.conftest import Run

DATA = Path(__file__).parents[2] / "data"
FILES = {file.name: (file.kind, (DATA / file.name).read_text(encoding="utf-8")) for file in list_files(DATA)}
COMMENT = re.compile(r"(?:^|\s)#.*", re.MULTILINE)


def indented(text: str, chance: random.Random) -> str:
    """Indent with another width, dashes included."""
    width = chance.choice([2, 3, 4])
    return "\n".join(_wider(line, width) for line in text.split("\n"))


def _wider(line: str, width: int) -> str:
    bare = line.lstrip(" ")
    dashed = f"-{' ' * (width - 1)}{bare[2:]}" if bare.startswith("- ") else bare
    return " " * (width * (len(line) - len(bare)) // 2) + dashed


def spaced(text: str, chance: random.Random) -> str:
    """Put spaces behind colons of keys and at line ends, where they change nothing."""
    lines = text.split("\n")
    mended = (re.sub(r"^( *(?:- )?[a-z_]+:) (?=\S)", rf"\1{' ' * chance.randint(1, 4)}", line) for line in lines)
    return "\n".join(f"{line}{' ' * chance.choice([0, 0, 2])}" for line in mended)


def commented(text: str, chance: random.Random) -> str:
    """Put comments and blank lines between the lines of a file's top level."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        if re.match(r"[a-z]", line) and chance.random() < 0.3:
            lines += chance.choice([[""], [f"# remark {number}"], ["", f"# remark {number}", ""]])
        lines.append(line)
    return "\n".join(lines)


def dumped(text: str, chance: random.Random) -> str:
    """Write the same facts as another program does, comments lost."""
    style = chance.choice([True, False, None])
    return yaml.safe_dump(
        yaml.load(text, yaml.BaseLoader),  # noqa: S506 - everything is text
        allow_unicode=True,
        default_flow_style=style,
        indent=chance.choice([2, 4]),
        width=chance.choice([40, 80, 1000]),
        sort_keys=False,
    )


def shuffled(text: str, chance: random.Random) -> str:
    """Put the entries of a codelist in another order."""
    entries = re.split(r"(?m)^(?=[a-z0-9-]+:)", text)
    head, rest = entries[0], entries[1:]
    chance.shuffle(rest)
    return head + "".join(rest)


def facts(name: str, kind: str, text: str) -> object:
    """Give the record of one file, without its places; the order of figures of different periods is free."""
    given_files = {"tracker.yaml": ("tracker", TRACKER.encode()), name: (kind, text.encode())}
    reading = read_contents(given_files)
    (record,) = (file.record for file in reading.files if file.document.file == name)
    assert record is not None
    data = without_places(record)
    if kind == "district" and isinstance(data, dict):
        data["measurements"].sort(key=lambda entry: (entry["indicator"], entry["date"].last))
    return data


def without_places(data: object) -> Any:  # noqa: ANN401 - of any shape
    if isinstance(data, RootModel):
        return without_places(data.root)
    if isinstance(data, BaseModel):
        return {name: without_places(getattr(data, name)) for name in type(data).model_fields if name != "pointer"}
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items()}
    return [without_places(value) for value in data] if isinstance(data, tuple) else data


@given(
    st.sampled_from(sorted(FILES)), st.randoms(use_true_random=False), st.sampled_from(["\n", "\r\n"]), st.booleans()
)
def test_no_fact_changes_and_a_second_run_changes_nothing(
    name: str,
    chance: random.Random,
    line_end: str,
    has_mark: bool,
) -> None:
    kind, original = FILES[name]
    text = original
    for relay in (dumped, indented, spaced, commented):
        text = relay(text, chance) if chance.random() < 0.5 else text
    if kind in {"units", "sources", "agencies"} and "{" not in text[:1]:
        text = shuffled(text, chance)
    content = (("\ufeff" if has_mark else "") + text.replace("\n", line_end)).encode()

    result = formatted(name, kind, content)

    if not result.is_readable:
        return  # the new layout was no YAML, or other YAML
    after = result.content.decode()
    assert facts(name, kind, after.removeprefix("\ufeff")) == facts(name, kind, text)
    assert sorted(map(str.strip, COMMENT.findall(result.content.decode("utf-8-sig")))) == sorted(
        map(str.strip, COMMENT.findall(text))
    )
    assert formatted(name, kind, result.content).content == result.content
    assert after.startswith("\ufeff") == has_mark
    assert line_end == "\n" or "\n" not in after.replace("\r\n", "")


def test_most_layouts_of_the_property_can_be_laid_out() -> None:
    """The property would show nothing if its layouts were refused."""
    chance = random.Random(1)  # noqa: S311
    results = [
        formatted(name, kind, relay(text, chance).encode())
        for name, (kind, text) in sorted(FILES.items())
        for relay in (indented, spaced, commented, dumped)
    ]
    assert sum(result.is_readable and result.is_known for result in results) > 0.9 * len(results)


def test_check_writes_nothing_and_fails(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "b:   {title: B}\na: {title: A}\n"})
    before = (tmp_path / "sources.yaml").read_bytes()

    found = ctrack("fmt", "--check", cwd=tmp_path)
    assert (found.returncode, found.stdout.decode()) == (1, f"would change {tmp_path / 'sources.yaml'}\n")
    assert (tmp_path / "sources.yaml").read_bytes() == before

    assert ctrack("fmt", cwd=tmp_path).returncode == 0
    assert (tmp_path / "sources.yaml").read_text() == "a: {title: A}\nb: {title: B}\n"
    assert ctrack("fmt", cwd=tmp_path).stdout == b""
    assert ctrack("fmt", "--check", cwd=tmp_path).returncode == 0


def test_only_the_files_that_are_named(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "b:   {title: B}\n", "agencies.yaml": "b:   {name: B}\n"})

    assert ctrack("fmt", "sources.yaml", cwd=tmp_path).returncode == 0

    assert (tmp_path / "sources.yaml").read_text() == "b: {title: B}\n"
    assert (tmp_path / "agencies.yaml").read_text() == "b:   {name: B}\n"


def test_a_file_that_cannot_be_read_stops_no_other(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"agencies.yaml": "a: [\n", "sources.yaml": "b:   {title: B}\n"})

    found = ctrack("fmt", cwd=tmp_path)

    assert found.returncode == 1
    assert b"agencies.yaml:1:4: error[CT001]" in found.stderr
    assert (tmp_path / "agencies.yaml").read_text() == "a: [\n"
    assert (tmp_path / "sources.yaml").read_text() == "b: {title: B}\n"


def test_mode_and_links_stay(ctrack: Run, tmp_path: Path) -> None:
    tracker = write_tracker(tmp_path / "data", {})
    real = tmp_path / "elsewhere.yaml"
    real.write_text("b:   {title: B}\n")
    real.chmod(0o640)
    (tracker / "sources.yaml").symlink_to(real)

    assert ctrack("fmt", cwd=tmp_path).returncode == 0

    assert (tracker / "sources.yaml").is_symlink()
    assert (real.read_text(), stat.S_IMODE(real.stat().st_mode)) == ("b: {title: B}\n", 0o640)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data", "elsewhere.yaml"]
    assert sorted(path.name for path in tracker.iterdir()) == ["sources.yaml", "tracker.yaml", "units.yaml"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "b:   {title: B}\n"})
    tmp_path.chmod(0o555)
    try:
        found = ctrack("fmt", cwd=tmp_path)
    finally:
        tmp_path.chmod(0o755)
    assert found.returncode == 3
    assert b"cannot be written" in found.stderr


def test_the_units_of_tests_are_canonical() -> None:
    assert formatted("units.yaml", "units", UNITS.encode()).content == UNITS.encode()
