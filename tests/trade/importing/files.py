"""Made-up extracts of customs: a mapping, and files with what goes wrong in them."""

from datetime import date

from cuakhau.trade.importing.check import check_file, no_facts
from cuakhau.trade.importing.mapping import read_mapping
from cuakhau.trade.importing.shaping import Around

MAPPING = """
source = "made_up_customs"
[file]
kind = "csv"
header = ["Kỳ", "Loại", "Phạm vi", "Cửa khẩu", "Nước", "Mã HS", "Trị giá", "Tiền", "Cân nặng"]
decimal = ","
thousands = "."
[fixed]
scope = "declared_lang_son_customs"
hs_edition = "2022"
[columns]
month = "Kỳ"
direction = "Loại"
scope = "Phạm vi"
place = "Cửa khẩu"
partner = "Nước"
hs = "Mã HS"
value = "Trị giá"
currency = "Tiền"
weight = "Cân nặng"
[words.direction]
"Xuất khẩu" = "export"
"Nhập khẩu" = "import"
[words.scope]
"Mở tại Lạng Sơn" = "declared_lang_son_customs"
"Tất cả loại hình" = "all_through_province"
[words.place]
"Hữu Nghị" = "huu_nghi"
[words.partner]
"Trung Quốc" = "CN"
[checks]
period_form = "%m/%Y"
"""
HEADER = "Kỳ;Loại;Phạm vi;Cửa khẩu;Nước;Mã HS;Trị giá;Tiền;Cân nặng"
GOOD = {
    "period": "01/2024",
    "direction": "Xuất khẩu",
    "scope": "Mở tại Lạng Sơn",
    "place": "Hữu Nghị",
    "partner": "Trung Quốc",
    "hs": "0810",
    "value": "1.234,50",
    "currency": "USD",
    "weight": "2.000",
}
AROUND = Around(date(2024, 8, 22), frozenset({"huu_nghi", "tan_thanh"}))


def line(**changed):
    return ";".join((GOOD | changed).values())


def extract(tmp_path, *lines, text=MAPPING, known=no_facts):
    """Check a file of these lines under a heading."""
    path = tmp_path / "extract.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    mapping = read_mapping(text.replace('decimal = ","', 'delimiter = ";"\ndecimal = ","'))
    return check_file(path, mapping, AROUND, known)
