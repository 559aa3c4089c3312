"""The event loop: one plain function over arrays, compiled by numba on its last line.

The plain function is the oracle of the compiled one: both give the same rows, bit for bit. Times
are whole microseconds. At one instant first the clocks of stations turn, then vehicles arrive, then
services end, each in the order in which they were begun.

An event only changes state and marks what it touched: stations and pools of places wait on stacks
until its vehicles can go no further, and one block each lets others on. What ends within the
quarter of an hour that is under way stands in short sorted lists, one for each few seconds; what
ends later waits unsorted in the list of its quarter, so that hours of waiting cost nothing.

Nothing is allocated here (`state.run_arrays` does it): numba then counts no references, which with
arrays in a loop of this size took a third of its time. Where room is wanting the loop leaves with
its numbers in `state.numbers`, and goes on from there.
"""

from typing import Any

import numpy as np

from cuakhau.simulation.charging import begin, begin_for, drop_charged, finish_for
from cuakhau.simulation.compiling import compile_loop, njit
from cuakhau.simulation.network.chance import GOLDEN, mix, unit
from cuakhau.simulation.network.draws import CELLS, FINE, HIGH, LOW
from cuakhau.simulation.network.encode import NEVER, TICK_US
from cuakhau.simulation.network.ways import AMONG_STATIONS, PRIORITIES

SERVE, TAKE, GIVE, MARK, SPLIT, FORK, JOIN, WAIT, BALK, GIVER, RECEIVER, HAND_OVER, END = range(13)
TIME = GOLDEN  # a luck has two streams: which way, and how long
VEHICLE, OPTION, FOLLOWS, HELD, UNTIL, LAP, SINCE, KEY = range(8)  # of a token
POOL, PENDING, SERVED, IDLE_SINCE, IDLE, YARD_SINCE, YARD = range(7)  # of a vehicle; then WAITED
ON_DUTY, BUSY, QUOTA, WAITING, MARKED = range(5)  # of a station
OP, FIRST, WAYS, PLACE, LIMIT, HOLDS, PRIORITY, GROUP = range(8)  # of a node
NEXT, AT, DRAW, BACK, TELLS, RANK, NODE, SERVES = range(8)  # of an option, a way on
COUNTED, SERVED_US, WAITED_US = range(3)  # of the tally of an option
BRANCH = 2**16  # what a lap inside of a fork counts; more laps than that outside nobody drives
MOST_ENDED = 256  # services that one turn of the loop ends
MOST_ROWS = 512  # that one turn of the loop writes


@njit(cache=True, inline="always")
def _put_in(soon: Any, t: Any, bucket: int, token: int, after_us: int) -> None:
    """Put a token into a sorted list, behind those that end at `after_us` or before."""
    ahead, behind = -1, soon[bucket]
    while behind >= 0 and t[behind, UNTIL] <= after_us:
        ahead, behind = behind, t[behind, FOLLOWS]
    t[token, FOLLOWS] = behind
    if ahead < 0:
        soon[bucket] = token
    else:
        t[ahead, FOLLOWS] = token


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
def _join_queue(heads: Any, tails: Any, t: Any, place: int, token: int) -> None:
    t[token, FOLLOWS] = -1
    if heads[place] < 0:
        heads[place] = token
    else:
        t[tails[place], FOLLOWS] = token
    tails[place] = token


def advance_plain(e: Any, fleet: Any, present: Any, state: Any, rows: Any, numbers: Any) -> Any:
    """Run encoded arrays `e` with a fleet until the end, or until room is wanting.

    `fleet` is (arrived_us, flow, key, needs) by time of arrival, those present at the start first;
    `arrived_us` has one more, who never comes. `present` has a row for each token of them: vehicle,
    node, option, left_us, pool. `state` are the arrays of `state.State`, `rows` those of the log,
    `numbers` what was given back by the call before. Gives them, the first 1 when all is done.
    """
    arrived, flow, keys, needs = fleet
    length_us = e.limits[0]
    nodes, ways, tables, luck, clock = e.nodes, e.options, e.tables, e.luck, e.clock
    places, is_yard, share, ends_as = e.places, e.is_yard, e.share, e.outcome
    pool_first, pool_groups, flow_first, flow_tells = (
        e.pool_first, e.pool_groups, e.flow_first, e.flow_tells,
    )  # fmt: skip
    t, v, s, tally, partners, ready = (
        state.tokens, state.vehicles, state.stations, state.tally, state.partners, state.ready,
    )  # fmt: skip
    heads, tails, taken, g_heads, g_tails, g_waiting = (
        state.heads, state.tails, state.taken, state.g_heads, state.g_tails, state.g_waiting,
    )  # fmt: skip
    m_heads, m_tails, m_waiting, p_marked = (
        state.m_heads, state.m_tails, state.m_waiting, state.p_marked,
    )  # fmt: skip
    s_stack, p_stack, later, soon = state.s_stack, state.p_stack, state.later, state.soon
    occupancy, queue, ended = state.occupancy, state.queue, state.ended
    left_us, outcome = state.left_us, state.outcome
    r_vehicle, r_option, r_other, r_start, r_end = rows
    (
        begun, n_rows, n_ended, events, unused, fresh, n_ready, n_stations, n_pools, n_waiting,
        match, loaded, bucket, shift, now, tick, turn, coming,
    ) = numbers  # fmt: skip
    options, ticks, keep_log, done = len(tally), len(later), len(r_vehicle) > 0, False

    if begun == 0:
        for place in range(len(present)):
            vehicle, option, rest_us = present[place, 0], present[place, 2], present[place, 3]
            pool = present[place, 4]
            coming = max(coming, vehicle + 1)
            token = fresh
            fresh += 1
            t[token, VEHICLE], t[token, OPTION], t[token, KEY] = vehicle, option, keys[vehicle]
            t[token, HELD], t[token, SINCE], t[token, LAP] = -1, 0, 0
            partners[token] = -1
            v[vehicle, PENDING] += 1
            if pool >= 0 and v[vehicle, POOL] == 0:
                taken[pool] += 1
                v[vehicle, POOL] = pool + 1
                if is_yard[pool]:
                    v[vehicle, YARD_SINCE] = arrived[vehicle] - NEVER
            if rest_us < 0:
                ready[n_ready] = token
                n_ready += 1
                continue
            if ways[option, SERVES] > 0:
                s[ways[option, AT], BUSY] += 1
                v[vehicle, SERVED] += 1
            if rest_us < length_us:
                t[token, UNTIL] = rest_us
                t[token, FOLLOWS] = later[rest_us // TICK_US]
                later[rest_us // TICK_US] = token
        for place in range(len(present)):
            v[present[place, 0], PENDING] *= v[present[place, 0], PENDING] > 1  # one: in no fork
        for place in range(n_ready // 2):  # a stack: who is listed first goes on first
            last = n_ready - 1 - place
            ready[place], ready[last] = ready[last], ready[place]
    start_us = (loaded - 1) * TICK_US  # of the quarter of an hour that is under way
    horizon_us = loaded * TICK_US
    due_us = -1  # when next there is to be done what is not an event

    while True:
        called, node, begins = False, -1, -1
        if n_ended + MOST_ENDED > len(ended):
            n_ended = drop_charged(ended, n_ended, v)
            if 2 * n_ended > len(ended):
                break
        if keep_log and n_rows + MOST_ROWS > len(r_vehicle):
            break
        # -------------------------------------------------------------- who is to go on now?
        if match >= 0:
            token = m_heads[match * 2]
            if token < 0 or m_waiting[match] < needs[t[token, VEHICLE]]:
                match = -1
                continue
            vehicle, option = t[token, VEHICLE], t[token, OPTION]
            m_heads[match * 2] = t[token, FOLLOWS]
            m_waiting[match] -= needs[vehicle]
            partner = -1
            for _ in range(needs[vehicle]):
                other = m_heads[match * 2 + 1]
                m_heads[match * 2 + 1] = t[other, FOLLOWS]
                partners[other] = partner
                partner = other
                if keep_log and ways[option, TELLS]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, option
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, t[other, VEHICLE]
                    n_rows += 1
                    r_vehicle[n_rows], r_option[n_rows] = t[other, VEHICLE], t[other, OPTION]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, vehicle
                    n_rows += 1
            partners[token] = partner
            node = ways[option, NEXT]
        elif n_ready > 0:
            n_ready -= 1
            token = ready[n_ready]
            node = ways[t[token, OPTION], NODE]
            vehicle = t[token, VEHICLE]
        elif n_pools > 0:
            pool = p_stack[n_pools - 1]
            token, group = -1, -1
            if taken[pool] < places[pool]:
                for place in range(pool_first[pool], pool_first[pool + 1]):
                    line = pool_groups[place] * PRIORITIES
                    while line < (pool_groups[place] + 1) * PRIORITIES and g_heads[line] < 0:
                        line += 1
                    if line == (pool_groups[place] + 1) * PRIORITIES:
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
            node = ways[t[token, OPTION], NODE]
            vehicle = t[token, VEHICLE]
            called = True
        elif n_stations > 0:
            station = s_stack[n_stations - 1]
            free = min(s[station, ON_DUTY] - s[station, BUSY], s[station, QUOTA])
            if free > 0 and s[station, WAITING] > 0:
                line = station * PRIORITIES
                while heads[line] < 0:
                    line += 1
                begins = heads[line]
                heads[line] = t[begins, FOLLOWS]
                s[station, WAITING] -= 1
            if free < 2 or s[station, WAITING] == 0:
                n_stations -= 1
                s[station, MARKED] = 0
            if begins < 0:
                continue
        else:
            # ---------------------------------------------------------- what happens next?
            token = soon[bucket]
            while token < 0:  # in the last list stands one that never ends
                bucket += 1
                token = soon[bucket]
            soonest = t[token, UNTIL]
            arrives = arrived[coming]
            turns = clock[turn, 0]
            then = min(soonest, arrives, turns)
            if then >= due_us:
                if then >= horizon_us and loaded < ticks:
                    token = later[loaded]
                    start_us, bucket = loaded * TICK_US, 0
                    while token >= 0:  # the last that was put there first: before its like
                        follows = t[token, FOLLOWS]
                        place = (t[token, UNTIL] - start_us) >> shift
                        _put_in(soon, t, place, token, t[token, UNTIL] - 1)
                        token = follows
                    loaded += 1
                    horizon_us = loaded * TICK_US
                elif then >= length_us:
                    done = True
                    break
                else:
                    while tick * TICK_US < then:
                        for pool in range(len(taken)):
                            occupancy[tick, pool] = taken[pool]
                        for station in range(len(s)):
                            queue[tick, station] = s[station, WAITING]
                        tick += 1
                due_us = min(horizon_us, length_us, tick * TICK_US + 1)
                continue
            now = then
            if turns <= now:
                while clock[turn, 0] <= now:
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
                t[token, VEHICLE], t[token, KEY] = vehicle, keys[vehicle]
                t[token, HELD], t[token, LAP] = -1, 0
                partners[token] = -1
                v[vehicle, IDLE_SINCE] = now
                if keep_log and flow_tells[flow[vehicle]]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, options + flow[vehicle]
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = now, now, -1
                    n_rows += 1
                node = flow_first[flow[vehicle]]
            else:
                soon[bucket] = t[token, FOLLOWS]
                vehicle, option = t[token, VEHICLE], t[token, OPTION]
                since_us = now
                if ways[option, SERVES] > 0:
                    station = ways[option, AT]
                    since_us = t[token, SINCE]
                    tally[option, COUNTED] += 1
                    tally[option, SERVED_US] += now - since_us
                    n_ended = finish_for(v, tally, ended, n_ended, (vehicle, option, since_us), now)
                    other = partners[token]
                    while other >= 0:
                        after = ways[t[other, OPTION], AT]
                        loaded_of = (t[other, VEHICLE], after, since_us)
                        n_ended = finish_for(v, tally, ended, n_ended, loaded_of, now)
                        other = partners[other]
                    if ways[option, SERVES] > 1:
                        t[token, HELD] = station
                    else:
                        s[station, BUSY] -= 1
                        if s[station, WAITING] > 0 and not s[station, MARKED]:
                            s[station, MARKED] = 1
                            s_stack[n_stations] = station
                            n_stations += 1
                if keep_log and ways[option, TELLS]:
                    r_vehicle[n_rows], r_option[n_rows] = vehicle, option
                    r_start[n_rows], r_end[n_rows], r_other[n_rows] = since_us, now, -1
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
                t[token, OPTION], t[token, SINCE] = best, now
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
                while option <= last and taken[ways[option, AT]] >= places[ways[option, AT]]:
                    option += 1
                if option > last or (g_waiting[nodes[node, GROUP]] > 0 and not called):
                    told = False
                    t[token, OPTION], t[token, SINCE] = nodes[node, FIRST], now
                    line = nodes[node, GROUP] * PRIORITIES + nodes[node, PRIORITY]
                    _join_queue(g_heads, g_tails, t, line, token)
                    g_waiting[nodes[node, GROUP]] += 1
                    n_waiting += 1
                else:
                    to = ways[option, AT]
                    taken[to] += 1
            elif op == SPLIT:
                key = np.uint64(t[token, KEY]) + luck[option] + np.uint64(t[token, LAP]) * TIME
                chance = unit(mix(key))
                while option < last and share[option] <= chance:
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
                    t[twin, VEHICLE], t[twin, KEY] = vehicle, t[token, KEY]
                    t[twin, HELD], t[twin, LAP] = -1, t[token, LAP]
                    partners[twin] = -1
                    t[twin, OPTION] = nodes[ways[other, NEXT], FIRST]
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
                t[token, OPTION] = option
                begins = token
                break
            elif op == BALK:
                at = nodes[node, PLACE]
                level = taken[at] if at < AMONG_STATIONS else s[at - AMONG_STATIONS, WAITING]
                if level >= nodes[node, LIMIT]:
                    option += 1
            elif op == GIVER or op == RECEIVER:
                told = False
                match = nodes[node, PLACE]
                t[token, OPTION] = option
                _join_queue(m_heads, m_tails, t, match * 2 + (op == RECEIVER), token)
                m_waiting[match] += op == RECEIVER
            elif op == HAND_OVER:
                other = partners[token]
                partners[token] = -1
                while other >= 0:
                    t[other, OPTION] = nodes[ways[t[other, OPTION], NEXT], FIRST]
                    ready[n_ready] = other
                    n_ready += 1
                    then = partners[other]
                    partners[other] = -1
                    other = then
            elif op == END:
                left_us[vehicle] = now
                outcome[vehicle] = ends_as[node]
                v[vehicle, IDLE] += now - v[vehicle, IDLE_SINCE]
            if to >= 0 or op == GIVE or op == END:
                if v[vehicle, POOL] > 0:
                    pool = v[vehicle, POOL] - 1
                    v[vehicle, POOL] = 0
                    taken[pool] -= 1
                    if n_waiting > 0 and not p_marked[pool]:
                        p_marked[pool] = 1
                        p_stack[n_pools] = pool
                        n_pools += 1
                if to >= 0:
                    v[vehicle, POOL] = to + 1
                    tally[option, COUNTED] += 1
                in_yard = to >= 0 and is_yard[to] == 1
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
            if ways[option, SERVES] > 0:
                s[ways[option, AT], BUSY] += 1
                s[ways[option, AT], QUOTA] -= 1
                begin(t, v, ways, begins, now)
                other = partners[begins]
                while other >= 0:
                    after = ways[t[other, OPTION], AT]
                    begin_for(v, ways, t[other, VEHICLE], after, now)
                    other = partners[other]
            # new in each lap of rework
            key = np.uint64(t[begins, KEY]) + luck[option] + np.uint64(t[begins, LAP] + 1) * TIME
            until_us = now + _draw_us(tables, ways[option, DRAW], key)
            t[begins, UNTIL] = until_us
            if until_us < horizon_us:
                place = (until_us - start_us) >> shift
                bucket = min(bucket, place)
                _put_in(soon, t, place, begins, until_us)
            elif until_us < length_us:
                t[begins, FOLLOWS] = later[until_us // TICK_US]
                later[until_us // TICK_US] = begins

    return (
        int(done), n_rows, n_ended, events, unused, fresh, n_ready, n_stations, n_pools, n_waiting,
        match, loaded, bucket, shift, now, tick, turn, coming,
    )  # fmt: skip


advance = compile_loop(advance_plain)
