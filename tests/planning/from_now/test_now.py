"""A run is cut at an instant; the vehicles found there are those of the run, where it had them."""

from collections import Counter
from datetime import date

import msgspec
import numpy as np
import pytest

from cuakhau.movement.event import Event
from cuakhau.movement.log import EventLog, from_events
from cuakhau.planning.from_now import network_now, present_of, tell
from cuakhau.planning.from_now.clock import cut_steps, start_at
from cuakhau.planning.from_now.remaining import draw_rest
from cuakhau.planning.from_now.standing import texts
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.network.types import Draw
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder
from planning_running import with_starts

HOUR_US = 3_600_000_000
AT_H = 3 * 24 + 10  # on the fourth day at ten
LANG_SON, SUMMER = "lang-son", date(2024, 8, 19)


@pytest.fixture(scope="module", params=[("example", date(2025, 6, 2)), (LANG_SON, SUMMER)])
def past(request):
    """A zone, its twin, a run of four days and its log with starts."""
    name, first_day = request.param
    zone = find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    made = run(build_network(zone, twin, first_day=first_day, days=4), seed=3, log="full")
    return zone, twin, made, with_starts(log_of(made, run_id="past"))


@pytest.fixture(scope="module")
def now(past):
    zone, twin, made, log = past
    return network_now(zone, twin, log, made.network.start_us + AT_H * HOUR_US, hours=12)


def test_who_is_in_the_zone_is_found_and_placed(past, now):
    _, _, made, _ = past
    at_us = AT_H * HOUR_US
    inside = (made.arrived_us <= at_us) & ((made.left_us < 0) | (made.left_us > at_us))
    assert len(now.standing.present) == now.standing.count == inside.sum() > 10
    assert now.standing.unplaced == ()
    assert set(now.notes) <= {"begun"}


def test_each_yard_and_road_holds_what_it_held(past, now):
    _, _, made, _ = past
    found = Counter(one.pool for one in now.standing.present)
    held = made.occupancy[AT_H * 4]
    assert {pool.id: found[pool.id] for pool in made.network.pools} == {
        pool.id: int(held[at]) for at, pool in enumerate(made.network.pools)
    }


def test_who_is_served_is_so_by_its_rest(past, now):
    begun = [left for one in now.standing.present for left in one.left_us if left >= 0]
    assert now.notes["begun"] > 0
    assert all(left > 0 for left in begun)


def test_the_run_goes_on_from_there(past, now):
    made = run(now.network, seed=1)
    present = len(now.standing.present)
    assert made.visits > present
    assert (made.outcome[:present] >= 0).mean() > 0.3
    arrived = np.array([one.since_us for one in now.standing.present])
    assert (made.arrived_us[:present] == arrived).all()


@pytest.fixture(scope="module")
def example():
    zone = find_zone("example")
    return zone, load_twin(zone, files_of(get_folder("example")))


def closing(kind: str, at_us: int, **facts: object) -> Event:
    return Event(
        zone="example", subject_kind="place", subject="north_gate@2025-06", kind=kind, seq=1,
        place="north_gate", happened_us=at_us, happened_offset_min=420, recorded_us=at_us,
        recorded_offset_min=420, **facts,
    )  # fmt: skip


def said(example, kind: str, hour: int, **facts: object):
    """What holds at an hour of a day on which one word was said an hour before."""
    zone, twin = example
    at_us = 1_748_797_200_000_000 + hour * HOUR_US  # from midnight of 2 June 2025
    log = from_events("example", [closing(kind, at_us - HOUR_US, **facts)])
    return network_now(zone, twin, log, at_us, hours=24)


def servers(now, post: str):
    return next(one.servers for one in now.network.stations if one.id == post)


def test_a_gate_said_to_be_closed_stands_still_until_it_next_opens(example):
    now = said(example, "closed", 10)
    assert now.notes["closed"] > 0
    assert servers(now, "gate_guards")[:2] == ((0, 0), (21 * HOUR_US, 3))
    assert servers(now, "customs_office")[0] == (0, 4)  # an office that follows no gate


def test_the_other_side_alone_stops_only_who_needs_it(example):
    now = said(example, "closed", 10, step="cn")
    assert servers(now, "gate_guards")[0] == (0, 3)
    assert servers(now, "yard_gate")[0] == (0, 0)


def test_a_slowed_side_takes_so_many_an_hour(example):
    now = said(example, "slowed", 10, step="cn", amount=12)
    quota = next(one.quota for one in now.network.stations if one.id == "yard_gate")
    assert quota[:3] == ((0, 12), (HOUR_US, 12), (2 * HOUR_US, 12))
    assert max(number for at, number in quota if at < 9 * HOUR_US) == 12


def test_open_beyond_the_hours_works(example):
    now = said(example, "opened", 22)
    assert now.notes["open"] > 0
    assert servers(now, "gate_guards")[0] == (0, 3)


def test_a_vehicle_of_no_known_procedure_is_counted_and_said(example):
    zone, twin = example
    network = build_network(zone, twin, first_day=date(2025, 6, 2), days=1)
    at_us = network.start_us + 9 * HOUR_US
    rows = [
        msgspec.structs.replace(
            closing("declared", at_us - HOUR_US), subject_kind="visit", subject="a", seq=1,
            procedure="export", place="main_road", origin="simulated",
        ),
    ]  # fmt: skip
    lame = [flow for flow in network.flows if flow.facts["procedure"] != "export"]
    network = type(network)(**{
        **{name: getattr(network, name) for name in network.__slots__}, "flows": tuple(lame),
    })  # fmt: skip
    standing = present_of(zone, twin, network, from_events("example", rows), at_us)
    assert standing.present == ()
    assert [one.reason for one in standing.unplaced] == ["no_flow"]
    assert {tell("no_flow", 1, language) for language in ("vi", "en", "zh")} == {
        texts()["no_flow", language].format(count=1) for language in ("vi", "en", "zh")
    }


def test_rows_written_later_are_not_known_yet(example):
    zone, twin = example
    made = run(build_network(zone, twin, first_day=date(2025, 6, 2), days=1), seed=4, log="full")
    log, at_us = log_of(made, run_id="day"), made.network.start_us + 12 * HOUR_US
    early = EventLog(log.zone, log.table.filter(log.table["recorded_us"].to_numpy() <= at_us))
    network = start_at(made.network, at_us, HOUR_US, {})
    found = present_of(zone, twin, network, log, at_us)
    assert found.count > 0
    assert found == present_of(zone, twin, network, early, at_us)


def test_a_calendar_begins_with_what_held_last():
    assert cut_steps(((0, 0), (7, 3), (20, 0)), 10) == ((0, 3), (10, 0))
    assert cut_steps(((0, 2),), 10) == ((0, 2),)


def test_the_rest_is_that_of_services_which_last_longer():
    draw = Draw(kind="lognormal", mean_us=100_000_000, cv=1.0)
    fresh = [draw_rest(draw, 0, f"v{n}", 1) for n in range(2000)]
    late = [draw_rest(draw, 300_000_000, f"v{n}", 1) for n in range(2000)]
    assert np.mean(fresh) == pytest.approx(100e6, rel=0.1)
    assert np.mean(late) > np.mean(fresh)  # a lognormal that has lasted long lasts longer still
    memoryless = Draw(kind="exponential", mean_us=100_000_000)
    rest = [draw_rest(memoryless, 250_000_000, f"v{n}", 1) for n in range(4000)]
    assert np.mean(rest) == pytest.approx(100e6, rel=0.1)
    assert draw_rest(Draw(kind="fixed", mean_us=10), 50, "v", 1) == 1
