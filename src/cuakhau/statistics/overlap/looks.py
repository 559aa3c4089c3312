"""The checks of a log as one table: who looked at what, where, when, and what it cost the vehicle.

A check is a confirmation that stands. A tick that the same agency repeats for the same step within
the hour is the same check. What a row does not say it looked at is what the step is there to look
at, by the zone. Steps of selection are no part of it (decision 0011).
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from cuakhau.movement.event import Looked
from cuakhau.movement.log import EventLog
from cuakhau.movement.secrecy import secret_steps
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Flags, Rows, Whole, read_rows
from cuakhau.zone.zone import Zone

REPEATED_US = 60 * 60 * 1_000_000
THINGS = ("paper", "seal", "plate", "weight", "goods")
ON_THE_SPOT = Looked.SEAL | Looked.PLATE | Looked.WEIGHT | Looked.GOODS | Looked.PERSON
DAY_US = 86_400_000_000
RECORDED = ("nothing", "fault")


@dataclass(frozen=True, slots=True)
class Looks:
    """Checks by visit and time. `table` has for each: `row`, `visit`, `at_us`, `begin_us` (the
    start of service, else of the tick), `agency`, `step`, `place` (codes), `bits` (what was looked
    at), `asks` (bits of `fields`), `told` (an outcome is recorded), `moves`, `spent_us`.

    `spent_us` is the time from the vehicle's last check to the end of this one, with nobody else in
    between: its service and the wait before it. Null for the first check on the spot.
    """

    zone: Zone
    table: pa.Table
    subjects: pa.Array
    agencies: tuple[str, ...]
    steps: tuple[str, ...]
    places: tuple[str, ...]
    fields: tuple[str, ...]
    days: int

    def __len__(self) -> int:
        return int(self.table.num_rows)


def read_looks(zone: Zone, log: EventLog) -> Looks:
    """Read the checks of all visits of a log."""
    rows = read_rows(log)
    place, places = _places(rows)
    kept = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    kept &= (rows.agency.codes != NO_WORD) & ~rows.step.are(*secret_steps(zone))
    order = np.flatnonzero(kept)
    order = order[np.lexsort((rows.seat[order], rows.at_us[order], rows.visit[order]))]
    place = place[order]
    rows = rows.where(order)
    fresh = ~_repeated(rows)
    rows, place = rows.where(fresh), place[fresh]
    bits = _bits(zone, rows)
    fields, asks = _asks(zone, rows)
    moves = rows.step.are(*(step.id for step in zone.steps if step.moves))
    on_the_spot = (bits & int(ON_THE_SPOT) != 0) | moves
    spent, known = _spent(rows, on_the_spot)
    begin = np.where(
        (rows.started_us == UNKNOWN_US) | (rows.started_us > rows.at_us),
        rows.at_us,
        rows.started_us,
    )
    table = pa.table(
        {
            "row": np.arange(len(rows.visit), dtype=np.int64),
            "visit": rows.visit.astype(np.int32),
            "at_us": rows.at_us,
            "begin_us": begin,
            "agency": rows.agency.codes.astype(np.int16),
            "step": rows.step.codes.astype(np.int16),
            "place": place.astype(np.int16),
            "bits": bits.astype(np.int16),
            "asks": asks,
            "told": rows.found.are(*RECORDED),
            "moves": moves,
            "spent_us": pa.array(spent, mask=~known),
        }
    )
    names = rows.agency.names, rows.step.names
    return Looks(zone, table, rows.subjects, *names, places, fields, _count_days(rows))


def _count_days(rows: Rows) -> int:
    if not len(rows.at_us):
        return 0
    return max(1, round(float(rows.at_us.max() - rows.at_us.min()) / DAY_US))


def _places(rows: Rows) -> tuple[Whole, tuple[str, ...]]:
    """Give the place of each row; where it says none, the place that the visit is bound for."""
    bound = np.full(rows.visits, NO_WORD, np.int64)
    told = rows.kind.are("declared", "amended", "rerouted") & (rows.place.codes != NO_WORD)
    bound[rows.visit[told]] = rows.place.codes[told]
    found = np.where(rows.place.codes == NO_WORD, bound[rows.visit], rows.place.codes)
    names = (*(name or "" for name in rows.place.names), "")
    return np.where(found == NO_WORD, len(names) - 1, found).astype(np.int64), names


def _repeated(rows: Rows) -> Flags:
    """Which ticks an agency repeated: the same step of the same visit, within the hour."""
    order = np.lexsort((rows.at_us, rows.step.codes, rows.agency.codes, rows.visit))
    same = np.zeros(len(order), bool)
    if len(order):
        one, other = order[1:], order[:-1]
        same[1:] = (
            (rows.visit[one] == rows.visit[other])
            & (rows.agency.codes[one] == rows.agency.codes[other])
            & (rows.step.codes[one] == rows.step.codes[other])
            & (rows.at_us[one] - rows.at_us[other] <= REPEATED_US)
        )
    found = np.zeros(len(order), bool)
    found[order] = same
    return found


def _bits(zone: Zone, rows: Rows) -> Whole:
    by_step = {step.id: sum(Looked[w.upper()] for w in step.looks_at) for step in zone.steps}
    usual = np.array([*(by_step.get(name or "", 0) for name in rows.step.names), 0], np.int64)
    return np.where(rows.looked_at == 0, usual[rows.step.codes], rows.looked_at)


def _asks(zone: Zone, rows: Rows) -> tuple[tuple[str, ...], Whole]:
    fields = tuple(sorted({word for ground in zone.grounds for word in ground.asks}))
    bits = {word: 1 << place for place, word in enumerate(fields)}
    by_step = {one.step: sum(bits[word] for word in one.asks) for one in zone.grounds}
    asked = np.array([*(by_step.get(name or "", 0) for name in rows.step.names), 0], np.int64)
    return fields, asked[rows.step.codes]


def _spent(rows: Rows, on_the_spot: Flags) -> tuple[Whole, Flags]:
    """Give the time from the check before to the end of each, and of which it is known."""
    spent = np.zeros(len(rows.visit), np.int64)
    known = np.zeros(len(rows.visit), bool)
    if len(spent):
        same = rows.visit[1:] == rows.visit[:-1]
        here = np.maximum.accumulate(np.where(on_the_spot, rows.visit, -1)) == rows.visit
        spent[1:] = np.where(same, rows.at_us[1:] - rows.at_us[:-1], 0)
        known[1:] = same & here[:-1]
    return spent, known
