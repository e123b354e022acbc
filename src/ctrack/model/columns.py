"""Measurements in columns, typed value by value: a record is made when somebody asks for it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_args

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from ctrack.model.answers import Answers
from ctrack.model.fields import Scalar
from ctrack.model.figures import Figures
from ctrack.model.table import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Hashable, Iterator, Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

    from ctrack.findings import Pointer
    from ctrack.model.figures import Question
    from ctrack.model.table import Table, Texts, TypedColumn

R_co = TypeVar("R_co", bound="BaseModel", covariant=True)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns of a list, with typed values, by the names of fields."""

    pointer: Pointer
    columns: Mapping[str, TypedColumn]
    blank: BaseModel
    """A record of which no field is given."""

    empty: Mapping[str, TypedColumn]
    """For each field a column in which no row has anything."""

    made: dict[int, BaseModel]
    """The records that were asked for: each is made once."""

    rows: Sequence[int]
    """The rows of which there are records."""

    answers: dict[Question, Answers]
    derived: dict[tuple[str, Callable[[Any], Any]], tuple[dict[int, Any], dict[Hashable, frozenset[Any]]]]
    """What was made of the values of a field: by their numbers, and for each row of numbers that was asked about."""

    def record(self, number: int) -> BaseModel:
        """Give the record of a row."""
        record = self.made.get(number)
        if record is None:
            given: dict[str, object] = {"pointer": (*self.pointer, number)}
            for name, (codes, values) in self.columns.items():
                if code := codes[number]:
                    given[name] = values[code]
            record = self.made[number] = _like(self.blank, given)
        return record

    def column(self, name: str) -> TypedColumn:
        """Give a column: without rows where none has one."""
        return self.columns.get(name) or self.empty[name]

    def answers_to(self, question: Question) -> Answers:
        """Give what is known of a question. A general one of a single column is asked of all its values at once."""
        known = self.answers.get(question)
        if known is None:
            known = self.answers[question] = Answers(question, [self.column(name) for name in question.names])
            if len(known.full) == 1 and question.is_general:
                known.uniform = known.same(self.rows)
            elif known.is_untrue_between(self.rows):
                known.uniform = False
        return known


def _like(blank: BaseModel, given: dict[str, object]) -> BaseModel:
    """Make a copy of a record with other values, as `model_copy` does in twice the time."""
    model = type(blank)
    record = model.__new__(model)
    put = object.__setattr__
    put(record, "__dict__", blank.__dict__ | given)
    put(record, "__pydantic_fields_set__", set(given))
    put(record, "__pydantic_extra__", None)
    put(record, "__pydantic_private__", None)
    return record


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

    def derived(self, name: str, make: Callable[[Any], Any]) -> frozenset[Any]:
        """Give what `make` gives for what a field holds: it is asked once about the same value of a sheet."""
        column = self._sheet.column(name)
        known, found = self._sheet.derived.setdefault((name, make), ({}, {}))
        codes = column.at(self._rows)
        pattern = bytes(codes) if isinstance(codes, array | bytes) else tuple(codes)
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
        stretches: dict[object, list[Sequence[int]]] = {}
        stop = 0
        for code, same in groupby(column.at(self._rows)):
            start, stop = stop, stop + len(list(same))
            stretches.setdefault(column.values[code], []).append(self._rows[start:stop])
        rows = {value: one[0] if len(one) == 1 else array("I", chain(*one)) for value, one in stretches.items()}
        return {value: InColumns(self._sheet, own) for value, own in rows.items()}


def columns_of(model: type[BaseModel], table: Table, one: Callable[[int], BaseModel | None]) -> InColumns[Any]:
    """Type the columns of a table; `one` makes the record, if any, of a row with which something may be wrong.

    What is wrong shows at a value, the same in all rows, or at which keys a row has: both are looked at once.
    """
    fields = {info.alias or name: (name, info) for name, info in model.model_fields.items() if name != "pointer"}
    columns: dict[str, TypedColumn] = {}
    special = set(table.odd)
    for key, (codes, raw) in table.columns.items():
        name, info = fields.get(key, (key, None))
        values, wrong = _typed(raw, info)
        special.update([row for row, code in enumerate(codes) if code in wrong] if wrong else ())
        columns[name] = Column(codes, values)
    special.update(_rows_with_wrong_keys(model, table, special))
    made = {row: record for row in sorted(special) if (record := one(row)) is not None}
    if made:  # the table's own columns stay as they are
        columns = {name: Column(array("I", codes), values) for name, (codes, values) in columns.items()}
    for row, record in made.items():
        _enter(columns, row, record, len(table))
    table.rest()
    rows: Sequence[int] = range(len(table))
    if len(made) < len(special):
        rows = array("I", [row for row in rows if row not in special or row in made])
    return InColumns(Sheet(table.pointer, columns, *_blank(model), made, rows, {}, {}), rows)


@cache
def _blank(model: type[BaseModel]) -> tuple[BaseModel, Mapping[str, TypedColumn]]:
    empty = {name: Column(array("H"), [info.default]) for name, info in model.model_fields.items()}
    return model.model_construct(), empty


def _rows_with_wrong_keys(model: type[BaseModel], table: Table, special: Container[int]) -> list[int]:
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


def _is_sound(model: type[BaseModel], row: object) -> bool:
    try:
        model.model_validate(row)
    except ValidationError:
        return False
    return True


def _enter(columns: dict[str, TypedColumn], row: int, record: BaseModel, count: int) -> None:
    """Put what a record holds into the columns."""
    for name, value in record:
        if name != "pointer" and (name in columns or value != _default(record, name)):
            column = columns.setdefault(name, Column(array("I", [0]) * count, [_default(record, name)]))
            column.codes[row] = len(column.values)
            column.values.append(value)


def _default(record: BaseModel, name: str) -> object:
    return type(record).model_fields[name].default


def _typed(raw: Texts, field: FieldInfo | None) -> tuple[list[object], frozenset[int]]:
    """Read what a column holds; tells beside it which values cannot be read."""
    scalar = _scalar_in(field) if field else None
    if field is None or scalar is None:
        return list(raw), frozenset(range(1, len(raw)))
    at_once = scalar.read_lines(raw.lines) if scalar.read_lines else None
    if at_once is not None:
        return [field.default, *at_once], frozenset()
    values: list[object] = [field.default]
    wrong: set[int] = set()
    for code, one in enumerate(islice(raw, 1, None), 1):
        try:
            values.append(scalar.read(one))
        except PydanticCustomError:
            values.append(None)
            wrong.add(code)
    return values, frozenset(wrong)


def _scalar_in(field: FieldInfo) -> Scalar | None:
    """Give the mark of a field that holds one value; nothing for a field that holds something else."""
    waiting: list[object] = [*field.metadata, field.annotation]
    while waiting:
        part = waiting.pop(0)
        if isinstance(part, Scalar):
            return part
        waiting += get_args(part)
    return None
