"""A log as the desk would have it at an instant of a run: services under way say their start."""

import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.movement.log import LOG_SCHEMA, EventLog, from_table


def with_starts(log: EventLog) -> EventLog:
    """Add a row `started` for each service, at its start."""
    begun = log.table.filter(pc.is_valid(log.table["started_us"]))
    number = len(begun)
    columns = {name: begun[name] for name in LOG_SCHEMA.names}
    columns["kind"] = pa.array(["started"] * number)
    columns["happened_us"] = columns["recorded_us"] = begun["started_us"]
    columns["started_us"] = pa.nulls(number, pa.int64())
    columns["seq"] = pc.cast(pc.add(begun["seq"], 1000), pa.int32())
    rows = pa.table([columns[name] for name in LOG_SCHEMA.names], schema=LOG_SCHEMA)
    return from_table(log.zone, pa.concat_tables([log.table, rows]))
