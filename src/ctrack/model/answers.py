"""What questions are of the values in columns: each is asked once, and of many at once where their ends tell."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ctrack.model.figures import Question
    from ctrack.model.table import TypedColumn

_UNTRUE, _TRUE = 1, 2
"""What a question is of a value; 0 as long as it was not asked."""


class Answers:
    """Of what a question is true: it is asked once about each value, or about values that stand beside each other."""

    __slots__ = ("_columns", "_known", "_question", "full", "uniform")

    def __init__(self, question: Question, columns: Sequence[TypedColumn]) -> None:
        """Begin without answers, but where nothing stands in any column."""
        self._question = question
        self._columns = columns
        self.full = [column for column in columns if column.codes]
        """Those in which any row has something."""

        is_one = len(self.full) == 1
        self._known: Any = bytearray(len(self.full[0].values)) if is_one else defaultdict(int)
        self.uniform: bool | None = None if self.full else question.holds(*[column.values[0] for column in columns])
        """What it is of all rows of the sheet, if that is known and the same."""

    def same(self, rows: Sequence[int]) -> bool | None:
        """Tell what it is of all of some rows, if that is the same."""
        codes = set(self._codes(rows))
        self._ask([each for each in codes if not self._known[each]])
        found = set(map(self._known.__getitem__, codes))
        return _TRUE in found if len(found) == 1 else None

    def true(self, rows: Sequence[int]) -> Sequence[int]:
        """Give those rows, once they were all asked about, of which it is true."""
        known = self._known
        return array("I", [row for row, code in zip(rows, self._codes(rows), strict=True) if known[code] == _TRUE])

    def _codes(self, rows: Sequence[int]) -> Sequence[Any]:
        if len(self.full) == 1:
            return self.full[0].at(rows)
        return list(zip(*(column.at(rows) for column in self.full), strict=True))

    def _ask(self, codes: Iterable[Any]) -> None:
        holds = self._question.holds
        given = [column.values[0] for column in self._columns]
        places = [(place, column.values) for place, column in enumerate(self._columns) if column.codes]
        if len(places) == 1:
            place, values = places[0]
            for code in codes:
                given[place] = values[code]
                self._known[code] = _TRUE if holds(*given) else _UNTRUE
            return
        for several in codes:
            for (place, values), code in zip(places, several, strict=True):
                given[place] = values[code]
            self._known[several] = _TRUE if holds(*given) else _UNTRUE

    def is_untrue_between(self, rows: Sequence[int]) -> bool:
        """Tell whether it is untrue of all of some rows, as far as their least and greatest number tell."""
        if not self._question.untrue_between or len(self.full) != 1:
            return False
        codes = set(self.full[0].at(rows))
        some = codes & {0}
        if numbers := codes - {0}:
            value: Callable[[int], Any] = self.full[0].values.__getitem__
            some |= {min(numbers, key=value), max(numbers, key=value)}
        self._ask(some)
        return all(self._known[code] == _UNTRUE for code in some)
