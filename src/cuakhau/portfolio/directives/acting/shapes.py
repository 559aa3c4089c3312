"""Shapes of a boundary: read from GeoJSON, checked, measured and taken apart exactly.

A shape is a list of rings of (longitude, latitude); a point lies in it by even and odd, so that a
hole is a ring in a ring. Areas are cut into strips between all corners and crossings: within a
strip no edge bends or crosses, so that each piece is a trapezium and its area exact.
"""

import json
import math
from collections.abc import Callable, Iterator
from itertools import pairwise

Point = tuple[float, float]
Ring = list[Point]
Shape = list[Ring]
MOST_POINTS, MOST_DEGREES = 600, 5.0
A, E2 = 6_378_137.0, 0.00669437999014  # WGS 84


class NotAShape(ValueError):
    """Raised with the id of a word of `words.csv` for what cannot be a boundary."""


def read_shape(text: str) -> Shape:
    """Read one polygon or several of a GeoJSON text. Raises `NotAShape`."""
    try:
        said = json.loads(text)
        rings = [
            [(float(point[0]), float(point[1])) for point in ring]
            for polygon in _polygons(said)
            for ring in polygon
        ]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as bad:
        raise NotAShape("unreadable") from bad
    if not rings:
        raise NotAShape("no_polygon")
    _check(rings)
    return rings


def area_m2(shape: Shape) -> int:
    """Give the area of a shape on the ellipsoid, in whole square metres."""
    flat = _Flat(shape)
    return round(_sum(_strips([flat.of(shape)], lambda inside: inside[0])))


def differ(older: Shape, newer: Shape) -> tuple[list[Ring], list[Ring], int, int]:
    """Give what was added and removed: pieces of each in degrees, and their areas in m²."""
    flat = _Flat([*older, *newer])
    shapes = [flat.of(older), flat.of(newer)]
    added = list(_strips(shapes, lambda inside: inside[1] and not inside[0]))
    removed = list(_strips(shapes, lambda inside: inside[0] and not inside[1]))
    back = [[[flat.back(point) for point in piece] for piece in part] for part in (added, removed)]
    return back[0], back[1], round(_sum(added)), round(_sum(removed))


def _polygons(said: dict[str, object]) -> Iterator[list[list[list[float]]]]:
    kind = said["type"]
    if kind == "FeatureCollection":
        for one in said["features"]:  # type: ignore[attr-defined]
            yield from _polygons(one)
    elif kind == "Feature":
        yield from _polygons(said["geometry"])  # type: ignore[arg-type]
    elif kind == "Polygon":
        yield said["coordinates"]  # type: ignore[misc]
    elif kind == "MultiPolygon":
        yield from said["coordinates"]  # type: ignore[misc]


def _check(rings: Shape) -> None:
    points = [point for ring in rings for point in ring]
    if len(points) > MOST_POINTS:
        raise NotAShape("too_long")
    if any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        raise NotAShape("open_ring")
    if not all(math.isfinite(x) and math.isfinite(y) for x, y in points):
        raise NotAShape("unreadable")
    if any(abs(x) > 180 or abs(y) > 85 for x, y in points):
        raise NotAShape("not_degrees")
    spans = [max(values) - min(values) for values in zip(*points, strict=True)]
    if max(spans) > MOST_DEGREES:
        raise NotAShape("too_wide")
    edges = [edge for ring in rings for edge in pairwise(ring)]
    for number, one in enumerate(edges):
        if any(_crossing(one, two) is not None for two in edges[number + 1 :]):
            raise NotAShape("crosses")
    if area_m2(rings) < 1:
        raise NotAShape("no_area")


class _Flat:
    """Lays degrees flat so that areas stay true about the middle of what is laid."""

    def __init__(self, shape: Shape) -> None:
        points = [point for ring in shape for point in ring]
        middle = math.radians(sum(y for _, y in points) / len(points))
        self.from_x = points[0][0]
        curve = 1 - E2 * math.sin(middle) ** 2
        self.x = A / math.sqrt(curve) * math.cos(middle)
        self.y = A * (1 - E2) / curve**1.5 / math.cos(middle)

    def of(self, shape: Shape) -> Shape:
        return [
            [
                (math.radians(x - self.from_x) * self.x, math.sin(math.radians(y)) * self.y)
                for x, y in ring
            ]
            for ring in shape
        ]

    def back(self, point: Point) -> Point:
        x, y = point
        return math.degrees(x / self.x) + self.from_x, math.degrees(math.asin(y / self.y))


Edge = tuple[Point, Point]


def _crossing(one: Edge, two: Edge) -> Point | None:
    """Give where two edges truly cross; touching ends do not count."""
    (ax, ay), (bx, by) = one
    (cx, cy), (dx, dy) = two
    turn = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx)
    if turn == 0:
        return None
    s = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / turn
    t = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / turn
    if not (1e-9 < s < 1 - 1e-9 and 1e-9 < t < 1 - 1e-9):
        return None
    return ax + s * (bx - ax), ay + s * (by - ay)


def _strips(shapes: list[Shape], wanted: Callable[[list[bool]], bool]) -> Iterator[Ring]:
    """Cut shapes into trapeziums and give those that are wanted, by which shapes they lie in."""
    edges = [
        (edge, which)
        for which, shape in enumerate(shapes)
        for ring in shape
        for edge in pairwise(ring)
        if edge[0][1] != edge[1][1]
    ]
    heights = {point[1] for edge, _ in edges for point in edge}
    for number, (one, which) in enumerate(edges):
        for two, other in edges[number + 1 :]:
            met = _crossing(one, two) if which != other else None
            if met is not None:
                heights.add(met[1])
    for low, high in pairwise(sorted(heights)):
        middle = (low + high) / 2
        cut = [
            (_at(edge, middle), _at(edge, low), _at(edge, high), which)
            for edge, which in edges
            if min(edge[0][1], edge[1][1]) <= low and max(edge[0][1], edge[1][1]) >= high
        ]
        cut.sort()
        inside = [False] * len(shapes)
        for left, right in pairwise(cut):
            inside[left[3]] = not inside[left[3]]
            if wanted(inside) and right[0] > left[0]:
                yield [(left[1], low), (right[1], low), (right[2], high), (left[2], high)]


def _at(edge: Edge, height: float) -> float:
    (ax, ay), (bx, by) = edge
    return ax + (height - ay) / (by - ay) * (bx - ax)


def _sum(pieces: Iterator[Ring] | list[Ring]) -> float:
    return sum(
        (piece[1][0] - piece[0][0] + piece[2][0] - piece[3][0]) / 2 * (piece[2][1] - piece[0][1])
        for piece in pieces
    )
