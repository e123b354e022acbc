"""What was read of a file as bytes, so that it need not be read again, nor in the same process.

Only of a file with whose text nothing is the matter.
"""

from __future__ import annotations

import marshal
from array import array
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ctrack.model.raw import BARE, EMPTY, POINTER_KEY, CutPlain, Plain
from ctrack.model.stretches import Stretches
from ctrack.model.table import Block, Column, Table, Texts
from ctrack.store import node_bytes
from ctrack.store.documents import Document
from ctrack.store.source import Source

if TYPE_CHECKING:
    from ctrack.findings import Pointer
    from ctrack.store.nodes import Node
    from ctrack.store.source import Content

QUOTED_TEXT, CUT_TEXT, _TABLE = "q", "c", "t"
EMPTY_VALUE, BARE_VALUE = None, False
"""What is written for raw data that is no plain text."""


class Remembered(Document):
    """A file that was read before: raw data and nodes are made only where somebody asks for them."""

    def __init__(self, file: str, content: Content, kept: bytes) -> None:
        """Keep what the file holds and what `to_bytes` gave."""
        raw, nodes = marshal.loads(kept)  # noqa: S302 - our own bytes
        own = {"file": file, "source": Source(content), "findings": (), "_raw": raw, "_nodes": nodes}
        for name, value in own.items():
            object.__setattr__(self, name, value)

    @cached_property
    def root(self) -> Node | None:
        """Its nodes."""
        return node_bytes.read(marshal.loads(self.__dict__["_nodes"]), self.source)  # noqa: S302

    @property
    def is_read(self) -> bool:
        """It was read."""
        return True

    def data(self, *, in_columns: bool = False) -> object:
        """Give its raw data."""
        if not in_columns:
            return super().data()
        return _read(marshal.loads(self.__dict__["_raw"]), (self.file,))  # noqa: S302


def to_bytes(document: Document) -> bytes | None:
    """Write what a document holds beside its text; nothing where something is the matter with that."""
    if document.root is None or document.findings:
        return None
    return packed(_written(document.data(in_columns=True)), node_bytes.written(document.root))


def packed(raw: Any, nodes: Any) -> bytes:  # noqa: ANN401
    """Put together what is kept of a file: often only one of the two is looked at."""
    return marshal.dumps((marshal.dumps(raw), marshal.dumps(nodes)))


def _written(data: object) -> Any:  # noqa: ANN401 - of any shape
    """Make what marshal takes: most texts are plain and stand for themselves."""
    if isinstance(data, dict):
        return {_written_key(key): _written(value) for key, value in data.items() if key != POINTER_KEY}
    if isinstance(data, list):
        return [_written(entry) for entry in data]
    if isinstance(data, CutPlain):
        return CUT_TEXT, str(data)
    if isinstance(data, Plain):
        return str(data)
    if isinstance(data, str):
        return QUOTED_TEXT, data
    if isinstance(data, Table):
        columns = {
            key: (codes.typecode, codes.tobytes(), texts.lines, array("d", texts.floats).tobytes())
            for key, (codes, texts) in data.columns.items()
        }
        blocks = [(rows.start, rows.stop, keys) for rows, keys in data.blocks]
        odd = {number: _written(one) for number, one in data.odd.items()}
        stops, extents = data.stretches
        stretches = stops.tobytes(), {key: own.tobytes() for key, own in extents.items()}
        return _TABLE, len(data), blocks, columns, odd, stretches
    return EMPTY_VALUE if data is EMPTY else BARE_VALUE


def _written_key(key: str) -> object:
    return str(key) if isinstance(key, Plain) else (QUOTED_TEXT, key)


def _read(written: Any, pointer: Pointer) -> object:  # noqa: ANN401 - of any shape
    if isinstance(written, str):
        return Plain(written)
    if isinstance(written, dict):
        data: dict[str, object] = {}
        for key, value in written.items():
            name = Plain(key) if isinstance(key, str) else key[1]
            data[name] = _read(value, (*pointer, str(name)))
        data[POINTER_KEY] = pointer
        return data
    if isinstance(written, list):
        return [_read(entry, (*pointer, number)) for number, entry in enumerate(written)]
    if written is EMPTY_VALUE or written is BARE_VALUE:
        return EMPTY if written is EMPTY_VALUE else BARE
    if written[0] == _TABLE:
        return _read_table(written, pointer)
    return CutPlain(written[1]) if written[0] == CUT_TEXT else written[1]


def _read_table(written: tuple[Any, ...], pointer: Pointer) -> Table:
    _, count, blocks, columns, odd, (stops, extents) = written
    return Table(
        pointer,
        count,
        [Block(range(start, stop), keys) for start, stop, keys in blocks],
        {
            key: Column(array(typecode, codes), Texts(lines, array("d", floats).tolist()))
            for key, (typecode, codes, lines, floats) in columns.items()
        },
        {number: _read(one, (*pointer, number)) for number, one in odd.items()},
        Stretches(array("I", stops), {key: array("d", own) for key, own in extents.items()}),
    )
