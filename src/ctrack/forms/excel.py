"""Excel workbooks as tables. What a cell shows is not always what it holds: what could be either is refused."""

from __future__ import annotations

import re
import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ctrack.errors import CannotRunError
from ctrack.forms.tables import Cell, Kind, Table, letters_of, text_cell
from ctrack.i18n import N_, Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

DIGITS = 15
"""So many digits of a number a spreadsheet keeps."""

MAX_BYTES = 256 * 1024 * 1024
MAX_MERGED = 100_000
SAVE_AGAIN = Message(N_("open it, and save it again as an Excel workbook (.xlsx)"))

_LITERALS = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
"""What a format shows beside the number: in quotes or behind a backslash; spaces, fillers, and what brackets say."""

_SCALED = re.compile(r"[0#?.],+(?![0#?])")
"""Commas behind the last digit, each of which hides three."""

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')


def openpyxl() -> ModuleType:
    """Give the library that reads and writes workbooks; raises CannotRunError where it is not installed."""
    try:
        import openpyxl as library  # noqa: PLC0415 - an extra, and slow to import
    except ImportError:
        message = Message(N_("workbooks need the package openpyxl, which is not installed"))
        raise CannotRunError(message, Message(N_("pip install 'ctrack[excel]'"))) from None
    return library


def read_workbook(name: str, content: bytes) -> tuple[Table, ...]:
    """Read the sheets of a workbook from its bytes; raises CannotRunError where they are none."""
    library = openpyxl()
    _refuse_foreign(name, content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what it does not carry over when writing, which is not done
        try:
            book = library.load_workbook(BytesIO(content), data_only=False)
            tables = tuple(_table(name, sheet) for sheet in book.worksheets)
        except Exception:  # noqa: BLE001 - whatever it meets in a damaged file
            tables = ()
    if not tables:
        message = N_("{file} cannot be read as a workbook: it is damaged, or of another kind (“Strict”, .ods)")
        raise CannotRunError(Message(message, {"file": name}), SAVE_AGAIN)
    return tables


def _refuse_foreign(name: str, content: bytes) -> None:
    """Refuse what is no workbook of this kind, or unpacks to more than any form holds."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            is_large = sum(part.file_size for part in packed.infolist()) > MAX_BYTES
            is_large = is_large or any(_merged_count(packed.read(part)) > MAX_MERGED for part in _sheets(packed))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        message = N_("{file} is not an Excel workbook (.xlsx), or it is locked with a password")
        raise CannotRunError(Message(message, {"file": name}), SAVE_AGAIN) from None
    if is_large:
        raise CannotRunError(Message(N_("{file} is too large to be read"), {"file": name}))


def _sheets(packed: zipfile.ZipFile) -> Iterator[str]:
    return (part for part in packed.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml"))


def _merged_count(sheet: bytes) -> int:
    """Count the cells of merged areas, each of which the library makes."""
    count = 0
    for first, top, last, bottom in _MERGED.findall(sheet):
        count += (_column(last) - _column(first) + 1) * (int(bottom) - int(top) + 1)
    return count


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number


def _table(name: str, sheet: Any) -> Table:  # noqa: ANN401 - openpyxl's stubs do not know its cells by place
    """Read the cells that hold something; a format alone, however far away, is nothing."""
    title = f"{name} '{sheet.title}'"
    areas = {cell: str(area) for area in sheet.merged_cells.ranges for cell in area.cells}
    held = {place: cell for place, cell in sheet._cells.items() if cell.value is not None or place in areas}  # noqa: SLF001
    rows, columns = (max((place[axis] for place in held), default=0) for axis in (0, 1))
    by_row: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in held.items():
        place = f"{title}!{cell.coordinate}"
        by_row.setdefault(row, {})[column] = _cell(place, cell, areas.get((row, column), ""))
    empty: dict[int, Cell] = {}
    return Table(
        title,
        tuple(
            tuple(
                by_row.get(row, empty).get(column) or Cell(f"{title}!{letters_of(column - 1)}{row}")
                for column in range(1, columns + 1 if row in by_row else 1)
            )
            for row in range(1, rows + 1)
        ),
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(row - 1 for row in by_row if sheet.row_dimensions[row].hidden),
    )


def _cell(place: str, cell: Any, area: str) -> Cell:  # noqa: ANN401
    match cell.value:
        case None:
            found = Cell(place)
        case _ if cell.data_type == "f":
            found = _refused(place, "=", Message(N_("holds a formula")), Message(N_("paste its value in its place")))
        case _ if cell.data_type == "e":
            found = _refused(place, str(cell.value), Message(N_("holds an error of the spreadsheet")))
        case bool():
            found = Cell(place, Kind.TRUTH, "true" if cell.value else "false")
        case int() | float():
            found = _number(place, cell.value, cell.number_format)
        case datetime() | date():
            found = _day(place, cell.value, cell.number_format)
        case time() | timedelta():
            found = _refused(place, str(cell.value), Message(N_("holds a time of day")))
        case _:
            found = text_cell(place, str(cell.value))
    return found._replace(area=area)


def _refused(place: str, text: str, problem: Message, hint: Message | None = None) -> Cell:
    return Cell(place, Kind.REFUSED, text, problem=problem, hint=hint)


def _number(place: str, value: float, shown_as: str) -> Cell:
    """Take a number as the shortest decimal that is it: what was typed, unless it was computed."""
    number = Decimal(repr(value))
    if not number.is_finite() or len(number.normalize().as_tuple().digits) > DIGITS:
        message = Message(N_("holds {number}, more digits than a spreadsheet keeps"), {"number": value})
        return _refused(place, str(value), message, Message(N_("round it, or type it as text")))
    bare = _LITERALS.sub("", shown_as)
    if _SCALED.search(bare.split(";")[0]):
        message = Message(N_("holds {number}, and its format shows it divided by a thousand"), {"number": value})
        return _refused(place, str(value), message, Message(N_("show the number itself")))
    if "%" in bare:
        return Cell(place, Kind.PERCENTAGE, _plain(number * 100))
    beside = "".join(one or two for one, two in _LITERALS.findall(shown_as.split(";", maxsplit=1)[0])).strip()
    return Cell(place, Kind.NUMBER, _plain(number), beside=beside)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(place: str, value: date, shown_as: str) -> Cell:
    """Take a day as one, or as its month or year where the cell shows no more."""
    if isinstance(value, datetime) and value.time() != time():
        return _refused(place, str(value), Message(N_("holds a time of day")))
    shown = {letter for letter in _LITERALS.sub("", shown_as).lower() if letter in "dmy"}
    if "y" not in shown or shown == {"d", "y"}:
        message = Message(N_("holds the day {day}, and does not show all of it"), {"day": f"{value:%Y-%m-%d}"})
        return _refused(place, str(value), message, Message(N_("format the cell as text, and write the period")))
    return Cell(
        place, Kind.PERIOD, f"{value:%Y-%m-%d}" if "d" in shown else f"{value:%Y-%m}" if "m" in shown else f"{value:%Y}"
    )
