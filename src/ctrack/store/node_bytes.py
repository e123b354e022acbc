"""The nodes of a sound file as data that `marshal` writes, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctrack.findings import Span
from ctrack.store.nodes import Mapping, Scalar, Sequence
from ctrack.store.row_nodes import Row, Rows
from ctrack.store.rows import Run

if TYPE_CHECKING:
    from ctrack.store.nodes import Node
    from ctrack.store.source import Source

MAPPING, SEQUENCE, ROW, ROWS = range(4)


def written(node: Node) -> Any:  # noqa: ANN401 - of any shape
    """Make what marshal takes: a scalar begins with its text, all else with what it is."""
    if isinstance(node, Scalar):
        return node.text, *node.span, node.plain, node.cut
    if isinstance(node, Row):
        return ROW, *node.span, node.keys
    if isinstance(node, Mapping):
        pairs = [(name, written(key), written(value)) for name, (key, value) in node.entries.items()]
        return MAPPING, *node.span, pairs
    if isinstance(node, Rows):
        return ROWS, *node.span, [tuple(part) if isinstance(part, Run) else written(part) for part in node.parts]
    return SEQUENCE, *node.span, [written(item) for item in node.items]


def read(data: Any, source: Source) -> Node:  # noqa: ANN401
    """Make the node again."""
    kind = data[0]
    if kind.__class__ is str:
        return _scalar(data)
    span = Span(data[1], data[2])
    if kind == ROW:
        return Row(source, span, data[3])
    if kind == MAPPING:
        mapping = Mapping(span)
        mapping.entries = {name: (_scalar(key), read(value, source)) for name, key, value in data[3]}
        return mapping
    if kind == ROWS:
        return _rows(data[3], span, source)
    sequence = Sequence(span)
    sequence.items = [read(item, source) for item in data[3]]
    return sequence


def _scalar(data: Any) -> Scalar:  # noqa: ANN401
    text, start, end, plain, cut = data
    return Scalar(text, Span(start, end), plain=plain, cut=cut)


def _rows(parts: Any, span: Span, source: Source) -> Rows:  # noqa: ANN401
    rows = Rows(source, span)
    for part in parts:
        if len(part) == len(Run._fields) and all(number.__class__ is int for number in part):
            rows.add_run(Run(*part))
        else:
            rows.add(read(part, source))
    return rows
