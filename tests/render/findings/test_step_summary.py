from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from ctrack import i18n
from ctrack.findings import Report
from ctrack.frozen import replace
from ctrack.render.findings.step_summary import MOST_BYTES, to_step_summary
from ctrack.render.markdown import WORD_JOINER
from tests.render.findings.reports import CLEAN, FULL, HARD, Bracketing, bare_words, found, hard

if TYPE_CHECKING:
    import pytest

MARKDOWN = MarkdownIt("commonmark").enable("table")


def rendered_cells(markdown: str) -> list[str]:
    """Give the text of the table's body as it is rendered; there must be nothing but text."""
    tokens = MARKDOWN.parse(markdown)
    cells = [token for before, token in pairwise(tokens) if before.type == "td_open"]
    children = [child for cell in cells for child in cell.children or []]
    assert {child.type for child in children} <= {"text", "text_special"}
    return ["".join(child.content for child in cell.children or []).replace(WORD_JOINER, "") for cell in cells]


def test_a_table_of_all_findings_and_a_blank_line_after_it() -> None:
    assert to_step_summary(FULL) == SHOWN


SHOWN = """\
### ctrack validate: 1 error, 1 warning, 1 info in 3 files; 1 accepted; compared with main

| Severity | Rule | File | Line | Finding |
| --- | --- | --- | --- | --- |
| error | CT302 | tracker/data/programs/03.yaml | 7:29 | 125 is above the maximum 100 (is it a count?) |
| warning | CT306 | tracker/data/programs/03.yaml | 2:1 | the title is long |
| info | CT011 | tracker/data/districts/gia lâm.yaml | 1:1 | nothing here |

"""


def test_a_clean_verdict() -> None:
    assert to_step_summary(CLEAN) == "### ctrack validate: no findings in 2 files\n"


def test_data_is_no_markup_no_mention_no_reference_and_no_address() -> None:
    written = to_step_summary(hard())

    assert (
        rendered_cells(written)[4].count(r"\n::set-output name=x::y ##[error]z | @team #123 GH-9 </details> `code`")
        == 2
    )
    for trigger in ("@team", "#123", "GH-9", "</details>", "`code`", "://e.example", ":100:", "#1|", "[red]"):
        assert trigger in HARD + "#1|.yaml"
        assert trigger not in written
    assert len(written.splitlines()) == 6


@given(st.text(alphabet="a|`*_[]()<>#@!1\\&~$:/-+\n\r\t ", min_size=1, max_size=40))
def test_whatever_the_data_a_row_keeps_its_cells(message: str) -> None:
    (*_, shown) = rendered_cells(to_step_summary(Report(findings=(found(message=f"x{message}x"),))))

    assert shown == f"x{message}x".replace("\n", r"\n").replace("\r", r"\r").replace("\t", r"\t")


def test_a_summary_that_is_too_long_says_what_is_left_out() -> None:
    report = Report(findings=(found(message="ế" * 1000),) * 400)
    written = to_step_summary(report)
    rows = written.count("| CT302 |")

    assert MOST_BYTES - 4000 < len(written.encode()) < 1024 * 1024
    assert written.endswith(f" |\n\n{400 - rows} more findings are left out: there is no room for them here.\n")


def test_one_finding_too_many() -> None:
    report = Report(findings=(found(), found(message="m" * MOST_BYTES)))

    assert to_step_summary(report).endswith("\n\n1 more finding is left out: there is no room for it here.\n")


def test_words_come_from_the_catalogues(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n._Active, "catalogue", Bracketing())  # noqa: SLF001
    report = replace(FULL, findings=(found(hint="m"),), base="0")

    assert bare_words(to_step_summary(report)) == {"ctrack", "validate", "CT", "tracker", "data", "programs", "yaml"}
