"""What these commands say, and how they write times, numbers and intervals."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cuakhau.cli._answer import write_number

if TYPE_CHECKING:
    from cuakhau.planning.experiments.interval import Interval
    from cuakhau.zone.types import Language

Words = Mapping[str, str]
WORDS: "dict[Language, Words]" = {
    "vi": {
        "simulating": "Đang mô phỏng",
        "today": "hôm nay",
        "all": "Toàn khu",
        "gate": "Cửa khẩu",
        "class": "Loại xe",
        "goods": "Loại hàng",
        "yard": "Bãi",
        "road": "đường vào",
        "visits": "Lượt xe",
        "left_a_day": "Xe qua/ngày",
        "turned_back": "Quay về",
        "inside": "Tồn cuối kỳ",
        "wait.mean": "Chờ TB",
        "wait.median": "Chờ tr.vị",
        "wait.p90": "Chờ P90",
        "cost_vnd": "Trực, đồng/ngày",
        "stay.mean": "Lưu TB",
        "stay.median": "Lưu tr.vị",
        "stay.p90": "Lưu P90",
        "yard.mean": "Trong bãi TB",
        "places": "Sức chứa",
        "mean": "Xe trong bãi TB",
        "peak": "Cao nhất",
        "measure": "Chỉ tiêu",
        "hours": "giờ",
        "unknown": "chưa rõ",
        "endless": "không giới hạn",
        "title": "{zone}: {days} ngày từ {first_day}, {reps} lượt lặp, hạt giống {seed}",
        "sure": "± là khoảng tin cậy 95 %. Thời gian tính bằng giờ.",
        "unstable": "Không kịp phục vụ (xe đến nhiều hơn khả năng): {stations}. "
        "Thời gian chờ tăng mãi, chỉ đúng cho số ngày đã chạy.",
        "stopped": "Nơi dừng",
        "reason": "Lý do",
        "times": "Số lần",
        "side.vn": "phía Việt Nam",
        "side.cn": "phía Trung Quốc",
        "stop.closure": "đóng",
        "stop.planned": "dừng theo kế hoạch",
        "stop.breakdown": "hỏng/sự cố",
        "log": "Đã ghi {rows} dòng nhật ký của lượt đầu vào {file}.",
        "recorded": "Xe đến như trong {file}: {come} lượt; {left_out} lượt không thuộc dòng xe nào "
        "nên bỏ qua.",
        "took": "{events} sự kiện trong {wall_s} giây.",
        "compared": "{zone}: so với {base}, {days} ngày từ {first_day}, {reps} cặp cùng vận may",
        "clear": "Đậm: chênh lệch rõ (khoảng 95 % không chứa 0).",
    },
    "en": {
        "simulating": "Simulating",
        "today": "today",
        "all": "Whole zone",
        "gate": "Gate",
        "class": "Class",
        "goods": "Goods",
        "yard": "Yard",
        "road": "road",
        "visits": "Visits",
        "left_a_day": "Through/day",
        "turned_back": "Turned back",
        "inside": "Left over",
        "wait.mean": "Wait mean",
        "wait.median": "Wait median",
        "wait.p90": "Wait P90",
        "cost_vnd": "On duty, VND/day",
        "stay.mean": "Stay mean",
        "stay.median": "Stay median",
        "stay.p90": "Stay P90",
        "yard.mean": "In yard mean",
        "places": "Places",
        "mean": "Vehicles mean",
        "peak": "Peak",
        "measure": "Measure",
        "hours": "h",
        "unknown": "unknown",
        "endless": "no end",
        "title": "{zone}: {days} days from {first_day}, {reps} replications, seed {seed}",
        "sure": "± is a confidence interval of 95 %. Times are hours.",
        "unstable": "Cannot keep up (more come than can be served): {stations}. "
        "Waits grow without end and hold for these days only.",
        "stopped": "Stood still",
        "reason": "Reason",
        "times": "Times",
        "side.vn": "Vietnamese side",
        "side.cn": "Chinese side",
        "stop.closure": "closed",
        "stop.planned": "stopped as planned",
        "stop.breakdown": "breakdown",
        "log": "Wrote {rows} rows of the first replication to {file}.",
        "recorded": "Vehicles come as in {file}: {come}; {left_out} are of no stream and left out.",
        "took": "{events} events in {wall_s} s.",
        "compared": "{zone}: against {base}, {days} days from {first_day}, {reps} pairs "
        "on common luck",
        "clear": "Bold: a clear difference (the 95 % interval leaves out 0).",
    },
    "zh": {
        "simulating": "正在模拟",
        "today": "现状",
        "all": "全区",
        "gate": "口岸",
        "class": "车型",
        "goods": "货类",
        "yard": "货场",
        "road": "道路",
        "visits": "车次",
        "left_a_day": "日通过",
        "turned_back": "返回",
        "inside": "期末滞留",
        "wait.mean": "平均等候",
        "wait.median": "等候中位数",
        "wait.p90": "等候P90",
        "cost_vnd": "当班，越南盾/日",
        "stay.mean": "平均停留",
        "stay.median": "停留中位数",
        "stay.p90": "停留P90",
        "yard.mean": "平均在场",
        "places": "车位",
        "mean": "平均在场车辆",
        "peak": "峰值",
        "measure": "指标",
        "hours": "小时",
        "unknown": "未知",
        "endless": "不限",
        "title": "{zone}：自{first_day}起{days}天，重复{reps}次，种子{seed}",
        "sure": "±为95%置信区间。时间单位为小时。",
        "unstable": "处理不及（到达超过能力）：{stations}。"
        "等候时间将无限增长，仅对所模拟的天数有效。",
        "stopped": "停止",
        "reason": "原因",
        "times": "次数",
        "side.vn": "越方",
        "side.cn": "中方",
        "stop.closure": "关闭",
        "stop.planned": "计划停止",
        "stop.breakdown": "故障",
        "log": "已将第一次重复的{rows}行记录写入{file}。",
        "recorded": "车辆按{file}到达：{come}辆；{left_out}辆不属于任何车流，已略去。",
        "took": "{wall_s}秒内{events}个事件。",
        "compared": "{zone}：与{base}相比，自{first_day}起{days}天，{reps}对共同随机数",
        "clear": "粗体：差异明显（95%区间不含0）。",
    },
}
TIMES = ("wait", "stay", "yard")


def is_time(measure: str) -> bool:
    """Tell whether a measure is in seconds."""
    return measure.partition(".")[0] in TIMES


def number(value: float | None, language: "Language", *, places: int = 1) -> str:
    """Write a number as the language does; unknown in words."""
    if value is None:
        return WORDS[language]["unknown"]
    return write_number(value, language, f",.{places}f")


def hours(value_s: float | None, language: "Language") -> str:
    """Write seconds as hours."""
    return number(None if value_s is None else value_s / 3600, language, places=2)


def road(metres: float | None, language: "Language") -> str:
    """Write how long a queue is: in metres, from a thousand on in kilometres."""
    if metres is None:
        return WORDS[language]["unknown"]
    if metres < 1000:
        return f"{number(metres, language, places=0)} m"
    return f"{number(metres / 1000, language)} km"


def measured(interval: "Interval", measure: str, language: "Language") -> str:
    """Write a mean with half of its interval; times in hours."""
    if measure == "cost_vnd":  # the same in each replication
        return number(interval.mean, language, places=0)
    unit, places = (3600.0, 2) if is_time(measure) else (1.0, 1)
    if interval.mean is None:
        return WORDS[language]["unknown"]
    told = number(interval.mean / unit, language, places=places)
    if interval.half_width is None:
        return told
    return f"{told} ± {number(interval.half_width / unit, language, places=places)}"


def mean(interval: "Interval", measure: str, language: "Language") -> str:
    """Write a mean without its interval; times in hours."""
    unit, places = (3600.0, 2) if is_time(measure) else (1.0, 1)
    value = None if interval.mean is None else interval.mean / unit
    return number(value, language, places=places)
