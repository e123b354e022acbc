"""`init` and `new`: a tracker to begin with, and records at their right places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ctrack.store.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run


@pytest.fixture
def demo(ctrack: Run, tmp_path: Path) -> Path:
    assert ctrack("init", "demo", cwd=tmp_path).returncode == 0
    return tmp_path / "demo"


def test_a_new_tracker_is_valid_laid_out_and_has_something_to_show(ctrack: Run, demo: Path) -> None:
    there = demo.parent

    assert ctrack("validate", "--strict", "--data", "demo", cwd=there).returncode == 0
    assert ctrack("fmt", "--check", "--data", "demo", cwd=there).returncode == 0
    shown = ctrack("status", "--program", "01", "--data", "demo", "--as-of", "2024-06", cwd=there).stdout.decode()
    assert "on track" in shown
    assert ctrack("explain", "01.03", "--district", "Ben Do", "--data", "demo", cwd=there).returncode == 0


def test_where_something_stands_nothing_is_written(ctrack: Run, tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text("mine")

    refused = ctrack("init", ".", cwd=tmp_path)

    assert (refused.returncode, "already holds units.yaml" in refused.stderr.decode()) == (3, True)
    assert [path.name for path in tmp_path.iterdir()] == ["units.yaml"]
    (tmp_path / "units.yaml").unlink()
    (tmp_path / "README.md").write_text("mine")
    assert ctrack("init", ".", cwd=tmp_path).returncode == 0
    assert ctrack("init", "deep/er", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "file", "text"),
    [
        (["program", "02", "--title", "An sinh: xã hội", "--title-en", "Welfare"], "programs/02.yaml", 'code: "02"\ntitle: "An sinh: xã hội"\ntitle_en: Welfare\n'),
        (["district", "ba-vi", "--name", "Ba Vì", "--kind", "rural"], "districts/ba-vi.yaml", "name: Ba Vì\nkind: rural\n"),
        (["source", "an-pham", "--title", "Số liệu", "--published", "2024-05", "--url", "https://vi.vn/a#b"], "sources.yaml", 'an-pham: {title: Số liệu, published: 2024-05, url: "https://vi.vn/a#b"}\nbao-cao-2023:'),
        (["source", "zz", "--title", "no"], "sources.yaml", 'zz: {title: "no"}\n'),
        (["agency", "so-y-te", "--name", "Sở Y tế", "--short", "SYT"], "agencies.yaml", "so-y-te: {name: Sở Y tế, short: SYT}\n"),
    ],
)  # fmt: skip
def test_a_record_stands_where_it_belongs(ctrack: Run, demo: Path, arguments: list[str], file: str, text: str) -> None:
    dry = ctrack("new", *arguments, "--data", "demo", "--dry-run", cwd=demo.parent)
    assert dry.returncode == 0
    assert f"+++ b/demo/{file}\n" in dry.stdout.decode()
    assert not (demo / file).exists() or text not in (demo / file).read_text()

    made = ctrack("new", *arguments, "--data", "demo", cwd=demo.parent)

    assert (made.returncode, made.stdout.decode()) == (0, f"wrote demo/{file}\n")
    assert text in (demo / file).read_text()
    assert ctrack("validate", "--data", "demo", cwd=demo.parent).returncode == 0


def test_an_indicator_gets_the_next_number(ctrack: Run, demo: Path) -> None:
    (demo / "programs/01.yaml").write_text(
        (demo / "programs/01.yaml").read_text().replace("declared: {indicators: 3}\n", "")
    )
    ctrack("new", "program", "02", "--title", "Hai", "--data", "demo", cwd=demo.parent)

    for code in ("01", "02", "02"):
        arguments = ["new", "indicator", code, "--name", "Một chỉ tiêu", "--unit", "percent", "--data", "demo"]
        assert ctrack(*arguments, cwd=demo.parent).returncode == 0

    assert {"01.04", "02.01", "02.02"} <= set(load(demo).dataset.indicators)
    text = (demo / "programs/02.yaml").read_text()
    first, second = (f'  - code: "{code}"\n    name: Một chỉ tiêu\n    unit: percent\n' for code in ("02.01", "02.02"))
    assert text == f'code: "02"\ntitle: Hai\nindicators:\n{first}{second}'


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["program", "01", "--title", "X"], 2, "demo/programs/01.yaml is there already"),
        (["program", "A B", "--title", "X"], 3, "error[CT"),
        (["district", "ben-do", "--name", "X", "--kind", "rural"], 2, "is there already"),
        (["district", "x", "--name", "X", "--kind", "village"], 3, "error[CT104]"),
        (["source", "bao-cao-2023", "--title", "X"], 2, "sources.yaml has bao-cao-2023 already"),
        (["indicator", "09", "--name", "X", "--unit", "percent"], 2, 'there is no programme "09"'),
        (["indicator", "01", "--name", "X", "--unit", "nothing"], 3, "error[CT201]"),
        (["indicator", "01", "--name", "X"], 2, "a new indicator needs --unit"),
        (["source", "x", "--title", "X", "--unit", "percent"], 2, "--unit does not go with a new source"),
        (["thing", "x"], 2, '"thing" is not one of: program, indicator, district, source, agency'),
    ],
)
def test_what_is_refused_says_why(ctrack: Run, demo: Path, arguments: list[str], code: int, told: str) -> None:
    before = {path: path.read_bytes() for path in demo.rglob("*.yaml")}

    result = ctrack("new", *arguments, "--data", "demo", cwd=demo.parent)

    assert (result.returncode, told in result.stderr.decode()) == (code, True), result.stderr.decode()
    assert {path: path.read_bytes() for path in demo.rglob("*.yaml")} == before


def test_the_first_source_makes_its_file(ctrack: Run, tmp_path: Path) -> None:
    (tmp_path / "tracker.yaml").write_text("title: A\nperiod: 2021..2025\n")

    assert ctrack("new", "source", "book", "--title", "A book", cwd=tmp_path).returncode == 0
    assert (tmp_path / "sources.yaml").read_text() == "book: {title: A book}\n"
