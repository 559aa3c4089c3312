"""The arrays in which the kernel keeps its state; it runs in them, and asks for more room here."""

from typing import Any, NamedTuple

import numpy as np

from cuakhau.simulation.charging import IDLE, WAITED_US, charge_open
from cuakhau.simulation.kernel import COUNTED, SERVED_US, UNTIL, WAITING, YARD, advance
from cuakhau.simulation.network.encode import NEVER, TICK_US, Encoded
from cuakhau.simulation.network.ways import PRIORITIES

LINE_BYTES = 64  # what a processor fetches at once: a row of eight numbers, if it begins there
EVENTS_EACH = 8  # of a vehicle, about: so wide are the lists of what ends soon that one is in each
ROWS_EACH, FIRST_ROWS, FIRST_ENDED = (
    16,
    4096,
    1024,
)  # room at first; what is not touched costs nothing
ROWS = (np.int32, np.int32, np.int32, np.int64, np.int64)  # vehicle, option, other, start, end


class State(NamedTuple):
    """A row a token (a vehicle, or a branch of its way), vehicle, station; then lists of tokens."""

    tokens: Any
    vehicles: Any
    stations: Any
    tally: Any  # a row an option: how often, served and waited in all
    partners: Any  # the next partner of a token
    ready: Any  # tokens that go on at once
    heads: Any  # of the queue of each station and priority
    tails: Any
    taken: Any  # places in each pool
    g_heads: Any  # of the queue of each group of pools and priority
    g_tails: Any
    g_waiting: Any
    m_heads: Any  # givers, then receivers, of each place where they meet
    m_tails: Any
    m_waiting: Any
    s_stack: Any  # stations that may begin with somebody
    p_stack: Any  # pools that have a place again
    p_marked: Any
    later: Any  # what ends in each quarter of an hour
    soon: Any  # what ends in each moment of the quarter under way; sorted
    occupancy: Any
    queue: Any
    ended: Any  # services that have ended while others of their vehicle go on
    left_us: Any
    outcome: Any


def run_arrays(
    encoded: Encoded, fleet: Any, present: Any, keep_log: int, *, advance: Any = advance
) -> Any:
    """Run encoded arrays with a fleet until the end; give the arrays of `Run` in its order.

    `fleet` is (arrived_us, flow, key, needs) by time of arrival, those present at the start first.
    `present` has a row for each token of them: vehicle, node, option, left_us, pool.
    """
    arrived, flow, keys, needs = fleet
    state, shift = _make_state(encoded, len(arrived))
    given = encoded if keep_log else encoded._replace(options=encoded.quiet)
    coming = (np.append(arrived, NEVER), flow, keys.view(np.int64), needs)
    room = (len(arrived) * ROWS_EACH + FIRST_ROWS) * (keep_log > 0)
    rows = tuple(np.empty(room, kind) for kind in ROWS)
    numbers = (0, 0, 0, 0, -1, 1, 0, 0, 0, 0, -1, 0, 0, shift, 0, 0, 0, 0)
    while True:
        numbers = advance(given, coming, present, state, rows, numbers)
        done, n_rows, n_ended, events = numbers[:4]
        tick = numbers[-3]
        if done:
            break
        numbers = (1, *numbers[1:])
        if 2 * n_ended > len(state.ended):
            state = state._replace(ended=_longer(state.ended))
        if keep_log:
            rows = tuple(_longer(array) for array in rows)
    charge_open(state.ended, n_ended, state.vehicles, encoded.options, state.tally)
    state.occupancy[tick:] = state.taken
    state.queue[tick:] = state.stations[:, WAITING]
    return (
        state.left_us,
        state.vehicles[:, IDLE].copy(),
        state.vehicles[:, YARD].copy(),
        state.outcome,
        *(state.tally[:, column].copy() for column in (COUNTED, SERVED_US, WAITED_US)),
        state.occupancy,
        state.queue,
        events,
        *(array[:n_rows] for array in rows),
    )


def _make_state(encoded: Encoded, vehicles: int) -> tuple[State, int]:
    length_us, stations, groups, matches, branches, _ = map(int, encoded.limits)
    pools, ticks = len(encoded.places), length_us // TICK_US + 1
    shift = 10
    while TICK_US >> shift > max(vehicles * EVENTS_EACH // ticks, 1):
        shift += 1
    # never touched memory costs nothing: there is room for each vehicle to be in at once
    room = vehicles * branches + 2
    state = State(
        tokens=_rows_of_eight(room),
        vehicles=_rows_of_eight(vehicles),
        stations=_rows_of_eight(stations),
        tally=np.zeros((len(encoded.options), 4), np.int64),
        partners=np.empty(room, np.int64),
        ready=np.empty(room, np.int64),
        heads=_nobody(stations * PRIORITIES),
        tails=_nobody(stations * PRIORITIES),
        taken=np.zeros(pools, np.int64),
        g_heads=_nobody(groups * PRIORITIES),
        g_tails=_nobody(groups * PRIORITIES),
        g_waiting=np.zeros(groups, np.int64),
        m_heads=_nobody(matches * 2),
        m_tails=_nobody(matches * 2),
        m_waiting=np.zeros(matches, np.int64),
        s_stack=np.empty(stations + 1, np.int64),
        p_stack=np.empty(pools + 1, np.int64),
        p_marked=np.zeros(pools, np.int64),
        later=_nobody(ticks),
        soon=_nobody(((TICK_US - 1) >> shift) + 2),
        occupancy=np.zeros((ticks, pools), np.int32),
        queue=np.zeros((ticks, stations), np.int32),
        ended=np.empty((FIRST_ENDED, 4), np.int64),
        left_us=_nobody(vehicles),
        outcome=np.full(vehicles, -1, np.int8),
    )
    state.tokens[0, UNTIL] = NEVER  # one that never ends stands in the last list
    state.soon[-1] = 0
    return state, shift


def _nobody(number: int) -> Any:
    return np.full(number, -1, np.int64)


def _rows_of_eight(number: int) -> Any:
    """Give zeros, (number, 8), each row in one line of the cache."""
    raw = np.zeros((number + 1) * LINE_BYTES, np.uint8)
    start = -raw.ctypes.data % LINE_BYTES
    return raw[start : start + number * LINE_BYTES].view(np.int64).reshape(number, 8)


def _longer(array: Any) -> Any:
    longer = np.empty((2 * len(array) + FIRST_ROWS, *array.shape[1:]), array.dtype)
    longer[: len(array)] = array
    return longer
