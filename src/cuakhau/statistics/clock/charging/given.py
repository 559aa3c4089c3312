"""What the kernel works on: rows, visits, closed hours, and the place where a visit lies.

Times are whole microseconds; `NEVER` stands for what did not happen, `UNKNOWN` for a start that
nobody said.
"""

from typing import Any, NamedTuple

NEVER = 2**62
UNKNOWN = -(2**63)
LONGEST_MOVE_US = 30 * 60_000_000  # no two places of a gate lie farther apart

# Kinds of rows.
(OTHER, CONFIRMED, STARTED, HELD, RELEASED, FIX_ASKED, AMENDED, SEEN, SENT, CROSSED, RETURNED,
 COMING, CANNOT, CALLED) = range(14)  # fmt: skip
# Kinds of spans: of those that hold at once the first in this order is the cause.
(SERVE, FIX, HOLD, ABROAD, AWAY, MOVE, SHUT_HERE, SHUT_THERE, ASK, PARTNER, PAY) = range(11)


class Rows(NamedTuple):
    """Rows by visit: those of visit `v` are `edges[v]` to `edges[v + 1]`."""

    edges: Any
    kind: Any
    step: Any
    agency: Any
    at_us: Any
    started_us: Any
    camera: Any


class Visits(NamedTuple):
    """One entry a visit. `here` and `there`: calendars of both sides, -1 for none known."""

    way: Any
    simulated: Any
    over: Any
    opened_us: Any
    ended_us: Any
    linked_us: Any
    here: Any
    there: Any


class Shut(NamedTuple):
    """When places were closed, by calendar: spans `first[c]` to `last[c]`, sorted."""

    first: Any
    last: Any
    since_us: Any
    until_us: Any


class Desk(NamedTuple):
    """Where a visit is worked on: by step of its procedure, and its spans so far."""

    first: Any
    start: Any
    agency: Any
    shown: Any
    passed: Any  # by moving milestone: when the vehicle had passed it
    held: Any  # the spans that hold between two cuts
    spans: Any  # kind, since, until, agency, step, of the ending?; the first row counts them
