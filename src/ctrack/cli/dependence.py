"""What the answer to a command line depends on: the program, the words, the day, the terminal, the tracker's files.

This is imported at every start, and imports next to nothing itself.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import chain

from ctrack import __version__
from ctrack.cli.grammar import COMMANDS, FLAG, GLOBAL, HELP
from ctrack.store.around import is_tracker, named_folder, tracker_around, yaml_files
from ctrack.store.kept import digest_of
from ctrack.store.stamps import Digests

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

KEPT = frozenset({"status", "district", "show", "rank", "due", "owner", "tasks", "validate"})
"""The commands whose answers depend on nothing but the tracker's files."""

NOT_KEPT = frozenset({"--rev", "--base", "--output", "--no-cache"})
"""Options with which an answer depends on more, or the command does more than answer."""

FORMS_NOT_KEPT = frozenset({"github", "gitlab", "sarif", "junit"})
"""Formats that name files from the repository's root, or write elsewhere too."""

ENVIRONMENT = (
    *("CTRACK_DATA", "CTRACK_LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE", "LANG", "LANGUAGE", "HOME", "TZ"),
    *("COLUMNS", "NO_COLOR", "TERM", "PYTHONIOENCODING", "PYTHONUTF8"),
)
"""The variables that an answer may depend on."""

NO_CACHE = "CTRACK_NO_CACHE"

SEEN: dict[str, str] = {}
"""The digests of a tracker's files by their paths, once it was looked whether there is an answer."""


def place_of(words: Sequence[str], environment: Sequence[bytes]) -> str | None:
    """Give the file in which the answer to a command line is kept; nothing where none is."""
    folder = cache_folder()
    depends = depends_on(words)
    if folder is None or depends is None or sys.stdout is None or sys.stderr is None:
        return None
    needs_tracker, data = depends
    try:
        tracker = _tracker(data, folder) if needs_tracker else ()
        name = digest_of(chain(environment, _circumstances(words), tracker))
    except (OSError, _NotKeptError):
        return None
    return os.path.join(folder, "answers", name)  # noqa: PTH118 - pathlib takes time to import


class _NotKeptError(Exception):
    """The answer depends on something that cannot be known in advance."""


def depends_on(words: Sequence[str]) -> tuple[bool, str | None] | None:
    """Tell whether a command line needs a tracker, and which it names; nothing where its answer is not kept."""
    if words[:1] == ["__complete"]:
        return (True, None) if not any("data" in word for word in words) else None
    if words and words[-1] in HELP and (len(words) == 1 or (len(words) == 2 and words[0] in COMMANDS)):  # noqa: PLR2004
        return False, None
    read = options_in(words)
    if read is None or read[0] not in KEPT:
        return None
    _command, options = read
    if NOT_KEPT & options.keys() or options.get("--format") in FORMS_NOT_KEPT or HELP.keys() & options.keys():
        return None
    return True, options.get("--data")


def options_in(words: Sequence[str]) -> tuple[str, dict[str, str]] | None:
    """Read a command line as the commands do: the command, and its options, the last where one stands twice.

    Nothing where it is wrong, or has an option that ends it.
    """
    read = parsed(words)
    return (read[0], dict(read[2])) if read else None


def parsed(words: Sequence[str]) -> tuple[str, list[str], list[tuple[str, str]]] | None:
    """Take a command line apart: the command, its arguments, and its options as they follow each other.

    Nothing where it is wrong, or has an option that ends it. How many arguments a command takes is not looked at.
    """
    command, known = "", GLOBAL
    arguments: list[str] = []
    options: list[tuple[str, str]] = []
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        if word == "--" and command:
            arguments += reversed(waiting)
            break
        if not word.startswith("-") or word == "-":
            if command:
                arguments.append(word)
            elif word in COMMANDS:
                command, known = word, COMMANDS[word][1]
            else:
                return None
            continue
        name, has_value, value = word.partition("=")
        is_flag = known.get(name) == FLAG
        if name not in known or name == "--version" or (is_flag and has_value) or not (is_flag or has_value or waiting):
            return None
        options.append((name, "" if is_flag else value if has_value else waiting.pop()))
    return (command, arguments, options) if command else None


def _circumstances(words: Sequence[str]) -> Iterator[bytes]:
    """Give what every answer depends on: the program, the words, the day, the terminal."""
    yield from program_now()
    yield str(len(words)).encode()
    yield from map(os.fsencode, words)
    yield time.strftime("%Y-%m-%d").encode()
    yield from (_stream(stream).encode() for stream in (sys.stdout, sys.stderr))


def _tracker(data: str | None, cache: str) -> Iterator[bytes]:
    """Give the tracker with the digests of its files; raises OSError or _NotKeptError where that cannot be told."""
    folder = os.getcwd()  # noqa: PTH109
    yield os.fsencode(folder)
    named = data if data is not None else os.environ.get("CTRACK_DATA")
    tracker = named_folder(folder, named) if named else tracker_around(folder)
    if tracker is None or not is_tracker(tracker):
        raise _NotKeptError
    place = os.fsencode(os.path.realpath(tracker))
    yield place
    digests = Digests(os.path.join(cache, "stamps", digest_of([place])))  # noqa: PTH118
    for name, path in sorted(yaml_files(tracker)):
        SEEN[path] = digests.of(path)
        yield os.fsencode(name)
        yield SEEN[path].encode()
    digests.keep()


def _stream(stream: TextIO) -> str:
    width = os.get_terminal_size(stream.fileno()).columns if stream.isatty() else 0
    return f"{stream.encoding} {stream.errors} {stream.isatty()} {width}"


def program_now() -> Iterator[bytes]:
    """Tell which program it is: its own files and the libraries beside it, by what the file system says of them."""
    yield f"{__version__} {sys.version} {sys.executable}".encode()
    folders = [os.path.dirname(os.path.dirname(__file__))]  # noqa: PTH120
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in sorted(entries, key=_name):
                if entry.is_dir():
                    if entry.name != "__pycache__":
                        folders.append(entry.path)
                elif entry.name.endswith((".py", ".mo")):
                    about = entry.stat()
                    yield f"{entry.name} {about.st_size} {about.st_mtime_ns}".encode()
    for path in sys.path:
        if path.endswith("site-packages"):
            yield f"{path} {os.stat(path).st_mtime_ns}".encode()  # noqa: PTH116


def _name(entry: os.DirEntry[str]) -> str:
    return entry.name


def cache_folder() -> str | None:
    """Give the user's cache folder for ctrack; nothing where it is not to be used."""
    if os.environ.get(NO_CACHE):
        return None
    system: str = sys.platform
    if system == "linux":  # as platformdirs has it, which takes time to import
        base = os.environ.get("XDG_CACHE_HOME", "")
        return os.path.join(base if os.path.isabs(base) else os.path.expanduser("~/.cache"), "ctrack")  # noqa: PTH111, PTH117, PTH118
    from platformdirs import user_cache_dir  # noqa: PLC0415

    return user_cache_dir("ctrack", appauthor=False)


def environment_now() -> list[bytes]:
    """Give the variables that an answer may depend on, as they are now: a run may change them."""
    return [os.fsencode(os.environ.get(name, "\0")) for name in ENVIRONMENT]
