"""The frame of a picture: its size, its scales, its axes with round numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 10, 26
QUIET, RULE = "#5b6770", "#d9dfe4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The words of a picture: what it shows, read aloud too, and how it writes numbers."""

    title: str
    number: Callable[[float], str] = lambda value: f"{value:g}"


@dataclass(frozen=True, slots=True)
class Frame:
    """Scales from what is shown to the picture: x from `x0` to `x1`, y from 0 to `y1`."""

    x0: float
    x1: float
    y1: float

    def x(self, value: float) -> float:
        """Place a value on the horizontal axis."""
        wide = WIDTH - LEFT - RIGHT
        return round(LEFT + (value - self.x0) / (self.x1 - self.x0) * wide, 2)

    def y(self, value: float) -> float:
        """Place a value on the vertical axis."""
        high = HEIGHT - TOP - BOTTOM
        return round(HEIGHT - BOTTOM - value / self.y1 * high, 2)

    def line(self, xs: Sequence[float], ys: Sequence[float]) -> str:
        """Give points as the attribute of a line or an area."""
        return " ".join(f"{self.x(x)},{self.y(y)}" for x, y in zip(xs, ys, strict=True))


def svg(frame: Frame, labels: Labels, ticks: Sequence[float], shapes: Sequence[str]) -> str:
    """Put a picture together: rules and numbers behind, shapes before them."""
    title = escape(labels.title)
    return "".join(
        [
            f'<svg class="picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
            f'aria-label="{title}" xmlns="http://www.w3.org/2000/svg"><title>{title}</title>',
            *_axes(frame, labels, ticks),
            *shapes,
            "</svg>",
        ]
    )


def _axes(frame: Frame, labels: Labels, ticks: Sequence[float]) -> Iterator[str]:
    text = f'font-size="11" fill="{QUIET}"'
    for part in (0.0, 0.5, 1.0):
        value = frame.y1 * part
        y = frame.y(value)
        yield (
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{RULE}"/>'
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end" {text}>'
            f"{escape(labels.number(value))}</text>"
        )
    for value in ticks:
        x, y = frame.x(value), HEIGHT - BOTTOM
        yield (
            f'<line x1="{x}" x2="{x}" y1="{y}" y2="{y + 4}" stroke="{QUIET}"/>'
            f'<text x="{x}" y="{HEIGHT - 8}" text-anchor="middle" {text}>'
            f"{escape(labels.number(value))}</text>"
        )
