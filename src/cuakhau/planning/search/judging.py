"""Plans run on the twin: how long vehicles wait, and at which levers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cuakhau.planning.experiments.measuring import waited_s
from cuakhau.planning.experiments.running import Play, make_ready
from cuakhau.planning.search.ground import Ground
from cuakhau.planning.search.lever import Budget, Lever, Plan, Room
from cuakhau.planning.search.network import network_of
from cuakhau.planning.search.walk.local import Seen
from cuakhau.simulation.network.encode import encode
from cuakhau.simulation.network.types import Network
from cuakhau.simulation.run import Run, run_encoded

MANY = 1_000
DAY_H = 24
US_A_MINUTE = 60_000_000
HOUR_US = 3_600_000_000


@dataclass(frozen=True)
class Judge:
    """Runs plans of one ground under the same seeds."""

    ground: Ground
    levers: tuple[Lever, ...]
    seeds: tuple[int, ...]

    def see(self, plan: Plan) -> Seen:
        """Run a plan under every seed; the mean waiting, and the queue at each lever."""
        network = network_of(self.ground, self.levers, plan)
        encoded = encode(network)
        waits, pressures = [], []
        for seed in self.seeds:
            made = run_encoded(network, encoded, seed=seed)
            waits.append(_wait_each_s(made))
            pressures.append(self._pressure(made))
        return Seen(float(np.mean(waits)), tuple(float(p) for p in np.mean(pressures, axis=0)))

    def make_ready(self, plan: Plan) -> Play:
        """Make a plan ready to be measured under many seeds."""
        return make_ready(network_of(self.ground, self.levers, plan))

    @cached_property
    def places(self) -> dict[str, int]:
        """Stations by their place in a run's table of queues."""
        return {station.id: n for n, station in enumerate(self.ground.today.stations)}

    def _pressure(self, made: Run) -> NDArray[np.float64]:
        """Give for each lever how many vehicles wait there, by the unit that it has."""
        local = made.network.start_us + made.network.offset_min * US_A_MINUTE + made.ticks_us
        hour = (local // HOUR_US) % DAY_H
        by_hour = np.array([made.queue[hour == one].mean(axis=0) for one in range(DAY_H)])
        found = []
        for lever in self.levers:
            if lever.kind in ("officers", "lanes") and lever.hours:
                first, last = lever.hours
                here = by_hour[first:last, self.places[lever.target]]
                found.append(float(here.mean()) / max(lever.today, 1))
            elif lever.kind == "places":
                found.append(self._lack(made, lever))
            else:
                found.append(float(by_hour.mean()))
        return np.array(found)

    def _lack(self, made: Run, lever: Lever) -> float:
        """Give the share of time in which a pool is full."""
        number = [pool.id for pool in made.network.pools].index(lever.target)
        places = made.network.pools[number].places
        return float((made.occupancy[:, number] >= (places or np.inf)).mean())


def _wait_each_s(made: Run) -> float:
    return waited_s(made) / max(made.visits, 1)


def unlimited(network: Network) -> Network:
    """Give the same zone with officers, lanes and places without end, at its hours."""
    return replace(
        network,
        stations=tuple(
            replace(one, servers=tuple((at, n * MANY) for at, n in one.servers), quota=())
            for one in network.stations
        ),
        pools=tuple(replace(pool, places=None) for pool in network.pools),
    )


def least_wait_s(network: Network, seeds: Sequence[int]) -> float:
    """Give what vehicles wait where nobody ever queues: for hours, for partners, for papers.

    With the same luck no vehicle goes on earlier under any number of officers, lanes and places,
    so this bounds the waiting of every plan with these hours from below, run by run.
    """
    many = unlimited(network)
    encoded = encode(many)
    return float(np.mean([_wait_each_s(run_encoded(many, encoded, seed=one)) for one in seeds]))


def bound_s(ground: Ground, room: Room, seeds: Sequence[int]) -> float:
    """Bound the waiting of all plans: nobody queues, and each gate is open as long as it may.

    Says nothing (0) where slots move: then vehicles come at other times, and waits are others.
    """
    if any(lever.kind == "slots" for lever in room.levers):
        return 0.0
    longest = tuple(_longest(lever, room.budget) for lever in room.levers)
    return least_wait_s(network_of(ground, room.levers, longest), seeds)


def _longest(lever: Lever, budget: Budget) -> int:
    if lever.kind != "opening":
        return lever.today
    return lever.high if not lever.vnd else min(lever.high, budget.vnd // lever.vnd)
