"""How fast the whole clock of a log is, and how much memory ten years of it take.

    ./run bench                                            1 million events
    .venv/bin/python tests/speed/bench_clock.py --events 100000000   ten years, part by part

The log is the simulator's. A large one is read in parts of a million events, of five lucks in turn,
whose counts, in bins of 15 seconds, add up: quantiles are then off by 7.5 seconds at most.
"""

import os
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cuakhau.server.settings")

from cuakhau.simulation.decode import log_of  # noqa: E402
from cuakhau.simulation.run import run as simulate  # noqa: E402
from cuakhau.simulation.twin.build import build_network  # noqa: E402
from cuakhau.simulation.twin.load import load_twin  # noqa: E402
from cuakhau.statistics.clock import read_clock  # noqa: E402
from cuakhau.statistics.clock.tables import (  # noqa: E402
    WIDTH_US,
    add_counts,
    count_visits,
    measure,
)
from cuakhau.zone.load import files_of, find_zone, get_folder  # noqa: E402
from speed.measured import close, measured, options, say  # noqa: E402

ZONE, FIRST_DAY, DAYS_A_PART, TIMES = "lang-son", date(2024, 8, 1), 52, 3
PART, LUCKS = 1_000_000, 5
BY = ("gate", "direction", "goods", "agency")


def make_part(zone, twin, number, events):
    """About a million rows of the simulator, cut to a part of them; each part another luck."""
    days = max(2, DAYS_A_PART * min(events, PART) // PART)
    first_day = FIRST_DAY + timedelta(days=number % 7)
    made = simulate(
        build_network(zone, twin, first_day=first_day, days=days), seed=number + 1, log="full"
    )
    return log_of(made, run_id=f"b{number}")


def run(events):
    zone = find_zone(ZONE)
    twin = load_twin(zone, files_of(get_folder(ZONE)))
    log = make_part(zone, twin, 0, events)
    read_clock(zone, log)  # compiles
    best = min(_time(lambda: read_clock(zone, log)) for _ in range(TIMES))
    per_million = best * PART / len(log)
    rows = say([measured("whole clock of 1 million events", per_million, "s", ceiling=3)])
    clock = read_clock(zone, log)
    grouped = min(_time(lambda: measure(count_visits(clock.spent, BY), BY)) for _ in range(TIMES))
    rows += say([measured("its tables by gate, direction, goods, agency", grouped, "s")])
    done, counts, parts = len(log), None, {}
    while done + PART // 2 < events:
        number = done // PART % LUCKS
        part = parts.get(number) or parts.setdefault(number, make_part(zone, twin, number, PART))
        some = count_visits(read_clock(zone, part).spent, BY, width_us=WIDTH_US)
        counts = some if counts is None else add_counts([counts, some])
        done += len(part)
    if counts is not None:
        measure(counts, BY, width_us=WIDTH_US)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    rows += say([measured(f"memory of the clock of {done:,} events", peak, "GB", ceiling=8)])
    return rows


def _time(act):
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    told = options(__doc__)
    sys.exit(close(run(told.events), told.json))
