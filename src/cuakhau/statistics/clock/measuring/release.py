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
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.statistics.clock.causes import Clock
from cuakhau.statistics.clock.lengths import EXACT_US, Measure, measure_lengths
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
    return (*tell_between(ends), *tell_acts(list_acts(clock)))


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


def list_acts(clock: Clock) -> pa.Table:
    """List how long each agency took from its first to its last act, of visits that are over.

    Columns `visit`, `agency`, `micros`. An act begins with its service where that is known; of a
    single act whose beginning nobody said there is no length, and no row.
    """
    rows, over = clock.rows, clock.stays.is_over
    acts = rows.kind.are("confirmed") & (rows.agency.codes != NO_WORD) & over[rows.visit]
    mine = np.flatnonzero(acts)
    names = max(len(rows.agency.names), 1)
    key = rows.visit[mine] * names + rows.agency.codes[mine]
    found, place = np.unique(key, return_inverse=True)
    began = np.where(rows.started_us == UNKNOWN_US, rows.at_us, rows.started_us)
    first, last = np.full(len(found), NEVER_US), np.full(len(found), UNKNOWN_US)
    np.minimum.at(first, place, np.minimum(began, rows.at_us)[mine])
    np.maximum.at(last, place, rows.at_us[mine])
    long = (np.bincount(place, minlength=len(found)) > 1) | (last > first)
    found, first, last = found[long], first[long], last[long]
    codes = pa.array((found % names).astype(np.int32))
    agency = pa.DictionaryArray.from_arrays(codes, pa.array(rows.agency.names, pa.string()))
    visit = pa.array((found // names).astype(np.int32))
    return pa.table({"visit": visit, "agency": agency, "micros": pa.array(last - first)})


def tell_acts(acts: pa.Table) -> tuple[ReleaseTime, ...]:
    """Tell how long each agency took from its first to its last act, by name."""
    names = acts["agency"].cast(pa.string())
    micros = acts["micros"].to_numpy()
    found = []
    for name in sorted(pc.unique(names).to_pylist()):
        mine = micros[pc.equal(names, name).to_numpy()]
        found.append(_tell("TRS", "agency", name, mine, np.zeros(len(mine), np.int64)))
    return tuple(found)


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
