"""Sums over the bulletins that were issued for the days of a period.

A sum holds the days whose bulletin knows the number; how many these are is a figure of its own,
so that nobody takes a part for the whole.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.zone.types import Language

MARK = "issued:"  # a version of data: the last bulletin that was read


@dataclass(frozen=True, slots=True)
class IssuedDay:
    """The bulletin of a day: what it says of the whole zone, by measure and heading."""

    day: date
    values: Mapping[tuple[str, str], int | None]


def _days(data: Data, about: Parameters) -> Iterator[IssuedDay]:
    since, until = (date.fromisoformat(str(about[name])) for name in ("since", "until"))
    return (one for one in data.issued if since <= one.day <= until)


def _known(data: Data, about: Parameters) -> list[int]:
    key = (str(about["measure"]), str(about["heading"]))
    found = (one.values.get(key) for one in _days(data, about))
    return [value for value in found if value is not None]


def _sum(data: Data, about: Parameters) -> Answer:
    known = _known(data, about)
    return Answer(
        value=sum(known) if known else None, unit="vehicle", reason="" if known else "no_record"
    )


def _count(data: Data, about: Parameters) -> Answer:
    return Answer(value=len(_known(data, about)), unit="day")


NEEDS = ("measure", "heading", "since", "until")
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
DEFINITIONS = (
    Definition(id="issued.sum", names=_SUM, needs=NEEDS, find=_sum),
    Definition(id="issued.days", names=_DAYS, needs=NEEDS, find=_count),
)
