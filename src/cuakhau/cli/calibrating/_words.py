"""The words of `cuakhau calibrate` and `cuakhau backtest`."""

from typing import TYPE_CHECKING

from cuakhau.cli._answer import write_number

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "lognormal": "chuẩn lô-ga", "gamma": "gamma", "exponential": "mũ", "empirical": "theo mẫu",
        "fixed": "cố định",
        "cleared_per_day": "Thông quan mỗi ngày", "most_cleared_in_a_day": "Nhiều nhất một ngày",
        "vehicles_per_day": "Lượt xe mỗi ngày", "waiting_at_20": "Tồn lúc 20 giờ",
        "yard_trips_per_day": "Lượt vào bãi mỗi ngày", "yard_stay_h": "Ở trong bãi (giờ)",
        "yard_share_served": "Phần được làm", "yard_share_waits_service": "Phần chờ được làm",
        "yard_share_waits_exit": "Phần chờ ra",
        "title": "Hiệu chỉnh {zone}: {days} ngày từ {first_day}, {visits} lượt xe",
        "what": "Tham số", "value": "Giá trị", "bounds": "Khoảng 95 %", "count": "Số lần thấy",
        "unknown": "Nhật ký này không cho biết", "written": "Đã ghi bản sao số vào {file}.",
        "stream": "luồng xe", "profile": "nhịp đến", "service": "thời gian làm",
        "share": "tỷ lệ phải làm", "post": "cán bộ", "turned_back": "quay đầu",
        "rework": "làm lại", "transloading": "sang tải", "two_way": "hai chiều",
        "yard_places": "chỗ trong bãi", "automatic": "tự động",
        "per_day": "xe/ngày", "dispersion": "độ phân tán", "mean_s": "trung bình (giây)",
        "cv": "hệ số biến động", "distance": "khoảng cách K–S", "servers": "người hoặc làn",
        "wait_s": "chờ sửa (giây)", "partners": "số xe nhận", "after_h": "đến sau (giờ)",
        "stay_h": "ở bên kia (giờ)", "places": "chỗ", "at_least": "ít nhất {value}",
        "target": "Chỉ tiêu", "published": "Công bố", "simulated": "Mô phỏng", "hit": "Đạt?",
        "source": "Nguồn", "yes": "đạt", "no": "chưa đạt", "hits": "Đạt {hits} trên {count}.",
        "no_answer": "chưa rõ",
        "backtest": "Kiểm tra ngược {zone}: khớp {fitted} ngày, giữ lại {held} ngày, {reps} lượt",
        "figure": "Đại lượng", "seen": "Đã thấy", "error": "Sai số", "coverage": "Bao phủ",
        "in_zone": "Xe trong khu", "in_yard": "Xe trong {yard}", "queue": "Chờ {step}",
        "wait.mean": "Chờ trung bình (phút)", "wait.p90": "Chờ P90 (phút)",
        "stay.mean": "Ở lại trung bình (phút)", "stay.p90": "Ở lại P90 (phút)",
        "left": "Xe đã đi", "nominal": "Dải 90 % phải bao phủ khoảng 90 % các quý giờ.",
        "running": "Đang mô phỏng",
    },
    "en": {
        "lognormal": "lognormal", "gamma": "gamma", "exponential": "exponential",
        "empirical": "as seen", "fixed": "fixed",
        "cleared_per_day": "Cleared a day", "most_cleared_in_a_day": "Most cleared in a day",
        "vehicles_per_day": "Vehicles a day", "waiting_at_20": "Waiting at 20:00",
        "yard_trips_per_day": "Trips to the yard a day", "yard_stay_h": "Stay in the yard (h)",
        "yard_share_served": "Share served",
        "yard_share_waits_service": "Share waiting for service",
        "yard_share_waits_exit": "Share waiting to leave",
        "title": "Calibration of {zone}: {days} days from {first_day}, {visits} visits",
        "what": "Parameter", "value": "Value", "bounds": "95 % bounds", "count": "Times seen",
        "unknown": "This log does not tell", "written": "The twin was written to {file}.",
        "stream": "stream", "profile": "profile", "service": "service", "share": "asked of",
        "post": "officers", "turned_back": "turned back", "rework": "done again",
        "transloading": "transloading", "two_way": "round trip", "yard_places": "yard",
        "automatic": "automatic", "per_day": "vehicles/day", "dispersion": "dispersion",
        "mean_s": "mean (s)", "cv": "coefficient of variation", "distance": "K–S distance",
        "servers": "officers or lanes", "wait_s": "mending (s)", "partners": "receivers",
        "after_h": "come after (h)", "stay_h": "over there (h)", "places": "places",
        "at_least": "at least {value}", "target": "Target", "published": "Published",
        "simulated": "Simulated", "hit": "Hit?", "source": "Source", "yes": "hit", "no": "missed",
        "hits": "{hits} of {count} hit.", "no_answer": "unknown",
        "backtest": "Back-test of {zone}: fitted on {fitted} days, {held} held out, {reps} runs",
        "figure": "Figure", "seen": "Seen", "error": "Error", "coverage": "Coverage",
        "in_zone": "Vehicles in the zone", "in_yard": "Vehicles in {yard}",
        "queue": "Waiting for {step}", "wait.mean": "Mean wait (min)", "wait.p90": "P90 wait (min)",
        "stay.mean": "Mean stay (min)", "stay.p90": "P90 stay (min)", "left": "Vehicles that left",
        "nominal": "The 90 % band should cover about 90 % of the quarter-hours.",
        "running": "Simulating",
    },
    "zh": {
        "lognormal": "对数正态", "gamma": "伽马", "exponential": "指数", "empirical": "按样本",
        "fixed": "固定",
        "cleared_per_day": "每日通关", "most_cleared_in_a_day": "单日最多通关",
        "vehicles_per_day": "每日车次", "waiting_at_20": "20时滞留",
        "yard_trips_per_day": "每日进场车次", "yard_stay_h": "场内停留（小时）",
        "yard_share_served": "办理占比", "yard_share_waits_service": "等待办理占比",
        "yard_share_waits_exit": "等待离场占比",
        "title": "{zone}校准：自{first_day}起{days}天，{visits}车次",
        "what": "参数", "value": "数值", "bounds": "95%区间", "count": "观测次数",
        "unknown": "此日志无法得知", "written": "数字孪生已写入{file}。",
        "stream": "车流", "profile": "到达节律", "service": "办理时间", "share": "须办比例",
        "post": "人员", "turned_back": "折返", "rework": "重办", "transloading": "换装",
        "two_way": "往返", "yard_places": "场地车位", "automatic": "自动",
        "per_day": "辆/天", "dispersion": "离散度", "mean_s": "均值（秒）", "cv": "变异系数",
        "distance": "K–S距离", "servers": "人或车道", "wait_s": "补正（秒）",
        "partners": "接货车数", "after_h": "晚到（小时）", "stay_h": "在对方（小时）",
        "places": "车位", "at_least": "至少{value}", "target": "指标", "published": "公布",
        "simulated": "模拟", "hit": "达到？", "source": "来源", "yes": "达到", "no": "未达到",
        "hits": "{count}项中达到{hits}项。", "no_answer": "未知",
        "backtest": "{zone}回测：用{fitted}天拟合，留出{held}天，运行{reps}次",
        "figure": "量", "seen": "观测", "error": "误差", "coverage": "覆盖率",
        "in_zone": "区内车辆", "in_yard": "{yard}内车辆", "queue": "等待{step}",
        "wait.mean": "平均等待（分）", "wait.p90": "等待P90（分）",
        "stay.mean": "平均停留（分）", "stay.p90": "停留P90（分）", "left": "已离开车辆",
        "nominal": "90%带应覆盖约90%的一刻钟。", "running": "正在模拟",
    },
}  # fmt: skip


def number(value: float | None, language: "Language") -> str:
    """Write a number of four figures; unknown as a word."""
    if value is None:
        return WORDS[language]["no_answer"]
    return write_number(value, language, ",.0f" if abs(value) >= 1000 else ".4g")
