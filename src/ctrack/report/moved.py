"""A report's section on what moved since last time: by what was known on an earlier day, or by earlier files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.frozen import frozen
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render import text
from ctrack.render.page import Tone
from ctrack.report.fields import NOTHING, status_field, text_field
from ctrack.report.model import Column, Field, Kind, Paragraph, Section, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctrack.assess.results import Result
    from ctrack.report.fields import Fields
    from ctrack.report.model import Block


@frozen
class Moved:
    """A row before and now."""

    before: Result
    after: Result

    @property
    def has_other_status(self) -> bool:
        """Whether the status is another one."""
        return self.before.status is not self.after.status

    @property
    def has_other_value(self) -> bool:
        """Whether the latest value is another one."""
        return _told(self.before) != _told(self.after)


def _told(result: Result) -> tuple[object, ...] | None:
    value = result.value
    return (value.amount, value.of, value.last, value.bound) if value else None


@frozen
class Since:
    """What a report is compared with: how it is called, and the rows that are not as they were."""

    name: str
    rows: tuple[Moved, ...]


def moved_section(fields: Fields, since: Since) -> Section:
    """List the rows whose status moved, then those that only have another value."""
    title = _("What moved since {since}").format(since=text.visible(since.name))
    return Section(ident="moved", title=title, short=_("Moved"), blocks=tuple(_blocks(fields, since)))


def _blocks(fields: Fields, since: Since) -> Iterator[Block]:
    moved = [row for row in since.rows if row.has_other_status]
    others = [row for row in since.rows if not row.has_other_status and row.has_other_value]
    if not moved and not others:
        yield Paragraph(text=_("No status moved, and no value is another one."))
        return
    counts = (
        ngettext("{count} status moved", "{count} statuses moved", len(moved)).format(
            count=text.count_text(len(moved))
        ),
        ngettext("{count} further value is another one", "{count} further values are others", len(others)).format(
            count=text.count_text(len(others))
        ),
    )
    yield Paragraph(text="; ".join(counts) + ".", tone=Tone.MUTED)
    if moved:
        yield _table(fields, moved, "moved-statuses", _("Statuses that moved"), has_status=True)
    if others:
        yield _table(fields, others, "moved-values", _("Other values, the same status"), has_status=False)


def _table(fields: Fields, rows: Sequence[Moved], ident: str, caption: str, *, has_status: bool) -> Table:
    statuses = [_("Status before"), _("Status now")] if has_status else [_("Status now")]
    columns = (
        Column(heading=_("Indicator"), is_wide=True),
        Column(heading=_("Value before"), kind=Kind.NUMBER),
        Column(heading=_("Value now"), kind=Kind.NUMBER),
        *(Column(heading=heading, kind=Kind.STATUS) for heading in statuses),
    )
    lines = tuple(
        (
            fields.name(row.after, note=fields.scope(row.after) or None),
            _before(fields, row.before),
            fields.value(row.after),
            *([status_field(row.before.status)] if has_status else []),
            fields.status(row.after),
        )
        for row in rows
    )
    return Table(ident=ident, caption=caption, columns=columns, rows=lines)


def _before(fields: Fields, result: Result) -> Field:
    """Write a value that was; its sources are told where they count now."""
    value = result.value
    if value is None:
        return text_field(_("no data"), tone=Tone.MUTED) if result.goal else NOTHING
    period = "" if value.rollup else text.period_text(value.latest.period if value.is_single else value.period)
    words = text.value_text(value, fields.unit(result))
    return Field(text=words, value=text.rounded(value.amount), note=period)
