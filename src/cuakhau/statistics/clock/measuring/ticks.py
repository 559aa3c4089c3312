"""How late ticks come, by agency: recorded after it happened, and after an act that needs it."""

from dataclasses import dataclass

import numpy as np

from cuakhau.statistics.clock.causes import Clock
from cuakhau.statistics.clock.lengths import EXACT_US, Measure, measure_lengths


@dataclass(frozen=True, slots=True, kw_only=True)
class Lateness:
    """The ticks of an agency. `recorded` tells how long after its time a row reached the log;
    `after_act` how long after an act that shows the step done the tick came, over `late` of them.
    """

    agency: str
    ticks: int
    recorded_median_s: Measure
    recorded_p90_s: Measure
    late: int
    after_act_median_s: Measure
    after_act_p90_s: Measure


def list_lateness(clock: Clock) -> tuple[Lateness, ...]:
    """List the agencies by name; steps of selection are left out."""
    rows, late_us = clock.rows, clock.late_us
    given = rows.kind.are("confirmed")
    found = []
    for name in sorted(rows.agency.names):
        mine = np.flatnonzero(given & rows.agency.are(name))
        if not len(mine):
            continue
        delay = np.maximum(rows.recorded_us[mine] - rows.at_us[mine], 0)
        late = late_us[mine][late_us[mine] > 0]
        _, median, p90 = measure_lengths(delay, width_us=EXACT_US)
        _, after, after_p90 = measure_lengths(late, width_us=EXACT_US)
        found.append(
            Lateness(
                agency=name,
                ticks=len(mine),
                recorded_median_s=median,
                recorded_p90_s=p90,
                late=len(late),
                after_act_median_s=after,
                after_act_p90_s=after_p90,
            )  # fmt: skip
        )
    return tuple(found)
