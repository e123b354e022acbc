"""Answers, and what was read, in files: each whole or not there, known by a hash of itself, and not too many."""

from __future__ import annotations

import os

try:
    from _blake2 import blake2b  # hashlib imports all of OpenSSL
except ImportError:  # another interpreter
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST = 4 * 2**20
"""What is longer is not kept, in bytes."""

MAX_FILES = 500
MAX_BYTES = 64 * 2**20
_MARK = b"ctrack kept 1\n"
_DIGEST = 16


def digest_of(parts: Iterable[bytes]) -> str:
    """Give a name that no other parts have."""
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()


def get(place: str) -> bytes | None:
    """Read what was kept; whatever is wrong with it, it is as if there were nothing."""
    try:
        with open(place, "rb") as file:  # noqa: PTH123
            content = file.read()
    except OSError:
        return None
    begin = len(_MARK) + _DIGEST
    payload = content[begin:]
    return payload if content[:begin] == _MARK + blake2b(payload, digest_size=_DIGEST).digest() else None


def put(place: str, payload: bytes) -> None:
    """Keep something, whole or not at all; where that is not possible, it is made anew the next time."""
    folder, name = os.path.split(place)
    temporary = os.path.join(folder, f".{name}.{os.getpid()}")  # noqa: PTH118
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        try:
            with open(temporary, "wb") as file:  # noqa: PTH123
                file.write(_MARK + blake2b(payload, digest_size=_DIGEST).digest() + payload)
            os.replace(temporary, place)  # noqa: PTH105
        except OSError:
            os.unlink(temporary)  # noqa: PTH108
            raise
    except OSError:
        return


def load(place: str) -> tuple[int, bytes, bytes] | None:
    """Read an answer: the exit code, what was printed, what was said beside it."""
    payload = get(place)
    if payload is None:
        return None
    length = int.from_bytes(payload[1:9], "big")
    return payload[0], payload[9 + length :], payload[9 : 9 + length]


def save(place: str, code: int, out: bytes, err: bytes) -> None:
    """Keep an answer."""
    put(place, bytes([code]) + len(err).to_bytes(8, "big") + err + out)
    make_room(os.path.dirname(place))  # noqa: PTH120


def make_room(folder: str) -> None:
    """Forget the oldest where there are too many, a quarter of what may be kept at once."""
    try:
        with os.scandir(folder) as entries:
            kept = sorted((entry.stat().st_mtime_ns, entry.stat().st_size, entry.path) for entry in entries)
        size = sum(one for _, one, _ in kept)
        if len(kept) <= MAX_FILES and size <= MAX_BYTES:
            return
        count = len(kept)
        for _, one, path in kept:
            if count <= MAX_FILES * 3 // 4 and size <= MAX_BYTES * 3 // 4:
                return
            os.unlink(path)  # noqa: PTH108
            count, size = count - 1, size - one
    except OSError:
        return
