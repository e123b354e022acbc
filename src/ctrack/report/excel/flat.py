"""What a sheet can hold of tables and charts: tables whose notes are columns, charts as tables of their points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render.page import Tone
from ctrack.report.model import Bars, Column, Field, Kind, Line, Table
from ctrack.values.numbers import as_decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.report.model import Point
    from ctrack.values.numbers import Number


def with_notes(table: Table) -> Table:
    """Put the notes of a column into one of their own beside it."""
    noted = {number for row in table.rows for number, field in enumerate(row) if field.note}
    columns: list[Column] = []
    for number, column in enumerate(table.columns):
        heading = _("{heading} – note").format(heading=column.heading)  # noqa: RUF001 - a dash
        columns += [column, Column(heading=heading, is_wide=True)] if number in noted else [column]
    rows = tuple(tuple(_apart(row, noted)) for row in table.rows)
    return Table(ident=table.ident, caption=table.caption, columns=tuple(columns), rows=rows)


def _apart(row: tuple[Field, ...], noted: set[int]) -> Iterator[Field]:
    for number, field in enumerate(row):
        yield field
        if number in noted:
            yield Field(text=field.note)


def points_of(chart: Line | Bars) -> Table:
    """Write a chart as a table: a row for each point or bar."""
    kind = Kind.PERCENT if chart.unit == "%" else Kind.NUMBER
    value = Column(heading=f"{_('Value')} ({chart.unit})" if chart.unit else _("Value"), kind=kind)
    said = Column(heading=_("In words"))
    if isinstance(chart, Line):
        names = [Column(heading=_("Kind of point")), Column(heading=_("Day"), kind=Kind.DATE)]
        rows = tuple(_line_rows(chart))
    else:
        names, rows = [Column(heading=_("Name"))], tuple(_bar_rows(chart))
    return Table(ident=chart.ident, caption=chart.caption, columns=(*names, value, said), rows=rows)


def _line_rows(chart: Line) -> Iterator[tuple[Field, ...]]:
    series: tuple[tuple[str, tuple[Point, ...]], ...] = (
        (_("value"), chart.values),
        (_("value that does not count"), chart.shown),
        (_("required path"), chart.path),
        (_("target"), chart.targets),
    )
    for name, points in series:
        for point in points:
            day = Field(text=str(point.day), value=point.day)
            yield Field(text=name), day, *_said_twice(point.value, point.label)


def _bar_rows(chart: Bars) -> Iterator[tuple[Field, ...]]:
    for bar in chart.bars:
        yield Field(text=bar.name, tone=bar.tone), *_said_twice(bar.value, bar.label)
    if chart.target is not None:
        yield Field(text=_("target"), tone=Tone.STRONG), *_said_twice(chart.target, chart.target_label)


def _said_twice(value: Number, label: str) -> tuple[Field, Field]:
    """Give a value with all decimals that it has, and the words for it."""
    decimal = as_decimal(value)
    return Field(text=label, value=value if decimal is None else decimal), Field(text=label)
