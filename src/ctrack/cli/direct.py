"""Views and `validate` without typer, which takes longer to import than they take: command lines that are right.

What is wrong in any way, and what asks for help, is left to typer. A test holds both ways against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctrack.cli.common import Color, Common, Format
from ctrack.cli.dependence import parsed
from ctrack.cli.grammar import COLOR, COMMANDS, FLAG, FORMAT, HELP, LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ARGUMENTS: Mapping[str, tuple[int, int | None]] = {
    "status": (0, 0),
    "district": (0, 1),
    "show": (1, 1),
    "explain": (1, 1),
    "rank": (1, 1),
    "due": (0, 0),
    "owner": (0, 1),
    "tasks": (0, 0),
    "validate": (0, None),
}
"""The commands, and how many arguments each takes."""

_REPEATED = frozenset({"--program", "--status", "--owner", "--output"})
_COMMON = frozenset({"--data", "--as-of", "--color", "--lang", "--no-cache"})
"""Options that are no concern of the command itself."""


def run(words: Sequence[str]) -> int | None:
    """Carry out a command line; gives the exit code, or nothing where typer is to read it."""
    asked = read(words)
    if asked is None:
        return None
    from ctrack.cli import viewing  # noqa: PLC0415 - only what is carried out is imported

    command, arguments, options, common = asked
    code: int = getattr(viewing, command)(common, *arguments, **options)
    return code


def read(words: Sequence[str]) -> tuple[str, list[str], dict[str, Any], Common] | None:
    """Read a command line: the command, its arguments and options, and what all commands share."""
    found = parsed(words)
    if found is None or found[0] not in ARGUMENTS:
        return None
    command, arguments, given = found
    least, most = ARGUMENTS[command]
    if len(arguments) < least or (most is not None and len(arguments) > most) or not all(map(_is_allowed, given)):
        return None
    if command != "validate" and dict(given).get("--format", "table") not in FORMAT["--format"]:
        return None
    last = dict(given)
    common = Common(
        data=last.get("--data"),
        as_of=last.get("--as-of"),
        color=Color(last["--color"]) if "--color" in last else None,
    )
    options: dict[str, Any] = {}
    for name, value in given:
        if name in _REPEATED:
            options.setdefault(_field(name), []).append(value)
        elif name not in _COMMON:
            options[_field(name)] = COMMANDS[command][1][name] == FLAG or value
    if command != "validate" and "form" in options:
        options["form"] = Format(options["form"])
    return command, arguments, options, common


def _is_allowed(option: tuple[str, str]) -> bool:
    name, value = option
    allowed = (COLOR | LANGUAGE).get(name)
    return name not in HELP and (allowed is None or value in allowed)


def _field(name: str) -> str:
    """Name what an option is called where it is carried out."""
    return "form" if name == "--format" else name.removeprefix("--").replace("-", "_")
