"""The minutes of each visit, cut where anything begins or ends, each part charged to its cause.

`charge_all` gives rows (visit, cause, agency, step, since, until, micros) whose `micros` sum to
`ended_us - opened_us` of each visit, exactly.
"""

from typing import Any

import numpy as np

from cuakhau.statistics.clock.charging.given import (
    ABROAD,
    AWAY,
    CONFIRMED,
    NEVER,
    SHUT_HERE,
    SHUT_THERE,
    Desk,
)
from cuakhau.statistics.clock.charging.sharing import (
    COLUMNS,
    cut,
    find_held,
    longer,
    same,
    share,
    write,
)
from cuakhau.statistics.clock.charging.spans import add, find_present, list_states, list_waits
from cuakhau.statistics.clock.charging.steps import (
    find_passed,
    find_shown,
    find_steps,
    reach,
)


def _shut(shut: Any, desk: Any, visits: Any, visit: Any, kind: Any) -> Any:
    """Add the hours in which a side was closed during a visit."""
    calendar = visits.here[visit] if kind == SHUT_HERE else visits.there[visit]
    if calendar < 0:
        return
    low, high = shut.first[calendar], shut.last[calendar]
    end = high
    while low < high:
        middle = (low + high) // 2
        if shut.until_us[middle] <= visits.opened_us[visit]:
            low = middle + 1
        else:
            high = middle
    while low < end and shut.since_us[low] < visits.ended_us[visit]:
        add(desk.spans, kind, shut.since_us[low], shut.until_us[low], -1, -1)
        low += 1


def _abroad(ways: Any, visits: Any, visit: Any, desk: Any) -> Any:
    """On a two-way trip the vehicle is over there from when it clears until it is seen again."""
    way = visits.way[visit]
    all_of, any_of = ways.clears_all[way], ways.clears_any[way]
    if all_of or any_of:
        back = NEVER
        for s in range(ways.steps[way]):
            if (ways.ending[way] >> s) & 1:
                back = min(back, desk.shown[s] if desk.start[s] < 0 else desk.start[s])
        add(desk.spans, ABROAD, reach(ways, way, desk, all_of, any_of), back, -1, -1)


def _list_spans(rows: Any, visits: Any, ways: Any, shut: Any, visit: Any, desk: Any) -> Any:
    """List all spans of a visit; give when the vehicle was first known to be there."""
    desk.spans[0, 0] = 0
    way = visits.way[visit]
    present = find_present(rows, ways, visits, visit)
    since = max(min(present, visits.ended_us[visit]), visits.opened_us[visit])
    if way >= 0:
        find_steps(rows, ways, visit, way, desk)
        find_shown(ways, way, desk)
        find_passed(ways, way, desk)
        list_waits(ways, visits, visit, desk, since)
        _abroad(ways, visits, visit, desk)
        add(desk.spans, AWAY, visits.opened_us[visit], since, -1, -1)
    list_states(rows, ways, visits, visit, desk)
    for kind in range(SHUT_HERE, SHUT_THERE + 1):
        _shut(shut, desk, visits, visit, kind)
    return present


def _charge(desk: Any, cuts: Any, shares: Any, found: Any, at: Any, window: Any) -> Any:
    """Charge the minutes of one visit; what goes on unchanged is one row."""
    visit, opened_us, ended_us = window
    spans, held = desk.spans, desk.held
    last = cut(spans, cuts, opened_us, ended_us)
    now, before = shares[0], shares[1]
    sharing, since = 0, opened_us
    for place in range(last - 1):
        many = find_held(spans, held, cuts[place], cuts[place + 1])
        count = share(spans, held, many, now)
        if count != sharing or not same(now, before, count):
            if sharing:
                at = write(found, at, visit, before, (sharing, since, cuts[place]))
            sharing, since = count, cuts[place]
            for row in range(count):
                for column in range(3):
                    before[row, column] = now[row, column]
    if sharing:
        at = write(found, at, visit, before, (sharing, since, ended_us))
    return at


def charge_all(rows: Any, visits: Any, ways: Any, shut: Any, told: Any, part: Any) -> Any:
    """Charge the visits of a part: `first` to `last`, `room` being the most spans of one.

    Gives the rows. Enters in `told` when each vehicle was first known to be there, and how late
    each row's tick was against the act that showed it done (0: not late).
    """
    first, last, room = part
    present_us, late_us = told
    most, whole = ways.requires.shape[1], np.int64
    desk = Desk(
        np.empty(most, whole), np.empty(most, whole), np.empty(most, whole), np.empty(most, whole),
        np.empty(ways.all_of.shape[1], whole), np.empty(room, whole), np.empty((room, 6), whole),
    )  # fmt: skip
    cuts, shares = np.empty(2 * room + 2, whole), np.empty((2, room + 1, 3), whole)
    length = 4 * (rows.edges[last] - rows.edges[first]) + 64
    found, at = np.empty((length, COLUMNS), whole), whole(0)
    for visit in range(first, last):
        opened_us, ended_us = visits.opened_us[visit], visits.ended_us[visit]
        present_us[visit] = _list_spans(rows, visits, ways, shut, visit, desk)
        way = visits.way[visit]
        if way >= 0:
            for row in range(rows.edges[visit], rows.edges[visit + 1]):
                s = ways.number[way, rows.step[row]]
                if s >= 0 and rows.kind[row] == CONFIRMED and desk.first[s] == rows.at_us[row]:
                    late_us[row] = desk.first[s] - desk.shown[s]
        if ended_us <= opened_us:
            continue
        spans = desk.spans[0, 0] + 1
        needed = at + 2 * spans * spans
        if needed > len(found):
            found = longer(found, at, 2 * needed)
        at = _charge(desk, cuts, shares, found, at, (visit, opened_us, ended_us))
    return found[:at]
