"""The steps in which the fluid of a run is counted, and the hours of the zone that they lie in."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cuakhau.planning.search.fluid.expected import DAY_US, HOUR_US, SECOND_US
from cuakhau.planning.search.lever import Lever
from cuakhau.simulation.network.types import Network

MOST_CELLS = 16_000  # places to wait × steps: a second or two of HiGHS


@dataclass(frozen=True)
class Grid:
    """Steps of equal length; the last may be shorter. `midnight_us` is the start's time of day."""

    edges: NDArray[np.int64]
    midnight_us: int

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return len(self.edges) - 1

    @cached_property
    def length_s(self) -> NDArray[np.float64]:
        """How long each step is."""
        return np.diff(self.edges) / SECOND_US

    def day(self, step: int) -> int:
        """Give the number of the zone's day in which a step begins."""
        return int(self.edges[step] + self.midnight_us) // DAY_US

    def is_within(self, step: int, lever: Lever) -> bool:
        """Tell whether a step touches the hours of a lever."""
        return self.overlap(step, lever) > 0

    def overlap(self, step: int, lever: Lever) -> float:
        """Give the share of a step that lies in the hours of a lever."""
        if lever.hours is None:
            return 1.0
        begin = int(self.edges[step] + self.midnight_us) % DAY_US / HOUR_US
        length = int(self.edges[step + 1] - self.edges[step]) / HOUR_US
        first, last = lever.hours
        return max(0.0, min(begin + length, last) - max(begin, first)) / length


def lay_grid(network: Network, cells: int) -> Grid:
    """Cut a run into steps of an hour, or of 2 or 4 where there would be too many cells."""
    fitting = [h for h in (1, 2) if cells * network.length_us <= MOST_CELLS * h * HOUR_US]
    step_us = (fitting or [4])[0] * HOUR_US
    edges = np.arange(0, network.length_us + step_us, step_us, dtype=np.int64)
    local_us = network.start_us + network.offset_min * 60 * SECOND_US
    return Grid(np.unique(np.minimum(edges, network.length_us)), local_us % DAY_US)
