from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.values.names import accented_key, bare_key, match_name, nearest, sort_key

DISTRICTS = {
    "gia-lam": ("gia-lam", "Gia Lâm"),
    "dong-anh": ("dong-anh", "Đông Anh"),
    "dong-da": ("dong-da", "Đống Đa"),
    "ung-hoa": ("ung-hoa", "Ứng Hòa"),
    "hoai-duc": ("hoai-duc", "Hoài Đức"),
    "son-tay": ("son-tay", "Sơn Tây"),
    "thanh-tri": ("thanh-tri", "Thanh Trì"),
    "thanh-oai": ("thanh-oai", "Thanh Oai"),
    "thanh-xuan": ("thanh-xuan", "Thanh Xuân"),
}


@pytest.mark.parametrize(
    "asked",
    [
        "Gia Lâm",
        "gia lam",
        "GIA LÂM",
        "H. Gia Lâm",
        "h.gia lâm",
        "huyện Gia Lâm",
        "HUYEN GIA LAM",
        "gia-lam",
        "  Gia   Lâm ",
        "Gia\u00a0Lâm",
        unicodedata.normalize("NFD", "Gia Lâm"),
        unicodedata.normalize("NFD", "huyện Gia Lâm"),
    ],
)
def test_every_spelling_finds_the_district(asked: str) -> None:
    assert match_name(asked, DISTRICTS) == ("gia-lam",)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Ứng Hoà", "ung-hoa"),
        ("Ứng Hòa", "ung-hoa"),
        ("ung hoa", "ung-hoa"),
        ("Ðông Anh", "dong-anh"),
        ("Ɖông Anh", "dong-anh"),
        ("dong anh", "dong-anh"),
        ("đống đa", "dong-da"),
        ("TX. Sơn Tây", "son-tay"),
        ("thị xã Sơn Tây", "son-tay"),
        ("thi xa son tay", "son-tay"),
        ("Q. Đống Đa", "dong-da"),
        ("quận đống đa", "dong-da"),
    ],
)
def test_tone_marks_look_alikes_and_prefixes(asked: str, found: str) -> None:
    assert match_name(asked, DISTRICTS) == (found,)


@pytest.mark.parametrize("asked", ["Gia", "Lâm", "Thanh", "Trịnh Hoài Đức", "Tây Sơn", "", "huyện", "H."])
def test_no_part_of_a_name_is_guessed(asked: str) -> None:
    assert match_name(asked, DISTRICTS) == ()


def test_accents_decide_before_their_absence() -> None:
    names = {"a": ("Lâm",), "b": ("Lam",)}

    assert match_name("Lâm", names) == ("a",)
    assert match_name("Lam", names) == ("b",)
    assert match_name("Lãm", names) == ("a", "b")


def test_the_nearest_names_come_best_first() -> None:
    assert nearest("Gia", [name for _, name in DISTRICTS.values()])[0] == "Gia Lâm"
    assert nearest("Thanh Tri", ["Thanh Oai", "Thanh Trì"])[0] == "Thanh Trì"
    assert nearest("zzz", ["Thanh Oai"]) == ()


WORDS = st.text("abđ -1", max_size=6)


@given(WORDS, st.lists(WORDS, unique=True, max_size=12))
def test_the_nearest_are_those_that_are_most_alike_of_all(asked: str, known: list[str]) -> None:
    def likeness(word: str) -> float:
        ratio = SequenceMatcher(None, bare_key(asked), bare_key(word)).ratio()
        begins = bare_key(asked) and f"{bare_key(word)} ".startswith(f"{bare_key(asked)} ")
        return max(ratio, 0.9) if begins else ratio

    good = sorted((-likeness(word), word) for word in known if likeness(word) >= 0.6)
    assert nearest(asked, known) == tuple(word for _, word in good[:3])


@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạòóỏõọ ", min_size=1, max_size=30))
def test_keys_do_not_depend_on_form_or_case(name: str) -> None:
    spellings = {name, name.upper().lower(), unicodedata.normalize("NFD", name), unicodedata.normalize("NFC", name)}

    assert len({accented_key(spelling) for spelling in spellings}) == 1
    assert len({bare_key(spelling) for spelling in spellings}) == 1
    assert bare_key(bare_key(name)) == bare_key(name)


def test_names_sort_as_in_a_vietnamese_dictionary() -> None:
    names = [
        "Ứng Hòa",
        "Đông Anh",
        "Ba Vì",
        "Ba Đình",
        "Đống Đa",
        "Đan Phượng",
        "Cầu Giấy",
        "Chương Mỹ",
        "Hà Đông",
        "Thạch Thất",
        "Thanh Trì",
        "Hai Bà Trưng",
    ]

    assert sorted(names, key=sort_key) == [
        "Ba Đình",
        "Ba Vì",
        "Cầu Giấy",
        "Chương Mỹ",
        "Đan Phượng",
        "Đông Anh",
        "Đống Đa",
        "Hà Đông",
        "Hai Bà Trưng",
        "Thạch Thất",
        "Thanh Trì",
        "Ứng Hòa",
    ]
