"""Runs a process from a very small one and tells what it cost: `python -I -S spawn.py PIPE PROGRAM ARGUMENT...`.

A process's peak memory is never told as less than its parent held when it began, so the parent must hold less than the
emptiest process that is measured: this one imports nothing that is not built in.
"""

import posix
import sys
import time


def main() -> None:
    """Write seconds, peak memory in KiB and the exit code to the pipe."""
    pipe, words = int(sys.argv[1]), sys.argv[2:]
    posix.set_inheritable(pipe, False)  # noqa: FBT003 - it takes places
    start = time.perf_counter()
    child = posix.posix_spawn(words[0], words, posix.environ)
    _, status, usage = posix.wait4(child, 0)
    seconds = time.perf_counter() - start
    posix.write(pipe, f"{seconds} {usage.ru_maxrss} {posix.waitstatus_to_exitcode(status)}".encode())


if __name__ == "__main__":
    main()
