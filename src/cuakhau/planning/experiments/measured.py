"""What is kept of one run: figures by gate and class, the use of yards, who is left over.

A run of a month holds megabytes; these are a few kilobytes, so hundreds of runs fit in memory and
on disk.
"""

from collections.abc import Iterator, Mapping

import msgspec

ALL = "all"
GROUPINGS = ("gate", "class")


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """One group of vehicles of one run. Times in seconds; `None` where nobody can be asked."""

    visits: int
    left: int
    turned_back: int
    inside: int
    waited_s: float  # by all together, those still inside too: what a plan saves
    stay_mean_s: float | None = None
    stay_median_s: float | None = None
    stay_p90_s: float | None = None
    wait_mean_s: float | None = None
    wait_median_s: float | None = None
    wait_p90_s: float | None = None
    yard_mean_s: float | None = None


class YardUse(msgspec.Struct, frozen=True):
    """Vehicles in a yard over the run's ticks; `by_hour` is the mean at each hour of the day."""

    places: int | None
    mean: float
    peak: int
    by_hour: tuple[float, ...]


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What one run came to. `groups` holds "all", "gate/huu_nghi", "class/…"."""

    seed: int
    events: int
    days: float
    groups: Mapping[str, Figures]
    yards: Mapping[str, YardUse]
    unstable: tuple[str, ...] = ()

    @property
    def whole(self) -> Figures:
        """The figures of all vehicles."""
        return self.groups[ALL]

    def by(self, grouping: str) -> Iterator[tuple[str, Figures]]:
        """Give (gate or class, figures) of one grouping."""
        for name, figures in self.groups.items():
            if name.startswith(f"{grouping}/"):
                yield name.partition("/")[2], figures

    def value(self, group: str, measure: str) -> float | None:
        """Read one measure: of `Figures`, or `yard/…` groups' `mean` and `peak`."""
        if group.startswith("yard/"):
            use = self.yards.get(group.partition("/")[2])
            return None if use is None else getattr(use, measure)
        if measure == "left_a_day":
            return self.groups[group].left / self.days if group in self.groups else None
        return getattr(self.groups[group], measure) if group in self.groups else None
