"""The columns of a sheet: what each is called in a form, and how one is known again in a sheet of somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ctrack.forms.tables import Problem, letters_of
from ctrack.i18n import N_, Message, every_language
from ctrack.values.local import MARKS, SAMPLES
from ctrack.values.names import bare_key, nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctrack.forms.tables import Cell, Table

HEADINGS: Mapping[str, str] = {
    "code": N_("Code"),
    "name": N_("Indicator"),
    "district": N_("City or district"),
    "unit": N_("Unit"),
    "target": N_("Target"),
    "deadline": N_("Deadline"),
    "latest_value": N_("Latest value"),
    "latest_of": N_("Latest out of"),
    "latest_date": N_("Latest period"),
    "value": N_("Value"),
    "of": N_("Out of"),
    "date": N_("Period"),
    "status": N_("Status"),
    "break": N_("New definition"),
    "source": N_("Source"),
    "note": N_("Note"),
}
"""The columns of a form in their order."""

CITY_NAME = N_("City")
"""What a form calls the scope of the city's own figures."""

TO_FILL = ("value", "of", "date", "status", "break", "source", "note")
"""The columns of a form that an office fills."""

NUMBERS = ("value", "count", "of_target", "of", "stated")
CROSS = "x"
"""What a form says in the column of a new definition."""

VALUES = ("value", "count", "of_target")
"""The columns that can hold the figure itself."""

READ = frozenset({"code", "district", *TO_FILL, *NUMBERS, "published", "bound"})
"""The columns that are read; the others of a form only help to fill it."""

_OTHER_NAMES: Mapping[str, str] = {
    "Mã số": "code",
    "Mã chỉ tiêu": "code",
    "Quận huyện": "district",
    "Quận huyện thị xã": "district",
    "Thành phố quận huyện": "district",
    "Huyện": "district",
    "Phường xã": "district",
    "Xã phường": "district",
    "Địa phương": "district",
    "District name": "district",
    "Số liệu": "value",
    "Ngày": "date",
}
"""Further names that a column is known by."""

_BRACKET = re.compile(r"[(\[][^)\]]*[)\]]")
_LATEST_HEADING = 30
"""The heading stands in one of so many first rows."""


class Heading(NamedTuple):
    """A column that is read: its place in the rows, and the language that its numbers are typed in, if it says so."""

    place: int
    text: str
    language: str | None


class Header(NamedTuple):
    """The heading of a table: the row that it stands in, the columns that are known, and those that nobody knows.

    `named` are the places that have a heading, `wrong` is what is the matter with headings.
    """

    row: int
    columns: Mapping[str, Heading]
    unknown: Mapping[int, Cell]
    named: frozenset[int]
    wrong: tuple[Problem, ...]


def folded(name: str) -> str:
    """Fold a heading: accents, case and marks make no difference, nor does a bracket that tells how numbers are typed.

    Any other bracket but a percent sign's belongs to the name: “Value (plan)” is not the value.
    """
    bare = _BRACKET.sub("", name) if declared_language(name) or "(%)" in name else name
    return " ".join(re.sub(r"[^\w%]|_", " ", bare_key(bare)).split())


def names_of_columns() -> list[tuple[str, str]]:
    """List the names that columns are known by, each with its column's key."""
    headings = [(text, key) for key, heading in HEADINGS.items() for text in every_language(heading)]
    return [*headings, *_OTHER_NAMES.items(), *((key, key) for key in (*HEADINGS, *sorted(READ)))]


def heading_text(key: str, text: str, language: str) -> str:
    """Write the heading of a form's column; one of numbers says how they are typed, and is known by that again."""
    return f"{text} ({SAMPLES[language]})" if key in NUMBERS else text


def column_of(key: str) -> str:
    """Name a form's column as spreadsheets do."""
    return letters_of(list(HEADINGS).index(key))


def declared_language(heading: str) -> str | None:
    """Tell the language in which a column says its numbers are typed: in brackets its name, or a number with marks.

    >>> declared_language("Giá trị (29.647,5)")
    'vi'
    """
    match = _BRACKET.search(heading)
    said = match[0][1:-1].strip() if match else ""
    if said in MARKS:
        return said
    marks = "".join(re.findall(r"[.,]", said)) if re.fullmatch(r"[0-9., ]+", said) else ""
    return next((language for language, pair in MARKS.items() if marks == "".join(pair)), None)


def find_header(table: Table) -> Header | None:
    """Find the row with the headings: the first that names the code and a column of figures."""
    names = {folded(name): key for name, key in names_of_columns()}
    for number, row in enumerate(table.rows[:_LATEST_HEADING]):
        keys = [names.get(folded(cell.text)) if cell.text else None for cell in row]
        if "code" in keys and any(key in VALUES for key in keys):
            return _header(number, row, keys)
    return None


def _header(number: int, row: Sequence[Cell], keys: Sequence[str | None]) -> Header:
    columns: dict[str, Heading] = {}
    wrong = []
    for place, (cell, key) in enumerate(zip(row, keys, strict=True)):
        if key is None:
            continue
        if key in columns and key in READ:
            message = Message(N_('the column "{name}" stands twice'), {"name": cell.text})
            wrong.append(Problem(cell.place, message))
        if is_wide(cell.area) and key in READ:
            message = Message(N_('the heading "{name}" stands over several columns'), {"name": cell.text})
            wrong.append(Problem(cell.place, message, Message(N_("give each column a heading of its own"))))
        columns.setdefault(key, Heading(place, cell.text, declared_language(cell.text)))
    unknown = {place: cell for place, cell in enumerate(row) if cell.text and keys[place] is None}
    named = frozenset(place for place, cell in enumerate(row) if cell.text)
    return Header(number, columns, unknown, named, tuple(wrong))


def is_wide(area: str) -> bool:
    """Tell whether merged cells lie in several columns."""
    first, _, last = area.partition(":")
    return first.strip("0123456789") != last.strip("0123456789")


def is_tall(area: str) -> bool:
    """Tell whether merged cells lie in several rows."""
    first, _, last = area.partition(":")
    return first.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != last.strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def unknown_column(cell: Cell) -> Problem:
    """Say that a column is not read, and which one it may have been meant to be."""
    near = nearest(cell.text, [name for name, key in names_of_columns() if key in READ])
    hint = Message(N_("did you mean: {names}?"), {"names": ", ".join(near)}) if near else None
    return Problem(cell.place, Message(N_('the column "{name}" is not read'), {"name": cell.text}), hint)
