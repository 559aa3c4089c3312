"""A made-up extract of customs: for the demo and the manual, marked as such, with mistakes planted.

It has a scope of its own, so that nothing made up is ever added to what was published.
"""

import math
from collections.abc import Iterator
from datetime import date

SOURCE, SCOPE = "made_up_customs", "made_up"
HEADER = ("Kỳ", "Loại hình", "Cửa khẩu", "Nước", "Mã HS", "Trị giá (USD)", "Trọng lượng (kg)")
HEADING = "[" + ", ".join(f'"{name}"' for name in HEADER) + "]"
MAPPING = f"""# How the made-up extract of customs is read. Copy it for an extract of your own.
title = "Bảng kê hải quan (dựng)"
source = "{SOURCE}"             # files of one source are revisions of each other

[file]
kind = "csv"                  # csv (also .csv.gz), xlsx, xml
delimiter = ";"
decimal = ","
thousands = "."
header = {HEADING}

[fixed]                       # what stands in no column
scope = "{SCOPE}"             # never two scopes in one file
currency = "USD"
hs_edition = "2022"

[columns]                     # field = heading of its column
month = "Kỳ"
direction = "Loại hình"
place = "Cửa khẩu"
partner = "Nước"
hs = "Mã HS"
value = "Trị giá (USD)"
weight = "Trọng lượng (kg)"

[words.direction]             # what the file writes, and what it means
"Xuất khẩu" = "export"
"Nhập khẩu" = "import"
[words.place]
"Hữu Nghị" = "huu_nghi"
"Tân Thanh" = "tan_thanh"
"Chi Ma" = "chi_ma"
[words.partner]
"Trung Quốc" = "CN"
"Thái Lan" = "TH"
"Lào" = "LA"

[checks]
hs_digits = [4]
period_form = "%m/%Y"
"""
# Gate, way, partner, code, dollars a month, dollars a kilogram, month of its season.
FLOWS = (
    ("Hữu Nghị", "Xuất khẩu", "Trung Quốc", "0810", 92_000_000, 1.9, 6),
    ("Hữu Nghị", "Xuất khẩu", "Trung Quốc", "8517", 61_000_000, 88.0, 11),
    ("Hữu Nghị", "Xuất khẩu", "Trung Quốc", "0801", 18_500_000, 2.1, 4),
    ("Hữu Nghị", "Nhập khẩu", "Trung Quốc", "8473", 74_000_000, 61.0, 10),
    ("Hữu Nghị", "Nhập khẩu", "Trung Quốc", "8703", 39_000_000, 9.4, 12),
    ("Hữu Nghị", "Nhập khẩu", "Trung Quốc", "5407", 21_000_000, 5.2, 3),
    ("Hữu Nghị", "Xuất khẩu", "Thái Lan", "0810", 12_400_000, 2.2, 5),
    ("Tân Thanh", "Xuất khẩu", "Trung Quốc", "0807", 14_800_000, 0.4, 5),
    ("Tân Thanh", "Xuất khẩu", "Trung Quốc", "0810", 26_000_000, 1.6, 6),
    ("Tân Thanh", "Nhập khẩu", "Trung Quốc", "0703", 4_900_000, 0.6, 1),
    ("Tân Thanh", "Xuất khẩu", "Lào", "0803", 1_700_000, 0.5, 8),
    ("Chi Ma", "Nhập khẩu", "Trung Quốc", "8708", 8_800_000, 4.8, 9),
    ("Chi Ma", "Nhập khẩu", "Trung Quốc", "0808", 3_100_000, 0.9, 11),
    ("Chi Ma", "Xuất khẩu", "Trung Quốc", "1301", 2_300_000, 2.7, 2),
)
# Of a row, by (place of its flow, month): what is written instead, and so found.
PLANTED: dict[tuple[int, str], dict[int, str]] = {
    (2, "05/2024"): {4: "801"},  # a lost zero
    (5, "03/2024"): {6: "-41.000"},  # a negative weight
    (7, "04/2024"): {5: "248.000.000,00"},  # ten times
    (9, "02/2024"): {5: "4,900.50"},  # another point
    (11, "06/2024"): {2: "Cốc Nam cũ"},  # a place that nobody knows
}
MISSING = "09/2023"  # a month that the made-up source forgot


def write_extract(first: date, last: date) -> str:
    """Write the extract from one month to another, both with their own row for each flow."""
    lines = [";".join(HEADER)]
    lines += [";".join(cells) for cells in _list_rows(first, last)]
    return "\n".join(lines) + "\n"


def _list_rows(first: date, last: date) -> Iterator[list[str]]:
    for number in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        month = f"{number % 12 + 1:02d}/{number // 12}"
        if month == MISSING:
            continue
        for place, (gate, way, partner, code, dollars, price, season) in enumerate(FLOWS):
            value = dollars * _rhythm(number, place, season)
            cells = [month, way, gate, partner, code, _money(value), _whole(value / price)]
            for column, written in PLANTED.get((place, month), {}).items():
                cells[column] = written
            yield cells


def _rhythm(number: int, place: int, season: int) -> float:
    """Growth of a seventh a year, a season, and a little that looks like chance but is not."""
    growth = 1.14 ** ((number - 2023 * 12) / 12)
    wave = 1 + 0.35 * math.cos(2 * math.pi * (number % 12 + 1 - season) / 12)
    return growth * wave * (1 + 0.08 * math.sin(number * 2.7 + place * 1.9))


def _money(dollars: float) -> str:
    whole, cents = divmod(round(dollars * 100), 100)
    return f"{_dotted(whole)},{cents:02d}"


def _whole(kilograms: float) -> str:
    return _dotted(round(kilograms))


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")
