"""What questions are of the values in columns: each is asked once, and of many at once where their ends tell."""

from __future__ import annotations

from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from ctrack.values.amounts import Amounts, floats_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from ctrack.model.figures import Question
    from ctrack.model.table import TypedColumn

_UNTRUE, _TRUE = 1, 2
"""What a question is of a value; 0 as long as it was not asked."""


class Answers:
    """Of what a question is true: it is asked once about each value, or about values that stand beside each other."""

    __slots__ = ("_columns", "_full", "_known", "_question", "uniform")

    def __init__(self, question: Question, columns: Sequence[TypedColumn], rows: Sequence[int]) -> None:
        """Begin with what can be told of all `rows` of a sheet at once.

        That is all where nothing stands in any column; a general question of one column is asked of all its values.
        """
        self._question = question
        self._columns = columns
        self._full = [column for column in columns if column.codes]
        """Those in which any row has something."""

        is_one = len(self._full) == 1
        self._known: Any = bytearray(len(self._full[0].values)) if is_one else defaultdict(int)
        self.uniform: bool | None = None if self._full else question.holds(*[column.values[0] for column in columns])
        """What it is of all rows, if that is known and the same."""

        if is_one and self._is_untrue_of_all():
            self.uniform = False
        elif is_one and question.is_general:
            self.uniform = self.same(rows)

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
        if len(self._full) == 1:
            return self._full[0].at(rows)
        return list(zip(*(column.at(rows) for column in self._full), strict=True))

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
        return self._question.untrue_between and len(self._full) == 1 and self._is_untrue_at(set(self._codes(rows)))

    def _is_untrue_of_all(self) -> bool:
        """Tell whether it is untrue of all values of the only column, as far as ends and signs tell."""
        values, question = self._full[0].values, self._question
        if not isinstance(values, Amounts):
            return question.untrue_between and self._is_untrue_at(range(len(values)))
        if question.sign and not question.sign.search(values.lines):
            return self._is_untrue_at([0])
        return question.untrue_between and self._is_untrue_at([0, *values.ends])

    def _is_untrue_at(self, codes: Collection[int]) -> bool:
        """Tell whether it is untrue of the ends of some values; the least is one of those with the least float."""
        floats = floats_of(self._full[0].values)
        numbers = [code for code in codes if code]
        ends = [end(map(floats.__getitem__, numbers)) for end in (min, max) if numbers]
        some = [code for code in codes if not code or floats[code] in ends]
        self._ask(some)
        return all(self._known[code] == _UNTRUE for code in some)
