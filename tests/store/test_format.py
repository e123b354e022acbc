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

from ctrack.errors import CannotRunError
from ctrack.model.figures import Figures
from ctrack.model.record import Record
from ctrack.store.format import formatted
from ctrack.store.locate import list_files
from ctrack.store.read import read_contents
from ctrack.store.write import replace_file
from tests.support import TRACKER, UNITS, read_as, write_tracker

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


def remarked(text: str, chance: random.Random) -> str:
    """Put comments behind values and, at any column, above keys and items of lists: where no text can run on."""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if re.match(r" *- ", line) and chance.random() < 0.2 and not is_text_open(lines):
            lines.append(f"{' ' * chance.choice([0, 1, 2, 3, 4, 6])}# remark {number}")
        can_end = re.fullmatch(r"[^\"'#|>]*[a-z0-9}\]]", line) and ":" in line
        lines.append(
            f"{line}{' ' * chance.randint(1, 9)}# behind {number}" if can_end and chance.random() < 0.1 else line
        )
    return "\n".join(lines)


def is_text_open(lines: list[str]) -> bool:
    """Tell whether a line more could belong to a text of several lines."""
    return not lines or not re.search(r"[}\]]$|^ *- [a-z]+: \S+$", lines[-1])


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
    if isinstance(data, Record):
        return {name: without_places(getattr(data, name)) for name in data.fields if name != "pointer"}
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items()}
    return [without_places(value) for value in data] if isinstance(data, tuple | Figures) else data


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
    for relay in (dumped, remarked, indented, spaced, commented):
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


LETTERS = "abă đêô 0123 :#'\"%-{}[],&*!|>@\\`😀ệe\u0302\u0323\ufe0f"
NAMES = st.text(LETTERS, min_size=1, max_size=30).filter(str.strip)
LINES = st.just("") | NAMES.filter(lambda text: text[0] not in "\u0302\u0323")  # else the n of a \n would be composed
TEXTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join).filter(str.strip)
DATES = st.sampled_from(["2021", "2022", "2022-H1", "2022-Q3", "2022-04", "2022-04-07", "2021-01..2021-09"])
NOTES = st.fixed_dictionaries({}, optional={"note": TEXTS})
RECORDS = {
    "units.yaml": st.dictionaries(
        st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3})?", fullmatch=True),
        st.fixed_dictionaries({"name": NAMES}, optional={"name_en": NAMES, "min": st.just("0")}),
        min_size=1,
        max_size=6,
    ),
    "districts/a.yaml": st.builds(
        lambda head, measurements: head | {"kind": "rural", "measurements": measurements},
        st.fixed_dictionaries({"name": NAMES}, optional={"note": TEXTS, "aliases": st.lists(NAMES, max_size=3)}),
        st.lists(
            st.builds(
                lambda code, date, note: {"indicator": code, "date": date, "value": "1"} | note,
                st.sampled_from(["03.01", "03.02", "nq-18.02", "10.10a"]),
                DATES,
                NOTES,
            ),
            max_size=6,
        ),
    ),
    "programs/03.yaml": st.builds(
        lambda title, targets, note: {
            "code": "03",
            "title": title,
            "indicators": [{"code": "03.01", "name": title, "unit": "number", "targets": targets}],
            **note,
        },
        NAMES,
        st.lists(st.builds(lambda by, note: {"by": by, "value": "5", **note}, st.just("2025"), NOTES), max_size=3),
        NOTES,
    ),
}


@given(
    st.sampled_from(sorted(RECORDS)),
    st.data(),
    st.randoms(use_true_random=False),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_any_tracker_in_any_style(name: str, data: st.DataObject, chance: random.Random, line_end: str) -> None:
    record = data.draw(RECORDS[name])
    kind = read_as(name)
    text = yaml.dump(
        record,
        Dumper=StyledDumper.by(chance),
        allow_unicode=True,
        default_flow_style=chance.choice([True, False, None]),
        indent=chance.choice([2, 3, 4, 7]),
        width=chance.choice([20, 80, 1000]),
        sort_keys=chance.choice([True, False]),
    ).replace("\n", line_end)

    result = formatted(name, kind, text.encode())

    assert result.is_readable
    assert result.is_known
    after = result.content.decode()
    assert facts(name, kind, after) == facts(name, kind, text)
    assert formatted(name, kind, result.content).content == result.content
    assert set(re.findall(r"\r\n|\r|\n", after)) == {line_end}


class StyledDumper(yaml.SafeDumper):
    """Writes each text in a style of its own, as far as it can."""

    chance: random.Random

    @classmethod
    def by(cls, chance: random.Random) -> type[StyledDumper]:
        return type("Chosen", (cls,), {"chance": chance})

    def represent_text(self, text: str) -> yaml.Node:
        style = self.chance.choice([None, None, "'", '"', "|", ">"])
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


StyledDumper.add_representer(str, StyledDumper.represent_text)


def test_most_layouts_of_the_property_can_be_laid_out() -> None:
    """The property would show nothing if its layouts were refused."""
    chance = random.Random(1)  # noqa: S311
    results = [
        formatted(name, kind, relay(text, chance).encode())
        for name, (kind, text) in sorted(FILES.items())
        for relay in (indented, spaced, commented, remarked, dumped)
    ]
    assert sum(result.is_readable and result.is_known for result in results) > 0.9 * len(results)


def test_check_writes_nothing_and_fails(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "b:   {title: B}\na: {title: A}\n"})
    before = (tmp_path / "sources.yaml").read_bytes()

    found = ctrack("fmt", "--check", cwd=tmp_path)
    assert (found.returncode, found.stdout.decode()) == (1, "would change sources.yaml\n")
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


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read and write everything")
def test_one_file_that_may_not_be_read_or_written_stops_no_other(ctrack: Run, tmp_path: Path) -> None:
    text = "b:   {name: B}\n"
    write_tracker(tmp_path, {"agencies.yaml": text, "districts/a.yaml": "name:   A\n", "units.yaml": text})
    (tmp_path / "agencies.yaml").chmod(0o000)
    (tmp_path / "districts/a.yaml").chmod(0o444)

    found = ctrack("fmt", cwd=tmp_path)

    (tmp_path / "agencies.yaml").chmod(0o600)
    assert found.returncode == 3
    assert found.stdout.decode() == "changed units.yaml\n"
    assert found.stderr.decode() == (
        f"ctrack: {tmp_path / 'agencies.yaml'} cannot be read: Permission denied\n"
        f"ctrack: {tmp_path / 'districts/a.yaml'} cannot be written: Permission denied\n"
        "1 file is in canonical layout\n"
    )
    assert (tmp_path / "agencies.yaml").read_text() == text
    assert (tmp_path / "districts/a.yaml").read_text() == "name:   A\n"
    assert (tmp_path / "units.yaml").read_text() == "b: {name: B}\n"


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "units.yaml"
    path.write_bytes(b"new\n")

    with pytest.raises(CannotRunError, match="changed meanwhile"):
        replace_file(path, b"formatted\n", b"old\n")

    assert path.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_is_gone_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match="cannot be written: No such file"):
        replace_file(tmp_path / "units.yaml", b"formatted\n", b"old\n")


def test_folders_and_several_paths(ctrack: Run, tmp_path: Path) -> None:
    data = tmp_path / "data"
    loose = "name:   A\n"
    write_tracker(data, {"districts/a.yaml": loose, "districts/b.yaml": loose, "programs/03.yaml": "code:   '03'\n"})

    found = ctrack("fmt", "--check", "data/districts", "data/programs/03.yaml", cwd=tmp_path)
    assert found.returncode == 1
    assert found.stdout.decode().splitlines() == [
        f"would change data/{name}" for name in ("districts/a.yaml", "districts/b.yaml", "programs/03.yaml")
    ]

    assert ctrack("fmt", "b.yaml", cwd=data / "districts").returncode == 0
    assert (data / "districts/a.yaml").read_text() == loose
    assert (data / "districts/b.yaml").read_text() == "name: A\n"

    assert ctrack("fmt", "--data", "data", cwd=tmp_path).returncode == 0
    assert (data / "districts/a.yaml").read_text() == "name: A\n"
    assert (data / "programs/03.yaml").read_text() == "code: '03'\n"


def test_a_second_run_prints_nothing_and_touches_nothing(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "\ufeffb:   {title: B}\r\n# c\r\na: {title: 03}", "notes.txt": "a:   b"})
    ctrack("fmt", cwd=tmp_path)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.iterdir()}

    found = ctrack("fmt", cwd=tmp_path)

    assert (found.returncode, found.stdout, found.stderr) == (0, b"", b"3 files are in canonical layout\n")
    assert {
        path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in tmp_path.iterdir()
    } == before
    assert (tmp_path / "sources.yaml").read_bytes().decode() == '\ufeff# c\r\na: {title: "03"}\r\nb: {title: B}\r\n'
    assert (tmp_path / "notes.txt").read_text() == "a:   b"


@pytest.mark.parametrize("path", ["outside.yaml", "missing.yaml", ".."])
def test_nothing_outside_the_tracker_is_written(ctrack: Run, tmp_path: Path, path: str) -> None:
    tracker = write_tracker(tmp_path / "one/data", {})
    (tmp_path / "one/outside.yaml").write_text("a:   1\n")

    found = ctrack("fmt", "--data", str(tracker), path, cwd=tmp_path / "one")

    assert found.returncode == 2
    assert (tmp_path / "one/outside.yaml").read_text() == "a:   1\n"


def test_only_what_is_read_of_a_tracker_is_written(ctrack: Run, tmp_path: Path) -> None:
    loose = "name:   A\n"
    names = ["districts/.a.yaml", "districts/deep/a.yaml", "districts/a.yml", "extra.yaml", ".hidden/a.yaml"]
    write_tracker(tmp_path, dict.fromkeys(names, loose))

    assert ctrack("fmt", cwd=tmp_path).returncode == 0

    assert {(tmp_path / name).read_text() for name in names} == {loose}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("? a\n: {title: A}\n", "sources.yaml: its layout cannot be made canonical, it was left alone\n"),
        ("a: {title: A}\na: {title: B}\n", 'sources.yaml:2:1: error[CT003] the key "a" stands twice'),
        ("a:\n\ttitle: A\n", "sources.yaml:2:1: error[CT004] a tab is used for indentation"),
        ("a: &x {title: A}\n", "sources.yaml:1:4: error[CT007] anchors are not allowed"),
        ("a: {title: A}\n---\n", "sources.yaml:2:1: error[CT008] a second document begins here"),
        ("# nothing\n", "sources.yaml:1:1: error[CT008] the file is empty"),
    ],
)
@pytest.mark.parametrize("option", [[], ["--check"]], ids=["write", "check"])
def test_a_file_that_is_refused_is_named_and_left_alone(
    ctrack: Run, tmp_path: Path, text: str, said: str, option: list[str]
) -> None:
    write_tracker(tmp_path, {"sources.yaml": text})

    found = ctrack("fmt", *option, cwd=tmp_path)

    assert (found.returncode, found.stdout) == (1, b"")
    assert found.stderr.decode().startswith(said)
    assert (tmp_path / "sources.yaml").read_text() == text


def test_facts_that_are_wrong_do_not_stop_the_layout(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "A B:   {titel: x, published: soon}\n"})

    assert ctrack("fmt", cwd=tmp_path).returncode == 0

    assert (tmp_path / "sources.yaml").read_text() == "A B: {titel: x, published: soon}\n"


def test_messages_in_vietnamese(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"sources.yaml": "b:   {title: B}\n"})

    found = ctrack("fmt", "--lang", "vi", cwd=tmp_path)

    assert found.returncode == 0
    assert b"changed" not in found.stdout + found.stderr


def test_the_units_of_tests_are_canonical() -> None:
    assert formatted("units.yaml", "units", UNITS.encode()).content == UNITS.encode()
