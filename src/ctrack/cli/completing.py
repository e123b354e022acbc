"""Shell completion: words so far in, candidates out. Answered before any command is imported."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctrack.cli import grammar
from ctrack.cli.language import language_of
from ctrack.errors import CtrackError
from ctrack.values.names import sort_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ctrack.store.names import Name

    NamesOf = Callable[[str | None], Iterable[Name]]
    """Gives the names of the tracker in a folder, or of the one around."""


class Candidate(NamedTuple):
    """A word that may stand there, and what it means."""

    value: str
    meaning: str = ""


def main(arguments: Sequence[str]) -> None:
    """Answer `ctrack __complete SHELL WORD...`, the last word being the one under the cursor; never fail."""
    shell, *words = [os.fsencode(argument).decode("utf-8", "replace") for argument in arguments] or [""]
    language = language_of(words, os.environ.get)
    try:
        found = list(answer(shell, words, _names, language))
    except (CtrackError, OSError):
        return
    lines = "".join(f"{value}\t{meaning}\n" for value, meaning in found)
    sys.stdout.buffer.write(lines.encode("utf-8", "replace"))


def _names(data: str | None) -> Iterable[Name]:
    from platformdirs import user_cache_path  # noqa: PLC0415 - options need no tracker

    from ctrack.store.locate import find_tracker  # noqa: PLC0415
    from ctrack.store.names import names_in  # noqa: PLC0415

    tracker = find_tracker(data, os.environ.get("CTRACK_DATA"), Path.cwd())
    return names_in(tracker, user_cache_path("ctrack", appauthor=False) / "names")


def answer(shell: str, words: Sequence[str], names_of: NamesOf, language: str) -> Iterator[Candidate]:
    """Give the candidates for the last of `words`, quoted as the shell needs them."""
    if shell != "bash":
        yield from complete(words, names_of, language)
        return
    raw = words[-1] if words else ""
    joined = _joined([_unquoted(word) for word in words]) or [""]
    quote = raw[:1] if raw[:1] in {"'", '"'} else ""
    for value, meaning in complete(joined, names_of, language):
        bare = value.partition("=")[2] if joined[-1].startswith("--") and "=" in joined[-1] else value
        yield Candidate(_QUOTED[quote](bare), meaning)


def _joined(words: Sequence[str]) -> list[str]:
    """Undo that bash breaks words at `=`."""
    joined: list[str] = []
    for word in words:
        if joined and (word == "=" or joined[-1].endswith("=")) and joined[-1].startswith("--"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _unquoted(word: str) -> str:
    """Take the quotes off a word, which may be open still."""
    text, quote, is_escaped = "", "", False
    for char in word:
        if is_escaped:
            text, is_escaped = text + char, False
        elif char == "\\" and quote != "'":
            is_escaped = True
        elif char == quote:
            quote = ""
        elif not quote and char in {"'", '"'}:
            quote = char
        else:
            text += char
    return text


def _escaped(word: str) -> str:
    return "".join(f"\\{char}" if char in " \"'\\$&();<>|`*?[]#~!{}" else char for char in word)


def _in_double_quotes(word: str) -> str:
    return "".join(f"\\{char}" if char in '$`"\\' else char for char in word)


def _in_single_quotes(word: str) -> str:
    return word.replace("'", "'\\''")


_QUOTED: Mapping[str, Callable[[str], str]] = {"": _escaped, '"': _in_double_quotes, "'": _in_single_quotes}


def complete(words: Sequence[str], names_of: NamesOf, language: str) -> Iterator[Candidate]:
    """Give the candidates for the last of `words`."""
    *before, current = words or [""]
    state = _state_after(before)
    arguments, options = grammar.COMMANDS.get(state.command, ((), grammar.GLOBAL))
    if current.startswith("--") and "=" in current:
        option, _, typed = current.partition("=")
        for value, meaning in _of(options.get(option, grammar.TEXT), typed, state, names_of, language):
            yield Candidate(f"{option}={value}", meaning)
    elif state.pending is not None:
        yield from _of(state.pending, current, state, names_of, language)
    elif current.startswith("-"):
        yield from (Candidate(option) for option in options if option.startswith(current))
    elif not state.command:
        yield from (Candidate(name) for name in grammar.COMMANDS if name.startswith(current))
    elif arguments and (state.given < len(arguments) or arguments[-1] in {grammar.FILE, grammar.RULE}):
        kind = arguments[min(state.given, len(arguments) - 1)]
        yield from _of(kind, current, state, names_of, language)


class _State(NamedTuple):
    """What the words before the cursor say: the command, the tracker, how many arguments, an option without value."""

    command: str
    data: str | None
    given: int
    pending: grammar.Values | None


def _state_after(words: Sequence[str]) -> _State:
    command, option, given = "", "", 0
    data: str | None = None
    pending: grammar.Values | None = None
    for word in words:
        if pending is not None:
            data = word if option == "--data" else data
            pending = None
        elif word.startswith("-"):
            option, equals, value = word.partition("=")
            options = grammar.COMMANDS.get(command, ((), grammar.GLOBAL))[1]
            data = value if equals and option == "--data" else data
            pending = None if equals else options.get(option) or None
        elif not command:
            command = word
        else:
            given += 1
    return _State(command, data, given, pending)


def _of(values: grammar.Values, typed: str, state: _State, names_of: NamesOf, language: str) -> Iterator[Candidate]:
    """Give what may stand where a value of this kind is wanted."""
    match values:
        case tuple():
            before, comma, typed_last = typed.rpartition(",")
            yield from (Candidate(f"{before}{comma}{word}") for word in values if word.startswith(typed_last))
        case grammar.RULE:
            yield from _rules(typed)
        case grammar.PROGRAMME | grammar.INDICATOR | grammar.SOURCE:
            yield from _codes(values, typed, names_of(state.data), language)
        case grammar.DISTRICT | grammar.OWNER:
            kinds = {"district"} if values == grammar.DISTRICT else {"district", "agency"}
            yield from _spelled(kinds, typed, names_of(state.data))


def _rules(typed: str) -> Iterator[Candidate]:
    from ctrack.checks.registry import RULES  # noqa: PLC0415 - only `ctrack rule` asks for it

    yield from (Candidate(code, rule.title) for code, rule in RULES.items() if code.startswith(typed.upper()))


def _codes(kind: str, typed: str, names: Iterable[Name], language: str) -> Iterator[Candidate]:
    for one in names:
        if one.kind == kind and one.ident.startswith(typed):
            english = one.others[0] if one.others else ""
            yield Candidate(one.ident, english if english and language == "en" else one.name)


def _spelled(kinds: set[str], typed: str, names: Iterable[Name]) -> Iterator[Candidate]:
    """Offer each by one spelling that begins with what is typed: its name, the name without accents, a short form."""
    wanted = unicodedata.normalize("NFC", typed)
    for one in sorted((one for one in names if one.kind in kinds), key=lambda one: sort_key(one.name)):
        spelling = next(
            filter(None, (_begun(typed, wanted, text) for text in (one.name, *one.others, one.ident))), None
        )
        if spelling:
            yield Candidate(spelling, one.name)


def _begun(typed: str, wanted: str, name: str) -> str | None:
    """Go on with what is typed as a name does: the name itself, else without its accents, in the case that is typed."""
    text = unicodedata.normalize("NFC", name)
    if text.startswith(wanted) and text:
        return typed + text[len(wanted) :]
    bare = _bare(text)
    if not text or not bare.lower().startswith(wanted.lower()):
        return None
    rest = bare[len(wanted) :]
    return typed + (rest.lower() if typed.islower() else rest.upper() if typed.isupper() and len(typed) > 1 else rest)


def _bare(text: str) -> str:
    """Take the accents off, letter for letter."""
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text).replace("đ", "d").replace("Đ", "D")
