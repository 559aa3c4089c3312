"""What waits for a decision at an instant, and how long the release took in a day.

Whoever keeps the rows works the values out, as of that instant; `find` looks them up there.
"""

from collections.abc import Mapping
from decimal import Decimal

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.types import Language

MATTERS_MARK, RELEASE_MARK = "matters:", "release:"  # of a version of data
DAYS_MARK, TASKS_MARK, OVERLAPS_MARK = "clock-days:", "tasks:", "overlaps:"
MATTERS, RELEASE = "matters.waiting", "clock.release"
RELEASE_OF_DAYS, CAUSE_OF_DAYS = "clock.release_of_days", "clock.cause_of_days"
TASKS, OVERLAPS = "tasks.of_period", "overlap.found"
NEEDS: Mapping[str, tuple[str, ...]] = {
    MATTERS: ("matter", "at_us"),
    RELEASE: ("day", "until_us", "direction", "measure"),
    RELEASE_OF_DAYS: ("days", "gate", "direction", "measure"),
    CAUSE_OF_DAYS: ("days", "cause", "agency", "measure"),
    TASKS: ("measure", "since", "until", "at_us"),
    OVERLAPS: ("period", "finding", "measure"),
}
NAMES: Mapping[str, Mapping[Language, str]] = {
    MATTERS: {"vi": "việc chờ xử lý", "en": "matters that wait", "zh": "待处理事项"},
    RELEASE: {
        "vi": "thời gian từ khi đến đến khi được thông quan",
        "en": "time from arrival to release",
        "zh": "到达至放行时间",
    },
    RELEASE_OF_DAYS: {
        "vi": "thời gian từ khi đến đến khi được thông quan trong kỳ",
        "en": "time from arrival to release in a period",
        "zh": "时期内到达至放行时间",
    },
    CAUSE_OF_DAYS: {
        "vi": "thời gian ở cửa khẩu theo nguyên nhân",
        "en": "time at the gate by cause",
        "zh": "按原因的口岸停留时间",
    },
    TASKS: {
        "vi": "chỉ đạo, nhiệm vụ trong kỳ",
        "en": "directives and tasks of a period",
        "zh": "时期内的指示与任务",
    },
    OVERLAPS: {
        "vi": "trùng lặp giữa các lực lượng",
        "en": "overlap among the agencies",
        "zh": "各部门重复",
    },
}
WORDS: Mapping[str, Mapping[Language, str]] = {
    "count": {"vi": "số xe được đo", "en": "vehicles measured", "zh": "测量车辆数"},
    "mean": {"vi": "bình quân", "en": "mean", "zh": "均值"},
    "median": {"vi": "trung vị", "en": "median", "zh": "中位数"},
    "p90": {"vi": "90% không quá", "en": "nine in ten at most", "zh": "九成不超过"},
    "share": {"vi": "tỷ trọng", "en": "share", "zh": "占比"},
    "given": {"vi": "chỉ đạo ban hành", "en": "directives given", "zh": "下达指示"},
    "tasks": {"vi": "nhiệm vụ được giao", "en": "tasks given", "zh": "下达任务"},
    "accepted": {"vi": "nhiệm vụ được nghiệm thu", "en": "tasks accepted", "zh": "验收任务"},
    "findings": {"vi": "số trùng lặp", "en": "overlaps", "zh": "重复数"},
    "visits": {"vi": "lượt xe được xét", "en": "vehicles looked at", "zh": "检查车次"},
    "hits": {"vi": "xe bị kiểm tra lặp", "en": "vehicles checked twice", "zh": "被重复检查车辆"},
    "minutes": {"vi": "thời gian mỗi xe", "en": "time of each vehicle", "zh": "每车时间"},
}
UNITS = {
    MATTERS: "matter", RELEASE: "minute", RELEASE_OF_DAYS: "minute", CAUSE_OF_DAYS: "minute",
    TASKS: "matter", OVERLAPS: "minute",
}  # fmt: skip
OF_MEASURE = {
    "count": "vehicle", "share": "percent", "findings": "finding", "visits": "visit",
    "hits": "vehicle", "given": "directive", "flags": "project",
}  # fmt: skip


def key_of(definition: str, about: Parameters) -> str:
    """Name a value by its question."""
    return "|".join(str(about[name]) for name in NEEDS[definition])


def _answer(definition: str, value: int | Decimal | None, about: Parameters) -> Answer:
    said = str(about.get("measure", about.get("matter")))
    unit = OF_MEASURE.get(said, UNITS[definition])
    return Answer(value=value, unit=unit, reason="" if value is not None else "no_record")


def _define(definition: str) -> Definition:
    def find(data: Data, about: Parameters) -> Answer:
        return _answer(definition, (data.kept_values or {})[key_of(definition, about)], about)

    return Definition(id=definition, names=NAMES[definition], needs=NEEDS[definition], find=find)


DEFINITIONS = tuple(_define(one) for one in NEEDS)
