"""Run the application: arguments as UTF-8, an output that cannot crash on a character, one place for every failure."""

from __future__ import annotations

import codecs
import gc
import os
import sys
from typing import TYPE_CHECKING

from ctrack import i18n
from ctrack.cli.language import language_of
from ctrack.errors import CannotRunError, CtrackError
from ctrack.i18n import N_, Message
from ctrack.i18n import gettext as _

if TYPE_CHECKING:
    from collections.abc import Sequence

BROKEN_PIPE = 141
INTERRUPTED = 130
FOLDED = "ctrack-fold"


def run(argv: Sequence[str]) -> int:
    """Run with the process's arguments; gives the exit code."""
    gc.disable()  # a command is over before garbage could matter
    _prepare_streams()
    sys.argv = [as_utf8(argument) for argument in argv]
    i18n.activate(language_of(sys.argv[1:], os.environ.get))
    try:
        return _flushed(_run_app())
    except CtrackError as error:
        _tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return cannot_write(error)
    except Exception:  # noqa: BLE001 - the last resort: a user never sees a traceback
        _report_failure()
        return 3


def _run_app() -> int:
    """Carry out the command line; what typer finds wrong with it is raised as our own error."""
    from ctrack.cli.direct import run as run_directly  # noqa: PLC0415

    code = run_directly(sys.argv[1:])
    if code is not None:
        return code
    from ctrack.cli.usage import translate_typer, usage_error_of  # noqa: PLC0415 - its words follow the language

    translate_typer(i18n.language())
    from ctrack.cli.app import app  # noqa: PLC0415 - help texts are written in the language set above

    try:
        return int(app(prog_name="ctrack", standalone_mode=False) or 0)
    except CtrackError:
        raise
    except Exception as error:
        told = usage_error_of(error)
        if told:
            raise told from None
        ended = getattr(error, "exit_code", None)
        if ended is None:
            raise
        sys.stderr.write(f"{error}\n")  # the help page of `ctrack` without a command
        return int(ended)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except OSError as error:
        return cannot_write(error)
    return code


def cannot_write(error: OSError) -> int:
    """End when the output cannot be written: in silence when its reader has gone, else with the reason."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if isinstance(error, BrokenPipeError):
        return BROKEN_PIPE
    _tell(
        CannotRunError(
            Message(N_("{file}: {reason}"), {"file": error.filename or _("output"), "reason": error.strerror})
        )
    )
    return CannotRunError.exit_code


def as_utf8(argument: str) -> str:
    """Read an argument as UTF-8 whatever the locale."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _prepare_streams() -> None:
    codecs.register_error(FOLDED, fold_error)
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=FOLDED)


def fold_error(error: UnicodeError) -> tuple[str, int]:
    """Replace what the terminal cannot carry: a letter by its bare form, anything else by a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from ctrack.render.text import to_ascii_signs  # noqa: PLC0415 - only a poor terminal pays for it
    from ctrack.values.names import without_accents  # noqa: PLC0415

    text = to_ascii_signs(without_accents(error.object[error.start : error.end]))
    return text.encode("ascii", "replace").decode(), error.end


def _tell(error: CtrackError) -> None:
    from ctrack.render.text import visible  # noqa: PLC0415

    texts = [error.message, *([error.hint] if error.hint else [])]
    lines = [visible(text.translated()).replace("\n", "\\n") for text in texts]
    lines[0] = f"ctrack: {lines[0]}"
    sys.stderr.write("\n".join(lines) + "\n")


def _report_failure() -> None:
    """Say that something unforeseen happened, and where the details are."""
    import tempfile  # noqa: PLC0415 - not wanted, if all goes well
    import traceback  # noqa: PLC0415

    descriptor, path = tempfile.mkstemp(prefix="ctrack-failure-", suffix=".txt")
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(traceback.format_exc())
    kind = sys.exc_info()[0]
    template = _("ctrack: an unforeseen failure ({kind}); the details are in {path}")
    sys.stderr.write(template.format(kind=kind.__name__ if kind else "?", path=path) + "\n")
