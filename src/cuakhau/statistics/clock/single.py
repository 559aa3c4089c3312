"""One visit's clock, stretch by stretch."""

from typing import Any

import pyarrow.compute as pc

from cuakhau.statistics.clock.causes import Clock


def list_stretches(clock: Clock, subject: str) -> list[dict[str, Any]] | None:
    """List the stretches of one visit in order; `None` where the log has no such visit.

    Each has `cause, agency, step, started_us, ended_us, micros, estimate, served_estimate_us`.
    """
    place = pc.index(clock.visits["subject"], subject).as_py()
    if place < 0:
        return None
    rows = clock.table.filter(pc.equal(clock.table["visit"], place)).drop_columns(["visit"])
    told: list[dict[str, Any]] = rows.to_pylist()
    return told
