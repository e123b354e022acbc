"""Files and links of a base or a head that cannot be read or followed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.history.repositories import (
    CITY,
    CLEAN,
    DISTRICT,
    FIRST,
    GIA_LAM,
    REMOVED,
    TRACKER,
    Edit,
    apply,
    check,
    city,
    commit,
    compare,
    git,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Run

BROKEN_TEXTS = {
    "syntax": b"code: {03\n",
    "empty": b"",
    "conflict": b"<<<<<<< ours\ncode: '03'\n=======\ncode: '3'\n>>>>>>> theirs\n",
    "encoding": "code: '03'\ntitle: Phát triển\n".encode("cp1258", "replace"),
    "another kind": b"- a list\n",
}


@pytest.mark.parametrize("text", BROKEN_TEXTS.values(), ids=BROKEN_TEXTS)
def test_a_base_with_a_broken_file(text: bytes, repository: Path) -> None:
    sound = (repository / "data" / CITY).read_bytes()
    (repository / "data" / CITY).write_bytes(text)
    commit(repository)
    (repository / "data" / CITY).write_bytes(sound)
    apply(repository / "data", (DISTRICT, "value: 24", "value: 23"))

    checked = compare(repository)

    assert (checked.code, sorted(checked.rules), checked.others) == (1, ["CT602", "CT690"], [])
    assert any(CITY in message for rule, message in checked.found if rule == "CT690")

    (repository / "data" / CITY).unlink()
    assert "CT690" in compare(repository).rules


def test_a_base_with_a_broken_tracker_file(repository: Path) -> None:
    sound = (repository / "data" / TRACKER).read_bytes()
    (repository / "data" / TRACKER).write_bytes(b"title: {\n")
    commit(repository)
    (repository / "data" / TRACKER).write_bytes(sound)

    assert compare(repository)[:3] == (1, [*compare(repository).found], [])
    assert compare(repository).rules == ["CT690"]


def test_a_base_with_one_broken_entry(repository: Path) -> None:
    apply(repository / "data", city("status: estimated", "status: estimatd"))
    commit(repository)
    apply(repository / "data", city("status: estimatd", "status: estimated"), city("max: 60", "max: 61"))

    assert sorted(compare(repository).rules) == ["CT603", "CT690"]


HEAD_BROKEN = {
    "syntax": (city("indicators:\n", "indicators: {\n"), "CT001"),
    "a decimal comma": (city(FIRST, FIRST.replace("25", '"25,5"')), "CT106"),
    "a wrong word": (city("status: estimated", "status: estimatd"), "CT104"),
    "an unknown key": (city("status: estimated", "stats: estimated"), "CT102"),
    "a key twice": (city("bound: about,", "bound: about, bound: at_most,"), "CT003"),
    "a missing key": (city("    name: Số huyện đủ tiêu chí thành quận\n", ""), "CT101"),
    "a period": (city("by: 2023, min", "by: 12/2023, min"), "CT105"),
    "the programme's period": (city("lead: office", "lead: office\nperiod: 2021-2025"), "CT105"),
    "an empty value": (city("of: 40", "of: ~"), "CT108"),
    "the unit": (city("    unit: criterion", "    unit: Criterion"), "CT107"),
    "the direction": (city("    unit: criterion", "    unit: criterion\n    direction: up"), "CT104"),
    "a code": (city('code: "03.01"', 'code: "3,01"'), "CT107"),
    "a hidden character": (city("name: Cây xanh", "name: Cây\u200bxanh"), "CT005"),
    "a district": ((DISTRICT, "kind: rural", "kind: rurall"), "CT104"),
    "a district's own programme": ((DISTRICT, "title: Chương", "titel: Chương"), "CT102"),
    "a list": (city("    targets:\n      - {value: 100}\n", "    targets:\n        value: 100\n    x:\n"), "CT103"),
    "units": (("units.yaml", "criterion: {", "criterion: {{"), "CT001"),
}


@pytest.mark.parametrize(("edit", "rule"), HEAD_BROKEN.values(), ids=HEAD_BROKEN)
def test_a_broken_file_has_its_own_finding_and_removes_nothing(edit: Edit, rule: str, repository: Path) -> None:
    apply(repository / "data", edit)

    checked = compare(repository)

    assert checked.code == 1
    assert rule in checked.others
    assert checked.found == []

    apply(repository / "data", ("agencies.yaml", "Sở Nội vụ", "Sở Nội"))
    assert compare(repository).found == []


def test_a_broken_file_does_not_hide_what_another_file_lost(repository: Path) -> None:
    apply(repository / "data", ("programs/04.yaml", "indicators:", "indicators: {"), city(FIRST, ""))
    assert compare(repository).rules == REMOVED

    apply(repository / "data", (DISTRICT, "value: 24", "value: 23"))
    assert sorted(compare(repository).rules) == ["CT601", "CT602"]


LINKS = ["units.yaml", CITY, DISTRICT, "programs", "districts"]


@pytest.mark.parametrize("name", LINKS)
def test_what_stands_behind_a_link_is_compared_or_said_not_to_be(name: str, repository: Path) -> None:
    """A link within the repository is part of the tracker in the work tree; silence would be a pass."""
    (repository / "common").mkdir()
    link = repository / "data" / name
    target = link.rename(repository / "common" / link.name)
    link.symlink_to(os.path.relpath(target, link.parent))
    commit(repository)
    is_programme = (repository / "data" / CITY).resolve().is_relative_to(repository / "common")
    file, old = (CITY, FIRST) if is_programme else (DISTRICT, GIA_LAM.splitlines(keepends=True)[3])
    apply(repository / "data", (file, old, ""))

    checked = compare(repository)

    assert checked.code == 1
    assert set(checked.rules) & {"CT601", "CT690"}


def test_a_link_that_did_not_change_is_no_finding(repository: Path) -> None:
    (repository / "common").mkdir()
    (repository / "data/units.yaml").rename(repository / "common/units.yaml")
    (repository / "data/units.yaml").symlink_to("../common/units.yaml")
    commit(repository)

    assert compare(repository)[:3] == CLEAN


def test_a_file_that_became_a_link_is_compared(repository: Path) -> None:
    (repository / "data" / CITY).rename(repository / "elsewhere.yaml")
    (repository / "data" / CITY).symlink_to("../../elsewhere.yaml")
    assert compare(repository)[:3] == CLEAN

    apply(repository / "data", city(FIRST, ""))
    assert compare(repository).rules == REMOVED


def test_a_folder_of_the_tracker_as_a_submodule_is_compared_or_said_not_to_be(
    ctrack: Run, repository: Path, tmp_path: Path
) -> None:
    (repository / "data/programs").rename(tmp_path / "programs")
    git(tmp_path / "programs", "init", "--quiet", "--template=")
    commit(tmp_path / "programs")
    commit(repository)
    options = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add")
    git(repository, *options, str(tmp_path / "programs"), "data/programs")
    commit(repository)
    apply(repository / "data", city(FIRST, ""))
    assert check(ctrack, repository).code != 0
