"""What the kernel adds up while it runs equals what `stays` counts on the log of that run."""

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pyarrow.compute as pc
import pytest

from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import Run, run
from cuakhau.simulation.summary import inside_at
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.statistics.clock import read_clock
from cuakhau.statistics.stays import (
    AT_END,
    Stays,
    count_in_yards,
    count_in_zone,
    list_steps,
    read_stays,
)
from cuakhau.statistics.stays.rows import UNKNOWN_US
from cuakhau.zone.load import files_of, find_zone, get_folder

HOUR_US = 3_600_000_000
# zone, seed, first day, days, hours cut off at the end: in the middle of a day many are served
RUNS = [
    ("example", 1, date(2025, 6, 2), 4, 0),
    ("example", 2, date(2025, 6, 2), 4, 10),
    ("lang-son", 3, date(2024, 8, 22), 2, 11),
]


@pytest.fixture(scope="module", params=RUNS, ids=str)
def both(request: pytest.FixtureRequest) -> tuple[Run, Stays]:
    name, seed, first_day, days, cut = request.param
    zone = find_zone(name)
    twin = load_twin(zone, files_of(get_folder(name)))
    network = build_network(zone, twin, first_day=first_day, days=days)
    network = replace(network, length_us=network.length_us - cut * HOUR_US)
    made = run(network, seed=seed, log="full")
    return made, read_stays(zone, log_of(made, run_id="a"))


def test_each_visit_stays_waits_and_stands_in_yards_as_long(both):
    run, stays = both
    gone = run.outcome >= 0
    assert gone.sum() > 1000
    assert (stays.outcome == np.where(gone, run.outcome, 2)).all()
    assert (stays.arrived_us - run.network.start_us == run.arrived_us).all()
    assert (stays.ended_us - run.network.start_us == run.left_us)[gone].all()
    assert (stays.waited_us == run.idle_us)[gone].all()
    yard_us = np.where(stays.yard_us == UNKNOWN_US, 0, stays.yard_us)
    assert (yard_us == run.yard_us)[gone].all()


def test_the_clock_says_the_same_of_what_was_service(both):
    """Of what is over: a page of the twin and one of the clock agree, vehicle by vehicle."""
    run, stays = both
    clock = read_clock(stays.zone, log_of(run, run_id="a"))
    spent = clock.spent.table.filter(pc.not_equal(clock.spent.table["cause"], "served"))
    waited = dict.fromkeys(clock.visits["subject"].to_pylist(), 0)
    names = clock.visits["subject"].take(spent["visit"])
    for name, micros in zip(names.to_pylist(), spent["micros"].to_pylist(), strict=True):
        waited[name] += micros
    over = np.flatnonzero(run.outcome >= 0).tolist()
    subjects = stays.rows.subjects.to_pylist()
    assert [waited[subjects[one]] for one in over] == run.idle_us[over].tolist()
    linked = stays.rows.visit[stays.rows.kind.are("linked")]
    assert len(linked) > 20  # pairs, one of each with a tick alone


def test_each_step_was_given_as_often_and_as_long(both):
    run, stays = both
    counted, served_us = Counter(), Counter()
    tables = zip(run.options, run.step_count, run.step_served_us, strict=True)
    for option, count, served in tables:
        if option.rows and option.rows[0].step:
            counted[option.rows[0].step] += int(count)
            served_us[option.rows[0].step] += int(served)
    steps = [one for one in list_steps(stays) if one.timed]
    assert {one.step: (one.timed, one.served_us) for one in steps} == {
        step: (count, served_us[step]) for step, count in counted.items() if served_us[step]
    }


def test_each_step_ended_the_same_waits(both):
    run, stays = both
    waited_us = Counter()
    for option, waited in zip(run.options, run.step_waited_us, strict=True):
        if option.rows and option.rows[0].step:
            waited_us[min(row.step for row in option.rows)] += int(waited)
    steps = [one for one in list_steps(stays) if one.step != AT_END]
    assert {one.step: one.waited_us for one in steps} == {
        one.step: waited_us[one.step] for one in steps
    }
    assert sum(waited_us.values()) > 0


def test_the_same_vehicles_stand_in_the_zone_at_every_tick(both):
    """The last tick is what a run leaves over."""
    run, stays = both
    inside = inside_at(run, run.ticks_us)
    assert (count_in_zone(stays, run.ticks_us + run.network.start_us) == inside).all()
    assert inside[-1] > 0


def test_each_yard_was_as_full_at_every_tick(both):
    run, stays = both
    found = count_in_yards(stays, run.ticks_us + run.network.start_us)
    assert found
    for yard, taken in found.items():
        pools = [at for at, pool in enumerate(run.network.pools) if pool.yard == yard]
        assert (taken == run.occupancy[:, pools].sum(axis=1)).all()
