"""The name of a place beside or below its shape, in lines that fit."""

import re
from textwrap import wrap as wrap_words
from typing import Any
from unicodedata import east_asian_width

from cuakhau.web.map import plan
from cuakhau.web.map.plan import Drawn

LINE = 15
LABELS_FROM, LABELS_TO = 52, 108  # middles of the labels below, so that none is cut off
MOST_LINES = 3
PARTS = re.compile(r"[（(]?[0-9A-Za-z/–-]+|.")  # what a Chinese name may be broken into


def place_label(one: Drawn, name: str, radius: int) -> dict[str, Any]:
    """Give the lines of a name with where each stands, and where a number below them stands."""
    lines = wrap(name, one.chars)
    beside = one.x + plan.TO_LABEL
    x = min(max(one.x, LABELS_FROM), LABELS_TO) if one.is_below else beside
    first = one.y + radius + LINE if one.is_below else one.y - LINE * (len(lines) - 1) // 2
    return {
        "x": one.x,
        "y": one.y,
        "r": radius,
        "side": 2 * radius,
        "left": one.x - radius,
        "top": one.y - radius,
        "anchor": "middle" if one.is_below else "start",
        "is_below": one.is_below,
        "label_x": x,
        "lines": [{"y": first + LINE * place, "text": text} for place, text in enumerate(lines)],
        "count_y": first + LINE * len(lines),
        "next_y": first + LINE * (len(lines) + 1),
        "tie": one.tied_to and {"x": one.tied_to[0], "y": one.tied_to[1]},
    }


def wrap(text: str, chars: int) -> list[str]:
    """Break a name into few lines; a Chinese letter is two wide and needs no blank to break."""
    if not any(_width(letter) > 1 for letter in text):
        lines = wrap_words(text, chars)
    else:
        lines = [""]
        for part in PARTS.findall(text):
            if lines[-1] and sum(map(_width, lines[-1] + part)) > chars:
                lines.append("")
            lines[-1] += part
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], f"{lines[MOST_LINES - 1].rstrip(' ,')}…"]


def _width(letter: str) -> int:
    return 2 if east_asian_width(letter) in "WF" else 1
