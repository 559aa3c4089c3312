"""A table of trade in the reader's language: headings, numbers and words in columns."""

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len

from cuakhau.cli import _answer

if TYPE_CHECKING:
    import pyarrow as pa

    from cuakhau.zone.types import Language

_HIDDEN = ("first_day", "last_day", "months", "ways", "complete")
_ROWS = {"vi": "{name}: dòng chưa rõ", "en": "{name}: rows unknown", "zh": "{name}：未知行数"}
_HEADINGS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "gate": "Cửa khẩu", "direction": "Chiều", "hs2": "HS 2 số", "hs4": "HS 4 số",
        "hs6": "HS 6 số", "hs8": "HS 8 số", "partner": "Đối tác", "regime": "Loại hình",
        "day": "Ngày", "month": "Tháng", "quarter": "Quý", "half": "Nửa năm",
        "nine_month": "9 tháng", "year": "Năm", "day_ends": "Giờ chốt ngày",
        "value_usd_cents": "Trị giá (USD)", "weight_g": "Khối lượng (kg)", "tax_vnd": "Thuế (đồng)",
        "duty_vnd": "Thuế xuất nhập khẩu (đồng)", "vat_vnd": "Thuế GTGT (đồng)",
        "other_tax_vnd": "Thuế khác (đồng)", "facts": "Số dòng", "precision": "Độ chính xác",
        "year_before": "Cùng kỳ năm trước", "growth_year_pct": "So năm trước (%)",
        "period_before": "Kỳ trước", "growth_before_pct": "So kỳ trước (%)",
        "share_pct": "Tỷ trọng (%)", "contribution_pp": "Đóng góp (điểm %)",
        "last_12_months": "12 tháng gần nhất",
    },
    "en": {
        "gate": "Gate", "direction": "Direction", "hs2": "HS 2", "hs4": "HS 4", "hs6": "HS 6",
        "hs8": "HS 8", "partner": "Partner", "regime": "Regime", "day": "Day", "month": "Month",
        "quarter": "Quarter", "half": "Half", "nine_month": "9 months", "year": "Year",
        "day_ends": "Day ends", "value_usd_cents": "Value (USD)", "weight_g": "Weight (kg)",
        "tax_vnd": "Tax (VND)", "duty_vnd": "Duty (VND)", "vat_vnd": "VAT (VND)",
        "other_tax_vnd": "Other tax (VND)", "facts": "Rows", "precision": "Precision",
        "year_before": "Year before", "growth_year_pct": "On the year (%)",
        "period_before": "Period before", "growth_before_pct": "On the period before (%)",
        "share_pct": "Share (%)", "contribution_pp": "Contribution (points)",
        "last_12_months": "Last 12 months",
    },
    "zh": {
        "gate": "口岸", "direction": "方向", "hs2": "HS 2位", "hs4": "HS 4位", "hs6": "HS 6位",
        "hs8": "HS 8位", "partner": "伙伴", "regime": "贸易方式", "day": "日", "month": "月",
        "quarter": "季度", "half": "半年", "nine_month": "前9个月", "year": "年",
        "day_ends": "日切时间", "value_usd_cents": "金额（美元）", "weight_g": "重量（千克）",
        "tax_vnd": "税额（越南盾）", "duty_vnd": "关税（越南盾）", "vat_vnd": "增值税（越南盾）",
        "other_tax_vnd": "其他税（越南盾）", "facts": "行数", "precision": "精度",
        "year_before": "上年同期", "growth_year_pct": "同比（%）", "period_before": "上期",
        "growth_before_pct": "环比（%）", "share_pct": "占比（%）",
        "contribution_pp": "拉动（百分点）", "last_12_months": "最近12个月",
    },
}  # fmt: skip
_TOLD: "dict[Language, dict[str, str]]" = {
    "vi": {
        "unknown": "chưa rõ", "short": "thiếu tháng", "both": "hai chiều", "export": "xuất khẩu",
        "import": "nhập khẩu", "exact": "chính xác", "derived": "suy ra", "approx": "khoảng",
        "at_least": "ít nhất",
    },
    "en": {
        "unknown": "unknown", "short": "months missing", "both": "both ways", "export": "export",
        "import": "import", "exact": "exact", "derived": "derived", "approx": "about",
        "at_least": "at least",
    },
    "zh": {
        "unknown": "未知", "short": "缺月份", "both": "进出口", "export": "出口", "import": "进口",
        "exact": "精确", "derived": "推算", "approx": "约", "at_least": "至少",
    },
}  # fmt: skip


def name_way(direction: str, language: "Language") -> str:
    """Name a direction of trade: both, export, import."""
    return _TOLD[language].get(direction, direction)


def write_lines(rows: "pa.Table", language: "Language") -> list[str]:
    """Write the rows of a table of the cube in columns under their headings."""
    names = [name for name in rows.column_names if name not in _HIDDEN]
    names = [name for name in names if not name.endswith("_complete")]
    measure = next(name for name in names if f"{name}_unknown" in names)
    cells = [[_head(name, language) for name in names]]
    for row in rows.to_pylist():
        told = [_say(_unit(name, measure), row[name], language) for name in names]
        cells.append([*told, *([_TOLD[language]["short"]] if row["complete"] is False else [])])
    widths = [max(cell_len(row[at]) for row in cells) for at in range(len(names))]
    return ["  ".join(_right(row, widths)).rstrip() for row in cells]


def write_dollars(cents: int, language: "Language") -> str:
    """Write cents as dollars; a sum of them can be longer than a float holds exactly."""
    whole, rest = divmod(abs(cents), 100)
    point, sign = "," if language == "vi" else ".", "-" if cents < 0 else ""
    return f"{sign}{_answer.write_number(whole, language, ',d')}{point}{rest:02}"


def _head(name: str, language: "Language") -> str:
    heads = _HEADINGS[language]
    if name.endswith("_unknown"):
        told = heads[name.removesuffix("_unknown")].partition(" (")[0].partition("（")[0]
        return _ROWS[language].format(name=told)
    return heads[name]


def _unit(name: str, measure: str) -> str:
    """What stands beside another time is of the first measure of the table."""
    return measure if name in ("year_before", "period_before", "last_12_months") else name


def _say(name: str, value: Any, language: "Language") -> str:
    words = _TOLD[language]
    if value is None:
        return words["unknown"]
    if name == "value_usd_cents":
        return write_dollars(value, language)
    if name == "weight_g":
        return _answer.write_number(value / 1_000, language, ",.1f")
    if isinstance(value, float):
        return _answer.write_number(value, language, ".1f" if name == "share_pct" else "+.1f")
    if isinstance(value, int):
        return _answer.write_number(value, language, ",d")
    return words.get(value, str(value)) if name in ("direction", "precision") else str(value)


def _right(row: list[str], widths: list[int]) -> list[str]:
    ends = [*widths, *[0] * (len(row) - len(widths))]
    return [
        " " * max(0, width - cell_len(text)) + text for text, width in zip(row, ends, strict=True)
    ]
