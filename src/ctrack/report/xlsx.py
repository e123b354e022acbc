"""The report as an Excel workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.report.extras import needed

if TYPE_CHECKING:
    from ctrack.report.model import Report


def to_xlsx(report: Report) -> bytes:
    """Write a report; the same one always gives the same bytes. Raises CannotRunError without openpyxl."""
    with needed("openpyxl"):
        from ctrack.report.excel.book import write  # noqa: PLC0415 - an extra, and slow to import
    return write(report)
