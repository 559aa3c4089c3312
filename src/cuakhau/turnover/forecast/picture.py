"""The picture of the months: what is known, what is expected in its bands, and the naive way."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 400, 200
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 10, 22
INK, BRAND, NAIVE, QUIET, RULE = "#1d2b33", "#0f3d4c", "#b06a00", "#5b6770", "#d9dfe4"
BAND_80, BAND_95 = "#9db9c3", "#d5e2e7"
Values = Sequence[float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Months from the first shown; each line is as long, `None` where it says nothing.

    `marks` are places on the axis with their words, `tops` the words of half and full height.
    """

    title: str
    known: Values
    expected: Values
    naive: Values
    bands: Sequence[tuple[Values, Values]]  # the wider one first
    marks: Sequence[tuple[int, str]]
    tops: tuple[str, str]
    most: float


def draw(drawn: Drawn) -> SafeString:
    """Draw it as SVG without styles or scripts."""
    shapes = [*_rules(drawn)]
    for (low, high), colour in zip(drawn.bands, (BAND_95, BAND_80), strict=True):
        there = [at for at, value in enumerate(low) if value is not None]
        points = [(at, high[at]) for at in there] + [(at, low[at]) for at in reversed(there)]
        if there:
            joined = " ".join(_point(drawn, at, value or 0) for at, value in points)
            shapes.append(f'<polygon points="{joined}" fill="{colour}" fill-opacity="0.75"/>')
    shapes += _lines(
        drawn, drawn.naive, f'stroke="{NAIVE}" stroke-width="1.5" stroke-dasharray="2 3"'
    )
    shapes += _lines(drawn, drawn.known, f'stroke="{INK}" stroke-width="2"')
    shapes += _lines(
        drawn, drawn.expected, f'stroke="{BRAND}" stroke-width="2" stroke-dasharray="6 3"'
    )
    title = escape(drawn.title)
    # Every word in it is escaped, and the rest is ours.
    return mark_safe(  # noqa: S308
        f'<svg class="picture" viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{title}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{title}</title>{"".join(shapes)}</svg>'
    )


def _x(drawn: Drawn, at: float) -> float:
    return round(LEFT + at / max(1, len(drawn.known) - 1) * (WIDTH - LEFT - RIGHT), 1)


def _y(drawn: Drawn, value: float) -> float:
    return round(HEIGHT - BOTTOM - value / drawn.most * (HEIGHT - TOP - BOTTOM), 1)


def _point(drawn: Drawn, at: int, value: float) -> str:
    return f"{_x(drawn, at)},{_y(drawn, value)}"


def _lines(drawn: Drawn, values: Values, how: str) -> list[str]:
    """Draw a line in pieces: a hole stays open, and a month alone is a dot."""
    pieces: list[list[str]] = [[]]
    for at, value in enumerate(values):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(_point(drawn, at, value))
    return [
        f'<polyline points="{" ".join(piece)}" fill="none" {how} stroke-linejoin="round" '
        f'stroke-linecap="round"/>'
        for piece in (one * 2 if len(one) == 1 else one for one in pieces)
        if piece
    ]


def _rules(drawn: Drawn) -> list[str]:
    text = f'font-size="11" fill="{QUIET}"'
    given = []
    for part, word in zip((0.0, 0.5, 1.0), ("0", *drawn.tops), strict=True):
        y = _y(drawn, drawn.most * part)
        given.append(
            f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}" stroke="{RULE}"/>'
            f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end" {text}>{escape(word)}</text>'
        )
    for at, word in drawn.marks:
        x = _x(drawn, at)
        given.append(
            f'<line x1="{x}" x2="{x}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="{RULE}"/>'
            f'<text x="{x + 3}" y="{HEIGHT - 8}" {text}>{escape(word)}</text>'
        )
    return given
