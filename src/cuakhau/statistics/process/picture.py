"""The process map as SVG: prints as it is, without scripts, styles or fonts of its own.

Colours stand in the picture, the same as the design tokens of the pages; a page may set them anew
by the classes. Words and numbers come from whoever draws, in the reader's language.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import cycle
from typing import Literal

from cuakhau.statistics.process.flow_map import Arc, Node, ProcessMap
from cuakhau.statistics.process.layout import BOX_HEIGHT, BOX_WIDTH, Layout, Point, lay_out

INK, QUIET, RULE, PAPER = "#17222e", "#55636f", "#dde3e8", "#fff"
# By the order of a zone's agencies; what no agency does is grey. The tokens --agency-1 … of the
# pages; each is told from its neighbours also by people who see no red or green.
AGENCY_COLOURS = (
    "#1c7a5b", "#2c5d9f", "#b0621a", "#7a4fa3", "#8a6d00", "#0f7f8c", "#a33b5e", "#5b6b2f",
    "#5f5fc4", "#7d5a44", "#3d7ea6", "#8c3f9e",
)  # fmt: skip
NOBODY = "#76838f"
LINE_LETTERS = 21
TITLE_HEIGHT, KEY_HEIGHT = 30.0, 22.0
THICKEST = 9.0
By = Literal["frequency", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of a picture.

    `name` gives the name of an activity, `agency` of an agency, `number` and `time` (of
    microseconds) how they are written, `open_at` the address of the visits behind a way.
    """

    title: str
    name: Callable[[str], str]
    agency: Callable[[str], str]
    number: Callable[[int], str]
    time: Callable[[int], str]
    agencies: Sequence[str] = ()
    nobody: str = ""
    open_at: Callable[[str, str], str] | None = None


def draw_map(made: ProcessMap, labels: Labels, *, by: By, least: int = 0) -> str:
    """Draw the ways that at least `least` visits went, as wide as frequent, or as dark as long."""
    arcs = [arc for arc in made.arcs if arc.lasted.visits >= least]
    going = {name for arc in arcs for name in (arc.before, arc.activity)}
    nodes = [node for node in made.nodes if node.activity in going or node.visits >= max(least, 1)]
    placed = lay_out(
        {node.activity: node.count for node in nodes},
        {(arc.before, arc.activity): arc.lasted.count for arc in arcs},
    )
    colours = _colours(labels.agencies)
    doing = {_agency_of(node) for node in nodes}
    used = [agency for agency in colours if agency in doing]
    width = max(placed.width, 320.0)
    columns = max(1, int((width - 32) // 170))
    rows = -(-len(used) // columns)
    height = placed.height + TITLE_HEIGHT + rows * KEY_HEIGHT
    title = escape(labels.title)
    lift = TITLE_HEIGHT + rows * KEY_HEIGHT
    shapes = [
        f'<svg class="process-map" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="group" aria-label="{title}" xmlns="http://www.w3.org/2000/svg" '
        'font-family="Be Vietnam Pro, Noto Sans, Noto Sans CJK SC, sans-serif">',
        f"<title>{title}</title>",
        _arrow_heads(),
        f'<rect class="pm-paper" width="{width:g}" height="{height:g}" fill="{PAPER}"/>',
        f'<text class="pm-title" x="16" y="22" font-size="14" font-weight="600" fill="{INK}">'
        f"{title}</text>",
        *_draw_key(used, columns, colours, labels),
        f'<g transform="translate(0 {lift:g})">',
        *_draw_arcs(arcs, placed, labels, by),
        *(_draw_box(node, placed.boxes[node.activity], colours, labels) for node in nodes),
        "</g></svg>",
    ]
    return "".join(shapes)


def _agency_of(node: Node) -> str:
    return node.agencies[0][0] if node.agencies else ""


def _colours(agencies: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Give each agency its class and colour."""
    told = {
        agency: (f"pm-agency-{at + 1}", AGENCY_COLOURS[at])
        for agency, at in zip(agencies, cycle(range(len(AGENCY_COLOURS))), strict=False)
    }
    return {"": ("pm-nobody", NOBODY), **told}


def _arrow_heads() -> str:
    return (
        '<defs><marker id="pm-head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" '
        'markerHeight="8" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0 0L8 4L0 8z" fill="{QUIET}"/></marker></defs>'
    )


def _draw_key(
    used: Sequence[str], columns: int, colours: dict[str, tuple[str, str]], labels: Labels
) -> Iterator[str]:
    for at, agency in enumerate(used):
        row, column = divmod(at, columns)
        x, y = 16 + column * 170, TITLE_HEIGHT + row * KEY_HEIGHT + 4
        name, colour = colours[agency]
        words = labels.agency(agency) if agency else labels.nobody
        yield (
            f'<rect class="{name}" x="{x}" y="{y:g}" width="12" height="12" rx="3" '
            f'fill="{colour}"/>'
            f'<text x="{x + 18}" y="{y + 10.5:g}" font-size="11.5" fill="{QUIET}">'
            f"{escape(_cut(words, 24))}</text>"
        )


def _draw_box(node: Node, at: Point, colours: dict[str, tuple[str, str]], labels: Labels) -> str:
    left, top = at.x - BOX_WIDTH / 2, at.y - BOX_HEIGHT / 2
    name, colour = colours.get(_agency_of(node), colours[""])
    lines = _wrap(labels.name(node.activity))
    first = at.y - 11 if len(lines) > 1 else at.y - 4
    words = "".join(
        f'<text x="{at.x + 3:g}" y="{first + 12.5 * row:g}" font-size="11.5" font-weight="600" '
        f'text-anchor="middle" fill="{INK}">{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    whole = ", ".join(
        f"{labels.agency(agency) if agency else labels.nobody}: {labels.number(count)}"
        for agency, count in node.agencies
    )
    return (
        f'<g class="pm-box"><title>{escape(labels.name(node.activity))} — {escape(whole)}</title>'
        f'<rect x="{left:g}" y="{top:g}" width="{BOX_WIDTH:g}" height="{BOX_HEIGHT:g}" rx="8" '
        f'fill="{PAPER}" stroke="{colour}" stroke-width="1.4" class="{name} pm-outline"/>'
        f'<path d="M{left + 8:g} {top:g}h-1a7 7 0 0 0-7 7v{BOX_HEIGHT - 14:g}a7 7 0 0 0 7 7h1z" '
        f'fill="{colour}" class="{name}"/>{words}'
        f'<text x="{at.x + 3:g}" y="{top + BOX_HEIGHT - 6:g}" font-size="10.5" '
        f'text-anchor="middle" fill="{QUIET}">{escape(labels.number(node.count))}</text></g>'
    )


def _draw_arcs(arcs: Sequence[Arc], placed: Layout, labels: Labels, by: By) -> Iterator[str]:
    """Draw the rare ways first, so that the frequent ones and their numbers lie on them."""
    most = max((arc.lasted.count for arc in arcs), default=1)
    longest = max((arc.lasted.median_us for arc in arcs), default=1) or 1
    texts = []
    for arc in sorted(arcs, key=lambda one: one.lasted.count):
        path, middle = _path(arc, placed)
        lasted = arc.lasted
        share = lasted.count / most if by == "frequency" else lasted.median_us / longest
        wide = 0.9 + (THICKEST - 0.9) * (share**0.7)
        said = labels.number(lasted.count) if by == "frequency" else labels.time(lasted.median_us)
        about = (
            f"{labels.name(arc.before)} → {labels.name(arc.activity)}: "
            f"{labels.number(lasted.count)} · {labels.time(lasted.median_us)}"
        )
        line = (
            f'<title>{escape(about)}</title><path d="{path}" class="pm-line" fill="none" '
            f'stroke="{QUIET}" stroke-opacity="{0.35 + 0.4 * share:.2f}" '
            f'stroke-width="{wide:.1f}" marker-end="url(#pm-head)"/>'
        )
        if labels.open_at is None:
            yield f"<g>{line}</g>"
        else:  # a wide invisible line takes the finger
            address = escape(labels.open_at(arc.before, arc.activity))
            touched = f'<path d="{path}" fill="none" stroke="{PAPER}" stroke-opacity="0" '
            yield f'<a href="{address}" class="pm-way">{line}{touched}stroke-width="18"/></a>'
        texts.append(
            f'<text class="pm-number" x="{middle.x:g}" y="{middle.y + 3.5:g}" font-size="10.5" '
            f'text-anchor="middle" fill="{INK}" stroke="{PAPER}" stroke-width="3.5" '
            f'paint-order="stroke" pointer-events="none">{escape(said)}</text>'
        )
    yield from texts


def _path(arc: Arc, placed: Layout) -> tuple[str, Point]:
    """Give the line of a way and where its number stands."""
    if arc.before == arc.activity:
        at = placed.boxes[arc.activity]
        x, y = at.x + BOX_WIDTH / 2, at.y
        path = f"M{x:g} {y - 8:g}C{x + 26:g} {y - 20:g} {x + 26:g} {y + 20:g} {x + 2:g} {y + 9:g}"
        return path, Point(x + 22, y)
    stops = placed.ways[arc.before, arc.activity]
    start, end = stops[0], stops[-1]
    if start.y == end.y:
        return _beside(start, end)
    down = 1 if end.y > start.y else -1
    lean = 20 if down < 0 else 0  # a way back leaves and arrives beside those that go on
    points = [
        Point(start.x + lean, start.y + down * BOX_HEIGHT / 2),
        *stops[1:-1],
        Point(end.x + lean, end.y - down * (BOX_HEIGHT / 2 + 2)),
    ]
    path = f"M{points[0].x:g} {points[0].y:g}"
    for one, other in zip(points, points[1:], strict=False):
        bend = (other.y - one.y) / 2
        path += (
            f"C{one.x:g} {one.y + bend:g} {other.x:g} {other.y - bend:g} {other.x:g} {other.y:g}"
        )
    one, other = points[0], points[1]
    # Not in the middle: numbers of two ways between the same boxes would lie on each other.
    part = 0.5 if len(points) > 2 else 0.42
    return path, Point(one.x + (other.x - one.x) * part, one.y + (other.y - one.y) * part)


def _beside(start: Point, end: Point) -> tuple[str, Point]:
    """A way within a layer: a bow above from left to right, below on the way back."""
    side = -1 if end.x > start.x else 1
    edge = BOX_HEIGHT / 2
    y, bow = start.y + side * edge, side * 30
    x, until = start.x - side * 24, end.x + side * 24
    path = f"M{x:g} {y:g}C{x:g} {y + bow:g} {until:g} {y + bow:g} {until:g} {y + side * 2:g}"
    return path, Point((x + until) / 2, y + bow * 0.75)


def _wrap(words: str) -> list[str]:
    """Break a name into two lines at most."""
    wide = LINE_LETTERS // 2 if any(ord(letter) > 0x2E7F for letter in words) else LINE_LETTERS
    if len(words) <= wide:
        return [words]
    if " " not in words:
        return [words[:wide], _cut(words[wide:], wide)]
    line, rest = "", words.split(" ")
    while rest and len(line) + len(rest[0]) + (1 if line else 0) <= wide:
        line += (" " if line else "") + rest.pop(0)
    if not line:
        return [_cut(words, wide)]
    return [line, _cut(" ".join(rest), wide)] if rest else [line]


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
