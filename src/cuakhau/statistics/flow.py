"""How the zone flows: vehicles by the hour, those waiting now, and how far the open visits are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cuakhau.movement.log import EventLog
from cuakhau.movement.view import local_day
from cuakhau.statistics.columns import ask
from cuakhau.zone.zone import Zone

HOUR_US = 3_600 * 1_000_000
Direction = Literal["export", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HourFlow:
    """Vehicles of a line and direction in the hour that begins at `hour_us` (microseconds UTC)."""

    line: str
    direction: Direction
    hour_us: int
    arrived: int
    cleared: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The flow of (since, until] and the state at `until_us`.

    `waiting` by (line, direction); `stands` are the open visits by (line, milestone reached last),
    `declared` for those still expected. Only what the bulletin counts.
    """

    hours: tuple[HourFlow, ...]
    waiting: Mapping[tuple[str, Direction], int]
    stands: Mapping[tuple[str, str], int]


def measure_flow(zone: Zone, log: EventLog, since_us: int, until_us: int) -> Flow:
    """Measure the flow between two instants, with one query over the columns."""
    dated = zone.at(local_day(zone, until_us))
    facts = {"since_us": since_us, "until_us": until_us, "hour_us": HOUR_US}
    hours: dict[tuple[str, Direction, int], dict[str, int]] = {}
    waiting: dict[tuple[str, Direction], int] = {}
    stands: dict[tuple[str, str], int] = {}
    for what, line, detail, hour_us, number in ask("flow", zone, dated, log, facts):
        if what == "stands":
            stands[line, detail] = number
        elif what == "waiting":
            waiting[line, detail] = number
        else:
            hours.setdefault((line, detail, hour_us), {})[what] = number
    return Flow(
        hours=tuple(
            HourFlow(
                line=line,
                direction=direction,
                hour_us=hour_us,
                arrived=found.get("arrived", 0),
                cleared=found.get("cleared", 0),
            )
            for (line, direction, hour_us), found in sorted(hours.items())
        ),
        waiting=waiting,
        stands=stands,
    )
