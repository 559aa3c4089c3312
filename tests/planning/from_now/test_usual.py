"""A run begins in a zone as full as usual, and a scenario in the same one."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cuakhau.planning.from_now.usual import DAYS_BEFORE, Usual, start_as_usual
from cuakhau.simulation.run import run
from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.summary import left_per_day, summarise
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.load import load_twin
from cuakhau.zone.load import files_of, find_zone, get_folder

DAY = date(2024, 8, 22)


@pytest.fixture(scope="module")
def usual() -> Usual:
    zone = find_zone("lang-son")
    return Usual(zone, load_twin(zone, files_of(get_folder("lang-son"))))


def test_the_first_day_is_like_a_later_one(usual: Usual):
    zone, twin = usual.zone, usual.twin
    empty = build_network(zone, twin, first_day=DAY, days=1)
    made = run(start_as_usual(usual, zone, twin, empty), seed=1)
    long = build_network(zone, twin, first_day=DAY - timedelta(days=DAYS_BEFORE), days=6)
    later = left_per_day(run(long, seed=1))[DAYS_BEFORE]
    assert left_per_day(run(empty, seed=1))[0] < later / 2
    assert left_per_day(made)[0] == pytest.approx(later, rel=0.1)
    (group,) = summarise(made, "all")
    assert group.visits == group.left + group.turned_back + group.inside
    assert group.stay is not None
    assert group.wait is not None
    assert group.stay.mean_s / 2 < group.wait.mean_s < group.stay.mean_s


def test_a_scenario_begins_with_the_same_vehicles(usual: Usual):
    text = Path(get_folder("lang-son"), "scenarios", "joint_check.toml").read_text()
    zone, twin = apply(usual.zone, usual.twin, read_scenario(text, name="joint"))
    joint = build_network(zone, twin, first_day=DAY, days=1)
    changed = start_as_usual(usual, zone, twin, joint)
    same = build_network(usual.zone, usual.twin, first_day=DAY, days=1)
    as_is = start_as_usual(usual, usual.zone, usual.twin, same)
    assert {one.subject for one in changed.present} == {one.subject for one in as_is.present}
    assert len(as_is.present) > 500
    assert run(changed, seed=1).visits == run(as_is, seed=1).visits
