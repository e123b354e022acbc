"""What files hold, without reading them again: never taken for what they hold where that may have changed."""

from __future__ import annotations

import marshal
import os
import time
from typing import TYPE_CHECKING

import pytest

from ctrack.store import kept, stamps
from ctrack.store.kept import digest_of
from ctrack.store.stamps import Digests

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "x" * stamps.PAYS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT)
    return path


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an hour have gone by since files were written."""
    now = time.time_ns
    monkeypatch.setattr("ctrack.store.stamps.time.time_ns", lambda: now() + 3600 * 10**9)


def kept_after(file: Path, place: Path) -> str:
    digests = Digests(str(place))
    found = digests.of(str(file))
    digests.keep()
    return found


def known_in(place: Path) -> dict[str, tuple[object, str]]:
    known: dict[str, tuple[object, str]] = marshal.loads(kept.get(str(place)) or b"")  # noqa: S302 - our own
    return known


def forge(place: Path) -> None:
    """Put another digest in the place of each, to see whether it is given."""
    known = {path: (stamp, "kept") for path, (stamp, _) in known_in(place).items()}
    kept.put(str(place), marshal.dumps(known))


@pytest.mark.usefixtures("later")
def test_a_file_is_not_read_again_until_it_changes_in_any_way(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "cache/stamps/x"
    assert kept_after(file, place) == digest_of([TEXT.encode()])
    forge(place)
    assert Digests(str(place)).of(str(file)) == "kept"

    times = file.stat()
    with file.open("r+") as stream:
        stream.write("y")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # the size and the time that it had
    changed = digest_of([b"y" + TEXT[1:].encode()])
    assert Digests(str(place)).of(str(file)) == changed

    assert kept_after(file, place) == changed
    forge(place)
    other = tmp_path / "b.yaml"
    other.write_text(TEXT)
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)  # another file in its place
    assert Digests(str(place)).of(str(file)) == digest_of([TEXT.encode()])


def test_a_file_that_was_written_just_now_is_always_read(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "x"
    kept_after(file, place)
    assert not place.exists()


@pytest.mark.usefixtures("later")
def test_little_is_not_worth_keeping_and_what_is_gone_is_forgotten(file: Path, tmp_path: Path) -> None:
    place = tmp_path / "x"
    file.write_text(TEXT[1:])
    kept_after(file, place)
    assert not place.exists()

    file.write_text(TEXT)
    kept_after(file, place)
    other = tmp_path / "b.yaml"
    file.replace(other)
    kept_after(other, place)
    assert [*known_in(place)] == [str(other)]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("content", [b"", b"x" * 100])
def test_a_damaged_list_is_as_none(file: Path, tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "x"
    kept_after(file, place)
    forge(place)
    place.write_bytes(content)
    assert Digests(str(place)).of(str(file)) == digest_of([TEXT.encode()])


@pytest.mark.usefixtures("later")
def test_where_the_system_does_not_note_when_a_file_was_changed_all_are_read(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "x"
    kept_after(file, place)
    forge(place)
    digest = digest_of([TEXT.encode()])
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("ctrack.store.stamps.os.name", "nt")
        assert Digests(str(place)).of(str(file)) == digest
    assert Digests(str(place)).of(str(file)) == "kept"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(OSError, match=r"pipe\.yaml"):
        Digests(str(tmp_path / "x")).of(str(tmp_path / "pipe.yaml"))
