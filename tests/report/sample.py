"""A report with every kind of block, made by hand, in both languages, with texts that try to be more than text."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ctrack.render.page import Tone
from ctrack.report.model import (
    Bar,
    Bars,
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

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% raw %}",
    "]]></style></script><!--",
    "javascript:alert(1)",
    "một\u202etxet\u202c",
)


class Words(NamedTuple):
    """What the sample says, in one language."""

    title: str
    subtitle: str
    contents: str
    as_of: str
    overview: str
    programme: str
    charts: str
    communes: str
    headings: tuple[str, ...]
    statuses: tuple[str, ...]
    summary: str
    indicators: tuple[str, ...]
    unit: str
    target: str
    legend: tuple[str, ...]


VI = Words(
    title="Báo cáo tình hình thực hiện các chương trình công tác của Thành ủy Hà Nội",
    subtitle="6 tháng đầu năm 2024",
    contents="Mục lục",
    as_of="Số liệu đã biết đến ngày",
    overview="Tổng quan",
    programme="Chương trình 04: Xây dựng nông thôn mới",
    charts="Diễn biến và bản đồ",
    communes="Các xã, thị trấn",
    headings=("Mã", "Chỉ tiêu", "Mới nhất", "Mục tiêu", "Thời hạn", "Đạt", "Nhịp độ", "Trạng thái", "Ghi chú"),
    statuses=("Đạt", "Vượt", "Chậm", "Không đạt", "Chưa có số liệu"),
    summary="Trong 33 chỉ tiêu được giao có 12 chỉ tiêu đạt, 5 chỉ tiêu chậm so với lộ trình.\nNguồn: https://hanoi.gov.vn/bao-cao?ky=2024-06&trang=1 (hn-2024).",
    indicators=(
        "Tỷ lệ xã đạt chuẩn nông thôn mới nâng cao",
        "Trong đó: các xã thuộc huyện Đông Anh, Gia Lâm, Thanh Trì, Hoài Đức",
        "Thu nhập bình quân đầu người khu vực nông thôn",
        "Tỷ lệ hộ nghèo theo chuẩn của Thành phố",
    ),
    unit="triệu đồng/người/năm",
    target="mục tiêu",
    legend=("đạt mục tiêu", "đúng lộ trình", "chậm", "chưa có số liệu"),
)
EN = Words(
    title="Progress of the work programmes of the Hanoi Party Committee",
    subtitle="First half of 2024",
    contents="Contents",
    as_of="As known on",
    overview="Overview",
    programme="Programme 04: New rural development",
    charts="Course and map",
    communes="Communes and townships",
    headings=("Code", "Indicator", "Latest", "Target", "Due", "Attained", "Pace", "Status", "Note"),
    statuses=("attained", "exceeded", "behind", "missed", "no data"),
    summary="Of 33 indicators 12 are attained, and 5 are behind their path.\nSource: https://hanoi.gov.vn/bao-cao?ky=2024-06&trang=1 (hn-2024).",
    indicators=(
        "Share of communes with the advanced new rural standard",
        "Of these: communes of Đông Anh, Gia Lâm, Thanh Trì, Hoài Đức",
        "Income per head in rural areas",
        "Share of poor households by the city's standard",
    ),
    unit="million dong a head and year",
    target="target",
    legend=("attained", "on track", "behind", "no data"),
)

TONES = (Tone.GOOD, Tone.STRONG, Tone.FAIR, Tone.BAD, Tone.MUTED)
KINDS = (Kind.TEXT, Kind.TEXT, Kind.NUMBER, Kind.NUMBER, Kind.DATE, Kind.PERCENT, Kind.PERCENT, Kind.STATUS, Kind.TEXT)
DISTRICTS = (
    ("Sóc Sơn", 0, 3), ("Mê Linh", 1, 2), ("Đông Anh", 1, 3), ("Ba Vì", 2, 0), ("Sơn Tây", 2, 1), ("Phúc Thọ", 2, 2),
    ("Đan Phượng", 2, 3), ("Gia Lâm", 2, 5), ("Thạch Thất", 3, 1), ("Hoài Đức", 3, 2), ("Hoàn Kiếm", 3, 4),
    ("Quốc Oai", 4, 1), ("Thanh Trì", 4, 4), ("Chương Mỹ", 5, 2), ("Thanh Oai", 5, 3), ("Thường Tín", 5, 4),
    ("Mỹ Đức", 6, 2), ("Ứng Hòa", 6, 3), ("Phú Xuyên", 6, 4),
)  # fmt: skip


def sample(language: str = "vi") -> Report:
    """Make the report."""
    words = VI if language == "vi" else EN
    return Report(
        title=words.title,
        subtitle=words.subtitle,
        language=language,
        contents=words.contents,
        about=((words.as_of, "30/06/2024" if language == "vi" else "2024-06-30"), ("ctrack", "0.1.0 (4f1c2aa)")),
        sections=(
            Section(ident="overview", title=words.overview, short="1", blocks=_overview(words)),
            Section(
                ident="programme-04",
                title=words.programme,
                short="2",
                blocks=(_indicators(words),),
                parts=(
                    Section(ident="programme-04-charts", title=words.charts, short="3", blocks=_charts(words)),
                    Section(ident="programme-04-communes", title=words.communes, short="4", blocks=(_communes(words),)),
                ),
            ),
            Section(
                ident="hostile",
                title=HOSTILE[0],
                short="5",
                blocks=(
                    *(Paragraph(text=text) for text in HOSTILE),
                    Terms(items=tuple((text, f"{text} https://x.vn/\u202e{text}") for text in HOSTILE)),
                    _hostile_table(),
                    _hostile_line(),
                    _hostile_bars(),
                    _hostile_map(),
                ),
            ),
        ),
    )


def _overview(words: Words) -> tuple[Paragraph | Terms, ...]:
    terms = tuple(zip(words.headings[2:5], words.indicators, strict=False))
    return Paragraph(text=words.summary), Paragraph(text=words.indicators[0], tone=Tone.BAD), Terms(items=terms)


def _indicators(words: Words) -> Table:
    values = (Decimal("71.4"), Decimal("68.25"), Decimal("1234.5"), Fraction(1, 3))
    texts = ("71,4%", "68,25%", "1.234,5", "0,33%")
    rows = []
    for number, name in enumerate(words.indicators):
        status = (0, 2, 3, 4)[number]
        rows.append((
            Field(text=f"04.0{number + 1}", depth=int(number == 1)),
            Field(text=name, depth=int(number == 1)),
            Field(text=texts[number], value=values[number], note="6 tháng đầu 2024" if number % 2 == 0 else ""),
            Field(text="≥ 80%", value=80),
            Field(text=f"31/12/202{number + 3}", value=date(2023 + number, 12, 31)),
            Field(text=f"{90 - number},5%", value=Fraction(181 - 2 * number, 2), tone=TONES[status]),
            Field() if number == 3 else Field(text="−1,2%", value=Decimal("-1.2")),
            Field(text=words.statuses[status], tone=TONES[status], key=f"status-{status}"),
            Field(text=words.summary.split("\n")[0] if number == 2 else ""),
        ))  # fmt: skip
    columns = tuple(
        Column(heading=heading, kind=kind, is_wide=place in {1, 8})
        for place, (heading, kind) in enumerate(zip(words.headings, KINDS, strict=True))
    )
    return Table(ident="indicators-04", caption=words.programme, columns=columns, rows=tuple(rows))


def _communes(words: Words) -> Table:
    """Thirty rows, in an order of their own, with children under some of them."""
    columns = tuple(
        Column(heading=words.headings[place], kind=KINDS[place], is_wide=place == 1) for place in (1, 2, 4, 7)
    )
    rows = []
    for number in range(30):
        value = Decimal(number * 7 % 30) / 2 - 3
        status = number % 5
        name = ("Đông Hội", "Ấp Đồn", "Bát Tràng", "Xuân Canh", "An Khánh")[status]
        rows.append((
            Field(text=f"{name} {number + 1}", depth=int(number % 6 == 5)),
            Field(text=f"{value}".replace(".", ",").replace("-", "−"), value=value) if number else Field(text=""),
            Field(text=f"{number % 28 + 1:02}/05/2024", value=date(2024, 5, number % 28 + 1)),
            Field(text=words.statuses[status], tone=TONES[status], key=f"status-{status}"),
        ))  # fmt: skip
    return Table(ident="communes-04", caption=words.communes, columns=columns, rows=tuple(rows))


def _point(year: int, value: str, month: int = 12) -> Point:
    day = date(year, month, 30 if month == 6 else 31)
    return Point(day=day, value=Decimal(value), label=f"{year}: {value.replace('.', ',')}")


def line(words: Words = VI, ident: str = "line-04-01") -> Line:
    """Make a chart over time."""
    return Line(
        ident=ident,
        caption=words.indicators[0],
        unit="%",
        description="2021: 37,5; 2022: 48,2; 2023: 64; 2024: 71,4; 2025: ≥ 80.",
        values=(_point(2021, "37.5"), _point(2022, "48.2"), _point(2023, "64"), _point(2024, "71.4", 6)),
        shown=(_point(2020, "55"),),
        path=(_point(2020, "30"), _point(2025, "80")),
        targets=(_point(2025, "80"),),
    )


def bars(words: Words = VI, ident: str = "bars-04-01") -> Bars:
    """Make a chart of districts."""
    tones = (Tone.GOOD, Tone.GOOD, Tone.FAIR, Tone.PLAIN, Tone.BAD, Tone.MUTED, Tone.STRONG)
    values = ("18", "16.5", "12", "9", "7", "0", "-2")
    names = (*(name for name, _row, _column in DISTRICTS[:6]), words.indicators[1])
    return Bars(
        ident=ident,
        caption=words.indicators[2],
        unit=words.unit,
        description=", ".join(f"{name} {value}" for name, value in zip(names, values, strict=True)),
        bars=tuple(
            Bar(name=name, value=Decimal(value), label=value.replace(".", ","), tone=tone)
            for name, value, tone in zip(names, values, tones, strict=True)
        ),
        target=Decimal(15),
        target_label=f"{words.target} 15",
    )


def _charts(words: Words) -> tuple[Line | Bars | TileMap | Paragraph, ...]:
    tones = (Tone.GOOD, Tone.FAIR, Tone.BAD, Tone.MUTED, Tone.PLAIN, Tone.STRONG)
    tiles = tuple(
        Tile(row=row, column=column, name=name, label=f"{number * 4 + 20},5%", tone=tones[number % 6])
        for number, (name, row, column) in enumerate(DISTRICTS)
    )
    return (
        line(words),
        bars(words),
        line(words, "line-04-02"),
        Paragraph(text=words.statuses[4], tone=Tone.MUTED),
        TileMap(
            ident="map-04-01",
            caption=words.indicators[3],
            description=", ".join(f"{tile.name} {tile.label}" for tile in tiles),
            tiles=tiles,
            legend=tuple(zip(words.legend, tones, strict=False)),
        ),
    )


def _hostile_table() -> Table:
    columns = tuple(Column(heading=text, kind=Kind.STATUS if text.startswith("{") else Kind.TEXT) for text in HOSTILE)
    row = tuple(Field(text=text, note=text, key=text, tone=Tone.GOOD) for text in HOSTILE)
    return Table(ident="hostile-table", caption=HOSTILE[1], columns=columns, rows=(row,))


def _hostile_line() -> Line:
    points = tuple(Point(day=date(2020 + year, 12, 31), value=Decimal(year), label=HOSTILE[year]) for year in range(2))
    return Line(
        ident="hostile-line", caption=HOSTILE[1], unit=HOSTILE[3], description=HOSTILE[2], values=points,
        targets=(Point(day=date(2025, 1, 1), value=Decimal(3), label="$x^2$ ]]>"),),
    )  # fmt: skip


def _hostile_bars() -> Bars:
    return Bars(
        ident="hostile-bars", caption=HOSTILE[5], unit="", description=HOSTILE[0], target=Decimal(1),
        bars=tuple(Bar(name=text, value=Fraction(1, 3), label=text) for text in HOSTILE), target_label=HOSTILE[1],
    )  # fmt: skip


def _hostile_map() -> TileMap:
    tiles = tuple(Tile(row=5, column=place + 3, name=text, label=text) for place, text in enumerate(HOSTILE))
    return TileMap(
        ident="hostile-map", caption=HOSTILE[1], description=HOSTILE[3], tiles=tiles, legend=((HOSTILE[4], Tone.BAD),)
    )
