"""The time picture: columns of lines, marks of published totals, holes where nothing is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from cuakhau.web.page.axes import round_up

STEPS = (1, 2, 4, 5, 6, 8)  # of the axis of values

WIDTH, HEIGHT = 760, 250
LEFT, RIGHT, TOP, BOTTOM = 56, 10, 14, 40
COLUMN, LAST, MARK, QUIET, RULE = "#1f6f8b", "#0f3d4c", "#b06a00", "#5b6770", "#d9dfe4"
MOST_WORDS = 9  # below the columns; more would run into one another


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of time. `value` is of lines, `published` of a print; `None` is not known.

    `is_partial`: only one way, or some of its months, are in `value`.
    """

    name: str
    value: float | None
    published: float | None = None
    address: str = ""
    is_asked: bool = False
    is_partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of the picture: its title, what a hole and a part are, how numbers are written."""

    title: str
    hole: str
    partial: str
    number: Callable[[float], str]


def draw_steps(steps: Sequence[Step], labels: Labels) -> str:
    """Draw steps of time as SVG without style attributes or scripts, so that it prints."""
    largest = max([one.value or 0 for one in steps] + [one.published or 0 for one in steps])
    most = round_up(largest, STEPS)
    wide = (WIDTH - LEFT - RIGHT) / max(len(steps), 1)
    every = -(-len(steps) // MOST_WORDS)
    shapes = []
    for place, step in enumerate(steps):
        x = LEFT + place * wide
        shapes += _column(step, x, wide, most, labels)
        if (len(steps) - 1 - place) % every == 0:
            shapes.append(_text(x + wide / 2, HEIGHT - BOTTOM + 16, step.name, "middle"))
    title = escape(labels.title)
    return "".join(
        [
            f'<svg class="picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" '
            f'aria-label="{title}" xmlns="http://www.w3.org/2000/svg"><title>{title}</title>',
            '<defs><pattern id="hole" width="6" height="6" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="6" height="6" fill="#f7f3ea"/>'
            f'<line x1="0" x2="0" y1="0" y2="6" stroke="{MARK}" stroke-width="1.4" '
            'stroke-opacity="0.55"/></pattern></defs>',
            *_axis(most, labels),
            *shapes,
            "</svg>",
        ]
    )


def _column(step: Step, x: float, wide: float, most: float, labels: Labels) -> list[str]:
    shapes: list[str] = []
    inner, left = wide * 0.74, x + wide * 0.13
    if step.value is None and step.published is None:
        told = escape(f"{step.name}: {labels.hole}")
        shapes.append(
            f'<rect class="hole" x="{left:.1f}" y="{TOP}" width="{inner:.1f}" '
            f'height="{HEIGHT - TOP - BOTTOM}" fill="url(#hole)"><title>{told}</title></rect>'
        )
        return shapes
    if step.value is not None:
        y = _y(step.value, most)
        told = escape(f"{step.name}: {labels.number(step.value)}")
        fill = LAST if step.is_asked else COLUMN
        if step.is_partial:
            hole = escape(f"{step.name}: {labels.partial}")
            shapes.append(
                f'<rect class="hole" x="{left:.1f}" y="{TOP}" width="{inner:.1f}" '
                f'height="{y - TOP:.1f}" fill="url(#hole)"><title>{hole}</title></rect>'
            )
        shapes.append(
            f'<rect class="lines" x="{left:.1f}" y="{y:.1f}" width="{inner:.1f}" '
            f'height="{HEIGHT - BOTTOM - y:.1f}" fill="{fill}"><title>{told}</title></rect>'
        )
    if step.published is not None:
        y = _y(step.published, most)
        told = escape(f"{step.name}: {labels.number(step.published)}")
        shapes.append(
            f'<line class="published" x1="{x:.1f}" x2="{x + wide:.1f}" y1="{y:.1f}" y2="{y:.1f}" '
            f'stroke="{MARK}" stroke-width="4"><title>{told}</title></line>'
        )
    if step.address:
        opened = f'<a href="{escape(step.address)}">{"".join(shapes)}</a>'
        return [opened]
    return shapes


def _axis(most: float, labels: Labels) -> list[str]:
    shapes = []
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = _y(most * part, most)
        shapes.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{RULE}"/>'
        )
        if part in (0.0, 0.5, 1.0):
            shapes.append(_text(LEFT - 6, y + 4, labels.number(most * part), "end"))
    return shapes


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="12" fill="{QUIET}">'
        f"{escape(text)}</text>"
    )


def _y(value: float, most: float) -> float:
    return HEIGHT - BOTTOM - value / most * (HEIGHT - TOP - BOTTOM)
