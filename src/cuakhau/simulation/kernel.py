"""The event loop: one plain function over arrays, compiled by numba on its last line.

The plain function is the oracle of the compiled one: both give the same rows, bit for bit. Times
are whole microseconds. At one instant first the clocks of stations turn, then vehicles arrive, then
services end, each in the order in which they were begun.

An event only changes state and marks what it touched: stations and pools of places wait on stacks
until its vehicles can go no further, and one block each lets others on. The heap keeps a
hole at its root after an end of service, so that the next service to begin costs one sift, not two.
"""

from typing import Any

import numpy as np
from numba import njit

from cuakhau.simulation.network.chance import GOLDEN, mix, unit
from cuakhau.simulation.network.draws import CELLS, FINE, HIGH, LOW
from cuakhau.simulation.network.encode import PRIORITIES

SERVE, TAKE, GIVE, MARK, SPLIT, FORK, JOIN, WAIT, BALK, GIVER, RECEIVER, HAND_OVER, END = range(13)
TIME = GOLDEN  # a luck has two streams: which way, and how long
NEVER = 2**62
TOKEN_BITS = 24
TOKENS = 2**TOKEN_BITS


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
def _join_queue(heads: Any, tails: Any, follows: Any, place: int, token: int) -> None:
    follows[token] = -1
    if heads[place] < 0:
        heads[place] = token
    else:
        follows[tails[place]] = token
    tails[place] = token


def run_plain(e: Any, fleet: Any, present: Any, keep_log: int) -> Any:
    """Run encoded arrays `e` with a fleet until the end; give the arrays of `Outcome`.

    `fleet` is (arrived_us, flow, key, needs) by time of arrival, those present at the start first.
    `present` has a row for each token of them: vehicle, node, option, left_us, pool.
    """
    arrived, flow, keys, needs = fleet
    length_us, stations, groups, matches, branches, tick_us = e.limits
    vehicles, options, pools = len(arrived), len(e.next), len(e.places)
    # never touched memory costs nothing: there is room for each vehicle to be in at once
    room = vehicles * branches + 1
    t_vehicle = np.empty(room, np.int64)
    t_node = np.empty(room, np.int64)
    t_option = np.empty(room, np.int64)
    t_next = np.empty(room, np.int64)
    t_hold = np.empty(room, np.int64)
    t_partner = np.empty(room, np.int64)
    t_since = np.empty(room, np.int64)
    heap = np.empty((room, 2), np.int64)
    ready = np.empty(room, np.int64)
    unused, fresh, size, n_ready, order, hole = -1, 0, 0, 0, 0, False
    v_pool = np.full(vehicles, -1, np.int32)
    v_pending = np.zeros(vehicles, np.int16)
    v_busy = np.zeros(vehicles, np.int16)
    v_round = np.zeros(vehicles, np.uint64)
    v_idle_since = np.zeros(vehicles, np.int64)
    v_yard_since = np.full(vehicles, -NEVER, np.int64)  # those present came before 0
    left_us = np.full(vehicles, -1, np.int64)
    idle_us = np.zeros(vehicles, np.int64)
    yard_us = np.zeros(vehicles, np.int64)
    outcome = np.full(vehicles, -1, np.int8)
    on_duty = np.zeros(stations, np.int64)
    busy = np.zeros(stations, np.int64)
    quota = np.zeros(stations, np.int64)
    waiting = np.zeros(stations, np.int64)
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
    s_marked = np.zeros(stations, np.int8)
    p_stack = np.empty(pools + 1, np.int64)
    p_marked = np.zeros(pools, np.int8)
    n_stations, n_pools, match = 0, 0, -1
    counted = np.zeros(options, np.int64)
    served_us = np.zeros(options, np.int64)
    waited_us = np.zeros(options, np.int64)
    ticks = length_us // tick_us + 1
    occupancy = np.zeros((ticks, pools), np.int32)
    queue = np.zeros((ticks, stations), np.int32)
    rows = 1024 if keep_log else 0
    r_vehicle = np.empty(rows, np.int32)
    r_option = np.empty(rows, np.int32)
    r_other = np.empty(rows, np.int32)
    r_start = np.empty(rows, np.int64)
    r_end = np.empty(rows, np.int64)
    n_rows, events, now, tick, turn, coming = 0, 0, 0, 0, 0, 0

    for place in range(len(present)):
        vehicle, node, option, rest_us, pool = present[place]
        coming = max(coming, vehicle + 1)
        token = fresh
        fresh += 1
        t_vehicle[token], t_node[token], t_option[token] = vehicle, node, option
        t_hold[token], t_partner[token], t_since[token] = -1, -1, 0
        v_pending[vehicle] += 1
        if pool >= 0 and v_pool[vehicle] < 0:
            taken[pool] += 1
            v_pool[vehicle] = pool
            if e.is_yard[pool]:
                v_yard_since[vehicle] = arrived[vehicle]
        if rest_us < 0:
            ready[n_ready] = token
            n_ready += 1
            continue
        if e.op[node] == SERVE:
            busy[e.at[option]] += 1
            v_busy[vehicle] += 1
        _sift_up(heap, size, rest_us, (order << TOKEN_BITS) | token)
        order += 1
        size += 1
    ready[:n_ready] = ready[:n_ready][::-1].copy()  # a stack: who is listed first goes on first

    while True:
        called = False
        if keep_log and n_rows + 512 > rows:
            rows = rows * 2 + 1024
            r_vehicle = _longer(r_vehicle, rows)
            r_option = _longer(r_option, rows)
            r_other = _longer(r_other, rows)
            r_start = _longer(r_start, rows)
            r_end = _longer(r_end, rows)
        # -------------------------------------------------------------- who is to go on now?
        if n_ready > 0:
            n_ready -= 1
            token = ready[n_ready]
            node = t_node[token]
            vehicle = t_vehicle[token]
        elif match >= 0:
            token = m_heads[match * 2]
            if token < 0 or m_waiting[match] < needs[t_vehicle[token]]:
                match = -1
                continue
            vehicle = t_vehicle[token]
            m_heads[match * 2] = t_next[token]
            m_waiting[match] -= needs[vehicle]
            partner = -1
            for _ in range(needs[vehicle]):
                other = m_heads[match * 2 + 1]
                m_heads[match * 2 + 1] = t_next[other]
                t_partner[other] = partner
                partner = other
                if keep_log and e.tells[e.first[t_node[token]]]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, e.first[t_node[token]]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, t_vehicle[other]
                    n_rows += 1
                    r_vehicle[n_rows], r_option[n_rows] = t_vehicle[other], e.first[t_node[other]]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, vehicle
                    n_rows += 1
            t_partner[token] = partner
            node = e.next[e.first[t_node[token]]]
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
                            and t_since[first] < t_since[token]
                        )
                    ):
                        token, group = first, line
            if token < 0:
                n_pools -= 1
                p_marked[pool] = 0
                continue
            g_heads[group] = t_next[token]
            g_waiting[group // PRIORITIES] -= 1
            node = t_node[token]
            vehicle = t_vehicle[token]
            called = True
        elif n_stations > 0:
            n_stations -= 1
            station = s_stack[n_stations]
            s_marked[station] = 0
            while busy[station] < on_duty[station] and quota[station] > 0 and waiting[station] > 0:
                line = station * PRIORITIES
                while heads[line] < 0:
                    line += 1
                token = heads[line]
                heads[line] = t_next[token]
                waiting[station] -= 1
                busy[station] += 1
                quota[station] -= 1
                option, vehicle = t_option[token], t_vehicle[token]
                if v_busy[vehicle] == 0:
                    gap_us = now - v_idle_since[vehicle]
                    idle_us[vehicle] += gap_us
                    waited_us[option] += gap_us
                v_busy[vehicle] += 1
                t_since[token] = now
                key = keys[vehicle] + e.node_luck[t_node[token]] + v_round[vehicle] * TIME + TIME
                until_us = now + _draw_us(e.tables, e.draw[option], key)
                if hole:
                    _sift_down(heap, size, until_us, (order << TOKEN_BITS) | token)
                    hole = False
                else:
                    _sift_up(heap, size, until_us, (order << TOKEN_BITS) | token)
                    size += 1
                order += 1
            continue
        else:
            # ---------------------------------------------------------- what happens next?
            if hole:
                size -= 1
                hole = False
                if size > 0:
                    _sift_down(heap, size, heap[size, 0], heap[size, 1])
            soonest = heap[0, 0] if size > 0 else NEVER
            arrives = arrived[coming] if coming < vehicles else NEVER
            turns = e.clock_us[turn] if turn < len(e.clock_us) else NEVER
            then = min(soonest, arrives, turns)
            if then >= length_us:
                break
            while tick * tick_us < then:
                occupancy[tick] = taken
                queue[tick] = waiting
                tick += 1
            now = then
            if turns <= now:
                while turn < len(e.clock_us) and e.clock_us[turn] <= now:
                    station = e.clock_station[turn]
                    if e.clock_kind[turn] == 0:
                        on_duty[station] = e.clock_value[turn]
                    else:
                        quota[station] = e.clock_value[turn]
                    turn += 1
                    if not s_marked[station]:
                        s_marked[station] = 1
                        s_stack[n_stations] = station
                        n_stations += 1
                continue
            events += 1
            if arrives <= now:
                vehicle = coming
                coming += 1
                if unused >= 0:
                    token = unused
                    unused = t_next[token]
                else:
                    token = fresh
                    fresh += 1
                t_vehicle[token], t_hold[token], t_partner[token] = vehicle, -1, -1
                v_idle_since[vehicle] = now
                if keep_log and e.flow_tells[flow[vehicle]]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, options + flow[vehicle]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, -1
                    n_rows += 1
                node = e.flow_first[flow[vehicle]]
            else:
                token = heap[0, 1] & (TOKENS - 1)
                hole = True
                vehicle, node, option = t_vehicle[token], t_node[token], t_option[token]
                start_us = now
                if e.op[node] == SERVE:
                    station = e.at[option]
                    start_us = t_since[token]
                    counted[option] += 1
                    served_us[option] += now - start_us
                    v_busy[vehicle] -= 1
                    if v_busy[vehicle] == 0:
                        v_idle_since[vehicle] = now
                    if e.holds[node]:
                        t_hold[token] = station
                    else:
                        busy[station] -= 1
                        if not s_marked[station]:
                            s_marked[station] = 1
                            s_stack[n_stations] = station
                            n_stations += 1
                if keep_log and e.tells[option]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, option
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = start_us, now, -1
                    n_rows += 1
                node = e.next[option]

        # ------------------------------------------------ from node to node until it must wait
        while node >= 0:
            op, option = e.op[node], e.first[node]
            last = option + e.ways[node] - 1
            told = True  # whether rows of `option` are to be written here
            to = -1
            if op == SERVE:
                told = False
                best = option
                for other in range(option + 1, last + 1):
                    here, there = e.at[other], e.at[best]
                    if (waiting[here] + busy[here] + 1) * max(on_duty[there], 1) < (
                        waiting[there] + busy[there] + 1
                    ) * max(on_duty[here], 1) or (on_duty[there] == 0 and on_duty[here] > 0):
                        best = other
                station = e.at[best]
                t_node[token], t_option[token], t_since[token] = node, best, now
                _join_queue(heads, tails, t_next, station * PRIORITIES + e.priority[node], token)
                waiting[station] += 1
                if not s_marked[station]:
                    s_marked[station] = 1
                    s_stack[n_stations] = station
                    n_stations += 1
            elif op == TAKE:
                while option <= last and taken[e.at[option]] >= e.places[e.at[option]]:
                    option += 1
                if option > last or (g_waiting[e.group[node]] > 0 and not called):
                    told = False
                    t_node[token], t_since[token] = node, now
                    line = e.group[node] * PRIORITIES + e.priority[node]
                    _join_queue(g_heads, g_tails, t_next, line, token)
                    g_waiting[e.group[node]] += 1
                else:
                    taken[e.at[option]] += 1
                    to = e.at[option]
            elif op == SPLIT:
                luck = e.node_luck[node] + v_round[vehicle] * TIME
                chance = unit(mix(keys[vehicle] + luck))
                while option < last and e.share[option] <= chance:
                    option += 1
                v_round[vehicle] += np.uint64(e.back[option])
            elif op == FORK:
                v_pending[vehicle] = last - option + 1
                for other in range(last, option, -1):
                    if unused >= 0:
                        twin = unused
                        unused = t_next[twin]
                    else:
                        twin = fresh
                        fresh += 1
                    t_vehicle[twin], t_node[twin] = vehicle, e.next[other]
                    t_hold[twin], t_partner[twin] = -1, -1
                    ready[n_ready] = twin
                    n_ready += 1
            elif op == JOIN:
                v_pending[vehicle] -= 1
                if v_pending[vehicle] > 0:
                    t_next[token] = unused
                    unused = token
                    break
            elif op == WAIT:
                told = False
                t_node[token], t_option[token] = node, option
                key = keys[vehicle] + e.node_luck[node] + v_round[vehicle] * TIME + TIME
                until_us = now + _draw_us(e.tables, e.draw[option], key)
                _sift_up(heap, size, until_us, (order << TOKEN_BITS) | token)
                size += 1
                order += 1
            elif op == BALK:
                at = e.node_at[node]
                level = taken[at] if at >= 0 else waiting[-2 - at]
                if level >= e.limit[node]:
                    option += 1
            elif op == GIVER or op == RECEIVER:
                told = False
                match = e.node_at[node]
                t_node[token] = node
                _join_queue(m_heads, m_tails, t_next, match * 2 + (op == RECEIVER), token)
                m_waiting[match] += op == RECEIVER
            elif op == HAND_OVER:
                other = t_partner[token]
                t_partner[token] = -1
                while other >= 0:
                    t_node[other] = e.next[e.first[t_node[other]]]
                    ready[n_ready] = other
                    n_ready += 1
                    other = t_partner[other]
            elif op == END:
                left_us[vehicle] = now
                outcome[vehicle] = e.outcome[node]
                idle_us[vehicle] += now - v_idle_since[vehicle]
            if (op == GIVE or op == END or to >= 0) and v_pool[vehicle] >= 0:
                pool = v_pool[vehicle]
                v_pool[vehicle] = -1
                taken[pool] -= 1
                if not p_marked[pool]:
                    p_marked[pool] = 1
                    p_stack[n_pools] = pool
                    n_pools += 1
            if op == GIVE or op == END or to >= 0:
                if to >= 0:
                    v_pool[vehicle] = to
                    counted[option] += 1
                in_yard = to >= 0 and e.is_yard[to] == 1
                if in_yard and v_yard_since[vehicle] == -NEVER:
                    v_yard_since[vehicle] = now
                elif not in_yard and v_yard_since[vehicle] != -NEVER:
                    yard_us[vehicle] += now - v_yard_since[vehicle]
                    v_yard_since[vehicle] = -NEVER
                station = t_hold[token]
                if station >= 0:
                    t_hold[token] = -1
                    busy[station] -= 1
                    if not s_marked[station]:
                        s_marked[station] = 1
                        s_stack[n_stations] = station
                        n_stations += 1
            if not told:
                break
            if keep_log and e.tells[option]:
                r_vehicle[n_rows], r_option[n_rows] = vehicle, option
                r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, -1
                n_rows += 1
            if op == END:
                t_next[token] = unused
                unused = token
                break
            node = e.next[option]
            called = False

    while tick < ticks:
        occupancy[tick] = taken
        queue[tick] = waiting
        tick += 1
    return (
        left_us,
        idle_us,
        yard_us,
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
