"""The figures of queues and yards at one instant: how many wait, how far, how fast.

A page takes them from the line that it follows; `find` makes the same line from the log.
"""

from collections.abc import Callable, Mapping

from cuakhau.figures.data import Data
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.figures.figure import DataVersion, Figure, Parameter, name_figure
from cuakhau.movement.turns.calling import MINUTE_US, Turn, find_turn
from cuakhau.statistics.queues.order import (
    Bound,
    Line,
    bound_of,
    build_line,
    count_passed,
    expect_wait,
    overstays,
)
from cuakhau.zone.types import Language

Look = Callable[[Line, Parameters], int | None]


def line_of(data: Data) -> Line:
    """Build the line of a whole log."""
    turns = {visit.subject: find_turn(data.zone, visit) for visit in data.log.visits()}
    return build_line(data.zone, turns)


def take(
    line: Line, definition: str, *, at_us: int, version: DataVersion, **parameters: Parameter
) -> Figure:
    """Make a figure of a line that has been built already."""
    one = _BY_ID[definition]
    about: dict[str, Parameter] = {"at_us": at_us, **parameters}
    value = _LOOKS[definition](line, about)
    named = ", ".join(f"{name}={about[name]}" for name in one.needs)
    return Figure(
        code=name_figure(definition, about, version),
        value=value,
        unit=_unit(definition),
        definition=definition,
        query=f"{definition}({named})",
        parameters=about,
        data_version=version,
        as_of_us=at_us,
        reason="" if value is not None else _why(definition),
    )


def _bound(about: Parameters) -> Bound:
    return str(about["place"]), str(about["direction"])


def _ahead(line: Line, about: Parameters) -> int | None:
    return line.places.get(str(about["visit"]))


def _waiting(line: Line, about: Parameters) -> int | None:
    return len(line.queues.get(_bound(about), ()))


def _called(line: Line, about: Parameters) -> int | None:
    return sum(turn.open_call is not None for turn in line.queues.get(_bound(about), ()))


def _passed(line: Line, about: Parameters) -> int | None:
    return count_passed(line, _bound(about), int(about["at_us"]))


def _standing(line: Line, about: Parameters) -> int | None:
    return len(line.standing_in(str(about["yard"])))


def _standing_who(is_so: Callable[[Turn, int], bool]) -> Look:
    def look(line: Line, about: Parameters) -> int | None:
        here, at_us = line.standing_in(str(about["yard"])), int(about["at_us"])
        return sum(is_so(turn, at_us) for turn in here)

    return look


def _wait(side: int) -> Look:
    def look(line: Line, about: Parameters) -> int | None:
        turn = line.turns.get(str(about["visit"]))
        ahead = _ahead(line, about)
        if turn is None or ahead is None:
            return None
        passed = count_passed(line, bound_of(turn), int(about["at_us"]))
        wait = expect_wait(ahead, passed)
        return None if wait is None else wait[side]

    return look


def _newcomer(side: int) -> Look:
    def look(line: Line, about: Parameters) -> int | None:
        bound = _bound(about)
        passed = count_passed(line, bound, int(about["at_us"]))
        wait = expect_wait(len(line.queues.get(bound, ())), passed)
        return None if wait is None else wait[side]

    return look


def _waited(line: Line, about: Parameters) -> int | None:
    turn = line.turns.get(str(about["visit"]))
    if turn is None or turn.since_us is None:
        return None
    return max(0, int(about["at_us"]) - turn.since_us) // MINUTE_US


def _find(name: str) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, parameters: Parameters) -> Answer:
        value = _LOOKS[name](data.once(line_of), parameters)
        reason = "" if value is not None else _why(name)
        return Answer(value=value, unit=_unit(name), reason=reason)

    return find


def _unit(definition: str) -> str:
    return (
        "minute"
        if definition.startswith(("queue.wait_", "queue.newcomer_", "yard.stay"))
        else "vehicle"
    )


def _why(definition: str) -> str:
    return "pace_unknown" if definition.startswith("queue.") else "no_record"


_LOOKS: dict[str, Look] = {
    "queue.ahead": _ahead,
    "queue.waiting": _waiting,
    "queue.called": _called,
    "queue.passed_in_hour": _passed,
    "queue.wait_from": _wait(0),
    "queue.wait_until": _wait(1),
    "queue.newcomer_from": _newcomer(0),
    "queue.newcomer_until": _newcomer(1),
    "yard.vehicles": _standing,
    "yard.unplaced": _standing_who(lambda turn, _: turn.seen.slot is None),
    "yard.overstayed": _standing_who(overstays),
    "yard.missing": _standing_who(lambda turn, _: turn.seen.missing_us is not None),
    "yard.stay": _waited,
}
_NAMES: dict[str, Mapping[Language, str]] = {
    "queue.ahead": {"vi": "xe đứng trước", "en": "vehicles ahead", "zh": "前面车辆"},
    "queue.waiting": {"vi": "xe đang xếp hàng", "en": "vehicles in the queue", "zh": "排队车辆"},
    "queue.called": {"vi": "xe đã gọi, chưa đến", "en": "called, not come", "zh": "已叫未到"},
    "queue.passed_in_hour": {
        "vi": "xe đã đi trong giờ qua",
        "en": "vehicles that went in the last hour",
        "zh": "过去一小时驶出车辆",
    },
    "queue.wait_from": {"vi": "chờ ít nhất", "en": "wait, at least", "zh": "至少等候"},
    "queue.wait_until": {"vi": "chờ nhiều nhất", "en": "wait, at most", "zh": "至多等候"},
    "queue.newcomer_from": {
        "vi": "xe mới đến chờ ít nhất",
        "en": "wait of a newcomer, at least",
        "zh": "新到车辆至少等候",
    },
    "queue.newcomer_until": {
        "vi": "xe mới đến chờ nhiều nhất",
        "en": "wait of a newcomer, at most",
        "zh": "新到车辆至多等候",
    },
    "yard.vehicles": {"vi": "xe trong bãi", "en": "vehicles in the yard", "zh": "货场内车辆"},
    "yard.unplaced": {"vi": "chưa rõ chỗ", "en": "place not known", "zh": "车位不明"},
    "yard.overstayed": {"vi": "quá thời hạn lưu", "en": "stayed too long", "zh": "超期停留"},
    "yard.missing": {"vi": "không tìm thấy", "en": "not found", "zh": "未找到"},
    "yard.stay": {"vi": "thời gian đứng đây", "en": "time at this place", "zh": "在此停留时间"},
}
_NEEDS: dict[str, tuple[str, ...]] = {
    "queue.ahead": ("at_us", "visit"),
    "queue.waiting": ("at_us", "place", "direction"),
    "queue.called": ("at_us", "place", "direction"),
    "queue.passed_in_hour": ("at_us", "place", "direction"),
    "queue.wait_from": ("at_us", "visit"),
    "queue.wait_until": ("at_us", "visit"),
    "queue.newcomer_from": ("at_us", "place", "direction"),
    "queue.newcomer_until": ("at_us", "place", "direction"),
    "yard.vehicles": ("at_us", "yard"),
    "yard.unplaced": ("at_us", "yard"),
    "yard.overstayed": ("at_us", "yard"),
    "yard.missing": ("at_us", "yard"),
    "yard.stay": ("at_us", "visit"),
}
DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(id=name, names=_NAMES[name], needs=_NEEDS[name], find=_find(name)) for name in _LOOKS
)
_BY_ID = {one.id: one for one in DEFINITIONS}
