"""How numbers, days and times are written in each language: the only place that knows.

Vietnamese 1.243 and 5,2; English 1,243 and 5.2; Chinese 1,243 and 5.2.
"""

from datetime import date
from decimal import Decimal

from cuakhau.figures.figure import Figure
from cuakhau.zone.types import Language

UNKNOWN: dict[Language, str] = {"vi": "chưa rõ", "en": "unknown", "zh": "未知"}
UNITS: dict[str, dict[Language, str]] = {
    "vehicle": {"vi": "xe", "en": "vehicles", "zh": "辆"},
    "wagon": {"vi": "toa", "en": "wagons", "zh": "节"},
    "visit": {"vi": "lượt xe", "en": "vehicle trips", "zh": "车次"},
    "confirmation": {"vi": "xác nhận", "en": "confirmations", "zh": "次确认"},
    "figure": {"vi": "số liệu", "en": "figures", "zh": "项"},
    "percent": {"vi": "%", "en": "%", "zh": "%"},
    "metre": {"vi": "m", "en": "m", "zh": "米"},
    "minute": {"vi": "phút", "en": "minutes", "zh": "分钟"},
    "hour": {"vi": "giờ", "en": "hours", "zh": "小时"},
    "vnd": {"vi": "đồng", "en": "VND", "zh": "越南盾"},
    "day": {"vi": "ngày", "en": "days", "zh": "天"},
    "number": {"vi": "", "en": "", "zh": ""},
    "person": {"vi": "người", "en": "persons", "zh": "人"},
    "case": {"vi": "vụ", "en": "cases", "zh": "起"},
    "matter": {"vi": "việc", "en": "matters", "zh": "件"},
    "finding": {"vi": "trùng lặp", "en": "overlaps", "zh": "处重复"},
    "directive": {"vi": "chỉ đạo", "en": "directives", "zh": "项指示"},
    "project": {"vi": "dự án", "en": "projects", "zh": "个项目"},
    "tonne": {"vi": "tấn", "en": "tonnes", "zh": "吨"},
    "usd": {"vi": "USD", "en": "USD", "zh": "美元"},
}
REASONS: dict[str, dict[Language, str]] = {
    "nobody_counted": {
        "vi": "không có lượt xe trong nhật ký và không có phiếu ngày",
        "en": "no visits in the log and no day sheet",
        "zh": "日志中无车次，也无日报单",
    },
    "not_split": {
        "vi": "chưa phân tách đến mức này",
        "en": "not split this far",
        "zh": "未分列至此",
    },
    "no_opening": {
        "vi": "chưa kiểm đếm và chưa công bố tồn đầu ngày",
        "en": "the backlog at the start was neither counted nor published",
        "zh": "日初积压既未清点也未公布",
    },
    "no_balance": {
        "vi": "thiếu số liệu để cân đối",
        "en": "a number needed for the balance is unknown",
        "zh": "缺少平衡所需的数据",
    },
    "not_printed": {"vi": "chưa công bố", "en": "not published", "zh": "未公布"},
    "suspect": {
        "vi": "số công bố không đáng tin, không dùng",
        "en": "the published figure cannot be right and is not used",
        "zh": "公布数存疑，不予采用",
    },
    "pace_unknown": {
        "vi": "giờ qua có quá ít xe đi để ước tính",
        "en": "too few vehicles went in the last hour to tell",
        "zh": "过去一小时驶出车辆太少，无法估计",
    },
    "too_few": {
        "vi": "hôm nay chưa đủ lượt để so",
        "en": "too few today to compare with",
        "zh": "当日次数太少，无法比较",
    },
    "nobody_left": {
        "vi": "không xe nào ra trong lần chạy",
        "en": "no vehicle left during the run",
        "zh": "运行中无车辆离开",
    },
    "no_such_group": {
        "vi": "lần chạy không có nhóm này",
        "en": "the run has no such group",
        "zh": "该运行无此分组",
    },
    "no_such_yard": {
        "vi": "lần chạy không có bãi này",
        "en": "the run has no such yard",
        "zh": "该运行无此货场",
    },
    "no_length": {
        "vi": "chưa nêu xe dài bao nhiêu mét",
        "en": "nobody said how long vehicles are",
        "zh": "没有说明车辆长度",
    },
    "no_price": {
        "vi": "chưa có đơn giá",
        "en": "no price is known",
        "zh": "无单价",
    },
    "no_same_months": {
        "vi": "chưa có cùng các tháng của kỳ so sánh",
        "en": "the same months of the other period are not known",
        "zh": "对比期间缺少相同月份",
    },
    "no_record": {"vi": "không còn bản ghi", "en": "no such record stands", "zh": "无此记录"},
}
_MARKS: dict[Language, tuple[str, str]] = {"vi": (".", ","), "en": (",", "."), "zh": (",", ".")}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def format_figure(figure: Figure, language: Language) -> str:
    """Write the value of a figure, or that it is unknown; without its unit."""
    if figure.value is None:
        return UNKNOWN[language]
    return format_number(figure.value, language)


def format_reason(figure: Figure, language: Language) -> str:
    """Say why a figure is unknown; empty for one that is known."""
    return REASONS[figure.reason][language] if figure.reason else ""


def format_quantity(figure: Figure, language: Language) -> str:
    """Write the value of a figure with its unit."""
    if figure.value is None:
        return UNKNOWN[language]
    number, unit = format_number(figure.value, language), UNITS[figure.unit][language]
    if language == "en" and figure.value == 1:
        unit = unit.removesuffix("s")
    return f"{number}{unit}" if figure.unit == "percent" or language == "zh" else f"{number} {unit}"


def format_number(value: int | Decimal, language: Language) -> str:
    """Write a number with the marks of a language; a Decimal keeps its own places."""
    thousands, point = _MARKS[language]
    plain = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,d}"
    swapped = plain.replace(",", "\0").replace(".", point).replace("\0", thousands)
    return swapped.replace("-", "−")


def format_money(amount_vnd: int | Decimal | None, language: Language) -> str:
    """Write dong the short way: 83,5 tỷ đồng, VND 83.5 bn, 835 亿越南盾; at most two decimals."""
    if amount_vnd is None:
        return UNKNOWN[language]
    large = Decimal(amount_vnd) / (10**8 if language == "zh" else 10**9)
    rounded = round(large, 2 if abs(large) < 100 else 1)
    plain = format(rounded, "f").rstrip("0").rstrip(".") if rounded % 1 else str(int(rounded))
    written = format_number(Decimal(plain), language)
    forms: dict[Language, str] = {"vi": "{} tỷ đồng", "en": "VND {} bn", "zh": "{} 亿越南盾"}
    return forms[language].format(written)


def format_change(figure: Figure, language: Language) -> str:
    """Write a difference with its sign: +2, −3, 0."""
    if figure.value is None:
        return UNKNOWN[language]
    written = format_number(figure.value, language)
    return f"+{written}" if figure.value > 0 else written


def format_day(day: date, language: Language) -> str:
    """Write a day out: ngày 22 tháng 8 năm 2024, 22 August 2024, 2024年8月22日.

    Decree 30/2020/NĐ-CP writes days and the months of January and February with two digits.
    """
    if language == "vi":
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return f"ngày {day.day:02d} tháng {month} năm {day.year}"
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_short_day(day: date, language: Language) -> str:
    """Write a day with digits: 22/8/2024, 2024-08-22."""
    return f"{day.day}/{day.month}/{day.year}" if language == "vi" else day.isoformat()
