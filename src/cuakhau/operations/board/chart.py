"""The bars of the last 24 hours: what arrived and what was cleared, drawn with whole numbers."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import ngettext

from cuakhau.figures import Figure
from cuakhau.movement.times import local_time
from cuakhau.statistics.board import HOUR_US, Board
from cuakhau.zone.hours import state_at
from cuakhau.zone.zone import Zone

BAR_PX, STEP_PX, HEIGHT_PX = 8, 20, 160
LABEL_EACH = 3


def draw(zone: Zone, board: Board, take: Callable[..., Figure]) -> dict[str, Any]:
    """Give the bars, the grid, the labels and the same numbers as a table."""
    top = max([1, *(max(hour.arrived, hour.cleared) for hour in board.hours)])
    bars: list[dict[str, Any]] = []
    for place, hour in enumerate(board.hours):
        x = place * STEP_PX + 2
        arrived, going_out, coming_in = (
            -(-number * HEIGHT_PX // top)
            for number in (hour.arrived, hour.cleared_export, hour.cleared_import)
        )
        bars += [
            _bar("arrived", x, HEIGHT_PX, arrived),
            _bar("import", x + BAR_PX, HEIGHT_PX, coming_in),
            _bar("export", x + BAR_PX, HEIGHT_PX - coming_in, going_out),
        ]
    starts = [local_time(zone, hour.since_us) for hour in board.hours]
    since_us, width = board.hours[0].since_us, len(board.hours) * STEP_PX
    busiest = max(board.hours, key=lambda hour: max(hour.arrived, hour.cleared))
    measure = "arrived" if busiest.arrived >= busiest.cleared else "cleared"
    return {
        "is_empty": not any(hour.arrived or hour.cleared for hour in board.hours),
        "top": take(f"live.{measure}_in_hour", hour_us=busiest.since_us),
        "bars": [bar for bar in bars if bar["height"]],
        "marks": [HEIGHT_PX // 4 * quarter for quarter in range(4)],
        "shut": _shut(zone, board),
        "step": STEP_PX,
        "width": width,
        "height": HEIGHT_PX,
        "now": _x(board.now_us, since_us, width),
        "cut": _x(board.since_us, since_us, width) if board.since_us > since_us else None,
        "hours": [f"{at:%H}" if at.hour % LABEL_EACH == 0 else "" for at in starts],
        "rows": [
            {
                "hour": f"{at:%H:%M}",
                "arrived": take("live.arrived_in_hour", hour_us=hour.since_us),
                "export": take("live.cleared_export_in_hour", hour_us=hour.since_us),
                "import": take("live.cleared_import_in_hour", hour_us=hour.since_us),
            }
            for hour, at in zip(board.hours, starts, strict=True)
            if hour.arrived or hour.cleared
        ],
        "label": _label(board, starts),
    }


def _x(at_us: int, since_us: int, width: int) -> int:
    return min(width, (at_us - since_us) * STEP_PX // HOUR_US)


def _shut(zone: Zone, board: Board) -> list[int]:
    """Give where the hours stand in which, by the hours of the zone, no gate in use serves."""
    places = tuple(way.id for way in board.ways if way.is_on_log)
    return [
        place * STEP_PX
        for place, hour in enumerate(board.hours)
        if _is_shut(zone, places, hour.since_us)
    ]


@lru_cache(maxsize=1024)
def _is_shut(zone: Zone, places: Sequence[str], hour_us: int) -> bool:
    at = datetime.fromtimestamp(hour_us // 1_000_000, UTC) + timedelta(minutes=30)
    states = {state_at(zone, place, "vn", at).state for place in places} - {"unknown"}
    return states == {"closed"}


def _bar(kind: str, x: int, base: int, height: int) -> dict[str, Any]:
    return {"kind": kind, "x": x, "y": base - height, "width": BAR_PX, "height": height}


def _label(board: Board, starts: list[datetime]) -> str:
    """Say in one sentence what the bars show, for who cannot see them."""
    busiest = max(range(len(starts)), key=lambda place: board.hours[place].cleared)
    hour, since = board.hours[busiest], starts[busiest]
    sentence = ngettext(
        "Busiest hour: {since} to {until}, {number} vehicle cleared, {arrived} arrived.",
        "Busiest hour: {since} to {until}, {number} vehicles cleared, {arrived} arrived.",
        hour.cleared,
    )
    return sentence.format(
        since=f"{since:%H:%M}",
        until=f"{since + timedelta(hours=1):%H:%M}",
        number=hour.cleared,
        arrived=hour.arrived,
    )
