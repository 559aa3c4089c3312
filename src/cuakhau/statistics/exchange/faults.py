"""What would make an export less than the log, in three languages."""

from typing import Any

from cuakhau.zone.refusal import Named, say_cause
from cuakhau.zone.types import Language

_FAULTS: dict[str, dict[Language, str]] = {
    "twice": {
        "vi": "sự kiện {event} có {times} lần",
        "en": "event {event} is there {times} times",
        "zh": "事件{event}出现{times}次",
    },
    "no_type": {
        "vi": "sự kiện {event} không có loại, hoặc giờ không kèm múi giờ",
        "en": "event {event} has no type, or a time without offset",
        "zh": "事件{event}没有类型，或时间不带时区",
    },
    "no_visit": {
        "vi": "sự kiện {event} không thuộc lượt xe nào",
        "en": "event {event} is of no visit",
        "zh": "事件{event}不属于任何车次",
    },
    "other_type": {
        "vi": "đối tượng {object} có loại lạ",
        "en": "object {object} has an unknown type",
        "zh": "对象{object}的类型未知",
    },
    "event_names": {
        "vi": "sự kiện {one} dẫn tới {link} không có thật",
        "en": "event {one} names {link}, which is not there",
        "zh": "事件{one}引用了不存在的{link}",
    },
    "object_names": {
        "vi": "đối tượng {one} dẫn tới {link} không có thật",
        "en": "object {one} names {link}, which is not there",
        "zh": "对象{one}引用了不存在的{link}",
    },
    "dangling": {
        "vi": "dòng {row} của bảng {table} treo lơ lửng",
        "en": "row {row} of {table} is dangling",
        "zh": "表{table}的第{row}行悬空",
    },
    "no_row": {
        "vi": "{missing} dòng {kind} {name} thiếu dòng theo loại",
        "en": "{missing} rows of {kind} {name} lack their typed row",
        "zh": "{kind} {name}有{missing}行缺少类型行",
    },
    "fewer": {
        "vi": "{count} trong {of} sự kiện",
        "en": "{count} of {of} events",
        "zh": "{of}个事件中的{count}个",
    },
}


def tell_fault(fault: str, **facts: Any) -> Named:
    """Say a fault, in each language."""
    return say_cause(_FAULTS[fault], **facts)
