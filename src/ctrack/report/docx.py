"""The report as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.report.extras import needed

if TYPE_CHECKING:
    from ctrack.report.model import Report


def to_docx(report: Report) -> bytes:
    """Write a report; the same one always gives the same bytes. Raises CannotRunError without python-docx."""
    with needed("python-docx"):
        from ctrack.report.word.document import write  # noqa: PLC0415 - an extra, and slow to import
    return write(report)
