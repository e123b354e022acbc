"""`ctrack validate` among terminals, pipes, CI logs, git and clocks: what stands in the data has no effect on them."""

from __future__ import annotations

import html
import json
import os
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt

from tests.support import judged, write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

PROGRAMME = """\
code: "03"
title: A programme
lead: office
source: book
issued: 2021-01-01
indicators:
  - code: "03.01"
    name: An indicator
    unit: number
    targets: [{by: 2025, value: 100}]
    measurements:
      - {date: 2022, value: 90, source: book}
      - {date: 2025-06, value: 95, source: book}
"""
FILES = {
    "sources.yaml": "book: {title: A book}\n",
    "agencies.yaml": "office: {name: Sở Nội vụ}\n",
    "programs/03.yaml": PROGRAMME,
}
LOGS = ["text", "concise"]
FORMATS = [*LOGS, "github", "gitlab", "sarif", "junit", "json"]


def broken(unit: str) -> dict[str, str]:
    """Write a tracker whose one error quotes `unit`, which is no id."""
    return FILES | {"programs/03.yaml": PROGRAMME.replace("unit: number", f"unit: {json.dumps(unit)}")}


def report(run: Run, folder: Path, *arguments: str, **environment: str) -> Any:  # noqa: ANN401 - JSON
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    result = run("validate", "--format", "json", *arguments, cwd=folder, **environment)
    return json.loads(result.stdout, parse_constant=refuse)


def rules(found: Any) -> list[str]:  # noqa: ANN401 - JSON
    return [item["rule"] for item in found["findings"]]


def test_a_sound_tracker_passes(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, FILES)

    assert ctrack("validate", "--as-of", "2026-01-31", "--strict", cwd=tmp_path).returncode == 0
    assert report(ctrack, tmp_path)["findings"] == []


@pytest.mark.parametrize("form", LOGS)
def test_lines_100_and_1234_are_numbers_and_no_pictures(ctrack: Run, tmp_path: Path, form: str) -> None:
    lines = ["#"] * 1234
    lines[:2] = ["code: '03'", "title: A"]
    lines[99], lines[1233] = 'kind: ":100:"', 'issued: ":1234:"'
    write_tracker(tmp_path, FILES | {"programs/03.yaml": "\n".join(lines) + "\n"})

    result = ctrack("validate", "--format", form, cwd=tmp_path)

    assert result.returncode == 1
    for part in (b"programs/03.yaml:100:7", b"programs/03.yaml:1234:9", b'":100:"', b'":1234:"'):
        assert part in result.stdout
    assert result.stdout.isascii() or not {"\U0001f4af", "\U0001f522"} & set(result.stdout.decode())


@pytest.mark.parametrize("form", LOGS)
@pytest.mark.parametrize("name", ["[red]x[/b]", "[abc]", "[/tmp/x]", "[/]"])
def test_square_brackets_are_text(ctrack: Run, tmp_path: Path, form: str, name: str) -> None:
    result = ctrack("validate", "--format", form, cwd=write_tracker(tmp_path, broken(name)))

    assert (result.returncode, name in result.stdout.decode()) == (1, True)


def test_a_district_in_square_brackets_is_found(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, FILES | {"districts/a.yaml": 'name: "[/]"\nkind: rural\n'})

    result = ctrack("district", "[/]", cwd=tmp_path)

    assert (result.returncode, result.stderr, "[/]" in result.stdout.decode()) == (0, b"", True)


@pytest.mark.parametrize("form", LOGS)
def test_a_long_path_stays_in_one_line(ctrack: Run, tmp_path: Path, form: str) -> None:
    folder = "một thư mục có tên rất dài để đường dẫn không vừa màn hình/" * 2 + "data"
    write_tracker(tmp_path / folder, broken("No Unit"))

    shown = ctrack("validate", "--data", folder, "--format", form, cwd=tmp_path).stdout.decode()

    assert len(folder) > 120
    assert f"{folder}/programs/03.yaml:9:11" in shown


def test_composed_and_decomposed_names_stand_in_the_same_columns(ctrack: Run, tmp_path: Path) -> None:
    names = {"a": "Hòa Bình Thượng", "b": unicodedata.normalize("NFD", "Hòa Bình Thượng"), "c": "Hoa Binh Thuong"}
    districts = {f"districts/{ident}.yaml": f"name: {name}\nkind: rural\n" for ident, name in names.items()}
    write_tracker(tmp_path, FILES | districts)

    shown = ctrack("district", cwd=tmp_path, COLUMNS="80").stdout.decode()
    lines = [line for line in shown.splitlines() if "rural" in line]

    cells = [sum(not unicodedata.combining(char) for char in line.partition("rural")[0]) for line in lines]
    assert (len(lines), len(set(cells))) == (3, 1)


FAILING = """\
import sys
from ctrack.cli.app import app
from ctrack.cli.run import run


@app.command("fail")
def fail() -> None:
    secret = "-".join(["hush", "hush"])
    raise RuntimeError("unforeseen")


sys.exit(run(["ctrack", "fail"]))
"""


def test_a_failure_never_shows_what_variables_held(tmp_path: Path) -> None:
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    result = subprocess.run(
        [sys.executable, "-c", FAILING], cwd=tmp_path, env=environment, capture_output=True, check=False
    )

    (details,) = tmp_path.glob("ctrack-failure-*")
    assert (result.returncode, result.stdout) == (3, b"")
    assert len(result.stderr.splitlines()) == 1
    assert b"RuntimeError" in result.stderr
    for text in (result.stderr, details.read_bytes()):
        assert b"hush-hush" not in text


@pytest.mark.parametrize(
    ("asked", "ident"),
    [
        ("Ứng Hoà", "ung-hoa"),
        ("Ứng Hòa", "ung-hoa"),
        (unicodedata.normalize("NFD", "Ứng Hoà"), "ung-hoa"),
        ("ỨNG HOÀ", "ung-hoa"),
        ("Ðông Anh", "dong-anh"),
        ("Ɖông Anh", "dong-anh"),
        ("dong anh", "dong-anh"),
        ("gia lam", "gia-lam"),
        ("GIA LÂM", "gia-lam"),
        ("Gia\u00a0Lâm", "gia-lam"),
        ("Gia  Lâm", "gia-lam"),
        (" Gia Lâm ", "gia-lam"),
    ],
)
def test_a_district_is_found_however_its_name_is_typed(ctrack: Run, asked: str, ident: str) -> None:
    result = ctrack("district", asked, "--format", "json")

    assert json.loads(result.stdout)["district"]["id"] == ident


TWINS = {
    "districts/a.yaml": "name: Hòa Bình\nkind: rural\naliases: [Tên Cũ]\nuntil: 2020\n",
    "districts/b.yaml": "name: Hoa Binh\nkind: rural\n",
    "districts/c.yaml": "name: Hoá Bính\nkind: rural\n",
}


def test_names_that_are_equal_without_their_accents_are_ambiguous(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, FILES | TWINS)

    result = ctrack("district", "HỎA BỈNH", cwd=tmp_path)

    assert (result.returncode, result.stdout) == (2, b"")
    for name in ("Hòa Bình", "Hoa Binh", "Hoá Bính"):
        assert name in result.stderr.decode()


@pytest.mark.parametrize(
    ("asked", "ident"), [("Hòa Bình", "a"), ("hoà bình", "a"), ("hoa binh", "b"), ("HOÁ BÍNH", "c"), ("tên cũ", "a")]
)
def test_accents_decide_and_old_names_are_found(ctrack: Run, tmp_path: Path, asked: str, ident: str) -> None:
    write_tracker(tmp_path, FILES | TWINS)

    result = ctrack("district", asked, "--format", "json", cwd=tmp_path)

    assert json.loads(result.stdout)["district"]["id"] == ident


@pytest.mark.parametrize(
    ("value", "status"), [("95", "attained"), ("94.99999999999999", "in_progress"), ("95.00000000000001", "exceeded")]
)
def test_attainment_at_exactly_the_target(value: str, status: str) -> None:
    result = judged(
        f"unit: number\ntargets: [{{by: 2025, value: 95}}]\nmeasurements: [{{date: 2023, value: {value}}}]\n",
        "2024-01-31",
    )

    assert result.status == status


def test_sums_are_exact() -> None:
    facts = "measurements: [{date: 2021, value: 0.1}, {date: 2022, value: 0.2}]\n"
    result = judged(f"unit: number\naggregation: sum\ntargets: [{{by: 2022, value: 0.3}}]\n{facts}", "2023-01-31")

    assert result.status == "attained"


@pytest.mark.parametrize("value", [".nan", ".inf", "NaN", "1e400", "-.Inf"])
def test_json_is_json_whatever_stands_in_the_data(ctrack: Run, tmp_path: Path, value: str) -> None:
    write_tracker(tmp_path, FILES | {"programs/03.yaml": PROGRAMME.replace("value: 95", f"value: {value}")})

    assert rules(report(ctrack, tmp_path)) == ["CT106"]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("text", ['"\\ud83d\\ude00"', '"\\ud800"', '"a\\e[31mb"', "a\u202eb"])
def test_no_character_of_the_data_crashes_the_output_or_reaches_the_terminal(
    ctrack: Run, tmp_path: Path, form: str, text: str
) -> None:
    write_tracker(tmp_path, FILES | {"programs/03.yaml": PROGRAMME.replace("A programme", text)})

    result = ctrack("validate", "--format", form, cwd=tmp_path)

    assert (result.returncode, b"CT005" in result.stdout, b"failure" in result.stderr) == (1, True, False)
    assert not {"\x1b", "\u202e"} & set((result.stdout + result.stderr).decode())


COMMANDS = ["::set-output name=a::b", "##[error]x", "::error file=a::b", "##vso[task.complete]x"]


def commands_of(stdout: bytes) -> list[str]:
    """List the lines that a CI log would take for commands."""
    lines = [line.strip() for line in stdout.decode().replace("\r", "\n").splitlines()]
    return [line for line in lines if line.startswith(("::", "##["))]


def is_ours(command: str) -> bool:
    """Tell whether a command is an annotation of the file that the error is in."""
    kind, _, rest = command.removeprefix("::").partition(" ")
    return kind == "error" and "file=programs/03.yaml" in rest.partition("::")[0].split(",")


@pytest.mark.parametrize("form", [*LOGS, "github"])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n", "\u2028", "\v"])
def test_a_command_in_the_data_reaches_no_ci_log(
    ctrack: Run, tmp_path: Path, form: str, command: str, ending: str
) -> None:
    write_tracker(tmp_path, broken(f"x{ending}{command}"))

    result = ctrack("validate", "--format", form, cwd=tmp_path)
    found = commands_of(result.stdout)

    assert result.returncode == 1
    assert [line for line in found if not is_ours(line)] == []
    assert len(found) == (form == "github")


@pytest.mark.parametrize("form", [*LOGS, "github"])
def test_a_command_at_the_start_of_a_line_of_data_is_shown_as_data(ctrack: Run, tmp_path: Path, form: str) -> None:
    text = "code: '03'\ntitle: A\n##[error]x\n::set-output name=a::b: x\n"
    write_tracker(tmp_path, FILES | {"programs/03.yaml": text})

    result = ctrack("validate", "--format", form, cwd=tmp_path)

    assert (result.returncode, b"CT102" in result.stdout) == (1, True)
    assert [line for line in commands_of(result.stdout) if not is_ours(line)] == []


def test_annotations_escape_what_separates_their_parts(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path / "số, liệu: 1%", broken("95%0A, a:b"))

    result = ctrack("validate", "--data", "số, liệu: 1%", "--format", "github", cwd=tmp_path)
    (line,) = commands_of(result.stdout)

    assert "file=số%2C liệu%3A 1%25/programs/03.yaml" in line
    assert "95%250A, a:b" in line.split("::", 2)[2]


HOSTILE = "a|b @team #1 </details> <b>x</b> ![i](u) `c` **d**"


def test_a_summary_in_markdown_shows_the_data_and_obeys_none_of_it(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, broken(HOSTILE) | {"tracker.yaml": "title: T\nperiod: 2021..2025\n"})
    summary = tmp_path / "summary.md"

    ctrack("validate", "--format", "github", cwd=tmp_path, GITHUB_STEP_SUMMARY=str(summary))
    page = MarkdownIt("commonmark", {"html": True}).enable("table").render(summary.read_text(encoding="utf-8"))

    assert page.count("</details>") == page.count("<details")
    for tag in ("<b>", "<img", "<strong>d", "<a "):
        assert tag not in page
    assert html.escape("</details>", quote=False) in page


ZONES = ["UTC", "Asia/Ho_Chi_Minh", "Pacific/Kiritimati", "Pacific/Pago_Pago"]


@pytest.mark.parametrize(("day", "expected"), [("2025-12-31", []), ("2026-01-01", ["CT502"])])
def test_a_deadline_is_the_same_day_in_every_time_zone(
    ctrack: Run, tmp_path: Path, day: str, expected: list[str]
) -> None:
    write_tracker(tmp_path, FILES)

    seen = [report(ctrack, tmp_path, "--freshness", "--as-of", day, TZ=zone) for zone in ZONES]

    assert [[rule for rule in rules(found) if rule == "CT502"] for found in seen] == [expected] * len(ZONES)
    assert all(found == seen[0] for found in seen)


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    protocol = ["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main"]
    result = subprocess.run(
        ["git", *identity, *protocol, *arguments],  # noqa: S607 - the git of whoever runs the tests
        cwd=folder,
        capture_output=True,
        check=True,
        text=True,
    )
    return result.stdout


def committed(folder: Path, *trackers: Path) -> Path:
    """Make a repository of what is in `folder`."""
    for tracker in trackers or (folder,):
        write_tracker(tracker, FILES)
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "base")
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("quotes", ["true", "false"])
def test_a_base_in_a_folder_that_git_would_quote(ctrack: Run, tmp_path: Path, quotes: str) -> None:
    tracker = tmp_path / 'dữ "liệu"\tmới'
    repository = committed(tmp_path, tracker)
    git(repository, "config", "core.quotePath", quotes)
    change(tracker / "programs/03.yaml", "value: 90", "value: 91")

    found = report(ctrack, repository, "--data", str(tracker), "--base", "HEAD")

    assert [(item["rule"], item["file"], item["line"]) for item in found["findings"]] == [
        ("CT602", "programs/03.yaml", 12)
    ]


def test_nothing_changed_since_the_base(ctrack: Run, tmp_path: Path) -> None:
    result = ctrack("validate", "--base", "HEAD", cwd=committed(tmp_path))

    assert result.returncode == 0


@pytest.mark.parametrize("base", ["HEAD~1", "v1.0", "0123456789012345678901234567890123456789"])
def test_a_base_that_is_not_in_a_shallow_clone_is_never_a_pass(ctrack: Run, tmp_path: Path, base: str) -> None:
    origin = tmp_path / "origin"
    origin.mkdir()
    committed(origin)
    change(origin / "programs/03.yaml", "value: 90", "value: 91")
    git(origin, "commit", "--quiet", "--all", "--message", "changed")
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{origin}", "clone")

    result = ctrack("validate", "--base", base, cwd=tmp_path / "clone")

    assert (result.returncode, result.stdout) == (3, b"")
    assert b"fetch" in result.stderr
    assert b"Traceback" not in result.stderr


def test_a_file_that_was_moved_and_edited_is_compared_by_its_facts(ctrack: Run, tmp_path: Path) -> None:
    repository = committed(tmp_path)
    git(repository, "mv", "programs/03.yaml", "programs/04.yaml")
    change(repository / "programs/04.yaml", '"03', '"04')

    found = report(ctrack, repository, "--base", "HEAD")

    assert "CT604" in rules(found)
    assert found["summary"]["error"] > 0


def test_lines_that_moved_are_no_change_and_a_changed_figure_among_them_is(ctrack: Run, tmp_path: Path) -> None:
    repository = committed(tmp_path)
    file = repository / "programs/03.yaml"
    first, second = (
        "      - {date: 2022, value: 90, source: book}\n",
        "      - {date: 2025-06, value: 95, source: book}\n",
    )
    change(file, first + second, "\n# turned round\n" + second + first)
    moved = report(ctrack, repository, "--base", "HEAD")
    change(file, "value: 95", "value: 96")

    assert rules(moved) == []
    assert rules(report(ctrack, repository, "--base", "HEAD")) == ["CT602"]


def test_a_base_where_there_is_no_repository(ctrack: Run, tmp_path: Path) -> None:
    result = ctrack("validate", "--base", "HEAD", cwd=write_tracker(tmp_path, FILES))

    assert (result.returncode, result.stdout) == (3, b"")
