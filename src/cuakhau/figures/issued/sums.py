"""Sums over the bulletins that were issued for the days of a period.

A sum holds the days whose bulletin knows the number; how many these are is a figure of its own,
so that nobody takes a part for the whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.types import Language

MARK = "issued:"  # a version of data: the last bulletin that was read


@dataclass(frozen=True, slots=True)
class IssuedDay:
    """The bulletin of a day: what it says, by line (`WHOLE_ZONE` is one), measure and heading."""

    day: date
    values: Mapping[tuple[str, str, str], int | None]


def _days(data: Data, about: Parameters) -> Iterator[IssuedDay]:
    since, until = (date.fromisoformat(str(about[name])) for name in ("since", "until"))
    return (one for one in data.issued if since <= one.day <= until)


def known_of(data: Data, about: Parameters) -> dict[date, int]:
    """Give the number of each day whose bulletin knows it."""
    line = str(about.get("line", WHOLE_ZONE))
    key = (line, str(about["measure"]), str(about["heading"]))
    found = ((one.day, one.values.get(key)) for one in _days(data, about))
    return {day: value for day, value in found if value is not None}


def _take(take: Callable[[Iterable[int]], int]) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, about: Parameters) -> Answer:
        known = known_of(data, about).values()
        value = take(known) if known else None
        return Answer(value=value, unit="vehicle", reason="" if known else "no_record")

    return find


def _count(data: Data, about: Parameters) -> Answer:
    return Answer(value=len(known_of(data, about)), unit="day")


NEEDS = ("measure", "heading", "since", "until")
NEEDS_OF_LINE = ("line", *NEEDS)
_SUM: Mapping[Language, str] = {
    "vi": "cộng các bản tin đã phát hành",
    "en": "sum of issued bulletins",
    "zh": "已发布通报合计",
}
_DAYS: Mapping[Language, str] = {
    "vi": "số ngày có bản tin phát hành",
    "en": "days with an issued bulletin",
    "zh": "有已发布通报的天数",
}
_LINE: Mapping[Language, str] = {
    "vi": "cộng các bản tin theo cửa khẩu",
    "en": "sum of issued bulletins by gate",
    "zh": "按口岸汇总的已发布通报",
}
_MOST: Mapping[Language, str] = {
    "vi": "mức cao nhất trong các bản tin",
    "en": "the most in one issued bulletin",
    "zh": "已发布通报中的最高值",
}
DEFINITIONS = (
    Definition(id="issued.sum", names=_SUM, needs=NEEDS, find=_take(sum)),
    Definition(id="issued.days", names=_DAYS, needs=NEEDS, find=_count),
    Definition(id="issued.line", names=_LINE, needs=NEEDS_OF_LINE, find=_take(sum)),
    Definition(id="issued.most", names=_MOST, needs=NEEDS_OF_LINE, find=_take(max)),
)
