"""The worked cases on the method's two pages: a table whose every row is what the program gives for its command."""

from __future__ import annotations

import json
import re
import shlex
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ctrack.i18n import gettext as _
from ctrack.render.text import date_text, number_text
from ctrack.render.words import FLAG_NAMES, STATUS_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from tests.conftest import Run

TABLE = re.compile(
    r"(^<!-- worked cases: `make docs` runs each row's command -->\n)(.*?)(^<!-- end -->$)", re.MULTILINE | re.DOTALL
)
ASKED = re.compile(r"`ctrack explain ([^`]*)`")
PLACES = 4
WORDS = {
    "en": {
        "name": "name_en",
        "head": "case",
        "more": "besides",
        "command": "command",
        "day": "{name}; as of {day}",
        "horizon": "{case}, judged by the target of {year}",
    },
    "vi": {
        "name": "name",
        "head": "trường hợp",
        "more": "ngoài ra",
        "command": "lệnh",
        "day": "{name}; theo số liệu đã biết đến ngày {day}",
        "horizon": "{case}, đánh giá theo mục tiêu của năm {year}",
    },
}


def result(run: Run, asked: str) -> dict[str, Any]:
    """Give what the program says for a command."""
    ran = run("explain", *shlex.split(asked), "--format", "json")
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout, parse_int=Decimal, parse_float=Decimal)
    row: dict[str, Any] = found["indicator"]
    return row | {"as_of": date.fromisoformat(found["as_of"])}


def fresh_table(result_of: Callable[[str], dict[str, Any]], table: str, language: str) -> str:
    """Write the table anew from the commands that stand in it, in the language in force."""
    words = WORDS[language]
    results = (_("Attainment"), _("Pace"), _("Status"))
    head = [words["head"], *(name.lower() for name in results), words["more"], words["command"]]
    rows = [head, ["---"] * len(head), *(_row(result_of(asked), asked, language) for asked in ASKED.findall(table))]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(row: Mapping[str, Any], asked: str, language: str) -> list[str]:
    status = _named(STATUS_NAMES, row["status"], language)
    computed = [_computed(row, "attainment"), _computed(row, "pace"), status, "; ".join(_besides(row, language))]
    return [_case(row, asked, WORDS[language]), *computed, f"`ctrack explain {asked}`"]


def _case(row: Mapping[str, Any], asked: str, words: Mapping[str, str]) -> str:
    case = words["day"].format(name=row[words["name"]], day=date_text(row["as_of"]))
    horizon = re.search(r"--horizon (\S+)", asked)
    return words["horizon"].format(case=case, year=horizon[1]) if horizon else case


def _computed(row: Mapping[str, Any], key: str) -> str:
    return f"`{row[f'{key}_reason']}`" if row[key] is None else _number(row[key])


def _number(number: Decimal) -> str:
    return re.sub(r"[.,]?0+$", "", number_text(number, PLACES))


def _besides(row: Mapping[str, Any], language: str) -> Iterator[str]:
    names = {"expected": _("Expected by then"), "projected": _("Projected at the deadline"), "progress": _("Progress")}
    yield from (f"{name.lower()} {_number(row[key])}" for key, name in names.items() if row[key] is not None)
    if row["reached_on"]:
        yield f"{_('Reached on').lower()} {date_text(date.fromisoformat(row['reached_on']))}"
    if row["flags"]:
        yield f"{_('Flags').lower()}: {', '.join(_named(FLAG_NAMES, flag, language) for flag in row['flags'])}"


def _named(names: Mapping[Any, str], word: str, language: str) -> str:
    """Give a word as JSON has it on the English page, and as the program's output calls it on the Vietnamese one."""
    return f"`{word}`" if language == "en" else _(names[word])
