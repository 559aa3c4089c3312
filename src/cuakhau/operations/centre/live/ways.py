"""Gates and routes on the board: how both sides serve beside flow and backlog."""

from collections.abc import Callable
from typing import Any

from cuakhau.figures import Figure
from cuakhau.movement.place import officers_by_step
from cuakhau.operations.board.following import Look
from cuakhau.operations.centre.gates.page import (
    LANE,
    SIDES,
    Reader,
    build_row,
    depth_of,
    direction_word,
)
from cuakhau.operations.desk.worklist.page import name_step
from cuakhau.statistics.live.places import DIRECTIONS, PlaceServing, serve_all
from cuakhau.zone.zone import Zone

BAR_PX = 100


def present_ways(
    zone: Zone, reader: Reader, look: Look, take: Callable[..., Figure]
) -> list[dict[str, Any]]:
    """List the gates and routes of which something is known, each route below its gate."""
    served = {one.place: one for one in serve_all(zone, look.months, look.board.now_us)}
    most = max([1, *(way.waiting_export + way.waiting_import for way in look.board.ways)])
    rows = []
    for way in look.board.ways:
        one = served.get(way.id)
        if one is None:
            continue
        row = build_row(reader, one, ("", ""))
        if not way.is_on_log and row["is_quiet"] and not _has_known(look, way.id):
            continue
        rows.append(
            {
                **row,
                "is_route": way.gate is not None,
                "lanes": _lanes(reader, served, way.id),
                "cleared": [_cell(take, "live.way_cleared", way.id, d) for d in DIRECTIONS],
                "waiting": [_cell(take, "live.way_waiting", way.id, d) for d in DIRECTIONS],
                "last_hour": take("live.way_last_hour", way=way.id),
                "arrived_last_hour": take("live.way_arrived_last_hour", way=way.id),
                "longest": take("live.way_longest", way=way.id),
                "bar_export": way.waiting_export * BAR_PX // most,
                "bar_import": way.waiting_import * BAR_PX // most,
            }
        )
    return rows


def present_posts(reader: Reader, look: Look) -> list[dict[str, Any]]:
    """List who is on post: per place forces and steps with their officers, where it was said."""
    posts = []
    for place, months in sorted(look.months.items()):
        officers = officers_by_step(months, look.board.now_us)
        forces = [
            {"name": _name_post(reader, agency, step), "count": str(count)}
            for (agency, step), count in sorted(officers.items(), key=str)
        ]
        if forces:
            posts.append({"place": reader.zone.name_of(place, reader.language), "forces": forces})
    return posts


def _name_post(reader: Reader, agency: str, step: str | None) -> str:
    name = reader.zone.name_of(agency, reader.language)
    return f"{name} · {name_step(reader.zone, step, agency, reader.language)}" if step else name


def list_stale(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    """List the words of the other side whose time is over."""
    return [
        {"place": row["name"], "what": side["stale"]}
        for row in rows
        for side in row["sides"]
        if side["stale"]
    ]


def _has_known(look: Look, gate: str) -> bool:
    return any(way.is_on_log for way in look.board.ways if way.gate == gate)


def _cell(take: Callable[..., Figure], name: str, way: str, direction: str) -> dict[str, Any]:
    value = take(name, way=way, direction=direction)
    return {"kind": direction, "label": direction_word(direction), "value": value}


def _lanes(reader: Reader, served: dict[str, PlaceServing], route: str) -> list[dict[str, Any]]:
    """List the lanes of a route that do not serve as the route does."""
    lanes = []
    for lane in reader.zone.lanes:
        if lane.route == route and depth_of(reader.zone, lane.id) == LANE:
            row = build_row(reader, served[lane.id], ("", ""))
            own = [served[lane.id].cells[side, d].word for side in SIDES for d in DIRECTIONS]
            above = [served[route].cells[side, d].word for side in SIDES for d in DIRECTIONS]
            if own != above:
                lanes.append(row)
    return lanes
