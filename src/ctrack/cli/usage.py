"""The command line's own words, in the reader's language: help pages, and what is wrong with the arguments."""

from __future__ import annotations

import gettext as libraries
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from ctrack.cli.grammar import COMMANDS
from ctrack.errors import UsageError
from ctrack.i18n import CATALOGUES, N_, Message
from ctrack.i18n import gettext as _
from ctrack.values.names import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

WrongUsage: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for wrong arguments."""

OF_TYPER = (
    N_("Options"),
    N_("Arguments"),
    N_("Commands"),
    N_("default: {default}"),
    N_("required"),
    N_("(dynamic)"),
)
"""Texts that typer looks up by itself in the catalogue that `translate_typer` names."""


def translate_typer(language: str) -> None:
    """Let typer find its own words in our catalogue."""
    os.environ["LANGUAGE"] = language
    libraries.bindtextdomain("ctrack", str(CATALOGUES))
    libraries.textdomain("ctrack")


def _translated_usage(command: Any, context: Any, formatter: Any) -> None:  # noqa: ANN401 - typer has no types for these
    pieces = re.sub(r"\{([^{}]*)\}", r"\1", " ".join(command.collect_usage_pieces(context)))
    formatter.write_usage(context.command_path, pieces, prefix=_("Usage: "))


def _translated_help(option: Any) -> Any:  # noqa: ANN401
    if option is not None:
        option.help = _("Show this message and exit.")
        option.callback = _show_help
    return option


def _show_help(context: Any, _option: Any, value: bool) -> None:  # noqa: ANN401, FBT001 - typer's callback
    """Write the help page as all else is written, so that any terminal can show it."""
    if value and not context.resilient_parsing:
        sys.stdout.write(f"{context.get_help()}\n")
        context.exit()


class Command(TyperCommand):
    """A command whose help page is in the reader's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the usage line."""
        _translated_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Give `--help`."""
        return _translated_help(super().get_help_option(ctx))


class Group(TyperGroup):
    """All commands; the help page is in the reader's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401
        """Write the usage line."""
        _translated_usage(self, ctx, formatter)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """Give `--help`."""
        return _translated_help(super().get_help_option(ctx))


_TOLD: Mapping[str, str] = {
    r"Option '(?P<option>.+)' requires an argument\.": N_("{option} needs a value"),
    r"Option '(?P<option>.+)' does not take a value\.": N_("{option} takes no value"),
    r"Got unexpected extra argument\(s\) \((?P<words>.*)\)": N_("nothing more is expected: {words}"),
    r"Missing command\.": N_("a command is missing"),
}
"""What typer says, as a pattern, and how we say it."""


def usage_error_of(error: Exception) -> UsageError | None:
    """Say in our own words what typer found wrong; nothing where it is no such error, or only the help page."""
    if not isinstance(error, WrongUsage) or type(error).__name__ == "NoArgsIsHelpError":
        return None
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context else "ctrack"
    message, near = _told(error, context)
    hint = Message(N_("see {command} --help"), {"command": path})
    if near:
        hint = Message(N_("did you mean: {names}? see {command} --help"), {"names": ", ".join(near), "command": path})
    return UsageError(message, hint)


def _told(error: Any, context: Any) -> tuple[Message, tuple[str, ...]]:  # noqa: ANN401
    parameter, said = getattr(error, "param", None), error.format_message()
    if hasattr(error, "possibilities"):
        known = [name for one in context.command.params for name in (*one.opts, *one.secondary_opts)] if context else []
        return Message(N_("there is no option {option}"), {"option": error.option_name}), nearest(
            error.option_name, known
        )
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        option = [name for name in parameter.opts if name.startswith("--")]
        named = " ".join([*option, str(parameter.make_metavar(context))])
        return Message(N_("{argument} is missing"), {"argument": named}), ()
    choices = getattr(getattr(parameter, "type", None), "choices", None)
    if choices and (word := re.match(r"'(.*)' is not one of ", error.message)):
        arguments = {"option": _name_of(parameter, context), "word": word[1], "allowed": ", ".join(choices)}
        return Message(N_('{option}: "{word}" is not one of: {allowed}'), arguments), nearest(word[1], choices)
    if command := re.match(r"No such command '([^']*)'", said):
        return Message(N_('there is no command "{name}"'), {"name": command[1]}), nearest(command[1], COMMANDS)
    for pattern, template in _TOLD.items():
        if found := re.fullmatch(pattern, said):
            return Message(template, found.groupdict()), ()
    return Message("{said}", {"said": said}), ()


def _name_of(parameter: Any, context: Any) -> str:  # noqa: ANN401
    name: str = parameter.opts[-1]
    return name if name.startswith("-") else str(parameter.make_metavar(context))
