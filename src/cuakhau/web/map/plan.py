"""Where each spot is drawn: f(spots) → places on paper. Pure.

Known coordinates keep their bearing and distance to each other, north up. What has none stands in
a column beside the gate that it belongs to, or, with a gate that has none, in a part of its own.
All lengths are units of the drawing, which is `WIDTH` wide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from cuakhau.web.map.layers import Spot

WIDTH = 360
ROW = 64
TOP, SIDE = 44, 78
KNOWN_WIDTH = 106
EDGE = 10
COLUMN_X = 188
BAND_XS = (26, 200)
TO_LABEL = 24
SCALE_X = 14  # where the line of the scale begins
CHARS_KNOWN, CHARS_COLUMN, CHARS_BAND = 14, 20, 18
KM_OF_DEGREE = 111.32
KM_STEPS = (100, 50, 20, 10, 5, 2, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A spot on paper. `tied_to` is the point of what it belongs to, where a line is drawn."""

    spot: Spot
    x: int
    y: int
    is_below: bool  # its label is below it, else at its right
    chars: int  # how wide its label may be
    tied_to: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole drawing; `band_y` is where the part without coordinates begins."""

    height: int
    drawn: tuple[Drawn, ...]
    band_y: int | None
    scale: tuple[int, int] | None  # kilometres, and how long they are drawn


def draw(spots: Sequence[Spot]) -> Plan:
    """Put every spot on paper, each once."""
    known = [spot for spot in spots if spot.at is not None]
    beside = [spot for spot in spots if spot.at is None and _anchor(spot, spots) is not None]
    apart = [spot for spot in spots if spot.at is None and spot not in beside]
    least = 4 * ROW if known else 0
    height = TOP + max(least, ROW * len(beside)) + EDGE if known else 0
    points, units_per_km = _project(known, height)
    drawn = [
        Drawn(spot=spot, x=x, y=y, is_below=True, chars=CHARS_KNOWN)
        for spot, (x, y) in zip(known, points, strict=True)
    ]
    at = {one.spot.id: (one.x, one.y) for one in drawn}
    drawn += _put_beside(beside, spots, at)
    band_y = height if apart else None
    band, rows = _put_apart(apart, height + TOP)
    return Plan(
        height=height + (TOP + rows * ROW if apart else 0),
        drawn=(*drawn, *band),
        band_y=band_y,
        scale=_scale(units_per_km),
    )


def _anchor(spot: Spot, spots: Sequence[Spot]) -> str | None:
    """Find the nearest place above a spot that has coordinates."""
    by_id = {one.id: one for one in spots}
    here = by_id.get(spot.near or "")
    while here is not None and here.at is None:
        here = by_id.get(here.near or "")
    return None if here is None else here.id


def _project(known: Sequence[Spot], height: int) -> tuple[list[tuple[int, int]], float | None]:
    """Give points, and how many units a kilometre is; none where there is nothing to compare."""
    places = [spot.at for spot in known if spot.at is not None]
    if not places:
        return [], None
    souths, easts = [lat for lat, _ in places], [lon for _, lon in places]
    middle = (max(souths) + min(souths)) / 2, (max(easts) + min(easts)) / 2
    shrink = cos(radians(middle[0]))
    wide = (max(easts) - min(easts)) * shrink * KM_OF_DEGREE
    tall = (max(souths) - min(souths)) * KM_OF_DEGREE
    room = [KNOWN_WIDTH / wide] if wide else []
    room += [(height - TOP - 2 * ROW) / tall] if tall else []
    per_km = min(room, default=None)
    unit = (per_km or 0) * KM_OF_DEGREE
    centre = SIDE, (height + TOP - ROW) // 2
    points = [
        (
            round(centre[0] + (lon - middle[1]) * shrink * unit),
            round(centre[1] - (lat - middle[0]) * unit),
        )
        for lat, lon in places
    ]
    return points, per_km


def _put_beside(
    beside: Sequence[Spot], spots: Sequence[Spot], at: dict[str, tuple[int, int]]
) -> list[Drawn]:
    """Put spots in the column, in the order of what they belong to, from north to south."""
    anchored = [(at[_anchor(spot, spots) or ""], spot) for spot in beside]
    anchored.sort(key=lambda pair: pair[0][1])
    return [
        Drawn(
            spot=spot,
            x=COLUMN_X,
            y=TOP + place * ROW + ROW // 2,
            is_below=False,
            chars=CHARS_COLUMN,
            tied_to=point,
        )
        for place, (point, spot) in enumerate(anchored)
    ]


def _put_apart(apart: Sequence[Spot], top: int) -> tuple[list[Drawn], int]:
    """Put gates without coordinates in two columns, what is theirs below each."""
    filled = [0] * len(BAND_XS)
    drawn: list[Drawn] = []
    column, head = 0, (0, 0)
    for spot in apart:
        if spot.kind == "gate":
            column = filled.index(min(filled))
        x, y = BAND_XS[column], top + filled[column] * ROW + ROW // 2
        tied_to = None if spot.kind == "gate" else head
        if spot.kind == "gate":
            head = (x, y)
        drawn.append(Drawn(spot=spot, x=x, y=y, is_below=False, chars=CHARS_BAND, tied_to=tied_to))
        filled[column] += 1
    return drawn, max(filled)


def _scale(per_km: float | None) -> tuple[int, int] | None:
    if per_km is None:
        return None
    fits = [km for km in KM_STEPS if km * per_km <= KNOWN_WIDTH]
    return (fits[0], round(fits[0] * per_km)) if fits else None
