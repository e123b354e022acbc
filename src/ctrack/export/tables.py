"""All tables of a tracker, and the dictionary that says what is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.export import facts, lists, programmes
from ctrack.export.model import Of, Table, Type, make
from ctrack.export.results import all_results, findings_table, results_table
from ctrack.frozen import replace

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctrack.dataset import Dataset
    from ctrack.export.model import Column
    from ctrack.findings import Report
    from ctrack.render.json import Locate


def all_tables(dataset: Dataset, locate: Locate, day: date, report: Report) -> tuple[Table, ...]:
    """Make every table, facts first, as known on `day` where something is computed."""
    made = (
        lists.units(dataset),
        lists.sources(dataset),
        lists.agencies(dataset),
        lists.districts(dataset),
        programmes.programmes(dataset),
        facts.indicators(dataset, locate),
        facts.baselines(dataset),
        facts.targets(dataset, locate),
        facts.measurements(dataset, locate),
        facts.comparisons(dataset, locate),
        programmes.assessments(dataset),
        programmes.tasks(dataset, day),
        programmes.task_updates(dataset),
        programmes.programme_results(dataset, day),
        results_table(dataset, locate, day, all_results(dataset, day)),
        findings_table(report),
    )
    return _with_sound_references(made)


def _with_sound_references(tables: Sequence[Table]) -> tuple[Table, ...]:
    """Say of a column that it refers to a table only where all that it names is there: data may hold errors."""
    named = {table.name: table for table in tables}

    def checked(table: Table, column: Column) -> Column:
        if column.refers is None:
            return column
        known = set(named[column.refers[0]].column(column.refers[1]))
        is_sound = all(value is None or value in known for value in table.column(column.name))
        return column if is_sound else replace(column, refers=None)

    return tuple(replace(table, columns=tuple(checked(table, column) for column in table.columns)) for table in tables)


def dictionary(tables: Sequence[Table]) -> Table:
    """Say of every column what it holds."""
    columns: list[Of[tuple[Table, Column]]] = [
        Of("table", Type.TEXT, "The table", lambda one: one[0].name),
        Of("table_about", Type.TEXT, "What it lists", lambda one: one[0].about),
        Of("column", Type.TEXT, "The column", lambda one: one[1].name),
        Of("type", Type.TEXT, "text, integer, number, date or boolean", lambda one: str(one[1].type)),
        Of("about", Type.TEXT, "What it holds", lambda one: one[1].about),
        Of("refers", Type.TEXT, "Where its values are found", lambda one: ".".join(one[1].refers or ()) or None),
    ]
    pairs = [(table, column) for table in tables for column in table.columns]
    return make("dictionary", "What the columns hold", columns, pairs, ("table", "column"))
