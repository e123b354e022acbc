"""What YAML, spreadsheets, keyboards and editors do to figures behind an author's back: each is told, at its place."""

from __future__ import annotations

import codecs
import json
import os
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple
from unittest.mock import ANY

import pytest

from ctrack.findings import Severity
from tests.support import loaded, read_as, validated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctrack.findings import Located

FILE = "programs/03.yaml"
FILES = {
    "sources.yaml": "book: {title: A book}\n",
    "agencies.yaml": "office: {name: Sở Nội vụ}\n",
    "units.yaml": "number: {name: cái}\nhead: {name: người, min: 0, integer: true}\npercent: {name: tỷ lệ, min: 0, max: 100}\n",
}
Place = tuple[str, str, int, int]
"""Rule, file, line, column."""


def sheet(
    *,
    code: str = '"03"',
    title: str = "A programme",
    official: str = "true",
    date: str = "2023",
    value: str = "95",
    unit: str = "number",
) -> str:
    """Write a programme in which nothing is wrong but what the caller puts in."""
    return f"""\
code: {code}
title: {title}
lead: office
source: book
indicators:
  - code: "03.01"
    name: An indicator
    unit: {unit}
    official: {official}
    targets: [{{by: 2025, value: 100}}]
    measurements:
      - {{date: 2022, value: 90, source: book}}
      - date: {date}
        value: {value}
        source: book
"""


CODE, TITLE, OFFICIAL, DATE, VALUE = (1, 7), (2, 8), (9, 15), (13, 15), (14, 16)
CLEAN = {**FILES, FILE: sheet()}


def as_bytes(files: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Keep every character of the texts as it is."""
    return {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}


def findings(files: dict[str, str | bytes], **options: Any) -> tuple[Located, ...]:  # noqa: ANN401 - passed on
    return validated(as_bytes({**FILES, **files}), **options).findings


def places(found: Iterable[Located]) -> list[Place]:
    return [(item.finding.rule, item.position.file, item.position.line, item.position.column) for item in found]


def rules(found: Iterable[Located]) -> list[str]:
    return [item.finding.rule for item in found]


def only(files: dict[str, str | bytes], rule: str) -> Located:
    """Give the one finding of a rule."""
    (item,) = [item for item in findings(files) if item.finding.rule == rule]
    return item


def said(item: Located) -> str:
    """Give all that a reader is told: what was found, and the remedy."""
    return f"{item.finding.message}\n{item.finding.hint or ''}"


class Row(NamedTuple):
    words: str
    files: dict[str, str | bytes]
    expected: list[Place]


def row(words: str, content: str | bytes, *expected: tuple[str, int, int], file: str = FILE, **others: str) -> Row:
    """Put a content into one file; what is expected is in that file."""
    beside = {FILE: sheet()} if file != FILE else {}
    return Row(
        words, {**beside, **others, file: content}, [(rule, file, line, column) for rule, line, column in expected]
    )


def in_text(words: str, written: str, *found: str) -> Row:
    return row(f"{words} as a text", sheet(title=written), *[(rule, *TITLE) for rule in found])


def in_number(words: str, written: str, rule: str = "CT106") -> Row:
    return row(f"{words} as a number", sheet(value=written), (rule, *VALUE))


def in_period(words: str, written: str) -> Row:
    return row(f"{words} as a period", sheet(date=written), ("CT105", *DATE))


def in_boolean(words: str, written: str) -> Row:
    return row(f"{words} as a boolean", sheet(official=written), ("CT104", *OFFICIAL))


def unfound(words: str, content: str | bytes, file: str = FILE) -> Row:
    return row(words, content, file=file)


def note(written: str | bytes) -> bytes:
    """Write a programme with one more key, `note`, in line 3."""
    first, second, rest = sheet().encode().split(b"\n", 2)
    return b"\n".join([first, second, b"note: " + (written.encode() if isinstance(written, str) else written), rest])


NFD_NAME = unicodedata.normalize("NFD", "Hà Nội")
NUMBERS = {
    "a leading zero": "010",
    "three leading zeros": "0007",
    "a leading zero and an eight": "08",
    "a leading zero and a nine": "09",
    "octal with o": "0o10",
    "hexadecimal": "0x1F",
    "binary": "0b11",
    "an exponent": "1e3",
    "a capital exponent": "1E3",
    "an exponent behind a bare point": "1.e3",
    "an underscore in a number": "1_000",
    "an underscore and a point": "1_000.5",
    "infinity": ".inf",
    "not a number": ".nan",
    "minus infinity": "-.Inf",
    "beyond a float": "1e400",
    "beyond a float with a point": "1.0e+400",
    "a time": "12:30",
    "a time with seconds": "1:30:00",
    "a time that base 60 takes for 1148": "19:08",
}
SCALARS = [
    *[in_text(f"{word} without quotes", word, "CT011") for word in ("no", "on", "off", "y", "yes", "NO")],
    *[in_text(f"{word} in quotes", f'"{word}"') for word in ("no", "on", "off", "y", "yes", "NO")],
    *[
        in_boolean(f"{word} without quotes", word)
        for word in ("no", "on", "off", "y", "yes", "NO", "True", "FALSE", "1")
    ],
    *[in_boolean(f"{word} in quotes", f'"{word}"') for word in ("off", "no")],
    *[in_number(words, written) for words, written in NUMBERS.items()],
    *[in_text(f"{words} without quotes", written, "CT011") for words, written in NUMBERS.items()],
    *[in_text(f"{words} in quotes", f'"{written}"') for words, written in NUMBERS.items()],
    in_number("nan", "nan"),
    in_number("NaN", "NaN"),
    in_number("a whole number of 5,000 digits", "9" * 5000),
    in_text("a whole number of 5,000 digits", "9" * 5000, "CT011"),
    in_number("a decimal comma", "12,5"),
    in_number("a comma that may group", "1,234"),
    in_number("a grouping point and a decimal comma", "1.234,5"),
    in_number("a grouping space", "1 234"),
    in_number("a percent sign", "12.5%"),
    in_number("a percent sign behind a space", "95 %"),
    in_number("a percent sign in front", "%95", "CT001"),
    in_number("a minus sign U+2212", "−5"),
    in_number("full-width digits", "１２"),
    in_number("a superscript digit", "²"),
    in_number("less than", "<5"),
    in_number("n/a", "n/a"),
    in_number("true", "true"),
    in_number("a lone dash", "-", "CT001"),
    in_number("an underscore in quotes", '"1_000"'),
    in_number("a leading zero in quotes", '"010"'),
    in_number("an empty text in single quotes", "''", "CT108"),
    in_number("an empty text in double quotes", '""', "CT108"),
    in_number("spaces in quotes", '"  "', "CT108"),
    *[
        row(f"{word or 'nothing'} as a number", sheet(value=word), ("CT108", 14, 16 if word else 9))
        for word in ("", "~", "null", "NULL")
    ],
    row("nothing as a text", sheet(title=""), ("CT108", 2, 1)),
    unfound("a day without quotes", sheet(date="2024-01-31")),
    unfound("a day in quotes", sheet(date='"2024-01-31"')),
    unfound("a month", sheet(date="2024-06")),
    unfound("a year in quotes", sheet(date='"2024"')),
    in_period("a day and a month of one digit", "2024-1-5"),
    in_period("a day first", "31/12/2024"),
    in_period("a day that may be a month", "05/12/2024"),
    in_period("a thirteenth month", "2024-13-01"),
    in_period("the thirtieth of February", "2024-02-30"),
    in_period("a time of day", "2024-01-31T10:00:00+07:00"),
    in_period("a quarter without a hyphen", "2024Q4"),
    in_period("seconds since 1970", "1706659200"),
    in_period("a time", "12:30"),
    row("a code without quotes", sheet(code="03"), ("CT011", *CODE)),
    row("a code with a lost zero", sheet(code="3"), ("CT203", *CODE), ("CT011", *CODE), ("CT107", 6, 11)),
]
CODES = [
    row(
        f"a programme's code {code} without quotes",
        f"code: {code}\ntitle: A programme\nlead: office\n",
        ("CT011", *CODE),
        file=f"programs/{code}.yaml",
    )
    for code in ("08", "09", "010", "0007")
] + [
    row(
        "codes of indicators that look like decimals",
        "code: '1'\ntitle: A\nlead: office\nindicators:\n  - {code: 1.10, name: A, unit: head}\n  - {code: 1.20, name: B, unit: head}\n",
        ("CT011", 5, 12),
        ("CT011", 6, 12),
        file="programs/1.yaml",
    ),
    row("a word for true as a key of the format", note("x").replace(b"note", b"on"), ("CT102", 3, 1)),
    row("a word for true as an id", "book: {title: A book}\non: {title: x}\n", ("CT011", 2, 1), file="sources.yaml"),
    row(
        "a number as an id, plain and in quotes",
        "number: {name: cái}\n2024: {name: a}\n'2024': {name: b}\n",
        ("CT011", 2, 1),
        ("CT003", 3, 1),
        file="units.yaml",
    ),
    row(
        "a decimal is no id and not equal to a whole number",
        "number: {name: cái}\n2024: {name: a}\n2024.0: {name: c}\n",
        ("CT011", 2, 1),
        ("CT011", 3, 1),
        ("CT107", 3, 1),
        file="units.yaml",
    ),
]
SYNTAX = [
    row("a colon and a space in a text", sheet(title="Tỷ lệ: 95%"), ("CT001", 2, 13)),
    row("a hash sign in a text", sheet(title="Mục tiêu #3"), ("CT012", 2, ANY)),
    unfound("a comment behind a text", sheet(title="Mục tiêu  # chú thích")),
    unfound("a hash sign inside a word", sheet(title="Mục tiêu số#3")),
    unfound("a hash sign in quotes", sheet(title='"Mục tiêu #3"')),
    row("greater than", sheet(title=">= 95"), ("CT001", 2, ANY)),
    unfound("less than in a text", sheet(title="<5")),
    row("a star", sheet(title="*"), ("CT001", 2, ANY)),
    row("an at sign", sheet(title="@x"), ("CT001", *TITLE)),
    row("a backtick", sheet(title="`x`"), ("CT001", *TITLE)),
    row("a dash and a space", sheet(title="- 5"), ("CT001", *TITLE)),
    row("backslashes in double quotes", sheet(title='"C:\\temp\\x"'), ("CT001", 2, 18)),
    unfound("backslashes in single quotes", sheet(title="'C:\\temp\\x'")),
    row("an escaped surrogate pair", sheet(title='"\\ud83d\\ude00"'), ("CT005", *TITLE)),
    row("an escaped lone surrogate", sheet(title='"\\ud800"'), ("CT005", *TITLE)),
    row("a duplicate key", sheet() + "title: Another\n", ("CT003", 16, 1)),
    row("an unterminated quote that the next one closes", sheet(title='"A programme'), ("CT001", *TITLE)),
    row("an unterminated quote", "code: '03'\ntitle: \"A programme\nlead: office\n", ("CT001", *TITLE)),
    row("a list that is cut off", "code: '03'\ntitle: A\nindicators: [1, 2", ("CT001", 3, 13)),
    unfound(
        "a list at the indentation of its key",
        "code: '03'\ntitle: A\nlead: office\nallow:\n- {rule: CT409, reason: x}\n",
    ),
    row("an item that is out of line", "code: '03'\ntitle: A\nindicators:\n    - 1\n   - 2\n", ("CT001", 5, 4)),
]
STRUCTURE = [
    row("a tab as indentation", "code: '03'\ntitle: A\ndeclared:\n\tindicators: 1\n", ("CT004", 4, 1)),
    unfound("a tab behind a colon", sheet().replace("title: ", "title:\t")),
    unfound("a tab before a comment", sheet(title="A programme\t# why")),
    row(
        "a no-break space as indentation",
        "code: '03'\ntitle: A\ndeclared:\n\u00a0\u00a0indicators: 1\n",
        ("CT005", 4, 1),
    ),
    row("a no-break space behind a value", sheet(value="1\u00a0"), ("CT005", 14, 17)),
    row("a zero-width space in a key", note("x").replace(b"note", "no\u200bte".encode()), ("CT005", 3, 3)),
    row("a soft hyphen", sheet(title="A pro\u00adgramme"), ("CT005", 2, 13)),
    row("a left-to-right mark", sheet(title="A\u200e programme"), ("CT005", 2, 9)),
    unfound("a byte order mark", codecs.BOM_UTF8 + sheet().encode()),
    row("a column behind a byte order mark", codecs.BOM_UTF8 + sheet(code="03").encode(), ("CT011", *CODE)),
    row("a byte order mark where two files met", sheet() + "\ufeffnote: x\n", ("CT005", 16, 1)),
    unfound("CRLF", sheet().replace("\n", "\r\n")),
    unfound("line ends of two kinds", sheet().replace("\n", "\r\n", 7)),
    unfound("lone CR", sheet().replace("\n", "\r")),
    row("a place in a file with CRLF", sheet(value="12,5").replace("\n", "\r\n"), ("CT106", *VALUE)),
    row("a place in a file with lone CR", sheet(value="12,5").replace("\n", "\r"), ("CT106", *VALUE)),
    row("a next-line character", sheet(title="A\u0085programme"), ("CT005", 2, 9)),
    row("a line separator", sheet(title="A\u2028programme"), ("CT005", 2, 9)),
    row("Latin-1", sheet(title="Hà").encode("latin-1"), ("CT009", 2, 9)),
    row("CP1258", sheet(title="Hà Nô\u0323i").replace("cái", "").encode("cp1258"), ("CT009", 2, 9)),
    row("UTF-16 with a byte order mark", sheet().encode("utf-16"), ("CT009", 1, 1)),
    row("UTF-16 without a byte order mark", sheet().encode("utf-16-le"), ("CT009", 1, ANY)),
    row("UTF-16, big end first, without a byte order mark", sheet().encode("utf-16-be"), ("CT009", 1, ANY)),
    row("NUL", sheet(title="A\0programme"), ("CT005", 2, 9)),
    row("BEL", sheet(title="A\aprogramme"), ("CT005", 2, 9)),
    row(
        "conflict markers in a mapping",
        "code: '03'\n<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> theirs\n",
        ("CT002", 2, 1),
    ),
    row(
        "conflict markers in a list",
        sheet().replace("      - date", "<<<<<<< HEAD\n      - date")
        + "=======\n      - {date: 2023, value: 96}\n>>>>>>> theirs\n",
        ("CT002", 13, 1),
    ),
    unfound("a line of equals signs in a text", note("|\n  Tiêu đề\n  =======")),
    row("two documents", sheet() + "---\nnote: x\n", ("CT008", 16, 1)),
    row("more behind the end of a document", sheet() + "...\nnote: x\n", ("CT008", 17, 1)),
    unfound("the end of a document and nothing more", sheet() + "...\n"),
    row("an anchor", sheet(title="&x A"), ("CT007", *TITLE)),
    row(
        "an alias",
        sheet(title="&x A").replace("An indicator", "*x"),
        ("CT007", *TITLE),
        ("CT007", 7, 11),
    ),
    row("a tag of Python", note("!!python/object/apply:os.system [ls]"), ("CT007", 3, 7)),
    row("a tag of nobody", note("!foo x"), ("CT007", 3, 7)),
    row("a tag of YAML", sheet(value="!!int 95"), ("CT007", *VALUE)),
    row("recursion", note("&a [*a]"), ("CT007", 3, 7), ("CT007", 3, 11)),
    row(
        "the directive that asks for YAML 1.1",
        "%YAML 1.1\n---\n" + sheet(title="no", value="010"),
        ("CT007", 1, 1),
        ("CT011", 4, 8),
        ("CT106", 16, 16),
    ),
    row("2,000 opening brackets", note("[" * 2000), ("CT010", 3, ANY)),
    row("an empty file", "", ("CT008", 1, 1)),
    row("nothing but comments", "# one\n# two\n", ("CT008", 1, 1)),
    row("nothing but a word", "x\n", ("CT103", 1, 1)),
    row("a colon without a space", "code:03\n", ("CT103", 1, 1)),
    row("a full-width colon", "code：03\n", ("CT103", 1, 1)),
    row("a line of 10 MB", note("x" * 10_000_000)),
]
ROWS = [*SCALARS, *CODES, *SYNTAX, *STRUCTURE]


def test_the_sheet_around_the_slips_is_clean() -> None:
    assert findings({FILE: sheet()}) == ()


@pytest.mark.parametrize("case", ROWS, ids=lambda case: case.words)
def test_every_slip_is_told_once_at_its_place(case: Row) -> None:
    assert sorted(places(findings(case.files))) == sorted(case.expected)


def test_ids_of_rows_are_their_own() -> None:
    words = [case.words for case in ROWS]

    assert sorted(set(words)) == sorted(words)


@pytest.mark.parametrize(
    ("rule", "severity"),
    [("CT006", Severity.WARNING), ("CT011", Severity.INFO), ("CT012", Severity.WARNING), ("CT106", Severity.ERROR)],
)
def test_what_weighs_how_much(rule: str, severity: Severity) -> None:
    files: dict[str, str | bytes] = {
        FILE: sheet(code="03", title="Mục tiêu #3", value="8,8").replace("An indicator", NFD_NAME)
    }

    assert only(files, rule).severity is severity


@pytest.mark.parametrize(
    ("content", "rule", "told"),
    [
        pytest.param(sheet(value="12,5"), "CT106", ["12.5", "groups thousands"], id="a decimal comma"),
        pytest.param(
            sheet(value="1,234"), "CT106", ["1.234", "groups thousands"], id="no guess at a comma that may group"
        ),
        pytest.param(sheet(value="1.234,5"), "CT106", ["1234.5"], id="a grouping point"),
        pytest.param(sheet(value="1 234"), "CT106", ["1234"], id="a grouping space"),
        pytest.param(sheet(value="010"), "CT106", ["write 10"], id="a leading zero"),
        pytest.param(sheet(value="1e3"), "CT106", ["exponent"], id="an exponent"),
        pytest.param(sheet(value="1_000"), "CT106", ["write 1000"], id="an underscore"),
        pytest.param(
            sheet(value="12.5%"), "CT106", ["write 12.5", "the unit belongs to the indicator"], id="a percent sign"
        ),
        pytest.param(
            sheet(value="95 %"),
            "CT106",
            ["write 95", "the unit belongs to the indicator"],
            id="a space and a percent sign",
        ),
        pytest.param(sheet(value="%95"), "CT001", ['"%"', "quotes"], id="a percent sign in front"),
        pytest.param(sheet(value=".nan"), "CT106", ["finite"], id="not a number"),
        pytest.param(sheet(value="−5"), "CT106", ["MINUS SIGN"], id="a minus sign U+2212"),
        pytest.param(sheet(value="１２"), "CT106", ["FULLWIDTH DIGIT ONE"], id="full-width digits"),
        pytest.param(sheet(value="²"), "CT106", ["SUPERSCRIPT TWO"], id="a superscript digit"),
        pytest.param(sheet(value="9" * 5000), "CT106", ["100 characters"], id="5,000 digits"),
        pytest.param(sheet(date="2024-1-5"), "CT105", ["write 2024-01-05"], id="digits left out of a day"),
        pytest.param(sheet(date="31/12/2024"), "CT105", ["write 2024-12-31"], id="a day first"),
        pytest.param(
            sheet(date="05/12/2024"), "CT105", ["2024-12-05", "2024-05-12"], id="no guess at a day that may be a month"
        ),
        pytest.param(sheet(date="2024Q4"), "CT105", ["write 2024-Q4"], id="a quarter"),
        pytest.param(sheet(date="2024-02-30"), "CT105", ["no such day"], id="no such day"),
        pytest.param(sheet(official="no"), "CT104", ["write true or false"], id="a word for false"),
        pytest.param(sheet(title="no"), "CT011", ["boolean", "quotes"], id="a word for false as a text"),
        pytest.param(sheet(title="12:30"), "CT011", ["time", "quotes"], id="a time as a text"),
        pytest.param(sheet(code="03"), "CT011", ["number", "quotes"], id="a code without quotes"),
        pytest.param(sheet(value=""), "CT108", ["leave the key out"], id="nothing as a number"),
        pytest.param(sheet(title="Tỷ lệ: 95%"), "CT001", ['": "', "quotes"], id="a colon in a text"),
        pytest.param(sheet(title="Mục tiêu #3"), "CT012", ['" #"', "quotes"], id="a hash sign in a text"),
        pytest.param(sheet(title=">= 95"), "CT001", ['">"', "quotes"], id="greater than"),
        pytest.param(sheet(title="*"), "CT001", ['"*"', "quotes"], id="a star"),
        pytest.param(sheet(title="@x"), "CT001", ['"@"', "quotes"], id="an at sign"),
        pytest.param(sheet(title="`x`"), "CT001", ['"`"', "quotes"], id="a backtick"),
        pytest.param(sheet(title="- 5"), "CT001", ['"-"', "quotes"], id="a dash and a space"),
        pytest.param(sheet(title='"C:\\temp\\x"'), "CT001", ["single quotes"], id="backslashes"),
        pytest.param(sheet(value="1\u00a0"), "CT005", ["NO-BREAK SPACE"], id="a no-break space"),
        pytest.param(sheet(title="A\u200e b"), "CT005", ["LEFT-TO-RIGHT MARK"], id="a left-to-right mark"),
        pytest.param(sheet(title="Hà").encode("latin-1"), "CT009", ["UTF-8", "0xE0", "line 2"], id="Latin-1"),
        pytest.param(sheet().encode("utf-16-le"), "CT009", ["UTF-16", "line 1"], id="UTF-16"),
        pytest.param(sheet() + "---\na: 1\n", "CT008", ["---"], id="a second document"),
        pytest.param("code:03\n", "CT103", ["a colon needs a space behind it"], id="no space behind a colon"),
        pytest.param("code：03\n", "CT103", ["colon", "space"], id="a full-width colon"),
    ],
)
def test_the_remedy_is_told(content: str | bytes, rule: str, told: list[str]) -> None:
    text = said(only({FILE: content}, rule))

    assert [words for words in told if words not in text] == []


def test_a_duplicate_key_shows_both_places() -> None:
    item = only({FILE: sheet() + "title: Another\n"}, "CT003")

    assert [(other.position.file, other.position.line, other.position.column) for other in item.related] == [
        (FILE, 2, 1)
    ]


def test_keys_that_are_equal_only_after_nfc() -> None:
    text = f"code: '03'\ntitle: A\nHà Nội: 1\n{NFD_NAME}: 2\n"
    item = only({FILE: text}, "CT003")

    assert (places([item]), item.related[0].position.line) == ([("CT003", FILE, 4, 1)], 3)


@pytest.mark.parametrize("written", ["03", '"03"', "'03'"])
def test_a_reference_is_the_same_with_and_without_quotes(written: str) -> None:
    district = f"name: A\nkind: rural\nprograms:\n  - {{code: a-03, title: T, implements: {written}}}\n"

    assert set(rules(findings({FILE: sheet(), "districts/a.yaml": district}))) <= {"CT011"}


def test_a_reference_without_its_zero_is_another_one() -> None:
    district = "name: A\nkind: rural\nprograms:\n  - {code: a-03, title: T, implements: 3}\n"
    item = only({FILE: sheet(), "districts/a.yaml": district}, "CT201")

    assert (places([item]), str(item.finding.hint)) == ([("CT201", "districts/a.yaml", 4, 40)], "did you mean 03?")


def test_a_code_keeps_its_last_zero() -> None:
    text = "code: 1\ntitle: A\nindicators:\n  - {code: 1.10, name: A, unit: number}\n  - {code: 1.01, name: B, unit: number}\n"

    assert list(loaded({"programs/1.yaml": text}).dataset.indicators) == ["1.10", "1.01"]


def values(text: str) -> list[Decimal | None]:
    entry = loaded({"programs/03.yaml": text, **FILES}).dataset.indicators["03.01"]
    return [measurement.value for measurement in entry.indicator.measurements]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("12345678901234567890.123", "12345678901234567890.123"),
        ("'95.10'", "95.10"),
        ("+5", "5"),
        ("-7.02", "-7.02"),
        ("0.1", "0.1"),
        ('" 12 "', "12"),
    ],
)
def test_a_number_is_exactly_what_is_typed(written: str, read: str) -> None:
    assert str(values(sheet(value=written))[1]) == read
    assert "CT106" not in rules(findings({FILE: sheet(value=written)}))


@pytest.mark.parametrize("written", ["", "~", "null", "n/a", "''"])
def test_what_is_missing_is_not_zero(written: str) -> None:
    assert values(sheet(value=written)) == [Decimal(90)]


def test_a_day_is_the_same_with_and_without_quotes() -> None:
    text = sheet(date="2024-01-31") + '      - {date: "2024-01-31", value: 95, source: book}\n'

    assert [item[:3] for item in places(findings({FILE: text}))] == [("CT301", FILE, 16)]


def test_a_day_that_does_not_exist_hides_nothing_behind_it() -> None:
    text = (
        sheet(date="2024-02-30")
        + "      - {date: 2024-13-01, value: 8,8 }\n      - {date: 2021, value: 8%, source: book}\n"
    )
    found = places(findings({FILE: text}))

    assert [(rule, line) for rule, _, line, _ in found] == [("CT105", 13), ("CT105", 16), ("CT102", 16), ("CT106", 17)]


@pytest.mark.parametrize("unit", ["head", "number"])
def test_a_point_that_groups_thousands(unit: str) -> None:
    text = sheet(value="1.234", unit=unit).replace("value: 90", "value: 1100").replace("value: 100", "value: 2000")

    assert ("CT308", FILE, *VALUE) in places(findings({FILE: text}))


def test_a_point_that_groups_thousands_where_only_the_unit_tells() -> None:
    text = "code: '03'\ntitle: A\nlead: office\nindicators:\n  - code: '03.01'\n    name: Số hộ\n    unit: head\n    measurements: [{date: 2023, value: 1.234, source: book}]\n"

    assert ("CT308", FILE, 8, 40) in places(findings({FILE: text}))


def test_a_decimal_with_three_digits_is_fine_among_its_like() -> None:
    text = sheet(value="1.234").replace("value: 90", "value: 1.1").replace("value: 100", "value: 2.5")

    assert findings({FILE: text}) == ()


def bomb() -> str:
    """Write nine lists, each of nine aliases of the one before: a few hundred bytes, millions of nodes."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines) + "\n"


def test_a_bomb_of_aliases_is_reported_and_never_unfolded() -> None:
    found = places(findings({FILE: sheet() + bomb()}))

    assert ("CT007", FILE, 16, 5) in found
    assert {rule for rule, *_ in found} <= {"CT007", "CT102"}
    assert len(found) < 200


def test_merge_keys_are_reported_where_they_stand() -> None:
    text = sheet().replace("- {date: 2022,", "- {<<: {note: x}, date: 2022,")

    assert ("CT007", FILE, 12, 10) in places(findings({FILE: text}))


def test_very_many_items_are_read() -> None:
    count = 1_000_000 if os.environ.get("CTRACK_FUZZ") else 100_000
    district = f"name: A\nkind: rural\naliases: [{', '.join(['A'] * count)}]\n"

    assert findings({FILE: sheet(), "districts/a.yaml": district}) == ()


def test_text_that_is_not_composed_is_a_warning_and_the_same_text() -> None:
    item = only({FILE: sheet(title=NFD_NAME)}, "CT006")
    dataset = loaded({FILE: sheet(title=NFD_NAME), **FILES}).dataset

    assert (places([item]), item.severity) == ([("CT006", FILE, *TITLE)], Severity.WARNING)
    assert dataset.programmes["03"].programme.title == "Hà Nội"


@pytest.mark.parametrize(
    ("first", "second"),
    [("gia-lam", "Gia-lam"), ("đông-anh", unicodedata.normalize("NFD", "đông-anh"))],
    ids=["equal but for case", "equal after NFC"],
)
def test_file_names_that_some_file_systems_take_for_one(first: str, second: str) -> None:
    district = "name: A\nkind: rural\n"
    found = findings({FILE: sheet(), f"districts/{first}.yaml": district, f"districts/{second}.yaml": district})

    assert rules(found).count("CT203") == 1


def test_a_file_name_in_capitals_is_no_id() -> None:
    found = findings({FILE: sheet(), "districts/CON.yaml": "name: A\nkind: rural\n"})

    assert places(found) == [("CT107", "districts/CON.yaml", 1, 1)]


DISTRICT = """\
name: Gia Lâm
kind: rural
until: 2023-06-30
successor_of: [old-one]
measurements:
  - {indicator: "03.01", date: 2023-06, value: 90, source: book}
  - {indicator: "03.01", date: 2023-07, value: 90, source: book}
"""


def test_districts_come_and_go() -> None:
    old = "name: Cũ\nkind: rural\nuntil: 2020\n"
    found = findings({FILE: sheet(), "districts/gia-lam.yaml": DISTRICT, "districts/old-one.yaml": old})

    assert [item[:3] for item in places(found)] == [("CT205", "districts/gia-lam.yaml", 7)]


def test_a_district_that_took_over_from_nobody_known() -> None:
    found = findings({FILE: sheet(), "districts/gia-lam.yaml": DISTRICT})

    assert ("CT201", "districts/gia-lam.yaml", 4, 16) in places(found)


SHARES = """\
code: "03"
title: A
lead: office
source: book
indicators:
  - code: "03.01"
    name: Tỷ lệ
    unit: percent
    measurements: [{{date: 2023, {figure}, source: book}}]
"""


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("count: 229, of: 382, stated: 60", []),
        ("count: 71, of: 100, stated: 71.0", []),
        ("count: 71, of: 100, stated: 71.1", ["CT305"]),  # 71.1 - 71.0 is 0.0999… in binary
        ("count: 1, of: 2, stated: 51", ["CT305"]),
        ("count: 1, of: 2, stated: 50.9", ["CT305"]),
        ("count: 1, of: 3, stated: 33.33", []),
        ("count: 5, of: 200, stated: 2", []),
        ("count: 5, of: 200, stated: 3", []),
        ("value: 100.0000000000000001", ["CT302"]),
    ],
)
def test_percentages_are_compared_exactly(figure: str, expected: list[str]) -> None:
    assert rules(findings({FILE: SHARES.format(figure=figure)})) == expected


@pytest.mark.parametrize(("day", "expected"), [("2026-01-31", []), ("2026-01-30", ["CT303"])])
def test_a_result_of_a_day_that_has_not_come(day: str, expected: list[str]) -> None:
    assert rules(findings({FILE: sheet(date="2026-01-31")}, day=day)) == expected


@pytest.mark.parametrize(("day", "expected"), [("2025-12-31", []), ("2026-01-01", ["CT502"])])
def test_the_deadline_is_past_on_the_day_after_it(day: str, expected: list[str]) -> None:
    found = findings({FILE: sheet(date="2025-06")}, day=day, freshness=True)

    assert rules(item for item in found if item.finding.rule == "CT502") == expected


def test_every_file_of_the_rows_is_one_that_is_read() -> None:
    assert {read_as(name) for case in ROWS for name in case.files} >= {"programme", "sources", "units"}


def test_findings_can_be_written_as_json_whatever_they_quote() -> None:
    found = [item for case in ROWS for item in findings(case.files) if len(str(case.files.get(FILE, ""))) < 10**5]
    texts = [str(item.position) + said(item) for item in found]

    assert json.loads(json.dumps(texts, allow_nan=False).encode()) == texts
    assert "".join(texts).encode()
