"""The map in words and shapes: states as on the page of gates, numbers as on the board."""

from collections.abc import Callable
from math import sqrt
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.figures import Figure
from cuakhau.operations.board.following import Look
from cuakhau.operations.centre.gates.page import (
    ICONS,
    TONES,
    WORST_FIRST,
    Reader,
    build_row,
    direction_word,
    state_word,
)
from cuakhau.statistics.live.places import DIRECTIONS, serve_all
from cuakhau.web.map import plan
from cuakhau.web.map.labels import place_label
from cuakhau.web.map.layers import Kind, Spot, build_layers
from cuakhau.web.map.plan import Drawn
from cuakhau.zone.zone import Zone

Take = Callable[..., Figure]

LEAST_R, MORE_R = 11, 7
TIGHT, FULL = 80, 100  # percent of the capacity of a yard
BUSY = 50  # percent of what waits at the busiest gate or route


def present_map(zone: Zone, reader: Reader, look: Look, take: Take) -> dict[str, Any]:
    """Give the drawing and the list of the same places."""
    drawing = plan.draw(build_layers(reader.zone))
    ways = {way.id: way for way in look.board.ways if way.is_on_log}
    most = max([1, *(way.waiting_export + way.waiting_import for way in ways.values())])
    served = {one.place: one for one in serve_all(zone, look.months, reader.now_us)}
    order = {spot.id: place for place, spot in enumerate(build_layers(reader.zone))}
    titles = {source.id: source.title for source in reader.zone.sources}
    rows = []
    for one in drawing.drawn:
        way = ways.get(one.spot.id)
        waits = 0 if way is None else way.waiting_export + way.waiting_import
        row = _yard(look, one.spot, take) if one.spot.kind == "yard" else _way(one.spot, way, take)
        if one.spot.id in served:
            row |= build_row(reader, served[one.spot.id], ("", ""))
        row["load"] = _load(look, one.spot, None if way is None else waits, most)
        row["at"] = one.spot.at
        row["source"] = one.spot.source
        row["source_title"] = titles.get(one.spot.source, one.spot.source)
        row |= _shape(reader, one, LEAST_R + round(MORE_R * sqrt(waits / most)))
        row["near"] = reader.zone.name_of(one.spot.near, reader.language) if one.spot.near else ""
        rows.append(row)
    return {
        "width": plan.WIDTH,
        "height": drawing.height,
        "band_y": drawing.band_y,
        "scale": None if drawing.scale is None else _scale(*drawing.scale),
        "drawn": rows,
        "listed": sorted(rows, key=lambda row: order[row["id"]]),
        "legend": [
            {"tone": TONES[word], "icon": ICONS[word], "word": state_word(word)}
            for word in reversed(WORST_FIRST)
        ],
    }


def kind_word(kind: Kind) -> str:
    """Name what a place is."""
    return {"gate": _("Gate"), "route": _("Route"), "yard": _("Yard")}[kind]


def _way(spot: Spot, way: object, take: Take) -> dict[str, Any]:
    """Give what waits at a gate or route; nothing where no vehicle of it is on the log."""
    if way is None:
        return {"waiting": []}
    return {
        "waiting": [
            {
                "label": direction_word(direction),
                "value": take("live.way_waiting", way=spot.id, direction=direction),
            }
            for direction in DIRECTIONS
        ]
    }


def _yard(look: Look, spot: Spot, take: Take) -> dict[str, Any]:
    found = next((yard for yard in look.board.yards if yard.id == spot.id), None)
    calm = {"tone": "", "icon": "parking", "word": ""}
    if found is None:
        return {"worst": calm, "taken": None}
    figures = {
        "taken": take("live.standing", yard=spot.id),
        "capacity": take("live.capacity", yard=spot.id),
    }
    percent = found.taken * 100 // found.capacity if found.capacity else 0
    if percent >= FULL:
        return {**figures, "worst": {"tone": "bad", "icon": "parking", "word": _("full")}}
    if percent >= TIGHT:
        return {**figures, "worst": {"tone": "warn", "icon": "parking", "word": _("nearly full")}}
    return {**figures, "worst": calm}


def _load(look: Look, spot: Spot, waits: int | None, most: int) -> str:
    """Tell how loaded a place is: a yard by its capacity, a gate or route beside the busiest.

    Where nobody counted, or nobody said how much fits, it is unknown.
    """
    if spot.kind != "yard":
        if waits is None:
            return "unknown"
        share = waits * 100 // most
        return "calm" if not waits else "busy" if share <= BUSY else "heavy"
    found = next((yard for yard in look.board.yards if yard.id == spot.id), None)
    if found is None or not found.capacity:
        return "unknown"
    percent = found.taken * 100 // found.capacity
    return "heavy" if percent >= FULL else "busy" if percent >= TIGHT else "calm"


def _shape(reader: Reader, one: Drawn, radius: int) -> dict[str, Any]:
    spot = one.spot
    name = reader.zone.name_of(spot.id, reader.language)
    return {
        "id": spot.id,
        "name": name,
        "kind": spot.kind,
        "kind_word": kind_word(spot.kind),
        "is_schematic": spot.is_schematic,
        "icon_x": one.x - 8,
        "icon_y": one.y - 8,
        **place_label(one, name, radius),
    }


def _scale(km: int, units: int) -> dict[str, Any]:
    return {"text": _("{km} km").format(km=km), "end": plan.SCALE_X + units}
