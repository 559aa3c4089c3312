"""The compiled kernel is the plain one, row by row, on random networks."""

import numpy as np
from hypothesis import given, settings

from cuakhau.movement.log import from_table
from cuakhau.simulation.decode import log_of
from cuakhau.simulation.run import run
from simulation.kernel.plain import run_plainly
from simulation.kernel.strategies import networks

ROWS = ("vehicle", "option", "other", "start_us", "end_us")
TABLES = (
    "flow", "arrived_us", "left_us", "outcome", "idle_us", "yard_us", "step_count",
    "step_served_us", "step_waited_us", "occupancy", "queue",
)  # fmt: skip


def assert_same(one, other, names):
    for name in names:
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name), err_msg=name)


@settings(max_examples=200)
@given(networks())
def test_the_compiled_kernel_writes_the_rows_and_tables_of_the_plain_one(network):
    compiled, plain = run(network, seed=1, log="full"), run_plainly(network, seed=1)
    assert_same(compiled.rows, plain.rows, ROWS)
    assert_same(compiled, plain, TABLES)
    assert compiled.events == plain.events
    assert_same(compiled, run(network, seed=1), TABLES)  # without a log
    if compiled.visits and not network.present:
        log = log_of(compiled, run_id="r")
        assert from_table("example", log.table).table.equals(log.table)
