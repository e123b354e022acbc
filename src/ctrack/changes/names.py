"""What is the same thing in two revisions: facts by their identity, districts whose file has another name now."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ctrack.values.names import accented_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from ctrack.changes.facts import Fact, Identity
    from ctrack.dataset import Dataset


def renamed_districts(base: Dataset, head: Dataset) -> dict[str, str]:
    """Find districts whose file has another name now: the id is gone, and one new district has the same name."""
    new = {
        accented_key(district.name): ident for ident, district in head.districts.items() if ident not in base.districts
    }
    gone = ((ident, district) for ident, district in base.districts.items() if ident not in head.districts)
    return {ident: new[accented_key(district.name)] for ident, district in gone if accented_key(district.name) in new}


def grouped(facts: Iterable[Fact], renamed: Mapping[str, str]) -> dict[Identity, list[Fact]]:
    """Put the facts of one identity together, districts named as they are named now."""
    groups: dict[Identity, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[under_new_names(fact.identity, renamed) if renamed else fact.identity].append(fact)
    return groups


def under_new_names(identity: Identity, renamed: Mapping[str, str]) -> Identity:
    """Name the districts of a fact as they are named now."""
    parts = tuple(_renamed_part(part, renamed) for part in identity.parts)
    return identity._replace(scope=renamed.get(identity.scope, identity.scope), parts=parts)


def _renamed_part(part: Hashable, renamed: Mapping[str, str]) -> Hashable:
    if isinstance(part, str):
        return renamed.get(part, part)
    is_districts = isinstance(part, tuple) and isinstance(part[0], str)
    return tuple(sorted(renamed.get(ident, ident) for ident in part)) if is_districts else part  # type: ignore[attr-defined]
