"""Networks that queueing theory knows, and what it says of them. Times in seconds."""

from math import factorial

import numpy as np
from scipy.sparse import lil_matrix
from scipy.sparse.linalg import spsolve

from cuakhau.simulation.network.types import (
    Draw,
    Flow,
    Network,
    Node,
    Option,
    Poisson,
    Pool,
    Station,
)

SECOND_US = 1_000_000
DAY_US = 86_400 * SECOND_US


def network_of(*flows, stations, days, pools=()):
    return Network(
        zone="theory",
        start_us=0,
        offset_min=0,
        length_us=days * DAY_US,
        stations=tuple(Station(id=name, servers=((0, n),)) for name, n in stations.items()),
        pools=pools,
        flows=flows,
    )


def draw_of(seconds, kind="exponential", cv=1.0):
    return Draw(kind=kind, mean_us=round(seconds * SECOND_US), cv=cv)


def serve(name, at, draw, to, **more):
    return Node(id=name, op="serve", options=(Option(next=to, at=at, draw=draw),), **more)


def flow_of(name, per_s, *nodes, first, **more):
    end = Node(id="end", op="end")
    come = Poisson(per_hour=(per_s * 3_600,))
    return Flow(id=name, arrivals=come, nodes=(*nodes, end), first=first, **more)


def one_station(*, servers, load, days, draw=None):
    """M/G/c with a mean service of one minute."""
    took = draw or draw_of(60)
    per_s = load * servers * SECOND_US / took.mean_us
    flow = flow_of("lorries", per_s, serve("serve", "desk", took, "end"), first="serve")
    return network_of(flow, stations={"desk": servers}, days=days)


def erlang_c(servers, load):
    """Give the chance of having to wait in M/M/c."""
    offered = servers * load
    last = offered**servers / factorial(servers) / (1 - load)
    return last / (sum(offered**k / factorial(k) for k in range(servers)) + last)


def wait_mmc(servers, load, service):
    return erlang_c(servers, load) * service / (servers * (1 - load))


def wait_mg1(load, service, cv):
    """Pollaczek–Khinchine."""
    return load * (1 + cv**2) / 2 * service / (1 - load)


def waits_by_priority(first, loads):
    """Cobham; and Kella and Yechiali for several servers. `first`: the wait for a server to end."""
    sums = np.concatenate([[0.0], np.cumsum(loads)])
    return [first / ((1 - sums[k]) * (1 - sums[k + 1])) for k in range(len(loads))]


def stay_in_tandem(per_s, first_s, second_s, places):
    """Give the mean stay in two stations of one server with `places` at the second.

    A vehicle that is done at the first stays there, and blocks it, until the second has a place.
    The chain: how many have not left the first, how many are at the second, is the first blocked.
    """
    most = 120
    states = [(n, k, 0) for n in range(most + 1) for k in range(places + 1)]
    states += [(n, places, 1) for n in range(1, most + 1)]
    number = {state: place for place, state in enumerate(states)}
    rates = lil_matrix((len(states), len(states)))
    for (n, k, blocked), here in number.items():
        moves = []
        if n < most:
            moves.append((per_s, (n + 1, k, blocked)))
        if n and not blocked:
            moves.append((1 / first_s, (n - 1, k + 1, 0) if k < places else (n, k, 1)))
        if k:
            moves.append((1 / second_s, (n - 1, k, 0) if blocked else (n, k - 1, 0)))
        for rate, to in moves:
            rates[number[to], here] += rate
            rates[here, here] -= rate
    rates[0, :] = 1.0
    chances = spsolve(rates.tocsc(), np.eye(len(states), 1).ravel())
    assert sum(chances[number[s]] for s in states if s[0] == most) < 1e-9
    return sum((n + k) * chances[number[n, k, b]] for n, k, b in states) / per_s


def tandem(per_s, first_s, second_s, places, *, days):
    flow = flow_of(
        "lorries",
        per_s,
        serve("first", "one", draw_of(first_s), "enter", holds=True),
        Node(id="enter", op="take", options=(Option(next="second", at="yard"),)),
        serve("second", "two", draw_of(second_s), "end"),
        first="first",
    )
    pools = (Pool(id="yard", yard="yard", places=places),)
    return network_of(flow, stations={"one": 1, "two": 1}, days=days, pools=pools)
