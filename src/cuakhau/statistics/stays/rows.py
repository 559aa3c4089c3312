"""The standing rows of all visits as arrays: corrections resolved, doubtful clocks replaced.

The same as `movement.visit.fold` row by row; a test holds them together. A log without
corrections, such as a simulated one, is read without a loop.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.movement.event import DOUBTFUL_AHEAD_US
from cuakhau.movement.log import EventLog

UNKNOWN_US = np.iinfo(np.int64).min
NO_WORD = -1

Whole = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Words:
    """A column of words as numbers: `names[codes[row]]`, and `NO_WORD` where there is none."""

    codes: Codes
    names: tuple[str, ...]

    def are(self, *names: str) -> Flags:
        """Tell which rows have one of these words."""
        wanted = np.array([*(name in names for name in self.names), False])
        found: Flags = wanted[self.codes]  # NO_WORD takes the last one
        return found

    def at(self, rows: Flags | Whole) -> "Words":
        """Keep some rows."""
        return Words(self.codes[rows], self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows that stand, by visit and within a visit by seat. `visit` is the place in `subjects`."""

    subjects: pa.Array
    visit: Whole
    seat: Whole
    seq: Whole  # of the row that stands at the seat
    at_us: Whole
    started_us: Whole  # UNKNOWN_US where nobody said
    recorded_us: Whole
    is_simulated: Flags
    kind: Words
    step: Words
    agency: Words
    place: Words
    other: Words
    way: Words
    procedure: Words
    goods: Words
    vehicle_class: Words
    found: Words
    looked_at: Whole

    @property
    def visits(self) -> int:
        """How many visits there are."""
        return len(self.subjects)

    def where(self, rows: Flags | Whole) -> "Rows":
        """Keep some rows; the visits stay numbered as they are."""
        return Rows(
            subjects=self.subjects,
            visit=self.visit[rows],
            seat=self.seat[rows],
            seq=self.seq[rows],
            at_us=self.at_us[rows],
            started_us=self.started_us[rows],
            recorded_us=self.recorded_us[rows],
            is_simulated=self.is_simulated[rows],
            kind=self.kind.at(rows),
            step=self.step.at(rows),
            agency=self.agency.at(rows),
            place=self.place.at(rows),
            other=self.other.at(rows),
            way=self.way.at(rows),
            procedure=self.procedure.at(rows),
            goods=self.goods.at(rows),
            vehicle_class=self.vehicle_class.at(rows),
            found=self.found.at(rows),
            looked_at=self.looked_at[rows],
        )


def read_rows(log: EventLog) -> Rows:
    """Read the rows of the visits of a log."""
    table = log.table
    of_visits = pc.equal(table["subject_kind"], "visit")
    if not pc.all(of_visits, min_count=0).as_py():
        table = table.filter(of_visits)
    subjects, visit = _number_visits(table["subject"])
    happened_us, recorded_us = _whole(table["happened_us"]), _whole(table["recorded_us"])
    seq = _whole(table["seq"])
    rows = Rows(
        subjects=subjects,
        visit=visit,
        seat=seq,
        seq=seq,
        at_us=np.where(happened_us > recorded_us + DOUBTFUL_AHEAD_US, recorded_us, happened_us),
        started_us=_whole(table["started_us"]),
        recorded_us=recorded_us,
        is_simulated=np.asarray(pc.equal(table["origin"], "simulated")).astype(bool),
        kind=_words(table["kind"]),
        step=_words(table["step"]),
        agency=_words(table["agency"]),
        place=_words(table["place"]),
        other=_words(table["other"]),
        way=_words(table["way"]),
        procedure=_words(table["procedure"]),
        goods=_words(table["goods"]),
        vehicle_class=_words(table["vehicle_class"]),
        found=_words(table["found"]),
        looked_at=_whole(table["looked_at"]),
    )
    corrects = table["corrects"]
    if corrects.null_count == len(corrects):
        voided = rows.kind.are("voided")
        return rows.where(~voided) if voided.any() else rows
    return _resolve(rows, _whole(corrects))


def _number_visits(subject: pa.ChunkedArray) -> tuple[pa.Array, Whole]:
    """Rows of a log are sorted by subject, so that a new visit begins where the name changes."""
    names = subject.combine_chunks()
    if isinstance(names, pa.ChunkedArray):  # an older pyarrow, or no row at all
        names = pa.concat_arrays(names.chunks) if names.num_chunks else pa.array([], pa.string())
    if not len(names):
        return names, np.zeros(0, np.int64)
    begins = np.ones(len(names), bool)
    begins[1:] = np.asarray(pc.not_equal(names[1:], names[:-1]))
    return names.take(pa.array(np.flatnonzero(begins))), np.cumsum(begins) - 1


def _whole(column: pa.ChunkedArray) -> Whole:
    if column.null_count:
        column = pc.fill_null(column.cast(pa.int64()), UNKNOWN_US)
    return np.asarray(column).astype(np.int64, copy=False)


def _words(column: pa.ChunkedArray) -> Words:
    coded = column.dictionary_encode().unify_dictionaries()
    chunks = [np.asarray(pc.fill_null(c.indices, NO_WORD)) for c in coded.chunks]
    codes = np.concatenate(chunks) if chunks else np.zeros(0, np.int32)
    names = coded.chunk(0).dictionary.to_pylist() if coded.num_chunks else []
    if "" in names:  # says as little as no word
        codes = codes.copy()
        codes[codes == names.index("")] = NO_WORD
    return Words(codes, tuple(names))


def _resolve(rows: Rows, corrects: Whole) -> Rows:
    """Let each correction take the seat of its target: the last one at a seat stands."""
    touched = np.unique(rows.visit[corrects != UNKNOWN_US])
    seat, stands = rows.seat.copy(), np.ones(len(rows.seat), bool)
    edges = np.searchsorted(rows.visit, [touched, touched + 1]).T
    for since, until in edges.tolist():
        seats: dict[int, int] = {}
        last: dict[int, int] = {}
        for row in range(since, until):
            seq, target = int(rows.seat[row]), int(corrects[row])
            at = seq if target == UNKNOWN_US else seats.get(target, target)
            if at in last:
                stands[last[at]] = False
            seats[seq], last[at], seat[row] = at, row, at
    stands &= ~rows.kind.are("voided")
    kept = np.flatnonzero(stands)
    kept = kept[np.lexsort((seat[kept], rows.visit[kept]))]
    found = rows.where(kept)
    return Rows(**{**{name: getattr(found, name) for name in Rows.__slots__}, "seat": seat[kept]})
