"""A log of the desk says no starts: services and officers are bounded and called unknown."""

from datetime import date

import pytest

from cuakhau.planning.calibrating.fitting import fit
from cuakhau.simulation.replay import make_day
from cuakhau.zone.history import history_of
from cuakhau.zone.load import files_of, find_zone, get_folder


@pytest.fixture(scope="module")
def found():
    zone = find_zone("lang-son")
    counts = history_of("lang-son", files_of(get_folder("lang-son"))).counts
    return fit(zone, make_day(zone, counts, date(2024, 8, 22), seed=1).log())


def test_arrivals_are_known_from_the_gate_on(found):
    assert found.days == 2  # who stood over had come the evening before
    assert sum(stream.count for stream in found.streams) > 1_500
    assert {"before_gate", "weekdays"} <= {one.key for one in found.unknown}


def test_what_has_no_start_is_bounded_and_not_guessed(found):
    assert found.services == ()
    silent = {one.facts["step"]: one.facts for one in found.unknown if one.key == "no_start"}
    assert silent
    assert all(facts["gap_s"] >= 0 for facts in silent.values())
    assert found.posts == ()
    assert "officers_no_start" in {one.key for one in found.unknown}


def test_without_a_twin_hours_that_nobody_published_are_those_at_which_things_happened(found):
    hours = {row.place: row for row in found.twin.assumed_hours}
    assert hours
    assert all(row.basis == "fitted" and row.opens != row.closes for row in hours.values())
    assert not any("selection" in post.steps for post in found.twin.posts)
