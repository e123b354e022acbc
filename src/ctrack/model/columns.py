"""Measurements in columns, typed value by value: a record is made when somebody asks for it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ctrack.compiled import PydanticCustomError, ValidationError
from ctrack.frozen import frozen
from ctrack.model.answers import Answers
from ctrack.model.fields import scalar_in
from ctrack.model.figures import Figures
from ctrack.model.raw import raw_text
from ctrack.model.stretches import runs_of
from ctrack.model.table import Column
from ctrack.model.validation import validator_of
from ctrack.values.amounts import Amounts, extent_of, floats_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Hashable, Iterator, Mapping

    from ctrack.findings import Pointer
    from ctrack.model.fields import Scalar
    from ctrack.model.figures import Question
    from ctrack.model.record import Annotation, Field, Record
    from ctrack.model.table import Table, Texts, TypedColumn
    from ctrack.values.amounts import Extent

R_co = TypeVar("R_co", bound="Record", covariant=True)


@frozen(kw_only=False)
class Sheet:
    """The columns of a list, with typed values, by the names of fields."""

    pointer: Pointer
    columns: Mapping[str, TypedColumn]
    model: type[Record]
    empty: Mapping[str, TypedColumn]
    """For each field a column in which no row has anything."""

    made: dict[int, Record]
    """The records that were asked for: each is made once."""

    rows: Sequence[int]
    """The rows of which there are records."""

    table: Table | None
    """What the columns are of; none where records were put into them, too."""

    floats: dict[str, Sequence[float]]
    """The nearest floats to a field's numbers, where they were asked for."""

    answers: dict[Question, Answers]
    derived: dict[tuple[str, Callable[[Any], Any]], tuple[dict[int, Any], dict[Hashable, frozenset[Any]]]]
    """What was made of the values of a field: by their numbers, and for each row of numbers that was asked about."""

    def record(self, number: int) -> Record:
        """Give the record of a row."""
        record = self.made.get(number)
        if record is None:
            given: dict[str, object] = {"pointer": (*self.pointer, number)}
            for name, (codes, values) in self.columns.items():
                if code := codes[number]:
                    given[name] = values[code]
            record = self.made[number] = self.model.holding(given)
        return record

    def column(self, name: str) -> TypedColumn:
        """Give a column: without rows where none has one."""
        return self.columns.get(name) or self.empty[name]

    def extent(self, name: str, rows: Sequence[int]) -> Extent:
        """Give the least and the greatest size of a field's numbers in some rows."""
        known = self.table.stretches.extent(self.model.fields[name].key, rows) if self.table else None
        if known is not None:
            return known
        column = self.column(name)
        floats = self.floats.get(name)
        if floats is None:
            floats = self.floats[name] = floats_of(column.values)
        return extent_of([floats[code] for code in column.at(rows)])

    def answers_to(self, question: Question) -> Answers:
        """Give what is known of a question, whose values as a whole may tell it for all rows."""
        known = self.answers.get(question)
        if known is None:
            columns = [self.column(name) for name in question.names]
            known = self.answers[question] = Answers(question, columns, self.rows)
        return known


_NOTHING_GIVEN = bytes(1)
"""The numbers of what stands in rows of a column that is empty: one is as good as many."""


class InColumns(Figures[R_co]):
    """Measurements in columns: those rows of a sheet."""

    __slots__ = ("_rows", "_sheet")

    def __init__(self, sheet: Sheet, rows: Sequence[int]) -> None:
        """Keep the sheet, and which of its rows are meant."""
        self._sheet = sheet
        self._rows = rows

    def __len__(self) -> int:
        """Count them."""
        return len(self._rows)

    def __iter__(self) -> Iterator[R_co]:
        """Go through the records."""
        return cast("Iterator[R_co]", map(self._sheet.record, self._rows))

    def different(self, name: str) -> Sequence[Any]:
        """Give what a field holds, each at least once."""
        column = self._sheet.column(name)
        return list(map(column.values.__getitem__, set(column.at(self._rows))))

    def extent(self, name: str) -> Extent:
        """Give the least and the greatest size of numbers."""
        return self._sheet.extent(name, self._rows)

    def derived(self, name: str, make: Callable[[Any], Any]) -> frozenset[Any]:
        """Give what `make` gives for what a field holds: it is asked once about the same value of a sheet."""
        column = self._sheet.column(name)
        derived = self._sheet.derived
        known, found = derived.get((name, make)) or derived.setdefault((name, make), ({}, {}))
        codes = column.at(self._rows) if column.codes or not self._rows else _NOTHING_GIVEN
        pattern = tuple(codes) if type(codes) is list else bytes(codes)
        if pattern not in found:  # the months of one year after another are often the same
            different = set(codes)
            known.update({code: make(column.values[code]) for code in different - known.keys()})
            found[pattern] = frozenset([known[code] for code in different])
        return found[pattern]

    def rules_out(self, question: Question) -> bool:
        """Tell whether it is true of none, where that is plain without looking at each."""
        return self._sheet.answers_to(question).uniform is False

    def where(self, question: Question) -> Figures[R_co]:
        """Give those of which it is true: it is asked once about the same values of a sheet."""
        answers = self._sheet.answers_to(question)
        if not self._rows:
            return self
        is_untrue = answers.uniform is False or answers.is_untrue_between(self._rows)
        uniform = False if is_untrue else answers.uniform or answers.same(self._rows)
        if uniform is None:
            return InColumns(self._sheet, answers.true(self._rows))
        return self if uniform else InColumns(self._sheet, ())

    def by(self, name: str) -> dict[Any, Figures[R_co]]:
        """Part them by what a field holds."""
        column = self._sheet.column(name)
        runs: dict[object, list[Sequence[int]]] = {}
        for code, start, stop in runs_of(column.at(self._rows)):
            runs.setdefault(column.values[code], []).append(_tight(self._rows[start:stop]))
        rows = {value: one[0] if len(one) == 1 else array("I", chain(*one)) for value, one in runs.items()}
        return {value: InColumns(self._sheet, own) for value, own in rows.items()}


def _tight(rows: Sequence[int]) -> Sequence[int]:
    """Give rows as a range if they lie below each other."""
    first, last = rows[0], rows[-1]
    return range(first, last + 1) if last - first + 1 == len(rows) else rows


def columns_of(model: Annotation, table: Table, one: Callable[[int], Record | None]) -> InColumns[Any]:
    """Type the columns of a table; `one` makes the record, if any, of a row with which something may be wrong.

    What is wrong shows at a value, the same in all rows, or at which keys a row has: both are looked at once.
    """
    fields = {field.key: field for field in model.fields.values() if field.name != "pointer"}
    columns: dict[str, TypedColumn] = {}
    special = set(table.odd)
    for key, (codes, raw) in table.columns.items():
        field = fields.get(key)
        values, wrong = _typed(raw, field)
        special.update([row for row, code in enumerate(codes) if code in wrong] if wrong else ())
        columns[field.name if field else key] = Column(codes, values)
    special.update(_rows_with_wrong_keys(model, table, special))
    made = {row: record for row in sorted(special) if (record := one(row)) is not None}
    if made:
        columns = _with_records(columns, made, len(table))
    table.rest()
    rows = _rows_without(special - made.keys(), len(table))
    sheet = Sheet(table.pointer, columns, model, _empty(model), made, rows, None if made else table, {}, {}, {})
    return InColumns(sheet, rows)


def _rows_without(lost: Collection[int], count: int) -> Sequence[int]:
    """Give the numbers of so many rows, without some."""
    if not lost:
        return range(count)
    rows = array("I")
    for before, row in pairwise([-1, *sorted(lost), count]):
        rows.extend(range(before + 1, row))
    return rows


@cache
def _empty(model: Annotation) -> Mapping[str, TypedColumn]:
    return {name: Column(array("H"), [field.default]) for name, field in model.fields.items()}


def _rows_with_wrong_keys(model: Annotation, table: Table, special: Container[int]) -> list[int]:
    """Give the rows with keys that do not go together: where one of good values is sound, all with its keys are."""
    sound: dict[tuple[str, ...], bool] = {}
    found: list[int] = []
    for rows, keys in table.blocks:
        first = next((row for row in rows if row not in special), None) if keys not in sound else None
        if first is not None:
            sound[keys] = _is_sound(model, table[first])
        if not sound.get(keys, True):
            found += rows
    return found


def _is_sound(model: Annotation, row: object) -> bool:
    try:
        validator_of(model).validate_python(row)
    except ValidationError:
        return False
    return True


def _with_records(columns: Mapping[str, TypedColumn], made: Mapping[int, Record], count: int) -> dict[str, TypedColumn]:
    """Put what records hold into the columns: into others, as the table's own stay as they are."""
    entered: dict[str, Column[list[object]]] = {
        name: Column(array("I", codes), list(values)) for name, (codes, values) in columns.items()
    }
    for row, record in made.items():
        for name, field in record.fields.items():
            value = getattr(record, name)
            if name != "pointer" and (name in entered or value != field.default):
                codes, values = entered.setdefault(name, Column(array("I", [0]) * count, [field.default]))
                codes[row] = len(values)
                values.append(value)
    return {name: Column(codes, values) for name, (codes, values) in entered.items()}


def _typed(raw: Texts, field: Field | None) -> tuple[Sequence[object], frozenset[int]]:
    """Read what a column holds; tells beside it which values cannot be read."""
    scalar = scalar_in(field.annotation) if field else None
    if field is None or scalar is None:
        return list(raw), frozenset(range(1, len(raw)))
    if scalar.is_number and raw.floats:
        return Amounts(raw.lines, raw.floats), frozenset()
    values, wrong = (_read_again if len(raw.lines) <= _OFTEN_THE_SAME else _read)(scalar, raw.lines)
    return [field.default, *values], wrong


def _read(scalar: Scalar, lines: str) -> tuple[Sequence[object], frozenset[int]]:
    """Read what stands on lines, and tell which cannot be read; the first line is 1."""
    values: list[object] = []
    wrong: set[int] = set()
    for code, text in enumerate(lines.split("\n"), 1):
        try:
            values.append(scalar.read(raw_text(text)))
        except PydanticCustomError:
            values.append(None)
            wrong.add(code)
    return values, frozenset(wrong)


_OFTEN_THE_SAME = 10_000
"""So many characters of dates, codes or sources often stand in many files alike."""

_read_again = lru_cache(maxsize=256)(_read)
