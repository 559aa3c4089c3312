from dataclasses import replace

import numpy as np
import pytest

from cuakhau.movement.log import from_table
from cuakhau.simulation import run as runs
from cuakhau.simulation import state
from cuakhau.simulation.decode import NoLogKept, log_of
from cuakhau.simulation.network.types import Draw, Station, Trace
from cuakhau.simulation.network.ways import TooLarge
from cuakhau.simulation.run import run
from cuakhau.simulation.summary import summarise
from simulation.kernel.networks import DAY_US, SECOND_US, one_queue
from simulation.kernel.plain import run_plainly

MINUTE = Draw(kind="exponential", mean_us=60 * SECOND_US)
BUSY = one_queue(servers=2, per_hour=100, draw=MINUTE)


def test_the_compiled_kernel_writes_the_rows_of_the_plain_one():
    compiled, plain = run(BUSY, seed=3, log="full"), run_plainly(BUSY, seed=3)
    assert compiled.visits > 2_000
    for name in ("vehicle", "option", "other", "start_us", "end_us"):
        np.testing.assert_array_equal(getattr(compiled.rows, name), getattr(plain.rows, name))
    for name in ("left_us", "idle_us", "outcome", "occupancy", "queue", "step_waited_us"):
        np.testing.assert_array_equal(getattr(compiled, name), getattr(plain, name))


def test_a_run_in_too_little_room_asks_for_more_and_goes_on(monkeypatch, network):
    roomy = run(network, seed=3, log="full")
    for name, room in (("ROWS_EACH", 0), ("FIRST_ROWS", 600), ("FIRST_ENDED", 1)):
        monkeypatch.setattr(state, name, room)
    made = run(network, seed=3, log="full")
    assert len(made.rows.vehicle) > 600
    for name in ("vehicle", "option", "other", "start_us", "end_us"):
        np.testing.assert_array_equal(getattr(made.rows, name), getattr(roomy.rows, name))
    for name in ("left_us", "idle_us", "occupancy", "queue", "step_waited_us"):
        np.testing.assert_array_equal(getattr(made, name), getattr(roomy, name))


def test_a_log_is_of_the_schema_and_in_its_order():
    log = log_of(run(BUSY, seed=1, log="full"), run_id="t")
    assert from_table("example", log.table).table.equals(log.table)
    first = next(log.events())
    assert (first.kind, first.subject, first.seq, first.origin) == (
        "declared", "s1-0000000", 1, "simulated",
    )  # fmt: skip


def test_what_was_not_kept_is_not_made_up():
    with pytest.raises(NoLogKept):
        log_of(run(BUSY, seed=1), run_id="t")


def test_everybody_is_counted_once():
    made = run(BUSY, seed=2)
    (group,) = summarise(made, "all")
    assert group.visits == made.visits == group.left + group.turned_back + group.inside


def test_a_wait_of_many_months_is_charged_whole():
    network = one_queue(servers=1, per_hour=0, draw=MINUTE, days=400)
    opens_us = 390 * DAY_US
    desk = Station(id="desk", servers=((0, 0), (opens_us, 1)))
    (flow,) = network.flows
    network = replace(network, stations=(desk,), flows=(replace(flow, arrivals=Trace(at_us=(7,))),))
    assert run(network, seed=1).step_waited_us.sum() == opens_us - 7


def test_more_than_the_kernel_can_count_is_refused(monkeypatch):
    monkeypatch.setattr(runs, "TOKENS", 1_000)
    with pytest.raises(TooLarge, match="fewer days"):
        run(BUSY, seed=1)
