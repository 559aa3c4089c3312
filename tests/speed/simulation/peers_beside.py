"""Events a second of the kernel beside SimPy, Ciw and cimba, in turns, on one core."""

import statistics
import time

from cuakhau.simulation.network.arrivals import draw_fleet
from cuakhau.simulation.run import run
from peers.luck import OwnLuck
from peers.reduced import build_network, run_ciw, run_simpy
from peers.reduced_cimba import run_cimba
from peers.simpy_network import World
from speed.measured import measured

ROUNDS = 5
SECONDS_MOST, FULL_FLOOR = 0.8, 60
REDUCED = {
    # name: how it is run, the part of the kernel's days that it gets, the floor of the ratio
    "SimPy": (run_simpy, 1 / 120, 80),
    "Ciw": (run_ciw, 1 / 365, 200),
    "cimba": (run_cimba, 1 / 6, 5),
}


def clock(act):
    began = time.perf_counter()
    events = act()
    return events, time.perf_counter() - began


def beside_simpy(network, short):
    """The whole zone: `network` by the kernel, the same for fewer days (`short`) by SimPy."""
    ours, theirs, seconds = [], [], []
    visits = run(network, seed=0).visits
    for seed in range(ROUNDS):
        events, spent_s = clock(lambda seed=seed: run(network, seed=seed).events)
        seconds.append(spent_s)
        ours.append(events / spent_s)
        world = World(short, draw_fleet(short, seed), OwnLuck(seed))
        _, spent_s = clock(world.run)
        theirs.append(world.events / spent_s)
    days = network.length_us // 86_400_000_000
    print(f"{days} days: {visits:,} vehicles, {events:,} events; SimPy ran "
          f"{short.length_us // 86_400_000_000} days")  # fmt: skip
    yield measured(
        f"{days} days of the whole zone", statistics.median(seconds), "s",
        ceiling=SECONDS_MOST * days / 365,
    )  # fmt: skip
    yield rate("kernel, whole zone (raw: SimPy)", ours, theirs, FULL_FLOOR)


def beside_all(days):
    """The reduced network with priorities, by each peer in turn."""
    network = build_network(days)
    run(network, seed=0)
    run_cimba(1, 1)  # it compiles, as the kernel has
    ours, theirs = [], {name: [] for name in REDUCED}
    for seed in range(ROUNDS):
        events, spent_s = clock(lambda seed=seed: run(network, seed=seed).events)
        ours.append(events / spent_s)
        for name, (act, part, _) in REDUCED.items():
            found, spent_s = clock(lambda act=act, part=part, s=seed: act(days * part, s + 1)[1])
            theirs[name].append(found / spent_s)
    for name, (_, _, floor) in REDUCED.items():
        yield rate(f"kernel, reduced network (raw: {name})", ours, theirs[name], floor)


def rate(name, ours, theirs, floor):
    """The median of the ratios of single rounds, so that the machine's mood strikes both."""
    ratios = sorted(one / other for one, other in zip(ours, theirs, strict=True))
    row = measured(name, statistics.median(ours), "events/s", raw=1.0, floor=floor)
    print(f"{name}: ratios of {len(ratios)} rounds {ratios[0]:.1f} … {ratios[-1]:.1f}")
    fields = {**vars(row), "raw": statistics.median(theirs), "ratio": statistics.median(ratios)}
    return type(row)(**fields)
