"""Times by the names of the WCO's Time Release Study and of CAREC's corridor measurement (CPMM).

WCO, Guide to Measure the Time Required for the Release of Goods (TRS): from arrival to lodgement,
lodgement to release, arrival to release, release to removal, arrival to removal; and of each agency
from its first to its last act. Release is the milestone `checked`, lodgement the declaration.
CAREC CPMM, trade facilitation indicators: TFI1 hours to clear a border-crossing point. TFI2 (cost
at the crossing), TFI3 (cost of a corridor section) and TFI4 (speed along a corridor) need what no
log of a gate has: they are unknown here.
"""

from dataclasses import dataclass

import numpy as np

from cuakhau.statistics.clock.causes import Clock
from cuakhau.statistics.clock.tables import EXACT_US, Measure, measure_lengths
from cuakhau.statistics.stays.rows import NO_WORD, UNKNOWN_US, Whole
from cuakhau.statistics.stays.visits import NEVER_US, list_procedures, reach

CHECKED = "checked"
TRS = (
    ("arrival_lodgement", "arrived", "declared"),
    ("lodgement_release", "declared", CHECKED),
    ("arrival_release", "arrived", CHECKED),
    ("release_removal", CHECKED, "ended"),
    ("arrival_removal", "arrived", "ended"),
)
CPMM = ("TFI1", "TFI2", "TFI3", "TFI4")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTime:
    """A measure by its own name: `study` is `TRS` or `CPMM`, `agency` where it is of one.

    Seconds, over the visits that are over and have both ends, in their order; `backwards` counts
    those whose ends stand the wrong way round (a declaration after the arrival: lodged late, not
    early).
    """

    study: str
    name: str
    agency: str | None
    count: int
    backwards: int
    mean_s: Measure
    median_s: Measure
    p90_s: Measure


def list_release_times(clock: Clock) -> tuple[ReleaseTime, ...]:
    """List the measures of both studies; those that the log cannot tell have count 0."""
    stays = clock.stays
    over = stays.is_over
    ends = {
        "declared": stays.declared_us[over],
        "arrived": stays.arrived_us[over],
        "ended": stays.ended_us[over],
        CHECKED: find_milestone(clock, CHECKED)[over],
    }
    agencies = [_tell("TRS", "agency", *one) for one in _list_agencies(clock)]
    return (*tell_between(ends), *agencies)


def tell_between(ends: dict[str, Whole]) -> tuple[ReleaseTime, ...]:
    """Tell what lies between `declared`, `arrived`, `checked` and `ended`, one entry a visit."""
    nothing = np.zeros(0, np.int64)
    told = [_tell("TRS", name, None, ends[until], ends[since]) for name, since, until in TRS]
    told.append(_tell("CPMM", "TFI1", None, ends["ended"], ends["arrived"]))
    return (*told, *(_tell("CPMM", name, None, nothing, nothing) for name in CPMM[1:]))


def find_milestone(clock: Clock, milestone: str) -> Whole:
    """Give when each visit reached a milestone of that id; `UNKNOWN_US` where it did not."""
    stays = clock.stays
    rows = stays.rows
    confirmed = rows.where(rows.kind.are("confirmed") & (rows.step.codes != NO_WORD))
    steps = rows.step.names
    first = np.full((len(stays), max(len(steps), 1)), NEVER_US)
    flat = confirmed.visit * len(steps) + confirmed.step.codes
    np.minimum.at(first.reshape(-1), flat, confirmed.at_us)
    found = np.full(len(stays), UNKNOWN_US)
    for compiled, visits in list_procedures(clock.zone, stays.procedure, stays.declared_us):
        for one in compiled.milestones:
            if one.id == milestone:
                reached = reach(one, first[visits], steps)
                found[visits] = np.where(reached == NEVER_US, UNKNOWN_US, reached)
    return found


def _list_agencies(clock: Clock) -> list[tuple[str, Whole, Whole]]:
    """Give per agency the last act and the beginning of the first, by visit that is over."""
    rows, found = clock.stays.rows, []
    acts = rows.kind.are("confirmed")
    began = np.where(rows.started_us == UNKNOWN_US, rows.at_us, rows.started_us)
    for name in sorted(rows.agency.names):
        mine = np.flatnonzero(acts & rows.agency.are(name) & clock.stays.is_over[rows.visit])
        last, first = (np.full(len(clock.stays), one) for one in (UNKNOWN_US, NEVER_US))
        np.maximum.at(last, rows.visit[mine], rows.at_us[mine])
        np.minimum.at(first, rows.visit[mine], np.minimum(began[mine], rows.at_us[mine]))
        here = last != UNKNOWN_US
        found.append((name, last[here], first[here]))
    return found


def _tell(
    study: str, name: str, agency: str | None, until_us: Whole, since_us: Whole
) -> ReleaseTime:
    both = (until_us != UNKNOWN_US) & (since_us != UNKNOWN_US)
    lasted = (until_us - since_us)[both]
    kept = lasted[lasted >= 0]
    mean, median, p90 = measure_lengths(kept, width_us=EXACT_US)
    return ReleaseTime(
        study=study, name=name, agency=agency, count=len(kept),
        backwards=len(lasted) - len(kept), mean_s=mean, median_s=median, p90_s=p90,
    )  # fmt: skip
