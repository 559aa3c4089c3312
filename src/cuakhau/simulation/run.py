"""One run of a network: arrays in, arrays out, and its rows as an EventLog."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cuakhau.simulation.network.arrivals import draw_fleet
from cuakhau.simulation.network.breaking import draw_breaks
from cuakhau.simulation.network.encode import (
    TICK_US,
    Encoded,
    OptionName,
    clock_of,
    encode,
    names_of,
)
from cuakhau.simulation.network.present import join_present
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.network.ways import TooLarge
from cuakhau.simulation.state import run_arrays
from cuakhau.simulation.workload import Workload, list_workloads

Whole = NDArray[np.int64]
TOKENS = 2**24  # vehicles and branches of their ways in one run: a gigabyte of state


@dataclass(frozen=True, kw_only=True, eq=False)
class Rows:
    """What was written, in the order in which it happened; empty where no log was kept.

    `option` counts through `names_of(network)`, then through the flows for the rows that declare.
    """

    vehicle: NDArray[np.int32]
    option: NDArray[np.int32]
    other: NDArray[np.int32]
    start_us: Whole
    end_us: Whole


@dataclass(frozen=True, kw_only=True, eq=False)
class Run:
    """What came of a network with one seed: arrays a vehicle by time of arrival, in microseconds.

    `left_us` is -1 for who is still inside at the end. `outcome`: 0 left, 1 turned back, -1 inside.
    `idle_us` is the time during which nobody served it, `yard_us` that in yards. The tables of
    steps count through `options`. `occupancy` is (ticks, pools), `queue` (ticks, stations).
    """

    network: Network
    seed: int
    events: int
    flow: NDArray[np.int32]
    arrived_us: Whole
    left_us: Whole
    outcome: NDArray[np.int8]
    idle_us: Whole
    yard_us: Whole
    step_count: Whole
    step_served_us: Whole
    step_waited_us: Whole
    occupancy: NDArray[np.int32]
    queue: NDArray[np.int32]
    rows: Rows

    @property
    def visits(self) -> int:
        """How many vehicles came, those present at the start among them."""
        return len(self.arrived_us)

    @property
    def ticks_us(self) -> Whole:
        """When occupancy and queues were looked at."""
        return np.arange(len(self.occupancy), dtype=np.int64) * TICK_US

    @cached_property
    def workloads(self) -> tuple[Workload, ...]:
        """Give the work that stood before each station, beside what it could do."""
        waiting = self.queue[-1] if len(self.queue) else ()
        return list_workloads(self.network, self.step_count, self.step_served_us, waiting)

    @property
    def unstable(self) -> tuple[str, ...]:
        """Name the stations of which more was asked than they could do: their queues grow."""
        return tuple(one.station for one in self.workloads if (one.share or 0) > 1)

    @cached_property
    def options(self) -> tuple[OptionName, ...]:
        """Name what the tables of steps count."""
        return names_of(self.network)


def run(network: Network, *, seed: int, log: Literal["none", "full"] = "none") -> Run:
    """Run a network with one seed. The same network and seed give the same rows."""
    return run_encoded(network, encode(network), seed=seed, log=log)


def run_encoded(
    network: Network,
    encoded: Encoded,
    *,
    seed: int,
    log: Literal["none", "full"] = "none",
    kernel: Any = run_arrays,
) -> Run:
    """Run a network that is encoded already: replications and sliders do it once for many seeds.

    Stops by chance are this run's own; the network of the answer has them among who is on duty.
    """
    network, unbroken = draw_breaks(network, seed), network
    if network is not unbroken:
        encoded = encoded._replace(clock=clock_of(network))
    fleet, present = join_present(network, draw_fleet(network, seed), encoded.nodes[:, 1], seed)
    if len(fleet.flow) * int(encoded.limits[4]) >= TOKENS:
        raise TooLarge(f"{len(fleet.flow)} vehicles are too many for one run; run fewer days")
    out = kernel(
        encoded,
        (fleet.arrived_us, fleet.flow, fleet.key, fleet.needs),
        present,
        int(log == "full"),
    )
    return Run(
        network=network,
        seed=seed,
        events=int(out[9]),
        flow=fleet.flow,
        arrived_us=fleet.arrived_us,
        left_us=out[0],
        idle_us=out[1],
        yard_us=out[2],
        outcome=out[3],
        step_count=out[4],
        step_served_us=out[5],
        step_waited_us=out[6],
        occupancy=out[7],
        queue=out[8],
        rows=Rows(vehicle=out[10], option=out[11], other=out[12], start_us=out[13], end_us=out[14]),
    )
