"""A form as an Excel workbook: what is known is locked, what is asked for can be filled, and choices are offered.

The cells to fill keep the format “General”: in cells that are formatted as numbers a spreadsheet takes `1/5` for a day
and shows its number, and nobody can tell afterwards. As “General” it shows a date, which import refuses.
"""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ctrack.dataset import CITY
from ctrack.forms.choices import offer_choices
from ctrack.forms.columns import CITY_NAME, HEADINGS, TO_FILL, column_of, heading_text
from ctrack.forms.excel import DIGITS, openpyxl
from ctrack.forms.headed import SOURCES_HEADINGS
from ctrack.frozen import frozen
from ctrack.i18n import every_language, written_language
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.figures import measured_text
from ctrack.render.rows import depths
from ctrack.render.sheets import number_format, places_of, titles
from ctrack.values.names import bare_key, match_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.styles import Border
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from ctrack.dataset import Dataset
    from ctrack.forms.lines import Line
    from ctrack.model.indicator import Measurement
    from ctrack.values.periods import Period

WIDTHS: Mapping[str, int] = {
    "code": 14,
    "name": 46,
    "district": 16,
    "unit": 18,
    "target": 15,
    "deadline": 12,
    "latest_value": 14,
    "latest_of": 9,
    "latest_date": 23,
    "value": 16,
    "of": 14,
    "date": 14,
    "status": 14,
    "break": 11,
    "source": 26,
    "note": 40,
}
"""How wide the columns are, in characters."""

HEADING_ROW = 4
WRAPPED = ("name", "unit", "note")
_HEAD, _FILL, _LINE = "DDE6EE", "FFF8DC", "BFBFBF"
_FAR = 10**DIGITS
_LINE_HEIGHT = 15


@frozen
class FormSheet:
    """A sheet of a form: its short name, its title, and its lines."""

    name: str
    title: str
    lines: Sequence[Line]


def write_form(dataset: Dataset, sheets: Sequence[FormSheet], period: Period) -> bytes:
    """Give the bytes of a workbook with a sheet for each of `sheets`, and one that lists the sources."""
    book: Workbook = openpyxl().Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "ctrack"
    *named, listed = titles([*(sheet.name for sheet in sheets), _("Sources")])
    for title, sheet in zip(named, sheets, strict=True):
        _Sheet(dataset, book.create_sheet(title), period, listed).write(sheet)
    _write_sources(dataset, book.create_sheet(listed))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(sheet: Worksheet, row: int, column: int, found: str | Decimal | None) -> Any:  # noqa: ANN401 - a cell of openpyxl, whose stubs cannot tell it from a merged one
    """Write a cell; a text is a text even where it looks like a formula."""
    cell: Any = sheet.cell(row, column)
    if isinstance(found, Decimal):
        cell.value = int(found) if found == found.to_integral_value() else float(found)
    elif found:
        cell.value = text.visible(found)
        cell.data_type = "s"
    return cell


class _Sheet:
    """Writes one sheet: title, instructions, headings, lines."""

    def __init__(self, dataset: Dataset, sheet: Worksheet, period: Period, listed: str) -> None:
        self.dataset, self.sheet, self.period, self.listed = dataset, sheet, period, listed
        self.language = written_language()

    def write(self, form: FormSheet) -> None:
        from openpyxl.styles import Font  # noqa: PLC0415 - an extra

        _put(self.sheet, 1, 1, form.title).font = Font(bold=True, size=13)
        _put(self.sheet, 2, 1, self._asked_for())
        _put(self.sheet, 3, 1, self._how_to_write())
        self._write_headings()
        depth = depths(line.entry for line in form.lines)
        for number, line in enumerate(form.lines, HEADING_ROW + 1):
            self._write_line(number, line, depth[line.entry.code])
        units = [self.dataset.unit(line.entry) for line in form.lines]
        count = len(self.dataset.files.sources)
        listed = f"'{self.listed}'!$A$2:$A${1 + count}" if count else None
        offer_choices(self.sheet, HEADING_ROW, units, listed)
        self._lay_out(HEADING_ROW + len(form.lines))

    def _asked_for(self) -> str:
        asked = _("Figures for {period}. Fill the yellow cells; a row without a value stays as it is.")
        return asked.format(period=text.period_text(self.period))

    def _how_to_write(self) -> str:
        periods = "2024, 2024-H1, 2024-Q3, 2024-09, 2024-09-30, 2024-01..2024-09"
        return _("Periods are written {periods}; sources by their id.").format(periods=periods)

    def _write_headings(self) -> None:
        self.sheet.row_dimensions[HEADING_ROW].height = 2 * _LINE_HEIGHT
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        for column, (key, name) in enumerate(HEADINGS.items(), 1):
            cell = _put(self.sheet, HEADING_ROW, column, heading_text(key, _(name), self.language))
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", start_color=_HEAD)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            cell.border = _border()

    def _write_line(self, row: int, line: Line, depth: int) -> None:
        from openpyxl.styles import Alignment, PatternFill, Protection  # noqa: PLC0415

        known = self._known(line)
        for column, key in enumerate(HEADINGS, 1):
            found = known.get(key)
            cell = _put(self.sheet, row, column, found)
            is_to_fill = key in TO_FILL
            cell.protection = Protection(locked=not is_to_fill)
            cell.border = _border()
            indent = depth if key == "name" else 0
            is_figure = key in {"target", "latest_value", "latest_of", "value", "of"}
            cell.alignment = Alignment(
                vertical="top", wrap_text=key in WRAPPED, indent=indent, horizontal="right" if is_figure else None
            )
            if isinstance(found, Decimal) and not is_to_fill:
                cell.number_format = number_format(places_of(found), self.language)
            elif key not in {"value", "of"}:
                cell.number_format = "@"
            if is_to_fill:
                cell.fill = PatternFill("solid", start_color=_FILL)
        self.sheet.row_dimensions[row].height = _LINE_HEIGHT * _line_count(known)

    def _known(self, line: Line) -> dict[str, str | Decimal | None]:
        """Give what a line shows, and what it proposes: the period, and what the target is of."""
        unit = self.dataset.unit(line.entry)
        return {
            "code": line.entry.code,
            "name": text.name_text(line.entry.indicator),
            "district": _scope_text(self.dataset, line.scope),
            "unit": unit.name if unit.name == "%" else text.unit_text(unit),
            "target": text.goal_text(line.goal, unit) if line.goal else None,
            "deadline": text.goal_deadline_text(line.goal) if line.goal else None,
            "of": line.goal.target.of if line.goal else None,
            "date": str(self.period),
            **(_latest(line.latest) if line.latest else {}),
        }

    def _lay_out(self, last_row: int) -> None:
        sheet = self.sheet
        for key, width in WIDTHS.items():
            sheet.column_dimensions[column_of(key)].width = width
        sheet.freeze_panes = f"C{HEADING_ROW + 1}"
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False
        _print_on_a4(sheet)
        sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
        sheet.print_area = f"A1:{column_of('note')}{last_row}"


def _line_count(known: Mapping[str, str | Decimal | None]) -> int:
    """Tell how many lines the texts of a row take: spreadsheets do not make room for them by themselves."""
    return max(-(-len(str(known.get(key) or " ")) // (WIDTHS[key] - 4)) for key in WRAPPED)


def _print_on_a4(sheet: Worksheet) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _border() -> Border:
    from openpyxl import styles  # noqa: PLC0415

    side = styles.Side(style="thin", color=_LINE)
    return styles.Border(left=side, right=side, top=side, bottom=side)


def _scope_text(dataset: Dataset, scope: str) -> str:
    """Name a scope so that it is found again: a district by its id where its name could mean something else."""
    if scope == CITY:
        return _(CITY_NAME)
    name = dataset.districts[scope].name
    is_city = bare_key(name) in map(bare_key, every_language(CITY_NAME))
    return name if match_name(name, dataset.district_spellings()) == (scope,) and not is_city else scope


def _latest(latest: Measurement) -> dict[str, str | Decimal | None]:
    """Give the latest figure: a number where it was entered as one that a spreadsheet can hold, else as text."""
    is_number = latest.value is not None and latest.bound is None and _fits(latest.value)
    shown = latest.value if is_number else measured_text(latest)
    of = latest.of if is_number and latest.of is not None else None
    return {"latest_value": shown, "latest_of": of, "latest_date": text.period_text(latest.date)}


def _fits(number: Decimal) -> bool:
    return len(number.as_tuple().digits) <= DIGITS


def _write_sources(dataset: Dataset, sheet: Worksheet) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415

    for column, (name, width) in enumerate(zip(map(_, SOURCES_HEADINGS), (30, 80, 16), strict=True), 1):
        _put(sheet, 1, column, name).font = Font(bold=True)
        sheet.column_dimensions["ABC"[column - 1]].width = width
    for row, (ident, source) in enumerate(dataset.files.sources.items(), 2):
        published = text.period_text(source.published) if source.published else None
        for column, found in enumerate((ident, text.title_text(source), published), 1):
            cell = _put(sheet, row, column, found)
            cell.number_format, cell.alignment = "@", Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    _print_on_a4(sheet)
