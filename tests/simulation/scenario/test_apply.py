"""A scenario changes what it says and nothing else, or is refused with all that does not fit."""

from datetime import date

import pytest

from cuakhau.simulation.network.types import Network, Slots
from cuakhau.simulation.run import run
from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.simulation.twin.twin import Twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from cuakhau.zone.zone import Zone
from simulation.twins import MONDAY, flow_of, servers_of

HOUR_US = 3_600_000_000
AUGUST_22 = date(2024, 8, 22)


def changed(zone: Zone, twin: Twin, text: str, *, days: int = 2) -> Network:
    scenario = read_scenario(f'base = "{zone.name}"\n{text}', name="tried")
    return build_network(*apply(zone, twin, scenario), first_day=MONDAY, days=days)


def texts_of_folder(zone: str) -> dict[str, str]:
    folder = get_folder(zone) / "scenarios"
    return {path.stem: path.read_text() for path in sorted(folder.glob("*.toml"))}


@pytest.mark.parametrize(("zone_name", "day"), [("example", MONDAY), ("lang-son", AUGUST_22)])
def test_each_scenario_that_is_shipped_makes_a_network_of_its_own(zone_name: str, day: date):
    zone = find_zone(zone_name)
    twin = load_twin(zone, files_of(get_folder(zone_name)))
    made = [build_network(zone, twin, first_day=day, days=1)]
    for name, text in texts_of_folder(zone_name).items():
        scenario = read_scenario(text, name=name)
        made.append(build_network(*apply(zone, twin, scenario), first_day=day, days=1))
        assert scenario.title
    assert len(made) > 3
    assert all(one != other for place, one in enumerate(made) for other in made[:place])


def test_the_six_of_the_plan_are_shipped():
    assert {
        "one_more_lane",
        "china_closes_1500",
        "fruit_season",
        "joint_check",
        "yard_plus_200",
        "december_2021",
    } <= set(texts_of_folder("lang-son"))


def test_officers_come_for_a_part_of_the_day(example: Zone, twin: Twin):
    text = '[[servers]]\npost = "health"\nadd = 2\nfrom = "10:00"\nuntil = "12:00"\n'
    servers = servers_of(changed(example, twin, text), "health")
    assert servers[:5] == tuple(
        (hour * HOUR_US, number) for hour, number in ((0, 0), (7, 2), (10, 4), (12, 2), (20, 0))
    )


def test_officers_may_be_named_by_step_and_place(example: Zone, twin: Twin):
    text = '[[servers]]\nstep = "permit"\nplace = "north_gate"\nset = 5\n'
    assert servers_of(changed(example, twin, text), "transport")[1] == (7 * HOUR_US, 5)


def test_a_post_of_the_whole_gate_is_one_of_its_roads(example: Zone, twin: Twin):
    text = '[[servers]]\nstep = "permit"\nplace = "main_road"\nset = 5\n'
    assert servers_of(changed(example, twin, text), "transport")[1] == (7 * HOUR_US, 5)


def test_the_other_side_closes_by_the_clock_of_the_zone(example: Zone, twin: Twin):
    text = (
        '[[close]]\nplace = "*"\nside = "cn"\nfrom = "15:00"\nuntil = "00:00"\nreason = "x"\n'
        "first_day = 2025-06-02\nlast_day = 2025-06-02\n"
    )
    network = changed(example, twin, text)
    yard_gate = [at for at, number in servers_of(network, "yard_gate") if number == 0]
    assert yard_gate[1] == 15 * HOUR_US
    assert yard_gate[-1] == 44 * HOUR_US
    assert servers_of(network, "health")[2] == (20 * HOUR_US, 0)


def test_other_hours_take_the_place_of_the_known_ones(example: Zone, twin: Twin):
    hours = '[[hours]]\nplace = "north_gate"\nside = "{}"\nopens = "06:00"\ncloses = "22:00"\n'
    network = changed(example, twin, hours.format("vn") + hours.format("cn"))
    assert servers_of(network, "health")[:3] == ((0, 0), (6 * HOUR_US, 2), (22 * HOUR_US, 0))
    assert servers_of(network, "yard_gate")[1][0] == 6 * HOUR_US


def test_more_fruit_on_some_days_leaves_other_vehicles_and_days_alone(example: Zone, twin: Twin):
    text = '[[demand]]\ngoods = "fruit"\nfactor = 1.6\nlast_day = 2025-06-02\n'
    network = changed(example, twin, text)
    assert flow_of(network, "fruit_out").arrivals.day_factor == pytest.approx((1.6, 1.0))
    assert flow_of(network, "other_out").arrivals.day_factor == pytest.approx((1.0, 1.0))


def test_goods_within_others_are_meant_too(example: Zone, twin: Twin):
    network = changed(example, twin, '[[demand]]\ngoods = "farm_produce"\nfactor = 2\n')
    assert flow_of(network, "fruit_out").arrivals.day_factor[0] == pytest.approx(2.0)


def test_merged_steps_are_confirmed_by_one_officer_at_once(example: Zone, twin: Twin):
    text = '[[merge]]\nsteps = ["plant_check", "customs_check"]\n'
    flow = flow_of(changed(example, twin, text), "fruit_out")
    assert not [node for node in flow.nodes if node.op == "fork"]
    told = {
        tuple((row.step, row.agency) for row in option.rows)
        for node in flow.nodes
        for option in node.options
        if option.at == "customs_checkers" and option.rows[0].kind == "confirmed"
    }
    joint = (("customs_check", "customs"), ("plant_check", "plant_quarantine"))
    assert told == {joint, joint[:1]}


def test_merged_steps_may_last_as_long_as_all_of_them(example: Zone, twin: Twin):
    text = '[[merge]]\nsteps = ["plant_check", "customs_check"]\n'
    quick, slow = (
        changed(example, twin, text + lasts) for lasts in ("", 'lasts = "sum"\n')
    )  # fmt: skip
    apart = [
        o.draw.mean_us
        for node in flow_of(changed(example, twin, ""), "fruit_out").nodes
        for o in node.options
        if o.rows and {row.step for row in o.rows} & {"plant_check", "customs_check"}
    ]

    def joint_us(network):
        return next(
            o.draw.mean_us
            for node in flow_of(network, "fruit_out").nodes
            for o in node.options
            if {row.step for row in o.rows} == {"plant_check", "customs_check"}
        )

    assert joint_us(quick) < joint_us(slow)
    assert joint_us(slow) - joint_us(quick) in apart


def test_a_dropped_step_is_confirmed_and_takes_nobodys_time(example: Zone, twin: Twin):
    network = changed(example, twin, '[[drop]]\nstep = "permit"\nbefore_arrival = true\n')
    told = [
        (node.op, row.step)
        for node in flow_of(network, "fruit_out").nodes
        for option in node.options
        for row in option.rows
    ]
    assert ("mark", "permit") in told
    assert ("serve", "permit") not in told


def test_pooled_officers_serve_one_queue(example: Zone, twin: Twin):
    before = {post.id: post for post in twin.posts}
    scenario = read_scenario(
        'base = "example"\n[[pool]]\nsteps = ["health_check", "permit"]\n', name="tried"
    )
    posts = [post for post in apply(example, twin, scenario)[1].posts if "permit" in post.steps]
    assert all("health_check" in post.steps for post in posts)
    gone = set(before) - {post.id for post in apply(example, twin, scenario)[1].posts}
    assert sum(post.servers for post in posts) == sum(
        before[one].servers for one in {*gone, *(post.id for post in posts)}
    )


def test_steps_go_side_by_side(example: Zone, twin: Twin):
    text = '[[beside]]\nsteps = ["permit", "payment"]\n'
    flow = flow_of(changed(example, twin, text), "fruit_out")
    assert any(node.op == "fork" and "permit" in node.id for node in flow.nodes)


def test_a_yard_gets_places_for_a_class(example: Zone, twin: Twin):
    text = '[[yard]]\nid = "inner_yard"\nvehicle_classes = ["VT6"]\nadd = 40\n'
    pools = {pool.id: pool.places for pool in changed(example, twin, text).pools}
    assert (pools["inner_yard_heavy"], pools["inner_yard_any"]) == (160, 80)


def test_a_quota_limits_each_day(example: Zone, twin: Twin):
    network = changed(example, twin, '[[quota]]\npost = "yard_gate"\nper_day = 90\n')
    quota = next(station.quota for station in network.stations if station.id == "yard_gate")
    assert quota == ((0, 90), (24 * HOUR_US, 90))


@pytest.mark.parametrize("goods", ["fruit", "farm_produce"])
def test_a_step_takes_longer_for_some_vehicles_only(example: Zone, twin: Twin, goods: str):
    text = f'[[service]]\nstep = "payment"\ngoods = "{goods}"\nfactor = 2\n'
    network = changed(example, twin, text)

    def pays_us(flow: str) -> int:
        nodes = flow_of(network, flow).nodes
        return next(n for n in nodes if n.id == "payment@inner_yard").options[0].draw.mean_us

    assert pays_us("fruit_out") == 2 * pays_us("other_out")


def test_vehicles_come_by_slots(example: Zone, twin: Twin):
    text = '[[slots]]\nstream = "fruit_out"\nslot_min = 30\nspread_min = 20\nno_show = 0.05\n'
    arrivals = flow_of(changed(example, twin, text), "fruit_out").arrivals
    assert isinstance(arrivals, Slots)
    assert arrivals.no_show == 0.05


def test_vehicles_are_sent_elsewhere(example: Zone, twin: Twin):
    text = '[[reroute]]\nplace = "main_road"\nto = "freight_road"\nprocedure = "export"\n'
    network = changed(example, twin, text)
    assert flow_of(network, "fruit_out").facts["place"] == "freight_road"
    assert flow_of(network, "empty_back").facts["place"] == "main_road"


def test_what_is_given_stays_as_it_was_and_the_new_zone_has_its_own_version(
    example: Zone, twin: Twin
):
    before = twin.digest
    text = 'base = "example"\n[[close]]\nplace = "*"\nreason = "x"\n'
    zone, _ = apply(example, twin, read_scenario(text, name="tried"))
    assert zone.version != example.version
    assert (len(example.closures), len(zone.closures), twin.digest) == (1, 3, before)
    demand = read_scenario('base = "example"\n[[demand]]\nfactor = 2\n', name="tried")
    assert apply(example, twin, demand)[0] is example


def test_a_change_does_not_shift_the_luck_of_others(example: Zone, twin: Twin):
    as_it_is = run(build_network(example, twin, first_day=MONDAY, days=2), seed=7)
    text = '[[servers]]\npost = "customs_checkers"\nset = 3\n'
    fewer = run(changed(example, twin, text), seed=7)
    assert (as_it_is.arrived_us == fewer.arrived_us).all()
    assert as_it_is.idle_us.sum() < fewer.idle_us.sum()
    served = [
        {
            (one.flow, one.node): int(us)
            for one, us in zip(made.options, made.step_served_us, strict=True)
            if one.node in ("registration", "health_check", "border_guard_in", "customs_in")
        }
        for made in (as_it_is, fewer)
    ]
    assert served[0] == served[1] != {}
