"""A report's last sections: the sources that it cites, and how its numbers are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.i18n import gettext as _
from ctrack.render.text import UNICODE
from ctrack.report.model import Paragraph, Section, Terms

if TYPE_CHECKING:
    from ctrack.render.notes import Notes


def sources_section(notes: Notes) -> Section:
    """List the sources cited, by their numbers."""
    return Section(
        ident="sources", title=_("Sources"), short=_("Sources"), blocks=(Terms(items=notes.bibliography().items),)
    )


def method_section(notes: Notes) -> Section:
    """Say how numbers and statuses are made."""
    told = (
        _("A value is the latest that is known on the day of this report; sums and averages take all their periods."),
        _("Attained is the value by the target, or the target by the value where less is better, in per cent."),
        _(
            "Pace is the change so far by the change that the path from the start to the target requires until then, "
            "in per cent; where it cannot be said, it is left out."
        ),
        _("Numbers are computed exactly and rounded only where they are written; short of 100 never reads 100."),
        _("Indicators are counted, never averaged. What is not known is left empty and is not zero."),
    )
    notes.has_bars = notes.has_marks = notes.has_trends = False  # a report draws otherwise
    return Section(
        ident="method",
        title=_("Method"),
        short=_("Method"),
        blocks=(*(Paragraph(text=one) for one in told), Terms(items=notes.legend(UNICODE).items)),
    )
