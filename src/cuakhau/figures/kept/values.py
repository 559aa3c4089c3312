"""What waits for a decision at an instant, and how long the release took in a day.

Whoever keeps the rows works the values out, as of that instant; `find` looks them up there.
"""

from collections.abc import Mapping
from decimal import Decimal

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.types import Language

MATTERS_MARK, RELEASE_MARK = "matters:", "release:"  # of a version of data
MATTERS, RELEASE = "matters.waiting", "clock.release"
NEEDS: Mapping[str, tuple[str, ...]] = {
    MATTERS: ("matter", "at_us"),
    RELEASE: ("day", "until_us", "direction", "measure"),
}
NAMES: Mapping[str, Mapping[Language, str]] = {
    MATTERS: {"vi": "việc chờ xử lý", "en": "matters that wait", "zh": "待处理事项"},
    RELEASE: {
        "vi": "thời gian từ khi đến đến khi được thông quan",
        "en": "time from arrival to release",
        "zh": "到达至放行时间",
    },
}
WORDS: Mapping[str, Mapping[Language, str]] = {
    "count": {"vi": "số xe được đo", "en": "vehicles measured", "zh": "测量车辆数"},
    "mean": {"vi": "bình quân", "en": "mean", "zh": "均值"},
    "median": {"vi": "trung vị", "en": "median", "zh": "中位数"},
    "p90": {"vi": "90% không quá", "en": "nine in ten at most", "zh": "九成不超过"},
}
UNITS = {MATTERS: "matter", RELEASE: "minute"}


def key_of(definition: str, about: Parameters) -> str:
    """Name a value by its question."""
    return "|".join(str(about[name]) for name in NEEDS[definition])


def _answer(definition: str, value: int | Decimal | None, about: Parameters) -> Answer:
    is_count = about.get("measure") == "count"
    unit = "vehicle" if is_count else UNITS[definition]
    return Answer(value=value, unit=unit, reason="" if value is not None else "no_record")


def _define(definition: str) -> Definition:
    def find(data: Data, about: Parameters) -> Answer:
        return _answer(definition, (data.kept_values or {})[key_of(definition, about)], about)

    return Definition(id=definition, names=NAMES[definition], needs=NEEDS[definition], find=find)


DEFINITIONS = (_define(MATTERS), _define(RELEASE))
