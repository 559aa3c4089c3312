"""What stood where every quarter of an hour: in each yard, before each step, in the zone."""

from collections.abc import Mapping

import numpy as np

from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Flags, Whole
from cuakhau.statistics.stays.steps import AT_END, list_tails
from cuakhau.statistics.stays.visits import NEVER_US, Stays

QUARTER_US = 900_000_000


def quarters(since_us: int, until_us: int) -> Whole:
    """List the instants of every quarter of an hour from `since_us` up to `until_us`."""
    return np.arange(since_us, until_us + 1, QUARTER_US, dtype=np.int64)


def count_in_zone(stays: Stays, ticks_us: Whole, only: Flags | None = None) -> Whole:
    """Count the vehicles that have arrived at or before a tick and not ended at or before it.

    `only` says which visits are counted; all of them where it is left out.
    """
    here = stays.is_counted & (stays.arrived_us != UNKNOWN_US)
    if only is not None:
        here &= only
    ended_us = np.where(stays.ended_us == UNKNOWN_US, NEVER_US, stays.ended_us)
    return _standing(stays.arrived_us[here], ended_us[here], ticks_us)


def count_waiting(stays: Stays, ticks_us: Whole) -> Mapping[str, Whole]:
    """Count per step the vehicles that nobody serves and whose wait the start of the step ends.

    Only waits that have ended are known: the vehicles that wait at the end of a log are in none.
    """
    services = stays.occupied
    waited = (services.idle_us > 0) & stays.is_counted[services.visit]
    found = {}
    for code in np.unique(services.step.codes[waited]).tolist():
        here = waited & (services.step.codes == code)
        name = services.step.names[code] if code != NO_WORD else AT_END
        found[name] = _standing(services.reached_us[here], services.started_us[here], ticks_us)
    visits, tails_us = list_tails(stays)
    if len(visits):
        ended_us = stays.ended_us[visits]
        found[AT_END] = found.get(AT_END, 0) + _standing(ended_us - tails_us, ended_us, ticks_us)
    return found


def count_in_yards(stays: Stays, ticks_us: Whole) -> Mapping[str, Whole]:
    """Count the vehicles in each yard of the zone; one that nobody entered is left out.

    A vehicle is where it was last said to be: a yard by `yard_in`, a move or a count there; none
    once it is said to be out, bound across, or ended. Taken at or before the tick counts, left at
    or before it does not.
    """
    visit, yard, since_us, until_us = _list_places(stays)
    names = stays.rows.place.names
    return {
        names[code]: _standing(since_us[yard == code], until_us[yard == code], ticks_us)
        for code in np.unique(yard).tolist()
    }


def _list_places(stays: Stays) -> tuple[Whole, Whole, Whole, Whole]:
    """List each stretch in which a vehicle held a place: visit, yard, since and until when."""
    rows, zone = stays.rows, stays.zone
    milestones = {(m.id, step) for m in zone.milestones for step in (*m.all_of, *m.any_of)}
    goes_in = rows.step.are(*(step for name, step in milestones if name == "in_yard"))
    goes_out = rows.step.are(*(step for name, step in milestones if name == "out_of_yard"))
    confirmed = rows.kind.are("confirmed")
    is_yard = rows.place.are(*{yard.id for yard in zone.yards})
    moved = rows.kind.are("moved", "sighted") & (rows.place.codes != NO_WORD)
    enters = is_yard & (moved | (confirmed & goes_in))
    leaves = (confirmed & goes_out) | (moved & ~is_yard) | rows.kind.are("crossed")
    said = np.flatnonzero((enters | leaves) & stays.is_counted[rows.visit])
    for key in (rows.at_us, rows.visit):
        said = said[np.argsort(key[said], kind="stable")]
    visit, at_us = rows.visit[said], rows.at_us[said]
    ended_us = np.where(stays.ended_us == UNKNOWN_US, NEVER_US, stays.ended_us)[visit]
    until_us = ended_us.copy()
    same = visit[1:] == visit[:-1]
    until_us[:-1][same] = np.minimum(at_us[1:], until_us[:-1])[same]
    held = enters[said] & (until_us > at_us)
    return visit[held], rows.place.codes[said][held], at_us[held], until_us[held]


def _standing(since_us: Whole, until_us: Whole, ticks_us: Whole) -> Whole:
    begun = np.searchsorted(np.sort(since_us), ticks_us, side="right")
    over = np.searchsorted(np.sort(until_us), ticks_us, side="right")
    standing: Whole = (begun - over).astype(np.int64)
    return standing
