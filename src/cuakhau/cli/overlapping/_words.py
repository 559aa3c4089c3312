"""The words of `cuakhau overlap`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

WORDS: "dict[Language, dict[str, str]]" = {
    "vi": {
        "remedy": "Cách khắc phục", "pricing": "Đang tính lợi ích", "today": "hiện nay",
        "joint": "kiểm tra chung", "in_turn": "nối tiếp, một hàng chờ", "beside": "làm song song",
        "shared": "dùng chung cán bộ", "before": "trước khi xe đến", "dropped": "bỏ một lần",
        "wait.mean": "Chờ TB (phút)", "wait.p90": "Chờ P90", "yard.mean": "Trong bãi",
        "inside": "Tồn cuối kỳ", "left_a_day": "Xe đi/ngày",
        "title": "Chồng chéo ở {zone}: {visits} lượt xe, {checks} lần kiểm tra, {days} ngày",
        "none": "Không thấy chồng chéo nào vượt trên mức nhiễu.",
        "number": "Số", "kind": "Loại", "who": "Ai", "what": "Cái gì", "where": "Ở đâu",
        "vehicles": "Số xe", "minutes": "Phút mỗi xe", "hours": "Giờ xe mỗi năm",
        "same_thing": "kiểm tra hai lần", "asked_twice": "hỏi hai lần",
        "same_stop": "dừng hai lần", "order_wait": "chờ vì thứ tự",
        "no_outcome": "không ghi kết quả",
        "paper": "giấy tờ", "seal": "niêm phong", "plate": "biển số", "weight": "trọng lượng",
        "goods": "hàng hóa", "unknown": "chưa rõ", "more": "… và {n} dòng khác (--top).",
        "small": "{n} phát hiện nhỏ hoặc chưa chắc: --small.",
        "heavy": "{n} phát hiện đáng kể: bỏ --small.",
        "note": "Phút của các phát hiện có thể trùng nhau, không cộng lại. Phút là phần mất nhiều "
        "nhất. Không đo tác dụng răn đe của kiểm tra.",
    },
    "en": {
        "remedy": "Remedy", "pricing": "Pricing the remedies", "today": "today",
        "joint": "joint check", "in_turn": "in turn, one queue", "beside": "at the same time",
        "shared": "shared officers", "before": "before the arrival", "dropped": "dropped",
        "wait.mean": "Mean wait (min)", "wait.p90": "P90 wait", "yard.mean": "In yard",
        "inside": "Left over", "left_a_day": "Left a day",
        "title": "Overlaps at {zone}: {visits} vehicles, {checks} checks, {days} days",
        "none": "No overlap stands out from noise.",
        "number": "No.", "kind": "Kind", "who": "Who", "what": "What", "where": "Where",
        "vehicles": "Vehicles", "minutes": "Minutes a vehicle", "hours": "Vehicle-hours a year",
        "same_thing": "checked twice", "asked_twice": "asked twice",
        "same_stop": "stopped twice", "order_wait": "waits by order",
        "no_outcome": "no outcome recorded",
        "paper": "papers", "seal": "seal", "plate": "plate", "weight": "weight",
        "goods": "goods", "unknown": "unknown", "more": "… and {n} more rows (--top).",
        "small": "{n} findings are small or uncertain: --small.",
        "heavy": "{n} findings matter: without --small.",
        "note": "Minutes of findings may be the same ones and do not add up. They are what is lost "
        "at most. That checks deter is not measured.",
    },
    "zh": {
        "remedy": "改进办法", "pricing": "正在计算收益", "today": "现状",
        "joint": "联合查验", "in_turn": "接续、一个队列", "beside": "同时办理",
        "shared": "共用人员", "before": "到达之前", "dropped": "取消一次",
        "wait.mean": "平均等待（分）", "wait.p90": "P90等待", "yard.mean": "在场时间",
        "inside": "期末滞留", "left_a_day": "日离开",
        "title": "{zone}的重叠：{visits}车次，{checks}次检查，{days}天",
        "none": "没有超出噪声的重叠。",
        "number": "序号", "kind": "类别", "who": "机关", "what": "对象", "where": "地点",
        "vehicles": "车次", "minutes": "每车分钟", "hours": "每年车时",
        "same_thing": "重复查验", "asked_twice": "重复询问",
        "same_stop": "重复停车", "order_wait": "因顺序等待",
        "no_outcome": "未记录结果",
        "paper": "单证", "seal": "封志", "plate": "车牌", "weight": "重量",
        "goods": "货物", "unknown": "未知", "more": "……另有{n}行（--top）。",
        "small": "{n}项发现影响小或不确定：--small。",
        "heavy": "{n}项重要发现：去掉 --small。",
        "note": "各项发现的分钟可能重合，不可相加；均为最多损失的时间。未衡量检查的威慑作用。",
    },
}  # fmt: skip
