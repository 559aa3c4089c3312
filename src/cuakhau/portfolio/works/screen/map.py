"""Where works are, on an empty sheet: only places whose coordinates are known. It prints."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, MOST_HEIGHT, EDGE = 720, 320, 50
KM_OF_DEGREE = 111.32
LEAST_KM = 4.0  # what is shown around a single place
SCALES_KM = (1, 2, 5, 10, 20, 50, 100)
INK, QUIET, DOT, SHEET = "#17222e", "#55636f", "#1c7a5b", "#f7f9fa"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with the works there: degrees, its name, how many, and what stands below it."""

    latitude: float
    longitude: float
    name: str
    count: int
    told: str


def draw_map(spots: Sequence[Spot], title: str) -> str:
    """Draw places to scale, north above, with a scale of kilometres; nothing for no place."""
    if not spots:
        return ""
    middle = sum(one.latitude for one in spots) / len(spots)
    east_km = KM_OF_DEGREE * math.cos(math.radians(middle))
    xs = [one.longitude * east_km for one in spots]
    ys = [one.latitude * KM_OF_DEGREE for one in spots]
    wide, high = max(max(xs) - min(xs), LEAST_KM), max(max(ys) - min(ys), LEAST_KM)
    px_per_km = min((WIDTH - 4 * EDGE) / wide, (MOST_HEIGHT - 2 * EDGE) / high)
    height = high * px_per_km + 2 * EDGE
    centre_x, centre_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
    shapes = [f'<rect width="{WIDTH}" height="{height:.0f}" rx="8" fill="{SHEET}"/>']
    for one, x_km, y_km in sorted(zip(spots, xs, ys, strict=True), key=lambda spot: spot[2]):
        x = WIDTH / 2 + (x_km - centre_x) * px_per_km
        y = height / 2 - (y_km - centre_y) * px_per_km
        shapes += _spot(one, x, y)
    shapes += _scale(px_per_km, height)
    told = escape(title)
    return (
        f'<svg class="picture is-map" viewBox="0 0 {WIDTH} {height:.0f}" role="group" '
        f'aria-label="{told}" xmlns="http://www.w3.org/2000/svg"><title>{told}</title>'
        f"{''.join(shapes)}</svg>"
    )


def _spot(one: Spot, x: float, y: float) -> list[str]:
    radius = 9 + 3 * math.sqrt(one.count)
    is_left = x > WIDTH * 0.55  # words go to the side with room
    at, anchor = (x - radius - 6, "end") if is_left else (x + radius + 6, "start")
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{DOT}" fill-opacity="0.85">'
        f"<title>{escape(one.told)}</title></circle>",
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" font-weight="600" fill="#fff" '
        f'text-anchor="middle">{one.count}</text>',
        f'<text x="{at:.1f}" y="{y + 4.5:.1f}" font-size="13" fill="{INK}" '
        f'text-anchor="{anchor}">{escape(one.name)}</text>',
    ]


def _scale(px_per_km: float, height: float) -> list[str]:
    fitting = [one for one in SCALES_KM if one * px_per_km <= WIDTH / 3]
    km = max(fitting, default=SCALES_KM[0])
    y, left = height - 16, 16
    right = left + km * px_per_km
    return [
        f'<line x1="{left}" x2="{right:.1f}" y1="{y:.1f}" y2="{y:.1f}" stroke="{QUIET}" '
        'stroke-width="2"/>',
        f'<text x="{left}" y="{y - 6:.1f}" font-size="12" fill="{QUIET}">{km} km</text>',
        f'<text x="{WIDTH - 16}" y="24" font-size="14" fill="{QUIET}" text-anchor="end">↑</text>',
    ]
