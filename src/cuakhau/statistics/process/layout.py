"""Where the boxes and arrows of a process map stand: layers from top to bottom.

The usual four moves for layered graphs: a direction for each pair, layers, the order within a
layer by the middle of the neighbours, and places across. Steps that come in any order stand beside
each other. Pure and without chance: the same map gives the same picture.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

BOX_WIDTH, BOX_HEIGHT = 148.0, 52.0
GAP, LAYER_GAP, LANE = 26.0, 58.0, 30.0
MARGIN = 26.0
PARALLEL = 0.35  # of the rarer one's frequency: below this, no order between two steps is seen
SWEEPS = 12

Way = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in the picture, in pixels from its top left corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Centres of boxes, the points that arrows go through from box to box, and the size of all."""

    boxes: Mapping[str, Point]
    ways: Mapping[Way, tuple[Point, ...]]
    width: float
    height: float


def lay_out(sizes: Mapping[str, int], ways: Mapping[Way, int]) -> Layout:
    """Place activities (with their frequency) and the ways between them (with theirs)."""
    layers = _find_layers(sizes, ways)
    rows = _fill_rows(layers, ways)
    _order(rows, ways, layers)
    across = _place_across(rows, ways, layers)
    height = MARGIN + (max(layers.values(), default=0) + 1) * (BOX_HEIGHT + LAYER_GAP)
    left = min((x - _wide(one) / 2 for one, x in across.items()), default=0.0)
    right = max((x + _wide(one) / 2 for one, x in across.items()), default=BOX_WIDTH)
    layer_of = {one: one[1] if isinstance(one, tuple) else layers[one] for one in across}
    points = {
        one: Point(round(x - left + 2 * MARGIN, 1), _row_y(layer_of[one]))
        for one, x in across.items()
    }
    drawn = {
        way: tuple(points[one] for one in _stops(way, layers)) for way in ways if way[0] != way[1]
    }
    boxes = {one: point for one, point in points.items() if isinstance(one, str)}
    return Layout(boxes, drawn, round(right - left + 4 * MARGIN, 1), height)


Lane = tuple[Way, int]  # where a long way passes a layer
Item = str | Lane


def _row_y(layer: int) -> float:
    return MARGIN + LAYER_GAP / 2 + BOX_HEIGHT / 2 + layer * (BOX_HEIGHT + LAYER_GAP)


def _wide(item: Item) -> float:
    return BOX_WIDTH if isinstance(item, str) else LANE


def _find_layers(sizes: Mapping[str, int], ways: Mapping[Way, int]) -> dict[str, int]:
    """Put what clearly comes after something below it."""
    after: dict[str, dict[str, int]] = {one: {} for one in sizes}
    for (before, activity), number in ways.items():
        net = number - ways.get((activity, before), 0)
        if before != activity and net > PARALLEL * min(sizes[before], sizes[activity]) / 2:
            after[before][activity] = net
    order = _sort_greedily(after)
    place = {one: at for at, one in enumerate(order)}
    layers = dict.fromkeys(order, 0)
    for one in order:
        for other in after[one]:
            if place[other] > place[one]:
                layers[other] = max(layers[other], layers[one] + 1)
    return layers


def _sort_greedily(after: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Order so that few ways go back (Eades, Lin and Smyth): sources first, sinks last."""
    left = set(after)
    first: list[str] = []
    last: list[str] = []
    while left:
        out = {one: sum(n for to, n in after[one].items() if to in left) for one in left}
        come = {one: sum(after[other].get(one, 0) for other in left) for one in left}
        sink = min((one for one in left if not out[one] and come[one]), default=None)
        source = min((one for one in left if not come[one]), default=None)
        if source is not None:
            first.append(source)
        elif sink is not None:
            last.append(sink)
        else:
            first.append(max(sorted(left), key=lambda one: out[one] - come[one]))
        left -= {*first, *last}
    return [*first, *reversed(last)]


def _stops(way: Way, layers: Mapping[str, int]) -> list[Item]:
    """List what a way goes through: its box, a lane in each layer between, its other box."""
    before, activity = way
    since, until = layers[before], layers[activity]
    step = 1 if until >= since else -1
    return [before, *((way, layer) for layer in range(since + step, until, step)), activity]


def _fill_rows(layers: Mapping[str, int], ways: Mapping[Way, int]) -> list[list[Item]]:
    rows: list[list[Item]] = [[] for _ in range(max(layers.values(), default=-1) + 1)]
    for one, layer in sorted(layers.items()):
        rows[layer].append(one)
    for way in sorted(ways, key=lambda way: (-ways[way], way)):
        if way[0] != way[1]:
            for stop in _stops(way, layers):
                if isinstance(stop, tuple):
                    rows[stop[1]].append(stop)
    return rows


def _neighbours(
    ways: Mapping[Way, int], layers: Mapping[str, int]
) -> dict[Item, list[tuple[Item, int]]]:
    found: dict[Item, list[tuple[Item, int]]] = {}
    for way, number in ways.items():
        stops = _stops(way, layers) if way[0] != way[1] else []
        for one, other in zip(stops, stops[1:], strict=False):
            found.setdefault(one, []).append((other, number))
            found.setdefault(other, []).append((one, number))
    return found


def _order(rows: list[list[Item]], ways: Mapping[Way, int], layers: Mapping[str, int]) -> None:
    """Sort each layer by the weighted middle of its neighbours, down and up again."""
    beside = _neighbours(ways, layers)
    for sweep in range(SWEEPS):
        for at in range(1, len(rows)) if sweep % 2 == 0 else range(len(rows) - 2, -1, -1):
            other = rows[at - 1] if sweep % 2 == 0 else rows[at + 1]
            place: dict[Item, float] = {one: float(i) for i, one in enumerate(other)}
            own: dict[Item, float] = {one: float(i) for i, one in enumerate(rows[at])}
            middles = {one: _middle(beside.get(one, ()), place, own[one]) for one in rows[at]}
            rows[at].sort(key=lambda one: (middles[one], own[one]))


def _middle(
    beside: Iterable[tuple[Item, int]], place: Mapping[Item, float], default: float
) -> float:
    told = [(place[one], number) for one, number in beside if one in place]
    weight = sum(number for _, number in told)
    return sum(at * number for at, number in told) / weight if weight else default


def _place_across(
    rows: list[list[Item]], ways: Mapping[Way, int], layers: Mapping[str, int]
) -> dict[Item, float]:
    """Pull each item to its neighbours as far as the order of its layer lets it."""
    beside = _neighbours(ways, layers)
    across: dict[Item, float] = {}
    for row in rows:
        x = 0.0
        for one in row:
            across[one] = x + _wide(one) / 2
            x += _wide(one) + GAP
        middle = (x - GAP) / 2
        for one in row:
            across[one] -= middle
    for sweep in range(SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_middle(beside.get(one, ()), across, across[one]) for one in row]
            for one, x in zip(row, _spread(row, wanted), strict=True):
                across[one] = x
    return across


def _spread(row: list[Item], wanted: list[float]) -> list[float]:
    """Give places as near to those wanted as the widths allow.

    Less what their order takes, places must not fall: so neighbours that would are averaged.
    """
    taken = [0.0]
    for one, other in zip(row, row[1:], strict=False):
        taken.append(taken[-1] + (_wide(one) + _wide(other)) / 2 + GAP)
    blocks: list[tuple[float, int]] = []
    for want, offset in zip(wanted, taken, strict=False):
        blocks.append((want - offset, 1))
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            (first, many), (second, more) = blocks[-2:]
            blocks[-2:] = [((first * many + second * more) / (many + more), many + more)]
    free = [place for place, many in blocks for _ in range(many)]
    return [place + offset for place, offset in zip(free, taken, strict=False)]
