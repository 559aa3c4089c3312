"""What `cuakhau clock` says, in three languages."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

WORDS: "dict[Language, Mapping[str, str]]" = {
    "vi": {
        "title": "{zone}: {visits} lượt xe đã xong, từ khai báo đến khi ra",
        "served": "Được phục vụ", "waiting": "Chờ", "with": "Tại cơ quan, chưa tách chờ và làm",
        "moving": "Đang chạy", "trader": "Chờ người khai", "payment": "Chờ nộp phí",
        "partner": "Chờ xe sang tải", "other_side": "Phía Trung Quốc", "closed": "Ngoài giờ",
        "unknown": "Chưa rõ", "all": "Tất cả",
        "visits": "Lượt", "count": "Có", "mean": "TB", "median": "Tr.vị", "p90": "P90",
        "share": "Tỷ lệ", "cause": "Nguyên nhân", "group": "Nhóm", "agency": "Cơ quan",
        "open": "{open} lượt chưa xong tính riêng đến {ends}; bỏ qua: {no_arrival} không đến, "
        "{merged} gộp vào lượt khác, {no_time} thời gian không dương.",
        "backward": "{count} lần làm có giờ bắt đầu sau giờ xong: coi như chưa rõ giờ bắt đầu.",
        "sure": "Thời gian tính bằng giờ. ± là khoảng 95 % của trung bình; --json có cả khoảng của "
        "trung vị và P90. TB tính trên mọi lượt của nhóm; trung vị, P90 trên các lượt có.",
        "withheld": "… là ô ẩn: dưới {least} lượt, hoặc để ô như thế không suy ra được.",
        "off": "Đồng hồ của {agency}: {ahead} giây so với tất cả (95 %: {low} đến {high}), theo "
        "thứ tự việc; không dời giờ nào.",
        "from": "Từ", "until": "Đến", "minutes": "Phút", "estimate": "Ước làm",
        "green": "Luồng xanh", "yellow": "Luồng vàng", "red": "Luồng đỏ",
        "who": "Ai, việc gì", "of_visit": "Lượt {visit}: {minutes} phút",
    },
    "en": {
        "title": "{zone}: {visits} visits that are over, from declaration to exit",
        "served": "Served", "waiting": "Waiting", "with": "With, waiting and service not separated",
        "moving": "Moving", "trader": "Waiting for the trader",
        "payment": "Waiting for payment",
        "partner": "Waiting for a partner vehicle", "other_side": "The Chinese side",
        "closed": "Gate closed", "unknown": "Unknown", "all": "All",
        "visits": "Visits", "count": "With it", "mean": "Mean", "median": "Median", "p90": "P90",
        "share": "Share", "cause": "Cause", "group": "Group", "agency": "Agency",
        "open": "{open} open visits are counted apart, up to {ends}; left out: {no_arrival} never "
        "came, {merged} went on as another, {no_time} with no positive time.",
        "backward": "Services said to begin after their end: {count}; their start is taken as "
        "unknown.",
        "sure": "Times in hours. ± is the 95 % interval of the mean; --json has those of median "
        "and P90 too. The mean is over all visits of the group, the others over those with it.",
        "withheld": "… is withheld: fewer than {least} visits, or a cell that would give one away.",
        "off": "Clock of {agency}: {ahead} s against all (95 %: {low} to {high}), by the order of "
        "acts; no time is shifted.",
        "from": "From", "until": "Until", "minutes": "Minutes", "estimate": "Est. service",
        "green": "Green channel", "yellow": "Yellow channel", "red": "Red channel",
        "who": "Who, what", "of_visit": "Visit {visit}: {minutes} minutes",
    },
    "zh": {
        "title": "{zone}：{visits}个已结束车次，自申报至驶离",
        "served": "办理中", "waiting": "等候", "with": "在机关，等候与办理未分",
        "moving": "行驶中", "trader": "等候申报人", "payment": "等候缴费",
        "partner": "等候换装车辆", "other_side": "中方", "closed": "口岸关闭",
        "unknown": "不详", "all": "全部",
        "visits": "车次", "count": "涉及", "mean": "平均", "median": "中位", "p90": "P90",
        "share": "占比", "cause": "原因", "group": "分组", "agency": "机关",
        "open": "{open}个未结束车次单独计至{ends}；未计：{no_arrival}个未到，{merged}个并入他次，"
        "{no_time}个时长不为正。",
        "backward": "{count}次办理的开始晚于结束：其开始时间视为不详。",
        "sure": "时间单位为小时。±为平均值的95%区间；--json另有中位与P90的区间。"
        "平均按组内全部车次，"
        "其余按涉及车次。",
        "withheld": "…为隐去：少于{least}车次，或为免推算而隐去。",
        "off": "{agency}的时钟：与全体相差{ahead}秒（95%：{low}至{high}），"
        "据作业先后；不移动任何时间。",
        "from": "自", "until": "至", "minutes": "分钟", "estimate": "估计办理",
        "green": "绿色通道", "yellow": "黄色通道", "red": "红色通道",
        "who": "机关与环节", "of_visit": "车次{visit}：{minutes}分钟",
    },
}  # fmt: skip
