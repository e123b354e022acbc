"""Text and YAML: what is wrong with a file, and exactly where."""

from __future__ import annotations

import codecs
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctrack.store.parsing import read_document
from ctrack.store.source import Source

NFD = unicodedata.normalize("NFD", "Hà Nội")


def found(content: str | bytes) -> list[tuple[str, int, int]]:
    """Read a file and list rule, line and column of its findings."""
    document = read_document(
        "a.yaml", content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    )
    places = [(finding.rule, document.position(finding.place)) for finding in document.findings]
    return sorted((rule, position.line, position.column) for rule, position in places)


def hint(content: str) -> str:
    (finding,) = read_document("a.yaml", content.encode()).findings
    return str(finding.hint)


@pytest.mark.parametrize(
    ("content", "findings"),
    [
        ("title: Tỷ lệ: 95%\n", [("CT001", 1, 13)]),
        ("a: @x\n", [("CT001", 1, 4)]),
        ("a: `x`\n", [("CT001", 1, 4)]),
        ("a: %95\n", [("CT001", 1, 4)]),
        ('a: 1\nb: "open\nc: 2\n', [("CT001", 2, 4)]),
        ("a: 1\nb: [1, 2\n", [("CT001", 2, 4)]),
        ("a: {b: 1\nc: 2\n", [("CT001", 1, 4)]),
        ('a: "C:\\temp\\x"\n', [("CT001", 1, 14)]),
        ("a:\n  - 1\n - 2\n", [("CT001", 3, 2)]),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n", [("CT002", 2, 1)]),
        ("a: 1\nb: 2\na: 3\n", [("CT003", 3, 1)]),
        (f"Hà Nội: 1\n{NFD}: 2\n", [("CT003", 2, 1), ("CT006", 2, 1)]),
        ("a:\n\tb: 1\n", [("CT004", 2, 1)]),
        ("a: [\n\t1,\n\t2]\n", [("CT004", 2, 1), ("CT004", 3, 1)]),
        ("a:\n\u00a0\u00a0b: 1\n", [("CT005", 2, 1)]),
        ("a: 1\u00a0\n", [("CT005", 1, 5)]),
        ("n\u200bame: 1\n", [("CT005", 1, 2)]),
        ("a: x\u00ad\n", [("CT005", 1, 5)]),
        ("a: \u202ex\n", [("CT005", 1, 4)]),
        ("😀: 😀\u200e\n", [("CT005", 1, 5)]),
        ("a: 1\n\ufeffb: 2\n", [("CT005", 2, 1)]),
        ("a: x\0y\n", [("CT005", 1, 5)]),
        ("a: x\x1b[31m\n", [("CT005", 1, 5)]),
        ("a: x\x85y\n", [("CT005", 1, 5)]),
        ('a: "x\\u200by"\n', [("CT005", 1, 4)]),
        ('a: "x\\e[31m"\n', [("CT005", 1, 4)]),
        (f"a: {NFD}\n", [("CT006", 1, 4)]),
        ("a: &x 1\nb: *x\n", [("CT007", 1, 4), ("CT007", 2, 4)]),
        ("a: !foo 1\n", [("CT007", 1, 4)]),
        ("a: !!str 1\n", [("CT007", 1, 4)]),
        ("a: {x: 1}\n<<: {y: 2}\n", [("CT007", 2, 1)]),
        ("%YAML 1.1\n---\na: no\n", [("CT007", 1, 1)]),
        ("a: &a [*a]\n", [("CT007", 1, 4), ("CT007", 1, 8)]),
        ("a: 1\n---\nb: 2\n", [("CT008", 2, 1)]),
        ("", [("CT008", 1, 1)]),
        ("# nothing but a comment\n", [("CT008", 1, 1)]),
        ("title: Hà Nội\n".encode("cp1258", "ignore").replace(b"H", b"H\xe0"), [("CT009", 1, 9)]),
        (b"a: 1\nb: \xff\n", [("CT009", 2, 4)]),
        ("a: 1\n".encode("utf-16"), [("CT009", 1, 1)]),
        ("a: 1\nb: 2\n".encode("utf-16-le"), [("CT009", 1, 2)]),
        ("a: 1\n=======\nb: 2\n", [("CT002", 2, 1)]),
        ("a:\n\u00a0\u00a0b: 1\n\u00a0\u00a0c: [1\n", [("CT005", 2, 1), ("CT005", 3, 1)]),
        ("a: " + "[" * 2000 + "\n", [("CT010", 1, 35)]),
    ],
)
def test_every_problem_stands_at_its_place(content: str | bytes, findings: list[tuple[str, int, int]]) -> None:
    assert found(content) == findings


@pytest.mark.parametrize(
    "content",
    [
        "a: 1\r\nb:\r\n  - x\r\n",
        codecs.BOM_UTF8 + b"a: 1\n",
        "---\na: 1\n...\n",
        "a: |\n  text\n  \twith a tab\n",
        "a: 1\t# a tab before a comment\n",
        "a: 'x <<<<<<< y'\n",
        "a: 1\n# =======\n",
        "a: 1",
        "a:\n- 1\n- 2\n",
        "{a: 1, b: [x, y]}\n",
        "a: Ứng Hòa 😀\n",
    ],
)
def test_what_is_fine_has_no_findings(content: str | bytes) -> None:
    assert found(content) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_positions_count_code_points_whatever_the_line_ends(ending: str, bom: str) -> None:
    text = bom + ending.join(["ten: 😀e\u0301", "b: &x 1", ""])

    assert [item for item in found(text) if item[0] == "CT007"] == [("CT007", 2, 4)]


@pytest.mark.parametrize(
    ("content", "remedy"),
    [
        ("title: Tỷ lệ: 95%\n", 'a text that holds ": " needs quotes'),
        ("a: @x\n", 'a text that starts with "@" needs quotes'),
        ("a: %95\n", 'a text that starts with "%" needs quotes'),
        ("a: *\n", 'a text that starts with "*" needs quotes'),
        ("a:\n\tb: 1\n", "indent with spaces"),
    ],
)
def test_the_remedy_is_in_plain_words(content: str, remedy: str) -> None:
    assert hint(content) == remedy


def test_a_file_beyond_the_limit_is_not_read() -> None:
    assert found(b" " * (64 * 2**20 + 1)) == [("CT010", 1, 1)]


def test_ten_megabytes_in_one_line_are_read() -> None:
    assert found("a: " + "x" * 10_000_000 + "\n") == []


@given(st.text("ab\n\r\x0b\x85\u2028đ", max_size=12))
def test_lines_begin_behind_lf_cr_or_both_and_behind_nothing_else(text: str) -> None:
    assert Source(text).line_starts == [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
