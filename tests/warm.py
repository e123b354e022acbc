"""Processes that start at once: a parent imports the libraries, and each run is forked from it.

A run is a process of its own, with its own arguments, folder, environment and streams; only what an interpreter does
before its first line is shared. Runs that depend on that (another locale, `PYTHON…` variables) are started anew.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

PLAIN = "C.UTF-8"


def is_plain(environment: dict[str, str]) -> bool:
    """Tell whether a run starts as the parent did: in a UTF-8 locale, without wishes to the interpreter."""
    is_usual = {environment.get("LC_ALL", PLAIN), environment.get("LANG", PLAIN)} == {PLAIN}
    return is_usual and not any(name.startswith("PYTHON") for name in environment)


class Parent:
    """The warm parent, as those see it who want a process."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [sys.executable, "-m", "tests.warm"]
        root = Path(__file__).parents[1]
        self._process: subprocess.Popen[bytes] = subprocess.Popen(
            command, cwd=root, env=environment | {"LC_ALL": PLAIN}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def run(self, arguments: list[str], cwd: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
        """Run ctrack; gives what `subprocess.run` would."""
        with tempfile.NamedTemporaryFile() as out, tempfile.NamedTemporaryFile() as err:
            wish = {
                "arguments": arguments,
                "cwd": os.fspath(cwd),
                "environment": environment,
                "streams": [out.name, err.name],
            }
            code = self._ask(json.dumps(wish))
            return subprocess.CompletedProcess(["ctrack", *arguments], code, out.read(), err.read())

    def _ask(self, line: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n".encode())
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        """End the parent."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def serve() -> None:
    """Fork a child for each line that comes in, and answer with its exit code."""
    _import_libraries()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _become(json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


LIBRARIES = (
    *("rich.console", "typer.core"),
    *("ctrack.assess.explanation", "ctrack.render.terminal", "ctrack.render.words"),
    *("ctrack.store.format", "ctrack.store.validate"),
)


def _import_libraries() -> None:
    """Import what takes long; nothing that writes texts while it is imported, which depend on the language."""
    for name in LIBRARIES:
        import_module(name)
    assert not any(name.startswith("ctrack.cli") for name in sys.modules)


def _become(wish: dict[str, Any]) -> NoReturn:
    """Turn this process into a run of ctrack."""
    os.environ.clear()
    os.environ.update(wish["environment"])
    os.chdir(wish["cwd"])
    _redirect("/dev/null", os.O_RDONLY, 0)
    for number, path in enumerate(wish["streams"], 1):
        _redirect(path, os.O_WRONLY, number)
    sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
    sys.stdout = _writer(1, "surrogateescape")
    sys.stderr = _writer(2, "backslashreplace")
    sys.argv = ["ctrack", *wish["arguments"]]
    from ctrack.__main__ import command

    code = 0
    try:
        code = command()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:  # noqa: BLE001 - as an interpreter would end
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _redirect(path: str, flags: int, number: int) -> None:
    descriptor = os.open(path, flags)
    os.dup2(descriptor, number)
    os.close(descriptor)


def _writer(number: int, errors: str) -> io.TextIOWrapper:
    buffer = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(buffer, encoding="utf-8", errors=errors, line_buffering=number == 2)


if __name__ == "__main__":
    serve()
