"""Lines over the hours of a day with their bands, drawn with whole numbers; they print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cuakhau.figures import Figure

WIDTH, HEIGHT = 480, 150
HOURS, LABEL_EACH = 24, 6
STEP = WIDTH // HOURS


@dataclass(frozen=True, slots=True)
class Line:
    """24 hours of one run: mean and both ends of the interval of each. `mark` is A, B, …"""

    mark: str
    mean: Sequence[Figure]
    low: Sequence[Figure]
    high: Sequence[Figure]


def draw(lines: Sequence[Line], top: Figure | None, ceiling: int | None) -> dict[str, Any]:
    """Give the shapes of a chart. `top` is the figure at its upper edge, `ceiling` the places.

    The places of a yard are drawn where the lines come near them; else they would lie flat.
    """
    most = max(1.0, float(top.value) if top is not None and top.value is not None else 1.0)
    shows_ceiling = ceiling is not None and ceiling <= most * 2
    if shows_ceiling and ceiling is not None:
        most = max(most, float(ceiling))
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "top": top,
        "ceiling_y": _y(float(ceiling), most) if shows_ceiling and ceiling is not None else None,
        "hours": [
            {"x": hour * STEP, "text": f"{hour:02d}:00"} for hour in range(0, 24, LABEL_EACH)
        ],
        "lines": [
            {
                "mark": line.mark,
                "path": "M" + "L".join(_points(line.mean, most)),
                "band": _band(line, most),
            }
            for line in lines
        ],
    }


def _band(line: Line, most: float) -> str:
    if any(one.value is None for one in (*line.low, *line.high)):
        return ""
    there, back = _points(line.high, most), _points(line.low, most)
    return "M" + "L".join([*there, *reversed(back)]) + "Z"


def _points(figures: Sequence[Figure], most: float) -> list[str]:
    """Give the middle of each hour, and the edges of the day at the first and last height."""
    ys = [_y(float(one.value or 0), most) for one in figures]
    middle = [f"{hour * STEP + STEP // 2} {y}" for hour, y in enumerate(ys)]
    return [f"0 {ys[0]}", *middle, f"{WIDTH} {ys[-1]}"]


def _y(value: float, most: float) -> int:
    return HEIGHT - round(min(value, most) * HEIGHT / most)
