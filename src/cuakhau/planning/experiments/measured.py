"""What is kept of one run: figures by gate and class, the use of yards, who is left over.

A run of a month holds megabytes; these are a few kilobytes, so hundreds of runs fit in memory and
on disk.
"""

from collections.abc import Iterator, Mapping
from typing import Literal

import msgspec

ALL: Literal["all"] = "all"
GROUPINGS: tuple[Literal["gate", "class", "goods"], ...] = ("gate", "class", "goods")


class Spread(msgspec.Struct, frozen=True):
    """Mean, median and what nine of ten stay below, in seconds; unknown where nobody is through."""

    mean: float | None = None
    median: float | None = None
    p90: float | None = None


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One group of vehicles of one run; the spreads are of those who are through."""

    visits: int
    left: int
    turned_back: int
    inside: int
    stay: Spread = Spread()
    wait: Spread = Spread()
    yard: Spread = Spread()


class YardUse(msgspec.Struct, frozen=True):
    """Vehicles in a yard over the run's ticks; `by_hour` is the mean at each hour of the day.

    Of a road also how long the queue is, in metres, beside the road itself; unknown where nobody
    said how long vehicles, or the road, are.
    """

    places: int | None
    mean: float
    peak: int
    by_hour: tuple[float | None, ...]
    mean_m: float | None = None
    peak_m: float | None = None
    length_m: float | None = None


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What one run came to. `groups` holds "all", "gate/huu_nghi", "class/…".

    `waited_s` is the waiting of all together, what a plan saves: who is still inside at the end
    counts with all the time since he came, or a plan that lets nobody out would look best.
    """

    seed: int
    events: int
    days: float
    waited_s: float
    groups: Mapping[str, Figures]
    yards: Mapping[str, YardUse]
    unstable: tuple[str, ...] = ()
    cost_vnd: int | None = None  # a day, of who is on duty; unknown where a price is

    @property
    def whole(self) -> Figures:
        """The figures of all vehicles."""
        return self.groups[ALL]

    def by(self, grouping: str) -> Iterator[tuple[str, Figures]]:
        """Give (gate or class, figures) of one grouping."""
        for name, figures in self.groups.items():
            if name.startswith(f"{grouping}/"):
                yield name.partition("/")[2], figures

    @property
    def wait_each_s(self) -> float:
        """The waiting of all by the vehicle, in s: the goal of a plan."""
        return self.waited_s / self.whole.visits if self.whole.visits else 0.0

    def value(self, group: str, measure: str) -> float | None:
        """Read one measure, such as `inside`, `left_a_day`, `wait.p90`, of a yard `mean` or `peak`.

        Unknown where the run has no such group.
        """
        if group.startswith("yard/"):
            use = self.yards.get(group.partition("/")[2])
            return None if use is None else getattr(use, measure)
        if measure == "cost_vnd":
            return self.cost_vnd if group == ALL else None
        figures = self.groups.get(group)
        if figures is None:
            return None
        if measure == "left_a_day":
            return figures.left / self.days
        name, _, part = measure.partition(".")
        found = getattr(figures, name)
        return getattr(found, part) if part else found
