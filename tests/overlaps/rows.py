"""The rows of a log visit by visit, to be changed by a test and written again."""

from typing import Any

import pyarrow as pa

from cuakhau.movement.log import LOG_SCHEMA, EventLog, from_table

MINUTE_US = 60_000_000
Row = dict[str, Any]
Visits = dict[str, list[Row]]


def read_rows(log: EventLog) -> tuple[Visits, list[Row]]:
    visits: Visits = {}
    others: list[Row] = []
    for row in log.table.to_pylist():
        if row["subject_kind"] == "visit":
            visits.setdefault(row["subject"], []).append(row)
        else:
            others.append(row)
    return visits, others


def write_rows(log: EventLog, visits: Visits, others: list[Row]) -> EventLog:
    rows = list(others)
    for found in visits.values():
        found.sort(key=lambda row: (row["kind"] != "declared", row["happened_us"]))
        rows += [{**row, "seq": seq} for seq, row in enumerate(found, start=1)]
    return from_table(log.zone, pa.Table.from_pylist(rows, schema=LOG_SCHEMA))


def later(row: Row, minutes: float) -> Row:
    by_us = int(minutes * MINUTE_US)
    moved = {name: row[name] + by_us for name in ("happened_us", "recorded_us")}
    if row["started_us"] is not None:
        moved["started_us"] = row["started_us"] + by_us
    return {**row, **moved}
