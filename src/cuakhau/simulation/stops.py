"""The stops of one run as the table that goes beside its log."""

import pyarrow as pa

from cuakhau.movement.place.stops import STOPS_SCHEMA
from cuakhau.simulation.run import Run


def stops_of(run: Run) -> pa.Table:
    """Give when and why places and posts stood still in a run, breakdowns as its luck drew them."""
    zero_us = run.network.start_us
    rows = [
        {
            "kind": one.kind,
            "place": one.at,
            "side": one.side or None,
            "post": one.post or None,
            "reason": one.reason,
            "servers": one.servers,
            "goods": one.goods,
            "direction": one.direction,
            "from_us": zero_us + one.from_us,
            "to_us": zero_us + one.to_us,
        }
        for one in run.network.stops
    ]
    return pa.Table.from_pylist(rows, schema=STOPS_SCHEMA)
