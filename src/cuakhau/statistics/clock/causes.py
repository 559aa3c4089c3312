"""The causes that a minute may have, and what the whole clock of a log is."""

from dataclasses import dataclass

import pyarrow as pa

from cuakhau.movement.log import EventLog
from cuakhau.statistics.stays import Stays
from cuakhau.statistics.stays.rows import Rows, Whole
from cuakhau.zone.zone import Zone

# `with`: an agency had the vehicle, and nobody said when it began to serve.
CAUSES = (
    "served", "waiting", "with", "moving", "trader", "payment", "partner", "other_side",
    "closed", "unknown",
)  # fmt: skip
(SERVED, WAITING, WITH, MOVING, TRADER, PAYMENT, PARTNER, OTHER_SIDE, CLOSED, UNKNOWN) = range(10)
OF_AGENCIES = ("served", "waiting", "with")

_WORD, _WHOLE = pa.dictionary(pa.int32(), pa.string()), pa.int64()
TABLE = pa.schema(
    {
        "visit": pa.int32(),
        "cause": _WORD,
        "agency": _WORD,
        "step": _WORD,
        "started_us": _WHOLE,
        "ended_us": _WHOLE,
        "micros": _WHOLE,
        "estimate": pa.bool_(),
        "served_estimate_us": _WHOLE,
    }
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What tables of groups are made of: `visits` as in a clock, and `table` with at least
    `visit` (place in `visits`), `cause`, `agency`, `micros`.
    """

    visits: pa.Table
    table: pa.Table


@dataclass(frozen=True, slots=True)
class Clock:
    """What `attribute` gives.

    `table` has the columns of `TABLE`; `visit` is the place in `visits`, whose columns are
    `subject, gate, place, direction, procedure, goods, regime, vehicle_class, hour, opened_us,
    present_us, arrived_us, ended_us, outcome, is_open, early, late_ticks, late_us`. `hour` is that
    of the zone's day in which the vehicle was first known to be there. `ended_us` of an open visit
    is the end of the log. `rows` are the rows that stand, without selection; `late_us` says
    how late the tick of each was. `left_out` counts what has no clock, by reason.
    """

    zone: Zone
    log: EventLog
    stays: Stays
    table: pa.Table
    visits: pa.Table
    rows: Rows
    late_us: Whole
    left_out: dict[str, int]
    ends_us: int

    @property
    def spent(self) -> Spent:
        """What tables of groups are made of."""
        return Spent(self.visits, self.table)
