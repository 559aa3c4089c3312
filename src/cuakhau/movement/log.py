"""The EventLog: the analytic rows of a zone as columns, from the journal or from a simulator.

Needs pyarrow only. A log is a value: slicing gives another log, nothing is changed in place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cuakhau.movement.event import ANALYTIC_FIELDS, Event, upcast
from cuakhau.movement.visit import Visit, fold
from cuakhau.zone.refusal import NO_PARQUET, say_cause
from cuakhau.zone.types import Language

_WHOLE = {
    "seq": pa.int32(),
    "amount": pa.int64(),
    "happened_us": pa.int64(),
    "happened_offset_min": pa.int16(),
    "recorded_us": pa.int64(),
    "recorded_offset_min": pa.int16(),
    "started_us": pa.int64(),
    "looked_at": pa.int16(),
    "corrects": pa.int32(),
    "schema": pa.int16(),
}
LOG_SCHEMA = pa.schema([(name, _WHOLE.get(name, pa.string())) for name in ANALYTIC_FIELDS])
NEVER_NULL = (
    "zone", "subject_kind", "subject", "seq", "kind", "happened_us", "happened_offset_min",
    "recorded_us", "recorded_offset_min", "looked_at", "way", "origin", "schema",
)  # fmt: skip


_CAUSES: dict[str, Mapping[Language, str]] = {
    "no_parquet": NO_PARQUET,
    "missing": {
        "vi": "thiếu các cột {columns}.",
        "en": "these columns of the log are missing: {columns}.",
        "zh": "缺少以下各列：{columns}。",
    },
    "other_type": {
        "vi": "cột {columns} chứa loại dữ liệu khác.",
        "en": "a column of the log holds something else: {columns}.",
        "zh": "{columns}列的数据类型不符。",
    },
    "empty": {
        "vi": "các cột {columns} không được để trống.",
        "en": "these columns of the log may not be empty: {columns}.",
        "zh": "以下各列不得为空：{columns}。",
    },
    "other_zone": {
        "vi": "tệp có dòng của khu {zones}.",
        "en": "it holds rows of the zone {zones}.",
        "zh": "其中有{zones}区的记录。",
    },
}


class NotALog(ValueError):
    """Raised when a table or file lacks the columns of the log or holds rows of another zone.

    `problem` says what is wrong, in each language.
    """

    def __init__(self, cause: str, **facts: str) -> None:
        self.problem = say_cause(_CAUSES[cause], **facts)
        super().__init__(self.problem)


@dataclass(frozen=True)
class EventLog:
    """Rows of one zone sorted by (subject, seq); `table` has the columns of `LOG_SCHEMA`."""

    zone: str
    table: pa.Table

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def events(self) -> Iterator[Event]:
        """Give the rows one by one as `Event` values."""
        for batch in self.table.to_batches(max_chunksize=10_000):
            for row in batch.to_pylist():
                yield Event(**upcast(row))

    def visits(self) -> Iterator[Visit]:
        """Fold each visit of the log, in the order of subjects."""
        subject, rows = "", list[Event]()
        for event in self.only("visit").events():
            if event.subject != subject and rows:
                yield fold(self.zone, subject, rows)
                rows = []
            subject = event.subject
            rows.append(event)
        if rows:
            yield fold(self.zone, subject, rows)

    def only(self, subject_kind: str) -> "EventLog":
        """Keep the rows of visits or of places."""
        return self._where(pc.equal(self.table["subject_kind"], subject_kind))

    def happened_between(self, since_us: int, until_us: int) -> "EventLog":
        """Keep rows that happened in (since, until], the way a bulletin day is cut."""
        at = self.table["happened_us"]
        return self._where(pc.and_(pc.greater(at, since_us), pc.less_equal(at, until_us)))

    def recorded_until(self, until_us: int) -> "EventLog":
        """Keep what was known at an instant."""
        return self._where(pc.less_equal(self.table["recorded_us"], until_us))

    def write(self, path: Path) -> None:
        """Write the log as Parquet, kept in its order."""
        pq.write_table(self.table, path, compression="zstd")

    def _where(self, mask: pa.ChunkedArray) -> "EventLog":
        return EventLog(self.zone, self.table.filter(mask))


def from_table(zone: str, table: pa.Table) -> EventLog:
    """Take columns from anywhere as a log: select, cast, sort by (subject, seq).

    Raises `NotALog` where a column is missing or does not fit, or a row is of another zone.
    """
    missing = [name for name in ANALYTIC_FIELDS if name not in table.column_names]
    if missing:
        raise NotALog("missing", columns=", ".join(missing))
    table = table.select(list(ANALYTIC_FIELDS))
    try:
        table = table.cast(LOG_SCHEMA)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise NotALog("other_type", columns=", ".join(_list_misfits(table))) from None
    empty = [name for name in NEVER_NULL if table[name].null_count]
    if empty:
        raise NotALog("empty", columns=", ".join(empty))
    others = [one for one in pc.unique(table["zone"]).to_pylist() if one != zone]
    if others:
        raise NotALog("other_zone", zones=", ".join(others))
    return EventLog(zone, table.sort_by([("subject", "ascending"), ("seq", "ascending")]))


def _list_misfits(table: pa.Table) -> Iterator[str]:
    for field in LOG_SCHEMA:
        try:
            table[field.name].cast(field.type)
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            yield field.name


def from_events(zone: str, events: Iterable[Event]) -> EventLog:
    """Make a log of `Event` values."""
    rows = [{name: getattr(event, name) for name in ANALYTIC_FIELDS} for event in events]
    return from_table(zone, pa.Table.from_pylist(rows, schema=LOG_SCHEMA))


def read(zone: str, path: Path) -> EventLog:
    """Read a log from Parquet. Raises `NotALog`."""
    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid:
        raise NotALog("no_parquet") from None
    return from_table(zone, table)
