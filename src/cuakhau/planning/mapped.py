"""The map of the places that a twin uses: known ones where they lie, the others beside them."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from cuakhau.web.map import plan
from cuakhau.web.map.labels import place_label
from cuakhau.web.map.layers import Spot, build_layers
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

RADIUS = {"gate": 13, "route": 10, "yard": 14}


def draw_places(dated: Zone, used: Collection[str], language: Language) -> dict[str, Any]:
    """Draw some places of a day, with what they are part of; each once, `spots` in that order."""
    drawing = plan.draw(_choose(build_layers(dated), used))
    return {
        "width": plan.WIDTH,
        "height": drawing.height,
        "band_y": drawing.band_y,
        "scale": drawing.scale
        and {
            "text": _("{km} km").format(km=drawing.scale[0]),
            "end": plan.SCALE_X + drawing.scale[1],
        },
        "spots": [
            {
                "id": one.spot.id,
                "kind": one.spot.kind,
                "name": dated.name_of(one.spot.id, language),
                "is_schematic": one.spot.is_schematic,
                **place_label(one, dated.name_of(one.spot.id, language), RADIUS[one.spot.kind]),
            }
            for one in drawing.drawn
        ],
    }


def _choose(spots: Collection[Spot], used: Collection[str]) -> tuple[Spot, ...]:
    near = {spot.id: spot.near for spot in spots}
    wanted = set[str]()
    for place in used:
        here: str | None = place
        while here is not None and here in near:
            wanted.add(here)
            here = near[here]
    return tuple(spot for spot in spots if spot.id in wanted)
