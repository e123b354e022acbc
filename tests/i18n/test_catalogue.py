"""The Vietnamese catalogue: every text of the program is in it, with the same places to fill, compiled."""

from __future__ import annotations

import io
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import ctrack
from ctrack.checks.registry import RULES
from ctrack.i18n import CATALOGUES, activate, gettext

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

CATALOGUE = CATALOGUES / "vi" / "LC_MESSAGES" / "ctrack.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2)}


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="vi")


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_text_of_the_program_is_translated() -> None:
    """`make catalogue` collects the texts; translate what it adds."""
    extracted = extract_from_dir(Path(ctrack.__file__).parent, keywords=KEYWORDS)
    used = {found[2] if isinstance(found[2], str) else found[2][0] for found in extracted}
    known = {message.id if isinstance(message.id, str) else message.id[0] for message in catalogue() if message.id}

    assert used - known == set()
    assert known - used == set()


def test_no_translation_is_empty_or_fuzzy() -> None:
    messages = [message for message in catalogue() if message.id]
    assert [message.id for message in messages if message.fuzzy or not all(texts(message))] == []


def test_translations_fill_the_same_places() -> None:
    for message in catalogue():
        if message.id:
            original = message.id if isinstance(message.id, str) else message.id[-1]
            assert [places(text) for text in texts(message)] == [places(original)] * len(texts(message)), message.id


def test_what_is_shipped_is_compiled_from_it() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled.getvalue()


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_explained_in_both_languages(code: str) -> None:
    rule = RULES[code]
    activate("vi")
    for text in (rule.title, rule.finds, rule.why, rule.remedy):
        assert text
        assert gettext(text) != text
    assert rule.wrong
    assert rule.right
    assert rule.wrong != rule.right
