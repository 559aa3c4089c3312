"""Simulated waits agree with queueing theory; see `agree` for how surely."""

import numpy as np
import pytest

from cuakhau.simulation.network.types import Node, Option
from simulation.theory.agree import assert_agrees, mean_stay_s, mean_wait_s, replicate
from simulation.theory.queues import (
    draw_of,
    erlang_c,
    flow_of,
    network_of,
    one_station,
    serve,
    stay_in_tandem,
    tandem,
    wait_mg1,
    wait_mmc,
    waits_by_priority,
)

MINUTE = 60.0


@pytest.mark.parametrize(
    ("servers", "load", "days", "within"),
    [(1, 0.8, 120, 0.04), (4, 0.9, 40, 0.08), (10, 0.95, 30, 0.12)],
)
def test_waits_with_exponential_services(servers, load, days, within):
    network = one_station(servers=servers, load=load, days=days)
    waits = replicate(network, name=f"M/M/{servers}", times=30, of=mean_wait_s)
    assert_agrees(waits, wait_mmc(servers, load, MINUTE), within=within)


@pytest.mark.parametrize(
    ("kind", "cv", "within"), [("lognormal", 1.5, 0.06), ("gamma", 0.7, 0.04), ("fixed", 0.0, 0.03)]
)
def test_waits_with_services_of_any_spread(kind, cv, within):
    network = one_station(servers=1, load=0.8, days=120, draw=draw_of(60, kind, cv))
    waits = replicate(network, name=f"M/G/1 {kind}", times=30, of=mean_wait_s)
    assert_agrees(waits, wait_mg1(0.8, MINUTE, cv), within=within)


def by_priority(loads, services, *, servers, days):
    flows = [
        flow_of(f"p{place}", load * servers / service,
                serve("serve", "desk", draw_of(service), "end"), first="serve", priority=place)
        for place, (load, service) in enumerate(zip(loads, services, strict=True))
    ]  # fmt: skip
    return network_of(*flows, stations={"desk": servers}, days=days)


def of_each_flow(run):
    return [mean_wait_s(run, flow=number) for number in range(len(run.network.flows))]


def test_waits_by_priority_with_unequal_services():
    loads, services = (0.2, 0.3, 0.35), (40.0, 60.0, 90.0)
    network = by_priority(loads, services, servers=1, days=60)
    waits = replicate(network, name="Cobham", times=30, of=of_each_flow)
    left = sum(load * service for load, service in zip(loads, services, strict=True))
    expected = waits_by_priority(left, loads)
    for place, within in enumerate((0.02, 0.03, 0.1)):
        assert_agrees(waits[:, place], expected[place], within=within)


def test_waits_by_priority_at_several_servers():
    loads, servers = (0.2, 0.3, 0.4), 4
    network = by_priority(loads, (MINUTE,) * 3, servers=servers, days=40)
    waits = replicate(network, name="Kella-Yechiali", times=30, of=of_each_flow)
    first = erlang_c(servers, sum(loads)) * MINUTE / servers
    expected = waits_by_priority(first, loads)
    for place, within in enumerate((0.03, 0.03, 0.08)):
        assert_agrees(waits[:, place], expected[place], within=within)


SERVERS = {"gate": 1, "customs": 3, "check": 2, "yard": 4}
SERVICES = {"gate": 30.0, "customs": 120.0, "check": 90.0, "yard": 150.0}
PER_S = 1 / 60


def jackson(days):
    """Gate, then customs; a third to be checked, of whom a fifth go back to customs; the yard."""

    def go(name, to, back, share):
        ways = (Option(next=to, share=1 - share), Option(next=back, share=share))
        return Node(id=name, op="split", options=ways)

    flow = flow_of(
        "lorries",
        PER_S,
        serve("gate", "gate", draw_of(SERVICES["gate"]), "customs"),
        serve("customs", "customs", draw_of(SERVICES["customs"]), "chosen"),
        go("chosen", "yard", "check", 1 / 3),
        serve("check", "check", draw_of(SERVICES["check"]), "found"),
        go("found", "yard", "customs", 1 / 5),
        serve("yard", "yard", draw_of(SERVICES["yard"]), "end"),
        first="gate",
    )
    return network_of(flow, stations=SERVERS, days=days)


def test_a_network_in_which_some_go_back_is_jacksons():
    customs = PER_S / (1 - 1 / 15)
    per_s = {"gate": PER_S, "customs": customs, "check": customs / 3, "yard": PER_S}
    waits = {
        name: wait_mmc(n, per_s[name] * SERVICES[name] / n, SERVICES[name])
        for name, n in SERVERS.items()
    }
    stay = sum(per_s[name] * (waits[name] + SERVICES[name]) for name in SERVERS) / PER_S

    def of(run):
        warm = len(run.queue) // 10
        return [mean_stay_s(run), *run.queue[warm:].mean(axis=0)]

    found = replicate(jackson(60), name="Jackson", times=30, of=of)
    assert_agrees(found[:, 0], stay, within=0.02)
    for place, name in enumerate(SERVERS):
        assert_agrees(found[:, place + 1], per_s[name] * waits[name], within=0.15)


def test_a_full_yard_blocks_the_station_before_it_as_the_solved_chain_says():
    given = (1 / 100, 60.0, 70.0, 2)
    network = tandem(*given, days=60)
    stays = replicate(network, name="tandem", times=30, of=mean_stay_s)
    assert_agrees(stays, stay_in_tandem(*given), within=0.06)
    assert np.mean(stays) > 1.05 * stay_in_tandem(*given[:3], 60)  # blocking does cost
