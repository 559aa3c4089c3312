"""The figures of the daily bulletin: counted, printed, and the difference between two counts."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.statistics.backlog import WaitingGoods, count_waiting_goods
from cuakhau.statistics.balance import find_gap
from cuakhau.statistics.bulletin import count_day
from cuakhau.statistics.day_count import DayCount, LineCount
from cuakhau.zone.bulletin.day import window_of
from cuakhau.zone.bulletin.headings import MEASURES, Heading, Measure, below
from cuakhau.zone.bulletin.printed import WHOLE_ZONE, Printed, exact_values, printed_on
from cuakhau.zone.types import BulletinLine, Language

Names = Mapping[Language, str]
_CELL = ("day", "line", "heading")
NAMES: dict[Measure, Names] = {
    "cleared": {"vi": "đã thông quan", "en": "cleared", "zh": "已通关"},
    "turned_back": {"vi": "quay đầu về nội địa", "en": "turned back", "zh": "返程"},
    "moved_out": {"vi": "chuyển cửa khẩu", "en": "moved to another gate", "zh": "转往其他口岸"},
    "moved_in": {"vi": "chuyển đến từ cửa khẩu khác", "en": "moved in", "zh": "自其他口岸转入"},
    "arrived": {"vi": "mới đến", "en": "newly arrived", "zh": "新到"},
    "waiting": {"vi": "chờ lúc chốt", "en": "waiting at the cut-off", "zh": "截止时待检"},
    "opening": {"vi": "tồn đầu ngày", "en": "backlog at the start", "zh": "日初积压"},
    "corrected": {"vi": "hiệu chỉnh theo kiểm đếm", "en": "correction by count", "zh": "清点更正"},
}  # fmt: skip


def count_of(data: Data, day: str) -> DayCount:
    """Count a bulletin day; the backlog printed the evening before helps where the log is blank."""
    evening = date.fromisoformat(day) - timedelta(days=1)
    opening = {
        (line, heading): number
        for (line, measure, heading), number in exact_values(
            printed_on(data.printed, evening)
        ).items()
        if measure == "waiting"
    }
    return count_day(data.zone, data.log, date.fromisoformat(day), opening=opening)


def printed_of(data: Data, day: str) -> Printed:
    """Give what was printed of a bulletin day."""
    return printed_on(data.printed, date.fromisoformat(day))


def _cell(parameters: Parameters) -> tuple[str, str, Heading]:
    heading = cast("Heading", parameters["heading"])
    return str(parameters["day"]), str(parameters["line"]), heading


def _counted(measure: Measure) -> Any:
    def find(data: Data, parameters: Parameters) -> Answer:
        day, name, heading = _cell(parameters)
        line = data.once(count_of, day).line(name)
        value = line.value(measure, heading)
        return Answer(value=value, unit=line.unit, reason=_reason(line, measure, value))

    return find


def _reason(line: LineCount, measure: Measure, value: int | None) -> str:
    if value is not None:
        return ""
    if not line.basis:
        return "nobody_counted"
    return "no_opening" if measure == "opening" and not line.opening_from else "not_split"


def _gap(data: Data, parameters: Parameters) -> Answer:
    day, name, heading = _cell(parameters)
    line = data.once(count_of, day).line(name)
    gap = find_gap(line, heading)
    return Answer(value=gap, unit=line.unit, reason="" if gap is not None else "no_balance")


def _printed(data: Data, parameters: Parameters) -> Answer:
    day, line, heading = _cell(parameters)
    measure = cast("Measure", parameters["measure"])
    found = data.once(printed_of, day).get((line, measure, heading))
    if found is None:
        return Answer(value=None, unit="vehicle", reason="not_printed")
    if found.precision == "suspect":
        return Answer(value=None, unit=found.unit, reason="suspect")
    return Answer(value=found.value, unit=found.unit)


def _rest(data: Data, parameters: Parameters) -> Answer:
    """The whole minus its parts: by the headings below it, or by the lines of the zone."""
    day, name, heading = _cell(parameters)
    measure = cast("Measure", parameters["measure"])
    if parameters["by"] == "lines":
        cells = [(one.id, heading) for one in vehicle_lines(data, day)]
    else:
        cells = [(name, part) for part in below(heading)]
    whole, *parts = (
        _number(data, day, measure, str(parameters["source"]), cell)
        for cell in ((name, heading), *cells)
    )
    known = [part for part in parts if part is not None]
    complete = bool(parts) and (len(known) == len(parts) or parameters["by"] == "lines")
    if whole is None or not known or not complete:
        return Answer(value=None, unit="vehicle", reason="no_balance")
    return Answer(value=whole - sum(known), unit="vehicle")


def vehicle_lines(data: Data, day: str) -> tuple[BulletinLine, ...]:
    """List the lines of a day that count vehicles, not wagons."""
    dated = data.zone.at(date.fromisoformat(day))
    return tuple(one for one in dated.bulletin_lines if one.unit == "vehicle")


def _number(
    data: Data, day: str, measure: Measure, source: str, cell: tuple[str, Heading]
) -> int | None:
    line, heading = cell
    if source == "log":
        return data.once(count_of, day).line(line).value(measure, heading)
    found = data.once(printed_of, day).get((line, measure, heading))
    if found is not None:
        return None if found.precision == "suspect" else found.value
    parts = [_number(data, day, measure, source, (line, part)) for part in below(heading)]
    known = [part for part in parts if part is not None]
    return sum(known) if parts and len(known) == len(parts) else None


def compared_of(data: Data, day: str) -> tuple[tuple[str, Measure, Heading, bool], ...]:
    """List the cells that were both counted and printed, and whether the two agree."""
    printed, counted = data.once(printed_of, day), data.once(count_of, day)
    lines = {WHOLE_ZONE, *(one.line for one in counted.lines)}
    return tuple(
        (line, measure, heading, number == value)
        for (line, measure, heading), number in sorted(exact_values(printed).items())
        if line in lines and (value := counted.line(line).value(measure, heading)) is not None
    )


def _compared(data: Data, parameters: Parameters) -> Answer:
    return Answer(value=len(data.once(compared_of, str(parameters["day"]))), unit="figure")


def _disagreeing(data: Data, parameters: Parameters) -> Answer:
    found = data.once(compared_of, str(parameters["day"]))
    return Answer(value=sum(not agrees for *_, agrees in found), unit="figure")


def _late(data: Data, parameters: Parameters) -> Answer:
    """What later events changed on a figure that was issued as `issued`."""
    measure = cast("Measure", parameters["measure"])
    now = _counted(measure)(data, {name: parameters[name] for name in _CELL})
    issued = parameters["issued"]
    if now.value is None or not isinstance(issued, int):
        return Answer(value=None, unit=now.unit, reason=now.reason or "not_split")
    return Answer(value=now.value - issued, unit=now.unit)


def _by_count(data: Data, parameters: Parameters) -> Answer:
    record = (parameters["subject"], parameters["seq"])
    for count in data.once(count_of, str(parameters["day"])).corrections:
        if (count.subject, count.seq) == record:
            return Answer(value=count.amount, unit="vehicle")
    return Answer(value=None, unit="vehicle", reason="no_record")


def waiting_goods_of(data: Data, day: str) -> WaitingGoods:
    """Count what the vehicles waiting at the end of a bulletin day carry."""
    until_us = window_of(data.zone, date.fromisoformat(day)).until_us
    return count_waiting_goods(data.zone, data.log, until_us)


def _waiting_goods(data: Data, parameters: Parameters) -> Answer:
    """Vehicles with goods of one class, waiting for export in a line or in the whole zone."""
    day, line = str(parameters["day"]), parameters["line"]
    numbers = [
        number
        for (name, heading, goods), number in data.once(waiting_goods_of, day).items()
        if goods == parameters["goods"] and line in (name, WHOLE_ZONE) and "export" in heading
    ]
    return Answer(value=sum(numbers), unit="vehicle")


def _doubtful(data: Data, parameters: Parameters) -> Answer:
    found = data.once(count_of, str(parameters["day"])).doubtful
    return Answer(value=len(found), unit="vehicle")


def _odd(data: Data, parameters: Parameters) -> Answer:
    """How many vehicles or places show an oddity of a kind on a day."""
    differences = data.once(count_of, str(parameters["day"])).differences
    wanted = (parameters["kind"], parameters["line"])
    found = sum(one.amount for one in differences if (one.kind, one.line) == wanted)
    return Answer(value=found, unit="vehicle")


_GAP: Names = {"vi": "chênh lệch cân đối", "en": "balance difference", "zh": "平衡差额"}
_PRINTED: Names = {"vi": "số đã công bố", "en": "published figure", "zh": "已公布数"}
_LATE: Names = {
    "vi": "thay đổi sau khi phát hành",
    "en": "change since issue",
    "zh": "发布后的变化",
}
_REST: Names = {"vi": "tổng trừ các phần", "en": "the whole minus its parts", "zh": "总数减分项"}
_COMPARED: Names = {"vi": "số đã đối chiếu", "en": "figures compared", "zh": "已核对数"}
_DISAGREEING: Names = {"vi": "số lệch", "en": "figures that differ", "zh": "不一致数"}
_BY_COUNT: Names = {"vi": "một lần kiểm đếm", "en": "one correction by count", "zh": "一次清点更正"}
_DOUBTFUL: Names = {"vi": "thời gian nghi vấn", "en": "doubtful times", "zh": "时间存疑"}
_GOODS: Names = {"vi": "mặt hàng tồn", "en": "goods left over", "zh": "积压货物"}
_ODD: Names = {"vi": "cần kiểm tra", "en": "to be looked into", "zh": "待核查"}

DEFINITIONS: tuple[Definition, ...] = (
    *(
        Definition(
            id=f"bulletin.{measure}", names=NAMES[measure], needs=_CELL, find=_counted(measure)
        )
        for measure in MEASURES
    ),
    Definition(id="bulletin.gap", names=_GAP, needs=_CELL, find=_gap),
    Definition(id="bulletin.printed", names=_PRINTED, needs=(*_CELL, "measure"), find=_printed),
    Definition(id="bulletin.late", names=_LATE, needs=(*_CELL, "measure", "issued"), find=_late),
    Definition(
        id="bulletin.rest", names=_REST, needs=(*_CELL, "measure", "by", "source"), find=_rest
    ),
    Definition(id="bulletin.compared", names=_COMPARED, needs=("day",), find=_compared),
    Definition(id="bulletin.disagreeing", names=_DISAGREEING, needs=("day",), find=_disagreeing),
    Definition(
        id="bulletin.by_count", names=_BY_COUNT, needs=("day", "subject", "seq"), find=_by_count
    ),
    Definition(
        id="bulletin.waiting_goods",
        names=_GOODS,
        needs=("day", "line", "goods"),
        find=_waiting_goods,
    ),
    Definition(id="bulletin.doubtful", names=_DOUBTFUL, needs=("day",), find=_doubtful),
    Definition(id="bulletin.odd", names=_ODD, needs=("day", "line", "kind"), find=_odd),
)
