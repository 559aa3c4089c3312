"""One open network with priorities in the form that each simulator likes best.

Five stations, three kinds of vehicle with a priority each, exponential services; no calendar, no
yard. `NETWORK` is the kernel's, `run_simpy` and `run_ciw` give the mean stay of each kind.
"""

import random

import ciw
import simpy

from cuakhau.simulation.network.types import Flow, Network, Node, Option, Poisson
from simulation.theory.queues import DAY_US, draw_of, network_of, serve

SERVERS = {"gate": 2, "customs": 4, "check": 2, "yard": 6, "exit": 2}
SERVICES = {"gate": 40.0, "customs": 110.0, "check": 100.0, "yard": 180.0, "exit": 45.0}
PER_S = (1 / 150, 1 / 120, 1 / 90)  # of each kind
CHECKED, AGAIN = 0.3, 0.2  # after customs; after the check, back to customs
WARM = 0.1
NAMES = tuple(SERVERS)


def build_network(days: int) -> Network:
    flows = []
    for kind, per_s in enumerate(PER_S):

        def at(name, to):
            return serve(name, name, draw_of(SERVICES[name]), to)

        def split(name, to, other, share):
            ways = (Option(next=to, share=1 - share), Option(next=other, share=share))
            return Node(id=name, op="split", options=ways)

        nodes = (
            at("gate", "customs"), at("customs", "chosen"), at("check", "found"),
            split("chosen", "yard", "check", CHECKED), split("found", "yard", "customs", AGAIN),
            at("yard", "exit"), at("exit", "end"), Node(id="end", op="end"),
        )  # fmt: skip
        come = Poisson(per_hour=(per_s * 3_600,))
        flows.append(
            Flow(id=f"kind{kind}", arrivals=come, nodes=nodes, first="gate", priority=kind)
        )
    return network_of(*flows, stations=SERVERS, days=days)


def run_simpy(days, seed):
    """Give the stays in seconds by kind of those that came after the warm-up, and the events."""
    env, dice = simpy.Environment(), random.Random(seed)
    desks = {name: simpy.PriorityResource(env, n) for name, n in SERVERS.items()}
    stays, events, length = [[], [], []], [0], days * DAY_US / 1e6

    def visit(name, kind):
        with desks[name].request(priority=kind) as place:
            yield place
            yield env.timeout(dice.expovariate(1 / SERVICES[name]))
        events[0] += 1

    def lorry(kind):
        began = env.now
        yield from visit("gate", kind)
        while True:
            yield from visit("customs", kind)
            if dice.random() >= CHECKED:
                break
            yield from visit("check", kind)
            if dice.random() >= AGAIN:
                break
        yield from visit("yard", kind)
        yield from visit("exit", kind)
        if began > WARM * length:
            stays[kind].append(env.now - began)

    def source(kind):
        while True:
            yield env.timeout(dice.expovariate(PER_S[kind]))
            events[0] += 1
            env.process(lorry(kind))

    for kind in range(len(PER_S)):
        env.process(source(kind))
    env.run(until=length)
    return stays, events[0]


def build_ciw():
    kinds = [f"kind{kind}" for kind in range(len(PER_S))]
    go = [[0.0] * len(NAMES) for _ in NAMES]
    number = {name: place for place, name in enumerate(NAMES)}
    go[number["gate"]][number["customs"]] = 1.0
    go[number["customs"]][number["check"]] = CHECKED
    go[number["customs"]][number["yard"]] = 1 - CHECKED
    go[number["check"]][number["customs"]] = AGAIN
    go[number["check"]][number["yard"]] = 1 - AGAIN
    go[number["yard"]][number["exit"]] = 1.0
    return ciw.create_network(
        arrival_distributions={
            kind: [ciw.dists.Exponential(PER_S[place]), *[None] * (len(NAMES) - 1)]
            for place, kind in enumerate(kinds)
        },
        service_distributions={
            kind: [ciw.dists.Exponential(1 / SERVICES[name]) for name in NAMES] for kind in kinds
        },
        number_of_servers=[SERVERS[name] for name in NAMES],
        routing=dict.fromkeys(kinds, go),
        priority_classes={kind: place for place, kind in enumerate(kinds)},
    )


def run_ciw(days, seed):
    """The same as `run_simpy`, by Ciw."""
    ciw.seed(seed)
    length = days * DAY_US / 1e6
    world = ciw.Simulation(build_ciw())
    world.simulate_until_max_time(length)
    stays, events = [[], [], []], 0
    for one in world.nodes[-1].all_individuals:
        records = one.data_records
        events += len(records) + 1
        if records[0].arrival_date > WARM * length:
            stays[int(one.customer_class[-1])].append(
                records[-1].exit_date - records[0].arrival_date
            )
    return stays, events
