"""Each visit of a log as a stay: when it came, went, how it ended, how long it was served."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cuakhau.movement.log import EventLog
from cuakhau.movement.procedure import CompiledMilestone, CompiledProcedure, find_compiled
from cuakhau.movement.times import local_day
from cuakhau.statistics.columns import stretches
from cuakhau.statistics.stays.declared import find_bound, find_first, find_gate, find_last
from cuakhau.statistics.stays.loading import borrow_services, list_links
from cuakhau.statistics.stays.rows import (
    NO_WORD,
    UNKNOWN_US,
    Flags,
    Rows,
    Whole,
    Words,
    read_rows,
)
from cuakhau.statistics.stays.services import (
    Services,
    add_loadings,
    list_services,
    serve_unions,
)
from cuakhau.zone.zone import Zone

OUTCOMES = ("left", "turned_back", "inside", "not_arrived", "written_off", "merged", "unknown")
LEFT, TURNED_BACK, INSIDE, NOT_ARRIVED, WRITTEN_OFF, MERGED, UNKNOWN = range(len(OUTCOMES))
NEVER_US = np.iinfo(np.int64).max
IN_YARD, OUT_OF_YARD = "in_yard", "out_of_yard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """All visits of a log, one entry each; instants and times in microseconds, `UNKNOWN_US` where
    nobody knows. `outcome` is a place in `OUTCOMES`. `gate` is the line of the
    bulletin that counts the place bound for.

    A visit of a simulation arrives with its declaration, which stands at the arrival; a visit of
    the desk at its milestone, since it may be declared days before. `services` are those that a
    visit has a start of on record, `unstarted` how many confirmations have none. `occupied` has the
    loading by a partner too (`loading.py`): by these the vehicle is served, and does not wait.
    """

    zone: Zone
    rows: Rows
    services: Services
    occupied: Services
    declared_us: Whole
    arrived_us: Whole
    ended_us: Whole
    outcome: Whole
    stay_us: Whole
    served_us: Whole
    unstarted: Whole
    in_yard_us: Whole
    yard_us: Whole
    gate: Words
    place: Words
    procedure: Words
    goods: Words
    vehicle_class: Words

    def __len__(self) -> int:
        return len(self.arrived_us)

    @property
    def is_counted(self) -> Flags:
        """Which visits were vehicles of their own that came to the zone."""
        counted: Flags = np.isin(self.outcome, (LEFT, TURNED_BACK, INSIDE, WRITTEN_OFF))
        return counted

    @property
    def is_over(self) -> Flags:
        """Which visits left or were turned back with a stay that is known."""
        over: Flags = (self.outcome <= TURNED_BACK) & (self.stay_us != UNKNOWN_US)
        return over

    @property
    def waited_us(self) -> Whole:
        """The stay less what was served; unknown where a confirmation has no start."""
        waited: Whole = np.where(
            self.is_over & (self.unstarted == 0), self.stay_us - self.served_us, UNKNOWN_US
        )
        return waited


def read_stays(zone: Zone, log: EventLog) -> Stays:
    """Read all visits of a log; one pass over its columns."""
    rows = read_rows(log)
    declaring = rows.where(rows.kind.are("declared", "amended"))
    declared_us = find_first(declaring, rows.visits)
    procedure = find_last(declaring, declaring.procedure, rows.visits)
    times = _find_times(zone, rows, procedure, declared_us)
    times["written_off"] = _find_written_off(zone, rows, procedure, declared_us)
    simulated = np.zeros(rows.visits, bool)
    simulated[declaring.visit] = declaring.is_simulated
    arrived_us = np.where(simulated, declared_us, times["arrived"])
    ended_us, outcome = _end(rows, arrived_us, times)
    known = (arrived_us != UNKNOWN_US) & (ended_us != UNKNOWN_US) & (ended_us >= arrived_us)
    services = list_services(rows, arrived_us)
    loaded = borrow_services(rows, np.maximum(arrived_us, times["yard_in"]), list_links(rows))
    occupied = add_loadings(rows, services, loaded, arrived_us)
    limits_us = np.where(known, ended_us, NEVER_US)
    # In a simulation a row without a start is a mark that takes no time; at a desk it is not.
    given = rows.kind.are("confirmed") & (rows.started_us == UNKNOWN_US) & ~rows.is_simulated
    given[loaded.row] = False
    place = find_bound(rows, declaring)
    yard_out_us = np.where(times["yard_out"] == UNKNOWN_US, ended_us, times["yard_out"])
    was_in = (times["yard_in"] != UNKNOWN_US) & (yard_out_us >= times["yard_in"])
    return Stays(
        zone=zone,
        rows=rows,
        services=services,
        occupied=occupied,
        declared_us=declared_us,
        arrived_us=arrived_us,
        ended_us=ended_us,
        outcome=outcome,
        stay_us=np.where(known, ended_us - arrived_us, UNKNOWN_US),
        served_us=serve_unions(occupied, limits_us),
        unstarted=np.bincount(rows.visit[given], minlength=rows.visits).astype(np.int64),
        in_yard_us=times["yard_in"],
        yard_us=np.where(was_in, yard_out_us - times["yard_in"], UNKNOWN_US),
        gate=find_gate(zone, rows, place),
        place=place,
        procedure=procedure,
        goods=find_last(declaring, declaring.goods, rows.visits),
        vehicle_class=find_last(declaring, declaring.vehicle_class, rows.visits),
    )


def _end(rows: Rows, arrived_us: Whole, times: dict[str, Whole]) -> tuple[Whole, Whole]:
    """Give when each visit ended and how; the first end counts."""
    turned_us = _earliest(rows.where(rows.kind.are("turned_back")), rows.visits)
    merged = rows.visit[rows.kind.are("merged")]
    ends = np.stack([times["left"], turned_us, times["written_off"]])
    ends[ends == UNKNOWN_US] = NEVER_US
    first = np.argmin(ends, axis=0) if rows.visits else np.zeros(0, np.int64)
    ended_us = ends.min(axis=0, initial=NEVER_US)
    outcome = np.array([LEFT, TURNED_BACK, WRITTEN_OFF])[first]
    over = ended_us != NEVER_US
    outcome[~over] = np.where(arrived_us == UNKNOWN_US, NOT_ARRIVED, INSIDE)[~over]
    outcome[times["known"] == 0] = UNKNOWN
    outcome[merged] = MERGED
    return np.where(over, ended_us, UNKNOWN_US), outcome


def _find_written_off(zone: Zone, rows: Rows, procedure: Words, declared_us: Whole) -> Whole:
    """Closed as not found, and not seen since; of confirmations only those that say it moved."""
    off = rows.where(rows.kind.are("written_off"))
    found = np.full(rows.visits, UNKNOWN_US)
    np.maximum.at(found, off.visit, off.at_us)
    if not len(off.visit):
        return found
    later = rows.where((found[rows.visit] != UNKNOWN_US) & (rows.at_us > found[rows.visit]))
    seen = later.kind.are("moved", "rerouted", "crossed", "returned", "sighted")
    for compiled, visits in list_procedures(zone, procedure, declared_us):
        moves = later.step.are(*compiled.steps_of(compiled.moves))
        seen |= later.kind.are("confirmed") & moves & np.isin(later.visit, visits)
    found[later.visit[seen]] = UNKNOWN_US
    return found


def _earliest(rows: Rows, visits: int) -> Whole:
    found = np.full(visits, NEVER_US)
    np.minimum.at(found, rows.visit, rows.at_us)
    return np.where(found == NEVER_US, UNKNOWN_US, found)


def _find_times(zone: Zone, rows: Rows, procedure: Words, declared_us: Whole) -> dict[str, Whole]:
    """Give when each visit reached what counts: arrived, left, in the yard, out of it."""
    confirmed = rows.where(rows.kind.are("confirmed") & (rows.step.codes != NO_WORD))
    steps = rows.step.names
    first = np.full((rows.visits, len(steps)), NEVER_US)
    np.minimum.at(
        first.reshape(-1), confirmed.visit * len(steps) + confirmed.step.codes, confirmed.at_us
    )
    names = ("arrived", "left", "yard_in", "yard_out")
    times = {name: np.full(rows.visits, UNKNOWN_US) for name in names}
    times["known"] = np.zeros(rows.visits, np.int64)
    for compiled, visits in list_procedures(zone, procedure, declared_us):
        of = first[visits]
        told = compiled.procedure
        for name, milestone in zip(
            names, (told.arrives_at, told.ends_at, IN_YARD, OUT_OF_YARD), strict=True
        ):
            for one in compiled.milestones:
                if one.id == milestone:
                    reached = reach(one, of, steps)
                    times[name][visits] = np.where(
                        reached == NEVER_US, times[name][visits], reached
                    )
        times["known"][visits] = 1
    return times


def list_procedures(
    zone: Zone, procedure: Words, declared_us: Whole
) -> Iterator[tuple[CompiledProcedure, Whole]]:
    """Give each procedure in force on the days of its visits, and which visits these are."""
    known = (declared_us != UNKNOWN_US) & (procedure.codes != NO_WORD)
    for since_us, until_us, _ in stretches(zone):
        in_force = known & (declared_us >= since_us) & (declared_us < until_us)
        for code in np.unique(procedure.codes[in_force]).tolist():
            visits = np.flatnonzero(in_force & (procedure.codes == code))
            day = local_day(zone, int(declared_us[visits[0]]))
            compiled = find_compiled(zone, procedure.names[code], day)
            if compiled is not None:
                yield compiled, visits


def reach(milestone: CompiledMilestone, first: Whole, steps: tuple[str, ...]) -> Whole:
    """Give when a milestone was reached: the last of `all_of` and the first of `any_of`."""
    never = np.full(len(first), NEVER_US)
    columns = [first[:, steps.index(s)] if s in steps else never for s in milestone.all_steps]
    options = [first[:, steps.index(s)] if s in steps else never for s in milestone.any_steps]
    if options:
        columns.append(np.min(options, axis=0))
    reached: Whole = np.max(columns, axis=0) if columns else never
    return reached
