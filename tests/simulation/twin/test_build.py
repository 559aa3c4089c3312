"""A zone and its twin become a network: the way of each vehicle, posts, places."""

from dataclasses import replace
from datetime import date

import pytest

from cuakhau.movement.event import Looked
from cuakhau.simulation.network.breaking import draw_breaks
from cuakhau.simulation.network.types import Following, Network, Poisson, Slots
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.mistakes import TwinMistakes
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.types import Gate, Route
from cuakhau.zone.zone import Zone
from simulation.twins import MONDAY, flow_of, node_of, servers_of

HOUR_US = 3_600_000_000


def test_the_run_starts_at_midnight_of_the_zone(network: Network):
    assert network.start_us == 1_748_797_200_000_000  # 2025-06-01T17:00Z
    assert network.offset_min == 420
    assert network.length_us == 48 * HOUR_US


def test_every_way_leads_on_to_an_end_and_never_back(network: Network):
    for flow in network.flows:
        order = {node.id: place for place, node in enumerate(flow.nodes)}
        assert len(order) == len(flow.nodes)
        assert flow.first in order
        for node in flow.nodes:
            onward = [order[option.next] for option in node.options if node.op != "end"]
            assert all(place > order[node.id] for place in onward)
            assert onward or node.op == "end"


def test_every_name_in_a_way_is_there(network: Network):
    stations = {station.id for station in network.stations}
    pools = {pool.id for pool in network.pools}
    for flow in network.flows:
        for node in flow.nodes:
            known = {"serve": stations, "take": pools}.get(node.op, {""})
            assert {option.at for option in node.options} <= known
            if node.op == "balk":
                assert node.at in pools


def test_every_row_is_one_that_a_desk_would_write(network: Network, example: Zone):
    dated = example.at(MONDAY)
    for flow in network.flows:
        steps = {s.step for s in dated.procedure_by_id[flow.facts["procedure"]].steps}
        assert isinstance(dated.places[flow.declares.place], Gate | Route)
        for row in (row for n in flow.nodes for o in n.options for row in o.rows):
            if row.kind != "confirmed":
                continue
            step = dated.step_by_id[row.step]
            assert row.step in steps
            assert row.agency in step.agencies
            assert row.place in dated.places
            assert row.looked_at == sum(Looked[name.upper()] for name in step.looks_at)


def test_no_place_changes_and_nobody_goes_home_inside_a_fork(network: Network):
    for flow in network.flows:
        nodes = {node.id: node for node in flow.nodes}
        for fork in (node for node in flow.nodes if node.op == "fork"):
            waiting, joins = [option.next for option in fork.options], set()
            while waiting:
                node = nodes[waiting.pop()]
                if node.op == "join":
                    joins.add(node.id)
                    continue
                assert node.op in ("serve", "split", "wait", "mark")
                waiting += [option.next for option in node.options]
            assert len(joins) == 1


def test_a_step_has_the_same_luck_in_every_yard(network: Network):
    flow = flow_of(network, "fruit_out")
    inner, outer = node_of(flow, "permit@inner_yard"), node_of(flow, "permit@waiting_yard")
    assert inner.luck == outer.luck == "permit"


def test_yards_come_in_order_of_preference_and_by_class(network: Network):
    heavy = node_of(flow_of(network, "fruit_out"), "yard")
    light = node_of(flow_of(network, "other_out"), "yard")
    assert [o.at for o in heavy.options] == ["inner_yard_heavy", "inner_yard_any", "waiting_yard"]
    assert [o.at for o in light.options] == ["inner_yard_any", "waiting_yard"]


def test_a_place_is_free_with_the_first_row_that_says_it_was_left(network: Network):
    flow = flow_of(network, "goods_in")
    leaving = node_of(flow, "yard_out_border_guard@inner_yard")
    assert node_of(flow, leaving.options[0].next).op == "give"


def test_the_officer_before_a_full_yard_waits_with_the_vehicle(network: Network):
    flow = flow_of(network, "fruit_out")
    assert node_of(flow, "customs_in").holds
    assert not node_of(flow, "border_guard_in").holds


def test_a_side_an_hour_ahead_closes_an_hour_earlier_here(example: Zone, twin: Twin):
    hours = tuple(
        replace(h, closes=h.closes.replace(hour=16)) if h.side == "cn" else h for h in example.hours
    )
    network = build_network(
        replace(example, hours=hours, version="other"), twin, first_day=MONDAY, days=1
    )
    assert servers_of(network, "gate_guards") == ((0, 0), (7 * HOUR_US, 3), (20 * HOUR_US, 0))
    yard_gate = [at for at, _ in servers_of(network, "yard_gate")]
    assert yard_gate[1] == 7 * HOUR_US
    assert yard_gate[-1] == 15 * HOUR_US


def test_shifts_change_the_number_for_a_part_of_the_day(network: Network):
    noon = (12 * HOUR_US, 2), (13 * HOUR_US + HOUR_US // 2, 4)
    assert servers_of(network, "plant")[:4] == ((0, 0), (7 * HOUR_US, 4), *noon)


def test_nobody_is_on_duty_while_the_zone_is_closed(example: Zone, twin: Twin):
    network = build_network(example, twin, first_day=date(2025, 1, 27), days=3)
    assert servers_of(network, "gate_customs") == ((0, 0), (7 * HOUR_US, 3), (20 * HOUR_US, 0))


def test_arrivals_are_as_many_as_the_twin_says(network: Network):
    by_chance = flow_of(network, "fruit_out").arrivals
    assert isinstance(by_chance, Poisson)
    assert len(by_chance.per_hour) == 168
    assert sum(by_chance.per_hour) == pytest.approx(7 * 70)
    booked = flow_of(network, "ore_in").arrivals
    assert isinstance(booked, Slots)
    assert len(booked.at_us) == 24
    assert isinstance(flow_of(network, "receiving").arrivals, Following)
    assert flow_of(network, "giving").needs == (0.7, 0.2, 0.1)


def test_stops_by_chance_are_those_of_the_seed(example: Zone, twin: Twin):
    """All runs of one network draw their own, and a longer run changes none of them."""

    def stops(seed: int, days: int = 60) -> tuple[tuple[int, int], ...]:
        network = build_network(example, twin, first_day=MONDAY, days=days)
        spans = servers_of(draw_breaks(network, seed), "yard_gate")
        return tuple(span for span in spans if span[0] < 50 * 24 * HOUR_US)

    assert stops(1) == stops(1) == stops(1, days=61)
    assert stops(1) != stops(2)
    assert 1 in {servers for _, servers in stops(1)}


def test_each_run_of_a_network_has_stops_of_its_own(example: Zone, twin: Twin):
    often = replace(twin.stops[0], between_h=3, lasts_h=2, servers=None)
    network = build_network(example, replace(twin, stops=(often,)), first_day=MONDAY, days=2)
    one, same, other = (run(network, seed=seed, log="full") for seed in (1, 1, 2))
    assert one.network.stations == same.network.stations != other.network.stations
    assert (one.rows.end_us == same.rows.end_us).all()
    calm = run(build_network(example, replace(twin, stops=()), first_day=MONDAY, days=2), seed=1)
    assert (one.arrived_us == calm.arrived_us).all()
    assert one.idle_us.sum() > calm.idle_us.sum()
    had = [{w.station: w.had_us for w in made.workloads}["yard_gate"] for made in (one, calm)]
    assert had[0] < had[1]


def test_a_road_has_the_mean_length_of_who_comes_by_it(example: Zone, twin: Twin):
    lengths = {row.vehicle_class: row.metres for row in twin.vehicle_lengths}
    coming = [one for one in twin.streams if one.place == "main_road" and one.per_day]
    metres = [lengths.get(one.vehicle_class, lengths[None]) for one in coming]
    assert len(set(metres)) > 1
    mean = sum(m * one.per_day for m, one in zip(metres, coming, strict=True))
    mean /= sum(one.per_day for one in coming)
    network = build_network(example, twin, first_day=MONDAY, days=1)
    (road,) = [pool for pool in network.pools if pool.id == "road:main_road"]
    assert (road.each_m, road.length_m) == (pytest.approx(mean), 1500)
    unknown = replace(twin, vehicle_lengths=twin.vehicle_lengths[:1])
    network = build_network(example, unknown, first_day=MONDAY, days=1)
    assert {pool.each_m for pool in network.pools} == {20.0, None}  # only VT6 come by the other


def test_who_finds_a_road_full_turns_away_where_it_says_so(example: Zone, twin: Twin):
    def run_on(metres: float, when_full: str):
        road = replace(twin.roads[0], metres=metres, when_full=when_full)
        full = replace(twin, roads=(road,))
        network = build_network(example, full, first_day=MONDAY, days=1)
        made = run(network, seed=1)
        place = [pool.id for pool in network.pools].index("road:main_road")
        return made.occupancy[:, place].max() * network.pools[place].each_m, made.outcome

    long, outcome = run_on(200, "longer")
    short, turned = run_on(200, "turned_away")
    assert long > 200 >= short
    assert (turned == 1).sum() > (outcome == 1).sum()


def test_what_is_not_said_is_refused_and_all_at_once(example: Zone, twin: Twin):
    bare = replace(
        twin,
        posts=tuple(p for p in twin.posts if p.id != "transport"),
        services=tuple(s for s in twin.services if s.step != "payment"),
    )
    with pytest.raises(TwinMistakes) as told:
        build_network(example, bare, first_day=MONDAY, days=1)
    assert {(m.rule, m.facts["step"]) for m in told.value.mistakes} == {
        ("T7", "permit"),
        ("T8", "payment"),
    }
