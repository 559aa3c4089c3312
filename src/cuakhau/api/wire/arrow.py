"""Rows of the log as an Arrow IPC stream, in and out, with secrets of selection taken out."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.api.refusals import bad_request, p9_arrow_is_readable
from cuakhau.api.wire.asked import EventIn
from cuakhau.api.wire.read_body import MOST_ROWS, too_large
from cuakhau.api.wire.seen import see_rows
from cuakhau.movement.event import ANALYTIC_FIELDS, Event
from cuakhau.movement.log import LOG_SCHEMA
from cuakhau.movement.secrecy import secret_steps
from cuakhau.zone.zone import Zone

CHUNK_ROWS = 50_000


def build_table(events: Iterable[Event]) -> pa.Table:
    """Make the columns of some rows, in the order given."""
    rows = [{name: getattr(event, name) for name in ANALYTIC_FIELDS} for event in events]
    return pa.Table.from_pylist(rows, schema=LOG_SCHEMA)


def hide(zone: Zone, table: pa.Table, agency: str | None) -> pa.Table:
    """Take out of the columns, sorted by (subject, seq), the rows that `agency` may not see."""
    secret = pa.array(sorted(secret_steps(zone)), pa.string())
    looked_at = pc.or_(pc.is_in(table["step"], value_set=secret), pc.is_valid(table["corrects"]))
    subjects = pc.unique(table.filter(looked_at)["subject"])
    touched = pc.is_in(table["subject"], value_set=subjects)
    events = [Event(**row) for row in table.filter(touched).to_pylist()]
    if not events:
        return table
    seen = build_table(see_rows(zone, events, agency))
    kept = pa.concat_tables([table.filter(pc.invert(touched)), seen.cast(table.schema)])
    return kept.sort_by([("subject", "ascending"), ("seq", "ascending")])


def write(table: pa.Table) -> Iterator[bytes]:
    """Write columns as an IPC stream, piece by piece."""
    sink = io.BytesIO()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        for batch in table.to_batches(max_chunksize=CHUNK_ROWS):
            writer.write_batch(batch)
            yield _take(sink)
    yield _take(sink)


def read_rows(body: bytes) -> list[dict[str, Any]]:
    """Read the rows of a stream as fields of `EventIn`; unknown columns and types refuse P9."""
    known = {field.name for field in msgspec.structs.fields(EventIn)}
    try:
        with pa.ipc.open_stream(pa.BufferReader(body)) as reader:
            unknown = [name for name in reader.schema.names if name not in known]
            if unknown:
                raise bad_request(p9_arrow_is_readable, because=f"column {unknown[0][:60]}")
            rows: list[dict[str, Any]] = []
            for batch in reader:
                batch.validate(full=True)  # bytes from outside may point anywhere
                if len(rows) + batch.num_rows > MOST_ROWS:
                    raise too_large()
                rows += batch.to_pylist()
    except (pa.ArrowException, OSError, UnicodeDecodeError, ValueError) as error:
        raise bad_request(p9_arrow_is_readable, because=str(error)[:200]) from error
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _take(sink: io.BytesIO) -> bytes:
    written = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return written
