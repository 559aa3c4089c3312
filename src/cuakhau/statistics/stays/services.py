"""Services with a known start, in the order in which they began, and the waits before them."""

from dataclasses import dataclass

import numpy as np

from cuakhau.statistics.stays.loading import Loadings
from cuakhau.statistics.stays.rows import UNKNOWN_US, Rows, Whole, Words

_ROOM = 2**62


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """Rows whose start is on record, by visit and start: confirmations, and checks that failed.

    `reached_us`: up to when the time of the visit is accounted for before this service, which is
    its arrival or the last end of an earlier service. Of services that start at once, the one
    whose step comes first by name stands first, and is charged with the wait before them.
    """

    visit: Whole
    step: Words
    started_us: Whole
    ended_us: Whole
    reached_us: Whole

    @property
    def idle_us(self) -> Whole:
        """How long nobody had served the vehicle when each service started."""
        idle: Whole = np.maximum(self.started_us - self.reached_us, 0)
        return idle

    @property
    def lasted_us(self) -> Whole:
        """How long each service took."""
        lasted: Whole = self.ended_us - self.started_us
        return lasted


def list_services(rows: Rows, arrived_us: Whole) -> Services:
    """List the services of all visits. A start after its own end is taken as unknown."""
    kept = np.flatnonzero((rows.started_us != UNKNOWN_US) & (rows.started_us <= rows.at_us))
    times = rows.started_us[kept], rows.at_us[kept]
    return _in_order(rows.visit[kept], rows.step.at(kept), times, arrived_us)


def add_loadings(rows: Rows, services: Services, loaded: Loadings, arrived_us: Whole) -> Services:
    """Add to services those of a partner that loads the vehicle, as services of the same step."""
    if not len(loaded.row):
        return services
    visit = np.concatenate([services.visit, rows.visit[loaded.row]])
    by_visit = np.argsort(visit, kind="stable")
    codes = np.concatenate([services.step.codes, rows.step.codes[loaded.row]])
    times = (
        np.concatenate([services.started_us, loaded.started_us])[by_visit],
        np.concatenate([services.ended_us, loaded.ended_us])[by_visit],
    )
    step = Words(codes[by_visit], rows.step.names)
    return _in_order(visit[by_visit], step, times, arrived_us)


def _in_order(visit: Whole, step: Words, times: tuple[Whole, Whole], arrived_us: Whole) -> Services:
    """Put what comes by visit in the order of the starts within each."""
    order = _sort(visit, times[0], step)
    visit, (started_us, ended_us) = visit[order], (one[order] for one in times)
    return Services(
        visit=visit,
        step=step.at(order),
        started_us=started_us,
        ended_us=ended_us,
        reached_us=_reach(visit, ended_us, _since(visit, started_us, arrived_us)),
    )


def _sort(visit: Whole, started_us: Whole, step: Words) -> Whole:
    """Order by visit, start and name of step. The rows come nearly so, which this sort likes."""
    if not len(visit):
        return np.zeros(0, np.int64)
    begins = np.flatnonzero(np.diff(visit, prepend=-1))
    number = np.cumsum(np.diff(visit, prepend=-1) > 0) - 1
    after = started_us - np.minimum.reduceat(started_us, begins)[number]
    span = int(after.max()) + 1
    if (int(number[-1]) + 1) * span < _ROOM:
        key = number * span + after
        order = np.argsort(key, kind="stable")
        tied = np.zeros(len(key), bool)
        tied[1:] = key[order[1:]] == key[order[:-1]]
        tied[:-1] |= tied[1:]
        some = order[tied]
        order[tied] = some[np.lexsort((_rank(step)[some], key[some]))]
        return order
    return np.lexsort((_rank(step), started_us, visit))


def _rank(step: Words) -> Whole:
    names = sorted(step.names)
    rank = np.array([*(names.index(name) for name in step.names), len(names)], np.int64)
    found: Whole = rank[step.codes]
    return found


def _since(visit: Whole, started_us: Whole, arrived_us: Whole) -> Whole:
    """From when each visit can wait: its arrival, or its first service where that is unknown."""
    since_us = arrived_us.copy()
    first = np.flatnonzero(np.diff(visit, prepend=-1))
    unknown = first[since_us[visit[first]] == UNKNOWN_US]
    since_us[visit[unknown]] = started_us[unknown]
    return since_us


def _reach(visit: Whole, ended_us: Whole, since_us: Whole) -> Whole:
    """A running maximum that begins anew at each visit, each lifted above the one before it."""
    if not len(visit):
        return np.zeros(0, np.int64)
    begins = np.flatnonzero(np.diff(visit, prepend=-1))
    before = np.zeros(len(visit), np.int64)  # since the visit's beginning, to stay small
    before[1:] = np.maximum(ended_us[:-1] - since_us[visit[:-1]], 0)
    before[begins] = 0
    span = int(before.max()) + 1
    number = np.cumsum(np.diff(visit, prepend=-1) > 0) - 1
    if (int(number[-1]) + 1) * span < _ROOM:
        before = np.maximum.accumulate(before + number * span) - number * span
    else:
        edges = [*begins.tolist(), len(visit)]
        for since, until in zip(edges, edges[1:], strict=False):
            before[since:until] = np.maximum.accumulate(before[since:until])
    reached: Whole = before + since_us[visit]
    return reached


def serve_unions(services: Services, ended_us: Whole) -> Whole:
    """Add up how long each visit was served up to its end: what overlaps counts once."""
    since_us = np.maximum(services.reached_us, services.started_us)
    until_us = np.minimum(services.ended_us, ended_us[services.visit])
    served = np.zeros(len(ended_us), np.int64)
    np.add.at(served, services.visit, np.maximum(until_us - since_us, 0))
    return served
