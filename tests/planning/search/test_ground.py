"""A plan is a scenario: put into the network that stands or built anew, it is the same."""

import pytest

from cuakhau.planning.from_now.usual import start_as_usual
from cuakhau.planning.search.finding import find_levers
from cuakhau.planning.search.network import network_of
from cuakhau.planning.search.refusals import PlanRefused
from cuakhau.planning.search.scenario import scenario_of, write
from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.twin.build import build_network
from planning.search.grounds import MONDAY, example, search

KINDS = ("officers", "places", "opening", "slots")


def place_of(levers, kind, number=0):
    return [n for n, lever in enumerate(levers) if lever.kind == kind][number]


@pytest.mark.parametrize("kinds", [("officers",), ("places",), ("opening",), ("slots",), KINDS])
def test_the_network_of_a_plan_is_that_of_its_scenario(kinds):
    ground = example()
    levers = find_levers(ground, search(*KINDS))
    plan = [lever.today for lever in levers]
    for kind in kinds:
        for number, units in ((0, 1), (1, 2), (2, -1)):
            if kind in ("places", "opening") and number:
                continue
            place = place_of(levers, kind, number)
            plan[place] = min(max(plan[place] + units, levers[place].low), levers[place].high)
    text = write(scenario_of(ground, zip(levers, plan, strict=True), name="plan"))
    zone, twin = apply(ground.zone, ground.twin, read_scenario(text, name="plan"))
    built = build_network(zone, twin, first_day=MONDAY, days=ground.days)
    built = start_as_usual(ground.before, zone, twin, built)
    quick = network_of(ground, levers, tuple(plan))
    assert quick != ground.today
    assert quick == built


def test_today_is_the_plan_that_turns_nothing():
    ground = example()
    levers = find_levers(ground, search(*KINDS))
    assert network_of(ground, levers, tuple(lever.today for lever in levers)) == ground.today


def test_levers_say_who_is_on_duty_and_what_a_unit_costs():
    levers = {lever.id: lever for lever in find_levers(example(), search("officers"))}
    office = levers["customs_office/06-10"]
    assert (office.today, office.vnd, office.people, office.agency) == (4, 400_000, 0.5, "customs")
    assert all(lever.low >= 1 or lever.today == 0 for lever in levers.values())


def test_a_post_with_a_price_for_lanes_is_lanes():
    prices = ("officer_hour=1", "lane_hour:yard_gate=50000")
    kinds = {lever.target: lever.kind for lever in find_levers(
        example(), search("officers", "lanes", prices=prices)
    )}  # fmt: skip
    assert kinds["yard_gate"] == "lanes"
    assert kinds["gate_guards"] == "officers"


@pytest.mark.parametrize(
    ("kinds", "prices", "rule"),
    [
        (("officers",), (), "P82"),
        (("places",), ("officer_hour=1",), "P82"),
        (("lanes",), ("officer_hour=1",), "P85"),
        (("officers",), ("officer_hour=cheap",), "P83"),
        (("officers",), ("officers=5",), "P83"),
    ],
)
def test_what_nobody_said_is_asked_for_and_not_guessed(kinds, prices, rule):
    with pytest.raises(PlanRefused) as refused:
        find_levers(example(), search(*kinds, prices=prices))
    assert refused.value.rule == rule
    assert all(refused.value.cure(language) for language in ("vi", "en", "zh"))
