"""What holds of one visit from when until when: services, waits, holds, what shuts it out.

Plain functions over arrays, compiled by numba.
"""

from typing import Any

from cuakhau.statistics.clock.charging.given import (
    ABROAD,
    AMENDED,
    ASK,
    CALLED,
    CANNOT,
    COMING,
    CONFIRMED,
    CROSSED,
    FIX,
    FIX_ASKED,
    HELD,
    HOLD,
    LONGEST_MOVE_US,
    MOVE,
    NEVER,
    PARTNER,
    PAY,
    RELEASED,
    RETURNED,
    SEEN,
    SENT,
    SERVE,
    UNKNOWN,
)
from cuakhau.statistics.clock.charging.procedures import OF_PARTNER, OF_PAYMENT


def add(spans: Any, kind: Any, since_us: Any, until_us: Any, agency: Any, step: Any) -> None:
    """Add a span that lasts. The first row of `spans` says how many there are."""
    if until_us > since_us:
        at = spans[0, 0] + 1
        spans[at, 0], spans[at, 1], spans[at, 2] = kind, since_us, until_us
        spans[at, 3], spans[at, 4], spans[at, 5] = agency, step, 0
        spans[0, 0] = at


def find_present(rows: Any, ways: Any, visits: Any, visit: Any) -> Any:
    """Find when the vehicle was first known to be there; NEVER where nothing tells."""
    if visits.simulated[visit]:
        return visits.opened_us[visit]
    present, way = NEVER, visits.way[visit]
    for row in range(rows.edges[visit], rows.edges[visit + 1]):
        if _shows(rows, ways, row, way):
            since = rows.at_us[row]
            if UNKNOWN < rows.started_us[row] < since:
                since = rows.started_us[row]
            present = min(present, since)
    return present


def _shows(rows: Any, ways: Any, row: Any, way: Any) -> Any:
    if rows.kind[row] == CONFIRMED:
        s = ways.number[way, rows.step[row]] if way >= 0 else -1
        return s >= 0 and ways.shows[way, s] == 1
    kind = rows.kind[row]
    return kind in (SEEN, CROSSED, RETURNED)


def list_waits(ways: Any, visits: Any, visit: Any, desk: Any, present: Any) -> Any:
    """List from when each step could be given until it began, or was done."""
    way, over = visits.way[visit], visits.over[visit]
    shown, passed = desk.shown, desk.passed
    for s in range(ways.steps[way]):
        is_given = desk.first[s] < NEVER
        if not is_given and (over or ways.optional[way, s]):
            continue
        stage = ways.stage[way, s]
        if not is_given and stage >= 0 and passed[stage] < NEVER:
            continue
        since = present
        requires = ways.requires[way, s]
        for r in range(ways.steps[way]):
            if (requires >> r) & 1 and not (over and shown[r] == NEVER):
                since = max(since, shown[r])
        for before in range(ways.stages_before[way, s]):
            if not (over and passed[before] == NEVER):
                since = max(since, passed[before])
        until = desk.start[s] if desk.start[s] != UNKNOWN else desk.shown[s]
        _add_wait(ways, visits, visit, desk, (s, since, until))


def _add_wait(ways: Any, visits: Any, visit: Any, desk: Any, wait: Any) -> Any:
    s, since, until = wait
    way, who = visits.way[visit], desk.agency[s]
    kind, step = ways.kind[way, s], ways.word[way, s]
    if kind == OF_PAYMENT:
        add(desk.spans, PAY, since, until, who, step)
        return
    if kind == OF_PARTNER:
        linked = visits.linked_us[visit]
        if linked == NEVER and desk.first[s] < NEVER:
            linked = since  # nobody said to whom, but it was done
        add(desk.spans, PARTNER, since, min(until, linked), -1, step)
        since = max(since, linked)
    if until > since:
        add(desk.spans, ASK, since, until, who, step)
        told = desk.start[s] != UNKNOWN or (visits.simulated[visit] and desk.first[s] < NEVER)
        desk.spans[desk.spans[0, 0], 5] = 2 * (1 - told) + ((ways.ending[way] >> s) & 1)


def list_states(rows: Any, ways: Any, visits: Any, visit: Any, desk: Any) -> Any:
    """List services, holds, corrections, moves and stays on the other side."""
    last, way = rows.edges[visit + 1], visits.way[visit]
    for row in range(rows.edges[visit], last):
        kind, at, who, step = rows.kind[row], rows.at_us[row], rows.agency[row], rows.step[row]
        started = rows.started_us[row]
        if (kind in (CONFIRMED, FIX_ASKED)) and UNKNOWN < started <= at:
            add(desk.spans, SERVE, started, at, who, step)
        elif kind == CONFIRMED and way >= 0:
            s = ways.number[way, step]
            if s >= 0 and desk.first[s] == at and UNKNOWN < desk.start[s] < at:
                add(desk.spans, SERVE, desk.start[s], at, who, step)
        _add_state(rows, ways, way, row, last, desk.spans)
        if rows.camera[row] and not visits.simulated[visit]:
            add(desk.spans, MOVE, _before(rows, visit, row), at, -1, step)


def _add_state(rows: Any, ways: Any, way: Any, row: Any, last: Any, spans: Any) -> None:
    """Add what a row begins, until another row of the visit ends it."""
    kind, at, who, step = rows.kind[row], rows.at_us[row], rows.agency[row], rows.step[row]
    if kind == FIX_ASKED:
        add(spans, FIX, at, _end(rows, ways, row, last, way), -1, step)
    elif kind == HELD:
        add(spans, HOLD, at, _end(rows, ways, row, last, way), who, step)
    elif kind == CROSSED:
        add(spans, ABROAD, at, _end(rows, ways, row, last, way), -1, -1)
    elif kind in (SENT, COMING):
        add(spans, MOVE, at, _end(rows, ways, row, last, way), -1, -1)
    elif kind == CANNOT:
        add(spans, FIX, at, _end(rows, ways, row, last, way), -1, -1)


def _end(rows: Any, ways: Any, row: Any, last: Any, way: Any) -> Any:
    """Give when what a row began was over: the next row of its visit that ends it."""
    kind, at, found = rows.kind[row], rows.at_us[row], NEVER
    calls = kind in (SENT, COMING, CANNOT)
    for other in range(row + 1, last):
        ends = (
            (kind == FIX_ASKED and rows.kind[other] == AMENDED)
            or (
                kind == FIX_ASKED
                and rows.kind[other] == CONFIRMED
                and rows.step[other] == rows.step[row]
            )
            or (
                kind == HELD
                and rows.kind[other] == RELEASED
                and rows.agency[other] == rows.agency[row]
            )
            or (kind == CROSSED and rows.kind[other] == RETURNED)
            or (calls and _shows(rows, ways, other, way))
            or (kind == CANNOT and rows.kind[other] == CALLED)
        )
        if ends and at <= rows.at_us[other] < found:
            found = rows.at_us[other]
    return found


def _before(rows: Any, visit: Any, row: Any) -> Any:
    """Give since when a vehicle that was seen by a camera may have driven there."""
    at = rows.at_us[row]
    since = at - LONGEST_MOVE_US
    for other in range(rows.edges[visit], rows.edges[visit + 1]):
        if since < rows.at_us[other] < at:
            since = rows.at_us[other]
    return since
