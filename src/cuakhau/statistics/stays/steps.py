"""Per step: how often it was given, how long it took, and which waits its start ended."""

from dataclasses import dataclass

import numpy as np

from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Whole
from cuakhau.statistics.stays.services import Services
from cuakhau.statistics.stays.visits import Stays

AT_END = ""  # stands for the wait after the last service, until the visit ended


@dataclass(frozen=True, slots=True)
class StepTime:
    """A step over all visits: its confirmations, and how many services have a start on record,
    those among them that ended in a correction asked for.

    Sums are whole microseconds. `waited_us` adds up the spans in which nobody served the vehicle
    and that the start of this step ended; the row `AT_END` has those that the end of a stay ended.
    """

    step: str
    count: int
    timed: int
    served_us: int
    waited_us: int


def list_steps(stays: Stays) -> tuple[StepTime, ...]:
    """List the steps by name, and `AT_END` first where a stay ended in a wait."""
    rows, services = stays.rows, stays.services
    given = rows.kind.are("confirmed") & (rows.step.codes != NO_WORD)
    given &= stays.is_counted[rows.visit]
    names = rows.step.names
    counts = np.bincount(rows.step.codes[given], minlength=len(names))
    has_step = (services.step.codes != NO_WORD) & stays.is_counted[services.visit]
    code = services.step.codes[has_step]
    timed = np.bincount(code, minlength=len(names))
    served, waited = np.zeros(len(names), np.int64), np.zeros(len(names), np.int64)
    np.add.at(served, code, services.lasted_us[has_step])
    occupied = stays.occupied
    waits = (occupied.step.codes != NO_WORD) & stays.is_counted[occupied.visit]
    np.add.at(waited, occupied.step.codes[waits], occupied.idle_us[waits])
    steps = [
        StepTime(name, int(counts[at]), int(timed[at]), int(served[at]), int(waited[at]))
        for at, name in enumerate(names)
        if counts[at] or timed[at]
    ]
    tail_us = int(list_tails(stays)[1].sum())
    if tail_us:
        over = int(stays.is_over.sum())
        steps.append(StepTime(AT_END, over, 0, 0, tail_us))
    return tuple(sorted(steps, key=lambda one: one.step))


def list_tails(stays: Stays) -> tuple[Whole, Whole]:
    """Give the visits that ended in a wait, and how long each waited after its last service."""
    last = last_end(stays.occupied, len(stays))
    since_us = np.where(last == UNKNOWN_US, stays.arrived_us, np.maximum(last, stays.arrived_us))
    waiting = stays.is_over & (stays.unstarted == 0) & (stays.ended_us > since_us)
    visits = np.flatnonzero(waiting)
    return visits, (stays.ended_us - since_us)[visits]


def last_end(services: Services, visits: int) -> Whole:
    """Give when the last service of each visit ended."""
    found = np.full(visits, UNKNOWN_US)
    np.maximum.at(found, services.visit, services.ended_us)
    return found
