"""One run of `fmt`: lay files out, write those that change, say what was done."""

from __future__ import annotations

import sys
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from ctrack.cli.paths import choose
from ctrack.cli.session import tell_findings
from ctrack.errors import FINDINGS, CannotRunError
from ctrack.i18n import gettext as _
from ctrack.i18n import ngettext
from ctrack.render.text import visible
from ctrack.store.format import formatted
from ctrack.store.locate import list_files, path_from, read_bytes
from ctrack.store.places import in_order, locate
from ctrack.store.write import replace_file

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.cli.common import Common
    from ctrack.store.format import Formatted


class Outcome(Enum):
    """What became of a file."""

    CANONICAL = auto()
    CHANGED = auto()
    REFUSED = auto()
    FAILED = auto()


def run(common: Common, paths: tuple[str, ...], *, is_check: bool) -> int:
    """Format the tracker or the paths in it; gives the exit code."""
    chosen = choose(common, paths)
    files = [file for file in list_files(chosen.tracker) if chosen.has(file.name)]
    outcomes = [_format(chosen.tracker, *file, is_check=is_check) for file in files]
    count = outcomes.count(Outcome.CANONICAL)
    text = ngettext("{count} file is in canonical layout", "{count} files are in canonical layout", count)
    sys.stderr.write(text.format(count=count) + "\n")
    if Outcome.FAILED in outcomes:
        return CannotRunError.exit_code
    return FINDINGS if Outcome.REFUSED in outcomes or (is_check and Outcome.CHANGED in outcomes) else 0


def _format(tracker: Path, name: str, kind: str, *, is_check: bool) -> Outcome:
    """Format one file and say what was done; one that cannot be read or written does not keep the others from it."""
    path = tracker / name
    try:
        content = read_bytes(path)
        result = formatted(name, kind, content)
        if _tell_refusal(result, tracker):
            return Outcome.REFUSED
        if result.content == content:
            return Outcome.CANONICAL
        if not is_check:
            replace_file(path, result.content, content)
    except CannotRunError as error:
        sys.stderr.write(f"ctrack: {visible(error.message.translated())}\n")
        return Outcome.FAILED
    done = _("would change {file}") if is_check else _("changed {file}")
    sys.stdout.write(visible(done.format(file=path_from(Path.cwd(), tracker) + name)) + "\n")
    return Outcome.CHANGED


def _tell_refusal(result: Formatted, tracker: Path) -> bool:
    """Say why a file was left alone."""
    document = result.document
    if not result.is_readable:
        found = in_order(locate(document.findings, {document.file: document}, {}, {}))
        tell_findings(found, path_from(Path.cwd(), tracker))
    elif not result.is_known:
        text = _("{file}: its layout cannot be made canonical, it was left alone")
        sys.stderr.write(visible(text.format(file=path_from(Path.cwd(), tracker) + document.file)) + "\n")
    return not (result.is_readable and result.is_known)
