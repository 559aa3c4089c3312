"""What `cuakhau process` says."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cuakhau.zone.types import Language

WORDS: "dict[Language, Mapping[str, str]]" = {
    "vi": {
        "title": "Sơ đồ quy trình {zone}: {visits} lượt xe",
        "nobody": "không thuộc cơ quan nào",
        "open": "{n} lượt chưa kết thúc; dòng cuối của chúng không tính là điểm kết thúc.",
        "visits": "Lượt xe",
        "median": "Trung vị",
        "way": "Từ bước → đến bước",
        "error": "Trung vị và P90 sai nhiều nhất 7,5 giây; {n} đường đi quá ít xe nên không nêu.",
        "variants": "Trình tự khác nhau: {n}. Nhiều nhất, kèm tỷ lệ cộng dồn:",
        "conforming": "{n} trên {of} lượt đúng quy trình.",
        "others": "Còn lại:",
        "missing": "{procedure}: thiếu “{step}”",
        "order_flagged": "{procedure}: “{step}” trước “{required}” (chỉ cảnh báo)",
        "order_refused": "{procedure}: “{step}” trước “{required}” (lẽ ra bị từ chối)",
        "unknown_step": "{procedure}: “{step}” không thuộc quy trình",
        "no_procedure": "không rõ quy trình nào áp dụng",
    },
    "en": {
        "title": "Process map of {zone}: {visits} visits",
        "nobody": "no agency",
        "open": "{n} visits are not over; their last row counts as no end.",
        "visits": "Visits",
        "median": "Median",
        "way": "From step → to step",
        "error": "Median and P90 are at most 7.5 s off; {n} ways of too few visits are kept back.",
        "variants": "Different sequences: {n}. The most frequent, with their running share:",
        "conforming": "{n} of {of} visits conform to their procedure.",
        "others": "The others:",
        "missing": '{procedure}: "{step}" is missing',
        "order_flagged": '{procedure}: "{step}" before "{required}" (flagged only)',
        "order_refused": '{procedure}: "{step}" before "{required}" (would be refused)',
        "unknown_step": '{procedure}: "{step}" is not of this procedure',
        "no_procedure": "nobody knows which procedure applies",
    },
    "zh": {
        "title": "{zone}流程图：{visits}车次",
        "nobody": "无机关",
        "open": "{n}车次尚未结束，其最后一条记录不算终点。",
        "visits": "车次",
        "median": "中位数",
        "way": "从环节 → 到环节",
        "error": "中位数和P90误差不超过7.5秒；{n}条路径车辆过少，不予列出。",
        "variants": "不同的顺序：{n}种。最常见的及累计占比：",
        "conforming": "{of}车次中有{n}车次符合流程。",
        "others": "其余：",
        "missing": "{procedure}：缺少“{step}”",
        "order_flagged": "{procedure}：“{step}”早于“{required}”（仅提示）",
        "order_refused": "{procedure}：“{step}”早于“{required}”（本应拒绝）",
        "unknown_step": "{procedure}：“{step}”不属于该流程",
        "no_procedure": "不清楚适用哪个流程",
    },
}
