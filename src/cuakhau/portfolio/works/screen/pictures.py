"""Pictures of works as SVG without style attributes or scripts, so that they print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

WIDTH = 960
NAME_W, ROW_H, TOP, BAR_H = 250, 30, 26, 12
PLANNED, DONE, LATE, NOW, QUIET, RULE, AHEAD = (
    "#b4bfc9", "#1c7a5b", "#b3261e", "#b3261e", "#55636f", "#dde3e8", "#e0a82e",
)  # fmt: skip
MOST_NAME = 34


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row of the Gantt chart: planned and actual span (an end may be unknown), forecast, marks.

    `marks` are days of stages that are done, each with its name.
    """

    name: str
    address: str
    begins: date | None
    planned_end: date | None
    ended: date | None
    forecast: date | None
    marks: tuple[tuple[date, str], ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a picture."""

    title: str
    today: str
    unknown: str


def draw_gantt(bars: Sequence[Bar], today: date, words: Words) -> str:
    """Draw projects over years; a bar without a known end fades out at today."""
    days = [day for bar in bars for day in _days(bar)] + [today]
    first = date(min(days).year, 1, 1)
    last = date(max(max(days), today + timedelta(days=120)).year + 1, 1, 1)
    span = (last - first).days
    height = TOP + ROW_H * len(bars) + 8

    def x(day: date) -> float:
        return NAME_W + (WIDTH - NAME_W - 8) * (day - first).days / span

    shapes = []
    for year in range(first.year, last.year + 1):
        at = x(date(year, 1, 1))
        shapes.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP - 6}" y2="{height}" stroke="{RULE}"/>'
        )
        if year < last.year:
            shapes.append(_text(at + 4, 14, str(year), QUIET))
    for place, bar in enumerate(bars):
        shapes += _row(bar, TOP + place * ROW_H, x, today, words)
    now = x(today)
    shapes.append(
        f'<line x1="{now:.1f}" x2="{now:.1f}" y1="{TOP - 8}" y2="{height}" stroke="{NOW}" '
        f'stroke-dasharray="4 3"><title>{escape(words.today)}</title></line>'
    )
    return _svg(WIDTH, height, words.title, shapes)


def _days(bar: Bar) -> list[date]:
    ends = [bar.begins, bar.planned_end, bar.ended, bar.forecast]
    return [day for day in ends if day] + [day for day, _name in bar.marks]


def _row(bar: Bar, top: int, x, today: date, words: Words) -> list[str]:  # type: ignore[no-untyped-def]
    name = bar.name if len(bar.name) <= MOST_NAME else bar.name[: MOST_NAME - 1] + "…"
    middle = top + ROW_H / 2
    out = [
        f'<a href="{escape(bar.address)}"><title>{escape(f"{bar.name}. {bar.told}")}</title>'
        f'<text x="0" y="{middle + 4:.1f}" font-size="13" fill="#2c5d9f">{escape(name)}</text></a>'
    ]
    if bar.begins is None:
        known = bar.ended or bar.planned_end
        if known is None:
            out.append(_text(NAME_W + 6, middle + 4, words.unknown, QUIET))
        else:
            shape = DONE if bar.ended else PLANNED
            out.append(_diamond(x(known), middle, shape, bar.told))
        return out
    begins = x(bar.begins)
    if bar.planned_end and bar.planned_end > bar.begins:
        out.append(_rect(begins, x(bar.planned_end), middle + 3, 5, PLANNED))
    end = bar.ended or max(today, bar.begins)
    if bar.begins <= today:
        out.append(_rect(begins, x(end), middle - 9, BAR_H, DONE))
    if bar.forecast and not bar.ended and bar.forecast > today:
        late = bool(bar.planned_end and bar.forecast > bar.planned_end)
        out.append(_rect(x(today), x(bar.forecast), middle - 6, 6, LATE if late else AHEAD))
    out += [_diamond(x(day), middle - 3, "#0f3d4c", told) for day, told in bar.marks]
    return out


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row of the money chart: plan and disbursed, either unknown; texts as they are written."""

    name: str
    address: str
    plan: int | None
    paid: int | None
    plan_text: str
    paid_text: str


def draw_money(pairs: Sequence[Pair], title: str) -> str:
    """Draw the plan of the year and what was disbursed of it, project by project."""
    most = max([one.plan or 0 for one in pairs] + [one.paid or 0 for one in pairs] + [1])
    row, left, right = 36, NAME_W, 150
    shapes: list[str] = []
    for place, one in enumerate(pairs):
        top = 6 + place * row
        name = one.name if len(one.name) <= MOST_NAME else one.name[: MOST_NAME - 1] + "…"
        shapes.append(
            f'<a href="{escape(one.address)}"><title>{escape(one.name)}</title><text x="0" '
            f'y="{top + 17}" font-size="13" fill="#2c5d9f">{escape(name)}</text></a>'
        )
        for amount, text, y, fill in (
            (one.plan, one.plan_text, top, PLANNED),
            (one.paid, one.paid_text, top + 14, DONE),
        ):
            wide = (WIDTH - left - right) * (amount or 0) / most
            shapes.append(_rect(left, left + wide, y, 11, fill))
            shapes.append(_text(left + wide + 6, y + 10, text, QUIET))
    return _svg(WIDTH, 10 + row * len(pairs), title, shapes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A curve of amounts over days, its colour, and whether it is dashed."""

    points: tuple[tuple[date, int], ...]
    colour: str
    is_dashed: bool = False


def draw_curves(
    lines: Sequence[Line], today: date, words: Words, numbers: Sequence[tuple[int, str]]
) -> str:
    """Draw curves; `numbers` are the marks of the upright axis, each with its text."""
    days = [day for line in lines for day, _ in line.points] + [today]
    first, last = min(days), max(days)
    if first == last:
        last = first + timedelta(days=1)
    most = max([amount for line in lines for _, amount in line.points] + [n for n, _ in numbers])
    high, left, bottom = 260, 90, 24

    def x(day: date) -> float:
        return left + (WIDTH - left - 12) * (day - first).days / (last - first).days

    def y(amount: int) -> float:
        return 12 + (high - 12 - bottom) * (1 - amount / (most or 1))

    shapes = []
    for amount, text in numbers:
        shapes.append(
            f'<line x1="{left}" x2="{WIDTH - 12}" y1="{y(amount):.1f}" y2="{y(amount):.1f}" '
            f'stroke="{RULE}"/>'
        )
        shapes.append(_text(left - 6, y(amount) + 4, text, QUIET, "end"))
    for year in range(first.year + 1, last.year + 1):
        at = x(date(year, 1, 1))
        shapes.append(
            f'<line x1="{at:.1f}" x2="{at:.1f}" y1="12" y2="{high - bottom}" stroke="{RULE}"/>'
        )
        shapes.append(_text(at, high - 6, str(year), QUIET, "middle"))
    for line in lines:
        path = " ".join(f"{x(day):.1f},{y(amount):.1f}" for day, amount in line.points)
        dashes = ' stroke-dasharray="6 4"' if line.is_dashed else ""
        shapes.append(
            f'<polyline points="{path}" fill="none" stroke="{line.colour}" '
            f'stroke-width="2.5"{dashes}/>'
        )
    now = x(today)
    shapes.append(
        f'<line x1="{now:.1f}" x2="{now:.1f}" y1="12" y2="{high - bottom}" stroke="{NOW}" '
        f'stroke-dasharray="4 3"><title>{escape(words.today)}</title></line>'
    )
    return _svg(WIDTH, high, words.title, shapes)


def _svg(width: int, height: float, title: str, shapes: Sequence[str]) -> str:
    told = escape(title)
    return (
        f'<svg class="picture" viewBox="0 0 {width} {height:.0f}" role="group" aria-label="{told}" '
        f'xmlns="http://www.w3.org/2000/svg"><title>{told}</title>{"".join(shapes)}</svg>'
    )


def _rect(left: float, right: float, top: float, high: float, fill: str) -> str:
    wide = max(right - left, 1.5)
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high}" rx="2" '
        f'fill="{fill}"/>'
    )


def _diamond(x: float, y: float, fill: str, told: str) -> str:
    points = f"{x - 5:.1f},{y:.1f} {x:.1f},{y - 5:.1f} {x + 5:.1f},{y:.1f} {x:.1f},{y + 5:.1f}"
    return f'<polygon points="{points}" fill="{fill}"><title>{escape(told)}</title></polygon>'


def _text(x: float, y: float, text: str, fill: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" fill="{fill}" text-anchor="{anchor}">'
        f"{escape(text)}</text>"
    )
