"""One run of `fmt`: lay files out, write those that change, say what was done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ctrack.cli.paths import choose
from ctrack.cli.session import tell_findings
from ctrack.errors import CannotRunError
from ctrack.i18n import N_, Message, ngettext
from ctrack.i18n import gettext as _
from ctrack.render.text import visible
from ctrack.store.format import formatted, replace_file
from ctrack.store.locate import list_files
from ctrack.store.places import locate

if TYPE_CHECKING:
    from pathlib import Path

    from ctrack.cli.options import Common
    from ctrack.store.format import Formatted

FINDINGS = 1


def run(common: Common, paths: tuple[str, ...], *, is_check: bool) -> int:
    """Format the tracker or the paths in it; gives the exit code."""
    chosen = choose(common, paths)
    changed, refused = [], 0
    files = [file for file in list_files(chosen.tracker) if chosen.has(file.name)]
    for name, kind in files:
        path = chosen.tracker / name
        content = _read(path)
        result = formatted(name, kind, content)
        refused += _tell_refusal(result, chosen.tracker)
        if result.content != content:
            changed.append(name)
            if not is_check:
                replace_file(path, result.content, content)
            done = _("would change {file}") if is_check else _("changed {file}")
            sys.stdout.write(visible(done.format(file=path)) + "\n")
    unchanged = len(files) - len(changed) - refused
    text = ngettext("{count} file is in canonical layout", "{count} files are in canonical layout", unchanged)
    sys.stderr.write(text.format(count=unchanged) + "\n")
    return FINDINGS if refused or (is_check and changed) else 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = Message(N_("{file} cannot be read: {reason}"), {"file": path, "reason": error.strerror})
        raise CannotRunError(message) from None


def _tell_refusal(result: Formatted, tracker: Path) -> bool:
    """Say why a file was left alone."""
    document = result.document
    if not result.is_readable:
        tell_findings(locate(document.findings, {document.file: document}, {}, {}), tracker)
    elif not result.is_known:
        text = _("{file}: its layout cannot be made canonical, it was left alone")
        sys.stderr.write(visible(text.format(file=tracker / document.file)) + "\n")
    return not (result.is_readable and result.is_known)
