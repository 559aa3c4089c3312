"""What the log knows of a vehicle in the zone: what was given, what has begun, where it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.movement.log import EventLog
from cuakhau.movement.view import View, view
from cuakhau.movement.visit import Visit
from cuakhau.statistics.stays import read_stays
from cuakhau.statistics.stays.rows import UNKNOWN_US
from cuakhau.statistics.stays.visits import INSIDE
from cuakhau.zone.zone import Zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One vehicle that is in the zone at an instant. Times in microseconds UTC.

    `given` and `begun` name steps; `begun` those that are being served, with their start. `failed`
    are steps of which a correction was asked. `moving` are the given steps that say it moved.
    """

    subject: str
    seen: View
    arrived_us: int
    given: Mapping[str, int]
    begun: Mapping[str, int]
    failed: Mapping[str, int]
    moving: frozenset[str]
    yard: str | None
    was_in_yard: bool
    crossed_us: int | None
    is_linked: bool

    @property
    def last_us(self) -> int:
        """When the log last bore witness of it."""
        said = [*self.given.values(), *self.failed.values(), self.crossed_us or self.arrived_us]
        return max(said)


def cut(log: EventLog, at_us: int) -> EventLog:
    """Keep what was on record at an instant."""
    return EventLog(log.zone, log.table.filter(pc.less_equal(log.table["recorded_us"], at_us)))


def list_known(zone: Zone, log: EventLog) -> Iterator[Known]:
    """List the vehicles that are in the zone at the end of a log, by subject."""
    stays = read_stays(zone, log)
    here = np.flatnonzero((stays.outcome == INSIDE) & (stays.arrived_us != UNKNOWN_US))
    names = stays.rows.subjects.take(pa.array(here))
    arrived = dict(zip(names.to_pylist(), stays.arrived_us[here].tolist(), strict=True))
    table = log.table.filter(pc.is_in(log.table["subject"], value_set=names))
    for visit in EventLog(log.zone, table).visits():
        yield _know(zone, visit, arrived[visit.subject])


def _know(zone: Zone, visit: Visit, arrived_us: int) -> Known:
    seen = view(zone, visit)
    given: dict[str, int] = {}
    begun: dict[str, int] = {}
    failed: dict[str, int] = {}
    for entry in visit.standing:
        step = entry.step
        if step is None:
            continue
        if entry.kind == "confirmed":
            given[step] = min(entry.at_us, given.get(step, entry.at_us))
        elif entry.kind == "started":
            begun[step] = max(entry.at_us, begun.get(step, entry.at_us))
        elif entry.kind == "correction_asked":
            failed[step] = max(entry.at_us, failed.get(step, entry.at_us))
    ended = {step: max(given.get(step, 0), failed.get(step, 0)) for step in begun}
    yards = {yard.id for yard in zone.yards}
    out_us = seen.milestones.get("out_of_yard")
    in_us = seen.milestones.get("in_yard")
    moves = {row.id for row in zone.steps if row.moves}
    return Known(
        subject=visit.subject,
        seen=seen,
        arrived_us=arrived_us,
        given=given,
        begun={step: at for step, at in begun.items() if at >= ended[step]},
        failed=failed,
        moving=frozenset(moves & given.keys()),
        yard=seen.place if seen.place in yards and out_us is None else None,
        was_in_yard=in_us is not None or out_us is not None,
        crossed_us=_find_crossed(visit) if seen.on_other_side else None,
        is_linked=bool(seen.linked),
    )


def _find_crossed(visit: Visit) -> int | None:
    crossed = [entry.at_us for entry in visit.standing if entry.kind == "crossed"]
    return max(crossed, default=None)
