"""A network with one parameter and a run that takes no time: the arithmetic is what is tested."""

import random

from cuakhau.planning.experiments.measured import ALL, Figures, Measured, Spread, YardUse
from cuakhau.simulation.network.types import Flow, Network, Pool, Station, Trace

HOUR_US = 3_600_000_000


def network(servers=2, *, places=10):
    return Network(
        zone="example",
        start_us=0,
        offset_min=420,
        length_us=24 * HOUR_US,
        stations=(Station(id="desk", servers=((0, servers),)),),
        pools=(Pool(id="yard", yard="yard", places=places),),
        flows=(
            Flow(id="out", arrivals=Trace(at_us=(0,)), nodes=(), first="", facts={"gate": "a"}),
        ),
    )


def ready(network):
    return lambda seed: play(network, seed)


def play(network, seed):
    """Luck of the seed, the same for every network, and a wait that more officers shorten."""
    luck = random.Random(seed).gauss(0, 600)
    wait_s = 7200 / network.stations[0].servers[0][1] + luck
    figures = Figures(visits=100, left=90, turned_back=2, inside=8, wait=Spread(wait_s))
    return Measured(
        seed=seed,
        events=800,
        days=1.0,
        waited_s=100 * wait_s,
        groups={ALL: figures},
        yards={"yard": YardUse(10, 4.0, 9, (4.0,) * 24)},
    )
