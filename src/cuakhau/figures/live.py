"""The figures of a live board: the bulletin day so far, and what stands at one instant.

A board that follows the log makes them from the count it keeps; `find` makes the same count again
from the log, so that a live figure is resolved like any other.
"""

from collections.abc import Callable, Mapping

from cuakhau.figures.data import Data, standings_of
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.figures.figure import DataVersion, Figure, Parameter, name_figure
from cuakhau.statistics.board import Board, Counts, build_board
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.types import Language

Names = Mapping[Language, str]
Look = Callable[[Board, Parameters], int | None]


def board_of(data: Data, at_us: int) -> Board:
    """Count the board of an instant from the whole log."""
    day = bulletin_day(data.zone, at_us)
    return build_board(data.zone, data.once(standings_of, day), at_us)


def take(board: Board, definition: str, *, version: DataVersion, **parameters: Parameter) -> Figure:
    """Make a figure of a board that has been counted already."""
    one = _BY_ID[definition]
    about: dict[str, Parameter] = {"at_us": board.now_us, **parameters}
    value = _LOOKS[definition](board, about)
    named = ", ".join(f"{name}={about[name]}" for name in one.needs)
    return Figure(
        code=name_figure(definition, about, version),
        value=value,
        unit=_unit(definition),
        definition=definition,
        query=f"{definition}({named})",
        parameters=about,
        data_version=version,
        as_of_us=board.now_us,
        reason="" if value is not None else _why(definition),
    )


def _counted(measure: str) -> Look:
    def look(board: Board, parameters: Parameters) -> int | None:
        counts: Counts = getattr(_line(board, parameters), measure)
        heading: Heading = parameters["heading"]  # type: ignore[assignment]
        return counts[heading]

    return look


def _plain(measure: str) -> Look:
    def look(board: Board, parameters: Parameters) -> int | None:
        number: int = getattr(_line(board, parameters), measure)
        return number

    return look


def _line(board: Board, parameters: Parameters) -> object:
    if parameters["line"] == WHOLE_ZONE:
        return board
    return next(line for line in board.lines if line.id == parameters["line"])


def _in_hour(measure: str) -> Look:
    def look(board: Board, parameters: Parameters) -> int | None:
        hour = next(hour for hour in board.hours if hour.since_us == parameters["hour_us"])
        number: int = getattr(hour, measure)
        return number

    return look


def _in_yard(measure: str) -> Look:
    def look(board: Board, parameters: Parameters) -> int | None:
        yard = next(yard for yard in board.yards if yard.id == parameters["yard"])
        number: int | None = getattr(yard, measure)
        return number

    return look


def _longest_wait(board: Board, parameters: Parameters) -> int | None:
    """Whole minutes since the vehicle that has waited longest arrived; `None` when none waits."""
    name = parameters["line"]
    since = [line.oldest_us for line in board.lines if name in (line.id, WHOLE_ZONE)]
    oldest_us = min((at_us for at_us in since if at_us is not None), default=None)
    return None if oldest_us is None else (board.now_us - oldest_us) // MINUTE_US


def _wait(board: Board, parameters: Parameters) -> int | None:
    found = [wait for wait in board.oldest if wait.subject == parameters["visit"]]
    return (board.now_us - found[0].since_us) // MINUTE_US if found else None


def _expected(board: Board, _: Parameters) -> int | None:
    return board.expected


def _find(look: Look, unit: str, why: str) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, parameters: Parameters) -> Answer:
        at_us = parameters["at_us"]
        assert isinstance(at_us, int)
        value = look(data.once(board_of, at_us), parameters)
        return Answer(value=value, unit=unit, reason="" if value is not None else why)

    return find


def _unit(definition: str) -> str:
    return "minute" if "wait" in definition.removeprefix("live.waiting") else "vehicle"


def _why(definition: str) -> str:
    known = {"live.capacity": "not_printed", "live.longest_wait": "no_record"}
    return known.get(definition, "not_split")


MINUTE_US = 60_000_000
_CELL = ("at_us", "line", "heading")
_LOOKS: dict[str, Look] = {
    "live.cleared": _counted("cleared"),
    "live.waiting": _counted("waiting"),
    "live.arrived": _plain("arrived"),
    "live.turned_back": _plain("turned_back"),
    "live.expected": _expected,
    "live.longest_wait": _longest_wait,
    "live.wait": _wait,
    "live.arrived_in_hour": _in_hour("arrived"),
    "live.cleared_in_hour": _in_hour("cleared"),
    "live.cleared_export_in_hour": _in_hour("cleared_export"),
    "live.cleared_import_in_hour": _in_hour("cleared_import"),
    "live.standing": _in_yard("taken"),
    "live.capacity": _in_yard("capacity"),
}
_NAMES: dict[str, Names] = {
    "live.cleared": {
        "vi": "đã thông quan từ giờ chốt",
        "en": "cleared since the cut-off",
        "zh": "截止时刻以来已通关",
    },
    "live.waiting": {
        "vi": "đang chờ",
        "en": "waiting now",
        "zh": "目前待检",
    },
    "live.arrived": {
        "vi": "mới đến từ giờ chốt",
        "en": "arrived since the cut-off",
        "zh": "截止时刻以来新到",
    },
    "live.turned_back": {
        "vi": "quay đầu từ giờ chốt",
        "en": "turned back since the cut-off",
        "zh": "截止时刻以来返程",
    },
    "live.expected": {
        "vi": "đã khai, đang trên đường",
        "en": "declared, on the way",
        "zh": "已申报，在途",
    },
    "live.longest_wait": {
        "vi": "chờ lâu nhất",
        "en": "longest wait",
        "zh": "最长等待",
    },
    "live.wait": {
        "vi": "thời gian chờ",
        "en": "waiting time",
        "zh": "等待时间",
    },
    "live.arrived_in_hour": {
        "vi": "đến trong giờ",
        "en": "arrived in the hour",
        "zh": "该小时到达",
    },
    "live.cleared_in_hour": {
        "vi": "thông quan trong giờ",
        "en": "cleared in the hour",
        "zh": "该小时通关",
    },
    "live.cleared_export_in_hour": {
        "vi": "xuất trong giờ",
        "en": "cleared for export in the hour",
        "zh": "该小时出口通关",
    },
    "live.cleared_import_in_hour": {
        "vi": "nhập trong giờ",
        "en": "cleared for import in the hour",
        "zh": "该小时进口通关",
    },
    "live.standing": {
        "vi": "xe trong bãi",
        "en": "vehicles in the yard",
        "zh": "货场内车辆",
    },
    "live.capacity": {
        "vi": "sức chứa của bãi",
        "en": "capacity of the yard",
        "zh": "货场容量",
    },
}
_NEEDS: dict[str, tuple[str, ...]] = {
    "live.cleared": _CELL,
    "live.waiting": _CELL,
    "live.arrived": ("at_us", "line"),
    "live.turned_back": ("at_us", "line"),
    "live.expected": ("at_us",),
    "live.longest_wait": ("at_us", "line"),
    "live.wait": ("at_us", "visit"),
    "live.arrived_in_hour": ("at_us", "hour_us"),
    "live.cleared_in_hour": ("at_us", "hour_us"),
    "live.cleared_export_in_hour": ("at_us", "hour_us"),
    "live.cleared_import_in_hour": ("at_us", "hour_us"),
    "live.standing": ("at_us", "yard"),
    "live.capacity": ("at_us", "yard"),
}
DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(
        id=name,
        names=_NAMES[name],
        needs=_NEEDS[name],
        find=_find(look, _unit(name), _why(name)),
    )
    for name, look in _LOOKS.items()
)
_BY_ID = {one.id: one for one in DEFINITIONS}
