"""Plans of which no other is both cheaper and quicker, and three of them with names.

Two goals and a few hundred plans: sorting once is enough, so pymoo is not needed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from cuakhau.planning.search.lever import Plan


@dataclass(frozen=True, slots=True)
class Point:
    """A plan, what it costs a day, and how long a vehicle waits, in s."""

    plan: Plan
    cost_vnd: int
    wait_s: float


@dataclass(frozen=True, slots=True)
class Options:
    """Three plans of a front; two of them may be the same."""

    cheap: Point
    balanced: Point
    fast: Point


CHEAP_REACHES = 1 / 3  # of the best saving of time


def non_dominated(points: Sequence[Point]) -> tuple[Point, ...]:
    """Keep the points that no other beats in one goal and equals in the other, cheapest first."""
    front: list[Point] = []
    for point in sorted(points, key=lambda p: (p.cost_vnd, p.wait_s, p.plan)):
        if not front or point.wait_s < front[-1].wait_s:
            front.append(point)
    return tuple(front)


def choose_options(front: Sequence[Point], today_wait_s: float) -> Options:
    """Name three plans of a front.

    fast: waits least. cheap: costs least among those that save a third of what `fast` saves.
    balanced: of those from `cheap` to `fast`, lies farthest below the straight line from today's
    plan to `fast`: where more money begins to buy less.
    """
    fast = min(front, key=lambda p: (p.wait_s, p.cost_vnd))
    least_saving = CHEAP_REACHES * (today_wait_s - fast.wait_s)
    enough = [p for p in front if today_wait_s - p.wait_s >= least_saving] or [fast]
    cheap = min(enough, key=lambda p: (p.cost_vnd, p.wait_s))
    between = [p for p in front if cheap.cost_vnd <= p.cost_vnd <= fast.cost_vnd]
    balanced = max(between or [fast], key=lambda p: (_bend(p, today_wait_s, fast), -p.cost_vnd))
    return Options(cheap, balanced, fast)


def _bend(point: Point, today_wait_s: float, fast: Point) -> float:
    """How far below the line from today to `fast` a point lies, both goals scaled to one."""
    saved = (today_wait_s - point.wait_s) / ((today_wait_s - fast.wait_s) or 1.0)
    return saved - point.cost_vnd / (fast.cost_vnd or 1)
