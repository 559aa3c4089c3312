"""Between two cuts of a visit: which cause, and who shares it.

What several agencies share is split in equal whole microseconds, the rest of the division going to
the first of them by name, so that sums stay exact.
"""

from typing import Any

import numpy as np

from cuakhau.statistics.clock import causes
from cuakhau.statistics.clock.charging.given import (
    ABROAD,
    ASK,
    AWAY,
    FIX,
    MOVE,
    PARTNER,
    PAY,
    SHUT_HERE,
    SHUT_THERE,
)

COLUMNS = 7
NOTHING = PAY + 1
# By kind of span; of an agency's it depends.
CAUSE_OF = np.array(
    [
        causes.SERVED, causes.TRADER, causes.WAITING, causes.OTHER_SIDE, causes.TRADER,
        causes.MOVING, causes.CLOSED, causes.OTHER_SIDE, causes.WAITING, causes.PARTNER,
        causes.PAYMENT, causes.UNKNOWN,
    ],
    np.int64,
)  # fmt: skip


def cut(spans: Any, cuts: Any, opened_us: Any, ended_us: Any) -> Any:
    """Give the instants at which anything changes, sorted, each once; how many."""
    cuts[0], cuts[1] = opened_us, ended_us
    count = 2
    for span in range(1, spans[0, 0] + 1):
        for column in range(1, 3):
            at = spans[span, column]
            if opened_us < at < ended_us:
                count = _cut_at(cuts, count, at)
    return count


def _cut_at(cuts: Any, count: Any, at: Any) -> Any:
    """Put an instant in its place, where it is not there yet; how many there are now."""
    place = count
    while cuts[place - 1] > at:
        place -= 1
    if cuts[place - 1] == at:
        return count
    for later in range(count, place, -1):
        cuts[later] = cuts[later - 1]
    cuts[place] = at
    return count + 1


def find_held(spans: Any, held: Any, since: Any, until: Any) -> Any:
    """Find the spans that hold between two cuts; how many."""
    count = 0
    for span in range(1, spans[0, 0] + 1):
        if spans[span, 1] <= since and spans[span, 2] >= until:
            held[count] = span
            count += 1
    return count


def _find_cause(spans: Any, held: Any, many: Any) -> Any:
    """Find what comes first of what holds: over there only counts where nobody here is left."""
    best, is_shut_there, asks, asks_here = NOTHING, False, 0, 0
    for place in range(many):
        span = held[place]
        kind = spans[span, 0]
        if kind == SHUT_THERE:
            is_shut_there = True
            continue
        if kind == ASK:
            asks += 1
            asks_here += 1 - (spans[span, 5] & 1)
        best = min(best, kind)
    if best == ASK and is_shut_there and asks and not asks_here:
        return SHUT_THERE
    return best


def _cause(spans: Any, span: Any) -> Any:
    """Give the cause of a span; of an agency's, whether it was told when the service began."""
    kind = spans[span, 0]
    return causes.WITH if kind == ASK and spans[span, 5] & 2 else CAUSE_OF[kind]


def share(spans: Any, held: Any, many: Any, shares: Any) -> Any:
    """Write down who is charged for what holds: cause, agency, step; how many."""
    best = _find_cause(spans, held, many)
    shares[0, 0], shares[0, 1], shares[0, 2] = CAUSE_OF[best], -1, -1
    if ABROAD <= best <= AWAY or SHUT_HERE <= best <= SHUT_THERE or best == NOTHING:
        return 1
    count = 0
    for one in range(many):
        span = held[one]
        if spans[span, 0] != best:
            continue
        who = spans[span, 3]
        place = 0
        while place < count and shares[place, 1] < who:
            place += 1
        if place < count and shares[place, 1] == who:
            continue
        for later in range(count, place, -1):
            for column in range(3):
                shares[later, column] = shares[later - 1, column]
        shares[place, 0], shares[place, 1] = _cause(spans, span), who
        shares[place, 2] = spans[span, 4]
        count += 1
        if best in (FIX, MOVE) or best >= PARTNER:
            return 1
    return count


def write(found: Any, at: Any, visit: Any, shares: Any, span: Any) -> Any:
    """Write a stretch, split among those who share it."""
    count, since, until = span[0], span[1], span[2]
    each, rest = (until - since) // count, (until - since) % count
    for place in range(count):
        row = at + place
        found[row, 0], found[row, 1], found[row, 2] = visit, shares[place, 0], shares[place, 1]
        found[row, 3], found[row, 4], found[row, 5] = shares[place, 2], since, until
        found[row, 6] = each + (1 if place < rest else 0)
    return at + count


def same(one: Any, other: Any, count: Any) -> Any:
    for place in range(count):
        for column in range(3):
            if one[place, column] != other[place, column]:
                return False
    return True


def longer(found: Any, at: Any, length: Any) -> Any:
    longer = np.empty((length, COLUMNS), np.int64)
    for row in range(at):
        for column in range(COLUMNS):
            longer[row, column] = found[row, column]
    return longer
