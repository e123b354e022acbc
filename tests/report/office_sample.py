"""A report with everything in it that a report can hold, and with texts that no file format likes."""

from __future__ import annotations

import struct
import sys
import zlib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import ModuleType
from typing import TYPE_CHECKING

from ctrack.render.page import Tone
from ctrack.report.model import (
    Bar,
    Bars,
    Block,
    Column,
    Field,
    Kind,
    Line,
    Paragraph,
    Point,
    Report,
    Section,
    Table,
    Terms,
    Tile,
    TileMap,
)

if TYPE_CHECKING:
    import pytest

HOSTILE = (
    '=HYPERLINK("http://example.org","click")',
    "+1",
    "-2+3",
    "@cmd",
    "\t=1+1",
    "<w:p>&amp;]]></w:t>",
    "a\x00b\x0bc\x1fd\u202ee\ufffef",
    "_x0041_ {page} %s \\n",
    "'=1+1",
)
"""Texts that mean something to somebody: all of them must be read as they stand, or as the codes of their letters."""

LONG_NAME = "Tỷ lệ cán bộ, công chức, viên chức được bồi dưỡng kiến thức về chuyển đổi số, an toàn thông tin " * 4
ENDLESS_WORD = "https://example.org/" + "x" * 200
HUGE = Decimal("12345678901234567890.5")

_STATUSES = (
    ("đạt", "attained", Tone.GOOD),
    ("đúng tiến độ", "on track", Tone.GOOD),
    ("có nguy cơ chậm", "at risk", Tone.FAIR),
    ('chậm "nhiều"', 'far "off" track', Tone.BAD),
    ("chưa có số liệu", "no data", Tone.MUTED),
    ("đang thực hiện", "in progress", Tone.PLAIN),
)
_NAMES = (
    ("Tỷ lệ hộ dân được dùng nước sạch", "Households with clean water"),
    ("Thu nhập bình quân đầu người khu vực nông thôn", "Income per head in the countryside"),
    ("Số xã đạt chuẩn nông thôn mới kiểu mẫu", "Communes that are model new-style rural areas"),
    ("Tỷ lệ rác thải sinh hoạt được thu gom, vận chuyển trong ngày", "Household waste collected within a day"),
)
_DISTRICTS = (
    "Sóc Sơn", "Mê Linh", "Đông Anh", "Đan Phượng", "Bắc Từ Liêm", "Tây Hồ", "Long Biên", "Gia Lâm", "Phúc Thọ",
    "Nam Từ Liêm", "Cầu Giấy", "Ba Đình", "Hoàn Kiếm", "Sơn Tây", "Hoài Đức", "Thanh Xuân", "Đống Đa", "Hai Bà Trưng",
    "Ba Vì", "Thạch Thất", "Hà Đông", "Hoàng Mai", "Thanh Trì", "Quốc Oai", "Chương Mỹ", "Thanh Oai", "Thường Tín",
    "Mỹ Đức", "Ứng Hòa", "Phú Xuyên",
)  # fmt: skip


class Sample:
    """Makes the report in one language."""

    def __init__(self, language: str) -> None:
        self.is_vietnamese = language == "vi"
        self.language = language

    def say(self, vietnamese: str, english: str) -> str:
        return vietnamese if self.is_vietnamese else english

    def number(self, value: Decimal) -> str:
        text = f"{value:,f}"
        return text.translate(str.maketrans(",.", ".,")) if self.is_vietnamese else text

    def percent(self, value: Decimal) -> str:
        return self.number(value) + self.say("%", " %")

    def day(self, day: date) -> str:
        return f"{day:%d/%m/%Y}" if self.is_vietnamese else day.isoformat()

    def report(self) -> Report:
        say = self.say
        return Report(
            title=say("Báo cáo tình hình thực hiện các chương trình", "Progress of the programmes"),
            subtitle=say("Thành phố Hà Nội, kỳ báo cáo quý II năm 2025", "Hanoi, second quarter of 2025"),
            language=self.language,
            contents=say("Mục lục", "Contents"),
            about=(
                (say("Ngày đánh giá", "As of"), self.day(date(2025, 6, 30))),
                (say("Dữ liệu", "Data"), "git 1a2b3c4d5e6f"),
                (say("Chương trình", "Program"), "ctrack 0.9"),
            ),
            sections=(self.summary(), self.programmes(), self.districts(), self.hostile(), self.notes()),
        )

    def summary(self) -> Section:
        say = self.say
        text = say(
            "Đến ngày 30/06/2025, trong 60 chỉ tiêu có 10 chỉ tiêu đã đạt, 20 chỉ tiêu đúng tiến độ, 10 chỉ tiêu chậm.",
            "By 30 June 2025, of 60 indicators 10 have been attained, 20 are on track, and 10 are off track.",
        )
        warning = say("Mười chỉ tiêu chưa có số liệu của kỳ này.", "Ten indicators have no figure for this period.")
        columns = (
            Column(heading=say("Chương trình", "Programme"), is_wide=True),
            Column(heading=say("Số chỉ tiêu", "Indicators"), kind=Kind.NUMBER),
            Column(heading=say("Đã đạt", "Attained"), kind=Kind.NUMBER),
            Column(heading=say("Tỷ lệ đạt", "Share"), kind=Kind.PERCENT),
        )
        rows = tuple(
            (
                Field(text=say(f"Chương trình số {number:02}", f"Programme {number:02}"), tone=Tone.STRONG),
                Field(text="6", value=6),
                Field(text=str(number), value=number),
                Field(text=self.percent(share), value=Fraction(number * 100, 7)),
            )
            for number, share in ((1, Decimal("14.3")), (2, Decimal("28.6")), (5, Decimal("71.4")))
        )
        caption = say("Các chương trình", "The programmes")
        blocks: tuple[Block, ...] = (
            Paragraph(text=text),
            Paragraph(text=warning, tone=Tone.BAD),
            Table(ident="programmes", caption=caption, columns=columns, rows=rows),
            self.bars(),
        )
        return Section(ident="summary", title=say("Tóm tắt", "Summary"), short=say("Tóm tắt", "Summary"), blocks=blocks)

    def bars(self) -> Bars:
        names = self.say("Chương trình", "Programme")
        return Bars(
            ident="shares",
            caption=self.say("Tỷ lệ chỉ tiêu đã đạt theo chương trình", "Share of indicators attained"),
            unit="%",
            description=self.say("Chương trình 1: 14,3%; 2: 28,6%", "Programme 1: 14.3 %; 2: 28.6 %"),
            bars=(
                Bar(name=f"{names} 1", value=Fraction(100, 7), label=self.percent(Decimal("14.3")), tone=Tone.BAD),
                Bar(name=f"{names} 2", value=Decimal("28.6"), label=self.percent(Decimal("28.6")), tone=Tone.GOOD),
            ),
            target=Decimal(50),
            target_label=self.percent(Decimal(50)),
        )

    def programmes(self) -> Section:
        say = self.say
        first = Section(
            ident="p1",
            title=say("Chương trình số 01 về nông thôn mới", "Programme 01, new-style rural areas"),
            short="01",
            blocks=(Paragraph(text=say("Gồm 60 chỉ tiêu.", "It has 60 indicators.")), self.indicators(60)),
            parts=(
                Section(
                    ident="i1",
                    title=say("Thu nhập bình quân đầu người", "Income per head"),
                    short="1",
                    blocks=(self.line(),),
                ),
            ),
        )
        title = say("Kết quả theo chương trình", "Results by programme")
        return Section(ident="programs", title=title, short=say("Chương trình", "Programmes"), parts=(first,))

    def indicators(self, count: int) -> Table:
        say = self.say
        headings = (
            (say("Mã", "Code"), Kind.TEXT, False),
            (say("Chỉ tiêu", "Indicator"), Kind.TEXT, True),
            (say("Đơn vị tính", "Unit"), Kind.TEXT, False),
            (say("Mục tiêu đến năm 2025", "Target for 2025"), Kind.NUMBER, False),
            (say("Giá trị mới nhất", "Latest value"), Kind.NUMBER, False),
            (say("Kỳ số liệu", "Period ends"), Kind.DATE, False),
            (say("Mức độ đạt", "Attainment"), Kind.PERCENT, False),
            (say("Tình trạng", "Status"), Kind.STATUS, False),
            (say("Đơn vị chủ trì", "Lead agency"), Kind.TEXT, False),
        )
        return Table(
            ident="indicators",
            caption=say("Các chỉ tiêu của chương trình", "Indicators of the programme"),
            columns=tuple(Column(heading=name, kind=kind, is_wide=wide) for name, kind, wide in headings),
            rows=tuple(map(self.indicator, range(1, count + 1))),
        )

    def indicator(self, number: int) -> tuple[Field, ...]:
        say = self.say
        name = say(*_NAMES[number % len(_NAMES)])
        vietnamese, english, tone = _STATUSES[number % len(_STATUSES)]
        value, share, day = (
            Decimal("1234.50") * number,
            Fraction(1000 * number, 7 * 60),
            date(2025, number % 12 + 1, 28),
        )
        return (
            Field(text=f"01.{number:02}"),
            Field(text=name, depth=number % 3),
            Field(text=say("triệu đồng", "million dong")),
            Field(text=f"≥ {self.number(value * 2)}", value=value * 2),
            Field(
                text=self.number(value), value=value, note=say("ước thực hiện", "estimated") if number % 5 == 0 else ""
            ),
            Field(text=self.day(day), value=day),
            Field(text=self.percent(round(Decimal(float(share)), 1)), value=share),
            Field(text=say(vietnamese, english), tone=tone, key=english.replace(" ", "_")),
            Field(text=say("Sở Nông nghiệp và Môi trường", "Department of Agriculture"), tone=Tone.MUTED),
        )

    def line(self) -> Line:
        def point(year: int, value: str) -> Point:
            return Point(day=date(year, 12, 31), value=Decimal(value), label=f"{year}: {self.number(Decimal(value))}")

        return Line(
            ident="income",
            caption=self.say("Thu nhập bình quân đầu người qua các năm", "Income per head over the years"),
            unit=self.say("triệu đồng", "million dong"),
            description=self.say("2021: 54,2; 2022: 56,3; mục tiêu 80", "2021: 54.2; 2022: 56.3; target 80"),
            values=(point(2021, "54.2"), point(2022, "56.3")),
            shown=(point(2020, "51"),),
            path=(point(2020, "51"), point(2025, "80")),
            targets=(point(2025, "80"),),
        )

    def districts(self) -> Section:
        say = self.say
        tones = (Tone.GOOD, Tone.FAIR, Tone.BAD, Tone.MUTED)
        tiles = tuple(
            Tile(row=number // 8 + number % 2, column=number % 8, name=name, label=self.percent(Decimal(60 + number)), tone=tones[number % 4])
            for number, name in enumerate(_DISTRICTS)
        )  # fmt: skip
        legend = tuple(zip((say(vietnamese, english) for vietnamese, english, _ in _STATUSES[1:5]), tones, strict=True))
        tile_map = TileMap(
            ident="map",
            caption=say("Tỷ lệ hộ dùng nước sạch theo quận, huyện", "Households with clean water by district"),
            description=say("Sóc Sơn 60%, Mê Linh 61%", "Sóc Sơn 60 %, Mê Linh 61 %"),
            tiles=tiles,
            legend=legend,
        )
        table = Table(
            ident="ranks",
            caption=say("Xếp hạng quận, huyện", "Districts by rank"),
            columns=(
                Column(heading=say("Quận, huyện", "District")),
                Column(heading=say("Hạng", "Rank"), kind=Kind.NUMBER),
                Column(heading=say("Tình trạng", "Status"), kind=Kind.STATUS),
            ),
            rows=tuple(
                (
                    Field(text=name),
                    Field(text=str(rank), value=rank),
                    Field(text=legend[rank % 4][0], tone=tones[rank % 4]),
                )
                for rank, name in enumerate(_DISTRICTS[:6], 1)
            ),
        )
        title = say("Kết quả theo quận, huyện", "Results by district")
        return Section(ident="districts", title=title, short=say("Quận/huyện", "Districts"), blocks=(tile_map, table))

    def hostile(self) -> Section:
        """Give a section in which every text is one of the hostile ones, or too long."""
        fields = (*(Field(text=text, note=text) for text in HOSTILE), Field(text=LONG_NAME), Field(text=ENDLESS_WORD))
        table = Table(
            ident="hostile",
            caption=HOSTILE[0],
            columns=(Column(heading=HOSTILE[1], is_wide=True), Column(heading=HOSTILE[5], kind=Kind.STATUS)),
            rows=(
                *((field, Field(text=field.text[:40], tone=Tone.BAD)) for field in fields),
                (Field(text=LONG_NAME * 8), Field()),
                (Field(text="1", value=HUGE), Field(text="1", value=date(1890, 1, 1))),
            ),
        )
        blocks: tuple[Block, ...] = (
            *(Paragraph(text=text) for text in HOSTILE),
            Terms(items=tuple((text, text) for text in HOSTILE)),
            table,
        )
        return Section(ident="hostile", title=HOSTILE[5], short="a[]:*?/\\" + "b" * 40, blocks=blocks)

    def notes(self) -> Section:
        say = self.say
        terms = Terms(
            items=(
                (
                    say("đạt", "attained"),
                    say("giá trị mới nhất đã đến mục tiêu", "the latest value has reached the target"),
                ),
                (
                    say("đúng tiến độ", "on track"),
                    say("ít nhất 90% của lộ trình", "at least 90 % of the required path"),
                ),
            )
        )
        words = Section(ident="words", title=say("Các từ được dùng", "The words"), short="words", blocks=(terms,))
        text = say("Mọi số liệu được lấy từ các tệp của kho dữ liệu.", "All figures come from the files.")
        blocks = (Paragraph(text=text, tone=Tone.MUTED),)
        return Section(
            ident="notes", title=say("Ghi chú", "Notes"), short="A[]:*?/\\" + "B" * 40, blocks=blocks, parts=(words,)
        )


def sample(language: str) -> Report:
    return Sample(language).report()


def plain_charts(monkeypatch: pytest.MonkeyPatch) -> list[Line | Bars]:
    """Let charts be plain pictures; gives the list of those that are asked for."""
    asked: list[Line | Bars] = []

    def png(block: Line | Bars, dpi: int) -> bytes:
        assert dpi == 150
        asked.append(block)
        return picture()

    module = ModuleType("ctrack.report.charts")
    module.png = png  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ctrack.report.charts", module)
    return asked


def picture(width: int = 1100, height: int = 500) -> bytes:
    """Give a plain picture in the place of a chart, at 200 dots per inch."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\x00" + b"\xd8\xe2\xec" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"pHYs", struct.pack(">IIB", 7874, 7874, 1))
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )
