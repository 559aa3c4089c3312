"""Why places and posts stood still: beside the log of a run, in its file, summed by reason."""

from dataclasses import replace
from datetime import time

import pyarrow.parquet as pq
import pytest

from cuakhau.movement.log import from_table
from cuakhau.movement.place.stops import STOPS_SCHEMA, read_stops, write_with_stops
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from cuakhau.simulation.scenario.apply import apply
from cuakhau.simulation.scenario.read import read_scenario
from cuakhau.simulation.stops import stops_of
from cuakhau.simulation.twin.build import build_network
from cuakhau.simulation.twin.chances import Stop
from cuakhau.statistics.stopped import sum_stops
from simulation.twins import MONDAY

HOUR_US = 3_600_000_000
CLOSES = """base = "example"

[[close]]
place = "*"
side = "cn"
reason = "the other side ends earlier"
from = "15:00"
first_day = 2025-06-02
last_day = 2025-06-02
"""
PLANNED = Stop(
    id="washed", post="gate_guards", reason="the lane is washed", servers=1,
    opens=time(9), closes=time(10, 30),
)  # fmt: skip
BY_CHANCE = Stop(
    id="scale", post="yard_gate", reason="the scale breaks", between_h=5.0, lasts_h=1.0
)


@pytest.fixture(scope="module")
def made(example, twin):
    """Two days of the example with a closure, a planned stop and a breakdown."""
    broken = replace(twin, stops=(PLANNED, BY_CHANCE))
    zone, patched = apply(example, broken, read_scenario(CLOSES, name="closes"))
    return run(build_network(zone, patched, first_day=MONDAY, days=2), seed=3, log="full")


def test_every_reason_stands_beside_the_log_and_comes_back_from_its_file(made, tmp_path):
    stops, file = stops_of(made), tmp_path / "log.parquet"
    log = log_of(made, run_id="r")
    write_with_stops(log, stops, file)
    assert read_stops(file).equals(stops)
    assert from_table(log.zone, pq.read_table(file)).table.equals(log.table)
    told = {(one.kind, one.reason): one for one in sum_stops(read_stops(file))}
    closed = told["closure", "the other side ends earlier"]
    assert (closed.place, closed.side, closed.times) == ("*", "cn", 1)
    assert closed.lasted_us == 9 * HOUR_US  # from 15:00 to midnight, by the clock of the zone
    planned = told["planned", "the lane is washed"]
    assert (planned.post, planned.times, planned.lasted_us) == ("gate_guards", 2, 3 * HOUR_US)
    assert told["breakdown", "the scale breaks"].times >= 1


def test_nobody_serves_while_a_post_is_broken_down(made):
    servers = next(one.servers for one in made.network.stations if one.id == "yard_gate")
    spans = [
        (one["from_us"] - made.network.start_us, one["to_us"] - made.network.start_us)
        for one in stops_of(made).to_pylist()
        if one["kind"] == "breakdown"
    ]
    assert spans
    for begin, end in spans:
        before = [number for at, number in servers if at <= begin][-1]
        within = [number for at, number in servers if begin < at < end]
        assert {before, *within} == {0}


def test_a_log_without_stops_has_an_empty_table(made, tmp_path):
    log_of(made, run_id="r").write(tmp_path / "bare.parquet")
    assert read_stops(tmp_path / "bare.parquet").equals(STOPS_SCHEMA.empty_table())
