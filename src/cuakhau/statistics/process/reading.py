"""Logs of any size as steps: a file that is sorted by vehicle is read part by part."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from cuakhau.movement import log as logs
from cuakhau.movement.event import ANALYTIC_FIELDS
from cuakhau.movement.log import EventLog
from cuakhau.statistics.process.refusals import q1_log_is_of_the_zone, refuse
from cuakhau.statistics.process.steps import (
    NAMES_KEY,
    SCHEMA,
    WORDS,
    list_steps,
    rename,
)
from cuakhau.zone.refusal import say_cause
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

PART_ROWS = 2_000_000
MOST_AT_ONCE = 4_000_000  # rows of a log that are sorted in memory
ROW_GROUP = 500_000
NOT_SORTED: dict[Language, str] = {
    "vi": "nhật ký lớn như vậy phải xếp theo cột subject.",
    "en": "a log of this size must be sorted by subject.",
    "zh": "如此大的日志须按subject列排序。",
}


def read_log(zone: Zone, file: Path) -> EventLog:
    """Read a log. Raises `ProcessRefused` Q1 for a file that is none of this zone."""
    try:
        return logs.read(zone.name, file)
    except logs.NotALog as trouble:
        told = {"file": file.name, "zone": zone.name, "problem": trouble.problem}
        raise refuse(q1_log_is_of_the_zone, **told) from trouble


def read_parts(zone: Zone, file: Path, rows: int = PART_ROWS) -> Iterator[EventLog]:
    """Read a log part by part, each visit whole: a large one must be sorted by subject.

    Raises `ProcessRefused` Q1.
    """
    if rows == PART_ROWS and _is_small(file):
        yield read_log(zone, file)
        return
    kept: pa.Table | None = None
    last = ""
    for batch in pq.ParquetFile(file).iter_batches(rows, columns=list(ANALYTIC_FIELDS)):
        table = pa.Table.from_batches([batch])
        table = table if kept is None else pa.concat_tables([kept, table])
        subject = table["subject"]
        if subject[0].as_py() < last or not _is_sorted(subject):
            told = {"file": file.name, "zone": zone.name, "problem": say_cause(NOT_SORTED)}
            raise refuse(q1_log_is_of_the_zone, **told)
        last = subject[-1].as_py()
        whole = pc.index(subject, pa.scalar(last)).as_py()
        kept = table.slice(whole)
        if whole:
            yield _take(zone, file, table.slice(0, whole))
    if kept is not None and len(kept):
        yield _take(zone, file, kept)


def _is_small(file: Path) -> bool:
    try:
        return bool(pq.read_metadata(file).num_rows <= MOST_AT_ONCE)
    except pa.ArrowInvalid:  # no Parquet: to be read, and refused
        return True


def _is_sorted(subject: pa.ChunkedArray) -> bool:
    return bool(pc.all(pc.less_equal(subject[:-1], subject[1:]), min_count=0).as_py())


def _take(zone: Zone, file: Path, table: pa.Table) -> EventLog:
    try:
        return logs.from_table(zone.name, table)
    except logs.NotALog as trouble:
        told = {"file": file.name, "zone": zone.name, "problem": trouble.problem}
        raise refuse(q1_log_is_of_the_zone, **told) from trouble


def sort_log(
    zone: Zone, file: Path, out: Path, *, viewer: str | None, rows: int = PART_ROWS
) -> int:
    """Write the steps of a log of any size to a file, so many rows at a time; give how many."""
    names: dict[str, tuple[str, ...]] = dict.fromkeys(WORDS, ("",))
    visits = written = 0
    with pq.ParquetWriter(out, SCHEMA, compression="zstd") as writer:
        for part in read_parts(zone, file, rows):
            steps = list_steps(zone, part, viewer=viewer)
            for column in WORDS:
                new = [name for name in steps.names[column] if name not in names[column]]
                names[column] = (*names[column], *new)
            writer.write_table(rename(steps, names, visits), ROW_GROUP)
            visits += int(pc.max(steps.table["visit"]).as_py() or 0) + 1
            written += len(steps.table)
        writer.add_key_value_metadata({NAMES_KEY: json.dumps(names)})
    return written
