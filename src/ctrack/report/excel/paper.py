"""How a sheet is scrolled, filtered and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from ctrack.i18n import gettext as _
from ctrack.report.excel.measures import LINE_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from ctrack.report.excel.tables import Placed

_MOST_FROZEN = 14 * LINE_HEIGHT
"""What stays on the screen takes no more of it, so that there is room for what is scrolled."""


def set_paper(sheet: Worksheet, tables: Sequence[Placed], titles: int, columns: int) -> None:
    """Keep headings in sight, filter the largest table, and print on wide pages that hold all columns."""
    largest = max(tables, key=lambda table: table.last - table.head, default=None)
    is_first = largest is not None and largest is tables[0]
    frozen = largest.head if largest and is_first and _height(sheet, largest.head) <= _MOST_FROZEN else titles
    sheet.freeze_panes = f"A{frozen + 1}"
    if largest and largest.last > largest.head:
        sheet.auto_filter.ref = largest.area
    _set_print(sheet, largest.head if largest and _is_most(sheet, largest) else titles)
    sheet.print_area = f"A1:{get_column_letter(columns)}{sheet.max_row}"


def _height(sheet: Worksheet, last: int) -> float:
    return sum(sheet.row_dimensions[row].height or LINE_HEIGHT for row in range(1, last + 1))


def _is_most(sheet: Worksheet, table: Placed) -> bool:
    """Tell whether a table is most of what comes after its heading, which is then repeated on each page."""
    return table.last - table.head >= sheet.max_row - table.last


def _set_print(sheet: Worksheet, repeated: int) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom, margins.footer = 0.75, 0.3
    sheet.print_options.horizontalCentered = True
    sheet.print_title_rows = f"{repeated}:{repeated}"
    if (footer := sheet.oddFooter) is not None:  # one without a text is false
        footer.center.text = _("Page {page} of {pages}").format(page="&P", pages="&N")
