"""The event loop: one plain function over arrays, compiled by numba on its last line.

The plain function is the oracle of the compiled one: both give the same rows, bit for bit. Times
are whole microseconds. At one instant first the clocks of stations turn, then vehicles arrive, then
services end, each in the order in which they were begun.

An event only changes state and marks what it touched: stations and pools of places wait on stacks
until its vehicles can go no further, and one block each lets others on. The heap keeps a
hole at its root after an end of service, so that the next service to begin costs one sift, not two.
It holds the next quarter of an hour only: what ends later waits in the list of its quarter, so that
hours of waiting do not make every sift longer.
"""

from typing import Any

import numpy as np

from cuakhau.simulation.charging import OPTIONS, WAITED, begin, charge_open, note
from cuakhau.simulation.compiling import njit
from cuakhau.simulation.network.chance import GOLDEN, mix, unit
from cuakhau.simulation.network.draws import CELLS, FINE, HIGH, LOW
from cuakhau.simulation.network.encode import PRIORITIES

SERVE, TAKE, GIVE, MARK, SPLIT, FORK, JOIN, WAIT, BALK, GIVER, RECEIVER, HAND_OVER, END = range(13)
TIME = GOLDEN  # a luck has two streams: which way, and how long
VEHICLE, NODE, OPTION, FOLLOWS, HELD, PARTNER, SINCE, LAP = range(8)  # of a token
POOL, PENDING, SERVED, IDLE_SINCE, IDLE, YARD_SINCE, YARD = range(7)  # of a vehicle; then WAITED
ON_DUTY, BUSY, QUOTA, WAITING, MARKED = range(5)  # of a station
OP, FIRST, WAYS, PLACE, LIMIT, HOLDS, PRIORITY, GROUP = range(8)  # of a node
NEXT, AT, DRAW, BACK, TELLS = range(5)  # of an option, a way on
NEVER = 2**62
TOKEN_BITS = 24
TOKENS = 2**TOKEN_BITS
BRANCH = 2**16  # what a lap inside of a fork counts; more laps than that outside nobody drives


@njit(cache=True, inline="always")
def _sift_down(heap: Any, size: int, at_us: int, key: int) -> None:
    """Put a new entry where the root was."""
    place = 0
    child = 1
    while child < size:
        if child + 1 < size and (
            heap[child + 1, 0] < heap[child, 0]
            or (heap[child + 1, 0] == heap[child, 0] and heap[child + 1, 1] < heap[child, 1])
        ):
            child += 1
        if heap[child, 0] > at_us or (heap[child, 0] == at_us and heap[child, 1] > key):
            break
        heap[place, 0] = heap[child, 0]
        heap[place, 1] = heap[child, 1]
        place = child
        child = 2 * place + 1
    heap[place, 0] = at_us
    heap[place, 1] = key


@njit(cache=True, inline="always")
def _sift_up(heap: Any, size: int, at_us: int, key: int) -> None:
    """Put a new entry at the end."""
    place = size
    while place > 0:
        parent = (place - 1) >> 1
        if heap[parent, 0] < at_us or (heap[parent, 0] == at_us and heap[parent, 1] < key):
            break
        heap[place, 0] = heap[parent, 0]
        heap[place, 1] = heap[parent, 1]
        place = parent
    heap[place, 0] = at_us
    heap[place, 1] = key


@njit(cache=True, inline="always")
def _draw_us(tables: Any, table: int, key: Any) -> int:
    """Read how long something takes from its table of quantiles."""
    x = unit(mix(key)) * CELLS
    cell = int(x)
    part = x - cell
    if cell == 0 or cell == CELLS - 1:
        fine = part * FINE
        cell = (LOW if cell == 0 else HIGH) + int(fine)
        part = fine - int(fine)
    low = tables[table, cell]
    took_us = int(low + (tables[table, cell + 1] - low) * part + 0.5)
    return took_us if took_us > 1 else 1


@njit(cache=True, inline="always")
def _key_of(t: Any, keys: Any, luck: Any, token: int) -> Any:
    """Give the key of how long something takes a vehicle: new in each lap of rework."""
    return keys[t[token, VEHICLE]] + luck[t[token, NODE]] + np.uint64(t[token, LAP] + 1) * TIME


@njit(cache=True, inline="always")
def _join_queue(heads: Any, tails: Any, t: Any, place: int, token: int) -> None:
    t[token, FOLLOWS] = -1
    if heads[place] < 0:
        heads[place] = token
    else:
        t[tails[place], FOLLOWS] = token
    tails[place] = token


def run_plain(e: Any, fleet: Any, present: Any, keep_log: int) -> Any:
    """Run encoded arrays `e` with a fleet until the end; give the arrays of `Outcome`.

    `fleet` is (arrived_us, flow, key, needs) by time of arrival, those present at the start first.
    `present` has a row for each token of them: vehicle, node, option, left_us, pool.
    """
    arrived, flow, keys, needs = fleet
    length_us, stations, groups, matches, branches, tick_us = e.limits
    nodes, ways, tables, luck, clock = e.nodes, e.options, e.tables, e.node_luck, e.clock
    vehicles, options, pools = len(arrived), len(ways), len(e.places)
    # never touched memory costs nothing: there is room for each vehicle to be in at once
    room = vehicles * branches + 1
    t = np.empty((room, 8), np.int64)
    heap = np.empty((room, 2), np.int64)
    far = np.empty((room, 2), np.int64)
    ready = np.empty(room, np.int64)
    unused, fresh, size, n_ready, order, hole = -1, 0, 0, 0, 0, False
    v = np.zeros((vehicles, 8), np.int64)
    left_us = np.full(vehicles, -1, np.int64)
    outcome = np.full(vehicles, -1, np.int8)
    s = np.zeros((stations, 8), np.int64)
    heads = np.full(stations * PRIORITIES, -1, np.int64)
    tails = np.full(stations * PRIORITIES, -1, np.int64)
    taken = np.zeros(pools, np.int64)
    g_heads = np.full(groups * PRIORITIES, -1, np.int64)
    g_tails = np.full(groups * PRIORITIES, -1, np.int64)
    g_waiting = np.zeros(groups, np.int64)
    m_heads = np.full(matches * 2, -1, np.int64)
    m_tails = np.full(matches * 2, -1, np.int64)
    m_waiting = np.zeros(matches, np.int64)
    s_stack = np.empty(stations + 1, np.int64)
    p_stack = np.empty(pools + 1, np.int64)
    p_marked = np.zeros(pools, np.int8)
    n_stations, n_pools, n_waiting, match = 0, 0, 0, -1
    counted = np.zeros(options, np.int64)
    served_us = np.zeros(options, np.int64)
    waited_us = np.zeros(options, np.int64)
    ended = np.empty((64, 4), np.int64)
    ticks = length_us // tick_us + 1
    later = np.full(ticks, -1, np.int64)
    loaded = 0
    occupancy = np.zeros((ticks, pools), np.int32)
    queue = np.zeros((ticks, stations), np.int32)
    rows = 1024 if keep_log else 0
    r_vehicle = np.empty(rows, np.int32)
    r_option = np.empty(rows, np.int32)
    r_other = np.empty(rows, np.int32)
    r_start = np.empty(rows, np.int64)
    r_end = np.empty(rows, np.int64)
    n_rows, n_ended, events, now, tick, turn, coming = 0, 0, 0, 0, 0, 0, 0

    for place in range(len(present)):
        vehicle, node, option, rest_us, pool = present[place]
        coming = max(coming, vehicle + 1)
        token = fresh
        fresh += 1
        t[token, VEHICLE], t[token, NODE], t[token, OPTION] = vehicle, node, option
        t[token, HELD], t[token, PARTNER], t[token, SINCE], t[token, LAP] = -1, -1, 0, 0
        v[vehicle, PENDING] += 1
        if pool >= 0 and v[vehicle, POOL] == 0:
            taken[pool] += 1
            v[vehicle, POOL] = pool + 1
            if e.is_yard[pool]:
                v[vehicle, YARD_SINCE] = arrived[vehicle] - NEVER
        if rest_us < 0:
            ready[n_ready] = token
            n_ready += 1
            continue
        if nodes[node, OP] == SERVE:
            s[ways[option, AT], BUSY] += 1
            v[vehicle, SERVED] += 1
        if rest_us < length_us:
            far[token, 0], far[token, 1] = rest_us, (order << TOKEN_BITS) | token
            t[token, FOLLOWS] = later[rest_us // tick_us]
            later[rest_us // tick_us] = token
        order += 1
    for place in range(len(present)):
        v[present[place, 0], PENDING] *= v[present[place, 0], PENDING] > 1  # one is in no fork
    ready[:n_ready] = ready[:n_ready][::-1].copy()  # a stack: who is listed first goes on first

    while True:
        called, node, begins = False, -1, -1
        if keep_log and n_rows + 512 > rows:
            rows = rows * 2 + 1024
            r_vehicle = _longer(r_vehicle, rows)
            r_option = _longer(r_option, rows)
            r_other = _longer(r_other, rows)
            r_start = _longer(r_start, rows)
            r_end = _longer(r_end, rows)
        # -------------------------------------------------------------- who is to go on now?
        if match >= 0:
            token = m_heads[match * 2]
            if token < 0 or m_waiting[match] < needs[t[token, VEHICLE]]:
                match = -1
                continue
            vehicle = t[token, VEHICLE]
            m_heads[match * 2] = t[token, FOLLOWS]
            m_waiting[match] -= needs[vehicle]
            partner = -1
            for _ in range(needs[vehicle]):
                other = m_heads[match * 2 + 1]
                m_heads[match * 2 + 1] = t[other, FOLLOWS]
                t[other, PARTNER] = partner
                partner = other
                if keep_log and ways[nodes[t[token, NODE], FIRST], TELLS]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, nodes[t[token, NODE], FIRST]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, t[other, VEHICLE]
                    n_rows += 1
                    r_vehicle[n_rows], r_option[n_rows] = (
                        t[other, VEHICLE],
                        nodes[t[other, NODE], FIRST],
                    )
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, vehicle
                    n_rows += 1
            t[token, PARTNER] = partner
            node = ways[nodes[t[token, NODE], FIRST], NEXT]
        elif n_ready > 0:
            n_ready -= 1
            token = ready[n_ready]
            node = t[token, NODE]
            vehicle = t[token, VEHICLE]
        elif n_pools > 0:
            pool = p_stack[n_pools - 1]
            token, group = -1, -1
            if taken[pool] < e.places[pool]:
                for place in range(e.pool_first[pool], e.pool_first[pool + 1]):
                    line = e.pool_groups[place] * PRIORITIES
                    while line < (e.pool_groups[place] + 1) * PRIORITIES and g_heads[line] < 0:
                        line += 1
                    if line == (e.pool_groups[place] + 1) * PRIORITIES:
                        continue
                    first = g_heads[line]
                    if (
                        token < 0
                        or line % PRIORITIES < group % PRIORITIES
                        or (
                            line % PRIORITIES == group % PRIORITIES
                            and t[first, SINCE] < t[token, SINCE]
                        )
                    ):
                        token, group = first, line
            if token < 0:
                n_pools -= 1
                p_marked[pool] = 0
                continue
            g_heads[group] = t[token, FOLLOWS]
            g_waiting[group // PRIORITIES] -= 1
            n_waiting -= 1
            node = t[token, NODE]
            vehicle = t[token, VEHICLE]
            called = True
        elif n_stations > 0:
            station = s_stack[n_stations - 1]
            if (
                s[station, BUSY] >= s[station, ON_DUTY]
                or s[station, QUOTA] <= 0
                or s[station, WAITING] == 0
            ):
                n_stations -= 1
                s[station, MARKED] = 0
                continue
            line = station * PRIORITIES
            while heads[line] < 0:
                line += 1
            begins = heads[line]
            heads[line] = t[begins, FOLLOWS]
            s[station, WAITING] -= 1
        else:
            # ---------------------------------------------------------- what happens next?
            if hole:
                size -= 1
                hole = False
                if size > 0:
                    _sift_down(heap, size, heap[size, 0], heap[size, 1])
            soonest = heap[0, 0] if size > 0 else NEVER
            arrives = arrived[coming] if coming < vehicles else NEVER
            turns = clock[turn, 0] if turn < len(clock) else NEVER
            then = min(soonest, arrives, turns)
            if then >= loaded * tick_us and loaded < ticks:
                token = later[loaded]
                while token >= 0:
                    _sift_up(heap, size, far[token, 0], far[token, 1])
                    size += 1
                    token = t[token, FOLLOWS]
                loaded += 1
                continue
            if then >= length_us:
                break
            while tick * tick_us < then:
                occupancy[tick] = taken
                queue[tick] = s[:, WAITING]
                tick += 1
            now = then
            if turns <= now:
                while turn < len(clock) and clock[turn, 0] <= now:
                    station = clock[turn, 1]
                    if clock[turn, 2] == 0:
                        s[station, ON_DUTY] = clock[turn, 3]
                    else:
                        s[station, QUOTA] = clock[turn, 3]
                    turn += 1
                    if not s[station, MARKED]:
                        s[station, MARKED] = 1
                        s_stack[n_stations] = station
                        n_stations += 1
                continue
            events += 1
            if arrives <= now:
                vehicle = coming
                coming += 1
                if unused >= 0:
                    token = unused
                    unused = t[token, FOLLOWS]
                else:
                    token = fresh
                    fresh += 1
                t[token, VEHICLE], t[token, HELD], t[token, PARTNER] = vehicle, -1, -1
                t[token, LAP] = 0
                v[vehicle, IDLE_SINCE] = now
                if keep_log and e.flow_tells[flow[vehicle]]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, options + flow[vehicle]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, -1
                    n_rows += 1
                node = e.flow_first[flow[vehicle]]
            else:
                token = heap[0, 1] & (TOKENS - 1)
                hole = True
                vehicle, node, option = t[token, VEHICLE], t[token, NODE], t[token, OPTION]
                start_us = now
                if nodes[node, OP] == SERVE:
                    station = ways[option, AT]
                    start_us = t[token, SINCE]
                    counted[option] += 1
                    served_us[option] += now - start_us
                    v[vehicle, SERVED] -= 1
                    if v[vehicle, SERVED] == 0:
                        v[vehicle, IDLE_SINCE] = now
                        waited_us[v[vehicle, WAITED] % OPTIONS] += v[vehicle, WAITED] // OPTIONS
                    else:
                        ended, n_ended = note(ended, n_ended, v, (vehicle, option, start_us, now))
                    if nodes[node, HOLDS]:
                        t[token, HELD] = station
                    else:
                        s[station, BUSY] -= 1
                        if s[station, WAITING] > 0 and not s[station, MARKED]:
                            s[station, MARKED] = 1
                            s_stack[n_stations] = station
                            n_stations += 1
                if keep_log and ways[option, TELLS]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, option
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = start_us, now, -1
                    n_rows += 1
                node = ways[option, NEXT]

        # ------------------------------------------------ from node to node until it must wait
        while node >= 0:
            op, option = nodes[node, OP], nodes[node, FIRST]
            last = option + nodes[node, WAYS] - 1
            told = True  # whether rows of `option` are to be written here
            to = -1
            if op == SERVE:
                told = False
                best = option
                for other in range(option + 1, last + 1):
                    here, there = ways[other, AT], ways[best, AT]
                    if (s[here, WAITING] + s[here, BUSY] + 1) * max(s[there, ON_DUTY], 1) < (
                        s[there, WAITING] + s[there, BUSY] + 1
                    ) * max(s[here, ON_DUTY], 1) or (
                        s[there, ON_DUTY] == 0 and s[here, ON_DUTY] > 0
                    ):
                        best = other
                station = ways[best, AT]
                t[token, NODE], t[token, OPTION], t[token, SINCE] = node, best, now
                if (
                    s[station, WAITING] == 0
                    and s[station, BUSY] < s[station, ON_DUTY]
                    and s[station, QUOTA] > 0
                ):
                    begins = token
                    break
                line = station * PRIORITIES + nodes[node, PRIORITY]
                _join_queue(heads, tails, t, line, token)
                s[station, WAITING] += 1
            elif op == TAKE:
                while option <= last and taken[ways[option, AT]] >= e.places[ways[option, AT]]:
                    option += 1
                if option > last or (g_waiting[nodes[node, GROUP]] > 0 and not called):
                    told = False
                    t[token, NODE], t[token, SINCE] = node, now
                    line = nodes[node, GROUP] * PRIORITIES + nodes[node, PRIORITY]
                    _join_queue(g_heads, g_tails, t, line, token)
                    g_waiting[nodes[node, GROUP]] += 1
                    n_waiting += 1
                else:
                    taken[ways[option, AT]] += 1
                    to = ways[option, AT]
            elif op == SPLIT:
                key = keys[vehicle] + luck[node] + np.uint64(t[token, LAP]) * TIME
                chance = unit(mix(key))
                while option < last and e.share[option] <= chance:
                    option += 1
                # the laps of a branch are its own: what happens beside it must not change its luck
                t[token, LAP] += ways[option, BACK] * (BRANCH if v[vehicle, PENDING] > 0 else 1)
            elif op == FORK:
                v[vehicle, PENDING] = last - option + 1
                for other in range(last, option, -1):
                    if unused >= 0:
                        twin = unused
                        unused = t[twin, FOLLOWS]
                    else:
                        twin = fresh
                        fresh += 1
                    t[twin, VEHICLE], t[twin, NODE] = vehicle, ways[other, NEXT]
                    t[twin, HELD], t[twin, PARTNER], t[twin, LAP] = -1, -1, t[token, LAP]
                    ready[n_ready] = twin
                    n_ready += 1
            elif op == JOIN:
                v[vehicle, PENDING] -= 1
                if v[vehicle, PENDING] > 0:
                    t[token, FOLLOWS] = unused
                    unused = token
                    break
                t[token, LAP] %= BRANCH
            elif op == WAIT:
                told = False
                t[token, NODE], t[token, OPTION] = node, option
                begins = token
            elif op == BALK:
                at = nodes[node, PLACE]
                level = taken[at] if at >= 0 else s[-2 - at, WAITING]
                if level >= nodes[node, LIMIT]:
                    option += 1
            elif op == GIVER or op == RECEIVER:
                told = False
                match = nodes[node, PLACE]
                t[token, NODE] = node
                _join_queue(m_heads, m_tails, t, match * 2 + (op == RECEIVER), token)
                m_waiting[match] += op == RECEIVER
            elif op == HAND_OVER:
                other = t[token, PARTNER]
                t[token, PARTNER] = -1
                while other >= 0:
                    t[other, NODE] = ways[nodes[t[other, NODE], FIRST], NEXT]
                    ready[n_ready] = other
                    n_ready += 1
                    other = t[other, PARTNER]
            elif op == END:
                left_us[vehicle] = now
                outcome[vehicle] = e.outcome[node]
                v[vehicle, IDLE] += now - v[vehicle, IDLE_SINCE]
            if (op == GIVE or op == END or to >= 0) and v[vehicle, POOL] > 0:
                pool = v[vehicle, POOL] - 1
                v[vehicle, POOL] = 0
                taken[pool] -= 1
                if n_waiting > 0 and not p_marked[pool]:
                    p_marked[pool] = 1
                    p_stack[n_pools] = pool
                    n_pools += 1
            if op == GIVE or op == END or to >= 0:
                if to >= 0:
                    v[vehicle, POOL] = to + 1
                    counted[option] += 1
                in_yard = to >= 0 and e.is_yard[to] == 1
                if in_yard and v[vehicle, YARD_SINCE] == 0:
                    v[vehicle, YARD_SINCE] = now - NEVER
                elif not in_yard and v[vehicle, YARD_SINCE] != 0:
                    v[vehicle, YARD] += now - NEVER - v[vehicle, YARD_SINCE]
                    v[vehicle, YARD_SINCE] = 0
                station = t[token, HELD]
                if station >= 0:
                    t[token, HELD] = -1
                    s[station, BUSY] -= 1
                    if s[station, WAITING] > 0 and not s[station, MARKED]:
                        s[station, MARKED] = 1
                        s_stack[n_stations] = station
                        n_stations += 1
            if not told:
                break
            if keep_log and ways[option, TELLS]:
                r_vehicle[n_rows], r_option[n_rows] = vehicle, option
                r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, -1
                n_rows += 1
            if op == END:
                t[token, FOLLOWS] = unused
                unused = token
                break
            node = ways[option, NEXT]
            called = False

        # -------------------------------------------------- what begins now, and until when?
        if begins >= 0:
            option = t[begins, OPTION]
            if nodes[t[begins, NODE], OP] == SERVE:
                s[ways[option, AT], BUSY] += 1
                s[ways[option, AT], QUOTA] -= 1
                begin(t, v, ways, begins, now)
            key = _key_of(t, keys, luck, begins)
            until_us = now + _draw_us(tables, ways[option, DRAW], key)
            if until_us >= loaded * tick_us:
                if until_us < length_us:
                    far[begins, 0], far[begins, 1] = until_us, (order << TOKEN_BITS) | begins
                    t[begins, FOLLOWS] = later[until_us // tick_us]
                    later[until_us // tick_us] = begins
            elif hole:
                _sift_down(heap, size, until_us, (order << TOKEN_BITS) | begins)
                hole = False
            else:
                _sift_up(heap, size, until_us, (order << TOKEN_BITS) | begins)
                size += 1
            order += 1

    charge_open(ended, n_ended, v, ways, waited_us)
    while tick < ticks:
        occupancy[tick] = taken
        queue[tick] = s[:, WAITING]
        tick += 1
    return (
        left_us,
        v[:, IDLE].copy(),
        v[:, YARD].copy(),
        outcome,
        counted,
        served_us,
        waited_us,
        occupancy,
        queue,
        events,
        r_vehicle[:n_rows],
        r_option[:n_rows],
        r_other[:n_rows],
        r_start[:n_rows],
        r_end[:n_rows],
    )


@njit(cache=True)
def _longer(array: Any, length: int) -> Any:
    longer = np.empty(length, array.dtype)
    longer[: len(array)] = array
    return longer


run_compiled = njit(cache=True, nogil=True)(run_plain)
