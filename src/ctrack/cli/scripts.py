"""`completion`: the scripts that make a shell ask ctrack what may come next."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from ctrack.cli.options import LanguageOption
from ctrack.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shell(StrEnum):
    """The shells that there is a script for."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


BASH = r"""_ctrack() {
    local value meaning
    COMPREPLY=()
    while IFS=$'\t' read -r value meaning; do
        COMPREPLY+=("$value")
    done < <("${COMP_WORDS[0]/#\\~/$HOME}" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -o nosort -F _ctrack ctrack
"""
ZSH = r"""#compdef ctrack
_ctrack() {
    local value meaning
    local -a values shown
    while IFS=$'\t' read -r value meaning; do
        values+=("$value")
        shown+=("$value${meaning:+  -- $meaning}")
    done < <("${words[1]}" __complete zsh "${(@Q)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#values} )); then compadd -V ctrack -l -d shown -a values; else _files; fi
}
compdef _ctrack ctrack
"""
FISH = r"""complete -c ctrack -k -a '(ctrack __complete fish (commandline -opc)[2..-1] (commandline -ct))'
"""
SCRIPTS: Mapping[Shell, str] = {Shell.BASH: BASH, Shell.ZSH: ZSH, Shell.FISH: FISH}


def completion(
    shell: Annotated[Shell, typer.Argument(metavar=_("SHELL"), help=_("The shell that you use."))],
    *,
    lang: LanguageOption = None,  # noqa: ARG001 - read before
) -> None:
    """Print the script that lets a shell complete ctrack's words."""
    sys.stdout.write(SCRIPTS[shell])
