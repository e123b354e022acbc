"""A small tracker with every kind of fact, for the tests of exports and reports."""

from __future__ import annotations

FILES = {
    "tracker.yaml": "title: Bộ theo dõi\nperiod: 2021..2025\n",
    "units.yaml": "percent: {name: '%', min: 0, max: 100}\nbillion-vnd: {name: tỷ đồng, name_en: billion VND}\ncriterion: {name: tiêu chí, integer: true}\n",
    "sources.yaml": "bao-cao: {title: =Báo cáo, published: 2024-10-01, url: 'https://example.org/a?b=1'}\nke-hoach: {title: Kế hoạch}\n",
    "agencies.yaml": "so-xay-dung: {name: Sở Xây dựng, name_en: Department of Construction}\n",
    "programs/03.yaml": """\
code: "03"
title: Phát triển đô thị
title_en: Urban development
declared: {indicators: 4, tasks: 2}
lead: so-xay-dung
source: ke-hoach
assessments:
  - {date: 2024-06, of: 4, attained: 1, source: bao-cao}
indicators:
  - code: "03.01"
    name: Vốn đầu tư công giải ngân
    name_en: Public investment disbursed
    unit: billion-vnd
    aggregation: sum
    targets: [{from: 2024, by: 2024, min: 81033.18, source: ke-hoach}]
    measurements:
      - {date: 2024-01..2024-06, value: 20000.5, source: bao-cao}
      - {date: 2024-07..2024-09, value: 9646.5, source: bao-cao, note: "=1+1"}
  - code: "03.02"
    name: Tỷ lệ đô thị hóa
    unit: percent
    baseline: {date: 2020, value: 49.2, source: ke-hoach}
    targets: [{by: 2025, min: 62, source: ke-hoach}]
    measurements:
      - {date: 2022, value: 50.1, source: bao-cao}
      - {date: 2023, value: 51.25, status: estimated, source: bao-cao}
      - {date: 2021, value: 49.5, source: bao-cao, withdrawn: 2023-01}
  - code: "03.02a"
    parent: "03.02"
    name: Trong đó <b>nội thành</b>
    unit: percent
    targets: [{by: 2025, min: 90, source: ke-hoach}]
    measurements: [{date: 2024, value: 95, source: bao-cao}]
    comparisons: [{with: Cả nước, date: 2024, value: 44, source: bao-cao}]
  - code: "03.03"
    name: Tiêu chí thành quận
    unit: criterion
    targets: [{by: 2025, value: 27, of: 27, districts: all, source: ke-hoach}]
tasks:
  - {code: "03.T01", name: Lập quy hoạch, due: 2024-06, source: ke-hoach, updates: [{date: 2024-03, status: in_progress, source: bao-cao}]}
  - {code: "03.T02", name: Phê duyệt, due: 2025-12, owner: so-xay-dung, source: ke-hoach}
""",
    "districts/gia-lam.yaml": 'name: Gia Lâm\nkind: rural\nmeasurements:\n  - {indicator: "03.03", date: 2024, value: 25, of: 27, source: bao-cao}\n',
    "districts/dong-anh.yaml": 'name: Đông Anh\nkind: rural\nmeasurements:\n  - {indicator: "03.03", date: 2024, value: 27, of: 27, source: bao-cao}\n',
    "districts/ba-vi.yaml": "name: Ba Vì\nkind: rural\n",
}  # fmt: skip
DAY = "2024-12-31"
