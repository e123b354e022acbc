"""Nodes by their pointers, and where their text ends: the marks of block collections lie further on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctrack.store.layout import scalar_end
from ctrack.store.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from ctrack.findings import Pointer
    from ctrack.store.nodes import Node


def node_at(root: Node | None, pointer: Pointer) -> Node | None:
    """Give the node that a pointer names; nothing where there is none."""
    node = root
    for step in pointer[1:]:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)][1]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def is_in_brackets(text: str, node: Node) -> bool:
    """Tell whether a collection stands in brackets."""
    return text.startswith(("{", "["), node.span.start)


def last_leaf_end(text: str, node: Node) -> int:
    """Give where the last word of a node ends, or the bracket that closes it."""
    if isinstance(node, Scalar):
        return scalar_end(text, node.span.start, node.span.end)
    if is_in_brackets(text, node):
        return node.span.end
    children = [value for _, value in node.entries.values()] if isinstance(node, Mapping) else node.items
    return max((last_leaf_end(text, child) for child in children), default=node.span.start + 1)
