"""The columns of a sheet of works: how offices call them, and how they are written here."""

import re
import unicodedata
from dataclasses import dataclass

YEAR = re.compile(r"\b(20\d\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: the heading above several (merged) and its own; words that tell it in a file.

    `says` must all stand in its whole heading, none of `never`.
    """

    id: str
    above: str
    heading: str
    says: tuple[str, ...]
    never: tuple[str, ...] = ()
    is_money: bool = False
    is_day: bool = False
    wide: int = 14


# The order written; `{year}` and `{before}` are the year of the plan and the one before it.
COLUMNS = (
    Column(id="code", above="", heading="Mã dự án", says=("mã",), wide=12),
    Column(id="name", above="", heading="Tên dự án", says=("tên",), never=("nhà thầu",), wide=48),
    Column(id="owner", above="", heading="Chủ đầu tư", says=("chủ đầu tư",), wide=24),
    Column(id="law", above="", heading="Luật ĐTC", says=("luật",), wide=10),
    Column(id="field", above="", heading="Lĩnh vực", says=("lĩnh vực",), wide=24),
    Column(id="group", above="", heading="Nhóm", says=("nhóm",), wide=8),
    Column(
        id="basis",
        above="Quyết định đầu tư",
        heading="Số, ngày",
        says=("quyết định",),
        never=("tổng mức",),
        wide=22,
    ),
    Column(
        id="total",
        above="Quyết định đầu tư",
        heading="Tổng mức đầu tư",
        says=("tổng mức",),
        is_money=True,
    ),
    Column(id="begins", above="Thời gian", heading="Khởi công", says=("khởi công",), is_day=True),
    Column(
        id="ends",
        above="Thời gian",
        heading="Bàn giao (kế hoạch)",
        says=("bàn giao", "kế hoạch"),
        is_day=True,
    ),
    Column(
        id="handed_over",
        above="Thời gian",
        heading="Bàn giao (thực tế)",
        says=("bàn giao",),
        never=("kế hoạch",),
        is_day=True,
    ),
    Column(
        id="plan",
        above="Kế hoạch vốn năm {year}",
        heading="Kế hoạch giao",
        says=("kế hoạch", "vốn"),
        never=("kéo dài", "ứng trước"),
        is_money=True,
    ),
    Column(
        id="carried",
        above="Kế hoạch vốn năm {year}",
        heading="Vốn kéo dài",
        says=("kéo dài",),
        is_money=True,
    ),
    Column(
        id="advanced_capital",
        above="Kế hoạch vốn năm {year}",
        heading="Vốn ứng trước",
        says=("ứng trước",),
        is_money=True,
    ),
    Column(
        id="paid_before",
        above="Giải ngân",
        heading="Lũy kế đến hết năm {before}",
        says=("giải ngân", "lũy kế"),
        is_money=True,
    ),
    Column(
        id="paid",
        above="Giải ngân",
        heading="Trong năm {year}",
        says=("giải ngân",),
        never=("lũy kế", "tỷ lệ", "%"),
        is_money=True,
    ),
    Column(
        id="accepted",
        above="",
        heading="Khối lượng nghiệm thu lũy kế",
        says=("nghiệm thu",),
        is_money=True,
    ),
    Column(id="note", above="", heading="Ghi chú", says=("ghi chú",), wide=30),
)
BY_ID = {one.id: one for one in COLUMNS}
NEEDED = ("name", "total")


def plain(text: str) -> str:
    """Give a heading as it is compared: composed letters, small, one blank between words."""
    composed = unicodedata.normalize("NFC", text).lower().replace("luỹ", "lũy").replace("tỉ", "tỷ")
    return " ".join(composed.split())


def find_column(heading: str) -> Column | None:
    """Find the column that a whole heading names."""
    said = plain(heading)
    for one in COLUMNS:
        if all(word in said for word in one.says) and not any(word in said for word in one.never):
            return one
    return None
