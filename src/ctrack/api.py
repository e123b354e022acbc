"""A tracker in a program or a notebook: `import ctrack; ctrack.load("data").status().to_frame()`.

The commands `report` and `export` are made of nothing else.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctrack import __version__
from ctrack.assess.horizon import TERM
from ctrack.changes.compare import compare
from ctrack.changes.effects import effects
from ctrack.errors import CannotRunError, UsageError
from ctrack.export.frames import to_frame
from ctrack.export.model import About
from ctrack.export.results import all_results, results_table
from ctrack.export.tables import all_tables
from ctrack.findings import Severity
from ctrack.frozen import frozen
from ctrack.i18n import N_, Message
from ctrack.lookup import find_district, find_programme
from ctrack.render.text import date_text
from ctrack.report.compose import Asked, Origin, compose
from ctrack.report.moved import Moved, Since
from ctrack.store.grid import read_grid
from ctrack.store.load import Loaded, load_commit, load_revision
from ctrack.store.load import load as load_files
from ctrack.store.locate import find_tracker
from ctrack.store.validate import validate
from ctrack.values.periods import read_period
from ctrack.values.reading import ReadingError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ctrack.assess.results import Result
    from ctrack.dataset import Dataset
    from ctrack.export.frames import Engine
    from ctrack.export.model import Table
    from ctrack.findings import Located
    from ctrack.findings import Report as Checked
    from ctrack.report.model import Report

    Day = str | date | None
    """A day, a period whose last day is meant (`2024`, `2024-Q1`), or today."""


def load(path: str | Path | None = None, *, rev: str | None = None) -> Tracker:
    """Load a tracker: of a folder, or the one around the working folder; with `rev` as it stood at a git revision.

    Raises CannotRunError where there is none or it cannot be read; what is wrong in its files is among `findings`.
    """
    folder = find_tracker(None if path is None else str(path), None, Path.cwd())
    return Tracker(folder, load_files(folder) if rev is None else load_revision(folder, rev))


@frozen(kw_only=False)
class Status:
    """How every indicator stands on a day: a row for each scope."""

    day: date
    results: tuple[Result, ...]
    table: Table

    def __iter__(self) -> Iterator[Result]:
        """Give the rows."""
        return iter(self.results)

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.results)

    def to_frame(self, engine: Engine | None = None) -> Any:  # noqa: ANN401 - of a library that may not be there
        """Give the rows as a frame of pandas or polars."""
        return to_frame(self.table, engine)


@frozen(kw_only=False, slots=False)
class Tracker:
    """A loaded tracker: what is sound of it, and what is wrong with the rest."""

    folder: Path
    loaded: Loaded

    @property
    def dataset(self) -> Dataset:
        """The records of all files, linked."""
        return self.loaded.dataset

    @property
    def title(self) -> str:
        """The tracker's title."""
        return self.dataset.tracker.title

    @property
    def findings(self) -> tuple[Located, ...]:
        """All that `ctrack validate` finds."""
        return self._checked.findings

    @cached_property
    def _checked(self) -> Checked:
        return validate(self.loaded.reading, _day(None))

    def status(self, as_of: Day = None, horizon: str = TERM) -> Status:
        """Judge every indicator by what was known on a day, for its programme's scope and for the districts.

        `horizon` chooses the target that is judged: `term`, `next` or a year.
        """
        day = _day(as_of)
        results = tuple(all_results(self.dataset, day, horizon))
        return Status(day, results, results_table(self.dataset, self.loaded.locate, day, results))

    def tables(self, as_of: Day = None) -> dict[str, Table]:
        """Give all tidy tables by their names, as `ctrack export` writes them."""
        made = all_tables(self.dataset, self.loaded.locate, _day(as_of), self._checked)
        return {table.name: table for table in made}

    def to_frame(self, table: str, as_of: Day = None, engine: Engine | None = None) -> Any:  # noqa: ANN401
        """Give a tidy table as a frame of pandas or polars; raises KeyError where there is no such table."""
        return to_frame(self.tables(as_of)[table], engine)

    def about(self, as_of: Day = None) -> About:
        """Tell what an export of a day is of."""
        return About(title=self.title, as_of=_day(as_of), revision=self.loaded.commit, version=__version__)

    def report(
        self,
        as_of: Day = None,
        *,
        programmes: Sequence[str] = (),
        district: str | None = None,
        since: str | date | None = None,
    ) -> Report:
        """Make the periodic report, in the language in force: of all, of some programmes, or of a district.

        `since` is a day, a period whose last day is meant, or a git revision. Raises UsageError for an unknown name.
        """
        day, dataset = _day(as_of), self.dataset
        codes = tuple(dict.fromkeys(find_programme(dataset, code) for code in programmes))
        ident = None if district is None else find_district(dataset, district)
        asked = Asked(
            day=day,
            programmes=codes,
            district=ident,
            since=None if since is None else self._since(since, day, _is_asked(codes, ident)),
        )
        origin = Origin(
            dataset=dataset,
            errors=sum(found.severity is Severity.ERROR for found in self.findings),
            version=__version__,
            commit=self.loaded.commit,
            grid=read_grid(self.folder),
        )
        return compose(origin, asked)

    def _since(self, since: str | date, day: date, is_asked: Callable[[Result], bool]) -> Since:
        """Compare with what was known on an earlier day, else with the files of an earlier revision."""
        before = since if isinstance(since, date) else _period_end(since)
        if before is None:
            name, rows = str(since), self._since_revision(str(since), day)
        else:
            name, rows = date_text(before), self._since_day(before, day)
        return Since(name=name, rows=tuple(row for row in rows if is_asked(row.after)))

    def _since_day(self, before: date, day: date) -> list[Moved]:
        if before >= day:
            message = N_("--since: {before} is not before {day}")
            raise UsageError(Message(message, {"before": before, "day": day}))
        earlier = {(one.code, one.scope): one for one in all_results(self.dataset, before)}
        return [
            Moved(before=earlier[one.code, one.scope], after=one)
            for one in all_results(self.dataset, day)
            if (one.code, one.scope) in earlier
        ]

    def _since_revision(self, revision: str, day: date) -> list[Moved]:
        from ctrack.store import git  # noqa: PLC0415 - only this needs it

        repository = git.find_repository(self.folder, "--since")
        base = load_commit(repository, git.commit_of(repository, revision), self.folder)
        if base is None:
            message = N_("{option}: revision {revision} holds no tracker")
            raise CannotRunError(Message(message, {"option": "--since", "revision": revision}))
        changes = compare(base.dataset, self.dataset, broken_base=base.broken, broken_head=self.loaded.broken).changes
        return [Moved(before=one.before, after=one.after) for one in effects(base.dataset, self.dataset, changes, day)]


def _is_asked(codes: Sequence[str], district: str | None) -> Callable[[Result], bool]:
    """Tell which rows a report is of."""

    def is_asked(result: Result) -> bool:
        is_of_programme = not codes or result.entry.programme.code in codes
        return is_of_programme and (district is None or district == result.scope)

    return is_asked


def _day(given: Day) -> date:
    """Read a day; today without one. Raises UsageError where it is none."""
    if given is None:
        return datetime.now(UTC).astimezone().date()
    if isinstance(given, date):
        return given
    try:
        return read_period(given).last
    except ReadingError as error:
        raise UsageError(error.message, error.hint) from None


def _period_end(text: str) -> date | None:
    try:
        return read_period(text).last
    except ReadingError:
        return None
