"""Which step a wait is charged to: the service whose start ended it, as a log tells it.

Loading serves both vehicles: while a giver is served, so are the partners that it holds.
A vehicle may be served by several at once. From the start of the first until none goes on is one
spell of service; the wait before it is charged when it is over, since a log has only services that
have ended. What has ended in spells that are still under way is noted, and charged at the end.
"""

from typing import Any

import numpy as np

from cuakhau.simulation.compiling import njit

# Columns of the kernel's rows.
VEHICLE, OPTION, SINCE = 0, 1, 6  # of a token
SERVED, IDLE_SINCE, IDLE, WAITED = 2, 3, 4, 7  # of a vehicle
RANK = 5  # of an option
WAITED_US = 2  # of the tally of an option
# `WAITED` is the wait before a spell and, in its lowest bits, the option charged: up to four years.
OPTION_BITS = 16
OPTIONS = 2**OPTION_BITS


@njit(cache=True, inline="always")
def begin(t: Any, v: Any, ways: Any, token: int, now: int) -> None:
    """Begin to serve. Of services that begin at once the first by name is charged (`RANK`)."""
    begin_for(v, ways, t[token, VEHICLE], t[token, OPTION], now)
    t[token, SINCE] = now


@njit(cache=True, inline="always")
def begin_for(v: Any, ways: Any, vehicle: int, option: int, now: int) -> None:
    """Begin to serve a vehicle: its own service, or that of a partner which loads it."""
    gap_us = now - v[vehicle, IDLE_SINCE]
    if v[vehicle, SERVED] == 0:
        v[vehicle, IDLE] += gap_us
        v[vehicle, WAITED] = gap_us * OPTIONS + option
    elif (
        v[vehicle, WAITED] >> OPTION_BITS == gap_us
        and ways[option, RANK] < ways[v[vehicle, WAITED] & (OPTIONS - 1), RANK]
    ):
        v[vehicle, WAITED] = gap_us * OPTIONS + option
    v[vehicle, SERVED] += 1


@njit(cache=True, inline="always")
def finish_for(v: Any, tally: Any, ended: Any, n_ended: int, whose: Any, now: int) -> Any:
    """End a service (`whose`: vehicle, option, since when) and charge the wait before its spell.

    Gives how many are noted of spells that go on.
    """
    vehicle, option, since_us = whose
    v[vehicle, SERVED] -= 1
    if v[vehicle, SERVED] == 0:
        v[vehicle, IDLE_SINCE] = now
        waited = v[vehicle, WAITED]
        tally[waited & (OPTIONS - 1), WAITED_US] += waited >> OPTION_BITS
        return n_ended
    ended[n_ended, 0], ended[n_ended, 1] = vehicle, option
    ended[n_ended, 2], ended[n_ended, 3] = since_us, now
    return n_ended + 1


@njit(cache=True)
def drop_charged(ended: Any, number: int, v: Any) -> int:
    """Keep of what is noted only what is in spells under way; give how many those are."""
    kept = 0
    for place in range(number):
        if is_open(ended, place, v):
            for column in range(4):
                ended[kept, column] = ended[place, column]
            kept += 1
    return kept


@njit(cache=True, inline="always")
def is_open(ended: Any, place: int, v: Any) -> Any:
    """Tell whether the spell of a noted service (vehicle, option, from, until) is under way."""
    vehicle = ended[place, 0]
    return v[vehicle, SERVED] > 0 and ended[place, 2] >= v[vehicle, IDLE_SINCE]


@njit(cache=True)
def charge_open(ended: Any, number: int, v: Any, ways: Any, tally: Any) -> None:
    """Charge the waits before services that have ended in spells that have not."""
    open_now = np.empty(number, np.int64)
    count = 0
    for place in range(number):
        if is_open(ended, place, v):
            open_now[count] = place
            count += 1
    for one in open_now[:count]:
        vehicle, option, since_us, _ = ended[one]
        reached_us, first = v[vehicle, IDLE_SINCE], True
        for other in open_now[:count]:
            if ended[other, 0] != vehicle or other == one:
                continue
            if ended[other, 2] < since_us:
                reached_us = max(reached_us, ended[other, 3])
            elif ended[other, 2] == since_us:
                theirs, ours = ways[ended[other, 1], RANK], ways[option, RANK]
                first = first and (theirs > ours or (theirs == ours and other > one))
        if first and since_us > reached_us:
            tally[option, WAITED_US] += since_us - reached_us
