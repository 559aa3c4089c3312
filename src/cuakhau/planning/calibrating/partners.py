"""Transloading: how many partners take the goods of one vehicle over, and when they come."""

from dataclasses import replace

import numpy as np
import pyarrow.compute as pc

from cuakhau.movement.log import EventLog
from cuakhau.planning.calibrating.branches import FEWEST
from cuakhau.planning.calibrating.fitted import Fitted
from cuakhau.planning.calibrating.seen import HOUR_US, Seen, is_kind_of
from cuakhau.simulation.twin.chances import Transloading
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import Stream

MOST_PARTNERS = 12


def fit_transloadings(
    seen: Seen, log: EventLog, base: Twin
) -> tuple[list[Transloading], list[Fitted]]:
    """How many partners each giver had, and how long after the givers they come.

    Who is given to whom says little of the latter: a receiver left over from one giver goes to
    the next. So the hours of the day are compared at which both kinds come.
    """
    pairs = list_links(seen, log)
    found: list[Transloading] = []
    rows: list[Fitted] = []
    by_id = {stream.id: stream for stream in base.streams}
    for one in base.transloadings:
        giving, receiving = by_id.get(one.giving), by_id.get(one.receiving)
        if giving is None or receiving is None:
            continue
        mine = [giver for giver, _ in pairs if _is_of(seen, giver, giving)]
        sizes = np.bincount(np.unique(mine, return_counts=True)[1])[1 : MOST_PARTNERS + 1]
        if sizes.sum() < FEWEST:
            continue
        after_h, cv = _find_lag(seen, giving, receiving)
        later = [round(float(n), 4) for n in sizes[1:] / sizes.sum()]
        needs = (round(1.0 - sum(later), 4), *later)  # rounded shares must still add up to 1
        found.append(
            replace(one, needs=needs, after_h=round(after_h, 4), cv=round(cv, 4), basis="fitted")
        )
        told = float((np.arange(len(sizes)) + 1) @ sizes / sizes.sum())
        name, count = one.giving, int(sizes.sum())
        rows += [
            Fitted(table="transloading", name=name, measure="partners", value=told, count=count),
            Fitted(table="transloading", name=name, measure="after_h", value=after_h, count=count),
        ]
    return found, rows


def list_links(seen: Seen, log: EventLog) -> list[tuple[int, int]]:
    """List the pairs of visits, giver and receiver, that a giver was linked to."""
    linked = log.table.filter(pc.equal(log.table["kind"], "linked"))
    if not len(linked):
        return []
    visits = {name: at for at, name in enumerate(seen.stays.rows.subjects.to_pylist())}
    pairs = zip(linked["subject"].to_pylist(), linked["other"].to_pylist(), strict=True)
    return [(visits[one], visits[other]) for one, other in pairs if other in visits]


def _is_of(seen: Seen, visit: int, stream: Stream) -> bool:
    kind = seen.kind_of[visit]
    return bool(kind >= 0 and is_kind_of(seen.kinds[kind], stream))


def _find_lag(seen: Seen, giving: Stream, receiving: Stream) -> tuple[float, float]:
    """Give the mean in hours and the coefficient of variation of how much later one kind comes."""
    hours = [_hours_of_day(seen, stream) for stream in (giving, receiving)]
    quiet = np.bincount(np.concatenate(hours).astype(int), minlength=24).argmin()
    first, second = ((of - quiet) % 24 for of in hours)
    if not len(first) or not len(second):
        return 0.0, 1.0
    mean = max(float(second.mean() - first.mean()), 0.0)
    spread = max(float(second.var() - first.var()), 0.0) ** 0.5
    return mean, spread / mean if mean else 1.0


def _hours_of_day(seen: Seen, stream: Stream) -> np.ndarray:
    kinds = [at for at, kind in enumerate(seen.kinds) if is_kind_of(kind, stream)]
    mine = seen.counted & np.isin(seen.kind_of, kinds)
    return (seen.stays.arrived_us[mine] - seen.midnight_us) / HOUR_US % 24
