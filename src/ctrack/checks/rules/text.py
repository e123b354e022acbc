"""CT0xx: whether a file can be read as text and as YAML at all."""

from __future__ import annotations

from ctrack.checks.rules.rule import Rule
from ctrack.findings import Severity
from ctrack.i18n import N_

RULES: tuple[Rule, ...] = (
    Rule(
        code="CT001",
        severity=Severity.ERROR,
        title=N_("not YAML"),
        finds=N_(
            "A text that breaks the syntax of YAML. The finding points at the opening mark of what was left open, such "
            "as a quote or a bracket, and otherwise at the place where reading stopped."
        ),
        why=N_("Nothing in a file that is not YAML can be read, so all its figures are missing from every report."),
        wrong="""\
ktdt-ctr-09:
  title: Bài 9: Chương trình số 09-CTr/TU
  publisher: Kinh tế & Đô thị
""",
        right="""\
ktdt-ctr-09:
  title: "Bài 9: Chương trình số 09-CTr/TU"
  publisher: Kinh tế & Đô thị
""",
        remedy=N_(
            'Close what was left open. Put a text in quotes if it holds ": " or " #" or begins with a sign such as '
            '"*", "@" or "%", and indent with spaces, not with tabs.'
        ),
    ),
    Rule(
        code="CT002",
        severity=Severity.ERROR,
        title=N_("git conflict marker"),
        finds=N_("A marker that git left in the file where two edits met and could not be merged."),
        why=N_("Both versions of a figure stand in the file, and nobody has decided which of them is right."),
        # The signs are escaped so that git and its hooks do not take this file for one with conflicts.
        wrong="""\
measurements:
\x3c<<<<<< HEAD
  - {date: 2023, value: 1, source: hnm-2024-01}
\x3d======
  - {date: 2023, value: 2, published: 2024-06, source: hnm-2024-06}
\x3e>>>>>> so-noi-vu
""",
        right="""\
measurements:
  - {date: 2023, value: 1, source: hnm-2024-01}
  - {date: 2023, value: 2, published: 2024-06, source: hnm-2024-06}
""",
        remedy=N_(
            "Keep the lines that are right and remove the markers. If both sides added a fact, both usually stay."
        ),
    ),
    Rule(
        code="CT003",
        severity=Severity.ERROR,
        title=N_("duplicate key"),
        finds=N_(
            "The same key twice in one mapping, also when the two are equal only after both are brought into Unicode's "
            "composed form (NFC). Both places are shown."
        ),
        why=N_(
            "Only one of the two values could count, and no reader of the report would know that there was another."
        ),
        wrong="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  unit: district
  unit: criterion
""",
        right="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  unit: district
""",
        remedy=N_(
            "Keep the key that is right and remove the other. If both hold entries of a list, put them under one key."
        ),
    ),
    Rule(
        code="CT004",
        severity=Severity.ERROR,
        title=N_("tab used for indentation"),
        finds=N_("A line that is indented with a tab, alone or among spaces."),
        why=N_("YAML does not allow it, and how deep the line stands would depend on the editor that shows it."),
        wrong="""\
# \\t stands for a tab
measurements:
\\t- {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        right="""\
measurements:
  - {date: 2022-04, value: 25, of: 27, source: ktdt-2022-04}
""",
        remedy=N_("Replace the tab by spaces, and set your editor to indent YAML with two spaces."),
    ),
    Rule(
        code="CT005",
        severity=Severity.ERROR,
        title=N_("invisible or control character"),
        finds=N_(
            "A character that cannot be seen, in a value or in a comment: a no-break or zero-width space, a soft "
            "hyphen, a mark of writing direction, a byte order mark inside the file, a lone surrogate, or a control "
            "character such as NUL or ESC."
        ),
        why=N_("Two names that look the same are different then, and what is shown need not be what stands there."),
        wrong="""\
# \\u00a0 stands for a no-break space
name: Số\\u00a0huyện đủ tiêu chí thành quận
""",
        right="""\
name: Số huyện đủ tiêu chí thành quận
""",
        remedy=N_(
            "Remove the character, or type an ordinary space. They usually come along when text is copied from a web "
            "page or a PDF file."
        ),
    ),
    Rule(
        code="CT006",
        severity=Severity.WARNING,
        title=N_("text that is not in Unicode's composed form"),
        finds=N_(
            "A text in which letters and their accents are separate characters, or which otherwise differs from its "
            "composed form (NFC). It is read as if it were composed."
        ),
        why=N_("Searches in other programs do not find the name, and a comparison of files shows changes nobody sees."),
        wrong="""\
# \\u0302 and \\u0301 stand for the accents as characters of their own
name: So\\u0302\\u0301 tie\\u0302u chi\\u0301
""",
        right="""\
name: Số tiêu chí
""",
        remedy=N_("Run ctrack fmt: it writes the composed form. Then set your keyboard to composed Unicode."),
    ),
    Rule(
        code="CT007",
        severity=Severity.ERROR,
        title=N_("anchor, alias, merge key, tag or directive"),
        finds=N_(
            "A feature of YAML by which one place refers to another or changes how a value is read: an anchor, an "
            "alias, a merge key, a tag or a directive."
        ),
        why=N_("A figure would depend on a line elsewhere, and an edit there would change it unseen."),
        wrong="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  baseline: &goc {date: 2020, value: 0, source: ctr-03}
- code: "03.02"
  name: Số huyện có đề án thành quận
  baseline: *goc
""",
        right="""\
- code: "03.01"
  name: Số huyện đủ tiêu chí thành quận
  baseline: {date: 2020, value: 0, source: ctr-03}
- code: "03.02"
  name: Số huyện có đề án thành quận
  baseline: {date: 2020, value: 0, source: ctr-03}
""",
        remedy=N_(
            "Write the value out in each place. An indicator that shows another one's figures says so with same_as."
        ),
    ),
    Rule(
        code="CT008",
        severity=Severity.ERROR,
        title=N_("more than one document, or none"),
        finds=N_("A file with a second YAML document, or one without any where a mapping is expected."),
        why=N_("What stands in a second document would be lost, and an empty file is usually one that failed to save."),
        wrong="""\
# programs/03.yaml
code: "03"
title: Chỉnh trang đô thị, phát triển đô thị và kinh tế đô thị
---
code: "04"
title: Đẩy mạnh xây dựng nông thôn mới
""",
        right="""\
# programs/03.yaml; programme 04 stands in programs/04.yaml
code: "03"
title: Chỉnh trang đô thị, phát triển đô thị và kinh tế đô thị
""",
        remedy=N_("Give each programme or district a file of its own. Fill an empty file, or delete it."),
    ),
    Rule(
        code="CT009",
        severity=Severity.ERROR,
        title=N_("not UTF-8"),
        finds=N_(
            "A file that is saved in another encoding than UTF-8, such as UTF-16, Latin-1 or Windows-1258. The finding "
            "names the line and the first byte that does not fit."
        ),
        why=N_("Vietnamese names would come out garbled in every table and report."),
        wrong="""\
# agencies.yaml, saved as Windows-1258: \\xF5\\xD2 stands for the two bytes that it has for one letter
so-noi-vu: {name: S\\xF5\\xD2 N\\xF4\\xF2i vu\\xF2}
""",
        right="""\
# agencies.yaml, saved as UTF-8
so-noi-vu: {name: Sở Nội vụ}
""",
        remedy=N_(
            "Open the file in the encoding in which it was saved, and save it as UTF-8. Then check the accents in it."
        ),
    ),
    Rule(
        code="CT010",
        severity=Severity.ERROR,
        title=N_("too deep or too large"),
        finds=N_("A file that is nested deeper than 32 levels, or is larger than 64 MiB."),
        why=N_("No tracker needs so much, so something else was saved there, and reading it would hold up everyone."),
        wrong="""\
# sources.yaml, 71 MiB: the scanned document stands in the note
ctr-03:
  title: Chương trình số 03-CTr/TU
  note: JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PAov…
""",
        right="""\
# sources.yaml, 2 KiB
ctr-03:
  title: Chương trình số 03-CTr/TU
  url: https://example.org/03-ctr-tu.pdf
""",
        remedy=N_("Remove what does not belong there: keep documents elsewhere and put their address into url."),
    ),
    Rule(
        code="CT011",
        severity=Severity.INFO,
        title=N_("text that other programs read as something else"),
        finds=N_(
            "A value without quotes, in the place of an id, a code or a text, that other YAML programs read as a "
            "number, a boolean, null or a time, such as 03, 03.10, no or 12:30. Values of keys that take a date, a "
            "period or a number are left alone."
        ),
        why=N_("ctrack reads it as it stands, but another program would make 3.1 of the code 03.10."),
        wrong="""\
code: 03
indicators:
  - code: 03.10
    name: Số tuyến phố được chỉnh trang
""",
        right="""\
code: "03"
indicators:
  - code: "03.10"
    name: Số tuyến phố được chỉnh trang
""",
        remedy=N_("Run ctrack fmt, which puts it in quotes, or type the quotes yourself."),
    ),
    Rule(
        code="CT012",
        severity=Severity.WARNING,
        title=N_("text that is cut short"),
        finds=N_(
            'A text without quotes that ends early because YAML takes what follows " #" for a comment. With a space '
            "behind the # it counts as a comment that is meant."
        ),
        why=N_("The rest of a name or a note is missing from every report, and nothing there shows the gap."),
        wrong="""\
- code: "03.T07"
  name: Lập đề án chỉnh trang phố cổ, đợt #2
""",
        right="""\
- code: "03.T07"
  name: "Lập đề án chỉnh trang phố cổ, đợt #2"
""",
        remedy=N_("Put the whole text in quotes. If a comment is meant, leave a space behind the #."),
    ),
)
