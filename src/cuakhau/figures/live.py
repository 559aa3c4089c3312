"""The figures of a live board: the bulletin day so far, and what stands at one instant.

A board that follows the log makes them from the count it keeps; `find` makes the same count again
from the log, so that a live figure is resolved like any other.
"""

import csv
import io
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import TypeVar

from cuakhau.figures.data import Data, standings_of
from cuakhau.figures.definition import Answer, Definition, Parameters
from cuakhau.figures.figure import DataVersion, Figure, Parameter, name_figure
from cuakhau.statistics.board import Board, Counts, build_board
from cuakhau.statistics.live.shapes import MINUTE_US
from cuakhau.zone.bulletin.day import bulletin_day
from cuakhau.zone.bulletin.headings import Heading
from cuakhau.zone.bulletin.printed import WHOLE_ZONE
from cuakhau.zone.types import LANGUAGES

Look = Callable[[Board, Parameters], int | None]
Row = TypeVar("Row")


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
        unit=_rows()[definition]["unit"],
        definition=definition,
        query=f"{definition}({named})",
        parameters=about,
        data_version=version,
        as_of_us=board.now_us,
        reason="" if value is not None else _rows()[definition]["why"],
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


def _get(rows: tuple[Row, ...], field: str, wanted: object) -> Row:
    return next(row for row in rows if getattr(row, field) == wanted)


def _of(rows: str, field: str, parameter: str, measure: str) -> Look:
    """Look at one measure of the row of the board that a parameter names."""

    def look(board: Board, parameters: Parameters) -> int | None:
        row: object = _get(getattr(board, rows), field, parameters[parameter])
        number: int | None = getattr(row, measure)
        return number

    return look


def _way(measure: str) -> Look:
    """Look at one direction of a gate or route."""

    def look(board: Board, parameters: Parameters) -> int | None:
        way = _get(board.ways, "id", parameters["way"])
        number: int = getattr(way, f"{measure}_{parameters['direction']}")
        return number

    return look


def _minutes_since(rows: str, field: str, parameter: str, instant: str) -> Look:
    """Look at how many whole minutes ago something of a row was; `None` where it was not."""
    find = _of(rows, field, parameter, instant)

    def look(board: Board, parameters: Parameters) -> int | None:
        at_us = find(board, parameters)
        return None if at_us is None else (board.now_us - at_us) // MINUTE_US

    return look


def _whole(measure: str) -> Look:
    def look(board: Board, _: Parameters) -> int | None:
        number: int = getattr(board, measure)
        return number

    return look


def _p90(board: Board, parameters: Parameters) -> int | None:
    """Whole minutes, rounded up."""
    p90_us = _get(board.steps, "step", parameters["step"]).p90_us
    return None if p90_us is None else -(-p90_us // MINUTE_US)


def _overdue(board: Board, parameters: Parameters) -> int | None:
    step = _get(board.steps, "step", parameters["step"])
    return None if step.p90_us is None else step.overdue


def _late(board: Board, parameters: Parameters) -> int | None:
    about = (parameters["visit"], parameters["step"])
    found = [one for one in board.late if (one.subject, one.step or "") == about]
    return (board.now_us - found[0].since_us) // MINUTE_US if found else None


def _longest_wait(board: Board, parameters: Parameters) -> int | None:
    """Whole minutes since the vehicle that has waited longest arrived; `None` when none waits."""
    name = parameters["line"]
    since = [line.oldest_us for line in board.lines if name in (line.id, WHOLE_ZONE)]
    oldest_us = min((at_us for at_us in since if at_us is not None), default=None)
    return None if oldest_us is None else (board.now_us - oldest_us) // MINUTE_US


def _wait(board: Board, parameters: Parameters) -> int | None:
    found = [wait for wait in board.oldest if wait.subject == parameters["visit"]]
    return (board.now_us - found[0].since_us) // MINUTE_US if found else None


def _find(look: Look, unit: str, why: str) -> Callable[[Data, Parameters], Answer]:
    def find(data: Data, parameters: Parameters) -> Answer:
        at_us = parameters["at_us"]
        assert isinstance(at_us, int)
        value = look(data.once(board_of, at_us), parameters)
        return Answer(value=value, unit=unit, reason="" if value is not None else why)

    return find


@cache
def _rows() -> dict[str, dict[str, str]]:
    file = resources.files("cuakhau.figures").joinpath("live.csv")
    rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline=""))
    return {row["id"]: row for row in rows}


_LOOKS: dict[str, Look] = {
    "live.cleared": _counted("cleared"),
    "live.waiting": _counted("waiting"),
    "live.arrived": _plain("arrived"),
    "live.turned_back": _plain("turned_back"),
    "live.expected": _whole("expected"),
    "live.longest_wait": _longest_wait,
    "live.wait": _wait,
    "live.arrived_in_hour": _of("hours", "since_us", "hour_us", "arrived"),
    "live.cleared_in_hour": _of("hours", "since_us", "hour_us", "cleared"),
    "live.cleared_export_in_hour": _of("hours", "since_us", "hour_us", "cleared_export"),
    "live.cleared_import_in_hour": _of("hours", "since_us", "hour_us", "cleared_import"),
    "live.standing": _of("yards", "id", "yard", "taken"),
    "live.capacity": _of("yards", "id", "yard", "capacity"),
    "live.way_waiting": _way("waiting"),
    "live.way_cleared": _way("cleared"),
    "live.way_last_hour": _of("ways", "id", "way", "cleared_last_hour"),
    "live.way_arrived_last_hour": _of("ways", "id", "way", "arrived_last_hour"),
    "live.way_longest": _minutes_since("ways", "id", "way", "oldest_us"),
    "live.step_waiting": _of("steps", "step", "step", "waiting"),
    "live.step_overdue": _overdue,
    "live.step_given": _of("steps", "step", "step", "given"),
    "live.step_p90": _p90,
    "live.step_longest": _minutes_since("steps", "step", "step", "oldest_us"),
    "live.late": _late,
    "live.overdue": _whole("overdue"),
    "live.beyond_limit": _whole("beyond_limit"),
    "live.out_of_order": _whole("out_of_order"),
}
DEFINITIONS: tuple[Definition, ...] = tuple(
    Definition(
        id=row["id"],
        names={language: row[language] for language in LANGUAGES},
        needs=tuple(row["needs"].split()),
        find=_find(_LOOKS[row["id"]], row["unit"], row["why"]),
    )
    for row in _rows().values()
)
_BY_ID = {one.id: one for one in DEFINITIONS}
