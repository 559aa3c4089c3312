"""From a log to its whole clock: the columns of the log, the kernel, and the columns of a table."""

import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa

from cuakhau.movement.log import EventLog, NotALog
from cuakhau.movement.procedure import CompiledProcedure
from cuakhau.movement.secrecy import secret_steps
from cuakhau.statistics.clock import causes
from cuakhau.statistics.clock.causes import CAUSES, TABLE, Clock
from cuakhau.statistics.clock.charging.closed import SIDES, Calendar, list_closed, pack
from cuakhau.statistics.clock.charging.kernel import charge_all
from cuakhau.statistics.clock.charging.procedures import Words, list_ways
from cuakhau.statistics.clock.estimating import estimate_served
from cuakhau.statistics.clock.listing import list_visits
from cuakhau.statistics.stays import OUTCOMES, Stays, read_stays
from cuakhau.statistics.stays.loading import Links, borrow_services, find_linked, list_links
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Rows, Whole
from cuakhau.statistics.stays.visits import list_procedures
from cuakhau.zone.zone import Zone

LEAST_COMPILED = 100  # loading numba costs what so many cost without
MOST_CORES, LEAST_VISITS = 8, 2_000  # a thread for fewer costs more than it saves
LEFT, TURNED_BACK, INSIDE, WRITTEN_OFF = (
    OUTCOMES.index(name) for name in ("left", "turned_back", "inside", "written_off")
)
NOT_IN_LOG = OUTCOMES.index("unknown")


def attribute(zone: Zone, log: EventLog) -> pa.Table:
    """Attribute each minute of each visit to one cause; columns `visit` (its name), `cause`,
    `agency`, `step`, `started_us`, `ended_us`, `micros`, `estimate`, `served_estimate_us`.

    A row is a stretch of one visit; where several agencies share it, each has a row with its part
    as `micros`, so that `micros` of a visit sum to its time from declaration to last exit, exactly.
    `cause` is one of `CAUSES`. Of `with` (waiting and service not separated) `served_estimate_us`
    says how much of it may have been service, and `estimate` is true. Steps of selection are
    nowhere in it. Raises `ClockRefused` L1 for a log of another zone.
    """
    clock = read_clock(zone, log)
    names = clock.visits["subject"].combine_chunks().take(clock.table["visit"].combine_chunks())
    return clock.table.set_column(0, "visit", names)


def read_clock(zone: Zone, log: EventLog, *, ends_us: int | None = None) -> Clock:
    """Read the whole clock of a log; open visits are charged up to `ends_us`, else its last row.

    Raises `ClockRefused` L1 for a log of another zone.
    """
    from cuakhau.statistics.clock.charging.given import NEVER, Shut
    from cuakhau.statistics.clock.refusals import l1_log_is_of_the_zone, refuse

    if log.zone != zone.name:
        problem = NotALog("other_zone", zones=log.zone).problem
        raise refuse(l1_log_is_of_the_zone, zone=zone.name, problem=problem)
    stays = read_stays(zone, log)
    rows = _without_secrets(zone, stays.rows)
    ends = int(rows.at_us.max()) if ends_us is None and len(rows.at_us) else (ends_us or 0)
    steps, agencies = Words(), Words()
    for name in sorted({*rows.agency.names, *(one.id for one in zone.agencies)}):
        agencies.number(name)
    for name in rows.step.names:
        steps.number(name)
    compiled, way = _list_compiled(zone, stays)
    ways = list_ways(zone, compiled, steps, agencies)
    links = list_links(rows)
    visits = _list_windows(stays, rows, way, links, ends)
    shut = Shut(*pack(_find_closed(zone, log, stays, compiled, visits)))
    arrays, behind_us = _rows(rows, stays, agencies, links)
    counts = np.diff(arrays.edges)
    room = int(2 * counts.max(initial=0) + 3 * 64 + 2 * len(shut.since_us) + 8)
    told = (np.full(len(stays), NEVER), np.zeros(len(rows.at_us), np.int64))
    found = _charge((arrays, visits, ways, shut, told), room)
    present_us, late_us = told[0], told[1] + behind_us
    table = _table(found, steps.names, agencies.names)
    table = estimate_served(table, found, stays.services, rows)
    present_us = np.where(present_us == NEVER, UNKNOWN_US, present_us)
    listed = list_visits(zone, stays, rows, compiled, (way, visits, present_us, late_us))
    return Clock(
        zone=zone,
        log=log,
        stays=stays,
        table=table,
        visits=listed,
        rows=rows,
        late_us=late_us,
        left_out=_count_left_out(stays, visits),
        ends_us=ends,
    )


def _charge(given: tuple[Any, Any, Any, Any, Any], room: int) -> Whole:
    """Charge all visits: few by the plain functions, many by the compiled ones on all cores."""
    visits = len(given[1].way)
    if visits < LEAST_COMPILED:
        plain: Whole = charge_all(*given, (0, visits, room))
        return plain
    from cuakhau.statistics.clock.charging.compiling import compile_kernel  # loads numba

    charge = compile_kernel()
    cores = max(1, min(os.cpu_count() or 1, MOST_CORES, visits // LEAST_VISITS))
    edges = np.linspace(0, visits, cores + 1).astype(np.int64)
    parts = [(int(a), int(b), room) for a, b in itertools.pairwise(edges)]
    with ThreadPoolExecutor(cores) as pool:
        found = list(pool.map(lambda part: charge(*given, part), parts))
    return np.concatenate(found)


def _without_secrets(zone: Zone, rows: Rows) -> Rows:
    secret = secret_steps(zone) & set(rows.step.names)
    if not secret:
        return rows
    return rows.where(~(rows.step.are(*secret) & rows.kind.are("confirmed", "started")))


def _list_compiled(zone: Zone, stays: Stays) -> tuple[list[CompiledProcedure], Whole]:
    """List the procedures in force for some visit, and which one is each visit's (-1: none)."""
    way = np.full(len(stays), -1, np.int64)
    compiled: list[CompiledProcedure] = []
    for one, visits in list_procedures(zone, stays.procedure, stays.declared_us):
        way[visits] = len(compiled)
        compiled.append(one)
    return compiled, way


def _list_windows(stays: Stays, rows: Rows, way: Whole, links: Links, ends_us: int) -> Any:
    """Give from when to when each visit's clock runs; nothing runs for those left out."""
    from cuakhau.statistics.clock.charging.given import NEVER, Visits

    count = len(stays)
    never = np.iinfo(np.int64).max
    first, last = np.full(count, never), np.full(count, UNKNOWN_US)
    began = np.where(rows.started_us == UNKNOWN_US, rows.at_us, rows.started_us)
    np.minimum.at(first, rows.visit, np.minimum(began, rows.at_us))
    np.maximum.at(last, rows.visit, rows.at_us)
    opened = stays.declared_us.copy()
    earlier = (stays.arrived_us != UNKNOWN_US) & (stays.arrived_us < opened)
    opened[earlier] = stays.arrived_us[earlier]
    over = np.isin(stays.outcome, (LEFT, TURNED_BACK, WRITTEN_OFF))
    ended = np.where(over, stays.ended_us, ends_us)
    lost = stays.outcome == NOT_IN_LOG
    opened[lost], ended[lost] = first[lost], last[lost]
    runs = over | lost | (stays.outcome == INSIDE)
    ended = np.where(runs, np.maximum(ended, opened), opened)
    simulated = np.zeros(count, np.int64)
    simulated[rows.visit[rows.is_simulated]] = 1
    linked = find_linked(links, count)
    linked = np.where(linked == UNKNOWN_US, NEVER, linked)
    none = np.full(count, -1, np.int64)
    done = (over | lost).astype(np.int64)
    return Visits(way, simulated, done, opened, ended, linked, none.copy(), none.copy())


def _find_closed(
    zone: Zone, log: EventLog, stays: Stays, compiled: list[CompiledProcedure], visits: Any
) -> list[list[tuple[int, int]]]:
    """Find when both sides were closed for each visit; enters the calendars in `visits`.

    A closed other side stops exports alone: what comes from there is here already.
    """
    asked: dict[Calendar, int] = {}
    directions = [one.procedure.direction for one in compiled]
    places, ways = stays.place.codes, max(len(compiled), 1)
    runs = (visits.ended_us > visits.opened_us) & (visits.way >= 0) & (places != NO_WORD)
    pairs = np.where(runs, places.astype(np.int64) * ways + visits.way, -1)
    for pair in np.unique(pairs[runs]).tolist():
        (place, way), these = divmod(pair, ways), pairs == pair
        for side, column in zip(SIDES, (visits.here, visits.there), strict=True):
            if side == "vn" or directions[way] == "export":
                one = Calendar(stays.place.names[place], side, directions[way])
                column[these] = asked.setdefault(one, len(asked))
    if not asked:
        return []
    since, until = visits.opened_us[runs].min(), visits.ended_us[runs].max()
    return list_closed(zone, log, list(asked), int(since), int(until))


def _rows(rows: Rows, stays: Stays, agencies: Words, links: Links) -> tuple[Any, Whole]:
    """Give the rows of the kernel, and how late the ticks of borrowed services came."""
    from cuakhau.statistics.clock.charging import given

    kinds = {
        "confirmed": given.CONFIRMED, "started": given.STARTED, "held": given.HELD,
        "released": given.RELEASED, "correction_asked": given.FIX_ASKED,
        "amended": given.AMENDED, "moved": given.SEEN, "sighted": given.SEEN,
        "rerouted": given.SENT, "crossed": given.CROSSED, "returned": given.RETURNED,
        "called": given.CALLED,
    }  # fmt: skip
    number = np.array([*(kinds.get(name, given.OTHER) for name in rows.kind.names), given.OTHER])
    kind = number[rows.kind.codes]
    answered = rows.kind.are("answered")
    kind[answered & rows.step.are("coming")] = given.COMING
    kind[answered & rows.step.are("cannot")] = given.CANNOT
    who = np.array([*(agencies.numbers[name] for name in rows.agency.names), -1], np.int64)
    by_camera = rows.way.are("camera") & (kind == given.CONFIRMED)
    agency, at_us, started_us = who[rows.agency.codes], rows.at_us.copy(), rows.started_us.copy()
    loaded = borrow_services(rows, np.maximum(stays.arrived_us, stays.in_yard_us), links)
    at_us[loaded.row], started_us[loaded.row] = loaded.ended_us, loaded.started_us
    agency[loaded.row] = who[loaded.agency]
    told = given.Rows(
        np.searchsorted(rows.visit, np.arange(rows.visits + 1)).astype(np.int64),
        kind.astype(np.int64),
        rows.step.codes.astype(np.int64),
        agency,
        at_us,
        started_us,
        by_camera | rows.kind.are("moved"),
    )
    return told, rows.at_us - at_us


def _table(found: Whole, steps: list[str], agencies: list[str]) -> pa.Table:
    def words(codes: Whole, names: list[str]) -> pa.Array:
        whole = pa.array(codes.astype(np.int32), mask=codes < 0)
        return pa.DictionaryArray.from_arrays(whole, pa.array(names, pa.string()))

    columns = [
        pa.array(found[:, 0].astype(np.int32)),
        words(found[:, 1], list(CAUSES)),
        words(found[:, 2], agencies),
        words(found[:, 3], steps),
        *(pa.array(np.ascontiguousarray(found[:, column])) for column in (4, 5, 6)),
        pa.array(found[:, 1] == causes.WITH),
        pa.nulls(len(found), pa.int64()),
    ]
    return pa.table(columns, schema=TABLE)


def _count_left_out(stays: Stays, visits: Any) -> dict[str, int]:
    """Count the visits without a clock: never came, went on as another, or run backwards."""
    idle = visits.ended_us <= visits.opened_us
    counts = {name: int((stays.outcome == OUTCOMES.index(name)).sum()) for name in
              ("not_arrived", "merged")}  # fmt: skip
    named = np.isin(stays.outcome, [OUTCOMES.index(name) for name in counts])
    return {**counts, "no_time": int((idle & ~named).sum())}
