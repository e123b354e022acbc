"""What stands under a page: the sources that it cites, and the signs that it uses."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ctrack.assess.results import Flag, Result, Status
from ctrack.i18n import gettext as _
from ctrack.render import text
from ctrack.render.page import Listing, Tone
from ctrack.render.words import FLAG_MEANINGS, FLAG_NAMES, STATUS_MEANINGS, STATUS_NAMES

if TYPE_CHECKING:
    from ctrack.dataset import Dataset
    from ctrack.render.text import Glyphs


class Notes:
    """Collects the sources and signs that a page uses, in the order of their first use."""

    def __init__(self, dataset: Dataset) -> None:
        """Begin with none."""
        self.dataset = dataset
        self.sources: list[str] = []
        self.statuses: set[Status] = set()
        self.flags: set[Flag] = set()
        self.has_bars = False
        self.has_marks = False
        self.has_value_bars = False
        self.has_damage = False
        self.has_tracked = False
        self.has_trends = False

    def cite(self, ident: str | None) -> str:
        """Give the number that a source is cited by."""
        if ident is None:
            return ""
        if ident not in self.sources:
            self.sources.append(ident)
        return f"[{self.sources.index(ident) + 1}]"

    def see(self, result: Result) -> None:
        """Note what a row shows."""
        self.statuses.add(result.status)
        self.flags |= set(result.flags)
        self.has_bars = self.has_bars or isinstance(result.attainment, Fraction)
        self.has_marks = self.has_marks or result.pace.expected is not None

    def legend(self, glyphs: Glyphs) -> Listing:
        """Explain the signs that were used."""
        pace = self.dataset.tracker.pace
        limits = {"on_track": text.number_text(pace.on_track), "at_risk": text.number_text(pace.at_risk)}
        items = [
            (_(STATUS_NAMES[status]), _(meaning).format_map(limits))
            for status, meaning in STATUS_MEANINGS.items()
            if status in self.statuses
        ]
        items += [(_(FLAG_NAMES[flag]), _(FLAG_MEANINGS[flag])) for flag in Flag if flag in self.flags]
        if self.has_bars:
            items.insert(0, (glyphs.full * 2 + glyphs.empty, _("share of the target reached")))
        if self.has_bars and self.has_marks:
            items.insert(1, (glyphs.mark, _("where the required path should be by then")))
        if self.has_value_bars:
            items.append((glyphs.full * 2, _("the value, beside the greatest of them")))
        if self.has_trends:
            items.append((glyphs.levels[:3], _("the values so far, from zero")))
        if self.has_tracked:
            items.append(("*", _("tracked along, not one of the declared indicators")))
        if self.has_damage:
            items.append(("!", _("some facts of this row have errors; it is computed from the sound ones")))
        return Listing(tuple(items), Tone.MUTED)

    def bibliography(self) -> Listing:
        """List the sources cited."""
        return Listing(
            tuple((f"[{number}]", self._cited(ident)) for number, ident in enumerate(self.sources, 1)), Tone.MUTED
        )

    def _cited(self, ident: str) -> str:
        source = self.dataset.source(ident)
        return text.source_text(source, ident) if source else text.visible(ident)
