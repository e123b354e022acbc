"""The formats of a report, by their names: how a file of each is called, and how it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ctrack.report.model import Report


class Format(NamedTuple):
    """A format: the ending of its files' names, and its writer."""

    suffix: str
    write: Callable[[Report], bytes]


def _html(report: Report) -> bytes:
    from ctrack.report.html import to_html  # noqa: PLC0415 - each needs libraries that the others do not

    return to_html(report).encode()


def _docx(report: Report) -> bytes:
    from ctrack.report.docx import to_docx  # noqa: PLC0415

    return to_docx(report)


def _xlsx(report: Report) -> bytes:
    from ctrack.report.xlsx import to_xlsx  # noqa: PLC0415

    return to_xlsx(report)


def _markdown(report: Report) -> bytes:
    from ctrack.report.markdown import to_markdown  # noqa: PLC0415

    return to_markdown(report).encode()


FORMATS: Mapping[str, Format] = {
    "html": Format(".html", _html),
    "docx": Format(".docx", _docx),
    "xlsx": Format(".xlsx", _xlsx),
    "markdown": Format(".md", _markdown),
}
