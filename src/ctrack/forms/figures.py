"""Rows of a sheet to figures: every cell read by what its column and its indicator want, or refused with its place."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, TypeVar

from ctrack.assess.rows import has_city_row
from ctrack.checks.shape import shape
from ctrack.dataset import CITY
from ctrack.errors import CtrackError, UsageError
from ctrack.forms.cells import bound_of, is_called, is_unit, note_of, number_of, period_of, status_of, truth_of
from ctrack.forms.columns import CITY_NAME, HEADINGS, NUMBERS, VALUES, is_tall
from ctrack.forms.headed import has_value
from ctrack.forms.sheets import Figure, Understood
from ctrack.forms.tables import Cell, Kind, Problem
from ctrack.i18n import N_, Message
from ctrack.lookup import find_district, find_measured, find_source, scope_of
from ctrack.model.indicator import Measurement
from ctrack.store.scalars import Value, plain, typed
from ctrack.values.names import bare_key
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ctrack.dataset import Dataset, IndicatorEntry
    from ctrack.forms.headed import TableRow
    from ctrack.forms.sheets import Defaults, Sheets

Found = TypeVar("Found")

SHARES = ("of_target", "stated")
"""Columns that hold percentages whatever the indicator's unit."""


def read_rows(dataset: Dataset, rows: Iterable[TableRow], defaults: Defaults, sheets: Sheets) -> None:
    """Read rows into `sheets`: their figures, or what is wrong with them."""
    district = cache(partial(_district, dataset))
    for row in rows:
        _RowReader(dataset, row, defaults, sheets, district).read()


def _district(dataset: Dataset, asked: str) -> str | UsageError:
    try:
        return find_district(dataset, asked)
    except UsageError as error:
        return error


class _RowReader:
    """Reads one row, cell by cell, and notes what is wrong with each."""

    def __init__(
        self,
        dataset: Dataset,
        row: TableRow,
        defaults: Defaults,
        sheets: Sheets,
        district: Callable[[str], str | UsageError],
    ) -> None:
        self.dataset, self.row, self.defaults, self.sheets, self.district = dataset, row, defaults, sheets, district
        self.languages = {key: one.language or defaults.language for key, one in row.header.columns.items()}
        self.cells = row.by_column
        self.is_sound = True

    def read(self) -> None:
        if not has_value(self.cells):
            self._leave_blank()
            return
        if self.row.is_hidden:
            self.sheets.remarks.append(Problem(self._value_place, Message(N_("the row is hidden, and read"))))
        self._refuse_astray()
        entry = self._tried("code", self._entry)
        scope = self._tried("district", partial(self._scope, entry)) if entry else None
        values = dict(self._values(entry))
        if entry:
            self._compare(entry)
        if entry and scope and self.is_sound:
            self._note_figure(entry, scope, values)

    @property
    def _value_place(self) -> str:
        return next(self.cells[key].place for key in VALUES if self._has(key))

    def _has(self, key: str) -> bool:
        return key in self.cells and self.cells[key].kind is not Kind.EMPTY

    def _leave_blank(self) -> None:
        """Leave a row without a value alone; but what may be one that slipped into another column is refused."""
        if not self._has("code"):
            return
        self.sheets.blank += 1
        self._refuse_astray()
        if self._has("note"):
            message = Message(N_("there is a note without a value: nothing is recorded of it"))
            self.sheets.remarks.append(Problem(self.cells["note"].place, message))

    def _refuse_astray(self) -> None:
        cell = self.row.astray
        if cell:
            message = Message(N_('"{text}" stands under no heading'), {"text": cell.text})
            hint = Message(
                N_("was it cut off by a decimal comma? put the number in quotes; else give the column a name")
            )
            self._refuse(cell, message, hint)

    def _refuse(self, cell: Cell, message: Message, hint: Message | None = None) -> None:
        """Note a problem; of cells that are merged with others it is told once."""
        self.is_sound = False
        if not cell.area or not any(one.message == message for one in self.sheets.problems):
            self.sheets.problems.append(Problem(cell.place, message, hint))

    def _tried(self, key: str, read: Callable[[Cell], Found]) -> Found | None:
        """Read the cell of a column; nothing, and a problem noted, where that is not possible."""
        cell = self.cells.get(key) or Cell(self.cells["code"].place)
        try:
            if is_tall(cell.area):
                message = Message(N_("is merged with others ({cells})"), {"cells": cell.area})
                raise UsageError(message, Message(N_("unmerge them, and fill each row")))
            if cell.kind is Kind.REFUSED:
                raise UsageError(cell.problem or Message(cell.text), cell.hint)
            return read(cell)
        except (ReadingError, CtrackError) as error:
            self._refuse(cell, error.message, error.hint)
            return None

    def _entry(self, cell: Cell) -> IndicatorEntry:
        if cell.kind is Kind.EMPTY:
            raise UsageError(Message(N_("there is a value, and no code of an indicator")))
        if cell.kind is not Kind.TEXT:
            message = Message(
                N_("holds {found} where a code was expected, as a number or a date"), {"found": cell.text}
            )
            raise UsageError(message, Message(N_("format the cell as text, and type the code with all its zeros")))
        return find_measured(self.dataset, cell.text)

    def _scope(self, entry: IndicatorEntry, cell: Cell) -> str:
        """Find whose figure it is: an empty cell says nothing where there is the column to say it."""
        home = entry.programme.scope
        if cell.kind is Kind.EMPTY:
            return self._scope_unsaid(entry)
        if is_called(cell, CITY_NAME):
            if home != CITY:
                message = N_("{code} is an indicator of {district}'s own programme")
                name = self.dataset.districts[home].name
                raise UsageError(Message(message, {"code": entry.code, "district": name}))
            return CITY
        return scope_of(self.dataset, entry, self._named(cell.text))

    def _named(self, text: str) -> str:
        found = self.district(text)
        if isinstance(found, UsageError):
            raise found
        return found

    def _scope_unsaid(self, entry: IndicatorEntry) -> str:
        """Tell whose figure it is where the row does not say it, unless another column seems to."""
        if self.defaults.district is not None or entry.programme.scope != CITY:
            return scope_of(self.dataset, entry, self.defaults.district)
        hint = Message(N_("name the district, or write {city}"), {"city": Message(CITY_NAME)})
        if "district" in self.cells:
            raise UsageError(Message(N_("the cell does not say whose figure it is")), hint)
        for place, heading in self.row.header.unknown.items():
            cell = self.row.cells[place] if place < len(self.row.cells) else None
            if cell and cell.kind is Kind.TEXT and isinstance(self.district(cell.text), str):
                message = N_('"{name}" is a district, and its column "{column}" is not read')
                hint = Message(N_('call the column "{name}"'), {"name": Message(HEADINGS["district"])})
                raise UsageError(Message(message, {"name": cell.text, "column": heading.text}), hint)
        if not has_city_row(self.dataset, entry):
            message = N_("only districts have targets or figures of {code}, and the row names none")
            raise UsageError(Message(message, {"code": entry.code}), hint)
        return CITY

    def _values(self, entry: IndicatorEntry | None) -> Iterator[tuple[str, Value]]:
        """Give the keys of the figure; each cell that cannot be read is a problem of its own."""
        unit = self.dataset.unit(entry) if entry else None
        for key in filter(self._has, NUMBERS):
            of = None if key in SHARES else unit
            yield from self._typed(key, partial(number_of, language=self.languages[key], unit=of))
        for key in filter(self._has, ("date", "published")):
            yield from self._typed(key, partial(period_of, language=self.languages[key]))
        if self.defaults.date and not self._has("date"):
            yield "date", typed(self.defaults.date)
        for key, read in (("status", status_of), ("bound", bound_of), ("break", truth_of)):
            if self._has(key) and (word := self._tried(key, read)):
                yield key, typed(word)
        source = self._tried("source", self._source)
        if source:
            yield "source", plain(source)
        if self._has("note") and (note := self._tried("note", note_of)):
            yield "note", plain(note)

    def _source(self, cell: Cell) -> str:
        if cell.kind is not Kind.EMPTY:
            return find_source(self.dataset, cell.text)
        if self.defaults.source is None:
            message = Message(N_("the figure does not say where it comes from"))
            name = Message(HEADINGS["source"])
            raise UsageError(message, Message(N_("fill the column {name}, or add --source ID"), {"name": name}))
        return self.defaults.source

    def _typed(self, key: str, read: Callable[[Cell], str]) -> Iterator[tuple[str, Value]]:
        """Read a cell; what is written otherwise than in the files is noted, for a person to confirm."""
        text = self._tried(key, read)
        if text is None:
            return
        cell = self.cells[key]
        if cell.kind is Kind.TEXT and text != cell.text:
            self.sheets.understood.append(Understood(cell.place, cell.text, text))
        yield key, typed(text)

    def _compare(self, entry: IndicatorEntry) -> None:
        """Hold what the sheet says of the indicator against the tracker: rows slip, and codes are mistyped."""
        unit, indicator = self.dataset.unit(entry), entry.indicator
        if self._has("unit") and not is_unit(self.cells["unit"].text, unit):
            arguments = {"text": self.cells["unit"].text, "code": entry.code, "unit": unit.name}
            message = Message(N_('says the unit "{text}"; {code} has "{unit}"'), arguments)
            self._refuse(self.cells["unit"], message, Message(N_("is it the right code? empty the cell if it is")))
        names = {bare_key(name) for name in (indicator.name, indicator.name_en) if name}
        if self._has("name") and bare_key(self.cells["name"].text) not in names:
            message = Message(
                N_('says "{text}"; {code} is "{name}"'),
                {"text": self.cells["name"].text, "code": entry.code, "name": indicator.name},
            )
            self.sheets.remarks.append(Problem(self.cells["name"].place, message))

    def _note_figure(self, entry: IndicatorEntry, scope: str, values: dict[str, Value]) -> None:
        if values.get("status") == typed("final"):
            del values["status"]
        place = self._value_place
        if self.dataset.damage.get((entry.code, scope)):
            message = N_("a figure of {code} in the tracker cannot be read, and may be this one: mend it first")
            self._refuse(self.cells["code"], Message(message, {"code": entry.code}))
            return
        shaped = shape(Measurement, {key: value.text for key, value in values.items()}, (place,))
        for finding in shaped.findings:
            at = self.cells.get(str(finding.place.pointer[-1]))
            self.sheets.problems.append(Problem(at.place if at else place, finding.message, finding.hint))
        if shaped.record and not shaped.findings:
            figure = Figure(entry=entry, scope=scope, measurement=shaped.record, values=values, place=place)
            self.sheets.figures.append(figure)
