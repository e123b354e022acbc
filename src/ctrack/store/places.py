"""Where findings stand: pointers to lines and columns, and to the codes and dates that stay when lines move."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from ctrack.checks.registry import severity_of
from ctrack.dataset import CITY
from ctrack.findings import Elsewhere, Located
from ctrack.model.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ctrack.findings import Finding, Place, Pointer, Position, Severity
    from ctrack.model.words import RuleSetting
    from ctrack.store.documents import Document

_CODE_KEYS = {"indicators": "code", "tasks": "code", "measurements": "indicator"}
_NAMING_KEYS = ("code", "indicator", "by", "every", "date", "published", "decided", "source", "rule", "with")


def row_at(pointer: Pointer, data: Mapping[str, object]) -> tuple[str, str] | None:
    """Find the code and scope that a place belongs to: of the indicator or task around it."""
    file, node = str(pointer[0]), data.get(str(pointer[0]))
    scope = file.rpartition("/")[2].removesuffix(".yaml") if file.startswith("districts/") else CITY
    for step, number in pairwise(pointer[1:]):
        inside = node.get(step) if isinstance(node, dict) else None
        if isinstance(inside, list | Table) and isinstance(number, int) and number < len(inside):
            node = inside[number]
            code = text_at(node, _CODE_KEYS.get(str(step), ""))
            if code:
                return code, scope
    return None


def text_at(data: object, key: str) -> str | None:
    """Give the text at a key of raw data, where there is one."""
    found = data.get(key) if isinstance(data, dict) else None
    return str(found) if isinstance(found, str) else None


def list_at(data: object, key: str) -> list[object]:
    """Give the list at a key of raw data; an empty one where there is none."""
    found = data.get(key) if isinstance(data, dict) else None
    return found if isinstance(found, list) else []


def entity_of(place: Place, data: object, text: str) -> str:
    """Name what a place is about, without lines or list positions as far as its records name themselves."""
    if place.span is not None:
        start = text.rfind("\n", 0, place.span.start) + 1
        return f"{place.file}: {text[start:].partition(chr(10))[0].strip()[:200]}"
    names = [place.file]
    for step in place.pointer[1:]:
        if isinstance(data, list | Table) and isinstance(step, int) and step < len(data):
            data = data[step]
            given = [f"{key}={value}" for key in _NAMING_KEYS if (value := text_at(data, key))]
            names.append("[" + (" ".join(given) or str(step)) + "]")
        else:
            data = data.get(step) if isinstance(data, dict) else None
            names.append(str(step))
    return "/".join(names)


def locate(
    findings: Iterable[Finding],
    documents: Mapping[str, Document],
    data: Mapping[str, object],
    settings: Mapping[str, RuleSetting],
    base: Mapping[str, Document] | None = None,
) -> Iterator[Located]:
    """Give each finding its severity and position; those turned off are left out."""
    by_file: dict[str, list[tuple[Finding, Severity]]] = defaultdict(list)
    for finding in findings:
        if severity := severity_of(finding.rule, settings):
            by_file[finding.place.file].append((finding, severity))
    for file, own in by_file.items():
        document = documents[file]
        for finding, severity in own:
            yield Located(
                finding=finding,
                severity=severity,
                position=document.position(finding.place),
                entity=entity_of(finding.place, data.get(file), document.text),
                related=tuple(
                    Elsewhere(
                        ((base or {}) if other.place.in_base else documents)[other.place.file].position(other.place),
                        other.message,
                        other.place.in_base,
                    )
                    for other in finding.related
                ),
            )
        document.source.rest()  # the texts of all files would take more room than all else


def in_order(located: Iterable[Located]) -> tuple[Located, ...]:
    """Give findings in the order of the files, each once."""
    found: dict[tuple[Position, str, str], Located] = {}
    for one in located:
        found.setdefault((one.position, one.finding.rule, str(one.finding.message)), one)
    return tuple(found[key] for key in sorted(found))
