"""The only clock: the wall's, or that of a replayed day."""

import pytest
from django.db import IntegrityError

from cuakhau.server import clock
from cuakhau.server.models import ClockAnchor
from desk import NOON

NOON_US = int(NOON.timestamp() * 1_000_000)
HOUR_US = 3_600_000_000


def tie(zone, **more):
    given = {"virtual_us": NOON_US, "speed": 60, "until_us": NOON_US + 8 * HOUR_US, **more}
    return clock.tie(zone.name, "run-1", **given)


def test_the_time_of_a_demo_zone_runs_faster_and_stops(zone):
    anchor = tie(zone)
    assert clock.map_to_zone(anchor, anchor.wall_us) == NOON_US
    assert clock.map_to_zone(anchor, anchor.wall_us + 60_000_000) == NOON_US + HOUR_US
    assert clock.map_to_zone(anchor, anchor.wall_us + HOUR_US) == NOON_US + 8 * HOUR_US
    assert clock.map_to_zone(anchor, anchor.wall_us - HOUR_US) == NOON_US


def test_a_real_zone_has_the_time_of_the_wall(zone):
    before = clock.wall_now()
    assert before <= clock.now(zone.name.removesuffix("-demo")) <= clock.wall_now()
    with pytest.raises(IntegrityError):
        tie(zone.renamed("real"))


def test_a_demo_zone_reads_its_anchor(zone):
    tie(zone, speed=1)
    assert abs(clock.now_us(zone.name) - NOON_US) < HOUR_US
    assert clock.pace(zone.name).until_us == NOON_US + 8 * HOUR_US


def test_tied_again_it_goes_on_where_it_had_come(zone):
    tie(zone)
    ClockAnchor.objects.filter(zone=zone.name).update(seen_us=NOON_US + HOUR_US)
    assert tie(zone).virtual_us == NOON_US + HOUR_US


def test_another_run_is_not_mixed_in(zone):
    tie(zone)
    with pytest.raises(clock.OtherRun, match="run-2"):
        clock.tie(zone.name, "run-2", virtual_us=0, speed=1, until_us=1)
