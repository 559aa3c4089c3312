"""The rows of a run as an EventLog: the same type as the desk writes.

Columns are made whole, never row by row: what the rows of one option have in common is looked up,
the names of vehicles are cut from one block of bytes.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from cuakhau.movement.event import SCHEMA
from cuakhau.movement.log import LOG_SCHEMA, EventLog
from cuakhau.simulation.compiling import njit
from cuakhau.simulation.network.types import Flow, LogRow
from cuakhau.simulation.run import Run

DIGITS = 7
TEXTS = ("kind", "step", "agency", "place", "procedure", "goods", "vehicle_class", "found", "way")
OF_DECLARATION = ("procedure", "goods", "vehicle_class")
Numbers = NDArray[np.int64]


class NoLogKept(ValueError):
    """Raised when the log of a run is asked for that kept none."""


def log_of(run: Run, *, run_id: str) -> EventLog:
    """Give the log of a run: origin `simulated`, subjects numbered by order of arrival.

    Raises `NoLogKept` where the run was made with `log="none"`.
    """
    if run.visits and not len(run.rows.vehicle):
        raise NoLogKept("run it with log='full'")
    said = _list_said(run)
    rows = run.rows
    placed = _place(
        (rows.vehicle, rows.option, rows.other, rows.start_us, rows.end_us),
        said.first,
        said.count,
        run.visits,
        run.network.start_us,
    )
    return EventLog(run.network.zone, _table(run, run_id, said, placed))


@dataclass(frozen=True, slots=True)
class _Said:
    """What rows say: a place for each row of each option, then for each opening of a visit."""

    first: Numbers
    count: Numbers
    texts: dict[str, pa.Array]
    looked_at: NDArray[np.int16]


def _list_said(run: Run) -> _Said:
    flows = {flow.id: flow for flow in run.network.flows}
    by_option = [[(flows[one.flow], row) for row in one.rows] for one in run.options]
    by_option += [[(flow, flow.declares or LogRow())] for flow in run.network.flows]
    rows = [pair for listed in by_option for pair in listed]
    count = np.array([len(listed) for listed in by_option], dtype=np.int64)
    return _Said(
        first=np.cumsum(count) - count,
        count=count,
        texts={
            name: pa.array([_text(name, flow, row) for flow, row in rows], pa.string())
            for name in TEXTS
        },
        looked_at=np.array([row.looked_at for _, row in rows], dtype=np.int16),
    )


def _text(name: str, flow: Flow, row: LogRow) -> str | None:
    if name in OF_DECLARATION:
        said_alone = row.goods if name == "goods" else None
        return flow.facts.get(name) if row.kind == "declared" else said_alone
    if name == "found":
        return "nothing" if row.looked_at else None
    said: str | None = getattr(row, name)
    return flow.facts.get("place") if said is None and name == "place" else said


def _table(run: Run, run_id: str, said: _Said, placed: Any) -> pa.Table:
    which, seq, vehicle, other, start_us, end_us = placed
    network, number = run.network, len(which)
    offset = pa.array(np.full(number, network.offset_min, np.int16))
    happened = pa.array(end_us)
    names = _names(run)
    columns = {
        "zone": _same(network.zone, number),
        "subject_kind": _same("visit", number),
        "subject": _subjects(names, vehicle),
        "seq": pa.array(seq),
        "other": _partners(names, other),
        "amount": pa.nulls(number, pa.int64()),
        "happened_us": happened,
        "happened_offset_min": offset,
        "recorded_us": happened,
        "recorded_offset_min": offset,
        "started_us": pa.array(start_us, mask=start_us == end_us),
        "looked_at": pa.array(said.looked_at[which]),
        "corrects": pa.nulls(number, pa.int32()),
        "origin": _same("simulated", number),
        "run": _same(run_id, number),
        "schema": pa.array(np.full(number, SCHEMA, np.int16)),
        **{name: _look_up(texts, which) for name, texts in said.texts.items()},
    }
    return pa.table([columns[name] for name in LOG_SCHEMA.names], schema=LOG_SCHEMA)


def subject_names(run: Run) -> list[str]:
    """Name the vehicles of a run as its log does, in the order of its arrays."""
    names = _names(run)
    return [text.decode() for text in names.view(f"S{names.shape[1]}").ravel()]


def _names(run: Run) -> NDArray[np.uint8]:
    prefix = f"s{run.seed}-".encode()
    digits = max(DIGITS, len(str(run.visits)))
    names = np.empty((run.visits, len(prefix) + digits), dtype=np.uint8)
    names[:, : len(prefix)] = np.frombuffer(prefix, dtype=np.uint8)
    rest = np.arange(run.visits, dtype=np.int64)
    for place in range(names.shape[1] - 1, len(prefix) - 1, -1):
        names[:, place] = rest % 10 + ord("0")
        rest //= 10
    return names


def _subjects(names: NDArray[np.uint8], vehicle: NDArray[np.int32]) -> pa.Array:
    width = names.shape[1]
    offsets = np.arange(len(vehicle) + 1, dtype=np.int32) * width
    return _strings(offsets, names[vehicle])


def _partners(names: NDArray[np.uint8], other: NDArray[np.int32]) -> pa.Array:
    """Name the partner where there is one; null elsewhere."""
    has = other >= 0
    if not has.any():
        return pa.nulls(len(other), pa.string())
    ends = np.cumsum(has, dtype=np.int32) * names.shape[1]
    offsets = np.concatenate([np.zeros(1, np.int32), ends]).astype(np.int32)
    packed = np.packbits(has, bitorder="little")
    return _strings(offsets, names[other[has]], pa.py_buffer(packed))


def _look_up(texts: pa.Array, which: NDArray[np.int32]) -> pa.Array:
    """Give the text of each row; those few that say anything are looked up alone."""
    if texts.null_count == len(texts):
        return pa.nulls(len(which), pa.string())
    if texts.null_count == 0 and len(texts.unique()) == 1:
        return _same(texts[0].as_py(), len(which))
    if texts.null_count * 2 < len(texts):
        return texts.take(pa.array(which))
    has = np.asarray(texts.is_valid())[which]
    lengths = np.asarray(pc.binary_length(texts).fill_null(0)).astype(np.int32)
    offsets = np.zeros(len(which) + 1, np.int32)
    np.cumsum(lengths[which], out=offsets[1:], dtype=np.int32)
    found = texts.take(pa.array(which[has]))
    packed = pa.py_buffer(np.packbits(has, bitorder="little"))
    data = found.buffers()[2]
    return pa.Array.from_buffers(pa.string(), len(which), [packed, pa.py_buffer(offsets), data])


def _same(text: str, number: int) -> pa.Array:
    raw = text.encode()
    offsets = pa.py_buffer(np.arange(number + 1, dtype=np.int32) * np.int32(len(raw)))
    return pa.Array.from_buffers(pa.string(), number, [None, offsets, pa.py_buffer(raw * number)])


def _strings(
    offsets: NDArray[np.int32], data: NDArray[np.uint8], valid: pa.Buffer | None = None
) -> pa.Array:
    buffers = [valid, pa.py_buffer(offsets), pa.py_buffer(np.ascontiguousarray(data))]
    return pa.Array.from_buffers(pa.string(), len(offsets) - 1, buffers)


def _place_plain(rows: Any, first: Any, count: Any, vehicles: int, zero_us: int) -> Any:
    """Place what was written by vehicle, each visit as it happened (a counting sort).

    Gives for each row of the log which place of `_Said` it says, seq, vehicle, partner, both times.
    """
    vehicle, option, other, start_us, end_us = rows
    ends = np.zeros(vehicles + 1, np.int64)
    for row in range(len(vehicle)):
        ends[vehicle[row] + 1] += count[option[row]]
    for one in range(vehicles):
        ends[one + 1] += ends[one]
    total = ends[vehicles]
    free = ends[:vehicles].copy()
    which, seq = np.empty(total, np.int32), np.empty(total, np.int32)
    whose, partner = np.empty(total, np.int32), np.empty(total, np.int32)
    starts, stops = np.empty(total, np.int64), np.empty(total, np.int64)
    for row in range(len(vehicle)):
        one = vehicle[row]
        for place in range(count[option[row]]):
            at = free[one]
            which[at] = first[option[row]] + place
            seq[at] = at - ends[one] + 1
            whose[at] = one
            partner[at] = other[row]
            starts[at] = start_us[row] + zero_us
            stops[at] = end_us[row] + zero_us
            free[one] = at + 1
    return which, seq, whose, partner, starts, stops


_place = njit(cache=True, nogil=True)(_place_plain)
