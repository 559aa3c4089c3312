"""Fit on the days before, simulate each held-out day from its own midnight, and judge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from cuakhau.movement.log import EventLog
from cuakhau.planning.backtest.judging import Judged, Total, judge, judge_total
from cuakhau.planning.backtest.measuring import (
    TOTALS,
    DayMeasured,
    counts_of,
    measure_day,
)
from cuakhau.planning.calibrating.fitted import Fit
from cuakhau.planning.calibrating.fitting import fit
from cuakhau.planning.calibrating.refusals import p63_log_has_days_enough, refuse
from cuakhau.planning.calibrating.seen import DAY_US, see
from cuakhau.planning.experiments.replicate import UNWATCHED, Watch, do_all
from cuakhau.planning.from_now import Now, network_now
from cuakhau.planning.from_now.known import cut
from cuakhau.simulation.decode import log_of, subject_names
from cuakhau.simulation.run import run
from cuakhau.simulation.twin.twin import Twin
from cuakhau.statistics.stays import quarters
from cuakhau.statistics.stays.rows import Whole
from cuakhau.zone.zone import Zone

DAY_H = 24
AFTER = 1_000_000  # added to the numbers of simulated rows, so that they follow those on record


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """How well the twin fitted on the past told the held-out days. `judged` is over all of them."""

    fit: Fit
    days: tuple[date, ...]
    seeds: tuple[int, ...]
    judged: tuple[Judged, ...]
    totals: tuple[Total, ...]


def back_test(
    zone: Zone,
    log: EventLog,
    base: Twin | None = None,
    *,
    held: int = 1,
    seeds: Sequence[int] = range(1, 40),
    watch: Watch = UNWATCHED,
) -> BackTest:
    """Hold the last `held` whole days of a log out and tell them from the days before.

    Each day is run once a seed; 39 make a band of just 90 %. It begins with the vehicles that
    stood in the zone at its midnight. Raises `FitRefused` P61 or P63, `TwinMistakes`, and
    `Stopped` where the watch says stop.
    """
    seen = see(zone, log)
    if held < 1 or seen.days <= held:
        raise refuse(
            p63_log_has_days_enough, zone=zone.name, days=seen.days, wanted=max(held, 1) + 1
        )
    midnights = [seen.midnight_us + (seen.days - held + n) * DAY_US for n in range(held)]
    found = fit(zone, cut(log, midnights[0]), base, watch=watch)
    made: list[tuple[DayMeasured, list[DayMeasured]]] = []
    for midnight_us in midnights:
        ticks = quarters(midnight_us, midnight_us + DAY_US)
        past = cut(log, midnight_us)
        now = network_now(zone, found.twin, past, midnight_us, hours=DAY_H, seed=seeds[0])

        def tell_day(
            one: int, now: Now = now, past: EventLog = past, ticks: Whole = ticks
        ) -> DayMeasured:
            return measure_day(zone, _log_from(now, past, one), ticks)

        observed = measure_day(zone, cut(log, int(ticks[-1])), ticks)
        made.append((observed, list(do_all(tell_day, seeds, watch=watch))))
    return BackTest(
        fit=found,
        days=tuple(seen.first_day + timedelta(days=seen.days - held + n) for n in range(held)),
        seeds=tuple(seeds),
        judged=tuple(_judge_counts(made)),
        totals=tuple(
            judge_total(name, number, observed.totals[name], [one.totals[name] for one in told])
            for name in TOTALS
            for number, (observed, told) in enumerate(made)
        ),
    )


def _judge_counts(made: list[tuple[DayMeasured, list[DayMeasured]]]) -> list[Judged]:
    """Judge what was ever counted, seen or simulated, over all days, one after the other."""
    ticks = DAY_H * 4 + 1
    names = dict.fromkeys(
        name for observed, told in made for one in (observed, *told) for name in one.counts
    )
    if not any(name.startswith("wait/") for observed, _ in made for name in observed.counts):
        names = {name: None for name in names if not name.startswith("wait/")}  # no starts seen
    return [
        judge(
            name,
            np.concatenate([counts_of(observed, name, ticks) for observed, _ in made]).astype(
                float
            ),
            np.concatenate(
                [np.stack([counts_of(one, name, ticks) for one in told]) for _, told in made],
                axis=1,
            ).astype(float),
        )
        for name in names
    ]


def _log_from(now: Now, past: EventLog, seed: int) -> EventLog:
    """Join what was on record of those present to what a run makes of them, under one name."""
    made = run(now.network, seed=seed, log="full")
    told = log_of(made, run_id=f"backtest-{seed}").table
    present = [one.subject for one in now.network.present]
    named = dict(zip(present, subject_names(made), strict=False))
    mine = past.table.filter(pc.is_in(past.table["subject"], pa.array(present, pa.string())))
    names = pa.array([named[name] for name in mine["subject"].to_pylist()], pa.string())
    mine = mine.set_column(mine.column_names.index("subject"), "subject", names)
    seq = pc.cast(pc.add(told["seq"], AFTER), pa.int32())
    told = told.set_column(told.column_names.index("seq"), "seq", seq)
    both = pa.concat_tables([mine.cast(told.schema), told])
    return EventLog(past.zone, both.sort_by([("subject", "ascending"), ("seq", "ascending")]))
