"""`fmt`: a file in canonical layout and order, proven to say the same."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ctrack.checks.plain_text import other_reading
from ctrack.checks.registry import is_error
from ctrack.checks.walk import marked_fields
from ctrack.findings import Place, Span
from ctrack.frozen import frozen
from ctrack.model.kinds import MODELS
from ctrack.model.raw import BARE, EMPTY, POINTER_KEY, Plain
from ctrack.store.layout import CannotLayOutError, lay_out
from ctrack.store.order import in_order
from ctrack.store.parsing import read_document, read_text
from ctrack.store.source import BOM

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctrack.store.documents import Document


@frozen
class Formatted:
    """What `fmt` makes of a file: its new bytes; or why it must be left alone."""

    document: Document
    content: bytes
    is_readable: bool = True
    is_known: bool = True


def formatted(file: str, kind: str, content: bytes) -> Formatted:
    """Give a file in canonical layout. A byte order mark and line ends stay; no fact changes."""
    document = read_document(file, content)
    if document.root is None or any(is_error(finding.rule) for finding in document.findings):
        return Formatted(document=document, content=content, is_readable=False)
    try:
        text = _canonical(document, kind)
    except CannotLayOutError:
        return Formatted(document=document, content=content, is_known=False)
    mark = BOM if content.startswith(BOM.encode()) else ""
    return Formatted(document=document, content=(mark + text).encode())


def _canonical(document: Document, kind: str) -> str:
    composed = read_text(document.file, unicodedata.normalize("NFC", document.text))
    laid_out = read_text(document.file, lay_out(composed.text, _unquoted(composed, kind)))
    ordered = read_text(document.file, in_order(laid_out, kind))
    if _said(ordered, kind) != _said(document, kind):
        raise CannotLayOutError
    return ordered.text


def _unquoted(document: Document, kind: str) -> Iterator[Span]:
    """Find the plain scalars that are meant as text and that other programs may read as something else."""
    for field in marked_fields(MODELS[kind], document.data(), document.file):
        if isinstance(field.text, Plain) and other_reading(field.text):
            yield document.span(Place(pointer=field.pointer, key=field.mark.is_key))


def _said(document: Document, kind: str) -> object:
    """Give what a file says, without the order of what is kept in order."""
    data = _bare(document.data())
    if kind == "district" and isinstance(data, dict) and isinstance(data.get("measurements"), list):
        data["measurements"] = sorted(
            data["measurements"], key=lambda item: (_word(item, "indicator"), _word(item, "date"))
        )
    return data


def _word(item: object, key: str) -> str:
    return str(item.get(key)) if isinstance(item, dict) else ""


def _bare(data: object) -> object:
    if isinstance(data, dict):
        return {_bare(key): _bare(value) for key, value in data.items() if key != POINTER_KEY}
    if isinstance(data, list):
        return [_bare(item) for item in data]
    if data is BARE:
        return EMPTY  # a space behind the key makes the difference
    return unicodedata.normalize("NFC", data).rstrip() if isinstance(data, str) else data
