"""The commands as a user runs them: real processes on the shipped data and on trackers of their own."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import CLEAN
from tests.support import TRACKER, programme, write_tracker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

APRIL = ("--as-of", "2022-04-30")


def data(run: Run, *arguments: str, **options: Any) -> Any:  # noqa: ANN401 - JSON
    result = run(*arguments, "--format", "json", **options)
    assert (result.returncode, result.stderr) == (0, b"")
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    "asked",
    [
        "Gia Lâm",
        "gia lam",
        "GIA LÂM",
        "H. Gia Lâm",
        "huyện Gia Lâm",
        "gia-lam",
        unicodedata.normalize("NFD", "Gia Lâm"),
    ],
)
def test_a_district_is_found_by_every_spelling(ctrack: Run, asked: str) -> None:
    assert ctrack("district", asked, *APRIL).stdout == ctrack("district", "Gia Lâm", *APRIL).stdout


def test_an_unknown_district_names_the_nearest(ctrack: Run) -> None:
    result = ctrack("district", "Gia", *APRIL)

    assert (result.returncode, result.stdout) == (2, b"")
    assert result.stderr.decode() == 'ctrack: there is no district "Gia"\ndid you mean: Gia Lâm?\n'


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status", "--program", "3"], 'there is no programme "3"\ndid you mean: 03?'),
        (["status", "--program", "99"], 'there is no programme "99"'),
        (["show", "03.1"], 'there is no indicator "03.1"\ndid you mean: 03.01'),
        (["status", "--owner", "nobody at all"], 'there is no agency or district "nobody at all"'),
        (["status", "--status", "on-track"], '--status: "on-track" is not one of: exceeded, attained,'),
        (["status", "--sort", "size"], '--sort: "size" is not one of: code, attainment, deadline'),
        (["status", "--horizon", "soon"], '--horizon: "soon" is not term, next or a year such as 2024'),
        (["status", "--as-of", "31/12/2024"], '--as-of: "31/12/2024" is not a period\nwrite 2024-12-31'),
        (
            ["status", "--format", "yaml"],
            '--format: "yaml" is not one of: table, json, csv, markdown\nsee ctrack status --help',
        ),
        (["stats"], 'there is no command "stats"\ndid you mean: status, tasks? see ctrack --help'),
    ],
)
def test_wrong_usage_exits_2_and_says_how_to_go_on(ctrack: Run, arguments: list[str], told: str) -> None:
    result = ctrack(*arguments)

    assert (result.returncode, result.stdout) == (2, b"")
    assert told in result.stderr.decode()


def test_the_five_districts_in_april_2022(ctrack: Run) -> None:
    rows = data(ctrack, "show", "03.01a", *APRIL)["districts"]

    assert {row["scope"]: (row["value"], row["of"], row["rank"], row["status"]) for row in rows} == {
        "gia-lam": (25, 27, 1, "in_progress"),
        "thanh-tri": (24, 27, 2, "in_progress"),
        "hoai-duc": (22, 27, 3, "in_progress"),
        "dan-phuong": (20, 27, 4, "in_progress"),
        "dong-anh": (19, 27, 5, "in_progress"),
    }
    assert rows[[row["scope"] for row in rows].index("gia-lam")]["attainment"] == pytest.approx(
        92.5925925926, abs=1e-10
    )


def test_the_row_of_a_district_as_others_read_it(ctrack: Run) -> None:
    answer = data(ctrack, "district", "Gia Lâm", *APRIL)

    assert (answer["schema"], answer["as_of"], answer["district"]["id"]) == (1, "2022-04-30", "gia-lam")
    (row,) = answer["indicators"]
    expected = {
        "code": "03.01a", "scope": "gia-lam", "name": "Số tiêu chí thành quận mà huyện đã đạt", "unit": "criterion",
        "direction": "increase", "official": False, "value": 25, "of": 27, "date": "2022-04", "date_end": "2022-04-30",
        "value_status": "final", "bound": None, "source": "ktdt-2022-04", "inputs": 1, "attainment_reason": None,
        "progress": None, "progress_reason": "no_baseline", "pace": None, "pace_reason": "no_start", "pace_basis": None,
        "expected": None, "projected": None, "per_year": None, "per_year_needed": None, "status": "in_progress",
        "flags": [], "reached_on": None,
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert {key: row["target"][key] for key in ("by", "min", "max", "of", "source")} == {
        "by": "2025-12-31", "min": 27, "max": 27, "of": 27, "source": "ktdt-2022-04",
    }  # fmt: skip
    assert row["location"]["file"] == "districts/gia-lam.yaml"


def test_disbursement_in_2024(ctrack: Run) -> None:
    (row,) = [
        row
        for row in data(ctrack, "status", "--program", "dau-tu-cong", "--as-of", "2024-10-12")["programs"][0][
            "indicators"
        ]
        if row["code"] == "dau-tu-cong.01"
    ]

    assert (row["value"], row["target"]["min"], row["status"]) == (29647, 81033.18, "off_track")
    assert row["attainment"] == pytest.approx(36.586248, abs=1e-6)
    assert row["pace"] == pytest.approx(49.7791, abs=1e-4)


def test_programmes_without_figures_show_no_data_and_never_zero_percent(ctrack: Run) -> None:
    programmes = {item["code"]: item for item in data(ctrack, "status", *APRIL)["programs"]}
    for code in ("02", "05", "06", "07", "09", "10"):
        assert (
            programmes[code]["recorded"],
            programmes[code]["indicators"],
            set(programmes[code]["counts"].values()),
        ) == (0, [], {0})
        text = ctrack("status", "--program", code, *APRIL).stdout.decode()
        assert "no data" in text
        assert "0.0 %" not in text


def test_the_ten_programmes_come_first_and_counts_have_all_ten_statuses(ctrack: Run) -> None:
    programmes = data(ctrack, "status", *APRIL)["programs"]

    assert [item["code"] for item in programmes[:10]] == [f"{number:02}" for number in range(1, 11)]
    for item in programmes:
        assert len(item["counts"]) == 10
        assert sum(item["counts"].values()) == item["recorded"]


def test_json_is_the_same_from_run_to_run_and_in_every_language_and_terminal(ctrack: Run) -> None:
    arguments = ("status", "--program", "03", "--program", "dau-tu-cong", "--format", "json", "--as-of", "2024-10-12")
    runs = [
        ctrack(*arguments),
        ctrack(*arguments, PYTHONHASHSEED="7"),
        ctrack("--lang", "vi", *arguments),
        ctrack(*arguments, LC_ALL="vi_VN.UTF-8", COLUMNS="40", FORCE_COLOR="1"),
        ctrack(*arguments, LC_ALL="C", PYTHONIOENCODING="ascii"),
        ctrack(*arguments, "--color", "always"),
    ]

    assert len({run.stdout for run in runs}) == 1
    assert [run.returncode for run in runs] == [0] * len(runs)


def test_options_stand_before_or_after_the_command(ctrack: Run, tmp_path: Path) -> None:
    tracker = write_tracker(
        tmp_path / "t", {"programs/03.yaml": programme("unit: number\nmeasurements: [{date: 2022, value: 7}]\n")}
    )

    after = ctrack("show", "03.01", "--data", str(tracker), "--as-of", "2023", cwd=tmp_path)
    before = ctrack("--data", str(tracker), "--as-of", "2023", "show", "03.01", cwd=tmp_path)
    environment = ctrack("show", "03.01", "--as-of", "2023", cwd=tmp_path, CTRACK_DATA=str(tracker))
    nearby = ctrack("show", "03.01", "--as-of", "2023", cwd=tracker / "programs")

    assert after.stdout == before.stdout == environment.stdout == nearby.stdout != b""


def test_the_last_option_wins(ctrack: Run) -> None:
    assert ctrack("--as-of", "2020", "status", *APRIL).stdout == ctrack("status", *APRIL).stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            [],
            "no tracker here: neither {folder} nor a folder above it holds data/tracker.yaml or tracker.yaml\nname one with --data DIR\n",
        ),
        (["--data", "nowhere"], "--data: there is no folder {folder}/nowhere\n"),
        (["--data", "empty"], "--data: {folder}/empty is no tracker, it holds no tracker.yaml\n"),
    ],
)
def test_without_a_tracker_nothing_runs(ctrack: Run, tmp_path: Path, arguments: list[str], told: str) -> None:
    (tmp_path / "empty").mkdir()

    result = ctrack("status", *arguments, cwd=tmp_path)

    assert (result.returncode, result.stdout, result.stderr.decode()) == (
        3,
        b"",
        "ctrack: " + told.format(folder=tmp_path),
    )


def test_a_tracker_without_programmes_is_empty_and_fine(ctrack: Run, tmp_path: Path) -> None:
    (tmp_path / "tracker.yaml").write_text(TRACKER)

    assert (ctrack("status", cwd=tmp_path).returncode, data(ctrack, "status", cwd=tmp_path)["programs"]) == (0, [])
    assert ctrack("district", cwd=tmp_path).returncode == 0


BROKEN = {
    "programs/03.yaml": programme(
        "unit: number\ntargets: [{value: 9}]\nmeasurements:\n  - {date: 2022, value: 7}\n  - {date: 2023, value: 8,8}\n"
    ),
    "programs/04.yaml": "code: '04'\ntitle: [open\n",
}


def test_the_views_compute_what_is_sound_and_tell_what_is_not(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, BROKEN)

    result = ctrack("status", "--program", "03", "--as-of", "2024", cwd=tmp_path)

    assert result.returncode == 0
    assert "03.01!" in result.stdout.decode()
    assert "some facts of this row have errors" in result.stdout.decode()
    told = result.stderr.decode().splitlines()
    assert [line.partition(": ")[2][:13] for line in told[:2]] == ["error[CT102] ", "error[CT001] "]
    assert told[0].endswith('unknown key "8" (a comma ended the number before 8: the decimal mark is a point)')
    assert (
        told[-1] == "ctrack: 2 errors in the data; what cannot be read is left out, rows with errors are marked with !"
    )


def test_a_programme_that_cannot_be_read_is_not_called_unknown(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, BROKEN)

    result = ctrack("status", "--program", "04", cwd=tmp_path)

    assert result.returncode == 3
    assert "ctrack: programme 04 cannot be read: see the findings above" in result.stderr.decode()


def test_exit_3_when_nothing_can_be_computed(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"programs/04.yaml": BROKEN["programs/04.yaml"]})
    assert ctrack("status", cwd=tmp_path).returncode == 3

    write_tracker(tmp_path, {"tracker.yaml": "title: T\nperiod: soon\n"})
    result = ctrack("status", cwd=tmp_path)
    assert result.returncode == 3
    assert "error[CT105]" in result.stderr.decode()


def test_a_file_that_nobody_reads_is_told(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(
        tmp_path, {"programs/03.yml": programme("unit: number\n"), "program/04.yaml": "a: 1\n", ".hidden/x.yaml": ""}
    )

    result = ctrack("status", cwd=tmp_path)

    assert result.returncode == 0
    assert result.stderr.decode().splitlines() == [
        "program/04.yaml:1:1: warning[CT206] this file is not read: program/04.yaml (programmes are programs/CODE.yaml, districts districts/ID.yaml)",
        "programs/03.yml:1:1: warning[CT206] this file is not read: programs/03.yml (rename it: its name must end in .yaml)",
        "ctrack: 2 warnings in the data",
    ]


HOSTILE = [
    "[red]x[/red] [/]",
    ":100: :smile:",
    "a | b <b> @team #1 `c` $x$",
    "= 1 + 1",
    "x" * 500,
    "Tỷ lệ hộ dân " * 40,
]


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("form", ["table", "json", "csv", "markdown"])
def test_a_hostile_title_comes_out_as_text(ctrack: Run, tmp_path: Path, title: str, form: str) -> None:
    text = programme("unit: number\n").replace("An indicator", json.dumps(title))
    write_tracker(tmp_path, {"programs/03.yaml": text})

    result = ctrack("status", "--program", "03", "--format", form, cwd=tmp_path)
    shown = result.stdout.decode()

    assert (result.returncode, result.stderr) == (0, b"")
    match form:
        case "table":
            assert title.strip() in shown
        case "json":
            assert json.loads(shown)["programs"][0]["indicators"][0]["name"] == title.strip()
        case "csv":
            (row,) = csv.DictReader(io.StringIO(shown, newline=""))
            assert row["name"] == ("'" if title.startswith("=") else "") + title.strip()
        case "markdown":
            assert re.sub(r"\\(.)", r"\1", shown.replace("\u2060", "")).count(title.strip()) == 1


@pytest.mark.parametrize("title", ["\x1b[31mred", "a\u202eb", "a\x07b", "a\u200bb"])
def test_control_characters_are_findings_and_reach_no_terminal(ctrack: Run, tmp_path: Path, title: str) -> None:
    text = programme("unit: number\n").replace("An indicator", json.dumps(title)).replace('code: "03"', 'code: "03"', 1)
    write_tracker(tmp_path, {"programs/03.yaml": text, "programs/04.yaml": "code: '04'\ntitle: A\n"})

    result = ctrack("status", cwd=tmp_path)

    assert result.returncode == 0
    assert b"CT005" in result.stderr
    for stream in (result.stdout, result.stderr):
        assert title not in stream.decode()


def test_hostile_arguments_have_no_effect_either(ctrack: Run) -> None:
    result = ctrack("district", "\x1b[31mGia\u202e")

    assert (result.returncode, b"\x1b" in result.stderr, "\u202e" in result.stderr.decode()) == (2, False, False)


def test_a_narrow_screen_loses_no_figure(ctrack: Run) -> None:
    wide = ctrack("status", "--program", "dau-tu-cong", "--as-of", "2024-10-31").stdout.decode()
    figures = set(re.findall(r"[\d,]+\.\d+|\d+,\d{3}", wide))
    for columns in (20, 40, 60, 80, 100, 140, 200):
        narrow = ctrack(
            "status", "--program", "dau-tu-cong", "--as-of", "2024-10-31", COLUMNS=str(columns)
        ).stdout.decode()
        assert figures - set(re.findall(r"[\d,]+\.\d+|\d+,\d{3}", narrow)) == set()


@pytest.mark.parametrize("columns", [80, 140, 220])
@pytest.mark.parametrize(
    "arguments",
    [
        ("status",),
        ("status", "--program", "03"),
        ("status", "--program", "dai-hoi-17"),
        ("district", "Gia Lâm"),
        ("district",),
        ("show", "03.01a"),
        ("show", "dau-tu-cong.01"),
    ],
)
def test_no_line_is_wider_than_the_screen(ctrack: Run, columns: int, arguments: tuple[str, ...]) -> None:
    shown = ctrack(*arguments, "--as-of", "2024-10-31", COLUMNS=str(columns)).stdout.decode()

    assert max(map(len, shown.splitlines())) <= columns


def test_a_pipe_gets_one_line_a_row_and_no_colour(ctrack: Run) -> None:
    shown = ctrack("status", "--program", "dau-tu-cong", "--as-of", "2024-10-31").stdout.decode()

    assert "\x1b" not in shown
    assert len([line for line in shown.splitlines() if line.startswith("dau-tu-cong.")]) == 10


@pytest.mark.parametrize(
    ("environment", "arguments", "is_colored"),
    [
        ({}, (), False),
        ({}, ("--color", "always"), True),
        ({"NO_COLOR": "1"}, ("--color", "always"), True),
        ({"FORCE_COLOR": "1"}, ("--color", "never"), False),
    ],
)
def test_colour_is_the_users_choice(
    ctrack: Run, environment: dict[str, Any], arguments: tuple[str, ...], is_colored: bool
) -> None:
    shown = ctrack("status", *APRIL, *arguments, **environment).stdout

    assert (b"\x1b[" in shown) is is_colored


@pytest.mark.parametrize("encoding", ["ascii", "cp1258", "latin-1", "utf-8"])
@pytest.mark.parametrize("form", ["table", "markdown", "csv", "json"])
def test_no_encoding_makes_it_crash(ctrack: Run, encoding: str, form: str) -> None:
    result = ctrack("district", "Gia Lâm", *APRIL, "--format", form, LC_ALL="C", PYTHONIOENCODING=encoding)

    assert (result.returncode, result.stderr) == (0, b"")
    assert (b"92.6 %" if form in {"table", "markdown"} else b"92.59259") in result.stdout


def test_a_poor_terminal_reads_bare_letters(ctrack: Run) -> None:
    shown = ctrack("district", "Gia Lâm", *APRIL, LC_ALL="C", PYTHONIOENCODING="ascii").stdout.decode("ascii")

    assert "Gia Lam (rural district)" in shown
    assert "#########." in shown


def test_a_reader_that_goes_away_is_no_failure() -> None:
    command = (
        f"{sys.executable} -m ctrack status --program dau-tu-cong --format json | head -n 1; exit ${{PIPESTATUS[0]}}"
    )
    result = subprocess.run(["bash", "-c", command], capture_output=True, check=False)  # noqa: S607

    assert (result.stdout, result.stderr) == (b"{\n", b"")
    assert result.returncode in {0, 141}


def test_filters_and_order(ctrack: Run) -> None:
    def codes(*arguments: str) -> list[str]:
        programmes = data(ctrack, "status", "--as-of", "2024-10-31", *arguments)["programs"]
        return [row["code"] for item in programmes for row in item["indicators"]]

    assert codes("--program", "03", "--status", "in_progress") == ["03.01"]
    assert codes("--status", "off_track,at_risk") == ["dau-tu-cong.01"]
    assert codes("--program", "dau-tu-cong", "--sort", "attainment")[0] == "dau-tu-cong.01"
    assert set(codes("--owner", "Sở Xây dựng")) == {"03.01"}
    assert codes("--program", "03", "--program", "nq-18")[0] == "03.01"


def test_csv_has_a_header_and_the_same_columns_for_every_row(ctrack: Run) -> None:
    result = ctrack("status", "--program", "dau-tu-cong", "--format", "csv", "--as-of", "2024-10-12")
    rows = list(csv.DictReader(io.StringIO(result.stdout.decode(), newline="")))

    assert (rows[0]["code"], rows[0]["value"], rows[0]["target_min"], rows[0]["status"]) == (
        "dau-tu-cong.01",
        "29647",
        "81033.18",
        "off_track",
    )
    assert b"\r\n" in result.stdout


def test_no_arguments_is_a_question_for_help(ctrack: Run) -> None:
    result = ctrack()

    assert (result.returncode, b"Traceback" in result.stderr) == (2, False)
    assert b"Usage: " in result.stdout + result.stderr


@pytest.mark.parametrize(
    ("redirection", "told"), [(">&-", ""), (">/dev/full", "ctrack: output: No space left on device\n")]
)
@pytest.mark.parametrize("words", ["status --format json", "--version", "--help"])
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_an_output_that_cannot_be_written(redirection: str, told: str, words: str, unbuffered: str) -> None:
    command = f"{sys.executable} -m ctrack {words} {redirection}"
    environment = CLEAN | {"PYTHONUNBUFFERED": unbuffered}
    result = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, env=environment)  # noqa: S607

    assert (result.stderr, result.returncode) == (told, 3 if told else 0)


@pytest.mark.parametrize("arguments", [("--as-of", ""), ("--status", ""), ("--data", "")])
def test_an_empty_option_is_not_taken_for_none(ctrack: Run, arguments: tuple[str, str]) -> None:
    assert ctrack("status", *arguments).returncode == 2


def test_what_cannot_be_read_is_named_in_every_view(ctrack: Run, tmp_path: Path) -> None:
    text = programme("unit: number\n") + '  - {code: "03.02", name: B, unit: number, direction: up}\n'
    write_tracker(tmp_path, {"programs/03.yaml": text, "programs/04.yaml": "code: '04'\ntitle: [x]\n"})

    answer = json.loads(ctrack("status", "--format", "json", cwd=tmp_path).stdout)
    overview = ctrack("status", cwd=tmp_path).stdout.decode()
    rows = ctrack("status", "--program", "03", cwd=tmp_path).stdout.decode()
    shown = ctrack("show", "03.02", cwd=tmp_path)

    assert (answer["unread"], answer["programs"][0]["unread"]) == (["04"], ["03.02"])
    assert "04!  cannot be read: see the messages" in overview
    assert "! 1 cannot be read" in overview
    assert "03.02!  cannot be read: see the messages" in rows
    assert (shown.returncode, b"indicator 03.02 cannot be read" in shown.stderr) == (3, True)


def test_a_programme_of_districts_only_is_not_empty(ctrack: Run, tmp_path: Path) -> None:
    text = programme("unit: number\ntargets: [{value: 5, districts: all}]\n")
    write_tracker(
        tmp_path,
        {
            "programs/03.yaml": text,
            "districts/a.yaml": 'name: A\nkind: rural\nmeasurements: [{indicator: "03.01", date: 2022, value: 5}]\n',
        },
    )

    shown = ctrack("status", "--program", "03", "--as-of", "2023", cwd=tmp_path).stdout.decode()

    assert "03.01  An indicator: 1 of 1 district reported, 1 attained" in shown
    assert "no data" not in shown


def test_without_a_target_districts_report_and_attain_nothing(ctrack: Run, tmp_path: Path) -> None:
    district = 'name: A\nkind: rural\nmeasurements: [{indicator: "03.01", date: 2022, value: 5}]\n'
    write_tracker(tmp_path, {"programs/03.yaml": programme("unit: number\n"), "districts/a.yaml": district})

    shown = ctrack("status", "--program", "03", "--as-of", "2023", cwd=tmp_path).stdout.decode()

    assert "03.01  An indicator: 1 of 1 district reported (see ctrack show 03.01)" in shown


def test_a_long_word_is_broken_and_the_table_stays_on_the_screen(ctrack: Run, tmp_path: Path) -> None:
    write_tracker(tmp_path, {"programs/03.yaml": programme("unit: number\n").replace("An indicator", "x" * 300)})

    shown = ctrack("status", "--program", "03", cwd=tmp_path, COLUMNS="80").stdout.decode()

    assert max(map(len, shown.splitlines())) <= 80
    assert shown.count("x") >= 300


def test_what_is_tracked_along_is_not_called_no_data(ctrack: Run) -> None:
    overview = ctrack("status", "--as-of", "2024-10-31").stdout.decode()
    rows = ctrack("status", "--program", "ct-24", "--as-of", "2024-10-31").stdout.decode()

    assert re.search(r"^ct-24 .* tracked along", overview, re.MULTILINE)
    assert "0 recorded; how many were declared is not known; 5 tracked along." in rows
    assert "ct-24.51*" in rows
    assert "tracked along, not one of the declared indicators" in rows


def test_a_filter_leaves_out_the_programmes_that_have_nothing_to_show(ctrack: Run) -> None:
    overdue = ctrack("status", "--status", "attained", "--as-of", "2024-10-31").stdout.decode()
    owned = ctrack("status", "--owner", "Đống Đa", "--as-of", "2022-12-01").stdout.decode()
    nothing = ctrack("status", "--program", "03", "--status", "exceeded", "--as-of", "2022-04-30").stdout.decode()

    assert [line.split()[0] for line in overdue.splitlines() if re.match(r"(\d\d|ct-24|chu-de-2023) ", line)] == [
        "chu-de-2023",
        "ct-24",
    ]
    assert owned.startswith("dong-da-03 ")
    assert nothing == "No indicator fits.\n"


def test_an_average_cites_all_its_sources(ctrack: Run, tmp_path: Path) -> None:
    text = programme(
        "unit: number\naggregation: average\nmeasurements: [{date: 2021, value: 1, source: a}, {date: 2022, value: 3, source: b}]\n"
    )
    write_tracker(tmp_path, {"programs/03.yaml": text, "sources.yaml": "a: {title: A}\nb: {title: B}\n"})

    shown = ctrack("show", "03.01", "--as-of", "2024", cwd=tmp_path).stdout.decode()

    assert "[1][2]" in shown


def test_what_is_missing_is_told_with_its_unit_and_only_before_the_deadline(ctrack: Run) -> None:
    before, after = (
        ctrack("show", "dau-tu-cong.01", "--as-of", day).stdout.decode() for day in ("2024-10-31", "2025-02-01")
    )

    assert "Still missing              51,386.18 billion VND in the 97 days from then" in before
    assert "Still missing" not in after


def test_a_programme_asked_for_as_an_indicator_is_pointed_to(ctrack: Run) -> None:
    assert "it is a programme: ctrack status --program 03" in ctrack("show", "03").stderr.decode()


def test_the_line_of_an_indicator_of_districts_follows_the_horizon(ctrack: Run, tmp_path: Path) -> None:
    text = programme(
        "unit: number\ntargets: [{by: 2023, value: 5, districts: all}, {by: 2025, value: 9, districts: all}]\n"
    )
    district = 'name: A\nkind: rural\nmeasurements: [{indicator: "03.01", date: 2022, value: 5}]\n'
    write_tracker(tmp_path, {"programs/03.yaml": text, "districts/a.yaml": district})

    lines = [
        ctrack("status", "--program", "03", "--as-of", "2023", "--horizon", horizon, cwd=tmp_path).stdout.decode()
        for horizon in ("term", "2023")
    ]

    assert ["1 of 1 district reported, 0 attained" in lines[0], "1 of 1 district reported, 1 attained" in lines[1]] == [
        True,
        True,
    ]


def test_many_sources_and_a_long_range_keep_the_table_on_the_screen(ctrack: Run, tmp_path: Path) -> None:
    figures = ", ".join(f"{{date: {year}, value: 3000000, source: s{year}}}" for year in range(2021, 2026))
    text = programme(
        "unit: number\naggregation: average\ntargets: [{min: 3100000, max: 3200000, source: s2021}]\n"
        f"measurements: [{figures}]\n"
    )
    sources = "".join(f"s{year}: {{title: Paper {year}}}\n" for year in range(2021, 2026))
    write_tracker(tmp_path, {"programs/03.yaml": text, "sources.yaml": sources})

    shown = ctrack("status", "--program", "03", "--as-of", "2026", cwd=tmp_path, COLUMNS="80").stdout.decode()

    assert max(map(len, shown.splitlines())) <= 80
    assert [part in shown for part in ("2021..2025 ", "[1][2][3][4][5]", "3,100,000– ", " 3,200,000 ")] == [True] * 4


@pytest.mark.parametrize(
    ("value", "shown"), [("63", r"city: 63 2022 \[1\]"), ("3463", r"city: 3,463.*\n.*2022-09-26 \[1\]")]
)
def test_a_long_figure_of_the_city_is_broken_in_two(ctrack: Run, tmp_path: Path, value: str, shown: str) -> None:
    day = "2022" if value == "63" else "2022-09-26"
    text = programme(f"unit: number\nmeasurements: [{{date: {day}, value: {value}, source: a}}]\n")
    district = 'name: A\nkind: rural\nmeasurements: [{indicator: "03.01", date: 2022, value: 5, source: a}]\n'
    write_tracker(
        tmp_path, {"programs/03.yaml": text, "districts/a.yaml": district, "sources.yaml": "a: {title: Paper}\n"}
    )

    table = ctrack("district", "A", "--as-of", "2023", cwd=tmp_path, COLUMNS="80").stdout.decode()

    assert re.search(shown, table)


def test_what_came_later_has_no_row_in_a_districts_past(ctrack: Run, tmp_path: Path) -> None:
    text = programme("unit: number\n")
    district = 'name: A\nkind: rural\nmeasurements: [{indicator: "03.01", date: 2022, value: 5}]\n'
    write_tracker(tmp_path, {"programs/03.yaml": text, "districts/a.yaml": district})

    earlier, later = (ctrack("district", "A", "--as-of", day, cwd=tmp_path).stdout.decode() for day in ("2021", "2022"))

    assert "No value and no target of a city indicator is recorded for it: no data." in earlier
    assert ("03.01" in earlier, "03.01" in later) == (False, True)


REPORTED = """\
code: "03"
title: A programme
declared: {indicators: 19, tasks: 34}
assessments:
  - {date: 2025-03-20, of: 19, attained: 9, expected: 14, difficult: 5, source: paper, note: nine of nineteen}
  - {date: 2025-03-20, of: 34, attained: 20, tasks: true, source: paper}
indicators:
  - code: "03.01"
    name: Parks
    unit: number
    targets: [{by: 2025, value: 45}]
    measurements: [{date: 2025-03-20, value: 62, source: paper}]
  - {code: "03.02", name: Markets, unit: number, targets: [{by: 2025, value: 20}]}
tasks:
  - {code: "03.T01", name: A plan, updates: [{date: 2022, status: done}]}
"""


def test_the_authoritys_own_reports_stand_beside_what_is_recorded_here(ctrack: Run, tmp_path: Path) -> None:
    sources = "paper: {title: A paper, published: 2025-03-31}\n"
    write_tracker(tmp_path, {"programs/03.yaml": REPORTED, "sources.yaml": sources})

    (item,) = data(ctrack, "status", "--program", "03", "--as-of", "2025-12-31", cwd=tmp_path)["programs"]
    shown = ctrack("status", "--program", "03", "--as-of", "2025-12-31", cwd=tmp_path).stdout.decode()
    overview = ctrack("status", "--as-of", "2025-12-31", cwd=tmp_path).stdout.decode()

    assert item["assessment"]["attained"] == 9
    assert [(report["tasks"], report["known"], report["own"]) for report in item["assessments"]] == [
        (False, "2025-03-31", {"recorded": 2, "with_data": 1, "attained": 1}),
        (True, "2025-03-31", {"recorded": 1, "with_data": 1, "attained": 1}),
    ]
    assert "of 19: 9 attained, 14 expected, 5 difficult (2025-03-20) [1]" in shown
    assert "1 attained of 2 recorded, 1 with data, as known on 2025-03-31" in shown
    assert "nine of nineteen" in shown
    assert "tasks of 34: 20 attained (2025-03-20) [1]" in shown
    assert re.search(r"^03 A programme +19 +2 +1 +1 +1 of 34 ", overview, re.MULTILINE)
    assert "of 19: 9 attained" in overview


def test_the_figure_of_a_year_before_is_the_one_that_counts(ctrack: Run, tmp_path: Path) -> None:
    text = programme("""\
        unit: number
        measurements:
          - {date: 2022, value: 8.8, status: estimated, published: 2022-12-01}
          - {date: 2022, value: 8.89, published: 2023-01-03}
          - {date: 2022, value: 8.29, status: doubtful, published: 2025}
          - {date: 2023, value: 6.27}
        """)
    write_tracker(tmp_path, {"programs/03.yaml": text})

    shown = ctrack("show", "03.01", "--as-of", "2026", cwd=tmp_path).stdout.decode()

    assert re.search(r"^2023 +6\.27 +8\.89 ", shown, re.MULTILINE)
