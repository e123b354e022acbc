"""The formats of an export, by their names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctrack.export.datapackage import to_datapackage
from ctrack.export.parquet import to_parquet
from ctrack.export.sqlite import to_sqlite
from ctrack.export.text import to_csv, to_json_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ctrack.export.model import About, Table


class Format(NamedTuple):
    """How an export is written: into a folder of files, or as one file, whose name in it is then empty."""

    is_folder: bool
    write: Callable[[Sequence[Table], About], dict[str, bytes]]


FORMATS: Mapping[str, Format] = {
    "csv": Format(is_folder=True, write=to_csv),
    "json": Format(is_folder=False, write=to_json_file),
    "sqlite": Format(is_folder=False, write=to_sqlite),
    "parquet": Format(is_folder=True, write=to_parquet),
    "datapackage": Format(is_folder=True, write=to_datapackage),
}
